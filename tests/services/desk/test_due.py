"""How much time is left is said in words that are true on the agency's own calendar."""

from __future__ import annotations

from datetime import UTC, date, datetime, time

import pytest
import time_machine

from foundation import clock
from services.catalogue.models import ServiceVersion
from services.definition import document as definition
from services.definition.worktime import Calendar
from services.desk.presenters.due import age_words, due_words, soon_until
from services.requests.deadlines import LAST_MOMENT
from services.requests.models import Phase, ServiceRequest
from tests.services.requests.documents import PLAIN

# Tuesday 24 November 2026, 10.00 in Serang; Friday 27 is taken as a day off.
NOW = datetime(2026, 11, 24, 3, 0, tzinfo=UTC)
OFFICE = Calendar(holidays=frozenset({date(2026, 11, 27)}), decreed_years=frozenset({2026}))
PAUSING = definition.parse(PLAIN | {"sla": PLAIN["sla"] | {"pause_on": ["perbaikan", "kementerian"]}})


@pytest.fixture(autouse=True)
def tuesday():
    with time_machine.travel(NOW, tick=False):
        yield


def end_of(day: int, month: int = 11) -> datetime:
    return datetime.combine(date(2026, month, day), LAST_MOMENT, clock.JAKARTA)


def at(day: int, hour: int, minute: int = 0) -> datetime:
    return datetime.combine(date(2026, 11, day), time(hour, minute), clock.JAKARTA)


def words(due_at: datetime | None, phase: str = Phase.IN_PROCESS, **extra: object):
    version = ServiceVersion(checksum=definition.checksum(PAUSING), document=definition.to_data(PAUSING))
    return due_words(ServiceRequest(phase=phase, due_at=due_at, version=version, **extra), OFFICE)


@pytest.mark.parametrize(
    ("due_at", "text", "tone"),
    [
        (None, "Belum dihitung", ""),
        (end_of(24), "Tenggat hari ini", "soon"),
        (end_of(25), "Sisa 1 hari kerja", "soon"),
        (end_of(26), "Sisa 2 hari kerja", ""),
        (end_of(30), "Sisa 3 hari kerja", ""),  # the day off and the weekend do not count
        (end_of(23), "Terlambat 1 hari kerja", "late"),
        (end_of(20), "Terlambat 2 hari kerja", "late"),
        (at(24, 15), "Sisa 5 jam", "soon"),
        (at(24, 10, 30), "Sisa kurang dari 1 jam", "soon"),
        (at(25, 9), "Sisa 23 jam", "soon"),
        (at(24, 7, 59), "Terlambat 2 jam", "late"),
        (at(23, 20), "Terlambat 14 jam", "late"),
    ],
)
def test_time_left_in_words(due_at, text, tone):
    found = words(due_at)
    assert (found.text, found.tone) == (text, tone)


def test_a_deadline_missed_over_the_weekend_is_late_without_a_number():
    with time_machine.travel(datetime(2026, 11, 28, 3, 0, tzinfo=UTC), tick=False):
        assert words(end_of(26)).text == "Terlambat"


def test_a_deadline_on_a_day_off_is_less_than_a_working_day_away():
    with time_machine.travel(datetime(2026, 11, 26, 20, 0, tzinfo=UTC), tick=False):  # Friday the 27th
        assert words(end_of(28)).text == "Sisa kurang dari 1 hari kerja"


def test_while_the_citizen_is_asked_the_time_stands():
    found = words(None, Phase.WAITING_APPLICANT, state="perbaikan", state_since=at(23, 9))
    assert (found.text, found.tone) == ("Menunggu warga", "")
    assert (found.date, found.short) == ("waktu berhenti sejak Senin, 23 November 2026", "waktu berhenti")


def test_while_somebody_outside_is_waited_for_the_time_stands_too():
    found = words(None, state="kementerian")
    assert (found.text, found.date) == ("Waktu berhenti", "waktu berhenti")


def test_where_the_document_lets_the_time_run_on_while_the_citizen_is_asked_it_says_so():
    assert words(end_of(26), Phase.WAITING_APPLICANT, state="lain").text == "Sisa 2 hari kerja"


def test_what_was_late_before_the_citizen_was_asked_stays_late():
    assert words(end_of(20), Phase.WAITING_APPLICANT, state="perbaikan").text == "Terlambat 2 hari kerja"


def test_what_ended_tells_when_it_was_decided():
    found = words(None, Phase.APPROVED, decided_at=NOW)
    assert (found.text, found.date) == ("Berakhir", "Selasa, 24 November 2026")


def test_an_estimate_says_so():
    found = words(end_of(25), due_is_estimate=True)
    assert found.date == "Rabu, 25 November 2026 (perkiraan)"
    assert found.short == "Rabu, 25 Nov (perkiraan)"


def test_a_deadline_by_the_hour_shows_its_hour():
    assert words(at(24, 15)).date == "Selasa, 24 November 2026, 15.00 WIB"
    assert words(at(24, 15)).short == "Selasa, 24 Nov, 15.00"


def test_near_means_until_the_end_of_the_next_working_day():
    assert soon_until(OFFICE) == end_of(25)
    with time_machine.travel(datetime(2026, 11, 26, 3, 0, tzinfo=UTC), tick=False):
        assert soon_until(OFFICE) == end_of(30)


@pytest.mark.parametrize(("day", "text"), [(24, "hari ini"), (23, "1 hari kerja"), (18, "4 hari kerja")])
def test_age_counts_working_days(day, text):
    assert age_words(at(day, 9), OFFICE) == text
