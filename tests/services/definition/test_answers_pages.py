"""One page at a time: what other pages said still counts, what this page withdraws is gone."""

from typing import Any

import pytest

from services.definition import answers
from services.definition.document import ELIGIBILITY, Document, parse
from services.definition.problems import ProblemCode
from tests.services.definition.helpers import FACTS, bent, sample


def when(name: str, value: Any) -> dict[str, Any]:
    """Write the condition that an answer equals a value."""
    return {"op": "eq", "args": [{"f": name}, value]}


def two_pages() -> Document:
    """Return a service whose second page depends on the first."""
    return parse(
        bent(
            {
                "form.pages": [
                    {
                        "id": "satu",
                        "title": "Satu",
                        "fields": [
                            {"id": "kawin", "type": "boolean", "required": True},
                            {"id": "nama", "type": "name"},
                        ],
                    },
                    {
                        "id": "dua",
                        "title": "Dua",
                        "show_if": when("kawin", True),
                        "fields": [{"id": "pasangan", "type": "name", "required": True}],
                    },
                    {
                        "id": "tiga",
                        "title": "Tiga",
                        "fields": [{"id": "anak", "type": "integer", "show_if": when("kawin", True)}],
                    },
                ],
                "form.rules": [
                    {
                        "unless": {"op": "ne", "args": [{"f": "nama"}, {"f": "pasangan"}]},
                        "message": "Nama pasangan sama dengan nama Anda.",
                    }
                ],
            }
        )
    )


def codes(result: answers.Cleaned) -> list[tuple[str, str]]:
    """Return the problems as (path, code)."""
    return [(problem.path, problem.code.value) for problem in result.problems]


def test_a_page_keeps_only_its_own_answers() -> None:
    result = answers.clean(two_pages(), "satu", {"kawin": "ya", "pasangan": "Budi"}, FACTS)
    assert result.answers == {"kawin": True}


def test_a_page_is_not_blamed_for_other_pages() -> None:
    assert answers.clean(two_pages(), "satu", {"kawin": "ya"}, FACTS).ok


def test_a_later_page_sees_what_was_stored() -> None:
    document = two_pages()
    assert codes(answers.clean(document, "dua", {}, FACTS, stored={"kawin": True})) == [("pasangan", "required")]
    result = answers.clean(document, "tiga", {"anak": 2}, FACTS, stored={"kawin": True})
    assert result.answers == {"anak": 2}


def test_a_page_that_is_hidden_keeps_nothing_and_asks_nothing() -> None:
    document = two_pages()
    result = answers.clean(document, "dua", {"pasangan": "Budi"}, FACTS, stored={"kawin": False})
    assert result.ok
    assert result.answers == {}


def test_what_was_stored_of_the_same_page_does_not_linger() -> None:
    document = two_pages()
    cleaned = answers.clean(document, "satu", {"kawin": "tidak"}, FACTS, stored={"kawin": True, "nama": "Siti"})
    merged = answers.merge(document, "satu", {"kawin": True, "nama": "Siti", "pasangan": "Budi"}, cleaned.answers)
    assert merged == {"kawin": False, "pasangan": "Budi"}


def test_what_another_page_made_hidden_goes_when_the_whole_is_cleaned() -> None:
    result = answers.clean(two_pages(), None, {"kawin": False, "pasangan": "Budi", "anak": 2}, FACTS)
    assert result.answers == {"kawin": False}
    assert result.ok


def test_a_rule_is_told_on_the_page_that_breaks_it() -> None:
    document = two_pages()
    stored = {"kawin": True, "nama": "Siti"}
    assert codes(answers.clean(document, "dua", {"pasangan": "Siti"}, FACTS, stored=stored)) == [("nama", "rule")]
    assert answers.clean(document, "dua", {"pasangan": "Budi"}, FACTS, stored=stored).ok
    assert answers.clean(document, "tiga", {}, FACTS, stored={**stored, "pasangan": "Siti"}).ok


def test_a_page_that_does_not_exist_is_the_callers_fault() -> None:
    with pytest.raises(KeyError):
        answers.clean(two_pages(), "empat", {}, FACTS)


def test_visible_names_what_is_shown() -> None:
    document = two_pages()
    assert answers.visible(document, {"kawin": True}, FACTS) == {"kawin", "nama", "pasangan", "anak"}
    assert answers.visible(document, {"kawin": False}, FACTS) == {"kawin", "nama"}
    assert answers.visible(document, {}, FACTS) == {"kawin", "nama"}


def test_only_pages_with_questions_are_walked() -> None:
    document = two_pages()
    assert answers.visible_pages(document, {"kawin": True}, FACTS) == ("satu", "dua", "tiga")
    assert answers.visible_pages(document, {"kawin": False}, FACTS) == ("satu",)


def test_questions_before_the_first_page_are_a_page_of_their_own() -> None:
    result = answers.clean(sample(), ELIGIBILITY, {"di_serang": "ya", "nik": "x"}, FACTS)
    assert result.ok
    assert result.answers == {"di_serang": True}


@pytest.mark.parametrize("raw", [{"di_serang": "tidak"}, {}, {"di_serang": "entah"}])
def test_who_may_not_ask_is_told_before_the_first_page(raw: dict[str, Any]) -> None:
    for result in (
        answers.clean(sample(), ELIGIBILITY, raw, FACTS),
        answers.check_eligibility(sample(), raw, FACTS),
    ):
        problem = result.problems[-1]
        assert (problem.path, problem.code, problem.params) == ("eligibility", ProblemCode.NOT_ELIGIBLE, {"rule": 0})


def test_who_may_not_ask_is_stopped_at_submit_too() -> None:
    result = answers.clean(sample(), None, {"di_serang": False}, FACTS)
    assert ("eligibility", "not_eligible") in codes(result)


def test_eligibility_may_rest_on_the_profile_alone() -> None:
    grown = {"op": "ge", "args": [{"op": "age_years", "args": [{"f": "profile.birth_date"}]}, 17]}
    document = parse(
        bent({"eligibility": {"rules": [{"unless": grown, "message": "Belum 17 tahun.", "field": "nama"}]}})
    )
    assert answers.check_eligibility(document, {}, {**FACTS, "profile.birth_date": "1990-01-01"}).ok
    young = answers.check_eligibility(document, {}, {**FACTS, "profile.birth_date": "2015-01-01"})
    assert codes(young) == [("nama", "not_eligible")]


def test_only_the_first_reason_against_is_told() -> None:
    never = {"unless": False, "message": "Tidak."}
    document = parse(bent({"eligibility": {"rules": [never, never]}}))
    assert codes(answers.check_eligibility(document, {}, FACTS)) == [("eligibility", "not_eligible")]


def test_a_service_without_questions_lets_everyone_in() -> None:
    assert answers.check_eligibility(two_pages(), {"x": 1}, FACTS) == answers.Cleaned({})
