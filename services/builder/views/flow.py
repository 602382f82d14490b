"""Step 5: the path as a drawing and as cards; a state, an action, the roles or the whole as a sheet; patterns."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _

from agencies.models import Agency
from services.builder import appointing, filling, flow_tree, patterns
from services.builder.bench import Bench
from services.builder.filling import REFUSED, Filled, Make
from services.builder.presenters import path_cards
from services.builder.sheet import Wrong
from services.builder.steps import flow, pages
from services.builder.views.common import line
from services.builder.views.common import page as page_of_step
from services.catalogue import policies
from services.definition.describe import graph_of
from services.definition.describe.writers import svg

KEY: Final = "alur"
Data = dict[str, Any]


def screen(bench: Bench) -> HttpResponse:
    """Show the path, or one part of it as a sheet; or keep what was done."""
    make = _make(bench)
    if bench.request.method == "POST":
        return _post(bench, make)
    if make is None:
        return _list(bench)
    return _sheet(bench, filling.blank(bench, make))


def _make(bench: Bench) -> Make | None:
    """Return what builds the sheet the address asks for, None for the whole path."""
    state, action = bench.request.GET.get("tahap", ""), bench.request.GET.get("tindakan", "")
    about = bench.request.GET.get("bagian", "")
    if about == "peran":
        return lambda document, data: flow.roles_sheet(document)
    if about == "aturan":
        return lambda document, data: flow.overall_sheet(document)
    if not state:
        return None
    try:
        if action:
            pages.action_place(bench.data, state, action)
            return lambda document, data: flow.action_sheet(document, data, state, action)
        bench.document.state(state)
    except KeyError as gone:
        raise Http404(_("Bagian alur ini tidak ada.")) from gone
    return lambda document, data: flow.state_sheet(document, data, state)


def _post(bench: Bench, make: Make | None) -> HttpResponse:
    doing = bench.request.POST.get("langkah", "")
    if doing in ("simpan", "kembali"):
        if make is None:
            raise Http404
        filled = filling.save(bench, make, _title(bench))
        if filled.refused:
            return _sheet(bench, filled)
        said = _("Tersimpan sebagai draf.") if filled.written else _("Tidak ada yang berubah.")
        messages.success(bench.request, said)
        return redirect(_address(bench) if doing == "kembali" else bench.request.get_full_path())
    verb, _colon, about = doing.partition(":")
    if verb == "tugaskan":
        return _appoint(bench, about)
    target: dict[str, str] = {}
    alter = _alter(bench, verb, about, target)
    if alter is None:
        raise Http404
    refused = filling.change(bench, alter)
    if refused:
        return _list(bench, refused)
    return redirect(_address(bench, **target))


def _appoint(bench: Bench, role: str) -> HttpResponse:
    staff = bench.request.POST.get("petugas", "")
    refused = appointing.appoint(bench.service, bench.document, role, staff, bench.user)
    if refused:
        messages.error(bench.request, refused)
    else:
        messages.success(bench.request, _("Peran diberikan."))
    return redirect(_address(bench, bagian="peran"))


def _alter(bench: Bench, verb: str, about: str, target: dict[str, str]) -> Callable[[Data], str] | None:
    sent = bench.request.POST
    state, _dot, action = about.partition(pages.INSIDE)

    def add_state(data: Data) -> str:
        target["tahap"] = flow_tree.add_state(data, line(sent.get("nama", "")), sent.get("fase", ""))
        return _("Tahap baru")

    def remove_state(data: Data) -> str:
        return _gone(bench, flow_tree.remove_state(data, state))

    def add_action(data: Data) -> str:
        key = flow_tree.add_action(data, state, line(sent.get("nama", "")), sent.get("jenis", ""), sent.get("ke", ""))
        target.update(tahap=state, tindakan=key)
        return _("Tindakan baru")

    def remove_action(data: Data) -> str:
        target["tahap"] = state
        return _gone(bench, flow_tree.remove_action(data, state, action))

    def move(data: Data) -> str:
        if action:
            target["tahap"] = state
            flow_tree.move_action(data, state, action, verb)
        else:
            flow_tree.move_state(data, state, verb)
        return _("urutan alur")

    def add_role(data: Data) -> str:
        target["bagian"] = "peran"
        flow_tree.add_role(data, line(sent.get("nama", "")))
        return _("Peran baru")

    def remove_role(data: Data) -> str:
        target["bagian"] = "peran"
        return _gone(bench, flow_tree.remove_role(data, about))

    def lay(data: Data) -> str:
        return _lay(bench, data, about)

    known = {"tahap": add_state, "hapus-tahap": remove_state, "tindakan": add_action, "hapus-tindakan": remove_action}
    known |= {"naik": move, "turun": move, "peran": add_role, "hapus-peran": remove_role, "pola": lay}
    return known.get(verb)


def _lay(bench: Bench, data: Data, key: str) -> str:
    pattern = patterns.pattern_of(key)
    if pattern is None:
        raise KeyError(key)
    if pattern.agency_from and not policies.may_approve(bench.user):
        raise Wrong(_("Pola ini melibatkan semua kecamatan. Minta Diskominfosatik memasangnya."))
    patterns.lay(data, pattern, bench.request.POST.getlist("kantor"))
    messages.success(
        bench.request, _("Pola “%(title)s” dipasang. Tekan Urungkan bila keliru.") % {"title": pattern.title}
    )
    return _("pola “%(title)s”") % {"title": pattern.title}


def _gone(bench: Bench, said: str) -> str:
    messages.success(bench.request, _("“%(what)s” dihapus. Tekan Urungkan bila keliru.") % {"what": said})
    return _("menghapus “%(what)s”") % {"what": said}


def _list(bench: Bench, refused: str = "") -> HttpResponse:
    document = bench.document
    drawing = svg(graph_of(document, "id"), _("Alur %(title)s") % {"title": bench.service.title})
    sent = bench.request.POST if refused else {}
    context = {
        "drawing": mark_safe(drawing),  # noqa: S308 (the writer escapes every text)
        "states": path_cards.states(document, bench.troubles),
        "rules": path_cards.rules(document),
        "patterns": patterns.patterns(),
        "offices": list(Agency.objects.filter(is_active=True).order_by("name").values_list("slug", "name")),
        "phases": flow.PHASES,
        "refused": refused,
        "typed": {name: sent.get(name, "") for name in ("nama", "langkah")},
    }
    return page_of_step(bench, KEY, "flow", context, REFUSED if refused else 200)


def _sheet(bench: Bench, filled: Filled) -> HttpResponse:
    state, action = bench.request.GET.get("tahap", ""), bench.request.GET.get("tindakan", "")
    is_roles = bench.request.GET.get("bagian") == "peran"
    card = path_cards.state_card(bench.document, state, bench.troubles) if state else None
    context = {
        "filled": filled,
        "parts": filled.drawn(bench),
        "errors": filled.summary(),
        "title": _title(bench),
        "list_url": _address(bench, tahap=state) if action else _address(bench),
        "state": state,
        "action": action,
        "card": card,
        "asked": path_cards.asked(bench.document, state, action) if action else [],
        "form_url": _form_address(bench, state, action) if action else "",
        "kinds": list(flow.TYPES.items()),
        "targets": flow.state_options(bench.document),
        "is_roles": is_roles,
        "roles": appointing.roles(bench.service, bench.document) if is_roles else [],
        "staff": appointing.candidates(bench.service) if is_roles and bench.service.agency_id else [],
        "own_troubles": [t for t in bench.troubles if state and t.query == _query(state, action)],
    }
    return page_of_step(bench, KEY, "flow_part", context, filled.status)


def _query(state: str, action: str) -> dict[str, str]:
    return {"tahap": state, "tindakan": action} if action else {"tahap": state}


def _title(bench: Bench) -> str:
    state, action = bench.request.GET.get("tahap", ""), bench.request.GET.get("tindakan", "")
    if action:
        return _("Tindakan “%(name)s”") % {"name": bench.document.action(state, action).title}
    if state:
        return _("Tahap “%(name)s”") % {"name": dict(flow.state_options(bench.document))[state]}
    return _("Peran") if bench.request.GET.get("bagian") == "peran" else _("Aturan untuk seluruh alur")


def _address(bench: Bench, **query: str) -> str:
    given = {name: value for name, value in query.items() if value}
    return reverse("builder:step", args=[bench.service.pk, KEY]) + (f"?{urlencode(given)}" if given else "")


def _form_address(bench: Bench, state: str, action: str) -> str:
    query = urlencode({"halaman": f"{pages.ACTION}{state}{pages.INSIDE}{action}"})
    return f"{reverse('builder:step', args=[bench.service.pk, 'formulir'])}?{query}"
