"""The closed lists: facts, problems, words."""

import pytest

from services.definition import facts
from services.definition.base import humanise
from services.definition.facts import FACTS, RESERVED, is_fact
from services.definition.problems import PARAMS, FieldProblem, Problem, ProblemCode
from services.definition.world import OpenWorld
from tests.services.definition.helpers import service


def test_every_problem_says_which_parameters_it_carries() -> None:
    assert set(PARAMS) == set(ProblemCode)
    assert all(code.value == code.value.lower() for code in ProblemCode)


def test_a_problem_is_a_value() -> None:
    assert Problem("a", ProblemCode.REQUIRED) == Problem("a", ProblemCode.REQUIRED, {})
    problem = FieldProblem(ProblemCode.TOO_LONG, "jalan", limit=5)
    assert (problem.code, problem.part, problem.params) == (ProblemCode.TOO_LONG, "jalan", {"limit": 5})
    assert str(problem) == "too_long"


def test_facts_are_typed_and_explained() -> None:
    for name, fact in FACTS.items():
        assert fact.meaning, name
        assert fact.personal == name.startswith("profile."), name


@pytest.mark.parametrize("name", ["today", "profile.nik", "profile.region.kecamatan", "profile.address.rt"])
def test_what_is_a_fact_is_known(name: str) -> None:
    assert is_fact(name)


@pytest.mark.parametrize("name", ["profile", "profile.shoe_size", "profile.nik.first", "nama", "", "today.year"])
def test_what_is_no_fact_is_known_too(name: str) -> None:
    assert not is_fact(name)


def test_the_first_words_of_facts_are_reserved() -> None:
    assert {"today", "profile", "request", "channel", "subject", "eligibility"} <= RESERVED


def test_a_caller_can_check_the_names_it_gives() -> None:
    assert facts.unknown({"today": "2026-11-22", "profile.name": "Siti"}) == frozenset()
    assert facts.unknown({"hari_ini": "2026-11-22"}) == {"hari_ini"}


def test_ids_become_words() -> None:
    assert humanise("tgl_lahir") == "Tgl lahir"
    assert humanise("surat-kuasa") == "Surat kuasa"


def test_an_open_world_judges_nothing() -> None:
    world, document = OpenWorld(), service()
    assert world.areas("disdukcapil") == ()
    for answer in (
        world.agencies(document),
        world.has_agency("x"),
        world.holders(document, "petugas", "disdukcapil", None),
        world.has_calendar("x"),
        world.has_hook("a.b"),
        world.has_list("x"),
        world.has_survey("x"),
        world.output_variables(document, "x"),
        world.has_output_template(document, "x"),
        world.notice_variables(document, "x"),
        world.has_notice_template(document, "x"),
    ):
        assert answer is None
