"""One office, one holder at a time: the form says it in sentences, the database holds it whoever writes."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
import time_machine
from django.db import IntegrityError, transaction

from agencies import actions, terms
from agencies.forms import OfficialForm, UnitForm
from agencies.models import Official, Unit
from tests import kept

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _world() -> Any:
    kept.reference()
    with time_machine.travel("2026-11-25T05:00:00Z", tick=False):
        yield


def head(name: str, since: str = "", until: str = "", acting: str = "", **fields: Any) -> Official:
    """Return a head of Dinkes, not yet saved."""
    return Official(
        agency_id="dinkes", position="Kepala Dinas", is_head=True, name=name, acting=acting,
        since=dt.date.fromisoformat(since) if since else None,
        until=dt.date.fromisoformat(until) if until else None, **fields,
    )  # fmt: skip


def said(official: Official, **changes: str) -> str:
    """Return what the form says about a term; nothing when it would be taken."""
    data = {
        "agency": official.agency_id, "position": official.position, "is_head": "on" if official.is_head else "",
        "unit": official.unit_id or "", "name": official.name, "acting": official.acting,
        "since": official.since or "", "until": official.until or "", "source": "",
    } | changes  # fmt: skip
    form = OfficialForm(data, instance=Official.objects.filter(pk=official.pk).first())
    return "" if form.is_valid() else str(form.errors)


def test_naming_the_first_head_takes_the_empty_seat() -> None:
    assert said(head("Satu Contoh", "2025-01-02")) == ""
    assert actions.install(head("Satu Contoh", "2025-01-02")) is None
    assert Official.objects.get(agency="dinkes").name == "Satu Contoh"


def test_a_successor_ends_the_term_of_whoever_had_no_end_date() -> None:
    first, second = head("Satu Contoh", "2020-01-01"), head("Dua Contoh", "2026-11-25")
    actions.install(first)
    assert said(second) == ""
    assert actions.install(second) == first
    first.refresh_from_db()
    assert first.until == dt.date(2026, 11, 24)


def test_a_head_whose_beginning_nobody_knows_makes_way_too() -> None:
    first = head("Satu Contoh")
    actions.install(first)
    actions.install(head("Dua Contoh", "2026-01-01"))
    first.refresh_from_db()
    assert first.until == dt.date(2025, 12, 31)


def test_the_same_day_is_nobody_s_twice() -> None:
    actions.install(head("Satu Contoh", "2026-01-01"))
    error = said(head("Dua Contoh", "2026-01-01"))
    assert "bertumpuk dengan Satu Contoh (1 Januari 2026 sampai sekarang)" in error


def test_a_successor_without_a_beginning_is_asked_for_it() -> None:
    actions.install(head("Satu Contoh", "2020-01-01"))
    assert "Isi tanggal mulai. Jabatan ini sudah dipegang Satu Contoh" in said(head("Dua Contoh"))


@pytest.mark.parametrize(
    ("since", "until"),
    [("2019-06-01", "2020-01-01"), ("2022-12-31", "2023-06-30"), ("2020-06-01", "2021-06-01"),
     ("2019-01-01", "2024-12-31")],
)  # fmt: skip
def test_terms_of_the_past_that_share_a_day_are_refused(since: str, until: str) -> None:
    actions.install(head("Satu Contoh", "2020-01-01", "2022-12-31"))
    other = head("Dua Contoh", since, until)
    assert "bertumpuk dengan Satu Contoh" in said(other)
    with pytest.raises(actions.TermsClash):
        actions.install(other)


def test_history_beside_the_present_head_ends_nobody() -> None:
    present = head("Satu Contoh", "2023-01-01")
    actions.install(present)
    assert actions.install(head("Dahulu Contoh", "2019-01-01", "2022-12-31")) is None
    present.refresh_from_db()
    assert present.until is None


def test_history_before_a_head_of_unknown_beginning_asks_for_that_beginning() -> None:
    actions.install(head("Satu Contoh"))
    assert "Isi dulu tanggal mulai Satu Contoh" in said(head("Dahulu Contoh", "2019-01-01", "2022-12-31"))


def test_a_plh_stands_beside_but_two_of_them_do_not() -> None:
    first = head("Satu Contoh", "2020-01-01")
    actions.install(first)
    actions.install(head("Harian Contoh", "2026-11-24", "2026-11-28", "plh"))
    first.refresh_from_db()
    assert first.until is None
    assert "bertumpuk dengan Harian Contoh" in said(head("Lain Contoh", "2026-11-28", "2026-11-30", "plh"))
    assert said(head("Lain Contoh", "2026-11-29", "2026-11-30", "plh")) == ""


@pytest.mark.parametrize("acting", ["plt", "pj"])
def test_plt_and_pj_hold_the_office_alone(acting: str) -> None:
    first = head("Satu Contoh", "2020-01-01")
    actions.install(first)
    actions.install(head("Pelaksana Contoh", "2026-11-01", acting=acting))
    first.refresh_from_db()
    assert first.until == dt.date(2026, 10, 31)


@pytest.mark.parametrize(
    ("since", "until", "sentence"),
    [
        ("2026-02-01", "2026-01-31", "tidak boleh mendahului tanggal mulai"),
        ("2206-01-01", "", "lebih dari setahun lagi"),
        ("2026-02-30", "", "tanggal"),
        ("kemarin", "", "tanggal"),
    ],
)
def test_dates_that_cannot_be_are_refused_in_a_sentence(since: str, until: str, sentence: str) -> None:
    error = said(head("Satu Contoh"), since=since, until=until)
    assert sentence in error.lower()


def test_a_term_without_a_name_means_nothing() -> None:
    assert "Isi nama pejabatnya" in said(head("  ", "2026-01-01"))


def test_a_head_leads_no_unit_in_the_same_row_and_no_unit_of_others() -> None:
    own = Unit.objects.create(agency_id="dinkes", code="a", name="Bidang A")
    foreign = Unit.objects.create(agency_id="dlh", code="a", name="Bidang A")
    assert "tidak sekaligus memimpin unit" in said(head("Satu Contoh", unit=own))
    assert "milik OPD lain" in said(Official(agency_id="dinkes", position="Kabid", name="Satu Contoh", unit=foreign))


def test_a_unit_has_one_leader_too() -> None:
    unit = Unit.objects.create(agency_id="dinkes", code="a", name="Bidang A")
    fields: dict[str, Any] = {"agency_id": "dinkes", "position": "Kabid", "unit": unit}
    first = Official(name="Satu Contoh", since=dt.date(2025, 1, 1), **fields)
    actions.install(first)
    assert actions.install(Official(name="Dua Contoh", since=dt.date(2026, 1, 1), **fields)) == first
    assert "bertumpuk" in said(Official(name="Tiga Contoh", since=dt.date(2025, 6, 1), **fields))


def test_offices_that_many_hold_do_not_meet() -> None:
    for name in ("Satu Contoh", "Dua Contoh"):
        actions.install(Official(agency_id="dinkes", position="Staf Ahli", name=name, since=dt.date(2026, 1, 1)))
    assert Official.objects.filter(position="Staf Ahli").count() == 2


def test_a_term_can_be_shortened_without_meeting_itself() -> None:
    row = head("Satu Contoh", "2020-01-01")
    actions.install(row)
    assert said(row, until="2026-12-31") == ""
    row.until = dt.date(2026, 12, 31)
    assert actions.install(row) is None


def late() -> None:
    """Move a term so that it meets another one, past every form and action."""
    row = head("Dua Contoh", "2023-01-01", "2023-12-31")
    row.save()
    Official.objects.filter(pk=row.pk).update(since=dt.date(2022, 12, 31))


WAYS: dict[str, Any] = {
    "create": lambda: head("Dua Contoh", "2022-06-01", "2023-12-31").save(),
    "bulk": lambda: Official.objects.bulk_create([head("Dua Contoh", "2022-06-01", "2023-12-31")]),
    "update": late,
}


@pytest.mark.parametrize("way", sorted(WAYS))
def test_the_database_refuses_two_holders_whoever_writes(way: str) -> None:
    actions.install(head("Satu Contoh", "2020-01-01", "2022-12-31"))
    with pytest.raises(IntegrityError, match="two people cannot hold one office"), transaction.atomic():
        WAYS[way]()


def test_the_database_knows_no_two_heads_without_an_end() -> None:
    actions.install(head("Satu Contoh", "2020-01-01"))
    with pytest.raises(IntegrityError), transaction.atomic():
        head("Dua Contoh", "2026-01-01").save()
    head("Harian Contoh", "2026-01-01", acting="plh").save()
    with pytest.raises(IntegrityError), transaction.atomic():
        head("Lain Contoh", acting="plh").save()


def test_loading_the_reference_again_brings_no_empty_seat_back() -> None:
    actions.install(head("Satu Contoh", "2020-01-01"))
    kept.reference()
    assert Official.objects.filter(agency="dinkes", is_head=True).count() == 1


def test_a_term_is_written_with_what_is_unknown() -> None:
    assert terms.term_text(head("Satu Contoh")) == "tanggal mulai belum diisi sampai sekarang"
    assert terms.term_text(head("Satu Contoh", "2026-01-02", "2026-02-03")) == "2 Januari 2026 sampai 3 Februari 2026"


def test_units_form_a_tree_inside_their_agency() -> None:
    one = Unit.objects.create(agency_id="dlh", code="a", name="Unit Satu")
    two = Unit.objects.create(agency_id="dlh", code="b", name="Unit Dua", parent=one)
    foreign = Unit.objects.create(agency_id="dinkes", code="a", name="Unit Lain")
    data = {"agency": "dlh", "code": "a", "name": "Unit Satu", "rank": "0"}
    for parent, sentence in ((one, "di bawah dirinya"), (two, "di bawah dirinya"), (foreign, "milik OPD lain")):
        form = UnitForm({**data, "parent": parent.pk}, instance=Unit.objects.get(pk=one.pk))
        assert sentence in str(form.errors["parent"])
    assert UnitForm(data, instance=one).is_valid()
    with pytest.raises(IntegrityError), transaction.atomic():
        Unit.objects.filter(pk=one.pk).update(parent=one)


def test_a_structure_deeper_than_it_can_be_drawn_is_refused() -> None:
    parent = None
    for level in range(6):
        parent = Unit.objects.create(agency_id="dlh", code=f"t{level}", name=f"Tingkat {level}", parent=parent)
    assert parent is not None
    form = UnitForm({"agency": "dlh", "code": "t6", "name": "Tingkat 6", "rank": "0", "parent": parent.pk})
    assert "Paling banyak enam tingkat" in str(form.errors["parent"])
