"""Cut lists into pages by cursor: `items`, and where to go on."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, Final, TypeVar

from django.db.models import Model, QuerySet
from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import OpenApiParameter
from rest_framework import serializers
from rest_framework.request import Request

from foundation import keyset
from foundation.api.problems import Problem

M = TypeVar("M", bound=Model)
USUAL: Final = 50
PARAMETERS: Final = [
    OpenApiParameter("cursor", str, description="`next` or `previous` of an earlier page; empty for the first page."),
    OpenApiParameter(
        "limit",
        {"type": "integer", "minimum": 1, "maximum": keyset.MAX_SIZE, "default": USUAL},
        description="How many items a page holds at most.",
    ),
]


class Cursors(serializers.Serializer[Any]):
    """Say where a list goes on."""

    next = serializers.CharField(help_text="Cursor of the following page; empty on the last one.", allow_blank=True)
    previous = serializers.CharField(help_text="Cursor of the page before; empty on the first.", allow_blank=True)


def cut(queryset: QuerySet[M], order: Sequence[str], request: Request) -> keyset.KeysetPage[M]:
    """Return the page a request asks for; an unknown cursor is the first page."""
    return keyset.paginate(queryset, order=order, cursor=cursor(request), size=limit(request))


def listed(page: keyset.KeysetPage[M], show: Callable[[M], Any]) -> dict[str, Any]:
    """Return the body of one page."""
    return {
        "items": [show(row) for row in page.items],
        "next": page.next_cursor,
        "previous": page.previous_cursor,
    }


def cursor(request: Request) -> str:
    """Return the cursor a request carries, "" for none."""
    return str(request.query_params.get("cursor", ""))


def limit(request: Request) -> int:
    """Return how many items a request wants; raises a problem 400 for what is no sensible number."""
    given = request.query_params.get("limit", str(USUAL))
    if not (given.isascii() and given.isdigit() and len(given) < 5 and 1 <= int(given) <= keyset.MAX_SIZE):
        raise Problem(400, _("Isi limit dengan angka 1 sampai %(most)d.") % {"most": keyset.MAX_SIZE})
    return int(given)
