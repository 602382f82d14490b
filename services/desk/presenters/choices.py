"""Lay out what is chosen in a step every request has: the colleague who receives it, the flag it bears."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from agencies.models import Agency
from services.definition.document import Action, Document
from services.desk.presenters.people import staff_name
from services.desk.presenters.tasks import ADVICE
from services.requests import engine
from services.requests.models import Priority, ServiceRequest
from services.requests.presenters.people import acting_title


@dataclass(frozen=True)
class Choice:
    """Hold one list to choose from, and how the text beside it is asked for."""

    name: str
    label: str
    hint: str
    options: list[tuple[str, str]]
    value: str
    first: str  # what stands in the list for "nothing"
    text_label: str
    text_optional: bool
    none: str = ""  # said instead of the list when there is nothing to choose


def choice(
    action: str, data: Mapping[str, Any], case: ServiceRequest, document: Document, rule: Action | None = None
) -> Choice | None:
    """Return the list of an action, None for one without."""
    if rule is not None:
        forwards = rule.type == "forward"
        return _offices(str(data.get("agency", "")), engine.receivers(case, document, rule)) if forwards else None
    if action == "limpahkan":
        return _receivers(str(data.get("to", "")), case, document)
    if action == "prioritaskan":
        return _flags(str(data.get("flag", case.priority)))
    if action == "jawab":
        return _advice(str(data.get("advice", "")))
    return None


def _receivers(value: str, case: ServiceRequest, document: Document) -> Choice:
    return Choice(
        name="to",
        label=_("Rekan yang menerima"),
        hint=_("Hanya rekan yang berwenang pada tahap ini dan sedang di tempat."),
        options=[(str(each.staff.pk), _colleague(each)) for each in engine.colleagues(case, document)],
        value=value,
        first=_("Pilih rekan"),
        text_label=_("Catatan untuk rekan"),
        text_optional=True,
        none=_("Tidak ada rekan lain yang berwenang pada tahap ini. Minta Diskominfosatik memetakan fungsinya."),
    )


def _colleague(each: engine.Colleague) -> str:
    name, title = staff_name(each.staff), each.staff.title
    words = f"{name}, {title}" if title and title != name else name
    return f"{words} ({acting_title(each.acting_for, each.acts_as)})" if each.acting_for else words


def _flags(value: str) -> Choice:
    return Choice(
        name="flag",
        label=_("Didahulukan karena"),
        hint=_("Perlakuan khusus menurut UU 25/2009 pasal 29. Hanya petugas yang melihat tanda ini."),
        options=[(str(flag), str(words)) for flag, words in Priority.choices],
        value=value,
        first=_("Tidak diprioritaskan"),
        text_label=_("Alasan"),
        text_optional=False,
    )


def _advice(value: str) -> Choice:
    return Choice(
        name="advice",
        label=_("Sikap Anda"),
        hint=_("Pendapat dibaca petugas yang bertanya, bukan pemohon, dan tidak mengikat putusan."),
        options=[(key, str(ADVICE[key])) for key in ("setuju", "tidak_setuju", "netral")],
        value=value,
        first=_("Tanpa sikap"),
        text_label=_("Pendapat"),
        text_optional=False,
    )


def _offices(value: str, offices: Sequence[Agency]) -> Choice:
    return Choice(
        name="agency",
        label=_("Kantor yang menerima"),
        hint=_("Nomor permohonan tetap, dan waktu yang sudah berjalan tidak dihitung ulang."),
        options=[(office.pk, office.name) for office in offices],
        value=value,
        first=_("Pilih kantor"),
        text_label=_("Alasan"),
        text_optional=False,
        none=_("Tidak ada kantor lain yang melayani permohonan ini. Minta Diskominfosatik memetakan fungsinya."),
    )
