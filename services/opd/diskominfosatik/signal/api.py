"""Answer programs with the places without signal that somebody checked, and with the figures; never with a reporter."""

from __future__ import annotations

from typing import Any

from django.http.response import HttpResponseBase
from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import serializers
from rest_framework.request import Request

from foundation import formats
from foundation.api import pages
from foundation.api.problems import Problem
from foundation.api.views import PublicView
from services.opd.diskominfosatik.signal import brands, geo, presenters, rules, statistics, workflow
from services.opd.diskominfosatik.signal.models import Coverage, Operator, SignalSite


class PublicSite(serializers.Serializer[Any]):
    """Describe one place without signal that somebody checked."""

    code = serializers.CharField(help_text="Its number; samples begin with DEMO.")
    kecamatan = serializers.CharField(help_text="Code of the kecamatan.")
    desa = serializers.CharField(help_text="Code of the desa.")
    latitude = serializers.FloatField(
        allow_null=True, help_text="Rounded to about 110 metres; null where nobody measured or few live there."
    )
    longitude = serializers.FloatField(allow_null=True, help_text="As latitude.")
    coverage = serializers.ChoiceField(choices=Coverage.values, help_text="The trouble.")
    operators = serializers.ListField(
        child=serializers.ChoiceField(choices=Operator.values), help_text="The operators that were tried there."
    )
    state = serializers.ChoiceField(choices=list(workflow.PUBLIC), help_text="How far it is.")
    reported = serializers.RegexField(r"^\d{4}-\d{2}$", help_text="The month of the first report.")
    demo = serializers.BooleanField(help_text="Whether it is a sample and no real place.")


class SitePage(pages.Cursors):
    """Hold one page of places."""

    items = PublicSite(many=True)


class SiteFigures(serializers.Serializer[Any]):
    """Describe one kecamatan in figures."""

    kecamatan = serializers.CharField(help_text="Code of the kecamatan.")
    name = serializers.CharField(help_text="Its name.")
    open = serializers.IntegerField(help_text="Places that are not solved.")
    done = serializers.IntegerField(help_text="Places that are.")
    operators = serializers.DictField(child=serializers.IntegerField(), help_text="Open places by operator.")
    ages = serializers.ListField(
        child=serializers.IntegerField(),
        help_text="Open places by age: under 1, 1 to 6, 7 to 12, over 12 months.",
    )
    demo = serializers.BooleanField(help_text="Whether samples are among them.")


class FiguresList(serializers.Serializer[Any]):
    """Hold the figures of all kecamatan."""

    items = SiteFigures(many=True)


class SiteList(PublicView):
    """List the places without signal that somebody checked."""

    @extend_schema(
        operation_id="signal_sites",
        tags=["facts"],
        parameters=[
            *pages.PARAMETERS,
            OpenApiParameter("kecamatan", str, description="Code of a kecamatan, such as 36.04.05."),
            OpenApiParameter("operator", str, description="An operator, or a brand it used to have, such as XL."),
            OpenApiParameter("state", str, enum=list(workflow.PUBLIC), description="Only those that are so far."),
        ],
        responses=SitePage,
    )
    def get(self, request: Request) -> HttpResponseBase:
        """Return the places, the newest first."""
        rows = SignalSite.objects.filter(state__in=workflow.PUBLIC).prefetch_related("operators")
        if district := _known(request, "kecamatan", geo.atlas().districts):
            rows = rows.filter(district=district)
        if state := _known(request, "state", workflow.PUBLIC):
            rows = rows.filter(state=state)
        if brand := str(request.query_params.get("operator", "")):
            operator = brands.operator_of(brand)
            if not operator:
                raise Problem(400, _("Isi operator dengan nama yang dikenal."))
            rows = rows.filter(pk__in=SignalSite.objects.filter(operators__operator=operator).values("pk"))
        page, few = pages.cut(rows, ("-reported_at", "-id"), request), rules.current().few
        return self.answer(request, pages.listed(page, lambda site: _item(site, few)))


class Figures(PublicView):
    """Give the figures of every kecamatan."""

    @extend_schema(operation_id="signal_figures", tags=["facts"], responses=FiguresList)
    def get(self, request: Request) -> HttpResponseBase:
        """Return the 29 kecamatan by name."""
        items = [
            {
                "kecamatan": line.code,
                "name": line.name,
                "open": line.open,
                "done": line.done,
                "operators": dict(zip(Operator.values, line.operators, strict=True)),
                "ages": list(line.ages),
                "demo": line.demo,
            }
            for line in statistics.lines()
        ]
        return self.answer(request, {"items": items})


def _known(request: Request, name: str, known: Any) -> str:
    given = str(request.query_params.get(name, ""))
    if given and given not in known:
        raise Problem(400, _("Isi %(name)s dengan nilai yang dikenal.") % {"name": name})
    return given


def _item(site: SignalSite, few: int) -> dict[str, Any]:
    point = presenters.told_point(site, few)
    return {
        "code": site.code,
        "kecamatan": site.district_id,
        "desa": site.village_id,
        "latitude": point[0] if point else None,
        "longitude": point[1] if point else None,
        "coverage": site.coverage,
        "operators": sorted(each.operator for each in site.operators.all()),
        "state": site.state,
        "reported": f"{formats.local_date(site.reported_at):%Y-%m}",
        "demo": site.is_demo,
    }
