"""Show which agencies there are and who heads them; the page of one agency is the catalogue's, with its services."""

from __future__ import annotations

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from agencies.directory import listing
from agencies.directory.listing import MAX_QUERY, Row


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


def _show(request: HttpRequest, template: str, *, with_hours: bool = False) -> HttpResponse:
    query = " ".join(request.GET.get("q", "").replace("\x00", "").split())[:MAX_QUERY]
    every: list[Row] = listing.rows(with_hours=with_hours)
    found = listing.matching(query, every) if query else every
    units = listing.units_matching(query) if query else []
    context = {
        "query": query,
        "groups": listing.grouped(found),
        "units": units,
        "everything": [] if found or units else listing.grouped(every),
    }
    return render(request, template, context)
