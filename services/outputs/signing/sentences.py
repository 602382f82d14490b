"""Say in a sentence why nothing was signed, and what to do now."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from services.outputs.signing import port
from services.outputs.signing.limits import TooManyTries
from services.outputs.signing.port import CertificateState, NoCertificate, Refused, SigningError, WrongPassphrase

STATES: Final[Mapping[CertificateState, Promise]] = {
    CertificateState.ACTIVE: gettext_lazy("Sertifikat Anda aktif. Anda dapat menandatangani."),
    CertificateState.EXPIRED: gettext_lazy("Sertifikat elektronik Anda sudah kedaluwarsa. Perbarui lewat BSrE dahulu."),
    CertificateState.MISSING: gettext_lazy(
        "Sertifikat elektronik Anda belum terbit. Selesaikan pendaftarannya di BSrE."
    ),
    CertificateState.UNKNOWN_PERSON: gettext_lazy(
        "NIK Anda belum terdaftar sebagai penanda tangan di BSrE. Hubungi Diskominfosatik."
    ),
    CertificateState.STOPPED: gettext_lazy(
        "Sertifikat elektronik Anda dibekukan atau dicabut. Hubungi Diskominfosatik."
    ),
    CertificateState.UNKNOWN: gettext_lazy("Layanan tanda tangan tidak menyebut keadaan sertifikat Anda."),
}
PLAIN: Final[Mapping[type[SigningError], Promise]] = {
    TooManyTries: gettext_lazy("Frasa sandi keliru tiga kali. Tunggu 10 menit, lalu coba lagi."),
    WrongPassphrase: gettext_lazy("Frasa sandi keliru. Periksa huruf besar dan kecil, lalu ketik lagi."),
    port.NotTried: gettext_lazy("Belum dicoba."),
    port.NoIdentity: gettext_lazy("NIK Anda belum ada di profil. Isi dahulu di halaman Profil, lalu kembali ke sini."),
    port.NotYours: gettext_lazy("Dokumen ini tidak menunggu tanda tangan Anda. Muat ulang halaman."),
    port.Unreachable: gettext_lazy(
        "Layanan tanda tangan tidak menjawab. Dokumen tersimpan sebagai draf; coba lagi beberapa menit lagi."
    ),
    port.Unreadable: gettext_lazy(
        "Jawaban layanan tanda tangan bukan dokumen bertanda tangan. Belum ada yang berubah; coba lagi."
    ),
    port.KeyUnusable: gettext_lazy("Segel perangkat daerah tidak dapat dibuka. Hubungi Diskominfosatik."),
    port.Changed: gettext_lazy("Dokumen berubah sewaktu ditandatangani. Muat ulang halaman, lalu periksa lagi."),
}


def sentence(error: SigningError) -> str:
    """Return what an officer reads when nothing was signed."""
    if isinstance(error, NoCertificate):
        return str(STATES[error.state])
    if isinstance(error, TooManyTries) and str(error) == "uncounted":
        return _(
            "Percobaan frasa sandi tidak dapat dihitung saat ini, jadi belum ada yang ditandatangani. Coba lagi nanti."
        )
    if isinstance(error, Refused):
        said = _("Layanan tanda tangan menolak dokumen ini (kode %(code)s). Hubungi Diskominfosatik.")
        return said % {"code": str(error)[:20] or "-"}
    return str(PLAIN[type(error)])
