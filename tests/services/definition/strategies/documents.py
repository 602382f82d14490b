"""Random services and what is sent to them. Chance is one number, so ten thousand of them cost minutes, not hours."""

from __future__ import annotations

from random import Random
from typing import Any

from hypothesis import strategies as st

from services.definition import answers
from services.definition.document import Document, parse
from services.definition.fields import FieldBase, type_of
from tests.services.definition.helpers import FACTS, bent
from tests.services.definition.strategies import flows
from tests.services.definition.strategies.making import MOST_FIELDS, Maker
from tests.services.definition.strategies.raw import ODD

SEEDS = st.integers(0, 2**48)
SIZES = st.integers(1, MOST_FIELDS)
PROFILE: dict[str, Any] = {
    **FACTS,
    "filed_on": FACTS["today"],
    "channel": "web",
    "subject": "person",
    "profile.nik": "3604054104900001",
    "profile.name": "Siti Aminah",
    "profile.phone": "+6281234567890",
    "profile.region": {"kecamatan": "36.04.05", "desa": "36.04.05.2001"},
    "profile.birth_date": "1990-04-01",
}
Sent = dict[str, Any]


def written(seed: int, most: int) -> dict[str, Any]:
    """Return the data of the service of a number, of at most so many fields."""
    maker = Maker(Random(seed), most)
    ask = maker.fields("e", maker.random.randint(0, 3))
    changes: dict[str, Any] = {"eligibility": {"ask": ask, "rules": maker.rules()}} if ask else {}
    pages: list[dict[str, Any]] = []
    while maker.left > 0 or not pages:
        page: dict[str, Any] = {"id": f"hal{len(pages)}", "title": maker.words()}
        if maker.chance(0.3):
            page["show_if"] = maker.likely()
        page["fields"] = maker.fields(f"f{len(pages)}_", maker.random.randint(1, 15))
        pages.append(page)
    return bent({**changes, **flows.service(maker), "form": {"pages": pages, "rules": maker.rules()}})


def sent_to(document: Document, random: Random) -> Sent:
    """Return answers to a service: right ones, odd ones, and some missing."""
    return _row([field for _, field in document.fields()], random)


def _row(fields: list[FieldBase] | tuple[FieldBase, ...], random: Random) -> Sent:
    sent = {field.id: _answer(field, random) for field in fields}
    return {name: value for name, value in sent.items() if random.random() < 0.9}


def _answer(field: FieldBase, random: Random) -> Any:
    if random.random() < 0.15:
        return random.choice(ODD)
    if not field.children():
        return type_of(field).sample(field)
    return [_row(field.children(), random) for _ in range(random.randint(0, 3))]


def tampered(document: Document, honest: Sent, random: Random) -> Sent:
    """Return the same answers with whatever nobody may send added: unknown, hidden, read-only, worked-out, foreign."""
    fields = tuple(field for _, field in document.fields())
    shown = answers.visible(document, answers.clean(document, None, honest, PROFILE).answers, PROFILE)
    hidden = {field.id: random.choice([type_of(field).sample(field), "x"]) for field in fields if field.id not in shown}
    names = ("unknown", "id", "state", "profile", "profile.nik", "today", "", "f", "__proto__", "f0_0.kecamatan")
    return {**_beside(fields, honest, random), **hidden, **{name: random.choice(ODD) for name in names}}


def _beside(fields: tuple[FieldBase, ...], honest: Sent, random: Random) -> Sent:
    sent = dict(honest)
    for field in fields:
        kind, value = type_of(field), honest.get(field.id)
        if field.read_only or kind.derived or not kind.answered:
            sent[field.id] = random.choice([random.choice(ODD), kind.sample(field)])
        elif field.children() and isinstance(value, list):
            sent[field.id] = [_in_row(field, row, random) for row in value]
    return sent


def _in_row(group: FieldBase, row: Any, random: Random) -> Any:
    # A row nobody filled stays empty: what is added there must not make it one that was meant.
    if not isinstance(row, dict) or type_of(group).is_blank(row):
        return row
    return {**_beside(group.children(), row, random), "unknown": random.choice(ODD)}


@st.composite
def documents(draw: st.DrawFn) -> Document:
    """Draw a whole service."""
    return parse(written(draw(SEEDS), draw(SIZES)))


@st.composite
def filled(draw: st.DrawFn) -> tuple[Document, Sent, Random]:
    """Draw a service, what was sent to it, and a source of chance for more."""
    seed = draw(SEEDS)
    document = parse(written(seed, draw(SIZES)))
    random = Random(seed + 1)
    return document, sent_to(document, random), random
