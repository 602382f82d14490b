"""Lay out the page of one action: its question, its fields, what was typed, what went wrong."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from services.definition.document import FINAL_PHASES, Action, ActionType, Document
from services.requests.engine import Offer
from services.requests.presenters.people import acting_title


@dataclass(frozen=True)
class Remark:
    """Hold one marked field and what was written about it."""

    field: str
    control: str
    label: str
    note: str
    error: str
    reason: str = ""

    @property
    def reason_control(self) -> str:
        """Return the name of the list of what can be wrong."""
        return reason_of(self.field)


def note_of(field: str) -> str:
    """Return the name of the box for the remark on a marked field."""
    return f"catatan.{field}"


def reason_of(field: str) -> str:
    """Return the name of the list of what can be wrong with a marked field."""
    return f"alasan.{field}"


def remarks(document: Document, items: Sequence[Mapping[str, Any]], errors: Mapping[str, str]) -> list[Remark]:
    """Return the marked fields that the document has, in its own order, each with its remark and what is wrong."""
    language = get_language() or "id"
    notes = {str(item["field"]): str(item["note"]) for item in items}
    reasons = {str(item["field"]): str(item.get("reason", "")) for item in items}
    return [
        Remark(
            f.id,
            note_of(f.id),
            f.label.in_language(language),
            notes[f.id],
            errors.get(note_of(f.id), ""),
            reasons[f.id],
        )
        for _page, f in document.fields()
        if f.id in notes
    ]


def title(action: str, rule: Action | None) -> str:
    """Return the heading of an action's page, which is also the word on its button."""
    if rule is not None:
        return rule.label.in_language(get_language() or "id") or rule.title
    return {
        "ambil": _("Ambil permohonan"),
        "lepas": _("Kembalikan ke antrean"),
        "limpahkan": _("Limpahkan permohonan"),
        "prioritaskan": _("Ubah prioritas"),
        "catatan": _("Simpan catatan"),
        "pesan": _("Kirim pesan"),
        "urungkan": _("Urungkan putusan"),
        "jawab": _("Beri pendapat"),
        "periksa_ulang": _("Ulangi pemeriksaan"),
        "perbarui_versi": _("Pakai versi layanan terbaru"),
    }[action]


def acting(offer: Offer | None) -> str:
    """Return in whose office the action is taken, "" for one's own."""
    if offer is None or offer.acting_for is None:
        return ""
    return _("Anda bertindak sebagai %(who)s.") % {"who": acting_title(offer.acting_for, offer.acts_as)}


def confirm(rule: Action | None) -> str:
    """Return what the officer is asked to make sure of, "" for nothing."""
    return rule.confirm.in_language(get_language() or "id") if rule is not None and rule.confirm else ""


def decides(document: Document, rule: Action | None) -> bool:
    """Say whether an action ends the request, so that ten seconds remain to take it back.

    One of several parts does so only when it happens to be the last that is needed; the case then says so itself.
    """
    if rule is None or rule.type == ActionType.TASK:
        return False
    return rule.to is not None and document.state(rule.to).phase in FINAL_PHASES


def done(action: str, label: str) -> str:
    """Return what is said after an action was taken."""
    return {
        "ambil": _("Permohonan ini sekarang Anda tangani."),
        "lepas": _("Permohonan dikembalikan ke antrean."),
        "limpahkan": _("Permohonan dilimpahkan. Rekan Anda menemukannya di “Saya tangani”."),
        "prioritaskan": _("Prioritas diubah. Pemohon tidak diberi tahu."),
        "catatan": _("Catatan tersimpan. Hanya petugas yang melihatnya."),
        "pesan": _("Pesan terkirim kepada pemohon."),
        "perbarui_versi": _("Permohonan ini sekarang memakai versi layanan terbaru."),
        "jawab": _("Pendapat terkirim kepada petugas yang bertanya."),
        "periksa_ulang": _("Pemeriksaan otomatis diulang. Hasilnya ada di halaman ini."),
        "urungkan": _("Putusan diurungkan. Pemohon tidak diberi tahu apa pun."),
    }.get(action, _("Tersimpan: %(action)s.") % {"action": label})


def output_title(document: Document, key: str) -> str:
    """Return what a result is called, "" when the action issues none."""
    if not key:
        return ""
    wording = document.output(key).title
    return wording.in_language(get_language() or "id") if wording else key.replace("_", " ").capitalize()
