"""Name the events of a life that bring people to an office; a document lists them by slug."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True)
class LifeEvent:
    """Hold how an event is shown: its title, one sentence, its icon and tile colour."""

    slug: str
    title: str | Promise
    intro: str | Promise
    icon: str
    tile: str = ""


_EVENTS: Final = (
    LifeEvent("kelahiran", _("Anak lahir"), _("Yang perlu diurus setelah anak lahir."), "baby-carriage"),
    LifeEvent("menikah", _("Menikah"), _("Sebelum dan sesudah menikah."), "heart-handshake", "tile-g"),
    LifeEvent("pindah", _("Pindah rumah"), _("Yang perlu diurus bila Anda pindah alamat."), "home-move"),
    LifeEvent("sekolah", _("Sekolah"), _("Yang perlu diurus untuk masuk sekolah."), "school", "tile-k"),
    LifeEvent("bekerja", _("Mencari kerja"), _("Yang perlu diurus untuk mencari kerja."), "id-badge-2"),
    LifeEvent("memulai-usaha", _("Memulai usaha"), _("Izin dan surat untuk usaha Anda."), "building-store", "tile-k"),
    LifeEvent("membangun-rumah", _("Membangun rumah"), _("Yang perlu diurus untuk tanah dan rumah."), "home", "tile-k"),
    LifeEvent("sakit", _("Sakit"), _("Bantuan dan layanan saat Anda atau keluarga sakit."), "stethoscope"),
    LifeEvent(
        "kesulitan-ekonomi", _("Kesulitan ekonomi"), _("Bantuan saat penghasilan tidak cukup."), "lifebuoy", "tile-g"
    ),
    LifeEvent(
        "kekerasan",
        _("Mengalami kekerasan"),
        _("Pertolongan bagi perempuan dan anak."),
        "hand-stop",
    ),
    LifeEvent("kematian", _("Keluarga meninggal"), _("Yang perlu diurus setelah keluarga meninggal."), "flower"),
    LifeEvent("bencana", _("Terkena bencana"), _("Pertolongan dan surat setelah bencana."), "alert-triangle"),
)
LIFE_EVENTS: Final[dict[str, LifeEvent]] = {event.slug: event for event in _EVENTS}
