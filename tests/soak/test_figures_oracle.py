"""The recomputation of figures is right on histories worked out by hand; the random world is one the engine makes."""

from __future__ import annotations

import datetime as dt
import os
import random
import time
import tracemalloc
from collections import Counter
from typing import Any

import pytest
import time_machine

from foundation import clock
from services.requests import audit, invariants
from services.requests.models import ServiceRequest, SlaClock
from tests.services.requests import ending, world
from tests.services.requests.documents import PLAIN
from tests.soak import figures_services, figures_world
from tests.soak.evidence import record
from tests.soak.figures_cases import Case, cases
from tests.soak.figures_lives import Life
from tests.soak.figures_oracle import KABUPATEN, Figures, figures, figures_of, nearest_rank

NOW = dt.datetime(2026, 11, 23, 3, tzinfo=dt.UTC)  # a Monday, ten in the morning in Serang
COUNT = int(os.environ.get("EXAMPLES", "50000"))
YEAR = (dt.date(2026, 1, 1), dt.date(2026, 12, 31))


def at(day: int, hour: int = 3, minute: int = 0, *, month: int = 11) -> dt.datetime:
    """Return a moment of November 2026, in UTC: seven hours before the clock in Serang."""
    return dt.datetime(2026, month, day, hour, minute, tzinfo=dt.UTC)


def quiet_life(began: dt.datetime, offer: int = 0, draw: int = 1) -> Life:
    """Return a filed request of one of the services, whose history the test writes; the 5th and 14th are days off."""
    filed, objecting = figures_services.offers()
    life = Life(filed[offer], objecting, figures_services.calendars(), random.Random(draw), began, NOW)
    life._submit()
    return life


def written(*lives: Life) -> dict[Any, Figures]:
    figures_world.write(list(lives), NOW)
    return figures(*YEAR, now=NOW)


def only_case() -> Case:
    (case,) = cases()
    return case


def to(life: Life, moment: dt.datetime, kind: str, action: str, state: str = "") -> None:
    life.at = moment
    life.start("complete") if kind == "complete" else None
    life.go(kind, action, state)


def decide(life: Life, moment: dt.datetime, action: str = "setujui", state: str = "selesai") -> None:
    life.at = moment
    life.request.decided_at, life.request.phase = moment, life.phase_of(state)
    life.record("decide", action, state)
    life.at = moment + dt.timedelta(seconds=10)
    life.stop(moment)
    life.record("effective", action)


@pytest.fixture
def frozen(db: None) -> Any:
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.mark.parametrize(
    ("values", "percent", "place"),
    [([], 50, None), ([7], 50, 7), ([7], 90, 7), ([4, 1], 50, 1), ([1, 2, 3], 50, 2), (range(1, 11), 90, 9)],
)
def test_the_nearest_rank_is_a_value_that_was_there(values: list[int], percent: int, place: int | None) -> None:
    assert nearest_rank(values, percent) == place


def test_a_pause_is_no_time_of_the_office_and_its_first_day_is(frozen: None) -> None:
    """Complete on Monday 2nd, asked on the 4th (2 days), answered on Tuesday 10th, decided on Thursday 12th (2)."""
    life = quiet_life(at(2, 1))
    to(life, at(2), "complete", "lengkap", "putusan")
    to(life, at(4), "return", "kembalikan", "perbaikan")
    to(life, at(10), "resubmit", "perbaiki", "verifikasi")
    to(life, at(10, 4), "complete", "lengkap", "putusan")
    decide(life, at(12, 16, 59))
    row = written(life)[KABUPATEN].row()
    assert only_case().due_at == at(13, 16, 59) + dt.timedelta(seconds=59)
    assert (row["median_days"], row["p90_wait"], row["returned"], row["on_time"]) == (4, 10, 1, 1)


def test_a_decision_at_the_last_second_is_on_time_and_a_second_later_it_is_late(frozen: None) -> None:
    found = []
    for late in (0, 1):
        life = quiet_life(at(2, 1), draw=late)
        to(life, at(2), "complete", "lengkap", "putusan")
        overall = life.overall()
        assert overall is not None
        decide(life, overall.row.due_at.astimezone(dt.UTC) + dt.timedelta(seconds=late), "tolak", "ditolak")
        found.append(life)
    row = written(*found)[KABUPATEN].row()
    assert (row["decided"], row["on_time"], row["late"], row["rate_in_thousandths"]) == (2, 1, 1, 500)
    assert row["reasons"] == {(found[0].request.service_id, "tolak"): 2}


def test_what_is_still_open_lowers_the_rate_from_the_day_after_its_deadline_until_the_day_it_ends(frozen: None) -> None:
    life = quiet_life(at(2, 1))
    to(life, at(2), "complete", "lengkap", "putusan")
    decide(life, at(12, 17, 30), "tolak", "ditolak")  # the 13th in Serang; promised for the 10th
    written(life)
    days = [dt.date(2026, 11, day) for day in range(9, 15)]
    found = figures_of([(day, day) for day in days], now=NOW)
    rows = [found[day, day].get(KABUPATEN, Figures()) for day in days]
    assert [row.overdue_open for row in rows] == [0, 0, 1, 1, 0, 0]
    assert [row.measured for row in rows] == [0, 0, 1, 1, 1, 0]


def test_a_clock_that_stands_is_not_overdue_and_one_that_was_missed_before_is(frozen: None) -> None:
    asked, missed = quiet_life(at(2, 1)), quiet_life(at(2, 1), draw=2)
    for life, day in ((asked, 4), (missed, 20)):
        to(life, at(2), "complete", "lengkap", "putusan")
        to(life, at(day), "return", "kembalikan", "perbaikan")
    assert written(asked, missed)[KABUPATEN].overdue_open == 1
    overdue = [case.request for case in cases() if case.is_overdue_open(NOW.date(), NOW)]
    assert overdue == [missed.request.pk]


def test_the_rate_counts_what_was_kept_against_everything_promised_and_is_cut_off(frozen: None) -> None:
    """Two kept, one taken back too late, one overdue and open, and one without a promise: two of four are 50 %."""
    filed = [quiet_life(at(2, 1), draw=draw) for draw in range(4)]
    for life in filed:
        to(life, at(2), "complete", "lengkap", "putusan")
    decide(filed[0], at(3))
    decide(filed[1], at(4))
    filed[2].at = at(12)
    filed[2]._withdraw()
    free = quiet_life(at(2, 1), offer=1, draw=9)
    to(free, at(2), "complete", "lengkap", "putusan")
    decide(free, at(20))
    row = written(*filed, free)[KABUPATEN].row()
    names = ("decided", "on_time", "without_deadline", "withdrawn", "late_withdrawn", "overdue_open", "measured")
    assert [row[name] for name in names] == [3, 2, 1, 1, 1, 1, 4]
    assert row["rate_in_thousandths"] == 500
    assert Figures(approved=3000, on_time=2999).rate_in_thousandths == 999


def test_an_undone_or_a_pending_decision_ends_nothing_and_a_reopened_request_is_a_case_of_its_own(frozen: None) -> None:
    life = quiet_life(at(2, 1))
    to(life, at(2), "complete", "lengkap", "putusan")
    life.at = at(3)
    life.record("decide", "setujui", "selesai")
    life.record("undo", "urungkan", "putusan")
    decide(life, at(4), "tolak", "ditolak")
    life.at = at(9)
    life._reopen("system")
    to(life, at(10), "complete", "lengkap", "putusan")
    life.at = at(11)
    life.request.shown_state, life.request.shown_phase = "putusan", "in_process"
    life.request.decided_at, life.request.phase = life.at, "approved"
    life.record("decide", "setujui", "selesai")
    row = written(life)[KABUPATEN].row()
    assert (row["received"], row["reopened"], row["decided"], row["rejected"], row["approved"]) == (1, 1, 1, 1, 0)
    assert [case.outcome for case in cases()] == ["rejected", ""]


def test_each_office_counts_its_days_on_its_own_calendar(frozen: None) -> None:
    """Three days from Monday 2nd to Friday 6th without the 5th, then three days of an office that is always open."""
    life = quiet_life(at(2, 1), offer=4)
    first, _second, third = life.offer.offices
    life.request.agency = first
    life.timers.clear()
    life.start("submitted")
    life.at = at(6)
    life.forward(third)
    decide(life, at(9), "tutup", "ditutup")
    row = written(life)["agency", third.pk].row()
    assert (row["received"], row["closed"], row["median_days"]) == (1, 1, 6)


def test_an_objection_counts_at_what_it_objects_to_and_at_its_own_service(frozen: None) -> None:
    parent = quiet_life(at(2, 1))
    to(parent, at(2), "complete", "lengkap", "putusan")
    decide(parent, at(3), "tolak", "ditolak")
    child = Life(parent.objecting, parent.objecting, parent.calendars, random.Random(2), at(4), NOW, parent=parent)
    child._submit()
    to(child, at(4), "complete", "lengkap", "putusan")
    decide(child, at(5), "tolak", "ditolak")
    child.at = at(6)
    child._reopen("system")
    to(child, at(6), "complete", "lengkap", "putusan")
    decide(child, at(9))
    found = written(parent, child)
    theirs, own = found["service", parent.request.service_id], found["service", child.request.service_id]
    assert (theirs.objections, theirs.granted, theirs.received, theirs.approved) == (1, 1, 1, 0)
    assert (own.objections, own.granted, own.received, own.approved) == (0, 0, 1, 1)
    ServiceRequest.objects.filter(pk=parent.request.pk).update(confidential=True)
    assert figures(*YEAR, now=NOW) == {}


def test_what_the_engine_wrote_is_read_as_it_happened(db: None) -> None:
    with time_machine.travel(ending.MONDAY, tick=False) as wall:
        room = ending.rejected(wall, ending.decided())
        wall.shift(dt.timedelta(days=1))
        room.press("buka", room.kepala)
        room.press("kembalikan", room.verifikator, items=[{"field": "nama", "note": "Tidak sama dengan KTP."}])
        wall.shift(dt.timedelta(days=1))
        world.press(room.request, "batalkan", room.warga)
        other = world.submitted(world.publish(PLAIN), room.warga)
        row = figures(clock.today(), clock.today() + dt.timedelta(days=9))[KABUPATEN].row()
        all_days = figures(*YEAR)["service", other.service_id].row()
    assert (row["received"], row["withdrawn"], row["late_withdrawn"], row["decided"]) == (1, 1, 0, 0)
    assert (all_days["received"], all_days["reopened"], all_days["rejected"], all_days["on_time"]) == (2, 1, 1, 1)
    assert (all_days["returned"], all_days["median_days"]) == (0, 0)


def test_the_random_world_is_whole(frozen: None) -> None:
    figures_world.seed(25)
    assert [broken.reason for broken in audit.verify()] == []
    assert Counter(broken.sentence for broken in invariants.check()) == {}


def test_the_random_world_holds_every_kind_of_history(frozen: None) -> None:
    figures_world.seed(150)
    row = figures(NOW.date() - dt.timedelta(days=420), NOW.date(), now=NOW)[KABUPATEN].row()
    assert {name for name, value in row.items() if not value} == set()
    assert SlaClock.objects.exclude(scope="").exists()


def test_parts_add_up_to_their_whole(frozen: None) -> None:
    figures_world.seed(60)
    found = figures(NOW.date() - dt.timedelta(days=420), NOW.date(), now=NOW)
    for kind in ("agency", "service", "service_agency", "kecamatan"):
        parts = [row for entity, row in found.items() if entity[0] == kind]
        for name in ("received", "decided", "on_time", "overdue_open", "measured", "objections", "withdrawn"):
            assert sum(getattr(part, name) for part in parts) == getattr(found[KABUPATEN], name), (kind, name)
        assert sorted(day for part in parts for day in part.days) == sorted(found[KABUPATEN].days)


def test_a_seeded_world_lives_on_as_if_it_had_been_written_later(frozen: None) -> None:
    earlier = NOW - dt.timedelta(days=40)
    figures_world.seed(20, now=earlier)
    before = figures(*YEAR, now=earlier)
    assert figures_world.live_on(20, since=earlier, now=NOW) > 0
    assert [broken.reason for broken in audit.verify()] == []
    assert figures(*YEAR, now=NOW) != before
    expected = list(figures_world.lives(20, 1, NOW, earlier))
    requests = ServiceRequest.objects.values_list("pk", "seq", "state", "confidential")
    assert set(requests) == {(r.pk, r.seq, r.state, r.confidential) for r in (life.request for life in expected)}
    clocks = SlaClock.objects.values_list("request", "scope", "cycle", "due_at", "stopped_at")
    rows = [timer.row for life in expected for timer in life.timers]
    assert sorted(clocks, key=str) == sorted(
        ((r.request_id, r.scope, r.cycle, r.due_at.astimezone(dt.UTC), r.stopped_at) for r in rows), key=str
    )


@pytest.mark.soak
def test_fifty_thousand_requests_are_recomputed_in_streams(frozen: None) -> None:
    began = time.perf_counter()
    rows = figures_world.seed(COUNT)
    seeded = time.perf_counter()
    tracemalloc.start()
    found = figures_of([(dt.date(2026, month, 1), dt.date(2026, month, 28)) for month in range(1, 12)], now=NOW)
    peak = tracemalloc.get_traced_memory()[1] / 1e6
    tracemalloc.stop()
    assert peak < 200
    record(
        "figures-oracle",
        "Figures recomputed from raw events",
        promise="every figure of a large world can be worked out again from raw rows, holding one request at a time",
        conditions={"requests": rows, "periods": len(found)},
        figures={
            "seeding": f"{seeded - began:.0f} s",
            "recomputing": f"{time.perf_counter() - seeded:.0f} s",
            "peak of memory": f"{peak:.0f} MB",
        },
    )
