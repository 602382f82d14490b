"""The first test of all: the sample of the specification lints clean, alone and in a world."""

from dataclasses import replace

import pytest

from services.definition.lint import CHECKS, Code, lint
from services.definition.world import OpenWorld
from tests.services.definition.helpers import sample, service
from tests.services.definition.lint.worlds import SmallWorld

WORLD = SmallWorld(
    own=("dpmptsp",),
    divided={"dpmptsp": ("36.04.05", "36.04.06")},
    hooks=frozenset({"dpmptsp.cek_nib", "dpmptsp.isi_nib"}),
    outputs={"izin": frozenset({"number", "answers.lokasi", "profile.name", "valid_until"})},
    notices={"perlu_perbaikan": frozenset({"name", "number", "reason", "link"})},
)


def test_the_sample_lints_clean_by_itself() -> None:
    assert lint(sample(), OpenWorld()) == []


def test_the_sample_lints_clean_in_a_world_that_has_everything() -> None:
    assert lint(sample(), WORLD) == []


def test_the_smallest_service_lints_clean_too() -> None:
    assert lint(service(), OpenWorld()) == []
    assert lint(service(), SmallWorld()) == []


def test_a_world_without_it_finds_each_thing_missing() -> None:
    bare = replace(WORLD, hooks=frozenset(), outputs={}, notices={}, surveys=frozenset(), calendars=frozenset())
    assert {finding.code for finding in lint(sample(), bare)} == {
        *(Code.MISSING_HOOK, Code.MISSING_TEMPLATE, Code.UNKNOWN_SURVEY, Code.NO_CALENDAR),
    }


@pytest.mark.parametrize("check", CHECKS, ids=lambda check: check.__name__)
def test_every_check_has_words_for_people(check: object) -> None:
    assert check.__doc__


def test_every_rule_is_found_by_some_test() -> None:
    from pathlib import Path

    written = "".join(path.read_text(encoding="utf-8") for path in Path(__file__).parent.glob("test_*.py"))
    assert [code for code in Code if f"Code.{code.name}" not in written] == []


def test_findings_say_where_and_what_in_a_sentence() -> None:
    for finding in lint(sample(), SmallWorld(own=("dpmptsp",), everybody=frozenset())):
        assert finding.path
        assert " " in finding.message
        assert finding.severity in ("error", "warning")
