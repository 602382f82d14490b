"""Answer with agencies and who heads them."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import Http404
from django.http.response import HttpResponseBase
from django.urls import reverse
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import serializers
from rest_framework.request import Request

from agencies.models import Acting, Agency, AgencyKind, Official
from agencies.terms import in_office
from foundation import clock
from foundation.api import pages
from foundation.api.views import PublicView


class AgencyBrief(serializers.Serializer[Any]):
    """Describe one agency; what nobody filled in is empty."""

    slug = serializers.CharField(help_text="The public name; part of its address.")
    name = serializers.CharField(help_text="Its full name.")
    short_name = serializers.CharField(help_text="What people call it.")
    kind = serializers.ChoiceField(list(AgencyKind.values), help_text="Kind of perangkat daerah.")
    duties = serializers.CharField(allow_blank=True, help_text="What it takes care of.")
    region = serializers.CharField(allow_null=True, help_text="Code of the place a kecamatan administers.")
    address = serializers.CharField(allow_blank=True, help_text="Where it sits.")
    phone = serializers.CharField(allow_blank=True, help_text="Telephone.")
    email = serializers.CharField(allow_blank=True, help_text="E-mail.")
    website = serializers.CharField(allow_blank=True, help_text="Web site.")


class AgencyPage(pages.Cursors):
    """Hold one page of agencies."""

    items = AgencyBrief(many=True)


class OfficialShape(serializers.Serializer[Any]):
    """Say who holds an office; an empty name means that nobody filled it in."""

    position = serializers.CharField(help_text="The office.")
    name = serializers.CharField(allow_blank=True, help_text="Who holds it.")
    is_head = serializers.BooleanField(help_text="Whether the agency is headed from it.")
    acting = serializers.ChoiceField(
        list(Acting.values), allow_blank=True, help_text="Empty when definitive, else plt, plh or pj."
    )
    since = serializers.DateField(allow_null=True, help_text="Since when.")
    photo = serializers.CharField(allow_blank=True, help_text="Address of a photo (WebP, 256 px); empty without one.")


class AgencyFull(AgencyBrief):
    """Describe one agency with its officials."""

    officials = OfficialShape(many=True)


class AgencyList(PublicView):
    """List the agencies at work."""

    @extend_schema(
        operation_id="agencies",
        tags=["facts"],
        parameters=[
            *pages.PARAMETERS,
            OpenApiParameter("kind", str, enum=list(AgencyKind.values), description="Only this kind."),
        ],
        responses=AgencyPage,
    )
    def get(self, request: Request) -> HttpResponseBase:
        """Return agencies by name."""
        rows = Agency.objects.filter(is_active=True)
        if kind := request.query_params.get("kind"):
            rows = rows.filter(kind=kind.replace("\x00", "")[:12])
        return self.answer(request, pages.listed(pages.cut(rows, ("name", "slug"), request), _brief))


class AgencyDetail(PublicView):
    """Give one agency with its officials."""

    @extend_schema(operation_id="agency", tags=["facts"], responses=AgencyFull)
    def get(self, request: Request, slug: str) -> HttpResponseBase:
        """Return the agency of a slug."""
        found = Agency.objects.filter(pk=slug, is_active=True).first()
        if found is None:
            raise Http404(slug)
        officials = [_official(each) for each in found.officials.filter(in_office(clock.today()))]
        return self.answer(request, _brief(found) | {"officials": officials})


def _brief(agency: Agency) -> dict[str, Any]:
    return {
        "slug": agency.slug,
        "name": agency.name,
        "short_name": agency.short_name,
        "kind": agency.kind,
        "duties": agency.duties,
        "region": agency.region_id,
        "address": agency.address,
        "phone": agency.phone,
        "email": agency.email,
        "website": agency.website,
    }


def _official(official: Official) -> dict[str, Any]:
    return {
        "position": official.position,
        "name": official.name,
        "is_head": official.is_head,
        "acting": official.acting,
        "since": official.since,
        "photo": _photo(official),
    }


def _photo(official: Official) -> str:
    if official.portrait_id is None:
        return ""
    return f"{settings.PORTAL_URL}{reverse('directory:portrait', args=[official.portrait_id])}"
