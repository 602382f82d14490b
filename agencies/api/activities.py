"""Answer with the days on which activities are held."""

from __future__ import annotations

import datetime as dt
from typing import Any, Final
from uuid import UUID

from django.http import Http404
from django.http.response import HttpResponseBase
from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import serializers
from rest_framework.request import Request

from agencies.activities import feeds, queries
from agencies.models import Activity, Occurrence
from foundation import clock
from foundation.api import pages
from foundation.api.problems import Problem
from foundation.api.views import PublicView

COMING: Final = 50  # days that the answer about one activity holds


class DayShape(serializers.Serializer[Any]):
    """Describe one time an activity is held."""

    date = serializers.DateField(help_text="The day it begins.")
    starts_at = serializers.DateTimeField(help_text="When it begins.")
    ends_at = serializers.DateTimeField(help_text="When it ends; of whole days, the midnight after the last one.")
    all_day = serializers.BooleanField(help_text="Whether it has no hours.")
    cancelled = serializers.BooleanField(help_text="Whether it is called off.")
    reason = serializers.CharField(allow_blank=True, help_text="Why it is called off.")
    places_left = serializers.IntegerField(
        allow_null=True, help_text="Places still free; null when nobody needs to register."
    )


class ActivityDay(DayShape):
    """Describe one time an activity is held, with the activity."""

    id = serializers.UUIDField(help_text="The activity; the same for every day it is held.")
    title = serializers.CharField(help_text="What it is.")
    description = serializers.CharField(allow_blank=True, help_text="More about it, plain text.")
    place = serializers.CharField(help_text="Where it is held.")
    for_whom = serializers.CharField(allow_blank=True, help_text="Who may come.")
    contact = serializers.CharField(allow_blank=True, help_text="Whom to ask.")
    agency = serializers.CharField(help_text="Slug of the agency that holds it.")
    kecamatan = serializers.CharField(allow_null=True, help_text="Code of the kecamatan; null for the whole county.")
    rule = serializers.CharField(
        allow_blank=True, help_text="RFC 5545 rule by which it repeats; empty when it does not."
    )
    url = serializers.CharField(help_text="Its page.")
    updated_at = serializers.DateTimeField(help_text="When it was last changed.")


class ActivityPage(pages.Cursors):
    """Hold one page of days."""

    items = ActivityDay(many=True)


class ActivityFull(ActivityDay):
    """Describe one activity with the days to come."""

    days = DayShape(many=True)


class ActivityList(PublicView):
    """List the days on which something is held."""

    @extend_schema(
        operation_id="activities",
        tags=["facts"],
        parameters=[
            *pages.PARAMETERS,
            OpenApiParameter("agency", str, description="Slug of an agency."),
            OpenApiParameter("kecamatan", str, description="Code of a kecamatan, such as 36.04.05."),
            OpenApiParameter("from", dt.date, description="First day; today when absent."),
            OpenApiParameter("to", dt.date, description="Last day; no end when absent."),
        ],
        responses=ActivityPage,
    )
    def get(self, request: Request) -> HttpResponseBase:
        """Return days by when they begin; what began before `from` and still goes on is among them."""
        wanted = queries.Wanted(_word(request, "agency", 40), _word(request, "kecamatan", 13))
        first, last = _day(request, "from") or clock.today(), _day(request, "to")
        if last is not None and last < first:
            raise Problem(400, _("Isi to dengan tanggal yang tidak mendahului from."))
        rows = queries.between(queries.public_days(wanted), first, last or dt.date.max)
        return self.answer(request, pages.listed(pages.cut(rows, ("starts_at", "id"), request), _item))


class ActivityDetail(PublicView):
    """Give one activity with the days to come."""

    @extend_schema(operation_id="activity", tags=["facts"], responses=ActivityFull)
    def get(self, request: Request, pk: UUID) -> HttpResponseBase:
        """Return an activity; its own day is the next one, or the last one when all are over."""
        activity = queries.public_activity(pk)
        row = queries.day_of(activity, None) if activity else None
        if activity is None or row is None:
            raise Http404(pk)
        row.activity = activity
        days = [_held(each, activity) for each in queries.coming_days(activity, COMING)]
        return self.answer(request, _item(row) | {"days": days})


def _word(request: Request, name: str, most: int) -> str:
    return str(request.query_params.get(name, "")).replace("\x00", "")[:most]


def _day(request: Request, name: str) -> dt.date | None:
    given = request.query_params.get(name, "")
    if not given:
        return None
    try:
        if len(given) == 10:
            return dt.date.fromisoformat(given)
    except ValueError:
        pass
    raise Problem(400, _("Isi %(name)s dengan tanggal, misalnya 2026-11-23.") % {"name": name})


def _item(row: Occurrence) -> dict[str, Any]:
    activity = row.activity
    return _held(row, activity) | {
        "id": activity.pk,
        "title": activity.title,
        "description": activity.description,
        "place": activity.place,
        "for_whom": activity.for_whom,
        "contact": activity.contact,
        "agency": activity.agency_id,
        "kecamatan": activity.region_id,
        "rule": activity.rule,
        "url": feeds.address(activity, row.day),
        "updated_at": activity.updated_at,
    }


def _held(row: Occurrence, activity: Activity) -> dict[str, Any]:
    return {
        "date": row.day,
        "starts_at": row.starts_at,
        "ends_at": row.ends_at,
        "all_day": activity.opens is None,
        "cancelled": activity.is_cancelled or row.is_cancelled,
        "reason": activity.cancel_reason or row.cancel_reason,
        "places_left": None if activity.capacity is None else max(activity.capacity - row.taken, 0),
    }
