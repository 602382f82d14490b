"""What every screen of the builder begins and ends with."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from services.builder import actions, policies
from services.builder.bench import Bench
from services.builder.steps.names import STEPS, following, step_of
from services.catalogue.presenters.version_page import standing


def require_builder(request: HttpRequest) -> None:
    """Refuse whoever keeps no services."""
    if not policies.may_build(request.user):
        raise PermissionDenied


def bench_of(request: HttpRequest, slug: str) -> Bench:
    """Return what a screen works on; a foreign service is as unknown as none."""
    require_builder(request)
    service = policies.within(request.user).filter(pk=slug).first()
    if service is None:
        raise Http404(_("Layanan ini tidak ditemukan."))
    if not policies.may_change(request.user, service):
        raise PermissionDenied
    version = actions.current(service)
    if version is None:
        version = service.versions.order_by("-number").first()
    if version is None:
        raise Http404(_("Layanan ini belum punya dokumen."))
    version.service = service
    return Bench(request, service, version)


def line(text: str) -> str:
    """Return what was typed as one tidy line."""
    return " ".join(text.replace("\x00", "").split())[:300]


def frame(bench: Bench, key: str) -> dict[str, Any]:
    """Return what stands around every step."""
    chosen = step_of(key)
    rows = []
    for number, each in enumerate(STEPS, 1):
        errors, warnings = bench.counts.get(each.key, (0, 0))
        rows.append({"number": number, "step": each, "errors": errors, "warnings": warnings, "current": each is chosen})
    live = bench.service.live
    edit = bench.last_edit
    return {
        "bench": bench,
        "service": bench.service,
        "version": bench.version,
        "live": live if live is not None and live.pk != bench.version.pk else None,
        "standing": standing(bench.version),
        "step": chosen,
        "number": rows[[row["step"] for row in rows].index(chosen)]["number"],
        "rows": rows,
        "next": following(key),
        "troubles": [(each, each.url(bench.service.pk)) for each in bench.on(key)],
        "blocked": sum(errors for errors, _warnings in bench.counts.values()),
        "edit": edit,
        "base": bench.base,
    }


def page(bench: Bench, key: str, template: str, context: dict[str, Any], status: int = 200) -> HttpResponse:
    """Render one step."""
    return render(bench.request, f"builder/{template}.html", {**frame(bench, key), **context}, status=status)
