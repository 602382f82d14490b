"""Say in the story of a case what officers do with it besides its steps: hand it on, flag it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Final

from django.utils.translation import gettext as _

from services.definition.document import Action, Document
from services.requests.models import Priority, RequestEvent
from services.requests.models.task import ASKED


def flagged(flag: str) -> str:
    """Return the words of a flag, on a badge and in the story: "Prioritas: lansia"."""
    return _("Prioritas: %(flag)s") % {"flag": Priority(flag).label} if flag in Priority.values else ""


def _handed_over(event: RequestEvent) -> str:
    to = str(_data(event).get("office", ""))
    return _("Dilimpahkan kepada %(who)s") % {"who": to} if to else _("Dilimpahkan kepada rekan")


def _flag(event: RequestEvent) -> str:
    data = _data(event)
    if "flag" not in data:  # forgotten, as the law wants
        return _("Prioritas diubah")
    return flagged(str(data["flag"])) or _("Prioritas dicabut")


def _part(event: RequestEvent) -> str:
    return "" if event.from_state != event.to_state else _("Satu bagian kerja selesai")


def _whom(document: Document, event: RequestEvent) -> str:
    """Return who was asked, and nobody's answers: "Diminta dari DLH, DPUPR"."""
    names = [str(each.get("name", "")) for each in _data(event).get(ASKED, [])]
    return _("Diminta dari %(names)s") % {"names": ", ".join(dict.fromkeys(names))} if names else ""


def _how(document: Document, event: RequestEvent) -> str:
    """Return how a part came out: the words of the action that finished it."""
    rule = rule_of(document, event)
    return rule.title if rule is not None else ""


def rule_of(document: Document, event: RequestEvent) -> Action | None:
    """Return the action of the document that an event was."""
    rules = document.workflow.actions()
    return next((rule for key, rule in rules if (key, rule.key) == (event.from_state, event.action)), None)


def _advice(document: Document, event: RequestEvent) -> str:
    return str(_data(event).get("text", ""))


def _data(event: RequestEvent) -> dict[str, Any]:
    payload = getattr(event, "payload", None)
    return dict(payload.data or {}) if payload else {}


def _forward(event: RequestEvent) -> str:
    office = str(_data(event).get("office", ""))
    return _("Dialihkan ke %(office)s") % {"office": office} if office else _("Dialihkan ke kantor lain")


def _reopen(event: RequestEvent) -> str:
    granted = "objection" in _data(event)
    return _("Dibuka kembali karena keberatan dikabulkan") if granted else _("Dibuka kembali")


TITLES: Final[Mapping[str, Callable[[RequestEvent], str]]] = {
    "hand_over": _handed_over,
    "flag": _flag,
    "consult": lambda event: _("Pendapat diminta"),
    "answer": lambda event: _("Pendapat diberikan"),
    "task": _part,
    "forward": _forward,
    "reopen": _reopen,
    "parent_refused": lambda event: _("Permohonan asal belum berubah"),
    "output_revoked": lambda event: _("Dokumen hasil dicabut"),
    "output_replaced": lambda event: _("Dokumen hasil diganti"),
    "output_expired": lambda event: _("Masa berlaku dokumen hasil habis"),
}
# What stands below the title on the officers' side; the words of the forms stand with those who were asked.
TEXTS: Final[Mapping[str, Callable[[Document, RequestEvent], str]]] = {
    "fork": _whom,
    "consult": _whom,
    "task": _how,
    "answer": _advice,
}
