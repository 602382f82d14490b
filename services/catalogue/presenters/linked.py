"""Write what programs read of a service: schema.org in JSON-LD, from the same document as the page."""

from __future__ import annotations

from typing import Any

from django.urls import reverse
from django.utils.safestring import SafeString

from foundation.linked import filled, linked
from services.catalogue import wording
from services.catalogue.queries import Listed


def linked_data(listed: Listed, site: str) -> SafeString:
    """Return a service as a GovernmentService."""
    document, url = listed.document, f"{site}{reverse('service', args=[listed.slug])}"
    facts = {
        "name": wording.text(document.title),
        "alternateName": document.title.en or "",
        "description": wording.text(document.summary),
        "provider": _provider(listed, site),
        "areaServed": {"@type": "AdministrativeArea", "name": "Kabupaten Serang"},
        "availableChannel": {"@type": "ServiceChannel", "serviceUrl": url} if listed.availability.is_open else None,
        "serviceOutput": [{"@type": "Thing", "name": wording.text(each)} for each in document.standard.product],
        "offers": _offer(listed),
        "inLanguage": "id",
    }
    return linked("GovernmentService", url, facts)


def _provider(listed: Listed, site: str) -> dict[str, Any] | None:
    agency = listed.service.agency
    if agency is None:
        return None  # the kecamatan of the answer, or whoever decided: there is no one office to name
    url = f"{site}{reverse('agency', args=[agency.pk])}"
    return filled({"@type": "GovernmentOrganization", "@id": url, "url": url, "name": agency.name})


def _offer(listed: Listed) -> dict[str, str] | None:
    fee = listed.document.standard.fee
    if fee is None or fee.kind != "free" or fee.amount:
        return None  # only what costs nothing is said without the conditions that stand on the page
    return {"@type": "Offer", "price": "0", "priceCurrency": "IDR"}
