"""Know where the kabupaten is: its desa as points with a reach, and the cells the map is drawn from.

No official boundary comes with the portal. `scripts/signal_map.py` computes the cells and says how far a desa reaches;
`manage.py import_boundaries` draws them from official boundaries instead, once somebody has them.
"""

from __future__ import annotations

import json
import math
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any, Final

from django.conf import settings
from django.utils.text import slugify

FILE: Final = Path(__file__).parent / "data" / "cells.json"
EARTH_M: Final = 6_371_000


@dataclass(frozen=True)
class Village:
    """Hold one desa as the map knows it; `reach` is how far from its point (in km) still counts as inside."""

    code: str
    name: str
    district: str
    lat: float
    lng: float
    reach: float
    path: str


@dataclass(frozen=True)
class District:
    """Hold one kecamatan as the map draws it."""

    code: str
    name: str
    short: str
    label: tuple[int, int]
    path: str
    box: tuple[int, int, int, int]

    @property
    def slug(self) -> str:
        """Return what its page is called."""
        return slugify(self.name)


@dataclass(frozen=True)
class Atlas:
    """Hold everything that is drawn."""

    size: tuple[int, int]
    villages: dict[str, Village]
    districts: dict[str, District]
    islands: tuple[tuple[str, int, int], ...]
    source: str = ""  # whose boundaries these are; "" for cells around interior points

    def by_slug(self, slug: str) -> District | None:
        """Return the kecamatan of a page."""
        return next((each for each in self.districts.values() if each.slug == slug), None)

    def of(self, district: str) -> list[Village]:
        """Return the desa of a kecamatan by name."""
        found = (each for each in self.villages.values() if each.district == district)
        return sorted(found, key=lambda each: each.name)


def atlas() -> Atlas:
    """Return the map in force: drawn from official boundaries where somebody took them in, else computed."""
    try:
        changed = settings.SIGNAL_CELLS.stat().st_mtime_ns
    except OSError:
        return computed()
    return _read(settings.SIGNAL_CELLS, changed)


def computed() -> Atlas:
    """Return the committed map, computed from interior points."""
    return _read(FILE, 0)


@lru_cache(maxsize=2)
def _read(file: Path, changed: int) -> Atlas:
    data: dict[str, Any] = json.loads(file.read_text(encoding="utf-8"))
    width, height = data["size"]
    districts = [
        District(row["code"], row["name"], row["short"], tuple(row["label"]), row["path"], tuple(row["box"]))
        for row in data["districts"]
    ]
    return Atlas(
        (width, height),
        {row["code"]: Village(**row) for row in data["desa"]},
        {each.code: each for each in districts},
        tuple((row["name"], *row["at"]) for row in data["islands"]),
        data["SOURCE"] if data.get("official") else "",
    )


def metres(lat: float, lng: float, other_lat: float, other_lng: float) -> float:
    """Return the great-circle distance (haversine)."""
    a, b = math.radians(lat), math.radians(other_lat)
    half = math.sin((b - a) / 2) ** 2
    half += math.cos(a) * math.cos(b) * math.sin(math.radians(other_lng - lng) / 2) ** 2
    return 2 * EARTH_M * math.asin(math.sqrt(half))


def nearest(lat: float, lng: float) -> tuple[Village, float]:
    """Return the desa whose point is nearest, and how far it is in km."""
    found = min(atlas().villages.values(), key=lambda each: metres(lat, lng, each.lat, each.lng))
    return found, metres(lat, lng, found.lat, found.lng) / 1000


def inside(lat: float, lng: float) -> bool:
    """Say whether a point may lie in the kabupaten: within the reach of some desa, so neither at sea nor abroad."""
    return any(metres(lat, lng, each.lat, each.lng) <= each.reach * 1000 for each in atlas().villages.values())


def far_from(lat: float, lng: float, village: str, far_km: float) -> bool:
    """Say whether a point is too far from the desa it was said to lie in.

    Interior points can lie at the far end of a desa (Cikoneng's is on an island): only a great distance is a mistake.
    """
    said = atlas().villages.get(village)
    return said is not None and metres(lat, lng, said.lat, said.lng) > far_km * 1000
