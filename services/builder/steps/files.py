"""Step 4: the papers the form asks for, and how long what was sent is kept."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from services.builder.sheet import Control, Length, Number, Part, Sheet, Tick, Ticks, Words
from services.builder.sheet.places import Place, at
from services.builder.steps import pages
from services.builder.steps.field import ACCEPT

KEPT: Final = (
    ("draft", gettext_lazy("Draf yang tidak dikirim")),
    ("approved", gettext_lazy("Permohonan yang disetujui")),
    ("rejected", gettext_lazy("Permohonan yang ditolak")),
    ("withdrawn", gettext_lazy("Permohonan yang dibatalkan warga")),
    ("closed", gettext_lazy("Permohonan yang ditutup")),
)
UNITS: Final = (("days", gettext_lazy("hari")), ("months", gettext_lazy("bulan")), ("years", gettext_lazy("tahun")))
THEN: Final = (
    ("anonymise", gettext_lazy("hapus data pribadinya")),
    ("delete", gettext_lazy("hapus semuanya")),
    ("archive", gettext_lazy("serahkan ke arsip")),
)


def papers(data: dict[str, Any]) -> list[tuple[str, str, Place]]:
    """Return page, path and place of every question that asks for a file."""
    return [
        (page, path, place)
        for page in pages.names(data)
        for path, place, field in _walk(data, pages.list_place(data, page))
        if field["type"] == "file"
    ]


def sheet(data: dict[str, Any]) -> Sheet:
    """Return the boxes of this step."""
    found = papers(data)
    parts = [
        Part(str(at(data, (*place, "label", "id"), path)), _paper(number, place), key=f"{page}/{path}")
        for number, (page, path, place) in enumerate(found)
    ]
    keep = tuple(
        Length(f"simpan_{phase}", words, ("retention", phase), units=UNITS, keyed=True, default="years", then=THEN)
        for phase, words in KEPT
    )
    hint = _("Dihitung sejak permohonan berakhir. Kosongkan angkanya bila tidak diatur; data lalu tersimpan selamanya.")
    return Sheet((*parts, Part(_("Berapa lama data disimpan"), keep, hint, key="retention")))


def _paper(number: int, place: Place) -> tuple[Control, ...]:
    name = f"berkas_{number}"
    return (
        Words(f"{name}_bantuan", _("Petunjuk untuk warga"), (*place, "help"), _("Apa yang harus terlihat?"), rows=2),
        Tick(f"{name}_wajib", _("Wajib diunggah"), (*place, "required")),
        Ticks(f"{name}_jenis", _("Jenis berkas"), (*place, "accept"), options=ACCEPT, default=("pdf", "image")),
        Number(
            f"{name}_mb", _("Ukuran terbesar tiap berkas"), (*place, "max_mb"), default=5, unit=_("MB"), whole=False
        ),
        Number(f"{name}_banyak", _("Paling banyak berkas"), (*place, "max"), default=1),
    )


def _walk(data: dict[str, Any], place: Place, owner: str = "") -> Iterator[tuple[str, Place, dict[str, Any]]]:
    for index, field in enumerate(at(data, place, [])):
        path = f"{owner}{pages.INSIDE}{field['id']}" if owner else str(field["id"])
        yield path, (*place, index), field
        if field.get("fields"):
            yield from _walk(data, (*place, index, "fields"), path)
