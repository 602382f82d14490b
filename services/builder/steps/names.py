"""Name the nine steps in their order."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True)
class Step:
    """Name one step: its word in addresses, its title, and what is done there."""

    key: str
    title: str | Promise
    intro: str | Promise


STEPS: Final = (
    Step("dasar", _("Dasar"), _("Nama layanan dalam kata warga, dan siapa yang boleh mengajukannya.")),
    Step(
        "standar",
        _("Standar pelayanan"),
        _("Empat belas bagian menurut UU 25/2009. Bagian yang merah belum diisi."),
    ),
    Step("formulir", _("Formulir"), _("Atur halaman dan isian. Pindahkan dengan tombol panah.")),
    Step("berkas", _("Berkas"), _("Berkas yang diminta, dan berapa lama data disimpan.")),
    Step("alur", _("Alur"), _("Siapa mengerjakan apa, berapa lama, dan apa berikutnya.")),
    Step("pesan", _("Pesan"), _("Siapa diberi tahu, kapan, dan dengan kalimat apa.")),
    Step("hasil", _("Hasil"), _("Surat atau dokumen yang diterima warga.")),
    Step("uji", _("Uji"), _("Coba draf ini sebelum warga memakainya.")),
    Step("terbitkan", _("Terbitkan"), _("Bandingkan dengan yang berlaku, lalu usulkan kepada orang kedua.")),
)
KEYS: Final = tuple(step.key for step in STEPS)


def step_of(key: str) -> Step:
    """Return a step; raises KeyError for one that is not there."""
    return next((step for step in STEPS if step.key == key), None) or _unknown(key)


def following(key: str) -> Step | None:
    """Return the step after one, None behind the last."""
    place = KEYS.index(key) + 1
    return STEPS[place] if place < len(STEPS) else None


def _unknown(key: str) -> Step:
    raise KeyError(key)
