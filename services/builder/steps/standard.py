"""Step 2: the fourteen components of the service standard, six for the public and eight inside the office."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from services.builder.sheet import Number, Part, RequirementLines, Select, Sheet, WordLines, Words
from services.catalogue import wording
from services.definition import derived
from services.definition.document import INTERNAL, PUBLIC, Document, Unit

Text = str | Promise
TITLES: Final[dict[str, tuple[Text, Text]]] = {
    "requirements": (gettext_lazy("Persyaratan"), gettext_lazy("Berkas di formulir ikut tampil dengan sendirinya.")),
    "procedure": (
        gettext_lazy("Prosedur"),
        gettext_lazy("Diambil dari kalimat warga di setiap tahap alur, kecuali Anda menulisnya sendiri di sini."),
    ),
    "duration": (gettext_lazy("Waktu"), gettext_lazy("Janji kepada warga.")),
    "fee": (gettext_lazy("Biaya"), gettext_lazy("Tulis 0 bila gratis.")),
    "product": (gettext_lazy("Produk layanan"), gettext_lazy("Apa yang diterima warga, satu per baris.")),
    "complaint": (
        gettext_lazy("Pengaduan"),
        gettext_lazy("Halaman aduan portal dan SP4N-LAPOR! selalu disebut. Tambahkan saluran lain bila ada."),
    ),
    "legal_basis": (gettext_lazy("Dasar hukum"), gettext_lazy("Satu peraturan per baris.")),
    "facilities": (gettext_lazy("Sarana dan prasarana"), gettext_lazy("Satu per baris.")),
    "competence": (gettext_lazy("Kompetensi pelaksana"), gettext_lazy("Satu per baris.")),
    "oversight": (gettext_lazy("Pengawasan internal"), gettext_lazy("Satu per baris.")),
    "staff": (gettext_lazy("Jumlah pelaksana"), gettext_lazy("Satu per baris.")),
    "guarantee": (gettext_lazy("Jaminan pelayanan"), gettext_lazy("Satu kalimat per baris.")),
    "safety": (gettext_lazy("Jaminan keamanan"), gettext_lazy("Satu kalimat per baris.")),
    "evaluation": (gettext_lazy("Evaluasi kinerja"), gettext_lazy("Satu kalimat per baris.")),
}
COMPONENTS: Final = (*PUBLIC, *INTERNAL)
UNITS: Final = (
    (Unit.WORKING_DAYS.value, gettext_lazy("hari kerja")),
    (Unit.CALENDAR_DAYS.value, gettext_lazy("hari kalender")),
    (Unit.OFFICE_HOURS.value, gettext_lazy("jam kerja")),
    (Unit.HOURS.value, gettext_lazy("jam")),
    (Unit.MONTHS.value, gettext_lazy("bulan")),
)
FEE_KINDS: Final = (
    ("free", gettext_lazy("gratis")),
    ("levy", gettext_lazy("retribusi")),
    ("tariff", gettext_lazy("tarif")),
    ("tax", gettext_lazy("pajak")),
)


@dataclass(frozen=True)
class Component:
    """Say how one component stands: `derived` holds what the document gives by itself."""

    key: str
    title: str
    public: bool
    empty: bool
    derived: Sequence[str] = ()


def sheet(document: Document) -> Sheet:
    """Return the boxes of this step, one part a component."""
    return Sheet(tuple(_part(name, document) for name in COMPONENTS))


def components(document: Document) -> list[Component]:
    """Return how each component stands."""
    return [_component(name, document) for name in COMPONENTS]


def is_empty(name: str, document: Document) -> bool:
    """Say whether a component tells nobody anything."""
    standard = document.standard
    if name == "procedure":
        return not derived.procedure(document) and bool(document.workflow.states)
    if name == "fee":
        fee = standard.fee
        return fee is None or all(part is None for part in (fee.amount, fee.expr, fee.hook, fee.note))
    return getattr(standard, name) in (None, ())


def _component(name: str, document: Document) -> Component:
    texts: list[str] = []
    if name == "requirements":
        texts = [each.title.id for each in derived.requirements(document)]
    elif name == "procedure":
        texts = [each.id for each in derived.procedure(document)]
    return Component(name, str(TITLES[name][0]), name in PUBLIC, is_empty(name, document), texts)


def _part(name: str, document: Document) -> Part:
    title, hint = TITLES[name]
    make = {"duration": _duration, "fee": _fee}.get(name)
    if make is not None:
        return Part(title, make(document), hint, key=name)
    kind = RequirementLines if name == "requirements" else WordLines
    label = _("Syarat lain yang dibawa") if name == "requirements" else _("%(name)s, satu per baris")
    return Part(title, (kind(name, label % {"name": title}, ("standard", name), rows=2),), hint, key=name)


def _duration(document: Document) -> tuple[Any, ...]:
    place = ("standard", "duration")
    starts = [("complete", _("sejak berkas lengkap")), ("submitted", _("sejak dikirim"))]
    starts += [(action.key, _("sejak langkah “%(step)s”") % {"step": action.title}) for action in _starting(document)]
    return (
        Number("duration", _("Lama"), (*place, "amount")),
        Select("duration_unit", _("Satuan"), (*place, "unit"), options=UNITS, default=Unit.WORKING_DAYS.value),
        Select("duration_from", _("Dihitung sejak"), (*place, "from"), options=starts, default="complete"),
        Select(
            "duration_status",
            _("Kepastian waktu ini"),
            (*place, "status"),
            options=list(wording.STATUS.items()),
            default="proposal",
        ),
        Words("duration_source", _("Sumber waktu ini"), (*place, "source")),
        Words("duration_note", _("Keterangan waktu"), (*place, "note")),
    )


def _starting(document: Document) -> list[Any]:
    """Return the actions a written clock may start from, besides the two everybody has."""
    chosen = document.standard.duration.from_ if document.standard.duration else ""
    return [action for _state, action in document.workflow.actions() if action.key == chosen]


def _fee(document: Document) -> tuple[Any, ...]:
    place = ("standard", "fee")
    fee = document.standard.fee
    computed = fee is not None and (fee.expr is not None or fee.hook is not None)
    amount = () if computed else (Number("fee", _("Besar biaya"), (*place, "amount"), unit=_("rupiah")),)
    return (
        *amount,
        Select("fee_kind", _("Jenis biaya"), (*place, "kind"), options=FEE_KINDS, default="free"),
        Words("fee_note", _("Keterangan biaya"), (*place, "note"), rows=2),
        Words("fee_pay", _("Tempat membayar"), (*place, "pay_at")),
        Words("fee_source", _("Sumber biaya ini"), (*place, "source")),
    )
