"""Steps that are one sheet over the document: the basics, and the service standard."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from services.builder import filling
from services.builder.bench import Bench
from services.builder.filling import Filled, Make
from services.builder.steps import basics as basics_sheet
from services.builder.steps import standard as standard_sheet
from services.builder.steps.names import following, step_of
from services.builder.views.common import page


def basics(bench: Bench) -> HttpResponse:
    """Ask for name, people and sources."""
    return sheet(bench, "dasar", lambda document, data: basics_sheet.sheet(data), "sheet", {})


def standard(bench: Bench) -> HttpResponse:
    """Ask for the fourteen components."""
    found = standard_sheet.components(bench.document)
    return sheet(
        bench,
        "standar",
        lambda document, data: standard_sheet.sheet(document),
        "standard",
        {"components": {each.key: each for each in found}, "empty": [each for each in found if each.empty]},
    )


def sheet(bench: Bench, key: str, make: Make, template: str, more: dict[str, Any]) -> HttpResponse:
    """Show a step that is one sheet, or keep what was typed into it."""
    if bench.request.method != "POST":
        return shown(bench, key, filling.blank(bench, make), template, more)
    filled = filling.save(bench, make, str(step_of(key).title))
    if filled.refused:
        return shown(bench, key, filled, template, more)
    return onward(bench, key, filled)


def onward(bench: Bench, key: str, filled: Filled) -> HttpResponse:
    """Say what came of saving, and go where the pressed button leads."""
    said = _("Tersimpan sebagai draf.") if filled.written else _("Tidak ada yang berubah.")
    messages.success(bench.request, said)
    target = following(key) if bench.request.POST.get("langkah") == "lanjut" else None
    return redirect("builder:step", bench.service.pk, target.key if target else key)


def shown(bench: Bench, key: str, filled: Filled, template: str, more: dict[str, Any]) -> HttpResponse:
    """Render a sheet."""
    context = {"filled": filled, "parts": filled.drawn(bench), "errors": filled.summary(), **more}
    return page(bench, key, template, context, filled.status)
