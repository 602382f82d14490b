"""People find a service in their own words: slips, slang, Sundanese, Javanese of Banten, and words we never heard."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.catalogue import everyday, search, spelling
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
INDEX = search.Index(ENTRIES)


def test_there_are_more_than_sixty_phrases() -> None:
    assert len(PHRASES) > 60
    assert len({text for _code, text in PHRASES}) == len(PHRASES)


@pytest.mark.parametrize(("code", "phrase"), PHRASES, ids=[text for _code, text in PHRASES])
def test_a_phrase_leads_to_its_service_first_or_to_none(code: str, phrase: str) -> None:
    hits = INDEX.find(phrase).hits
    assert hits[:1] == (() if code == "-" else (code,))


@pytest.mark.parametrize("query", ["", "   ", "!!!", "\x00"])
def test_an_empty_query_finds_nothing(query: str) -> None:
    assert INDEX.find(query) == search.Found((), ())


@pytest.mark.parametrize("query", ["untuk", "cara membuat", "mau bikin"])
def test_words_that_say_nothing_find_nothing(query: str) -> None:
    assert INDEX.find(query).hits == ()


def test_a_near_miss_is_offered_when_nothing_fits() -> None:
    found = INDEX.find("akta tanah sertifikat hak milik")
    assert found.hits == ()
    assert found.near[:1] == ("ADM-01",)


def test_case_accents_and_signs_do_not_matter() -> None:
    assert spelling.words("ÁKTA-Kelahíran!!") == spelling.words("akta kelahiran")


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
    folded = (spelling.words(one)[0], spelling.words(other)[0])
    assert folded[0] == folded[1] or spelling.slips(*folded) or spelling.roots(folded[0]) & spelling.roots(folded[1])


@pytest.mark.parametrize(
    ("one", "other", "distance"),
    [("akta", "akta", 0), ("akta", "atka", 1), ("akta", "aka", 1), ("akta", "aktas", 1), ("akta", "surat", 3)],
)
def test_the_distance_counts_a_swap_once(one: str, other: str, distance: int) -> None:
    assert spelling.distance(one, other, 2) == distance


def test_short_words_need_to_be_exact() -> None:
    assert not spelling.slips("kk", "ktp")
    assert not spelling.slips("129", "110")


def test_a_short_word_keeps_its_first_letter_and_a_long_one_may_lose_it() -> None:
    assert not spelling.slips("haji", "gaji")
    assert spelling.slips("kaji", "kajo")
    assert spelling.slips("pencemaran", "bencemaran")


@given(st.text(max_size=400))
def test_whatever_is_typed_never_raises(query: str) -> None:
    found = INDEX.find(query)
    assert set(found.hits) | set(found.near) <= {"ADM-01", "KEC-02", "PPA-01"}


def test_a_million_letters_are_cut_and_answered_at_once() -> None:
    begun = time.perf_counter()
    INDEX.find("akta " * 200_000)
    assert time.perf_counter() - begun < 1


def test_a_synonym_written_out_beats_a_word_in_passing() -> None:
    assert INDEX.find("berobat gratis").hits[0] == "KEC-02"


@pytest.mark.parametrize(
    ("said", "meaning"),
    [
        ("kartu identitas anak", ["kia"]),
        ("leungit", ["hilang"]),
        ("ktp ilang", ["ktp", "hilang"]),
        ("wong ora mampu", ["wong", "miskin"]),
        ("kehilangan", ["hilang"]),
        ("kematiannya", ["meninggal"]),
    ],
)
def test_a_word_or_phrase_of_everyday_speech_is_read_as_the_word_of_the_services(said: str, meaning: list[str]) -> None:
    assert everyday.meant(spelling.words(said)) == [spelling.fold(word) for word in meaning]


def test_a_word_of_everyday_speech_has_one_meaning() -> None:
    lines = (Path(everyday.__file__).parent / "data" / "everyday.txt").read_text(encoding="utf-8").splitlines()
    said: dict[tuple[str, ...], list[str]] = {}
    for line in lines:
        if not line or line.startswith("#"):
            continue
        name, _colon, rest = line.partition(":")
        for each in {tuple(spelling.words(part)) for part in (name, *rest.split(","))}:
            said.setdefault(each, []).append(name)
    assert {each: names for each, names in said.items() if len(names) > 1} == {}


def test_no_word_that_carries_a_meaning_is_thrown_away_as_saying_nothing() -> None:
    assert set(everyday.SINGLE) & everyday.FILLERS == set()


def test_where_somebody_lives_does_not_decide_what_they_want() -> None:
    for place in ("kragilan", "cikande", "ciruas"):
        assert INDEX.find(f"akta lahir di {place}") == INDEX.find("akta lahir")
