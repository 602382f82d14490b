"""Say what lint found in the words of the screens: what is wrong, and which box mends it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from services.catalogue.presenters.faults import SENTENCES
from services.definition.lint import Code

# Where the sentence of the catalogue speaks of keywords that these screens never show.
PLAIN: Final[Mapping[Code, str | Promise]] = {
    Code.NO_SUBMIT: _(
        "Warga tidak dapat mengirim permohonan. Beri tahap pertama sebuah tindakan “kirim” oleh pemohon."
    ),
    Code.NO_RESUBMIT: _(
        "Warga diminta memperbaiki tetapi tidak dapat mengirim lagi. Tambahkan tindakan “kirim perbaikan” oleh pemohon."
    ),
    Code.DUPLICATE_ACTION: _("Dua tindakan di tahap ini memakai nama dalam yang sama. Hapus salah satunya."),
    Code.UNKNOWN_FUNCTION: _("Peran yang disebut tidak ada. Tambahkan di daftar peran, atau pilih peran lain."),
    Code.BAD_FORK: _(
        "Bagian tugas ini tidak dapat diselesaikan. Di tahap tujuannya, beri setiap peran tindakan “selesaikan tugas”."
    ),
    Code.RESERVED_ACTION: _("Nama dalam tindakan ini sudah dipakai portal. Hapus, lalu tambahkan dengan nama lain."),
    Code.ENDED_STATE: _("Permohonan di tahap akhir hanya dapat dibuka kembali atau diberi catatan."),
    Code.BAD_OBJECTION: _("Keberatan perlu sebuah putusan. Izinkan keberatan hanya di tahap akhir."),
    Code.NO_EXTERNAL_NUMBER: _(
        "Hasilnya terbit di sistem lain, tetapi nomornya tidak dicatat. Tambahkan isian nomor di tindakan penutupnya."
    ),
    Code.CLOCK_NEVER_STARTS: _(
        "Tenggat ini tidak pernah mulai. Tambahkan tindakan “nyatakan lengkap”, atau hitung sejak permohonan dikirim."
    ),
    Code.CLOCK_DECIDES: _("Waktu tidak boleh memutus. Biarkan orang yang memutus, atau arahkan ke tahap “ditutup”."),
    Code.UNHELD_FUNCTION: _(
        "Belum ada petugas yang memegang peran ini, sehingga permohonan tidak sampai ke siapa pun. Catat petugasnya di "
        "Kelola, Pemegang fungsi."
    ),
    Code.FOUR_EYES_IMPOSSIBLE: _(
        "Empat mata belum dapat dijaga dengan petugas yang ada. Beri salah satu peran kepada orang kedua."
    ),
    Code.DUPLICATE_FIELD: _("Dua isian memakai nama dalam yang sama. Hapus salah satunya."),
    Code.RESERVED_FIELD: _("Nama dalam isian ini dipakai portal. Hapus, lalu tambahkan dengan nama lain."),
    Code.DUPLICATE_PAGE: _("Nama dalam halaman ini sudah dipakai. Hapus halamannya, lalu tambahkan dengan judul lain."),
    Code.SENSITIVE_WITHOUT_WHY: _(
        "Data sensitif diminta tanpa alasan (UU 27/2022). Isi kotak “Mengapa data ini diminta” untuk warga."
    ),
    Code.ACCESS_WITHOUT_WHY: _(
        "Bukti identitas yang kuat diminta tanpa alasan. Isi kotak “Mengapa perlu”, atau pilih tingkat lebih ringan."
    ),
    Code.MISSING_HOOK: _("Program yang disebut tidak terpasang di portal ini. Hapus lewat teks dokumen."),
    Code.UNKNOWN_OUTPUT: _("Hasil yang disebut tidak ada. Tambahkan di langkah Hasil, atau pilih hasil lain."),
    Code.OUTPUT_WITHOUT_TEMPLATE: _(
        "Hasil ini tidak punya templat surat. Pilih templatnya, atau tulis bahwa sistem lain yang membuatnya."
    ),
    Code.UNKNOWN_VARIABLE: _(
        "Templat atau nomor memakai kata isian yang tidak tersedia di layanan ini. Ganti templatnya."
    ),
    Code.SIGNER_CANNOT_SIGN: _(
        "Penanda tangan hasil ini belum berwenang. Beri perannya tanda “boleh menandatangani” di langkah Alur."
    ),
    Code.EMPTY_COMPONENT: _("Masih kosong, padahal wajib diumumkan (UU 25/2009). Lengkapi bagian ini."),
    Code.NO_RETENTION: _("Data pribadi akan tersimpan selamanya. Di langkah Berkas, tulis berapa lama data disimpan."),
    Code.LINK_WITHOUT_URL: _("Warga diarahkan ke alamat yang belum ditulis. Isi alamatnya di langkah Hasil."),
}


def sentence(code: Code) -> str:
    """Return the sentence for a rule of lint."""
    return str(PLAIN.get(code) or SENTENCES[code])
