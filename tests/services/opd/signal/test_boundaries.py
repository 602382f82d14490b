"""Official boundaries replace the computed cells only when every desa is there and every line can be believed."""

from __future__ import annotations

import copy
import json
from collections.abc import Callable
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.test import Client

from services.opd.diskominfosatik.signal import drawing, geo
from tests.services.desk.world import words

HALF = 0.004
Bend = Callable[[list[dict[str, Any]]], Any]


@pytest.fixture(autouse=True)
def own_place(settings: Any, tmp_path: Path) -> None:
    settings.SIGNAL_CELLS = tmp_path / "peta" / "cells.json"


def square(lng: float, lat: float) -> list[list[float]]:
    """Return a closed ring around a point."""
    corners = ((-1, -1), (1, -1), (1, 1), (-1, 1), (-1, -1))
    return [[round(lng + x * HALF, 6), round(lat + y * HALF, 6)] for x, y in corners]


def features() -> list[dict[str, Any]]:
    """Return a made-up shape for every desa: a square around its point, no real boundary."""
    return [
        {
            "type": "Feature",
            "properties": {"KODE_DESA": each.code.replace(".", "")},
            "geometry": {"type": "Polygon", "coordinates": [square(each.lng, each.lat)]},
        }
        for each in geo.computed().villages.values()
    ]


def file(tmp_path: Path, rows: list[dict[str, Any]]) -> str:
    target = tmp_path / "batas.geojson"
    target.write_text(json.dumps({"type": "FeatureCollection", "features": rows}), encoding="utf-8")
    return str(target)


def run(path: str, *more: str) -> str:
    said = StringIO()
    call_command("import_boundaries", path, "--source=Batas uji, bukan resmi", *more, stdout=said)
    return said.getvalue()


def test_a_dry_run_checks_and_writes_nothing(tmp_path: Path, settings: Any) -> None:
    said = run(file(tmp_path, features()), "--dry-run")
    assert "326 desa, 29 kecamatan" in said
    assert not settings.SIGNAL_CELLS.exists()


@pytest.mark.django_db
def test_the_map_is_drawn_from_what_was_taken_in_and_says_whose_it_is(client: Client, tmp_path: Path) -> None:
    assert "bukan batas wilayah resmi" in words(client.get("/sinyal/"))
    run(file(tmp_path, features()))
    assert geo.atlas().source == "Batas uji, bukan resmi"
    page = client.get("/sinyal/")
    assert page.content.decode().count('<path class="cell') == 29
    assert "Batas wilayah disederhanakan dari Batas uji" in words(page)
    assert len(page.content) < 60_000
    assert "Batas uji" in words(client.get("/sinyal/mancak/"))


def test_a_boundary_in_many_parts_is_taken_whole(tmp_path: Path) -> None:
    rows = features()
    first = rows[0]["geometry"]["coordinates"][0]
    moved = [[lng + 0.02, lat] for lng, lat in first]
    rows[0]["geometry"] = {"type": "MultiPolygon", "coordinates": [[first], [moved]]}
    run(file(tmp_path, rows))
    code = next(iter(geo.computed().villages))
    assert geo.atlas().villages[code].path.count("M") == 2


def _open(rows: list[dict[str, Any]]) -> None:
    rows[0]["geometry"]["coordinates"][0].pop()


def _swap(rows: list[dict[str, Any]]) -> None:
    rows[0]["geometry"]["coordinates"][0] = [[b, a] for a, b in rows[0]["geometry"]["coordinates"][0]]


def _metres(rows: list[dict[str, Any]]) -> None:
    rows[0]["geometry"]["coordinates"][0] = [[a * 6000, b * 1e5] for a, b in rows[0]["geometry"]["coordinates"][0]]


def _words(rows: list[dict[str, Any]]) -> None:
    rows[0]["geometry"]["coordinates"][0][1] = ["x", None]


def _strange(rows: list[dict[str, Any]]) -> None:
    extra = copy.deepcopy(rows[0])
    extra["properties"] = {"kode": "36.73.01.1001"}
    rows.append(extra)


def _nameless(rows: list[dict[str, Any]]) -> None:
    rows[0]["properties"] = {"nama": "Kramatwatu"}


def _line(rows: list[dict[str, Any]]) -> None:
    rows[0]["geometry"]["type"] = "LineString"


@pytest.mark.parametrize(
    ("bend", "said"),
    [
        (list.pop, "1 desa tidak ada di berkas"),
        (_open, "tidak tertutup"),
        (_swap, "lintang dan bujur tertukar"),
        (_metres, "di luar Kabupaten Serang"),
        (_words, "bukan angka"),
        (_strange, "1 kode bukan desa kita: 36.73.01.1001"),
        (_nameless, "tidak ada kode desa"),
        (_line, "Polygon atau MultiPolygon"),
        (list.clear, "326 desa tidak ada"),
    ],
    ids=["one missing", "open ring", "swapped", "metres", "words", "a stranger", "no code", "a line", "empty"],
)
def test_what_cannot_be_believed_is_refused_whole(tmp_path: Path, settings: Any, bend: Bend, said: str) -> None:
    rows = features()
    bend(rows)
    with pytest.raises(CommandError, match=said):
        run(file(tmp_path, rows))
    assert not settings.SIGNAL_CELLS.exists()


@pytest.mark.parametrize("text", ["", "[]", "{}", "bukan json", '{"features": 7}'])
def test_what_is_no_geojson_is_refused(tmp_path: Path, text: str) -> None:
    target = tmp_path / "lain.geojson"
    target.write_text(text, encoding="utf-8")
    with pytest.raises(CommandError):
        run(str(target))
    with pytest.raises(CommandError, match="Berkas tidak ada"):
        run(str(tmp_path / "hilang.geojson"))


def test_two_cells_that_touch_have_one_border() -> None:
    left, right = [(0, 0), (3, 0), (3, 3), (0, 3)], [(3, 0), (6, 0), (6, 3), (3, 3)]
    (ring,) = drawing.outline([left, right])
    assert sorted(drawing.straighten(ring)) == [(0, 0), (0, 3), (6, 0), (6, 3)]
