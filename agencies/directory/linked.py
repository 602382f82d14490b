"""Write what programs read of an agency: schema.org in JSON-LD, only of facts that somebody filled in."""

from __future__ import annotations

from typing import Any, Final

from django.utils.safestring import SafeString

from agencies.directory.opening import Hours
from agencies.directory.page import Page
from foundation.linked import linked

_DAYS: Final = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


def linked_data(page: Page, url: str) -> SafeString:
    """Return the agency as a GovernmentOrganization."""
    agency = page.agency
    facts = {
        "name": agency.name,
        "alternateName": agency.short_name,
        "description": agency.duties,
        "telephone": agency.phone,
        "email": agency.email,
        "sameAs": agency.website,
        "address": _address(page),
        "location": _place(page),
        "openingHoursSpecification": _hours(page.hours),
        "employee": _head(page),
        "areaServed": {"@type": "AdministrativeArea", "name": str(agency.region or "Kabupaten Serang")},
        "parentOrganization": {"@type": "GovernmentOrganization", "name": "Pemerintah Kabupaten Serang"},
    }
    return linked("GovernmentOrganization", url, facts)


def _address(page: Page) -> dict[str, str] | None:
    if not page.agency.address:
        return None
    return {
        "@type": "PostalAddress",
        "streetAddress": page.agency.address,
        "addressRegion": "Banten",
        "addressCountry": "ID",
    }


def _place(page: Page) -> dict[str, Any] | None:
    if page.agency.latitude is None or page.agency.longitude is None:
        return None
    point = {"latitude": str(page.agency.latitude), "longitude": str(page.agency.longitude)}
    return {"@type": "Place", "geo": {"@type": "GeoCoordinates", **point}}


def _hours(hours: Hours) -> dict[str, Any] | None:
    if not hours.verified:
        return None  # a search engine would repeat a guess as a fact
    return {
        "@type": "OpeningHoursSpecification",
        "dayOfWeek": [_DAYS[day - 1] for day in sorted(hours.weekdays)],
        "opens": f"{hours.opens:%H:%M}",
        "closes": f"{hours.closes:%H:%M}",
    }


def _head(page: Page) -> dict[str, str] | None:
    person = page.head.holder or page.head.beside
    if person is None:
        return None
    return {"@type": "Person", "name": person.name, "jobTitle": f"{person.acting} {page.head.title}".strip()}
