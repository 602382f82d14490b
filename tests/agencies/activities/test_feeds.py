"""A phone that reads our feed finds the days our pages show, and nothing a text tried to slip in."""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Callable, Iterator
from typing import Any

import icalendar
import pytest
import recurring_ical_events
import time_machine
from django.test import Client

from agencies.activities import feeds, ics, rules, schedule
from agencies.models import Activity, Agency
from tests import kept
from tests.agencies.activities import oracle
from tests.agencies.activities.making import MONDAY, NOW, make

D = dt.date


@pytest.fixture
def reference(db: None) -> Iterator[None]:
    kept.reference()
    with time_machine.travel(NOW, tick=False):
        yield


def unsaved(rule: str, first: dt.date, *, opens: dt.time | None = dt.time(9)) -> Activity:
    """Return an activity that no database knows."""
    return Activity(
        agency=Agency(slug="contoh", name="Dinas Contoh", short_name="Contoh"),
        title="Contoh",
        place="Aula",
        first_day=first,
        last_day=first,
        opens=opens,
        closes=dt.time(12) if opens else None,
        rule=rule,
        updated_at=NOW,
    )


def read(content: bytes) -> Any:
    return icalendar.Calendar.from_ical(content)


def days_in(content: bytes) -> list[dt.date]:
    """Return the days an independent reader finds in a feed."""
    found = recurring_ical_events.of(read(content)).between(D(2024, 1, 1), D(2032, 1, 1))
    starts = (event["DTSTART"].dt for event in found)
    return sorted(start.date() if isinstance(start, dt.datetime) else start for start in starts)


def drawn() -> list[tuple[str, dt.date, list[dt.date]]]:
    """Return a hundred random rules, the day each begins, and the days an oracle finds."""
    chance = random.Random(5545)
    found = []
    while len(found) < 100:
        parts, start = oracle.draw(chance)
        last = start + dt.timedelta(days=chance.randint(1, rules.MOST))
        days = oracle.days_of(parts, start, last)
        if not days or days[0] != start:
            continue  # such a rule is refused; see test_rules
        if chance.random() < 0.5:
            days = days[: chance.randint(1, 60)]
            parts["COUNT"] = str(len(days))
        else:
            parts["UNTIL"] = f"{last:%Y%m%d}"
        found.append((rules.write(parts), start, days))
    return found


def test_a_hundred_random_rules_give_the_same_days_here_in_the_feed_and_by_hand(monkeypatch: Any) -> None:
    monkeypatch.setattr(feeds, "_cancelled", lambda _rows: _Nothing())
    for number, (rule, first, days) in enumerate(drawn()):
        opens = (None, dt.time(3), dt.time(9), dt.time(23, 30))[number % 4]
        activity = unsaved(rule, first, opens=opens)
        if opens == dt.time(23, 30):
            activity.closes = dt.time(23, 59)
        assert rules.expand(rule, first) == days, rule
        assert days_in(feeds.calendar([activity], "Contoh")) == days, rule


class _Nothing(dict[Any, list[Any]]):
    def __missing__(self, key: Any) -> list[Any]:
        return []


@pytest.mark.usefixtures("reference")
def test_the_feed_says_what_where_and_when() -> None:
    made = make(rule="FREQ=WEEKLY;BYDAY=MO;UNTIL=20270104", description="Bawa KK, KTP; gratis", for_whom="Warga")
    (event,) = read(Client().get("/kegiatan.ics").content).walk("VEVENT")
    assert str(event["SUMMARY"]) == "Perekaman contoh"
    assert str(event["LOCATION"]) == "Aula contoh"
    assert "Bawa KK, KTP; gratis\nWarga" in str(event["DESCRIPTION"])
    assert str(event["UID"]) == f"{made.pk}@kegiatan.serangkab.go.id"
    assert event["DTSTART"].dt.isoformat() == "2026-11-23T09:00:00+07:00"
    assert event["DTEND"].dt.isoformat() == "2026-11-23T12:00:00+07:00"
    assert event["RRULE"].to_ical() == b"FREQ=WEEKLY;UNTIL=20270104T020000Z;BYDAY=MO"
    assert str(event["URL"]).endswith(f"/kegiatan/{made.pk}/")


@pytest.mark.usefixtures("reference")
def test_whole_days_end_on_the_day_after() -> None:
    make(first_day=D(2026, 12, 30), last_day=D(2027, 1, 2), opens=None, closes=None)
    (event,) = read(Client().get("/kegiatan.ics").content).walk("VEVENT")
    assert (event["DTSTART"].dt, event["DTEND"].dt) == (D(2026, 12, 30), D(2027, 1, 3))


@pytest.mark.usefixtures("reference")
def test_a_cancelled_day_is_cancelled_in_the_calendar_too() -> None:
    made = make(rule="FREQ=DAILY;COUNT=3")
    schedule.cancel(made.occurrences.get(day="2026-11-24"), "Hujan lebat")
    calendar = read(Client().get("/kegiatan.ics").content)
    found = recurring_ical_events.of(calendar).between(D(2026, 11, 1), D(2026, 12, 1))
    states = {event["DTSTART"].dt.date(): str(event["STATUS"]) for event in found}
    assert states == {D(2026, 11, 23): "CONFIRMED", D(2026, 11, 24): "CANCELLED", D(2026, 11, 25): "CONFIRMED"}
    (off,) = (event for event in found if str(event["STATUS"]) == "CANCELLED")
    assert str(off["SUMMARY"]) == "Dibatalkan: Perekaman contoh"
    assert str(off["DESCRIPTION"]).startswith("Hujan lebat")


@pytest.mark.usefixtures("reference")
@pytest.mark.parametrize("whole", [True, False])
def test_what_is_held_once_is_cancelled_in_the_calendar_whichever_way_it_was_called_off(whole: bool) -> None:
    made = make()
    if whole:
        made.is_cancelled, made.cancel_reason = True, "Hujan"
        schedule.save(made)
    else:
        schedule.cancel(made.occurrences.get(), "Hujan")
    (event,) = read(Client().get("/kegiatan.ics").content).walk("VEVENT")
    assert (str(event["STATUS"]), str(event["SUMMARY"])) == ("CANCELLED", "Dibatalkan: Perekaman contoh")
    assert str(event["DESCRIPTION"]).startswith("Hujan")


@pytest.mark.usefixtures("reference")
def test_every_change_raises_the_number_by_which_phones_notice_it() -> None:
    made = make()
    made.place = "Lapangan contoh"
    schedule.save(made)
    (event,) = read(Client().get("/kegiatan.ics").content).walk("VEVENT")
    assert (event["SEQUENCE"], str(event["LOCATION"])) == (1, "Lapangan contoh")


@pytest.mark.parametrize("end", ["\r\n", "\n", "\r", "\u2028", "\u2029", "\x85", "\x0b", "\x0c"], ids=ascii)
def test_no_line_end_in_a_text_begins_a_line_of_the_file(end: str, monkeypatch: Any) -> None:
    monkeypatch.setattr(feeds, "_cancelled", lambda _rows: _Nothing())
    evil = f"Rapat{end}END:VEVENT{end}BEGIN:VEVENT{end}SUMMARY:Palsu{end}ATTACH:http://jahat.test/"
    activity = unsaved("", MONDAY)
    activity.title = activity.place = activity.description = activity.agency.short_name = evil
    content = feeds.calendar([activity], evil)
    (event,) = read(content).walk("VEVENT")
    assert "ATTACH" not in event
    assert str(event["SUMMARY"]).startswith("Rapat")
    assert sum(line.startswith(b"BEGIN:VEVENT") for line in content.splitlines()) == 1


@pytest.mark.parametrize(
    "text", ["Koma, titik koma; garis \\ miring", "dua\nbaris", "Ünïkode " * 40, "🎉" * 60, "a" * 300, "\\n huruf n"]
)
def test_every_text_comes_back_as_it_was_written(text: str, monkeypatch: Any) -> None:
    monkeypatch.setattr(feeds, "_cancelled", lambda _rows: _Nothing())
    activity = unsaved("", MONDAY)
    activity.title = text
    content = feeds.calendar([activity], "Contoh")
    (event,) = read(content).walk("VEVENT")
    assert str(event["SUMMARY"]) == text
    assert all(len(line) <= ics.LONGEST for line in content.split(b"\r\n"))
    assert content.endswith(b"END:VCALENDAR\r\n")
    assert all(line.decode() or True for line in content.split(b"\r\n"))  # no character is cut in two


@pytest.mark.usefixtures("reference")
def test_agency_and_kecamatan_have_feeds_of_their_own() -> None:
    make(title="Satu", region_id="36.04.05")
    make(title="Dua", agency_id="dinkes")
    for path, titles in {
        "/kegiatan.ics": {"Satu", "Dua"},
        "/kegiatan/opd/dinkes.ics": {"Dua"},
        "/kegiatan/kecamatan/36.04.05.ics": {"Satu"},
        "/kegiatan/kecamatan/36.04.06.ics": set(),
    }.items():
        response = Client().get(path)
        assert response["Content-Type"] == "text/calendar; charset=utf-8"
        assert {str(event["SUMMARY"]) for event in read(response.content).walk("VEVENT")} == titles


@pytest.mark.usefixtures("reference")
@pytest.mark.parametrize(
    "path",
    [
        "opd/tidak-ada.ics",
        "kecamatan/99.99.99.ics",
        "kecamatan/36.04.ics",
        "kecamatan/36.04.05.2001.ics",
        "kecamatan/%00.ics",
    ],
)
def test_there_is_no_feed_of_what_is_not_there(path: str) -> None:
    assert Client().get(f"/kegiatan/{path}").status_code == 404


@pytest.mark.usefixtures("reference")
def test_one_activity_goes_into_a_calendar_by_itself_and_a_draft_does_not() -> None:
    shown, draft = make(), make(is_published=False)
    assert len(read(Client().get(f"/kegiatan/{shown.pk}.ics").content).walk("VEVENT")) == 1
    assert Client().get(f"/kegiatan/{draft.pk}.ics").status_code == 404
    assert str(draft.pk).encode() not in Client().get("/kegiatan.ics").content


@pytest.mark.usefixtures("reference")
def test_a_phone_that_has_it_all_gets_nothing_new_and_a_feed_costs_two_queries(
    django_assert_num_queries: Callable[[int], Any],
) -> None:
    for number in range(5):
        made = make(title=f"Contoh {number}", rule="FREQ=DAILY;COUNT=4")
        schedule.cancel(made.occurrences.get(day="2026-11-24"), "Hujan")
    with django_assert_num_queries(2):
        first = Client().get("/kegiatan.ics")
    again = Client().get("/kegiatan.ics", headers={"If-None-Match": first["ETag"]})
    assert (again.status_code, again.content) == (304, b"")


@pytest.mark.usefixtures("reference")
def test_what_has_long_been_over_leaves_the_feed() -> None:
    make(first_day=MONDAY - dt.timedelta(days=20))
    make(title="Lama", first_day=MONDAY - dt.timedelta(days=40))
    titles = {str(event["SUMMARY"]) for event in read(Client().get("/kegiatan.ics").content).walk("VEVENT")}
    assert titles == {"Perekaman contoh"}
