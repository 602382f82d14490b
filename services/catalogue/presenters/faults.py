"""Say in Indonesian what lint found and what to do, for people who keep services in the panel."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from services.catalogue.judging import Fault
from services.catalogue.presenters.shape_words import in_words
from services.definition.lint import Code

SENTENCES: Final[Mapping[Code, Promise | str]] = {
    Code.UNKNOWN_STATE: gettext_lazy("Tahap yang disebut tidak ada. Tambahkan tahapnya, atau betulkan namanya."),
    Code.UNREACHABLE_STATE: gettext_lazy(
        "Tidak ada jalan ke tahap ini. Arahkan sebuah tindakan ke sini, atau hapus tahapnya."
    ),
    Code.DEAD_END: gettext_lazy("Permohonan akan berhenti selamanya di sini. Tambahkan tindakan yang membawanya maju."),
    Code.NO_SUBMIT: gettext_lazy(
        "Pemohon tidak dapat mengirim. Beri tahap awal fase draft dan tindakan submit oleh applicant."
    ),
    Code.NO_RESUBMIT: gettext_lazy(
        "Pemohon diminta sesuatu tetapi tidak dapat menjawab. Tambahkan tindakan resubmit oleh applicant."
    ),
    Code.DUPLICATE_ACTION: gettext_lazy("Dua tindakan di tahap ini memakai kunci yang sama. Ganti salah satunya."),
    Code.UNKNOWN_ACTION: gettext_lazy("Tindakan yang disebut tidak ada di alur ini. Betulkan namanya."),
    Code.UNKNOWN_FUNCTION: gettext_lazy(
        "Fungsi yang disebut tidak ada. Tambahkan di functions, atau pakai applicant, system, kepala, atau atasan."
    ),
    Code.BAD_FORK: gettext_lazy(
        "Bagian tugas ini tidak dapat diselesaikan. Beri setiap fungsi tindakan jenis task di tahap tujuannya."
    ),
    Code.RESERVED_ACTION: gettext_lazy("Kunci ini milik langkah bawaan setiap permohonan. Pilih kunci lain."),
    Code.ENDED_STATE: gettext_lazy(
        "Permohonan yang sudah berakhir hanya dapat dibuka kembali (reopen) atau diberi catatan (comment)."
    ),
    Code.BAD_OBJECTION: gettext_lazy(
        "Keberatan perlu sebuah putusan. Tulis objection hanya di tahap akhir, dan akibat parent hanya pada keberatan."
    ),
    Code.NO_EXTERNAL_NUMBER: gettext_lazy(
        "Hasilnya terbit di sistem lain, tetapi nomornya tidak dicatat. Tambahkan isian external_number."
    ),
    Code.CLOCK_NEVER_STARTS: gettext_lazy(
        "Tenggat ini tidak pernah mulai. Tambahkan tindakan mark_complete, atau hitung sejak permohonan dikirim."
    ),
    Code.CLOCK_DECIDES: gettext_lazy(
        "Waktu tidak boleh memutus. Biarkan orang yang memutus, atau arahkan ke tahap dengan fase closed."
    ),
    Code.BAD_EXTENSION: gettext_lazy("Perpanjangan perlu tenggat yang berjalan, dengan satuan yang sama."),
    Code.UNHELD_FUNCTION: gettext_lazy(
        "Belum ada yang memegang fungsi ini, sehingga permohonan tidak sampai ke siapa pun. Catat di Pemegang fungsi."
    ),
    Code.FOUR_EYES_IMPOSSIBLE: gettext_lazy(
        "Empat mata belum dapat dijaga dengan petugas yang ada. Beri salah satu fungsi kepada orang kedua."
    ),
    Code.DUPLICATE_FIELD: gettext_lazy("Dua isian memakai id yang sama. Ganti salah satunya."),
    Code.RESERVED_FIELD: gettext_lazy("Id ini menutupi fakta bawaan. Pilih id lain."),
    Code.DUPLICATE_PAGE: gettext_lazy("Dua halaman memakai id yang sama, atau menutupi fakta bawaan. Pilih id lain."),
    Code.UNKNOWN_FIELD: gettext_lazy("Isian yang disebut tidak ada. Betulkan namanya."),
    Code.LATER_FIELD: gettext_lazy(
        "Syarat ini melihat jawaban yang belum diberikan. Pindahkan pertanyaannya ke depan."
    ),
    Code.UNKNOWN_FACT: gettext_lazy("Fakta yang disebut tidak ada, atau belum diketahui pada saat itu."),
    Code.SENSITIVE_WITHOUT_WHY: gettext_lazy(
        "Data sensitif diminta tanpa alasan (UU 27/2022). Tambahkan why: satu kalimat yang dapat diterima warga."
    ),
    Code.ACCESS_WITHOUT_WHY: gettext_lazy(
        "Bukti identitas yang kuat diminta tanpa alasan. Tambahkan access.why, atau turunkan tingkatnya."
    ),
    Code.UNKNOWN_LIST: gettext_lazy("Daftar pilihan yang disebut tidak ada. Tulis daftarnya, atau betulkan namanya."),
    Code.AGENCY_ANSWER: gettext_lazy(
        "Perangkat daerah tidak dapat ditentukan dari jawaban. Pakai kecamatan dari isian wilayah yang wajib."
    ),
    Code.UNKNOWN_AGENCY: gettext_lazy("Tidak ada perangkat daerah aktif dengan kode ini. Betulkan kodenya."),
    Code.NO_CALENDAR: gettext_lazy("Hari kerja di sana tidak dapat dihitung. Tambahkan kalender kerja di panel."),
    Code.MISSING_HOOK: gettext_lazy("Program yang disebut tidak terdaftar. Betulkan namanya, atau hapus."),
    Code.UNKNOWN_SURVEY: gettext_lazy("Survei yang disebut tidak ada. Betulkan namanya, atau hapus."),
    Code.UNKNOWN_OUTPUT: gettext_lazy("Hasil yang disebut tidak ada. Tambahkan di outputs, atau betulkan kuncinya."),
    Code.OUTPUT_WITHOUT_TEMPLATE: gettext_lazy(
        "Hasil ini tidak punya templat. Tambahkan templatnya, atau tulis bahwa sistem lain yang membuatnya."
    ),
    Code.MISSING_TEMPLATE: gettext_lazy("Templat yang disebut tidak ada. Betulkan namanya."),
    Code.UNKNOWN_VARIABLE: gettext_lazy("Templat atau nomor memakai kata isian yang tidak tersedia di sini."),
    Code.SIGNER_CANNOT_SIGN: gettext_lazy(
        "Penanda tangan hasil ini tidak berwenang. Tulis signs: true pada fungsinya."
    ),
    Code.EMPTY_COMPONENT: gettext_lazy(
        "Bagian standar pelayanan yang wajib diumumkan masih kosong (UU 25/2009). Lengkapi bagian ini."
    ),
    Code.ADMINDUK_FEE: gettext_lazy("Dokumen kependudukan gratis menurut UU 24/2013. Tulis biaya 0."),
    Code.NO_RETENTION: gettext_lazy(
        "Data pribadi akan tersimpan selamanya. Tulis di retention berapa lama setiap akhir disimpan, juga draf."
    ),
    Code.LINK_WITHOUT_URL: gettext_lazy("Warga diarahkan ke alamat yang belum ditulis. Tambahkan handoff.url."),
}


SHOWN: Final = 100
# A service of all kecamatan may lack somebody in hundreds of desa: the first of them say what to do.
ALIKE: Final = 3


@dataclass
class Told:
    """Hold one fault as the page shows it: where, in a sentence, and in the words of who writes documents."""

    line: int
    place: str
    sentence: str
    detail: str
    warning: bool
    alike: int = 0  # how many more say the same of the same place


def told(faults: Sequence[Fault]) -> list[Told]:
    """Return the first faults for people, few of those that say the same; the English detail names the very words."""
    rows: list[Told] = []
    groups: dict[tuple[int, str, str], list[Told]] = {}
    for each in faults:
        row = Told(each.line, each.place, sentence_of(each), each.message, each.warning)
        group = groups.setdefault((row.line, row.place, row.sentence), [])
        if len(group) == ALIKE:
            group[-1].alike += 1
        elif len(rows) < SHOWN:
            rows.append(row)
            group.append(row)
    return rows


def left_out(faults: Sequence[Fault], rows: Sequence[Told]) -> int:
    """Return how many faults the rows do not even count."""
    return len(faults) - len(rows) - sum(row.alike for row in rows)


def sentence_of(fault: Fault) -> str:
    """Return the Indonesian sentence of a fault."""
    if fault.sentence:
        return fault.sentence
    if fault.code is not None:
        return str(SENTENCES[fault.code])
    if words := in_words(fault.message):
        return words
    return _("Bagian ini belum dapat dibaca sebagai dokumen layanan. Betulkan seperti keterangan ini.")
