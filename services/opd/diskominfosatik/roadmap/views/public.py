"""Show everybody the roadmap as it was last published."""

from __future__ import annotations

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from foundation import clock, sheets
from services.opd.diskominfosatik.roadmap import gantt, presenters, summary
from services.opd.diskominfosatik.roadmap.models import Status

HEADS = (
    *("kode", "inisiatif", "opd", "mulai", "selesai", "status", "kemajuan", "hari_terlambat", "menunggu"),
    *("rencana_rupiah", "realisasi_rupiah", "demo"),
)


@login_not_required
@require_safe
def page(request: HttpRequest) -> HttpResponse:
    """Show initiatives, money, studies and obligations as published, the latest ones first (one query); or as CSV."""
    published, today = summary.newest(), clock.today()
    if published is None:
        return render(request, "diskominfosatik/roadmap/public.html", {"published": None})
    rows = presenters.rows(published.lines, today)
    if "unduh" in request.GET:
        return sheets.table("peta-jalan", HEADS, (_cells(row) for row in rows))
    late = [row for row in rows if row.delay and row.line.status not in {Status.DONE, Status.STOPPED}]
    years = presenters.years(published.moneys)
    planned, realised = sum(each.planned for each in years), sum(each.realised for each in years)
    context = {
        "published": published,
        "rows": rows,
        "late": len(late),
        "done": sum(row.line.status == Status.DONE for row in rows),
        "charts": gantt.charts(published.lines, today),
        "moneys": years,
        "planned": planned,
        "realised": realised,
        "share": presenters.share(realised, planned),
        "studies": presenters.studies(published.studies),
        "duties": presenters.duties(published.duties),
    }
    return render(request, "diskominfosatik/roadmap/public.html", context)


def _cells(row: presenters.Row) -> list[str]:
    line, late = row.line, row.line.late(clock.today())
    return [
        *(line.code, line.title, line.office, line.start.isoformat(), line.due.isoformat(), line.status),
        *(str(line.percent), str(late), " ".join(line.needs), str(line.planned), str(line.realised)),
        "DEMO" if line.demo else "",
    ]
