"""Serve the catalogue to programs, read-only and to everybody: the list, and one service with its standard."""

from __future__ import annotations

import hashlib
import json
from functools import cache
from typing import Any, Final

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpResponseBase
from django.urls import reverse
from django.utils.cache import get_conditional_response, patch_cache_control
from django.utils.decorators import method_decorator
from django.utils.http import quote_etag
from rest_framework.permissions import AllowAny
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from foundation import clock
from services.catalogue import queries
from services.catalogue.presenters.start import start_page
from services.catalogue.queries import Listed
from services.definition.describe.reference.schema import editor_schema

FRESH_SECONDS: Final = 300


@method_decorator(login_not_required, name="dispatch")
class PublicView(APIView):
    """Answer anybody, and let caches keep the answer for five minutes."""

    permission_classes = [AllowAny]
    authentication_classes = []
    http_method_names = ["get", "head", "options"]

    def answer(self, request: Request, data: dict[str, Any], *parts: str) -> HttpResponseBase:
        """Return the data with an ETag made of `parts`, or 304 when the caller has it already."""
        etag = quote_etag(hashlib.sha256("|".join(parts).encode()).hexdigest()[:32])
        response: HttpResponseBase | None = get_conditional_response(request._request, etag=etag)
        if response is None:
            response = Response(data)
            response["ETag"] = etag
        patch_cache_control(response, public=True, max_age=FRESH_SECONDS)
        return response


class ServiceList(PublicView):
    """List every published service; confidential ones are public here, their requests are nowhere."""

    def get(self, request: Request) -> HttpResponseBase:
        """Return the services by title."""
        listed = queries.services_listed(clock.now())
        parts = [f"{each.slug}:{_version(each)}:{each.availability.is_open}" for each in listed]
        return self.answer(request, {"services": [_brief(request, each) for each in listed]}, *parts)


class ServiceDetail(PublicView):
    """Give one service with the public components of its standard."""

    def get(self, request: Request, slug: str) -> HttpResponseBase:
        """Return the service, 404 when it was never published."""
        listed = queries.service_page(slug, clock.now())
        if listed is None:
            raise Http404(slug)
        parts = [listed.slug, _version(listed), str(listed.availability.is_open), listed.availability.reason]
        return self.answer(request, _brief(request, listed) | _standard(listed), *parts)


class DocumentSchema(PublicView):
    """Give the JSON Schema of a service document, so that an editor elsewhere completes it."""

    def get(self, request: Request) -> HttpResponseBase:
        """Return the schema; it changes only with a new release."""
        return self.answer(request, _schema(), json.dumps(_schema(), sort_keys=True))


@cache
def _schema() -> dict[str, Any]:
    return editor_schema()


def _version(listed: Listed) -> str:
    return listed.service.live.checksum if listed.service.live else ""


def _brief(request: Request, listed: Listed) -> dict[str, Any]:
    document, duration, fee = listed.document, listed.document.standard.duration, listed.document.standard.fee
    return {
        "code": document.code,
        "slug": document.slug,
        "title": {"id": document.title.id, "en": document.title.en},
        "summary": {"id": document.summary.id, "en": document.summary.en},
        "kind": document.kind,
        "agency": listed.service.agency_id,
        "category": document.category,
        "life_events": list(document.life_events),
        "synonyms": list(document.synonyms),
        "access": document.access.level,
        "is_open": listed.availability.is_open,
        "closed_reason": listed.availability.reason,
        "opens_at": listed.availability.opens_at.isoformat() if listed.availability.opens_at else None,
        "duration": {"amount": duration.amount, "unit": str(duration.unit), "status": duration.status}
        if duration
        else None,
        "fee": {"amount": fee.amount, "kind": fee.kind} if fee else None,
        "url": request.build_absolute_uri(reverse("service", args=[document.slug])),
        "checksum": _version(listed),
    }


def _standard(listed: Listed) -> dict[str, Any]:
    page = start_page(listed)
    return {
        "standard": {
            "requirements": [
                {"title": need.title, "note": need.note, "when": need.when, "always": need.always}
                for need in page.needs
            ],
            "procedure": [{"title": step.title, "text": step.text} for step in page.steps],
            "duration": {"status": page.duration_status, "source": page.duration_source, "note": page.duration_note},
            "fee": {"note": page.fee_note},
            "product": page.results,
            "complaint": page.complaints,
            "legal_basis": page.legal_basis,
        },
        "handoff": {"system": page.handoff_system, "note": page.handoff} if page.handoff_system else None,
        "contacts": [{"label": contact.label, "phone": contact.phone} for contact in page.contacts],
        "confidence": listed.document.confidence,
        "sources": list(listed.document.sources),
    }
