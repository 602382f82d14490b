"""Step 3: the boxes of one question, as its type needs them."""

from __future__ import annotations

from typing import Any, Final

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from services.builder.sheet import (
    Bound,
    ConditionBox,
    Control,
    English,
    EntryLines,
    Number,
    OptionRows,
    Part,
    Plain,
    Select,
    Sheet,
    Tick,
    Ticks,
    Words,
)
from services.builder.sheet.places import at
from services.builder.steps import pages
from services.definition.describe.words import say
from services.definition.describe.words.conditions import FACTS as FACT_WORDS
from services.definition.document import Document
from services.definition.facts import FACTS
from services.definition.fields import FIELD_TYPES

DATED: Final = frozenset({"date", "date_range", "datetime", "time"})
ACCEPT: Final = (
    ("pdf", gettext_lazy("PDF")),
    ("image", gettext_lazy("foto atau gambar")),
    ("document", gettext_lazy("dokumen Word")),
    ("spreadsheet", gettext_lazy("lembar kerja Excel")),
    ("video", gettext_lazy("video")),
    ("audio", gettext_lazy("rekaman suara")),
)
STYLES: Final[dict[str, str | Promise]] = {
    "radio": gettext_lazy("tombol pilihan"),
    "select": gettext_lazy("daftar tarik"),
    "boxes": gettext_lazy("tiga kotak tanggal"),
    "picker": gettext_lazy("pemilih tanggal"),
    "number": gettext_lazy("angka"),
    "money": gettext_lazy("rupiah"),
}


def sheet(document: Document, data: dict[str, Any], page: str, path: str) -> Sheet:
    """Return the boxes of one question."""
    place = pages.field_place(data, page, path)
    field = at(data, place)
    kind = field["type"]
    about = pages.before(document, page, path)
    answered, derived = FIELD_TYPES[kind].answered, FIELD_TYPES[kind].derived
    asked = answered and not derived
    parts = [
        Part("", (*_words(kind), *(_required() if asked else ()))),
        Part(_("Pilihan dan batas"), _own(kind)),
        Part(_("Syarat"), _conditions(about, required=asked), _("Isian yang tidak ditampilkan tidak pernah disimpan.")),
        Part(_("Data pribadi"), _privacy() if asked else (), folded=not (field.get("why") or field.get("secret"))),
        Part(_("Bahasa Inggris"), _english(kind), folded=True),
    ]
    return Sheet(tuple(part for part in parts if part.controls), place)


def list_sheet(data: dict[str, Any], page: str, path: str) -> Sheet | None:
    """Return the boxes of the list a question chooses from, where the document itself holds it."""
    name = at(data, (*pages.field_place(data, page, path), "list"))
    if not isinstance(name, str) or not isinstance(at(data, ("lists", name)), list):
        return None
    lines = EntryLines("daftar", _("Pilihan di daftar, satu per baris"), ("lists", name), rows=6)
    return Sheet((Part(_("Daftar pilihan"), (lines,)),))


def _words(kind: str) -> tuple[Control, ...]:
    label = _("Judul catatan") if kind == "note" else _("Pertanyaan atau nama isian")
    texts: list[Control] = [Words("label", label, ("label",), optional=False)]
    if kind == "note":
        texts.append(Words("teks", _("Isi catatan"), ("text",), rows=3))
        return tuple(texts)
    texts.append(Words("bantuan", _("Kalimat bantuan"), ("help",), _("Tampil di bawah pertanyaan."), rows=2))
    texts.append(Words("contoh", _("Contoh jawaban"), ("example",)))
    return tuple(texts)


def _required() -> tuple[Control, ...]:
    return (Tick("wajib", _("Wajib diisi"), ("required",)),)


def _conditions(about: Any, *, required: bool) -> tuple[Control, ...]:
    show = ConditionBox("tampil", _("Tampilkan isian ini"), ("show_if",), about=about)
    if not required:
        return (show,)
    return show, ConditionBox("wajib_bila", _("Wajibkan hanya"), ("required_if",), about=about)


def _privacy() -> tuple[Control, ...]:
    facts = [(name, say(FACT_WORDS, name, "id")) for name in FACTS if name.startswith("profile.")]
    return (
        Words(
            "alasan",
            _("Mengapa data ini diminta"),
            ("why",),
            _("Wajib untuk NIK, nomor KK, kesehatan, dan data anak. Satu kalimat yang dapat diterima warga."),
            rows=2,
        ),
        Tick("rahasia", _("Simpan tersandi, jangan tampilkan di daftar dan pencarian"), ("secret",)),
        Select("profil", _("Isi lebih dulu dari profil"), ("from",), options=facts, empty=_("Tidak diisi")),
        Tick("tetap", _("Pemohon tidak boleh mengubah isinya"), ("read_only",)),
    )


def _english(kind: str) -> tuple[Control, ...]:
    last = ("text", _("Isi catatan")) if kind == "note" else ("help", _("Kalimat bantuan"))
    return (
        English("label_en", _("Pertanyaan dalam bahasa Inggris"), ("label",)),
        English("lain_en", _("%(what)s dalam bahasa Inggris") % {"what": last[1]}, (last[0],), rows=2),
    )


def _own(kind: str) -> tuple[Control, ...]:
    """Return the boxes for the keywords this type has of its own."""
    keywords = FIELD_TYPES[kind].spec.model_fields
    own = tuple(made for name in keywords if (made := _keyword(name, kind)) is not None)
    return (*own, *_repeated()) if kind == "group" else own


def _repeated() -> tuple[Control, ...]:
    hint = _("Kosongkan kedua kotak bila kelompok ini diisi sekali saja.")
    return (
        Number("ulang_min", _("Paling sedikit baris"), ("repeat", "min"), hint),
        Number("ulang_max", _("Paling banyak baris"), ("repeat", "max")),
        Words("baris", _("Sebutan satu baris"), ("row_label",), _("Misalnya: Anggota keluarga.")),
    )


def _keyword(name: str, kind: str) -> Control | None:
    info = FIELD_TYPES[kind].spec.model_fields[name]
    if name in ("min", "max") and kind in DATED:
        return _bound(name, kind)
    if name == "options":
        return OptionRows("pilihan", _("Pilihan"), ("options",), _("Kosongkan tulisannya untuk menghapus pilihan."))
    if name == "accept":
        return Ticks("jenis", _("Jenis berkas"), ("accept",), options=ACCEPT, default=("pdf", "image"))
    if name in ("style", "level", "tone"):
        return _variant(name, info)
    if name == "repeat":
        return None
    label, unit, whole = LIMITS.get(name, ("", "", True))
    if not label:
        return {"unit": Plain("satuan", _("Satuan di belakang kotak"), ("unit",))}.get(name)
    default = info.default if isinstance(info.default, int | float) else None
    return Number(name, label, (name,), default=default, unit=str(unit), whole=whole)


LIMITS: Final[dict[str, tuple[str | Promise, str | Promise, bool]]] = {
    "min": (gettext_lazy("Paling sedikit"), "", False),
    "max": (gettext_lazy("Paling banyak"), "", False),
    "min_length": (gettext_lazy("Paling sedikit huruf"), gettext_lazy("huruf"), True),
    "max_length": (gettext_lazy("Paling banyak huruf"), gettext_lazy("huruf"), True),
    "digits": (gettext_lazy("Harus tepat sekian angka"), gettext_lazy("angka"), True),
    "decimals": (gettext_lazy("Angka di belakang koma"), "", True),
    "max_mb": (gettext_lazy("Ukuran terbesar tiap berkas"), gettext_lazy("MB"), False),
    "max_days": (gettext_lazy("Rentang paling panjang"), gettext_lazy("hari"), True),
    "rows": (gettext_lazy("Tinggi kotak"), gettext_lazy("baris"), True),
}


def _bound(name: str, kind: str) -> Control:
    label = _("Paling awal") if name == "min" else _("Paling akhir")
    if kind == "time":
        return Plain(name, label, (name,), _("Misalnya 08:00."))
    return Bound(
        name, label, (name,), _("Tanggal 31/12/2026, atau “hari ini”, “hari ini + 30 hari”, “hari ini - 18 tahun”.")
    )


def _variant(name: str, info: Any) -> Control | None:
    values = [value for value in getattr(info.annotation, "__args__", ()) if isinstance(value, str)]
    if not values:
        return None
    words = {
        "kecamatan": _("kecamatan"),
        "desa": _("desa dan kecamatan"),
        "info": _("keterangan"),
        "warning": _("peringatan"),
        "emergency": _("darurat"),
        **STYLES,
    }
    label = {"style": _("Bentuk"), "level": _("Sampai tingkat"), "tone": _("Nada")}[name]
    default = info.default if isinstance(info.default, str) else ""
    return Select(name, label, (name,), options=[(value, words.get(value, value)) for value in values], default=default)
