"""Lint against the people there are."""

from typing import Any

import pytest

from services.definition.document import Document
from services.definition.lint import Code
from tests.services.definition.lint.asking import codes, findings
from tests.services.definition.lint.test_paths import forked
from tests.services.definition.lint.worlds import SmallWorld

NOBODY: frozenset[str] = frozenset()
ANI = frozenset({"ani"})
AT = "disdukcapil"


def staffed(**people: frozenset[str]) -> SmallWorld:
    """Return a world in which these functions are held by these people."""
    return SmallWorld(people={(name, AT, ""): who for name, who in people.items()})


def test_a_function_nobody_holds_is_found() -> None:
    [found] = findings({}, staffed(kabid=NOBODY, petugas=ANI))[:1]
    assert (found.code, found.path) == (Code.UNHELD_FUNCTION, "functions.kabid")
    assert AT in found.message


def test_one_agency_without_the_function_is_enough() -> None:
    world = SmallWorld(own=("kecamatan-ciruas", "kecamatan-tanara"), calendars=frozenset({"kecamatan-ciruas"}))
    world.calendars |= {"kecamatan-tanara"}
    world.people = {("petugas", "kecamatan-tanara", ""): NOBODY}
    found = findings({}, world)
    assert "tanara" in next(finding.message for finding in found if finding.code is Code.UNHELD_FUNCTION)


def test_where_requests_go_by_area_every_area_needs_somebody() -> None:
    changes: dict[str, Any] = {
        "form.pages.0.fields": [{"id": "lokasi", "type": "region", "required": True}],
        "routing": [{"function": "petugas", "area": {"f": "lokasi.kecamatan"}}],
    }
    world = SmallWorld(divided={AT: ("36.04.05", "36.04.06")})
    assert codes(changes, world) == []
    world.people = {("petugas", AT, "36.04.06"): NOBODY}
    [found] = findings(changes, world)
    assert found.code is Code.UNHELD_FUNCTION
    assert "36.04.06" in found.message


def test_a_function_of_another_agency_is_looked_for_there() -> None:
    world = SmallWorld(people={("kabid", AT, ""): NOBODY})
    assert codes({"functions.kabid": {"signs": True, "agency": "dlh"}}, world) == []
    world = SmallWorld(people={("kabid", "dlh", ""): NOBODY})
    assert Code.UNHELD_FUNCTION in codes({"functions.kabid": {"signs": True, "agency": "dlh"}}, world)


def test_a_function_that_only_takes_forked_tasks_is_needed_where_they_go() -> None:
    world = SmallWorld(people={("teknis", AT, ""): NOBODY})
    assert codes(forked(), world) == []
    world = SmallWorld(people={("teknis", "dpupr", ""): NOBODY})
    [found] = findings(forked(), world)
    assert "dpupr" in found.message


def test_a_task_at_home_needs_somebody_at_home() -> None:
    world = SmallWorld(people={("teknis", AT, ""): NOBODY})
    tasks = {"tasks": [{"function": "teknis"}, {"function": "teknis", "agency": "dlh"}]}
    assert Code.UNHELD_FUNCTION in codes(forked(tasks), world)


BOTH = frozenset({"ani", "budi"})


@pytest.mark.parametrize(
    ("first", "second", "possible"),
    [
        (ANI, ANI, False),
        (BOTH, ANI, False),
        (ANI, BOTH, True),
        (BOTH, BOTH, True),
        (ANI, frozenset({"budi"}), True),
        (frozenset({"budi", "cici"}), ANI, True),
    ],
)
def test_four_eyes_need_two_people(first: frozenset[str], second: frozenset[str], possible: bool) -> None:
    found = codes({}, staffed(petugas=first, kabid=second))
    assert found == ([] if possible else [Code.FOUR_EYES_IMPOSSIBLE])


def test_where_the_head_may_act_four_eyes_are_not_judged() -> None:
    world = staffed(petugas=ANI, kabid=ANI)
    assert codes({"workflow.states.periksa.actions.2.by": ["kabid", "kepala"]}, world) == []


@pytest.mark.parametrize(
    "changes",
    [
        {"agency": "entah"},
        {"functions.kabid": {"signs": True, "agency": "entah"}},
        forked({"tasks": [{"function": "teknis", "agency": "entah"}]}),
    ],
)
def test_an_agency_that_does_not_exist_is_found(changes: dict[str, Any]) -> None:
    assert codes(changes, SmallWorld()) == [Code.UNKNOWN_AGENCY]


def test_a_clock_at_an_agency_without_a_calendar_is_found() -> None:
    assert codes({}, SmallWorld(calendars=frozenset())) == [Code.NO_CALENDAR]


def test_what_a_world_does_not_know_is_not_judged() -> None:
    class Strangers(SmallWorld):
        def holders(self, document: Document, function: str, agency: str, area: str | None) -> frozenset[str] | None:
            return None

    assert findings({}, Strangers()) == []
