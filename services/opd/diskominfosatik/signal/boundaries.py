"""Read official boundaries: everything is checked before anything is drawn, and what is drawn is coarse and small."""

from __future__ import annotations

import json
import math
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from django.conf import settings
from django.utils.translation import gettext as _

from services.opd.diskominfosatik.signal import drawing, geo

LARGEST: Final = 80_000_000  # bytes
CODE_NAMES: Final = ("kode", "code", "kode_desa", "kd_desa", "kemendagri", "kdepum")
# A little more than the kabupaten, islands included: what lies elsewhere is not ours, or not in degrees.
WEST, SOUTH, EAST, NORTH = 105.6, -6.6, 106.7, -5.6
KM_LAT: Final = 110.574
KM_LNG: Final = 111.32 * math.cos(math.radians(6.15))
WIDTH: Final = 760
STEP: Final = 3  # corners stand on every third point of the drawing, about 300 metres apart

GeoRing = list[tuple[float, float]]
_CODE: Final = re.compile(r"(\d\d)\.?(\d\d)\.?(\d\d)\.?(\d{4})")


class Refused(Exception):
    """Say in sentences why a file cannot be used; nothing was written."""

    def __init__(self, sentences: Iterable[str]) -> None:
        """Keep the sentences."""
        self.sentences = list(sentences)
        super().__init__("\n".join(self.sentences))


@dataclass(frozen=True)
class Result:
    """Hold what would be, or was, written."""

    cells: dict[str, Any]
    text: str


def read(path: Path) -> dict[str, list[GeoRing]]:
    """Return the outer rings of every desa by code; raises Refused with everything that is wrong."""
    if path.stat().st_size > LARGEST:
        raise Refused([_("Berkas lebih besar dari %(n)d MB. Sederhanakan dulu.") % {"n": LARGEST // 1_000_000}])
    try:
        data = json.loads(path.read_text(encoding="utf-8-sig"))
        features = data["features"]
    except (ValueError, KeyError, TypeError, RecursionError) as broken:
        raise Refused([_("Berkas ini bukan GeoJSON FeatureCollection.")]) from broken
    found: dict[str, list[GeoRing]] = {}
    wrong: list[str] = []
    for number, feature in enumerate(features if isinstance(features, list) else [], 1):
        try:
            code = _code(feature)
            found.setdefault(code, []).extend(_rings(feature))
        except ValueError as said:
            wrong.append(_("Baris %(n)d: %(said)s") % {"n": number, "said": said})
    wrong += _whole(found)
    if wrong:
        raise Refused(wrong)
    return found


def _code(feature: Any) -> str:
    given = feature.get("properties") if isinstance(feature, Mapping) else None
    named = {str(key).lower(): value for key, value in (given or {}).items()}
    text = next((str(named[name]) for name in CODE_NAMES if named.get(name)), "")
    match = _CODE.fullmatch(text.strip())
    if match is None:
        raise ValueError(_("tidak ada kode desa, misalnya 36.04.05.2001."))
    return ".".join(match.groups())


def _rings(feature: Mapping[str, Any]) -> Iterator[GeoRing]:
    shape = feature.get("geometry") or {}
    kind, parts = shape.get("type"), shape.get("coordinates")
    if kind not in {"Polygon", "MultiPolygon"} or not isinstance(parts, list) or not parts:
        raise ValueError(_("bentuknya harus Polygon atau MultiPolygon."))
    for polygon in parts if kind == "MultiPolygon" else [parts]:
        if not isinstance(polygon, list) or not polygon:
            raise ValueError(_("bentuknya kosong."))
        yield _ring(polygon[0])  # holes are cells of their own, of whoever lies inside


def _ring(raw: Any) -> GeoRing:
    try:
        ring = [(float(corner[0]), float(corner[1])) for corner in raw]
    except (TypeError, ValueError, IndexError) as broken:
        raise ValueError(_("ada titik yang bukan angka.")) from broken
    if len(ring) < 4 or ring[0] != ring[-1]:
        raise ValueError(_("garis batasnya tidak tertutup."))
    for lng, lat in ring:
        if WEST <= lng <= EAST and SOUTH <= lat <= NORTH:
            continue
        if WEST <= lat <= EAST and SOUTH <= lng <= NORTH:
            raise ValueError(_("lintang dan bujur tertukar. GeoJSON menulis bujur lebih dulu."))
        raise ValueError(_("ada titik di luar Kabupaten Serang. Pakai derajat WGS84."))
    return ring


def _whole(found: Mapping[str, Any]) -> list[str]:
    known = set(geo.computed().villages)
    missing, strange = sorted(known - set(found)), sorted(set(found) - known)
    said = []
    if missing:
        said.append(_("%(n)d desa tidak ada di berkas: %(codes)s") % {"n": len(missing), "codes": _some(missing)})
    if strange:
        said.append(_("%(n)d kode bukan desa kita: %(codes)s") % {"n": len(strange), "codes": _some(strange)})
    return said


def _some(codes: list[str]) -> str:
    return ", ".join(codes[:8]) + (", …" if len(codes) > 8 else "")


def draw(found: Mapping[str, list[GeoRing]], source: str) -> Result:
    """Return the cells of these boundaries, coarse enough for one page of 50 KB."""
    corners = [_plane(corner) for rings in found.values() for ring in rings for corner in ring]
    left, top = min(x for x, _y in corners) - 1, min(y for _x, y in corners) - 1
    scale = WIDTH / (max(x for x, _y in corners) + 1 - left)

    def at(corner: tuple[float, float]) -> drawing.Corner:
        x, y = _plane(corner)
        return round((x - left) * scale / STEP) * STEP, round((y - top) * scale / STEP) * STEP

    cells = {code: [_drawn([at(corner) for corner in ring[:-1]]) for ring in rings] for code, rings in found.items()}
    cells = {code: [ring for ring in rings if ring] or [_dot(at(found[code][0][0]))] for code, rings in cells.items()}
    height = round((max(y for _x, y in corners) + 1 - top) * scale)
    old = geo.computed()
    villages = [_village(old.villages[code], cells[code]) for code in sorted(cells)]
    districts = [_district(each, [cells[v.code] for v in old.of(each.code)]) for each in old.districts.values()]
    written = drawing.labels({each["name"]: each["label"] for each in districts})
    districts = [each | {"label": written[each["name"]]} for each in districts]
    data = {"SOURCE": source, "official": True, "size": [WIDTH, height], "desa": villages, "districts": districts}
    data["islands"] = []
    return Result(data, json.dumps(data, ensure_ascii=False, indent=0) + "\n")


def _plane(corner: tuple[float, float]) -> tuple[float, float]:
    return (corner[0] - 105.7) * KM_LNG, (-5.7 - corner[1]) * KM_LAT


def _drawn(ring: drawing.Ring) -> drawing.Ring:
    """Return a ring that runs the way all others do, or nothing where it is smaller than the drawing shows."""
    ring = drawing.dedupe(ring)
    if len(ring) < 3 or not drawing.area(ring):
        return []
    return ring if drawing.area(ring) > 0 else ring[::-1]


def _dot(corner: drawing.Corner) -> drawing.Ring:
    x, y = corner
    return [(x, y), (x + STEP, y), (x + STEP, y + STEP), (x, y + STEP)]


def _village(old: geo.Village, rings: list[drawing.Ring]) -> dict[str, Any]:
    place = {"code": old.code, "name": old.name, "district": old.district, "lat": old.lat, "lng": old.lng}
    return place | {"reach": old.reach, "path": drawing.path(_straight(rings))}


def _district(old: geo.District, villages: list[list[drawing.Ring]]) -> dict[str, Any]:
    rings = [ring for each in villages for ring in each]
    border = drawing.outline(rings)
    middle = drawing.centre(max(border, key=lambda ring: abs(drawing.area(ring))))
    box = drawing.box(corner for ring in rings for corner in ring)
    place = {"code": old.code, "name": old.name, "short": old.short, "label": middle}
    return place | {"path": drawing.path(_straight(border)), "box": box}


def _straight(rings: Iterable[drawing.Ring]) -> list[drawing.Ring]:
    return [drawing.straighten(ring) or ring for ring in rings]


def keep(result: Result) -> Path:
    """Write the cells where the map looks first; the computed ones stay beneath."""
    target: Path = settings.SIGNAL_CELLS
    target.parent.mkdir(parents=True, exist_ok=True)
    fresh = target.with_suffix(".baru")
    fresh.write_text(result.text, encoding="utf-8")
    fresh.replace(target)
    return target
