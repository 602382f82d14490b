"""Hold the questions people ask about the portal itself, with answers that are true of it today."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

LONGEST: Final = 80
SHORTEST: Final = 3  # letters of a word that counts; "di" and "ke" stand everywhere


@dataclass(frozen=True, slots=True)
class Question:
    """Hold one question, its answer, and the page that goes on from there."""

    key: str
    asks: str | Promise
    answer: str | Promise
    link: str = ""
    link_text: str | Promise = ""


QUESTIONS: Final = (
    Question(
        "sinyal",
        _("Sinyal hilang saat mengisi. Apakah hilang semua?"),
        _("Tidak. Setiap langkah disimpan saat Anda menekan Lanjutkan. Masuk lagi, lalu buka draf Anda."),
        "requests:list",
        _("Buka Permohonan saya"),
    ),
    Question(
        "status",
        _("Bagaimana melihat status tanpa masuk?"),
        _("Isi nomor permohonan dan 4 angka akhir nomor HP."),
        "track",
        _("Lacak permohonan"),
    ),
    Question(
        "kapan",
        _("Kapan permohonan saya selesai?"),
        _("Tenggatnya tertulis di halaman permohonan. Waktu berhenti selama menunggu perbaikan Anda."),
    ),
    Question(
        "perbaikan",
        _("Permohonan saya diminta diperbaiki. Apa yang harus saya isi?"),
        _("Hanya bagian yang ditandai petugas. Jawaban lain tetap tersimpan."),
        "requests:list",
        _("Buka Permohonan saya"),
    ),
    Question(
        "ditolak",
        _("Permohonan saya ditolak. Apa yang bisa saya lakukan?"),
        _("Baca alasannya di halaman permohonan. Bila ada jalan keberatan, tombolnya ada di halaman itu."),
    ),
    Question(
        "surel",
        _("Saya tidak punya surel. Bisakah memakai portal?"),
        _("Bisa. Daftar dengan nomor HP, atau datang ke kantor desa."),
    ),
    Question(
        "sandi",
        _("Saya lupa kata sandi."),
        _("Isi surel akun Anda di halaman lupa kata sandi. Tautan untuk menggantinya dikirim ke surel itu."),
        "account_reset_password",
        _("Ganti kata sandi"),
    ),
    Question(
        "foto",
        _("Foto saya ditolak karena terlalu besar."),
        _("Satu berkas paling besar 5 MB. Kecilkan ukuran foto di setelan kamera, lalu foto ulang."),
    ),
    Question(
        "otp",
        _("Ada yang meminta kode OTP atau uang."),
        _("Jangan diberi. Kami tidak pernah meminta kode OTP. Biaya tiap layanan tertulis di halaman layanan."),
    ),
    Question(
        "biaya",
        _("Berapa biaya memakai portal ini?"),
        _("Tidak ada. Sebagian layanan punya biaya resmi, dan jumlahnya tertulis di halaman layanan itu."),
        "catalogue:list",
        _("Lihat semua layanan"),
    ),
    Question(
        "siapa-melihat",
        _("Siapa yang bisa melihat data saya?"),
        _("Petugas yang memproses permohonan Anda. Setiap kali data rahasia dibuka, itu dicatat."),
        "citizens:access_log",
        _("Lihat siapa yang membuka data saya"),
    ),
    Question(
        "tidak-ada",
        _("Layanan yang saya cari tidak ada."),
        _("Mungkin belum dibuka di portal. Hubungi kantornya langsung."),
        "directory:list",
        _("Cari dinas dan kantor"),
    ),
    Question(
        "kode",
        _("Halaman galat menampilkan kode bantuan. Untuk apa?"),
        _("Catat kode itu dan sebutkan kepada petugas. Kode itu menunjuk catatan kejadian, bukan data pribadi Anda."),
    ),
)


def asked(words: str) -> list[Question]:
    """Return the questions in which every longer word stands; all of them where nothing is asked."""
    wanted = [word for word in words.casefold().split() if len(word) >= SHORTEST]
    return [each for each in QUESTIONS if all(word in f"{each.asks} {each.answer}".casefold() for word in wanted)]
