"""Name the steps of a request by their kind alone, without reading what was said in them."""

from __future__ import annotations

from django.utils.translation import gettext as _

from services.requests.presenters import watching


def step_titles() -> dict[str, str]:
    """Return how steps are called whose name needs nothing but their kind."""
    return watching.titles() | {
        "submit": _("Terkirim"),
        "complete": _("Berkas dinyatakan lengkap, waktu mulai dihitung"),
        "return": _("Perbaikan diminta"),
        "resubmit": _("Perbaikan dikirim"),
        "withdraw": _("Dibatalkan oleh pemohon"),
        "message": _("Pesan baru"),
        "claim": _("Diambil petugas"),
        "release": _("Dikembalikan ke antrean"),
        "note": _("Catatan petugas"),
        "undo": _("Putusan diurungkan"),
        "hook_failed": _("Pemeriksaan otomatis belum berhasil"),
        "recheck": _("Pemeriksaan otomatis diulang"),
        "exclude": _("Dijauhkan dari pegawai yang dilaporkan"),
        "rebase": _("Dipindahkan ke versi layanan terbaru"),
        "destroy": _("Isi permohonan dimusnahkan sesuai masa simpan"),
    }


def bare_title(kind: str) -> str:
    """Return a name for any step that tells nothing of its content: for those who keep the portal, not the case."""
    known = step_titles() | {
        "decide": _("Putusan diambil"),
        "effective": _("Putusan berlaku"),
        "flag": _("Prioritas diubah"),
        "hand_over": _("Dilimpahkan kepada rekan"),
        "forward": _("Dialihkan ke kantor lain"),
        "fork": _("Beberapa bagian kerja dimulai"),
        "task": _("Satu bagian kerja selesai"),
        "consult": _("Pendapat diminta"),
        "answer": _("Pendapat diberikan"),
        "reopen": _("Dibuka kembali"),
        "parent_refused": _("Permohonan asal belum berubah"),
        "output_revoked": _("Dokumen hasil dicabut"),
        "output_replaced": _("Dokumen hasil diganti"),
        "output_expired": _("Masa berlaku dokumen hasil habis"),
    }
    return known.get(kind, _("Pindah tahap"))
