"""Random services: fields of every registered type, conditions on answers given before, pages, groups, rules."""

from typing import Any

from hypothesis import strategies as st

from services.definition.document import Document, parse
from services.definition.fields import FIELD_TYPES
from tests.services.definition.fields.registered import data_for
from tests.services.definition.helpers import bent
from tests.services.definition.strategies.conditions import expressions

SIMPLE = tuple(sorted(set(FIELD_TYPES) - {"group"}))
PROFILE = ("profile.nik", "profile.name", "profile.phone", "profile.region", "profile.birth_date")


@st.composite
def fields(draw: st.DrawFn, name: str, before: list[str]) -> dict[str, Any]:
    """Draw one field called `name` whose conditions look at `before`."""
    kind = draw(st.sampled_from([*SIMPLE, "group"]))
    data = data_for(kind, id=name)
    names = (*before, "today", "profile.nik")
    if draw(st.booleans()):
        data["show_if"] = draw(expressions(2, names))
    if draw(st.booleans()):
        data["required_if"] = draw(expressions(2, names))
    data |= draw(
        st.fixed_dictionaries({"required": st.booleans(), "secret": st.booleans(), "read_only": st.booleans()})
    )
    if draw(st.booleans()):
        data["from"] = draw(st.sampled_from(PROFILE))
    if kind == "computed":
        data["expr"] = draw(expressions(2, names))
    if kind == "group":
        data["fields"] = draw(rows(before))
        data["repeat"] = draw(st.none() | st.just({"min": 0, "max": 3}) | st.just({"min": 1, "max": 2}))
        data = {key: value for key, value in data.items() if value is not None}
    return data


@st.composite
def rows(draw: st.DrawFn, before: list[str]) -> list[dict[str, Any]]:
    """Draw the fields of a group."""
    found: list[dict[str, Any]] = []
    for name in ("x", "y")[: draw(st.integers(1, 2))]:
        data = data_for(draw(st.sampled_from(SIMPLE)), id=name, required=draw(st.booleans()))
        if draw(st.booleans()):
            data["show_if"] = draw(expressions(1, (*before, *(each["id"] for each in found), "today")))
        found.append(data)
    return found


@st.composite
def documents(draw: st.DrawFn) -> Document:
    """Draw a whole service of up to two pages."""
    before: list[str] = []
    pages: list[dict[str, Any]] = []
    asked = []
    if draw(st.booleans()):
        asked.append(draw(fields("layak", before)))
        before.append("layak")
    for page in range(draw(st.integers(1, 2))):
        inside = []
        for number in range(draw(st.integers(1, 3))):
            name = f"f{page}{number}"
            inside.append(draw(fields(name, before)))
            before.append(name)
        data: dict[str, Any] = {"id": f"hal{page}", "title": "Halaman", "fields": inside}
        if page and draw(st.booleans()):
            data["show_if"] = draw(expressions(2, tuple(before)))
        pages.append(data)
    rule = {"unless": draw(expressions(2, (*before, "today"))), "message": "Tidak cocok."}
    changes: dict[str, Any] = {"form.pages": pages, "form.rules": [rule] if draw(st.booleans()) else []}
    if asked:
        changes["eligibility"] = {"ask": asked, "rules": [rule] if draw(st.booleans()) else []}
    return parse(bent(changes))


@st.composite
def filled(draw: st.DrawFn, raw: st.SearchStrategy[Any]) -> tuple[Document, dict[str, Any]]:
    """Draw a service and something sent to it: samples, random values, unknown names, or nothing."""
    document = draw(documents())
    sent: dict[str, Any] = {}
    for _, field in document.fields():
        kind = FIELD_TYPES[field.type]
        choice = draw(st.integers(0, 3))
        if choice <= 1:
            sent[field.id] = kind.sample(field)
        elif choice == 2:
            sent[field.id] = draw(raw)
    sent |= draw(st.dictionaries(st.sampled_from(["unknown", "profile", "today", ""]), raw, max_size=2))
    return document, sent
