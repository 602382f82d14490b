"""Show everybody the official results and the self-assessments that were published, with what the portal proves."""

from __future__ import annotations

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from services.opd.diskominfosatik.index import charts, presenters, proofs
from services.opd.diskominfosatik.index.models import Publication, Result


@login_not_required
@require_safe
def page(request: HttpRequest) -> HttpResponse:
    """Show the newest published assessment by default, another year where it was published."""
    published = list(Publication.objects.select_related("assessment__scheme").order_by("-assessment__year"))
    asked = request.GET.get("tahun", "")
    chosen = next(
        (each for each in published if str(each.assessment.year) == asked), published[0] if published else None
    )
    keys: dict[str, None] = {}
    for aspect in chosen.data["aspects"] if chosen is not None else []:
        keys |= dict.fromkeys(key for row in aspect["indicators"] for key in row["proofs"])
    context = {
        "publication": chosen,
        "data": presenters.published(chosen.data) if chosen is not None else None,
        "years": [(each.assessment.year, each == chosen) for each in published],
        "history": charts.history(Result.objects.select_related("scheme")),
        "proofs": proofs.proofs(keys),
    }
    return render(request, "diskominfosatik/index/public.html", context)
