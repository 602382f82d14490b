"""Show which agencies there are and who heads them; the page of one agency is the catalogue's, with its services."""

from __future__ import annotations

from typing import Final
from uuid import UUID

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.cache import patch_cache_control
from django.views.decorators.http import require_safe

from agencies.directory import listing
from agencies.directory.listing import MAX_QUERY, Row
from agencies.models import Portrait

# Photos of an answer; 58 of them would weigh more than a first visit may, so the whole list shows none.
FACES: Final = 8
FRESH_SECONDS: Final = 86_400  # another photo has another address; one that is taken off goes within a day


@login_not_required
@require_safe
def agency_list(request: HttpRequest) -> HttpResponse:
    """Show every agency by kind, or those that fit `q`."""
    return _show(request, "agencies/list.html", with_hours=True)


@login_not_required
@require_safe
def officials(request: HttpRequest) -> HttpResponse:
    """Answer who heads which office, for all agencies on one page, or for what `q` asks."""
    return _show(request, "agencies/officials.html")


@login_not_required
@require_safe
def portrait(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Show the photo of somebody who stands in the directory."""
    return _photo(pk, "large")


@login_not_required
@require_safe
def thumb(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Show the same photo as small as a list wants it."""
    return _photo(pk, "small")


def _photo(pk: UUID, size: str) -> HttpResponse:
    """Return one size of a photo; one that no official shows any more is not found."""
    shown = Portrait.objects.filter(pk=pk, officials__agency__is_active=True).exclude(officials__name="")
    pixels = shown.values_list(size, flat=True).first()
    if not pixels:
        raise Http404
    answer = HttpResponse(bytes(pixels), content_type="image/webp")
    patch_cache_control(answer, public=True, max_age=FRESH_SECONDS)
    return answer


def _show(request: HttpRequest, template: str, *, with_hours: bool = False) -> HttpResponse:
    query = " ".join(request.GET.get("q", "").replace("\x00", "").split())[:MAX_QUERY]
    every: list[Row] = listing.rows(with_hours=with_hours)
    found = listing.matching(query, every) if query else every
    units = listing.units_matching(query) if query else []
    context = {
        "query": query,
        "groups": listing.grouped(found),
        "units": units,
        "faces": bool(query) and len(found) <= FACES,
        "everything": [] if found or units else listing.grouped(every),
    }
    return render(request, template, context)
