"""The map is our own, and knows sea and neighbours from the kabupaten."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest

from scripts import signal_map
from services.opd.diskominfosatik.signal import geo, hooks


def test_the_map_has_29_kecamatan_and_326_desa_each_with_a_cell() -> None:
    atlas = geo.atlas()
    assert (len(atlas.districts), len(atlas.villages)) == (29, 326)
    shape = re.compile(r"(M-?\d+ -?\d+l[-\d ]+z)+")
    assert all(shape.fullmatch(each.path) for each in (*atlas.districts.values(), *atlas.villages.values()))
    assert {village.district for village in atlas.villages.values()} == set(atlas.districts)


def test_every_kecamatan_has_a_page_of_its_own() -> None:
    districts = geo.atlas().districts.values()
    assert len({each.slug for each in districts}) == 29
    assert all(geo.atlas().by_slug(each.slug) == each for each in districts)


def test_the_committed_map_is_what_the_script_computes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(signal_map, "TARGET", tmp_path / "cells.json")
    signal_map.main()
    assert json.loads((tmp_path / "cells.json").read_text()) == json.loads(geo.FILE.read_text())


def test_the_middle_of_every_desa_is_inside() -> None:
    assert all(geo.inside(each.lat, each.lng) for each in geo.atlas().villages.values())


@pytest.mark.parametrize(
    ("lat", "lng"),
    [(-5.90, 106.35), (-6.10, 105.77), (-6.17, 106.83), (-6.31, 106.10), (-6.9, 107.6)],
    ids=["Java Sea", "Sunda Strait", "Jakarta", "Pandeglang", "Bandung"],
)
def test_sea_and_neighbours_are_outside(lat: float, lng: float) -> None:
    assert not geo.inside(lat, lng)
    [problem] = hooks.check_place({"titik": {"lat": lat, "lng": lng}}, {})
    assert problem.field == "titik"
    assert "Desa terdekat" in problem.sentence


def test_a_degree_of_latitude_is_as_long_as_it_is() -> None:
    assert geo.metres(-6, 106, -7, 106) == pytest.approx(111_195, abs=5)
    assert geo.metres(-6, 106, -6, 107) == pytest.approx(110_586, abs=5)


@pytest.mark.django_db
def test_a_point_far_from_the_chosen_desa_is_questioned() -> None:
    far = {"titik": {"lat": -6.0657, "lng": 106.1193}, "kampung": {"desa": "36.04.05.2001"}}
    assert hooks.check_place(far, {}) == []
    [problem] = hooks.check_place(far | {"kampung": {"desa": max(geo.atlas().villages)}}, {})
    assert (problem.field, "jauh dari Desa" in problem.sentence) == ("titik", True)


@pytest.mark.parametrize("text", ["slot gacor hari ini", "lihat www.contoh.id", "https://contoh.id", "maxwin88.com"])
def test_advertising_is_refused(text: str) -> None:
    answers: dict[str, Any] = {"kampung": {"kampung": "Kp. Pasir", "patokan": text}}
    [problem] = hooks.check_place(answers, {})
    assert problem.field == "kampung"


@pytest.mark.parametrize("text", ["Kp. Judin RT 01", "Jl. Raya Anyer km 12", "dekat masjid Al-Falah, rumah no. 7"])
def test_a_place_is_no_advertising(text: str) -> None:
    assert hooks.check_place({"kampung": {"kampung": text}}, {}) == []


def test_who_has_no_gps_is_not_refused() -> None:
    assert hooks.check_place({"kampung": {"kampung": "Kp. Pasir", "desa": "36.04.05.2001"}}, {}) == []
