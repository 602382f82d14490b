"""Show the register of silence to those who answer for an OPD, as a page and as a table to take along."""

from __future__ import annotations

import csv
from typing import Final

from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from agencies.policies import managed_agencies
from foundation.keyset import paginate
from services.desk.calendars import calendar_of
from services.desk.policies import officer
from services.desk.presenters.silence import cells, heads, row
from services.requests.models import SilenceEntry

PAGE: Final = 25
MOST_LINES: Final = 5000
CHOICES: Final = ("terbuka", "semua")


@never_cache
@require_safe
def register(request: HttpRequest) -> HttpResponse:
    """Show the entries of the agencies this account answers for, the oldest undecided first; ?unduh=1 gives a CSV."""
    officer(request)
    chosen = request.GET.get("tampil", "")
    chosen = chosen if chosen in CHOICES else CHOICES[0]
    entries = _entries(request, chosen)
    if request.GET.get("unduh") == "1":
        return _table(entries)
    page = paginate(entries, order=("due_at", "id"), cursor=request.GET.get("setelah", ""), size=PAGE)
    context = {
        "rows": [row(entry, calendar_of(entry.request.agency_id or "")) for entry in page.items],
        "tabs": [
            {"title": title, "url": _address(key), "current": key == chosen}
            for key, title in zip(CHOICES, (_("Belum diputus"), _("Semua")), strict=True)
        ],
        "csv_url": f"{_address(chosen)}&unduh=1",
        "previous_url": _address(chosen, page.previous_cursor) if page.previous_cursor else "",
        "next_url": _address(chosen, page.next_cursor) if page.next_cursor else "",
    }
    return render(request, "desk/silence.html", context)


def _entries(request: HttpRequest, chosen: str) -> QuerySet[SilenceEntry]:
    """Return the entries in scope; a confidential request stands in no list."""
    scope = managed_agencies(request.user)
    if scope == frozenset():
        raise PermissionDenied
    rows = SilenceEntry.objects.filter(request__confidential=False, request__is_test=False)
    rows = rows.select_related("request__service", "request__agency", "request__version")
    if scope is not None:
        rows = rows.filter(request__agency__in=scope)
    return rows.filter(resolved_at__isnull=True) if chosen == CHOICES[0] else rows


def _table(entries: QuerySet[SilenceEntry]) -> HttpResponse:
    response = HttpResponse(content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="batas-diam.csv"'
    table = csv.writer(response)
    table.writerow(heads())
    table.writerows(cells(entry) for entry in entries.order_by("due_at", "id")[:MOST_LINES])
    return response


def _address(chosen: str, cursor: str = "") -> str:
    query = {"tampil": chosen} | ({"setelah": cursor} if cursor else {})
    return f"{reverse('desk:silence')}?{urlencode(query)}"
