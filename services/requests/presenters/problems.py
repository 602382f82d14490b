"""Turn what is wrong with an answer into one sentence: which field, and how to mend it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from django.utils.functional import Promise
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _

from foundation import formats
from services.definition.document import ELIGIBILITY, Document
from services.definition.fields import FieldBase
from services.definition.problems import Problem, ProblemCode

# By code: what to do. %(name)s is the field's label, %(limit)s its bound in words.
PLAIN: Final[Mapping[ProblemCode, str | Promise]] = {
    ProblemCode.REQUIRED: _("Isi %(name)s."),
    ProblemCode.WRONG_SHAPE: _("Isi kembali %(name)s. Isian tadi tidak terbaca."),
    ProblemCode.BAD_CHARACTERS: _("Ketik ulang %(name)s. Ada huruf yang tidak dapat disimpan."),
    ProblemCode.TOO_LONG: _("Persingkat %(name)s menjadi paling banyak %(limit)s huruf."),
    ProblemCode.TOO_SHORT: _("Lengkapi %(name)s menjadi paling sedikit %(limit)s huruf."),
    ProblemCode.NOT_DIGITS: _("Isi %(name)s dengan angka saja."),
    ProblemCode.WRONG_LENGTH: _("Isi %(name)s dengan %(digits)s angka."),
    ProblemCode.NOT_A_NUMBER: _("Isi %(name)s dengan angka, misalnya 12 atau 2,5."),
    ProblemCode.NOT_WHOLE: _("Isi %(name)s dengan bilangan bulat, tanpa koma."),
    ProblemCode.TOO_SMALL: _("Isi %(name)s dengan angka paling kecil %(limit)s."),
    ProblemCode.TOO_LARGE: _("Isi %(name)s dengan angka paling besar %(limit)s."),
    ProblemCode.TOO_PRECISE: _("Isi %(name)s dengan paling banyak %(decimals)s angka di belakang koma."),
    ProblemCode.NOT_YES_NO: _("Pilih Ya atau Tidak untuk %(name)s."),
    ProblemCode.NOT_AN_OPTION: _("Pilih %(name)s dari pilihan yang ada."),
    ProblemCode.TOO_FEW: _("Pilih paling sedikit %(limit)s untuk %(name)s."),
    ProblemCode.TOO_MANY: _("Pilih paling banyak %(limit)s untuk %(name)s."),
    ProblemCode.NOT_A_DATE: _("Isi %(name)s dengan hari, bulan, dan tahun, misalnya 22 11 2026."),
    ProblemCode.DATE_TOO_EARLY: _("Isi %(name)s dengan tanggal %(limit)s atau sesudahnya."),
    ProblemCode.DATE_TOO_LATE: _("Isi %(name)s dengan tanggal %(limit)s atau sebelumnya."),
    ProblemCode.DATE_IN_FUTURE: _("Isi %(name)s paling akhir tanggal hari ini. Tanggal tadi belum terjadi."),
    ProblemCode.RANGE_REVERSED: _("Isi tanggal akhir %(name)s sama dengan atau sesudah tanggal awalnya."),
    ProblemCode.NOT_A_TIME: _("Isi %(name)s dengan jam dan menit, misalnya 09.30."),
    ProblemCode.TIME_TOO_EARLY: _("Isi %(name)s dengan pukul %(limit)s atau sesudahnya."),
    ProblemCode.TIME_TOO_LATE: _("Isi %(name)s dengan pukul %(limit)s atau sebelumnya."),
    ProblemCode.NOT_AN_EMAIL: _("Isi %(name)s dengan alamat surel lengkap, misalnya nama@contoh.id."),
    ProblemCode.NOT_A_PHONE: _("Isi %(name)s dengan nomor telepon, misalnya 0812 3456 7890."),
    ProblemCode.NOT_A_MOBILE: _("Isi %(name)s dengan nomor HP, bukan nomor telepon rumah."),
    ProblemCode.NIK_BIRTH_DATE: _("Periksa kembali %(name)s di KTP. Angka ke-7 sampai ke-12 bukan tanggal lahir."),
    ProblemCode.NIK_SERIAL: _("Periksa kembali %(name)s di KTP. Empat angka terakhir tidak mungkin 0000."),
    ProblemCode.NIK_REGION: _("Periksa kembali %(name)s di KTP. Enam angka pertama bukan kode wilayah."),
    ProblemCode.NAME_CHARACTERS: _("Isi %(name)s dengan huruf, seperti di KTP. Angka dan tanda lain tidak dipakai."),
    ProblemCode.UNKNOWN_REGION: _("Pilih %(name)s dari daftar kecamatan dan desa."),
    ProblemCode.DESA_OUTSIDE: _("Pilih desa yang ada di kecamatan itu untuk %(name)s."),
    ProblemCode.PART_REQUIRED: _("Lengkapi %(name)s: isi %(part)s."),
    ProblemCode.NOT_A_POSTCODE: _("Isi kode pos dengan 5 angka, atau kosongkan."),
    ProblemCode.NOT_A_COORDINATE: _("Isi %(name)s dengan angka lintang dan bujur, misalnya -6,12 dan 106,15."),
    ProblemCode.OUTSIDE_AREA: _("Pilih titik di dalam wilayah layanan untuk %(name)s."),
    ProblemCode.UNKNOWN_FILE: _("Unggah kembali %(name)s. Berkas tadi tidak ditemukan."),
    ProblemCode.UNKNOWN_REFERENCE: _("Pilih %(name)s dari daftar."),
    ProblemCode.SLOT_TAKEN: _("Pilih jadwal lain untuk %(name)s. Jadwal tadi baru saja terisi."),
    ProblemCode.RULE: _("Periksa kembali %(name)s. Isian ini tidak cocok dengan isian lain."),
    ProblemCode.NOT_ELIGIBLE: _("Layanan ini tidak sesuai dengan jawaban Anda."),
    ProblemCode.HOOK: "%(said)s",
    ProblemCode.NIK_UNKNOWN_REGION: _(
        "Enam angka pertama %(name)s bukan kode kecamatan yang kami kenal. Lanjutkan bila memang begitu di KTP."
    ),
}
# Where a type can say it better: (code, type).
BY_TYPE: Final[Mapping[tuple[ProblemCode, str], str | Promise]] = {
    (ProblemCode.REQUIRED, "boolean"): _("Pilih Ya atau Tidak untuk %(name)s."),
    (ProblemCode.REQUIRED, "choice"): _("Pilih %(name)s."),
    (ProblemCode.REQUIRED, "choices"): _("Pilih paling sedikit satu untuk %(name)s."),
    (ProblemCode.REQUIRED, "region"): _("Pilih %(name)s."),
    (ProblemCode.REQUIRED, "reference"): _("Pilih %(name)s."),
    (ProblemCode.REQUIRED, "slot"): _("Pilih %(name)s."),
    (ProblemCode.REQUIRED, "file"): _("Unggah %(name)s."),
    (ProblemCode.REQUIRED, "group"): _("Tambahkan paling sedikit satu %(name)s."),
    (ProblemCode.REQUIRED, "date"): _("Isi %(name)s dengan hari, bulan, dan tahun."),
    (ProblemCode.REQUIRED, "nik"): _("Isi %(name)s dengan 16 angka, seperti di KTP."),
    (ProblemCode.NOT_DIGITS, "nik"): _("Isi %(name)s dengan 16 angka, seperti di KTP. Huruf tidak dipakai."),
    (ProblemCode.WRONG_LENGTH, "nik"): _("Isi %(name)s dengan %(digits)s angka, seperti di KTP."),
    (ProblemCode.REQUIRED, "kk"): _("Isi %(name)s dengan 16 angka, seperti di kartu keluarga."),
    (ProblemCode.NOT_DIGITS, "kk"): _("Isi %(name)s dengan 16 angka, seperti di kartu keluarga."),
    (ProblemCode.WRONG_LENGTH, "kk"): _("Isi %(name)s dengan %(digits)s angka, seperti di kartu keluarga."),
    (ProblemCode.TOO_FEW, "file"): _("Unggah paling sedikit %(limit)s berkas untuk %(name)s."),
    (ProblemCode.TOO_MANY, "file"): _("Unggah paling banyak %(limit)s berkas untuk %(name)s. Hapus yang lain."),
    (ProblemCode.TOO_FEW, "group"): _("Tambahkan %(name)s sampai paling sedikit %(limit)s."),
    (ProblemCode.TOO_MANY, "group"): _("Kurangi %(name)s sampai paling banyak %(limit)s."),
    (ProblemCode.TOO_MANY, "date_range"): _("Persingkat %(name)s menjadi paling lama %(limit)s hari."),
    (ProblemCode.NAME_CHARACTERS, "name"): _("Isi %(name)s dengan huruf, seperti di KTP. Angka tidak dipakai."),
}
PARTS: Final[Mapping[str, str | Promise]] = {
    "kecamatan": _("kecamatan"),
    "desa": _("desa"),
    "kampung": _("kampung atau jalan"),
    "jalan": _("jalan"),
    "rt": "RT",
    "rw": "RW",
    "from": _("tanggal awal"),
    "until": _("tanggal akhir"),
    "lat": _("lintang"),
    "lng": _("bujur"),
}


@dataclass(frozen=True)
class Said:
    """Hold a problem as people meet it: the control it belongs to and the sentence."""

    path: str
    sentence: str


def say(document: Document, problems: Iterable[Problem]) -> list[Said]:
    """Return every problem as a sentence, in their order; the document's own rules speak in its own words."""
    return [Said(each.path, _in_document(document, each)) for each in problems]


def _in_document(document: Document, problem: Problem) -> str:
    rules = {
        ProblemCode.RULE: document.form.rules,
        ProblemCode.NOT_ELIGIBLE: document.eligibility.rules,
    }.get(problem.code, ())
    index = problem.params.get("rule")
    if isinstance(index, int) and index < len(rules):
        return rules[index].message.in_language(get_language() or "id")
    return sentence(problem, field_at(document, problem.path))


def sentence(problem: Problem, field: FieldBase | None) -> str:
    """Return the sentence of one problem at one field; without a field it speaks of "isian ini"."""
    kind = field.type if field else ""
    words = BY_TYPE.get((problem.code, kind), PLAIN[problem.code])
    last = problem.path.rpartition(".")[2]
    part = PARTS.get(str(problem.params.get("name", last)), gettext("bagian yang kosong"))
    given = {
        name: _bound(problem.code, _own_limit(problem, name, value, field)) for name, value in problem.params.items()
    }
    return str(words) % {"limit": "", "digits": "", "decimals": "", **given, "part": part, "name": name_of(field)}


def name_of(field: FieldBase | None) -> str:
    """Return a field's label as part of a sentence: "NIK ibu", "tanggal lahir", “Apakah ada surat?”."""
    if field is None:
        return gettext("isian ini")
    label = field.label.in_language(get_language() or "id").strip()
    if label.endswith("?"):
        return f"“{label}”"
    first = label.split()[0] if label else ""
    return label if sum(c.isupper() for c in first) > 1 else label[:1].lower() + label[1:]


def field_at(document: Document, path: str) -> FieldBase | None:
    """Return the field a path like "titik.0.luas" or "lokasi.desa" points at, the innermost that has one."""
    head, *rest = path.split(".")
    if head == ELIGIBILITY:
        return None
    try:
        found = document.field(head)
    except KeyError:
        return None
    for part in rest:
        found = next((child for child in found.children() if child.id == part), found)
    return found


def _own_limit(problem: Problem, name: str, value: Any, field: FieldBase | None) -> Any:
    """Return the field's own length where a text was so long that it was refused before being looked at."""
    most = getattr(field, "max_length", None)
    if problem.code == ProblemCode.TOO_LONG and name == "limit" and isinstance(most, int) and isinstance(value, int):
        return min(value, most)
    return value


def _bound(code: ProblemCode, value: Any) -> str:
    if code in {ProblemCode.DATE_TOO_EARLY, ProblemCode.DATE_TOO_LATE}:
        return formats.long_date(date.fromisoformat(str(value)), weekday=False)
    if code in {ProblemCode.TIME_TOO_EARLY, ProblemCode.TIME_TOO_LATE}:
        return str(value).replace(":", ".")
    if isinstance(value, int):
        return formats.number(value)
    return formats.short_number(value, digits=2) if isinstance(value, float) else str(value)
