"""Answer with services, their standards, their questions, and the schema of their documents."""

from __future__ import annotations

from functools import cache
from typing import Any

from django.http import Http404
from django.http.response import HttpResponseBase
from django.urls import reverse
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework.request import Request

from foundation import clock
from foundation.api import pages
from foundation.api.views import PublicView
from services.catalogue import documents, queries
from services.catalogue.api import shapes
from services.catalogue.models import ServiceVersion
from services.catalogue.presenters.start import start_page
from services.catalogue.queries import Listed
from services.definition.describe.reference.schema import editor_schema
from services.definition.document import to_data


class ServiceList(PublicView):
    """List every published service; confidential ones are public here, their requests are nowhere."""

    @extend_schema(
        operation_id="services",
        tags=["catalogue"],
        parameters=[
            *pages.PARAMETERS,
            OpenApiParameter("agency", str, description="Only the services of this agency, by slug."),
            OpenApiParameter("q", str, description="Only the services people mean by these words."),
        ],
        responses=shapes.ServicePage,
    )
    def get(self, request: Request) -> HttpResponseBase:
        """Return the services by title."""
        given = request.query_params
        rows = queries.published()
        if given.get("agency"):
            rows = rows.filter(agency=given["agency"].replace("\x00", "")[:40])
        if given.get("q"):
            rows = rows.filter(pk__in=_meant(given["q"].replace("\x00", "")[:80]))
        page = pages.cut(rows, ("title", "slug"), request)
        shown = {each.slug: _brief(request, each) for each in queries.listed(page.items, clock.now())}
        return self.answer(request, pages.listed(page, lambda row: shown[row.pk]))


class ServiceDetail(PublicView):
    """Give one service with the public components of its standard."""

    @extend_schema(operation_id="service", tags=["catalogue"], responses=shapes.ServiceFull)
    def get(self, request: Request, slug: str) -> HttpResponseBase:
        """Return the service, 404 when it was never published."""
        listed = _found(slug)
        return self.answer(request, _brief(request, listed) | _standard(listed))


class ServiceForm(PublicView):
    """Give the questions of a service, for programs that draw its form."""

    @extend_schema(operation_id="service_form", tags=["catalogue"], responses=shapes.FormShape)
    def get(self, request: Request, slug: str) -> HttpResponseBase:
        """Return the pages and fields of the document in force."""
        live = _found(slug).service.live
        if live is None:
            raise Http404(slug)
        return self.answer(request, form_of(live))


class DocumentSchema(PublicView):
    """Give the JSON Schema of a service document, so that an editor elsewhere completes it."""

    @extend_schema(operation_id="service_document_schema", tags=["catalogue"], responses={200: {"type": "object"}})
    def get(self, request: Request) -> HttpResponseBase:
        """Return the schema; it changes only with a new release."""
        return self.answer(request, _schema())


def form_of(version: ServiceVersion) -> dict[str, Any]:
    """Return the questions of one version as its document puts them."""
    data = to_data(documents.load(version))
    return {
        "service": version.service_id,
        "checksum": version.checksum,
        "eligibility": data.get("eligibility", {}),
        "form": data.get("form", {}),
        "lists": data.get("lists", {}),
    }


@cache
def _schema() -> dict[str, Any]:
    return editor_schema()


def _meant(words: str) -> list[str]:
    hits, near = queries.matching(words, queries.services_listed(clock.now()))
    return [each.slug for each in hits or near]


def _found(slug: str) -> Listed:
    listed = queries.service_page(slug, clock.now())
    if listed is None:
        raise Http404(slug)
    return listed


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
