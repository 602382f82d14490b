"""People find a service in their own words: slips, slang, Sundanese, Javanese of Banten, and words we never heard."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.catalogue import search
from services.catalogue.registry import registry

LINES = (Path(__file__).parent / "phrases.txt").read_text(encoding="utf-8").splitlines()
PHRASES = [tuple(line.split("|", 1)) for line in LINES]
ENTRIES = [
    search.entry(
        each.document.code,
        each.document.title.id,
        [*each.document.synonyms, each.document.code],
        each.document.summary.id,
        [str(each.document.agency)] if isinstance(each.document.agency, str) else ["kecamatan", "camat", "desa"],
    )
    for each in registry
    if each.document.code in {"ADM-01", "KEC-02", "PPA-01"}
]


def test_there_are_more_than_sixty_phrases() -> None:
    assert len(PHRASES) > 60
    assert len({text for _code, text in PHRASES}) == len(PHRASES)


@pytest.mark.parametrize(("code", "phrase"), PHRASES, ids=[text for _code, text in PHRASES])
def test_a_phrase_leads_to_its_service_first_or_to_none(code: str, phrase: str) -> None:
    hits = search.find(phrase, ENTRIES).hits
    assert hits[:1] == (() if code == "-" else (code,))


@pytest.mark.parametrize("query", ["", "   ", "!!!", "\x00"])
def test_an_empty_query_finds_nothing(query: str) -> None:
    assert search.find(query, ENTRIES) == search.Found((), ())


@pytest.mark.parametrize("query", ["untuk", "cara membuat", "mau bikin"])
def test_words_that_say_nothing_find_nothing(query: str) -> None:
    assert search.find(query, ENTRIES).hits == ()


def test_a_near_miss_is_offered_when_nothing_fits() -> None:
    found = search.find("akta tanah sertifikat hak milik", ENTRIES)
    assert found.hits == ()
    assert found.near[:1] == ("ADM-01",)


def test_case_accents_and_signs_do_not_matter() -> None:
    assert search.words("ÁKTA-Kelahíran!!") == search.words("akta kelahiran")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("akte", "akta"),
        ("ijin", "izin"),
        ("ijazah", "ijasah"),
        ("soerat", "surat"),
        ("djalan", "jalan"),
        ("khitan", "hitan"),
        ("syarat", "sarat"),
        ("aktta", "akta"),
    ],
)
def test_spellings_of_one_sound_are_one_word(one: str, other: str) -> None:
    folded = (search.words(one)[0], search.words(other)[0])
    assert search._fit(*folded) > 0


@pytest.mark.parametrize(
    ("one", "other", "distance"),
    [("akta", "akta", 0), ("akta", "atka", 1), ("akta", "aka", 1), ("akta", "aktas", 1), ("akta", "surat", 3)],
)
def test_the_distance_counts_a_swap_once(one: str, other: str, distance: int) -> None:
    assert search._distance(one, other, 2) == distance


def test_short_words_need_to_be_exact() -> None:
    assert search._fit("kk", "ktp") == 0
    assert search._fit("129", "110") == 0


@given(st.text(max_size=400))
def test_whatever_is_typed_never_raises(query: str) -> None:
    found = search.find(query, ENTRIES)
    assert set(found.hits) | set(found.near) <= {"ADM-01", "KEC-02", "PPA-01"}


def test_a_million_letters_are_cut_and_answered_at_once() -> None:
    begun = time.perf_counter()
    search.find("akta " * 200_000, ENTRIES)
    assert time.perf_counter() - begun < 1


def test_a_synonym_written_out_beats_a_word_in_passing() -> None:
    assert search.find("berobat gratis", ENTRIES).hits[0] == "KEC-02"
