"""What is wrong with a document is said in Indonesian, whichever rule found it."""

from __future__ import annotations

import re
from typing import Any

import pytest

from services.catalogue.judging import Fault, judge
from services.catalogue.presenters.faults import SENTENCES, SHOWN, left_out, told
from services.catalogue.presenters.shape_words import SENTENCES as TRANSLATED
from services.catalogue.presenters.shape_words import WANTED, in_words
from services.definition.lint import Code
from services.definition.sentences import PATTERNS
from services.definition.world import OpenWorld
from tests.services.definition.broken.test_broken import CASES
from tests.services.definition.helpers import sample_text


def test_every_rule_of_lint_has_its_sentence() -> None:
    assert set(SENTENCES) == set(Code)
    assert all(str(sentence).endswith(".") for sentence in SENTENCES.values())


def test_every_pattern_a_document_asks_for_has_its_words() -> None:
    assert set(PATTERNS.values()) <= set(WANTED)


@pytest.mark.parametrize("case", CASES, ids=lambda case: str(case["name"]))
def test_every_broken_document_is_explained_in_indonesian(case: dict[str, Any]) -> None:
    judged = judge(sample_text().replace(case["find"], case["put"]), OpenWorld())
    assert judged.faults
    for fault, words in zip(judged.faults, told(judged.faults), strict=True):
        if fault.code is None:
            assert in_words(fault.message), fault.message
        assert words.sentence != fault.message
        assert words.line >= 1


@pytest.mark.parametrize(
    ("english", "indonesian"),
    [
        ("write a list here, not 'person'", "Tulis sebuah daftar di sini, bukan 'person'."),
        ("write 'auto' or a list here, not 'otomatis'", "Tulis 'auto' atau sebuah daftar di sini, bukan 'otomatis'."),
        (
            "write a text or keywords with their values here, not a list",
            "Tulis sebuah teks atau kata kunci dengan isinya di sini, bukan sebuah daftar.",
        ),
        (
            "write true or false here, not 'yes': yes and no are words here, write true",
            "Tulis true atau false di sini, bukan 'yes'.",
        ),
        (
            "there is no keyword 'fase' here; did you mean 'phase'?",
            "Tidak ada kata kunci 'fase' di sini. Mungkin maksudnya phase.",
        ),
    ],
)
def test_the_words_of_the_document_stay_in_the_sentence(english: str, indonesian: str) -> None:
    assert in_words(english) == indonesian


def test_a_sentence_nobody_translated_is_told_in_general_words_with_the_english_beside() -> None:
    [words] = told([Fault(3, "form", "something new that nobody translated")])
    assert "Bagian ini belum dapat dibaca" in words.sentence
    assert words.detail == "something new that nobody translated"


def test_every_sentence_can_be_filled_in() -> None:
    for pattern, meaning in TRANSLATED:
        names = re.findall(r"\?P<(\w+)>", pattern)
        assert str(meaning) % dict.fromkeys(names, "x")


def test_hundreds_of_faults_that_say_the_same_are_told_by_the_first_of_them() -> None:
    missing = [Fault(1, "functions.desa", f"desa {n}", Code.UNHELD_FUNCTION) for n in range(326)]
    other = Fault(9, "workflow", "x", Code.NO_RETENTION)
    rows = told([*missing, other])
    assert [(row.detail, row.alike) for row in rows] == [("desa 0", 0), ("desa 1", 0), ("desa 2", 323), ("x", 0)]
    assert left_out([*missing, other], rows) == 0


def test_a_page_of_faults_says_how_many_it_leaves_out() -> None:
    many = [Fault(n, f"field {n}", "x", Code.NO_RETENTION) for n in range(130)]
    rows = told(many)
    assert (len(rows), left_out(many, rows)) == (SHOWN, 30)
