"""Steps 4, 6 and 7: papers, messages and results."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from services.builder import filling
from services.builder.bench import Bench
from services.builder.filling import REFUSED, Filled, Make
from services.builder.presenters import messages as texts
from services.builder.presenters.path_cards import people
from services.builder.sheet import Wrong
from services.builder.sheet.lists import fresh
from services.builder.sheet.places import at, drop_at, put_at
from services.builder.steps import files, notices, results
from services.builder.views.common import line
from services.builder.views.common import page as page_of_step
from services.builder.views.plain import sheet

Data = dict[str, Any]
RESULTS: Final = "hasil"


def papers(bench: Bench) -> HttpResponse:
    """Ask for the rules of each paper, and how long data is kept."""
    found = [
        {"key": f"{page}/{path}", "url": _question(bench, page, path)}
        for page, path, _place in files.papers(bench.data)
    ]
    return sheet(bench, "berkas", lambda document, data: files.sheet(data), "files", {"papers": found})


def told(bench: Bench) -> HttpResponse:
    """Ask who is told what, beside the messages as they are read."""
    document = bench.document
    titles = texts.titles()
    sent = [notice.template for notice in document.notify]
    more = {"previews": texts.previews(sent, document.access.confidential), "wide_side": True}
    return sheet(bench, "pesan", lambda document, data: notices.sheet(document, titles), "notices", more)


def outcome(bench: Bench) -> HttpResponse:
    """Show the results as cards, one of them or the national system as a sheet; or keep what was done."""
    key = bench.request.GET.get("hasil", "")
    make = _make(bench, key)
    if bench.request.method != "POST":
        return _results(bench, filling.blank(bench, make), key)
    doing, _colon, about = bench.request.POST.get("langkah", "").partition(":")
    if doing in ("simpan", "lanjut", "kembali"):
        filled = filling.save(bench, make, _("Hasil"))
        if filled.refused:
            return _results(bench, filled, key)
        messages.success(
            bench.request, _("Tersimpan sebagai draf.") if filled.written else _("Tidak ada yang berubah.")
        )
        return redirect("builder:step", bench.service.pk, "uji" if doing == "lanjut" else RESULTS)
    target: list[str] = []
    alter = {"tambah": _adding(bench, target), "hapus": _removing(bench, about)}.get(doing)
    if alter is None:
        raise Http404
    refused = filling.change(bench, alter)
    if refused:
        return _results(bench, filling.blank(bench, _make(bench, "")), "", refused)
    query = f"?{urlencode({'hasil': target[0]})}" if target else ""
    return redirect(reverse("builder:step", args=[bench.service.pk, RESULTS]) + query)


def _make(bench: Bench, key: str) -> Make:
    if not key:
        return lambda document, data: results.handoff_sheet()
    try:
        results.index_of(bench.data, key)
    except KeyError as gone:
        raise Http404(_("Hasil ini tidak ada.")) from gone
    return lambda document, data: results.output_sheet(document, data, key)


def _adding(bench: Bench, target: list[str]) -> Callable[[Data], str]:
    def add(data: Data) -> str:
        title = line(bench.request.POST.get("nama", ""))
        if not title:
            raise Wrong(_("Tulis nama hasil."))
        held = at(data, ("outputs",), [])
        key = fresh(title, {each["key"] for each in held})
        put_at(data, ("outputs",), [*held, {"key": key, "title": {"id": title}, "number": "{seq}/{agency}/{year}"}])
        for state in at(data, ("workflow", "states"), {}).values():
            for action in state.get("actions", []):
                if action.get("type") == "approve":
                    action["effects"] = [*action.get("effects", []), {"output": key}]
        target.append(key)
        return _("Hasil baru")

    return add


def _removing(bench: Bench, key: str) -> Callable[[Data], str]:
    def remove(data: Data) -> str:
        gone = at(data, ("outputs",)).pop(results.index_of(data, key))
        if not at(data, ("outputs",)):
            drop_at(data, ("outputs",))
        for state in at(data, ("workflow", "states"), {}).values():
            for action in state.get("actions", []):
                _without(action, key)
        said = str(at(gone, ("title", "id"), key))
        messages.success(bench.request, _("“%(what)s” dihapus. Tekan Urungkan bila keliru.") % {"what": said})
        return _("menghapus “%(what)s”") % {"what": said}

    return remove


def _without(action: Data, key: str) -> None:
    kept = [each for each in action.get("effects", []) if each.get("output") != key]
    if kept:
        action["effects"] = kept
    else:
        action.pop("effects", None)


def _results(bench: Bench, filled: Filled, key: str, refused: str = "") -> HttpResponse:
    document = bench.document
    issued = {effect.output: action.title for _s, action in document.workflow.actions() for effect in action.effects}
    cards: list[dict[str, Any]] = [
        {
            "output": output,
            "title": output.title.id if output.title else output.key,
            "signer": people(document, output.signer) if output.signer else "",
            "by": issued.get(output.key, ""),
            "url": f"?{urlencode({'hasil': output.key})}",
            "origin": dict(results.ORIGINS)[output.origin],
        }
        for output in document.outputs
    ]
    context = {
        "filled": filled,
        "parts": filled.drawn(bench),
        "errors": filled.summary(),
        "cards": cards,
        "key": key,
        "refused": refused,
        "typed": bench.request.POST.get("nama", "") if refused else "",
        "title": next((card["title"] for card in cards if card["output"].key == key), ""),
    }
    return page_of_step(bench, RESULTS, "results", context, REFUSED if refused else filled.status)


def _question(bench: Bench, page: str, path: str) -> str:
    return (
        f"{reverse('builder:step', args=[bench.service.pk, 'formulir'])}?{urlencode({'halaman': page, 'isian': path})}"
    )
