"""A rule gives the days it names, ends, and is refused in a sentence when it is none."""

from __future__ import annotations

import datetime as dt
import time

import pytest

from agencies.activities import rules
from tests.agencies.activities.making import MONDAY

D = dt.date


@pytest.mark.parametrize(
    ("rule", "days"),
    [
        ("", [D(2026, 11, 23)]),
        ("FREQ=DAILY;COUNT=3", [D(2026, 11, 23), D(2026, 11, 24), D(2026, 11, 25)]),
        ("freq=weekly;byday=mo,th;until=20261203", [D(2026, 11, 23), D(2026, 11, 26), D(2026, 11, 30), D(2026, 12, 3)]),
        ("RRULE:FREQ=WEEKLY;INTERVAL=2;COUNT=2", [D(2026, 11, 23), D(2026, 12, 7)]),
        ("FREQ=MONTHLY;BYDAY=4MO;COUNT=3", [D(2026, 11, 23), D(2026, 12, 28), D(2027, 1, 25)]),
        ("FREQ=MONTHLY;BYDAY=-1MO,4MO;COUNT=2", [D(2026, 11, 23), D(2026, 11, 30)]),
        ("FREQ=YEARLY;COUNT=2", [D(2026, 11, 23), D(2027, 11, 23)]),
        ("FREQ=WEEKLY;UNTIL=20261130T020000Z", [D(2026, 11, 23), D(2026, 11, 30)]),
    ],
)
def test_a_rule_gives_its_days(rule: str, days: list[dt.date]) -> None:
    assert rules.expand(rule, MONDAY) == days


@pytest.mark.parametrize(
    ("rule", "words"),
    [
        ("FREQ=WEEKLY", "tidak pernah berakhir"),
        ("FREQ=DAILY;COUNT=9999", "Paling lama dua tahun: sampai 24 November 2028"),
        ("FREQ=DAILY;UNTIL=20400101", "Paling lama dua tahun"),
        ("FREQ=YEARLY;COUNT=5", "Paling lama dua tahun"),
        ("FREQ=SECONDLY;COUNT=3", "tidak dikenal"),
        ("FREQ=HOURLY;COUNT=3", "tidak dikenal"),
        ("FREQ=DAILY;BYHOUR=1;COUNT=3", "tidak dikenal"),
        ("FREQ=DAILY;COUNT=2;COUNT=3", "tidak dikenal"),
        ("FREQ=DAILY;COUNT=0", "tidak dikenal"),
        ("FREQ=DAILY;COUNT=-3", "tidak dikenal"),
        ("FREQ=DAILY;INTERVAL=0;COUNT=3", "tidak dikenal"),
        ("FREQ=DAILY;COUNT=2;UNTIL=20261201", "jangan keduanya"),
        ("FREQ=DAILY;UNTIL=20261331", "tidak ada di kalender"),
        ("FREQ=WEEKLY;BYDAY=2TU;COUNT=2", "hanya untuk MONTHLY"),
        ("FREQ=MONTHLY;BYDAY=0MO;COUNT=2", "mulai dari 1"),
        ("FREQ=WEEKLY;BYMONTHDAY=3;COUNT=2", "tidak cocok dengan WEEKLY"),
        ("FREQ=MONTHLY;BYSETPOS=1;COUNT=2", "BYSETPOS memerlukan"),
        ("COUNT=2", "harus memuat FREQ"),
        ("FREQ=WEEKLY;BYDAY=TU;COUNT=2", "yang pertama adalah Selasa, 24 November 2026"),
        ("FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30;COUNT=1", "tidak pernah jatuh"),
        ("FREQ=DAILY;UNTIL=20261101", "tidak pernah jatuh"),
        ("FREQ=DAILY;COUNT=2\r\nATTACH:http://x", "tidak dikenal"),
        ("FREQ=DAILY;COUNT=٣", "tidak dikenal"),
        ("hari senin", "tidak dikenal"),
        (";;", "tidak dikenal"),
    ],
)
def test_what_is_no_rule_for_a_public_calendar_is_refused_in_a_sentence(rule: str, words: str) -> None:
    with pytest.raises(rules.BadRule, match=words):
        rules.expand(rule, MONDAY)


def test_the_longest_rule_gives_two_years_of_days_and_no_more() -> None:
    until = f"{MONDAY + rules.HORIZON:%Y%m%d}"
    assert len(rules.expand(f"FREQ=DAILY;UNTIL={until}", MONDAY)) == rules.MOST + 1


def test_a_rule_that_can_never_hold_is_found_out_quickly() -> None:
    """The library alone would look for the 30th of February until the year 9999."""
    before = time.process_time()
    with pytest.raises(rules.BadRule):
        rules.expand("FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30;COUNT=1", MONDAY)
    assert time.process_time() - before < 2


def test_a_rule_is_written_in_one_way() -> None:
    parts = rules.read("until=20261231;byday=TU, TH".replace(" ", "") + ";freq=weekly")
    assert rules.write(parts) == "FREQ=WEEKLY;BYDAY=TU,TH;UNTIL=20261231"
