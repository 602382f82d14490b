"""Check what a form cannot: that a point lies in the kabupaten, near its desa, and that no text advertises."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from django.utils.translation import gettext as _

from foundation import adverts
from services.opd.diskominfosatik.signal import geo, rules
from services.requests.hooks import HookProblem


def check_place(answers: dict[str, Any], facts: dict[str, Any]) -> list[HookProblem]:
    """Refuse a point at sea or outside the kabupaten, one far from the chosen desa, and advertising."""
    return [*_place(answers), *_advertising(answers)]


def _place(answers: Mapping[str, Any]) -> Iterator[HookProblem]:
    point = answers.get("titik")
    if not point:
        return
    lat, lng = point["lat"], point["lng"]
    if not geo.inside(lat, lng):
        near, km = geo.nearest(lat, lng)
        sentence = _(
            "Titik ini di luar Kabupaten Serang atau di laut. Desa terdekat: %(desa)s, sekitar %(km)d km. "
            "Periksa angkanya, atau kosongkan titiknya dan pilih desa saja."
        )
        yield HookProblem("titik", sentence % {"desa": near.name, "km": round(km)})
        return
    village = geo.atlas().villages.get((answers.get("kampung") or {}).get("desa", ""))
    if village is not None and geo.far_from(lat, lng, village.code, rules.current().far_km):
        sentence = _("Titik ini jauh dari Desa %(desa)s. Periksa titiknya, atau pilih desa yang lain.")
        yield HookProblem("titik", sentence % {"desa": village.name})


def _advertising(answers: Mapping[str, Any]) -> Iterator[HookProblem]:
    texts = (answers.get("kampung") or {}).values()
    if any(adverts.advertises(str(text)) for text in texts):  # a place has no address on the web
        yield HookProblem("kampung", _("Hapus alamat situs atau iklan dari alamat. Cukup tulis tempatnya."))
