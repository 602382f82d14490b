"""Write what programs read of an activity: schema.org in JSON-LD, so that a search engine shows when and where."""

from __future__ import annotations

from typing import Final

from django.urls import reverse
from django.utils.safestring import SafeString

from agencies.models import Activity, Occurrence
from foundation import clock
from foundation.linked import linked

_HELD: Final = "https://schema.org/EventScheduled"
_CANCELLED: Final = "https://schema.org/EventCancelled"
_IN_PERSON: Final = "https://schema.org/OfflineEventAttendanceMode"


def linked_data(activity: Activity, day: Occurrence, url: str, site: str) -> SafeString:
    """Return one day of an activity as an Event."""
    off = activity.is_cancelled or day.is_cancelled or day.is_dropped
    whole_days = activity.opens is None
    starts, ends = clock.local(day.starts_at), clock.local(day.ends_at)
    area = f"Kecamatan {activity.region.name}" if activity.region else "Kabupaten Serang"
    facts = {
        "name": activity.title,
        "description": activity.description,
        "startDate": day.day.isoformat() if whole_days else starts.isoformat(timespec="minutes"),
        "endDate": day.last_day.isoformat() if whole_days else ends.isoformat(timespec="minutes"),
        "eventStatus": _CANCELLED if off else _HELD,
        "eventAttendanceMode": _IN_PERSON,
        "location": {
            "@type": "Place",
            "name": activity.place,
            "address": {
                "@type": "PostalAddress",
                "addressLocality": area,
                "addressRegion": "Banten",
                "addressCountry": "ID",
            },
        },
        "organizer": {
            "@type": "GovernmentOrganization",
            "name": activity.agency.name,
            "url": f"{site}{reverse('agency', args=[activity.agency.pk])}",
        },
        "maximumAttendeeCapacity": activity.capacity,
    }
    return linked("Event", url, facts)
