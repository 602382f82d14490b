"""Find who serves a request: the agency, the area and whether the service is open."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _

from agencies.models import Agency
from citizens.models import Region
from foundation import clock
from services.catalogue import availability
from services.catalogue.models import Service
from services.definition import answers as cleaning
from services.definition.conditions import Scope, holds
from services.definition.document import Document
from services.requests.engine.errors import InvalidData, ServiceClosed


def check_open(service: Service) -> None:
    """Refuse a service that is withdrawn or outside its opening times, with its own reason."""
    now = availability.of(service, clock.now())
    if not now.is_open:
        raise ServiceClosed(now.reason)


def agency_of(document: Document, answers: Mapping[str, Any], facts: Mapping[str, Any]) -> Agency:
    """Return the agency that serves these answers: the first route that holds, else the document's own rule.

    A route to an office that works no more is passed over; a region answer finds its kecamatan.
    """
    routed = _routed(document, Scope(answers, facts))
    if routed is not None:
        return routed
    if isinstance(document.agency, str):
        return Agency.objects.get(slug=document.agency)
    if document.agency.is_parents:
        return Agency.objects.get(slug=facts[document.agency.from_])
    code = look_up(answers, document.agency.from_)
    agency = Agency.objects.filter(region=code, is_active=True).first() if code else None
    if agency is None:
        raise InvalidData([], _("Pilih kecamatan, supaya permohonan sampai ke kantor yang benar."))
    return agency


def _routed(document: Document, scope: Scope) -> Agency | None:
    for route in document.routing:
        if route.agency is not None and holds(route.when, scope):
            agency = Agency.objects.filter(pk=route.agency, is_active=True).first()
            if agency is not None:
                return agency
    return None


def region_of(document: Document, answers: Mapping[str, Any], facts: Mapping[str, Any]) -> Region | None:
    """Return the finest place that the routes which hold, or the agency rule, point at."""
    scope = Scope(answers, facts)
    holding = [route for route in document.routing if route.area is not None and holds(route.when, scope)]
    codes = [cleaning.area_of(route.area, answers, facts) for route in holding]
    if not isinstance(document.agency, str):
        codes.append(look_up(answers, document.agency.from_))
    known = [c for c in codes if isinstance(c, str) and c]
    return Region.objects.filter(pk=max(known, key=len)).first() if known else None


def look_up(answers: Mapping[str, Any], path: str) -> str:
    """Return the text at a dotted path of the answers, or ""."""
    value: Any = answers
    for part in path.split("."):
        value = value.get(part) if isinstance(value, Mapping) else None
    return value if isinstance(value, str) else ""
