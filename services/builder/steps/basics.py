"""Step 1: what the service is called, for whom it is, and how well we must know who asks."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _

from agencies.models import Agency
from services.builder.sheet import English, Part, Plain, PlainLines, Select, Sheet, Ticks, WordLines, Words
from services.catalogue import wording
from services.catalogue.life_events import LIFE_EVENTS
from services.catalogue.models import Service

CONFIDENCE = ("high", "medium", "low")


def sheet(data: dict[str, Any]) -> Sheet:
    """Return the boxes of this step."""
    return Sheet(
        (
            Part(_("Nama"), _names()),
            Part(_("Untuk siapa"), _people(data)),
            Part(_("Sumber isi halaman"), _sources(), folded=True),
            Part(_("Bahasa Inggris"), _english(), folded=True),
        )
    )


def _names() -> tuple[Any, ...]:
    return (
        Words("judul", _("Nama layanan"), ("title",), _("Tulis seperti warga menyebutnya."), optional=False),
        Words("ringkasan", _("Ringkasan"), ("summary",), _("Satu kalimat: apa yang didapat warga?"), rows=2),
        PlainLines(
            "sinonim",
            _("Sebutan lain"),
            ("synonyms",),
            _("Satu sebutan per baris, juga salah ketik dan bahasa daerah. Dipakai oleh pencarian."),
        ),
        Select(
            "kelompok",
            _("Kelompok layanan"),
            ("category",),
            options=_categories(),
            empty=_("Belum dipilih"),
        ),
        Ticks(
            "peristiwa",
            _("Peristiwa hidup"),
            ("life_events",),
            _("Layanan ini ikut ditawarkan di halaman peristiwa itu."),
            options=[(event.slug, event.title) for event in LIFE_EVENTS.values()],
        ),
    )


def _people(data: dict[str, Any]) -> tuple[Any, ...]:
    return (
        *_agency(data),
        Ticks(
            "pemohon",
            _("Siapa yang boleh mengajukan"),
            ("subjects",),
            options=list(wording.SUBJECTS.items()),
            default=("person",),
        ),
        Select(
            "akun",
            _("Seberapa pasti kita mengenal pemohon"),
            ("access", "level"),
            options=list(wording.LEVELS.items()),
            default="account",
        ),
        Words(
            "alasan_akun",
            _("Mengapa perlu"),
            ("access", "why"),
            _("Wajib bila Anda meminta NIK. Satu kalimat yang dapat diterima warga."),
            rows=2,
        ),
        PlainLines(
            "sistem",
            _("Sistem nasional yang menerbitkan hasilnya"),
            ("parent_systems",),
            _("Misalnya SIAK atau OSS, satu per baris. Portal tidak pernah mengaku menerbitkan hasil mereka."),
            rows=2,
        ),
    )


def _agency(data: dict[str, Any]) -> tuple[Any, ...]:
    """Ask for the agency where it is one; a service of all kecamatan keeps the answer that decides."""
    if not isinstance(data.get("agency"), str):
        return ()
    offices = [(slug, name) for slug, name in Agency.objects.order_by("name").values_list("slug", "name")]
    return (Select("opd", _("Perangkat daerah"), ("agency",), options=offices, optional=False),)


def _sources() -> tuple[Any, ...]:
    return (
        Select(
            "keyakinan",
            _("Seberapa kuat sumbernya"),
            ("confidence",),
            options=[(key, wording.CONFIDENCE[key]) for key in CONFIDENCE],
            default="medium",
        ),
        PlainLines("sumber", _("Sumber"), ("sources",), _("Nama dokumen atau alamat halaman, satu per baris.")),
        WordLines("catatan", _("Catatan"), ("notes",), _("Apa yang belum pasti, satu kalimat per baris.")),
        Plain("survei", _("Survei kepuasan"), ("survey",), _("Kosongkan bila tidak ada survei.")),
    )


def _english() -> tuple[Any, ...]:
    return (
        English("judul_en", _("Nama layanan dalam bahasa Inggris"), ("title",)),
        English("ringkasan_en", _("Ringkasan dalam bahasa Inggris"), ("summary",), rows=2),
    )


def _categories() -> list[tuple[str, str]]:
    found = Service.objects.exclude(category="").order_by("category").values_list("category", flat=True).distinct()
    return [(each, each.replace("-", " ").capitalize()) for each in found]
