"""Show what the law asks of each OPD, and let it say how it stands."""

from __future__ import annotations

from typing import Any, Final
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from citizens.models import User
from foundation import sheets
from foundation.keyset import paginate
from services.opd.diskominfosatik.roadmap import actions, forms, presenters
from services.opd.diskominfosatik.roadmap.models import Fulfilment, Standing
from services.opd.diskominfosatik.roadmap.policies import fulfilments_of, steers
from services.opd.diskominfosatik.roadmap.views.room import require_keeper

PAGE: Final = 40
STEPS: Final = 50
HEADS: Final = ("opd", "peraturan", "pasal", "kewajiban", "keadaan", "bukti", "tautan", "tenggat")


@never_cache
@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """List the obligations of the agencies an account keeps, or write them down as CSV."""
    require_keeper(request)
    standing = request.GET.get("keadaan", "")
    standing = standing if standing in Standing.values else ""
    rows = fulfilments_of(request.user).select_related("agency", "obligation__regulation")
    if standing:
        rows = rows.filter(standing=standing)
    if "unduh" in request.GET:
        return sheets.table("kewajiban-spbe", HEADS, (_cells(row) for row in rows.order_by("pk").iterator(500)))
    found = paginate(rows, order=("agency", "obligation", "pk"), cursor=request.GET.get("setelah", ""), size=PAGE)
    words = f"keadaan={standing}&" if standing else ""
    context = {
        "rows": [(row, presenters.STANDINGS[row.standing]) for row in found.items],
        "standing": standing,
        "standings": [(value, str(label).capitalize()) for value, label in Standing.choices],
        "csv_url": f"?{words}unduh=1",
        "steers": steers(request.user),
        "previous_url": f"?{words}setelah={found.previous_cursor}" if found.previous_cursor else "",
        "next_url": f"?{words}setelah={found.next_cursor}" if found.next_cursor else "",
    }
    return render(request, "diskominfosatik/roadmap/duties.html", context)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def page(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Show one obligation of one OPD with its history; a POST says how it stands, what is refused stays typed."""
    require_keeper(request)
    rows = fulfilments_of(request.user).select_related("agency", "obligation__regulation")
    row = get_object_or_404(rows, pk=pk)
    if request.method != "POST":
        said = {"standing": row.standing, "evidence": row.evidence, "link": row.link, "note": ""}
        return _show(request, row, said, {})
    words = forms.typed(request.POST, forms.CLAIM)
    try:
        actions.claim(row.pk, forms.claim(words), request.user if isinstance(request.user, User) else None)
    except actions.Refused as refused:
        return _show(request, row, words, refused.problems)
    messages.success(request, _("Keadaan kewajiban dicatat."))
    return redirect("roadmap:duty", pk=pk)


def _show(request: HttpRequest, row: Fulfilment, words: dict[str, str], problems: dict[str, str]) -> HttpResponse:
    context: dict[str, Any] = {
        "row": row,
        "tone": presenters.STANDINGS[row.standing],
        "standings": [(value, str(label).capitalize()) for value, label in Standing.choices],
        "steps": presenters.told(row.steps.select_related("actor__party")[:STEPS]),
        "typed": words,
        "errors": dict.fromkeys(forms.CLAIM, "") | problems,
        "summary": list(problems.items()),
    }
    return render(request, "diskominfosatik/roadmap/duty.html", context, status=422 if problems else 200)


def _cells(row: Fulfilment) -> list[str]:
    duty = row.obligation
    return [
        *(row.agency_id, str(duty.regulation), duty.article, duty.text, row.standing, row.evidence, row.link),
        duty.due_on.isoformat() if duty.due_on else "",
    ]
