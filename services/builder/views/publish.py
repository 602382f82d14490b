"""Step 9: what changes, whom it touches, and the way to the second person."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import redirect

from services.builder.bench import Bench
from services.builder.presenters.release import release
from services.builder.views.common import page as page_of_step
from services.catalogue import policies


def screen(bench: Bench) -> HttpResponse:
    """Show the differences and the form that proposes; approving stands on the version's own page."""
    if bench.request.method == "POST":  # what is pressed here goes to the version's own steps
        return redirect("builder:step", bench.service.pk, "terbitkan")
    others = bench.service.versions.exclude(pk=bench.version.pk).order_by("-number").defer("document")[:10]
    context = {
        "release": release(bench.service, bench.version, bench.document),
        "everything": [(each, each.url(bench.service.pk)) for each in bench.troubles],
        "is_proposed": bench.version.status == "proposed",
        "may_approve": policies.may_approve(bench.user),
        "is_author": policies.is_author(bench.user, bench.version),
        "others": others,
    }
    return page_of_step(bench, "terbitkan", "publish", context)
