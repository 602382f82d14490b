"""How late an initiative is, what holds it up, and how money adds up."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from services.opd.diskominfosatik.roadmap import gantt, lines, presenters
from services.opd.diskominfosatik.roadmap.lines import Line, Money, blocked, packed, unpacked
from services.opd.diskominfosatik.roadmap.models import Budget, Source, Status
from services.opd.diskominfosatik.roadmap.rupiah import amount

TODAY = dt.date(2026, 11, 29)
SLOWLY = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])


def line(code: str = "A", **more: Any) -> Line:
    given = {"start": dt.date(2026, 1, 1), "due": dt.date(2026, 6, 30), "status": "berjalan", "percent": 10}
    return Line(**({"code": code, "title": code, "office": "X", "expected": None, "finished": None} | given | more))


@pytest.mark.parametrize(
    ("more", "days"),
    [
        ({}, 152),  # 30 June to today: open and overdue counts every day
        ({"due": TODAY}, 0),
        ({"due": dt.date(2027, 1, 31), "expected": dt.date(2027, 2, 10)}, 10),
        ({"due": dt.date(2027, 1, 31), "expected": dt.date(2026, 12, 1)}, 0),
        ({"expected": dt.date(2026, 7, 1)}, 152),  # a day that has passed is no forecast
        ({"status": "selesai", "finished": dt.date(2026, 7, 3), "percent": 100}, 3),
        ({"status": "selesai", "finished": dt.date(2026, 6, 1), "percent": 100}, 0),
        ({"status": "dihentikan"}, 0),
    ],
)
def test_lateness_counts_to_the_end_or_to_today(more: dict[str, Any], days: int) -> None:
    assert line(**more).late(TODAY) == days


def test_what_should_have_begun_is_said_while_it_is_not_late_yet() -> None:
    row = line(status="direncanakan", due=dt.date(2027, 6, 30))
    assert presenters.delay(row, TODAY) == "Belum dimulai, lewat rencana mulai"
    assert presenters.delay(line(), TODAY) == "Terlambat 152 hari"
    done = line(status="selesai", finished=dt.date(2026, 7, 3))
    assert presenters.delay(done, TODAY) == "Selesai terlambat 3 hari"


def test_an_initiative_is_held_up_by_what_ends_after_its_start_or_was_stopped() -> None:
    later = dt.date(2027, 3, 1)
    rows = [
        line("A"),  # open, ends today at the earliest
        line("B", status="dihentikan"),
        line("C", due=dt.date(2027, 6, 30)),
        line("D", status="selesai", finished=TODAY),
        line("W", status="direncanakan", start=later, due=dt.date(2027, 9, 1), needs=("A", "B", "C", "D", "away")),
    ]
    assert blocked(rows, TODAY) == {"W": ["B", "C"]}


def test_money_is_added_by_year_and_source_and_overspending_is_not_covered_by_savings() -> None:
    rows = [
        Budget(year=2027, source="apbn", planned=10, realised=0),
        Budget(year=2026, source="apbd", planned=100, realised=130),
        Budget(year=2026, source="dak", planned=100, realised=10),
        Budget(year=2026, source="apbd", planned=5, realised=0),
    ]
    assert lines.moneys(rows) == [
        Money(2026, "apbd", 105, 130, 30),
        Money(2026, "dak", 100, 10),
        Money(2027, "apbn", 10, 0),
    ]
    first, second = presenters.years(lines.moneys(rows))
    assert (first.planned, first.realised, first.beyond, first.share) == (205, 140, 30, "68,2 %")
    assert (second.beyond, second.share) == (0, "0,0 %")


DAYS = st.dates(dt.date(2018, 1, 1), dt.date(2040, 1, 1))
LINES = st.builds(
    lambda start, length, status, percent, late, needs: line(
        start=start,
        due=start + dt.timedelta(length),
        status=status,
        percent=percent,
        needs=needs,
        finished=start + dt.timedelta(length + late) if status == "selesai" else None,
    ),
    DAYS,
    st.integers(0, 2000),
    st.sampled_from(Status.values),
    st.integers(0, 100),
    st.integers(-50, 400),
    st.tuples(st.sampled_from("BCD")),
)


@SLOWLY
@given(LINES)
def test_a_published_line_is_read_as_it_was_written(row: Line) -> None:
    assert unpacked(packed(row)) == row


@SLOWLY
@given(st.lists(LINES, min_size=1, max_size=6))
def test_every_bar_lies_inside_its_picture(rows: list[Line]) -> None:
    for chart in gantt.charts(rows, TODAY):
        for bar in chart.bars:
            assert 0 <= float(bar.x) <= float(bar.x) + float(bar.width) <= chart.width + 2
            assert float(bar.done) <= float(bar.width) + 0.1
            assert not bar.late or float(bar.late_x) + float(bar.late) <= chart.width + 2
            assert bar.y + 12 <= chart.height


def test_no_lines_are_no_picture() -> None:
    assert gantt.charts([], TODAY) == []


@pytest.mark.parametrize(
    ("text", "rupiah"),
    [
        ("0", 0),
        ("150000000", 150_000_000),
        ("150.000.000", 150_000_000),
        ("Rp1.500.000", 1_500_000),
        ("Rp 1.500.000,00", 1_500_000),
        ("-5", None),
        ("1.50", None),
        ("1,5", None),
        ("1e9", None),
        ("٣", None),
        ("", None),
    ],
)
def test_rupiah_are_read_as_people_write_them(text: str, rupiah: int | None) -> None:
    assert amount(text) == rupiah


def test_every_source_of_money_has_its_name() -> None:
    assert all(Money(2026, source, 0, 0).name for source in Source.values)
