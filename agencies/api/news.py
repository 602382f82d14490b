"""Answer with the notices whose time it is."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import Http404
from django.http.response import HttpResponseBase
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import serializers
from rest_framework.request import Request

from agencies.activities import queries
from agencies.activities.syndication import address
from agencies.models import News
from foundation.api import pages
from foundation.api.views import PublicView


class NewsShape(serializers.Serializer[Any]):
    """Describe one notice."""

    id = serializers.UUIDField(help_text="The notice.")
    title = serializers.CharField(help_text="What it is about.")
    body = serializers.CharField(help_text="All of it, plain text; an empty line begins a paragraph.")
    agency = serializers.CharField(help_text="Slug of the agency that tells it.")
    shown_from = serializers.DateTimeField(help_text="Since when it is shown.")
    shown_until = serializers.DateTimeField(allow_null=True, help_text="Until when; null when nobody said.")
    url = serializers.CharField(help_text="Its page.")
    updated_at = serializers.DateTimeField(help_text="When it was last changed.")


class NewsPage(pages.Cursors):
    """Hold one page of notices."""

    items = NewsShape(many=True)


class NewsList(PublicView):
    """List the notices whose time it is."""

    @extend_schema(
        operation_id="news",
        tags=["facts"],
        parameters=[*pages.PARAMETERS, OpenApiParameter("agency", str, description="Slug of an agency.")],
        responses=NewsPage,
    )
    def get(self, request: Request) -> HttpResponseBase:
        """Return notices, newest first; drafts, coming and past ones are not among them."""
        rows = queries.shown_news(str(request.query_params.get("agency", "")).replace("\x00", "")[:40])
        return self.answer(request, pages.listed(pages.cut(rows, ("-shown_from", "-id"), request), _item))


class NewsDetail(PublicView):
    """Give one notice."""

    @extend_schema(operation_id="news_item", tags=["facts"], responses=NewsShape)
    def get(self, request: Request, pk: UUID) -> HttpResponseBase:
        """Return a notice while it is shown."""
        item = queries.shown_news().filter(pk=pk).first()
        if item is None:
            raise Http404(pk)
        return self.answer(request, _item(item))


def _item(item: News) -> dict[str, Any]:
    return {
        "id": item.pk,
        "title": item.title,
        "body": item.body,
        "agency": item.agency_id,
        "shown_from": item.shown_from,
        "shown_until": item.shown_until,
        "url": address(item),
        "updated_at": item.updated_at,
    }
