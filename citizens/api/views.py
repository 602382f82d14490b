"""Answer with the official codes of places."""

from __future__ import annotations

from typing import Any

from django.http import Http404
from django.http.response import HttpResponseBase
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import serializers
from rest_framework.request import Request

from citizens.models import Region, RegionKind
from foundation.api import pages
from foundation.api.views import PublicView


class RegionShape(serializers.Serializer[Any]):
    """Describe one place by its Kemendagri code."""

    code = serializers.CharField(help_text="Such as 36.04.09 for a kecamatan.")
    kind = serializers.ChoiceField(list(RegionKind.values), help_text="Level of the code.")
    name = serializers.CharField(help_text="Its name.")
    parent = serializers.CharField(  # type: ignore[assignment]
        allow_null=True, help_text="Code of the place around it."
    )
    postcode = serializers.CharField(allow_blank=True, help_text="Five digits, or empty.")


class RegionPage(pages.Cursors):
    """Hold one page of places."""

    items = RegionShape(many=True)


class RegionList(PublicView):
    """List the places in force, kabupaten to desa."""

    @extend_schema(
        operation_id="regions",
        tags=["facts"],
        parameters=[
            *pages.PARAMETERS,
            OpenApiParameter("parent", str, description="Only what lies directly inside this place."),
            OpenApiParameter("kind", str, enum=list(RegionKind.values), description="Only this level."),
        ],
        responses=RegionPage,
    )
    def get(self, request: Request) -> HttpResponseBase:
        """Return places by name."""
        rows = Region.objects.filter(valid_to__isnull=True)
        for name in ("parent", "kind"):
            if wanted := request.query_params.get(name):
                rows = rows.filter(**{name: wanted.replace("\x00", "")[:13]})
        return self.answer(request, pages.listed(pages.cut(rows, ("name", "code"), request), _shown))


class RegionDetail(PublicView):
    """Give one place, ended ones too: old addresses name them."""

    @extend_schema(operation_id="region", tags=["facts"], responses=RegionShape)
    def get(self, request: Request, code: str) -> HttpResponseBase:
        """Return the place of a code."""
        found = Region.objects.filter(pk=code.replace("\x00", "")).first()
        if found is None:
            raise Http404(code)
        return self.answer(request, _shown(found))


def _shown(region: Region) -> dict[str, Any]:
    return {
        "code": region.code,
        "kind": region.kind,
        "name": region.name,
        "parent": region.parent_id,
        "postcode": region.postcode,
    }
