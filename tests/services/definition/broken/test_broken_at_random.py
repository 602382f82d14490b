"""Whatever is put anywhere into a good document: it is read, or refused in plain words at a place that is written."""

import re
from collections.abc import Callable
from random import Random
from typing import Any

from hypothesis import given

from services.definition.document import Document, DocumentError, parse, parse_text
from services.definition.yaml_reader import load
from services.definition.yaml_writer import write
from tests.services.definition.broken.test_broken import FOREIGN
from tests.services.definition.strategies.counts import times
from tests.services.definition.strategies.documents import SEEDS, written

JUNK: tuple[Any, ...] = (
    *(None, True, 0, -1, 2.5, 10**30, "", "x", "Data Diri", "no", "5", "x" * 6000, [], {}, [None], ["x"], {"x": 1}),
    *({"op": "eval"}, {"op": "eq", "args": [1]}, {"f": "Nama"}, {"id": "a"}, {"id": "a", "type": "name"}, {"en": "x"}),
)


def spoil(data: dict[str, Any], random: Random) -> None:
    """Put something else in one place, add an unknown keyword there, or take it away."""
    here: Any = data
    while True:
        keys = list(here) if isinstance(here, dict) else list(range(len(here)))
        key = random.choice(keys)
        if not (isinstance(here[key], dict | list) and here[key]) or random.random() < 0.2:
            break
        here = here[key]
    kind = random.random()
    if kind < 0.6:
        here[key] = random.choice(JUNK)
    elif kind < 0.8:
        here.pop(key)
    elif isinstance(here, dict):
        here["entah"] = random.choice(JUNK)


def problems_of(read: Callable[[], Document]) -> tuple[tuple[str, str], ...]:
    """Return what is wrong, nothing when it is read; any other exception fails the test."""
    try:
        read()
    except DocumentError as error:
        return error.problems
    return ()


@times(200)
@given(seed=SEEDS)
def test_it_is_read_or_refused_in_plain_words_where_it_is_written(seed: int) -> None:
    random = Random(seed)
    data = written(seed, 8)
    spoil(data, random)
    text = write(data)
    lines = load(text).lines
    for place, sentence in problems_of(lambda: parse_text(text)):
        assert not FOREIGN.search(sentence), sentence
        line = re.search(r" \(line ([0-9]+)\)$", sentence)
        assert line or place.count(".") == 0
        assert not line or int(line[1]) in lines.values()
        assert len(sentence) < 600


def test_what_is_nested_without_end_is_refused_too() -> None:
    group: dict[str, Any] = {"id": "a", "type": "name"}
    condition: Any = {"f": "a"}
    for _ in range(400):
        group = {"id": "g", "type": "group", "fields": [group]}
        condition = {"op": "not", "args": [condition]}
    for field in (group, {"id": "a", "type": "name", "show_if": condition}):
        data = {**written(1, 1), "form": {"pages": [{"id": "p", "title": "P", "fields": [field]}]}}
        found = problems_of(lambda data=data: parse(data))
        assert found
        assert all("deep" in sentence for _, sentence in found), found
