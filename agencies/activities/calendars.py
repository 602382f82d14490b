"""Answer phones and programs that keep a calendar: the same bytes until something changes."""

from __future__ import annotations

from uuid import UUID

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from agencies.activities import feeds, periods, queries
from agencies.activities.answering import answer
from agencies.models import Agency
from citizens.models import Region
from citizens.models.region import RegionKind


@login_not_required
@require_safe
def everything(request: HttpRequest) -> HttpResponseBase:
    """Give the feed of the whole county."""
    return _answer(request, feeds.feed(queries.Wanted(), _("Kegiatan Kabupaten Serang")), "kegiatan")


@login_not_required
@require_safe
def of_agency(request: HttpRequest, slug: str) -> HttpResponseBase:
    """Give the feed of one agency."""
    agency = get_object_or_404(Agency, pk=slug, is_active=True)
    name = _("Kegiatan %(name)s") % {"name": agency.short_name}
    return _answer(request, feeds.feed(queries.Wanted(agency=agency.pk), name), f"kegiatan-{agency.pk}")


@login_not_required
@require_safe
def of_district(request: HttpRequest, code: str) -> HttpResponseBase:
    """Give the feed of what is held in one kecamatan, whoever holds it."""
    region = get_object_or_404(Region, pk=code.replace("\x00", "")[:13], kind=RegionKind.DISTRICT)
    name = _("Kegiatan di Kecamatan %(name)s") % {"name": region.name}
    return _answer(request, feeds.feed(queries.Wanted(region=region.pk), name), f"kegiatan-{region.pk}")


@login_not_required
@require_safe
def of_activity(request: HttpRequest, pk: UUID) -> HttpResponseBase:
    """Give one activity, or one day of it, to be put into a calendar once."""
    activity = queries.public_activity(pk)
    if activity is None:
        raise Http404
    if asked := request.GET.get("tanggal", ""):
        day = periods.parse(asked)
        row = queries.day_of(activity, day) if day else None
        if row is None:
            raise Http404
        return _answer(request, feeds.one_day(activity, row), f"kegiatan-{activity.pk}-{row.day:%Y%m%d}")
    return _answer(request, feeds.calendar([activity], activity.title), f"kegiatan-{activity.pk}")


def _answer(request: HttpRequest, content: bytes, name: str) -> HttpResponseBase:
    return answer(request, content, f"{name}.ics", "text/calendar")
