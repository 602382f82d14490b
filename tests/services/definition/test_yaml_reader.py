"""The reader of documents: YAML 1.2, and nothing that can surprise."""

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from services.definition import yaml_reader
from services.definition.errors import DocumentError
from services.definition.yaml_reader import MAX_BYTES, MAX_DEPTH, load, read
from tests.services.definition.strategies.counts import few

REFUSED = [
    ("a: 1\nb: 2\na: 3", "line 3", "written twice"),
    ("a: {b: 1, b: 2}", "line 1", "written twice"),
    ("a: &x 1\nb: 2", "line 1", "anchors"),
    ("a:\n  &x b: 1", "line 2", "anchor"),
    ("a: 1\nb: *a", "line 2", "aliases"),
    ("a: !!python/object:os.system x", "line 1", "tags"),
    ("a: !local x", "line 1", "tags"),
    ("a: !!str 5", "line 1", "tags"),
    ("a: 1\n---\nb: 2", "line 2", "one document"),
    ("a: 1\n...\n---\nb: 2", "line 3", "one document"),
    ("<<: {a: 1}", "line 1", "merge"),
    ("? [a, b]\n: c", "line 1", "key"),
    ("? {a: b}\n: c", "line 1", "key"),
    ("- 1\n- 2", "line 1", "mapping"),
    ("just words", "line 1", "mapping"),
    ("", "line 1", "empty"),
    ("# only a comment\n", "line 1", "empty"),
    ("%YAML 1.1\n---\na: 1", "line 1", "1.2"),
    ("%TAG ! tag:x,2000:\n---\na: 1", "line 1", "tag"),
    ("a: [1, 2", "line 2", ""),
    ("a: 'open", "line", ""),
    ("a: 1e999", "line 1", "too large"),
    ("\ta: 1", "line 1", ""),
    ("a: \x00", "", ""),
]


@pytest.mark.parametrize(("text", "where", "why"), REFUSED)
def test_a_text_that_could_surprise_is_refused_with_its_line(text: str, where: str, why: str) -> None:
    with pytest.raises(DocumentError) as caught:
        read(text)
    [(path, message)] = caught.value.problems
    assert path.startswith(where)
    assert why in message


SCALARS = [
    ("on", "on"),
    ("off", "off"),
    ("yes", "yes"),
    ("no", "no"),
    ("Y", "Y"),
    ("NO", "NO"),
    ("true", True),
    ("False", False),
    ("null", None),
    ("~", None),
    ("", None),
    ("0", 0),
    ("-12", -12),
    ("+7", 7),
    ("2.5", 2.5),
    (".5", 0.5),
    ("1e3", 1000.0),
    ("012", "012"),
    ("-05", "-05"),
    ("0x1F", "0x1F"),
    ("0o17", "0o17"),
    ("1_000", "1_000"),
    ("12:30", "12:30"),
    ("2026-11-22", "2026-11-22"),
    ("2026-11-22T10:00:00Z", "2026-11-22T10:00:00Z"),
    (".inf", ".inf"),
    (".nan", ".nan"),
    ("36.04.05", "36.04.05"),
    ("'5'", "5"),
    ('"true"', "true"),
    ("'~'", "~"),
    ("1.000.000", "1.000.000"),
    ("3604054104900001999", "3604054104900001999"),
]


@pytest.mark.parametrize(("written", "value"), SCALARS)
def test_words_stay_words_and_only_plain_numbers_are_numbers(written: str, value: object) -> None:
    found = read(f"a: {written}")["a"]
    assert found == value
    assert type(found) is type(value)


def test_comments_and_blocks_are_read() -> None:
    text = "# head\na: |\n  dua\n  baris\nb: >-\n  satu\n  baris # not a comment\n"
    assert read(text) == {"a": "dua\nbaris\n", "b": "satu baris # not a comment"}


def test_the_line_of_every_path_is_known() -> None:
    source = load("a:\n  b:\n    - 1\n    - {c: 2}\n")
    assert source.lines[()] == 1
    assert source.lines[("a", "b")] == 3
    assert source.lines[("a", "b", 1, "c")] == 4


def test_a_key_is_always_a_word() -> None:
    assert read("1: a\ntrue: b\n") == {"1": "a", "true": "b"}


def test_a_file_larger_than_the_cap_is_refused_before_it_is_read() -> None:
    with pytest.raises(DocumentError, match="larger than"):
        read("a: " + "x" * MAX_BYTES)


def test_a_file_at_the_cap_is_read() -> None:
    assert len(read("a: " + "x" * (MAX_BYTES - 3))["a"]) == MAX_BYTES - 3


def test_nesting_deeper_than_the_cap_is_refused() -> None:
    with pytest.raises(DocumentError, match="deeper"):
        read("a: " + "[" * (MAX_DEPTH + 1) + "]" * (MAX_DEPTH + 1))


def test_a_hundred_thousand_brackets_do_not_overflow() -> None:
    with pytest.raises(DocumentError):
        read("a: " + "[" * 100_000)


def test_a_lone_surrogate_is_refused() -> None:
    with pytest.raises(DocumentError):
        read("a: \ud800")


def test_without_the_c_library_the_same_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(yaml_reader, "_LOADER", yaml.SafeLoader)
    for written, value in SCALARS:
        assert read(f"a: {written}") == {"a": value}
    for text, _, _ in REFUSED:
        with pytest.raises(DocumentError):
            read(text)


PLAIN = st.recursive(
    st.none() | st.booleans() | st.integers(-(10**12), 10**12) | st.text(st.characters(codec="utf-8"), max_size=20),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.from_regex(r"[a-z]{1,8}\Z"), inner, max_size=4),
    max_leaves=12,
)


@few
@given(st.dictionaries(st.from_regex(r"[a-z]{1,8}\Z"), PLAIN, max_size=4))
def test_what_json_writes_is_read_back_unchanged(data: dict[str, object]) -> None:
    text = yaml.safe_dump(data, default_flow_style=True, default_style='"', allow_unicode=False)
    found = _untagged(text)
    if found is not None:
        assert found.keys() == data.keys()


def _untagged(text: str) -> dict[str, object] | None:
    # PyYAML writes !!int before quoted numbers; such texts are refused, as they should be.
    try:
        return read(text)
    except DocumentError:
        return None


@few
@given(st.text(max_size=200))
def test_whatever_text_comes_it_is_read_or_refused(text: str) -> None:
    found = _untagged(text)
    assert found is None or isinstance(found, dict)
