"""Step 5: the path of a request: its states, what may be done in each, by whom, and how long it may take."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, ClassVar, Final

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from agencies.models import Agency
from services.builder.sheet import (
    Boxes,
    ConditionBox,
    Control,
    English,
    Length,
    Number,
    Part,
    Reference,
    Rows,
    Select,
    Sheet,
    Tick,
    Ticks,
    Words,
)
from services.builder.sheet.places import at, drop_at, put_at
from services.builder.steps import pages
from services.builder.steps.order import states_in_turn
from services.builder.steps.standard import UNITS
from services.definition.base import humanise
from services.definition.document import APPLICANT, HEAD, SUPERIOR, SYSTEM, Action, ActionType, Document
from services.definition.fields import FieldBase

Text = str | Promise
PHASES: Final = (
    ("draft", gettext_lazy("draf warga")),
    ("in_process", gettext_lazy("diproses")),
    ("waiting_applicant", gettext_lazy("menunggu warga")),
    ("approved", gettext_lazy("disetujui (akhir)")),
    ("rejected", gettext_lazy("ditolak (akhir)")),
    ("withdrawn", gettext_lazy("dibatalkan (akhir)")),
    ("closed", gettext_lazy("ditutup (akhir)")),
)
TYPES: Final[dict[str, Text]] = {
    "submit": gettext_lazy("kirim permohonan"),
    "resubmit": gettext_lazy("kirim perbaikan"),
    "mark_complete": gettext_lazy("nyatakan lengkap (waktu mulai dihitung)"),
    "return": gettext_lazy("minta perbaikan"),
    "move": gettext_lazy("teruskan"),
    "approve": gettext_lazy("setujui"),
    "reject": gettext_lazy("tolak"),
    "fork": gettext_lazy("bagi tugas ke beberapa pihak"),
    "task": gettext_lazy("selesaikan tugas"),
    "consult": gettext_lazy("minta pendapat"),
    "forward": gettext_lazy("alihkan ke kantor lain"),
    "reopen": gettext_lazy("buka kembali"),
    "extend": gettext_lazy("perpanjang waktu"),
    "comment": gettext_lazy("beri catatan"),
    "withdraw": gettext_lazy("batalkan"),
    "close": gettext_lazy("tutup"),
    "exclude": gettext_lazy("jauhkan dari petugas yang dilaporkan"),
}
BUILT_IN: Final = (
    (APPLICANT, gettext_lazy("Pemohon")),
    (SYSTEM, gettext_lazy("Portal, setelah waktunya lewat")),
    (HEAD, gettext_lazy("Kepala perangkat daerah")),
    (SUPERIOR, gettext_lazy("Atasan petugas")),
)


def function_options(document: Document) -> list[tuple[str, Text]]:
    """Return the roles of the service by their words."""
    return [(name, role.label.id if role.label else humanise(name)) for name, role in document.functions.items()]


def state_options(document: Document) -> list[tuple[str, Text]]:
    """Return the states by their words."""
    return [(key, document.workflow.states[key].label.id or humanise(key)) for key in states_in_turn(document)]


def state_sheet(document: Document, data: dict[str, Any], state: str) -> Sheet:
    """Return the boxes of a state; raises KeyError where there is none of that key."""
    document.state(state)
    yes = at(data, ("workflow", "states", state, "objection"))
    objection = () if isinstance(yes, dict) else (Tick("keberatan", _("Warga boleh berkeberatan"), ("objection",)),)
    return Sheet(
        (
            Part(
                "",
                (
                    Words("nama", _("Nama tahap"), ("label",), optional=False),
                    Words(
                        "warga", _("Yang dibaca warga"), ("citizen_text",), _("Satu atau dua kalimat pendek."), rows=2
                    ),
                    Select("fase", _("Golongan tahap"), ("phase",), options=PHASES),
                    Words("pelaksana", _("Yang mengerjakan, menurut warga"), ("who",), _("Misalnya: Kepala seksi.")),
                    Length("waktu", _("Batas waktu tahap ini"), ("sla",), units=UNITS, default="working_days"),
                    *objection,
                ),
            ),
            Part(
                _("Bahasa Inggris"),
                (
                    English("nama_en", _("Nama tahap dalam bahasa Inggris"), ("label",)),
                    English("warga_en", _("Yang dibaca warga, dalam bahasa Inggris"), ("citizen_text",), rows=2),
                ),
                folded=True,
            ),
        ),
        ("workflow", "states", state),
    )


def action_sheet(document: Document, data: dict[str, Any], state: str, key: str) -> Sheet:
    """Return the boxes of an action; raises KeyError where there is none of that key."""
    action = document.action(state, key)
    about = [field for _page, field in document.fields()]
    parts = [
        Part("", _basic(document)),
        Part(_("Hanya jika"), (ConditionBox("bila", _("Tindakan ini ada"), ("when",), about=about),), folded=True),
        Part(_("Empat mata"), _four_eyes(document, action), folded=not action.not_same_as),
        Part(_("Hasil yang terbit"), _results(document), folded=not action.effects),
        Part(_("Bagian tugas"), _tasks(document, action)),
        Part(_("Waktu dan kepastian"), _sure(action), folded=action.after is None and action.confirm is None),
        Part(_("Bahasa Inggris"), (English("nama_en", _("Nama tindakan"), ("label",)),), folded=True),
    ]
    return Sheet(tuple(part for part in parts if part.controls), pages.action_place(data, state, key))


def _basic(document: Document) -> tuple[Control, ...]:
    return (
        Words("nama", _("Nama tombol"), ("label",), _("Kata kerja, misalnya: Setujui."), optional=False),
        Select("jenis", _("Jenis tindakan"), ("type",), options=list(TYPES.items()), default=ActionType.MOVE.value),
        Select("ke", _("Menuju tahap"), ("to",), options=state_options(document), empty=_("Tetap di tahap ini")),
        Ticks("oleh", _("Siapa yang boleh"), ("by",), options=[*function_options(document), *BUILT_IN], optional=False),
    )


def _four_eyes(document: Document, action: Action) -> tuple[Control, ...]:
    others = {each.key: each.title for _state, each in document.workflow.actions() if each.key != action.key}
    hint = _("Siapa pun yang melakukan salah satu ini tidak boleh melakukan tindakan ini.")
    return (Ticks("bukan", _("Bukan orang yang"), ("not_same_as",), hint, options=list(others.items())),)


def _results(document: Document) -> tuple[Control, ...]:
    options = [(output.key, output.title.id if output.title else humanise(output.key)) for output in document.outputs]
    return (Effects("terbit", _("Terbitkan"), ("effects",), options=options),) if options else ()


def _tasks(document: Document, action: Action) -> tuple[Control, ...]:
    if action.type == ActionType.TASK:
        ways = [("all", _("semua bagian selesai")), ("any", _("salah satu bagian selesai"))]
        return (Select("gabung", _("Maju bila"), ("join",), options=ways, empty=_("Belum dipilih")),)
    if action.type not in (ActionType.FORK, ActionType.CONSULT):
        return ()
    offices = list(Agency.objects.filter(is_active=True).order_by("name").values_list("slug", "name"))
    columns = (
        Select("peran", _("Peran"), ("function",), options=function_options(document), empty="–"),
        Select("kantor", _("Kantor"), ("agency",), options=offices, empty=_("Kantor sendiri")),
        Words("pesan", _("Apa yang diminta"), ("note",)),
    )
    return (Rows("tugas", _("Bagian tugas"), ("tasks",), columns=columns),)


def _sure(action: Action) -> tuple[Control, ...]:
    confirm = Words("yakin", _("Kalimat sebelum menekan"), ("confirm",), _("Tampil agar petugas berpikir sekali lagi."))
    after = Length("sesudah", _("Dilakukan portal sesudah"), ("after",), units=UNITS, default="calendar_days")
    return (confirm, after) if SYSTEM in action.by or action.after is not None else (confirm,)


def overall_sheet(document: Document) -> Sheet:
    """Return the boxes of what holds for the whole path: first hands, clock, rounds."""
    starts = [("complete", _("sejak berkas lengkap")), ("submitted", _("sejak dikirim"))]
    waiting = [
        (key, words) for key, words in state_options(document) if document.state(key).phase == "waiting_applicant"
    ]
    who = [*function_options(document), (SUPERIOR, _("Atasan petugas")), (HEAD, _("Kepala perangkat daerah"))]
    first = (
        Select("peran", _("Peran"), ("function",), options=function_options(document), empty="–"),
        Reference("wilayah", _("Wilayah"), ("area",), options=places(document), empty=_("Semua wilayah")),
    )
    warn = (
        Number("persen", _("Pada persen waktu"), ("at",), unit="%"),
        Select("siapa", _("Beri tahu"), ("to",), options=who, empty="–"),
    )
    controls = (
        Rows("pertama", _("Permohonan baru sampai ke"), ("routing",), columns=first),
        Length("waktu", _("Batas waktu seluruhnya"), ("sla",), units=UNITS, default="working_days"),
        Select("sejak", _("Waktu dihitung"), ("sla", "from"), options=starts, default="complete"),
        Ticks("jeda", _("Waktu berhenti selama"), ("sla", "pause_on"), options=waiting),
        Rows("ingat", _("Pengingat"), ("sla", "escalate"), columns=warn),
        Number("putaran", _("Paling banyak putaran perbaikan"), ("workflow", "max_rounds"), default=3),
        Select("awal", _("Tahap pertama"), ("workflow", "initial"), options=state_options(document), default="draf"),
    )
    return Sheet((Part(_("Aturan untuk seluruh alur"), controls),))


def places(document: Document) -> list[tuple[str, Text]]:
    """Return the answers that name a place."""
    found: list[tuple[str, Text]] = []
    for each in _regions(document):
        found += [(f"{each.id}.desa", _("desa di “%(label)s”") % {"label": each.label.id})]
        found += [(f"{each.id}.kecamatan", _("kecamatan di “%(label)s”") % {"label": each.label.id})]
    return found


def _regions(document: Document) -> Sequence[FieldBase]:
    return [field for _page, field in document.fields() if field.type in ("region", "address")]


def roles_sheet(document: Document) -> Sheet:
    """Return the boxes of the roles of this service."""
    parts = []
    for name, role in document.functions.items():
        place = ("functions", name)
        controls = (
            Words(f"{name}_nama", _("Sebutan"), (*place, "label")),
            Tick(f"{name}_tanda", _("Boleh menandatangani"), (*place, "signs")),
        )
        parts.append(Part(role.label.id if role.label else humanise(name), controls, key=name))
    return Sheet(tuple(parts))


@dataclass(frozen=True)
class Effects(Ticks):
    """Ask which results an action brings about; its other effects stay."""

    kind: ClassVar[str] = "ticks"

    def shown(self, node: Any) -> Boxes:
        """Return the results."""
        held = [each.get("output") for each in at(node, self.place, [])]
        return {self.name: tuple(value for value, _words in self.options if value in held)}

    def put(self, node: Any, boxes: Boxes) -> None:
        """Write the results behind what else the action does."""
        ticked = boxes[self.name]
        held = at(node, self.place, [])
        kept = [each for each in held if "output" not in each or each["output"] in ticked]
        known = {each.get("output") for each in kept}
        value = [*kept, *({"output": name} for name in ticked if name not in known)]
        if value:
            put_at(node, self.place, value)
        else:
            drop_at(node, self.place)
