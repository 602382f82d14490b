"""Answer programs with the public figures of a period, protected as everywhere."""

from __future__ import annotations

from typing import Any

from django.http.response import HttpResponseBase
from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import serializers
from rest_framework.request import Request

from foundation import clock
from foundation.api import pages
from foundation.api.problems import Problem
from foundation.api.views import PublicView
from foundation.periods import named, quarter_of
from services.performance.models import EntityKind, PublishedRow


class PublicFigures(serializers.Serializer[Any]):
    """Describe the figures of one entity in one period."""

    kind = serializers.ChoiceField(choices=EntityKind.values, help_text="Whom they are added up for.")
    period = serializers.CharField(help_text="A quarter (2026-T4) or a month (2026-11).")
    first_day = serializers.DateField(help_text="First day of the period.")
    last_day = serializers.DateField(help_text="Last day that is counted; today while the period runs.")
    agency = serializers.CharField(allow_null=True, help_text="Slug of the agency; null where it is no part.")
    service = serializers.CharField(allow_null=True, help_text="Slug of the service; null where it is no part.")
    kecamatan = serializers.CharField(allow_blank=True, help_text="Code of the kecamatan; empty where it is no part.")
    counts = serializers.DictField(
        child=serializers.IntegerField(allow_null=True),
        help_text="Counts by name (docs/figures.md); null where a count is below ten or would reveal one that is.",
    )


class FiguresPage(pages.Cursors):
    """Hold one page of figures."""

    items = PublicFigures(many=True)


class Figures(PublicView):
    """List the public figures of a period."""

    @extend_schema(
        operation_id="performance_figures",
        tags=["facts"],
        parameters=[
            *pages.PARAMETERS,
            OpenApiParameter("period", str, description="Such as 2026-T4 or 2026-11; the present quarter if empty."),
            OpenApiParameter("kind", str, enum=EntityKind.values, description="Only these entities."),
        ],
        responses=FiguresPage,
    )
    def get(self, request: Request) -> HttpResponseBase:
        """Return the figures by key; a period of which nothing was published has none."""
        asked, kind = str(request.query_params.get("period", "")), str(request.query_params.get("kind", ""))
        period = named(asked) if asked else quarter_of(clock.today())
        if period is None or (kind and kind not in EntityKind.values):
            raise Problem(400, _("Isi period seperti 2026-T4 atau 2026-11, dan kind dengan nilai yang dikenal."))
        rows = PublishedRow.objects.filter(period=period.code)
        rows = rows.filter(kind=kind) if kind else rows
        return self.answer(request, pages.listed(pages.cut(rows, ("key",), request), _item))


def _item(row: PublishedRow) -> dict[str, Any]:
    return {
        "kind": row.kind,
        "period": row.period,
        "first_day": row.first_day.isoformat(),
        "last_day": row.last_day.isoformat(),
        "agency": row.agency_id,
        "service": row.service_id,
        "kecamatan": row.district,
        "counts": row.counts,
    }
