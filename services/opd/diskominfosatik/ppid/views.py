"""Show how to ask for public information, how to object, what there is, and what became of it each year."""

from __future__ import annotations

from typing import Final
from urllib.parse import urlencode

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from agencies import helpdesk
from agencies.models import ContactKind
from foundation import clock, formats, sheets
from foundation.keyset import paginate
from services.catalogue.models import Service
from services.opd.diskominfosatik.ppid import annual, queries
from services.opd.diskominfosatik.ppid.annual import OBJECTION, REQUEST
from services.opd.diskominfosatik.ppid.models import Category, PublishedItem
from services.performance import yearly

PAGE: Final = 20


@login_not_required
@require_safe
def page(request: HttpRequest) -> HttpResponse:
    """Show the two ways with their days, who answers, and the list of public information."""
    agencies = queries.agencies()
    wanted = queries.wanted(request.GET, agencies)
    rows = paginate(queries.found(wanted), order=("title", "pk"), cursor=request.GET.get("setelah"), size=PAGE)
    open_now = set(Service.objects.filter(pk__in=(REQUEST, OBJECTION), live__isnull=False).values_list("pk", flat=True))
    desk = helpdesk.current()
    context = {
        "wanted": wanted,
        "rows": rows.items,
        "categories": [(value, str(label).capitalize()) for value, label in Category.choices],
        "agencies": list(agencies.items()),
        "next_url": _address(wanted, rows.next_cursor),
        "previous_url": _address(wanted, rows.previous_cursor),
        "csv_words": urlencode(wanted.words),
        "request_service": REQUEST if REQUEST in open_now else "",
        "objection_service": OBJECTION if OBJECTION in open_now else "",
        "ppid": desk.get(ContactKind.PPID),
        "years": yearly.years_until(clock.today().year),
        "above": desk.get(ContactKind.PPID_ABOVE),
    }
    return render(request, "diskominfosatik/ppid/page.html", context)


@login_not_required
@require_safe
def download(request: HttpRequest) -> HttpResponse:
    """Give the list, or what a search found of it, as a table for spreadsheets."""
    wanted = queries.wanted(request.GET, queries.agencies())
    heads = [
        *(_("Judul"), _("Ringkasan"), _("Kategori"), _("Pasal pengecualian"), _("Perangkat daerah"), _("Bentuk")),
        *(_("Waktu pembuatan"), _("Penanggung jawab"), _("Masa simpan"), _("Tautan"), _("Terbit")),
    ]
    rows = (_cells(row) for row in queries.found(wanted).iterator(500))
    return sheets.table(f"daftar-informasi-publik-{clock.today():%Y-%m-%d}", heads, rows)


@login_not_required
@require_safe
def year(request: HttpRequest, year: int) -> HttpResponse:
    """Show the report of one year, or give it as a table for spreadsheets; the present year is still running."""
    this_year = clock.today().year
    years = yearly.years_until(this_year)
    if year not in years:
        raise Http404(str(year))
    made = annual.report(year)
    if "unduh" in request.GET:
        rows = ([part, line.label, line.value] for part, line in made.lines)
        return sheets.table(f"laporan-informasi-publik-{year}", [_("Bagian"), _("Hal"), _("Angka")], rows)
    context = {
        "report": made,
        "years": years,
        "heads": [_("Hal"), _("Angka")],
        "running": clock.today() if year == this_year else None,
    }
    return render(request, "diskominfosatik/ppid/year.html", context)


def _cells(row: PublishedItem) -> list[str]:
    return [
        *(row.title, row.summary, row.get_category_display(), row.exemption, row.agency.name),
        *(row.get_format_display(), row.period, row.responsible, row.retention, row.link),
        formats.long_date(row.published_at, weekday=False),
    ]


def _address(wanted: queries.Wanted, cursor: str) -> str:
    return f"?{urlencode({**wanted.words, 'setelah': cursor})}#daftar" if cursor else ""
