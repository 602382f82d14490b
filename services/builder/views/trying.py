"""Step 8: walk through the draft, read what was checked by itself, and have invented submissions tried."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from services.builder import trials
from services.builder.bench import Bench
from services.builder.models import Trial
from services.builder.presenters import trying
from services.builder.views.common import page as page_of_step

MOST_STEPS = 60


def screen(bench: Bench) -> HttpResponse:
    """Show the walk and the checks; a POST has a thousand submissions tried by a worker."""
    if bench.request.method == "POST":
        if bench.request.POST.get("langkah") != "coba":
            raise Http404
        trials.order(bench.version, bench.user)
        messages.success(bench.request, _("1.000 permohonan buatan sedang dicoba. Muat ulang halaman ini nanti."))
        return redirect("builder:step", bench.service.pk, "uji")
    steps = [step for step in bench.request.GET.get("jalan", "")[:2000].split(".") if step][:MOST_STEPS]
    trial = Trial.objects.filter(version=bench.version).first()
    fresh = trial is not None and trial.checksum == bench.version.checksum
    context = {
        "here": trying.walk(bench.document, steps),
        "walked": ".".join(steps),
        "back": ".".join(steps[:-1]),
        "hard": trying.hard_sentences(bench.document)[:20],
        "weights": trying.weights(bench.document),
        "trial": trial,
        "fresh": fresh,
        "counted": trying.counted(trial, bench.document) if trial is not None and fresh else None,
    }
    return page_of_step(bench, "uji", "trying", context)
