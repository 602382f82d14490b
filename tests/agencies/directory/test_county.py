"""Who heads the county is found first, never invented, and held by one person at a time like every office."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest
import time_machine
from django.test import Client

from agencies import actions
from agencies.models import Acting, Agency, Official, Unit
from tests import kept

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _world() -> Any:
    kept.reference()
    with time_machine.travel("2026-11-25T05:00:00Z", tick=False):
        yield


def name(code: str, who: str, since: str, acting: str = "") -> Official:
    unit = Unit.objects.get(agency="setda", code=code)
    row = Official(agency_id="setda", unit=unit, position=unit.name, name=who, since=dt.date.fromisoformat(since))
    row.acting = acting
    actions.install(row)
    return row


def main(path: str) -> str:
    return Client().get(path).content.decode().partition("<main")[2].partition("</main")[0]


def test_nobody_is_invented_and_who_fills_it_in_is_said(django_assert_max_num_queries: Callable[[int], Any]) -> None:
    with django_assert_max_num_queries(3):
        page = main("/pejabat/")
    assert page.index("Bupati · Kabupaten Serang") < page.index("Wakil Bupati · Kabupaten Serang")
    assert page.index("Wakil Bupati") < page.index("Sekretaris Daerah")
    assert page.count("Belum diisi oleh admin Setda") == 3


@pytest.mark.parametrize("asked", ["siapa bupati", "Bupati Serang", "siapakah nama wakil bupati?"])
def test_who_asks_for_the_bupati_is_answered_once(asked: str) -> None:
    name("bupati", "Contoh Satu", "2026-01-05")
    name("wakil-bupati", "Contoh Dua", "2026-01-05")
    page = main(f"/pejabat/?q={asked}")
    assert page.count("Wakil Bupati ·") == 1
    assert page.count("Contoh Dua") == 1
    assert "Kepala Dinas" not in page


def test_a_successor_ends_the_term_and_the_former_one_stays_known() -> None:
    first = name("bupati", "Contoh Satu", "2021-02-26")
    name("bupati", "Contoh Dua", "2026-03-01")
    first.refresh_from_db()
    assert first.until == dt.date(2026, 2, 28)
    page = main("/opd/setda/")
    assert "Contoh Dua" in page
    assert "Yang menjabat sebelumnya" in page
    assert page.index("Kepala daerah") > page.index("Susunan")
    with pytest.raises(actions.TermsClash):
        name("bupati", "Contoh Tiga", "2026-03-01")


def test_an_acting_bupati_carries_the_status() -> None:
    name("bupati", "Contoh Satu", "2026-01-05", Acting.PJ)
    assert "Pj. Contoh Satu" in main("/pejabat/?q=bupati")


def test_the_offices_are_no_part_of_the_structure_and_no_office_of_their_own() -> None:
    structure = main("/opd/setda/").partition("Susunan")[2].partition("</section>")[0]
    assert "Bupati" not in structure
    assert "Bupati" not in main("/opd/")
    assert "Bupati" not in main("/opd/dinkes/")


def test_without_the_agency_that_keeps_them_they_are_not_shown() -> None:
    Agency.objects.filter(pk="setda").update(is_active=False)
    assert "Bupati ·" not in main("/pejabat/")
