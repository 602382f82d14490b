"""Step 3: the questions of a page as cards, one question or page as a sheet, and the phone beside it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from services.builder import bank, filling, tree
from services.builder.bench import Bench
from services.builder.filling import REFUSED, Filled, Make
from services.builder.presenters.cards import cards, minutes
from services.builder.presenters.phone import phone
from services.builder.presenters.troubles import page_words
from services.builder.sheet import Sheet
from services.builder.sheet.condition import in_sentence
from services.builder.sheet.places import at
from services.builder.steps import field as field_sheet
from services.builder.steps import pages
from services.builder.views.common import line
from services.builder.views.common import page as page_of_step
from services.definition.document import ELIGIBILITY, Document

KEY: Final = "formulir"
Data = dict[str, Any]


def screen(bench: Bench) -> HttpResponse:
    """Show the questions of a page, one of them, or the page itself; or keep what was done."""
    page = _page(bench)
    path = bench.request.GET.get("isian", "")[:200]
    if path and not _exists(bench.data, page, path):
        raise Http404(_("Isian ini tidak ada di halaman itu."))
    if bench.request.method == "POST":
        return _post(bench, page, path)
    if path:
        return _sheet(bench, page, path, filling.blank(bench, _make(page, path)))
    if "ubah" in bench.request.GET and page in pages.names(bench.data)[1:]:
        return _sheet(bench, page, "", filling.blank(bench, _make(page, "")))
    return _list(bench, page)


def _page(bench: Bench) -> str:
    names = pages.names(bench.data)
    wanted = bench.request.GET.get("halaman", "")
    if wanted and wanted not in names and not (wanted.startswith(pages.ACTION) and pages.exists(bench.data, wanted)):
        raise Http404(_("Halaman ini tidak ada di formulir."))
    return wanted or (names[1] if len(names) > 1 else ELIGIBILITY)


def _exists(data: Data, page: str, path: str) -> bool:
    try:
        pages.field_place(data, page, path)
    except KeyError:
        return False
    return True


def _make(page: str, path: str) -> Make:
    """Return what builds the sheet of a question, or of the page itself."""

    def make(document: Document, data: Data) -> Sheet:
        if not path:
            return pages.sheet(document, data, page)
        own = field_sheet.sheet(document, data, page, path)
        return own

    return make


def _make_list(page: str, path: str) -> Make:
    def make(document: Document, data: Data) -> Sheet:
        found = field_sheet.list_sheet(data, page, path)
        if found is None:
            raise KeyError(path)
        return found

    return make


def _post(bench: Bench, page: str, path: str) -> HttpResponse:
    sent = bench.request.POST
    doing = sent.get("langkah", "")
    if doing in ("simpan", "kembali", "pratinjau"):
        make = _make(page, path)
        if doing == "pratinjau":
            return _preview(bench, page, make)
        filled = filling.save(bench, make, _what(bench, page, path))
        return _sheet(bench, page, path, filled) if filled.refused else _saved(bench, page, path, filled)
    if doing == "simpan-daftar":
        filled = filling.save(bench, _make_list(page, path), _("daftar pilihan"))
        if filled.refused:
            messages.error(bench.request, filled.sentence)
        return redirect(_address(bench, page, path))
    return _pressed(bench, page, doing)


def _pressed(bench: Bench, page: str, doing: str) -> HttpResponse:
    target: dict[str, str] = {"page": page, "path": ""}
    alter = _alter(bench, page, doing, target)
    if alter is None:
        raise Http404
    refused = filling.change(bench, alter)
    if refused:
        return _list(bench, page, refused)
    return redirect(_address(bench, target["page"], target["path"]))


def _alter(bench: Bench, page: str, doing: str, target: dict[str, str]) -> Callable[[Data], str] | None:
    """Return what a pressed button does; the second half of its value names the question it is about."""
    sent = bench.request.POST
    verb, _colon, about = doing.partition(":")
    inside = sent.get("di", "")

    def add(data: Data) -> str:
        target["path"] = tree.add_new(data, page, sent.get("jenis", ""), line(sent.get("label", "")), inside)
        return _("Isian baru")

    def from_bank(data: Data) -> str:
        tree.add_ready(data, page, about, inside)
        return _("Isian dari bank")

    def add_page(data: Data) -> str:
        target["page"] = tree.add_page(data, line(sent.get("judul", "")))
        return _("Halaman baru")

    def remove(data: Data) -> str:
        said = tree.remove(data, page, about)
        messages.success(bench.request, _("“%(what)s” dihapus. Tekan Urungkan bila keliru.") % {"what": said})
        return _("menghapus “%(what)s”") % {"what": said}

    def remove_page(data: Data) -> str:
        said = tree.remove_page(data, page)
        target["page"] = ""
        messages.success(bench.request, _("Halaman “%(what)s” dihapus. Tekan Urungkan bila keliru.") % {"what": said})
        return _("menghapus halaman “%(what)s”") % {"what": said}

    def move(data: Data) -> str:
        tree.move(data, page, about, verb)
        return _("urutan isian")

    def move_page(data: Data) -> str:
        tree.move_page(data, page, about)
        return _("urutan halaman")

    def to_page(data: Data) -> str:
        tree.to_page(data, page, about, sent.get("ke", ""))
        target["page"] = sent.get("ke", "")
        return _("memindahkan isian")

    known = {"tambah": add, "bank": from_bank, "tambah-halaman": add_page, "hapus": remove, "naik": move, "turun": move}
    known |= {"hapus-halaman": remove_page, "halaman": move_page, "pindah": to_page}
    return known.get(verb)


def _saved(bench: Bench, page: str, path: str, filled: Filled) -> HttpResponse:
    said = _("Tersimpan sebagai draf.") if filled.written else _("Tidak ada yang berubah.")
    messages.success(bench.request, said)
    back = bench.request.POST.get("langkah") == "kembali" or not path
    return redirect(_address(bench, page, "" if back else path))


def _preview(bench: Bench, page: str, make: Make) -> HttpResponse:
    """Return the phone for what is typed but not kept yet; what makes no document leaves it as it is."""
    drawn = filling.tried(bench, make)
    if drawn is None:
        return HttpResponse(status=204)
    return render(bench.request, "builder/_phone.html", {"phone": phone(drawn, page), "service": bench.service})


def _list(bench: Bench, page: str, refused: str = "") -> HttpResponse:
    fields = pages.fields_of(bench.document, page)
    sent = bench.request.POST if refused else {}
    context = {
        **_around(bench, page),
        "cards": cards(bench.document, fields, bench.troubles),
        "minutes": minutes(fields),
        "count": len(fields),
        "kinds": bank.kinds(),
        "shelves": bank.shelves(),
        "page_troubles": [t for t in bench.troubles if t.query == {"halaman": page}],
        "condition": _page_condition(bench, page),
        "refused": refused,
        "typed": {name: sent.get(name, "") for name in ("langkah", "label", "jenis", "judul")},
    }
    return page_of_step(bench, KEY, "form", context, REFUSED if refused else 200)


def _sheet(bench: Bench, page: str, path: str, filled: Filled) -> HttpResponse:
    own_list = field_sheet.list_sheet(bench.data, page, path) if path else None
    others = [(name, page_words(bench.document, name)) for name in pages.names(bench.data) if name != page]
    context = {
        **_around(bench, page),
        "filled": filled,
        "parts": filled.drawn(bench),
        "errors": filled.summary(),
        "path": path,
        "title": _what(bench, page, path),
        "list_parts": filling.blank(bench, _make_list(page, path)).drawn(bench) if own_list else [],
        "others": others if pages.INSIDE not in path and not page.startswith(pages.ACTION) else [],
        "group": bool(path) and _kind(bench, page, path) == "group",
        "kinds": bank.kinds(),
        "shelves": bank.shelves(),
        "typed": {"label": "", "jenis": ""},
        "own_troubles": [t for t in bench.troubles if t.query.get("isian", "") == path and t.query],
    }
    return page_of_step(bench, KEY, "field", context, filled.status)


def _around(bench: Bench, page: str) -> dict[str, Any]:
    names = pages.names(bench.data)
    tabs = [
        {"number": number, "key": name, "title": page_words(bench.document, name), "url": _address(bench, name)}
        for number, name in enumerate(names)
    ]
    is_action = page.startswith(pages.ACTION)
    fields = pages.fields_of(bench.document, page)
    back = {"tahap": page.removeprefix(pages.ACTION).partition(pages.INSIDE)[0]} if is_action else {}
    return {
        "is_action": is_action,
        "flow_url": f"{reverse('builder:step', args=[bench.service.pk, 'alur'])}?{urlencode(back)}" if back else "",
        "page": page,
        "page_title": page_words(bench.document, page),
        "is_first": page in names[1:2],
        "is_last": page == names[-1],
        "is_eligibility": page == ELIGIBILITY,
        "tabs": tabs,
        "phone": phone(bench.document, page) if fields or page in names[1:] else None,
        "list_url": _address(bench, page),
    }


def _page_condition(bench: Bench, page: str) -> str:
    is_page = page in pages.names(bench.data)[1:]
    condition = None if not is_page else at(bench.data, (*pages.page_place(bench.data, page), "show_if"))
    return in_sentence(condition, bench.document) if condition is not None else ""


def _what(bench: Bench, page: str, path: str) -> str:
    if not path:
        return _("Halaman “%(title)s”") % {"title": page_words(bench.document, page)}
    from_data = at(bench.data, (*pages.field_place(bench.data, page, path), "label", "id"), path)
    return str(from_data)


def _kind(bench: Bench, page: str, path: str) -> str:
    return str(at(bench.data, (*pages.field_place(bench.data, page, path), "type"), ""))


def _address(bench: Bench, page: str, path: str = "") -> str:
    query = {name: value for name, value in (("halaman", page), ("isian", path)) if value}
    return reverse("builder:step", args=[bench.service.pk, KEY]) + (f"?{urlencode(query)}" if query else "")
