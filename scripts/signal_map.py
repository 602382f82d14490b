"""Compute the schematic map of the kabupaten: cells around the interior points of its 326 desa.

No official boundary is drawn: every spot belongs to the nearest interior point, and a spot too far from all of them to
no desa at all (sea, Kota Serang, Kota Cilegon, neighbours). Run it again when
desa.csv changes; the result is committed.

    python scripts/signal_map.py
"""

from __future__ import annotations

import csv
import json
import math
import sys
from pathlib import Path
from typing import Final

ROOT: Final = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from services.opd.diskominfosatik.signal.drawing import area, box, centre, dedupe, labels, outline, path  # noqa: E402

SOURCE: Final = ROOT / "agencies" / "data"
TARGET: Final = ROOT / "services" / "opd" / "diskominfosatik" / "signal" / "data" / "cells.json"
# The inhabited islands (Kepmendagri 300.2.2-2138/2025 as typed in github.com/cahyadsn/wilayah, MIT). Each holds the
# interior point of a desa and so has its cell; the others are rocks too small to be drawn.
ISLANDS: Final = (
    ("P. Sangiang", -5.9559, 105.8533),
    ("P. Tunda", -5.8125, 106.2799),
    ("P. Panjang", -5.9311, 106.1532),
)
KM_LAT: Final = 110.574
KM_LNG: Final = 111.32 * math.cos(math.radians(6.15))
# What fits into a cell on a telephone.
SHORT: Final = (
    "Kramatwatu KRW,Waringinkurung WRK,Bojonegara BJN,Pulo Ampel PLA,Ciruas CRS,Kragilan KRG,Pontang PTG,Tirtayasa TRY,"
    "Tanara TNR,Cikande CKD,Kibin KBN,Carenang CRN,Binuang BNG,Petir PTR,Tunjung Teja TJT,Baros BRS,Cikeusal CKS,"
    "Pamarayan PMR,Kopo KPO,Jawilan JWL,Ciomas CMS,Pabuaran PBR,Padarincang PDC,Anyar ANY,Cinangka CNK,Mancak MCK,"
    "Gunungsari GNS,Bandung BDG,Lebak Wangi LBW"
)
WIDTH: Final = 760
# A spot this far (in km) from a desa still counts as inside: the third neighbour says how wide a desa is. Measured
# against every corner of the simplified public boundaries: none of 21,751 is refused.
MARGIN: Final = 1.0
WIDEST: Final = 9.5
# What is drawn is narrower, so that coast and cities show.
DRAWN: Final = 0.8
GRID: Final = 1.1  # km between the points that stand for "not ours"

Point = tuple[float, float]


def rows(name: str) -> list[dict[str, str]]:
    """Return the rows of a reference file without its line of sources."""
    with (SOURCE / name).open(encoding="utf-8") as file:
        return list(csv.DictReader(line for line in file if not line.startswith("#")))


def plane(row: dict[str, str]) -> Point:
    """Return kilometres east and south of the corner 5.7 S 105.7 E."""
    return (float(row["longitude"]) - 105.7) * KM_LNG, (-5.7 - float(row["latitude"])) * KM_LAT


def clipped(cell: list[Point], own: Point, other: Point) -> list[Point]:
    """Return the part of a convex cell that is nearer to `own` than to `other`."""
    middle = ((own[0] + other[0]) / 2, (own[1] + other[1]) / 2)
    way = (other[0] - own[0], other[1] - own[1])

    def beyond(p: Point) -> float:
        return (p[0] - middle[0]) * way[0] + (p[1] - middle[1]) * way[1]

    kept: list[Point] = []
    for index, here in enumerate(cell):
        before = cell[index - 1]
        a, b = beyond(before), beyond(here)
        if (a < 0) != (b < 0):
            part = a / (a - b)
            kept.append((before[0] + (here[0] - before[0]) * part, before[1] + (here[1] - before[1]) * part))
        if b < 0:
            kept.append(here)
    return kept


def cell_of(own: Point, others: list[Point]) -> list[Point]:
    """Return the Voronoi cell of a point; far neighbours cannot cut it any more."""
    x, y = own
    cell: list[Point] = [(x - 9, y - 9), (x + 9, y - 9), (x + 9, y + 9), (x - 9, y + 9)]
    for other in sorted(others, key=lambda p: math.dist(own, p)):
        if math.dist(own, other) > 2 * max(math.dist(own, corner) for corner in cell):
            break
        cell = clipped(cell, own, other)
    return cell


def outside(points: dict[str, Point], drawn: dict[str, float]) -> list[Point]:
    """Return a grid of points that belong to no desa; every second row is shifted, so that no four are square."""
    found = []
    for line in range(-10, 80):
        for column in range(-10, 110):
            spot = ((column + line % 2 / 2) * GRID + line * 1e-4, line * GRID + column * 1e-4)
            if all(math.dist(spot, point) > drawn[code] for code, point in points.items()):
                found.append(spot)
    return found


def main() -> None:
    """Write cells.json."""
    desa, districts = rows("desa.csv"), rows("kecamatan.csv")
    points = {row["code"]: plane(row) for row in desa}
    third = {c: sorted(math.dist(p, q) for q in points.values())[3] for c, p in points.items()}
    reach = {code: min(third[code] + MARGIN, WIDEST) for code in points}
    drawn = {code: min(max(third[code] * DRAWN, 1.2), 3.0) for code in points}
    everyone = [*points.values(), *outside(points, drawn)]
    short = dict(entry.rsplit(" ", 1) for entry in SHORT.split(","))
    raw = {code: cell_of(point, [p for p in everyone if p != point]) for code, point in points.items()}
    corners = [corner for cell in raw.values() for corner in cell]
    left, top = min(x for x, _y in corners) - 9, min(y for _x, y in corners) - 1
    scale = WIDTH / (max(x for x, _y in corners) + 1 - left)

    def drawn_at(p: Point) -> tuple[int, int]:
        return round((p[0] - left) * scale), round((p[1] - top) * scale)

    cells = {code: [drawn_at(corner) for corner in cell] for code, cell in raw.items()}
    outlines = {
        row["name"]: outline([dedupe(cells[d["code"]]) for d in desa if d["district"] == row["code"]])
        for row in districts
    }
    middles = {name: centre(max(rings, key=lambda ring: abs(area(ring)))) for name, rings in outlines.items()}
    written = labels(middles)
    result = {
        "SOURCE": "computed by scripts/signal_map.py from the interior points of agencies/data/desa.csv",
        "size": [WIDTH, round((max(y for _x, y in corners) + 1 - top) * scale)],
        "desa": [
            {
                "code": row["code"],
                "name": row["name"],
                "district": row["district"],
                "lat": float(row["latitude"]),
                "lng": float(row["longitude"]),
                "reach": round(reach[row["code"]], 2),
                "path": path([dedupe(cells[row["code"]])]),
            }
            for row in desa
        ],
        "districts": [
            {
                "code": row["code"],
                "name": row["name"],
                "short": short[row["name"]],
                "label": written[row["name"]],
                "path": path(outlines[row["name"]]),
                "box": box([c for d in desa if d["district"] == row["code"] for c in cells[d["code"]]]),
            }
            for row in districts
        ],
        "islands": [
            {"name": name, "at": drawn_at(plane({"latitude": str(lat), "longitude": str(lng)}))}
            for name, lat, lng in ISLANDS
        ],
    }
    TARGET.write_text(json.dumps(result, ensure_ascii=False, indent=0) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
