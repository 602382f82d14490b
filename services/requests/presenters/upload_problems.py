"""Tell why a file was refused, and what to do with the phone or computer in hand."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from foundation import formats
from services.definition.fields import FieldBase
from services.requests.presenters.problems import name_of
from services.requests.uploads.problems import UploadCode, UploadProblem

SENTENCES: Final[Mapping[UploadCode, str | Promise]] = {
    UploadCode.EMPTY: _("Berkas untuk %(name)s kosong (0 byte). Pilih berkas lain atau foto ulang."),
    UploadCode.TOO_BIG: _(
        "Berkas untuk %(name)s lebih besar dari %(limit)s MB. Foto ulang dengan ukuran lebih kecil di setelan kamera."
    ),
    UploadCode.HEIC: _(
        "Foto untuk %(name)s berformat HEIC. Di iPhone buka Pengaturan, Kamera, Format, lalu pilih Paling Kompatibel. "
        "Foto ulang, atau kirim tangkapan layar foto itu."
    ),
    UploadCode.MARKUP: _("Berkas untuk %(name)s adalah halaman web atau gambar SVG. Kirim foto (JPG, PNG) atau PDF."),
    UploadCode.OFFICE: _("Dokumen untuk %(name)s harus PDF. Di Word atau Excel pilih Simpan sebagai, lalu PDF."),
    UploadCode.OTHER_IMAGE: _("Simpan gambar untuk %(name)s sebagai JPG atau PNG, lalu unggah kembali."),
    UploadCode.RECORDING: _(
        "Video dan rekaman suara belum dapat diterima untuk %(name)s. Kirim foto (JPG, PNG) atau PDF, "
        "dan simpan rekamannya untuk petugas."
    ),
    UploadCode.PROGRAM: _(
        "Berkas untuk %(name)s adalah program, meskipun namanya seperti foto. Kirim foto (JPG, PNG) atau PDF."
    ),
    UploadCode.ARCHIVE: _("Buka dahulu berkas ZIP untuk %(name)s, lalu unggah isinya satu per satu."),
    UploadCode.UNKNOWN: _("Berkas untuk %(name)s tidak dikenali. Kirim foto (JPG, PNG, WebP) atau PDF."),
    UploadCode.NOT_HERE: _(
        "Jenis berkas itu tidak diterima untuk %(name)s. Lihat jenis yang diterima di atas tombolnya."
    ),
    UploadCode.IMAGE_BROKEN: _(
        "Foto untuk %(name)s rusak atau terpotong saat dikirim. Coba kirim lagi atau foto ulang."
    ),
    UploadCode.IMAGE_PIXELS: _(
        "Foto untuk %(name)s lebih dari %(limit)s megapiksel. Foto ulang dengan ukuran lebih kecil di setelan kamera."
    ),
    UploadCode.PDF_BROKEN: _("PDF untuk %(name)s tidak dapat dibuka. Simpan ulang sebagai PDF, atau kirim fotonya."),
    UploadCode.PDF_LOCKED: _(
        "PDF untuk %(name)s terkunci kata sandi. Simpan ulang tanpa kata sandi, atau kirim fotonya."
    ),
    UploadCode.PDF_ACTIVE: _(
        "PDF untuk %(name)s berisi program atau lampiran. Cetak ke PDF biasa lalu unggah, atau kirim fotonya."
    ),
    UploadCode.PDF_PAGES: _("PDF untuk %(name)s lebih dari %(limit)s halaman. Kirim halaman yang diminta saja."),
    UploadCode.FIELD_FULL: _("Unggah paling banyak %(limit)s berkas untuk %(name)s. Hapus satu dahulu."),
    UploadCode.REQUEST_FULL: _("Satu permohonan memuat paling banyak %(limit)s berkas. Hapus yang tidak perlu."),
    UploadCode.REQUEST_HEAVY: _(
        "Semua berkas permohonan ini sudah mencapai %(limit)s MB. Hapus yang tidak perlu dahulu."
    ),
    UploadCode.DAY_FULL: _("Anda sudah mengunggah %(limit)s MB hari ini. Lanjutkan besok; draf Anda tersimpan."),
    UploadCode.NO_SPACE: _(
        "Berkas untuk %(name)s belum dapat disimpan karena ruang simpan penuh. Isian lain tersimpan. Coba lagi nanti."
    ),
}


def sentence(problem: UploadProblem, field: FieldBase | None) -> str:
    """Return why one file of one field was refused and what to do."""
    limit = problem.params.get("limit", "")
    if isinstance(limit, float):
        limit = formats.short_number(limit)
    return str(SENTENCES[problem.code]) % {"name": name_of(field), "limit": limit}
