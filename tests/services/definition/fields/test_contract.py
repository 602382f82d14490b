"""What every field type promises, held against whatever is registered."""

import json
from collections.abc import Mapping
from typing import Any

import pytest
from hypothesis import given

from services.definition.fields import FIELD_TYPES, Context, FieldType, View, mask, show, type_of
from services.definition.fields.base import FieldBase
from services.definition.fields.cleaning import PartialAnswer, clean_list
from services.definition.fields.registry import register
from services.definition.problems import PARAMS, FieldProblem, ProblemCode
from tests.services.definition.fields.registered import ANSWERED, NAMES, TYPED, data_for, field_for
from tests.services.definition.helpers import FACTS
from tests.services.definition.json_schema import problems
from tests.services.definition.strategies.counts import few
from tests.services.definition.strategies.making import EXTRA
from tests.services.definition.strategies.raw import HOSTILE, RAW

WANTED = {
    *("short_text", "long_text", "integer", "decimal", "money", "boolean", "choice", "choices", "date", "time"),
    *("datetime", "date_range", "email", "phone", "nik", "kk", "nib", "nop", "npsn", "name", "address", "region"),
    *("coordinate", "file", "group", "reference", "slot", "computed", "note"),
}


def context() -> Context:
    """Return a fresh context."""
    return Context.of(FACTS)


def attempt(field: FieldBase, raw: Any) -> Any:
    """Return the clean answer, the good part of one, or None where it is refused; check the refusal."""
    try:
        return type_of(field).clean(raw, field, context())
    except FieldProblem as problem:
        check_params(problem.code, problem.params)
        return None
    except PartialAnswer as part:
        for each in part.outcome.problems:
            check_params(each.code, each.params)
        return part.value


def check_params(code: ProblemCode, params: Mapping[str, Any]) -> None:
    """Hold a problem to the parameters its code promises to the presenter."""
    assert set(params) == PARAMS[code], code


def test_every_type_of_the_specification_is_there() -> None:
    assert set(FIELD_TYPES) >= WANTED


@pytest.mark.parametrize("name", NAMES)
def test_a_type_is_registered_under_its_own_name_with_its_own_template(name: str) -> None:
    kind = FIELD_TYPES[name]
    assert kind.name == name
    assert kind.template == f"requests/fields/{name}.html"
    assert kind.spec.model_fields["type"].annotation is not str


@pytest.mark.parametrize("name", TYPED)
def test_a_sample_cleans_to_itself(name: str) -> None:
    field = field_for(name)
    kind = type_of(field)
    value = kind.sample(field)
    assert not kind.is_blank(value)
    assert kind.clean(value, field, context()) == value


@pytest.mark.parametrize("name", ANSWERED)
def test_a_sample_is_plain_json(name: str) -> None:
    field = field_for(name)
    value = type_of(field).sample(field)
    assert json.loads(json.dumps(value)) == value


@pytest.mark.parametrize("name", ANSWERED)
def test_a_sample_is_shown_as_words(name: str) -> None:
    field = field_for(name)
    value = type_of(field).sample(field)
    for language in ("id", "en"):
        text = show(value, field, View(language))
        assert isinstance(text, str)
        assert text
        assert "{" not in text
        assert "None" not in text


@pytest.mark.parametrize("name", ANSWERED)
def test_a_masked_sample_gives_nothing_whole_away(name: str) -> None:
    field = field_for(name)
    value = type_of(field).sample(field)
    text = mask(value, field)
    assert "•" in text
    assert str(value) not in text


@pytest.mark.parametrize("name", ANSWERED)
def test_a_sample_exports_to_one_cell(name: str) -> None:
    field = field_for(name)
    assert isinstance(type_of(field).export(type_of(field).sample(field), field), str | int | float)


@pytest.mark.parametrize("name", NAMES)
def test_the_shape_is_json_schema(name: str) -> None:
    field = field_for(name)
    shape = type_of(field).shape(field)
    assert json.loads(json.dumps(shape)) == shape
    assert {"type", "enum"} & shape.keys()


@pytest.mark.parametrize("name", ANSWERED)
def test_the_sample_has_the_json_type_of_the_shape(name: str) -> None:
    field = field_for(name)
    shape = type_of(field).shape(field)
    assert has_type(type_of(field).sample(field), shape["type"])


JSON_TYPES: dict[str, Any] = {
    "string": str,
    "integer": int,
    "number": (int, float),
    "boolean": bool,
    "array": list,
    "object": Mapping,
}


VARIANTS = [(name, extra) for name, extras in EXTRA.items() for extra in extras]


@pytest.mark.parametrize(("name", "extra"), [*VARIANTS, ("group", {"repeat": {"min": 2}})], ids=repr)
def test_the_sample_of_every_variant_is_clean_and_has_the_shape(name: str, extra: dict[str, Any]) -> None:
    field = field_for(name, **extra)
    kind = type_of(field)
    assert problems(kind.shape(field), kind.sample(field)) == []
    if kind.answered and not kind.derived:
        assert kind.clean(kind.sample(field), field, context()) == kind.sample(field)


def has_type(value: Any, names: str | list[str]) -> bool:
    """Say whether a value has one of the JSON types."""
    wanted = [names] if isinstance(names, str) else names
    return any(isinstance(value, JSON_TYPES[name]) for name in wanted)


@pytest.mark.parametrize("name", NAMES)
def test_hostile_input_is_refused_or_cleaned_but_never_raises(name: str) -> None:
    field = field_for(name)
    for raw in HOSTILE:
        value = attempt(field, raw)
        if value is not None:
            json.dumps(value, allow_nan=False).encode()


@pytest.mark.parametrize("name", NAMES)
@few
@given(raw=RAW)
def test_random_input_is_refused_or_cleaned_but_never_raises(name: str, raw: Any) -> None:
    attempt(field_for(name), raw)


@pytest.mark.parametrize("name", NAMES)
@few
@given(raw=RAW)
def test_what_is_clean_stays_as_it_is_and_can_be_shown(name: str, raw: Any) -> None:
    field = field_for(name)
    kind = type_of(field)
    value = attempt(field, raw)
    if value is None or kind.is_blank(value):
        return
    assert attempt(field, value) == value
    assert json.loads(json.dumps(value, allow_nan=False)) == value
    json.dumps(value, ensure_ascii=False).encode()
    assert isinstance(kind.show(value, field), str)
    assert isinstance(kind.mask(value, field), str)


@pytest.mark.parametrize("name", TYPED)
@pytest.mark.parametrize("blank", [None, "", "   ", [], {}, [""], {"a": ""}, [None, {"b": " "}]])
def test_blank_is_no_answer_and_a_problem_only_when_required(name: str, blank: Any) -> None:
    scope = context().scope
    free = clean_list([field_for(name)], {"f": blank}, context(), scope)
    assert free.answers == {}
    assert free.problems == []
    must = clean_list([field_for(name, required=True)], {"f": blank}, context(), scope)
    assert must.answers == {}
    if name != "group":
        assert [(each.path, each.code) for each in must.problems] == [("f", ProblemCode.REQUIRED)]


@pytest.mark.parametrize("name", NAMES)
def test_a_field_without_a_label_gets_words_from_its_id(name: str) -> None:
    assert field_for(name, id="tgl_lahir").label.id == "Tgl lahir"


@pytest.mark.parametrize("name", NAMES)
def test_the_common_keywords_work_on_every_type(name: str) -> None:
    field = field_for(
        name,
        label={"id": "Label", "en": "Label"},
        help="Bantuan",
        example="Contoh",
        why="Karena perlu",
        secret=True,
        sensitivity="data anak",
        origin="portal",
        notes="catatan",
        **{"from": "profile.nik"},
        show_if={"op": "filled", "args": [{"f": "x"}]},
        required_if={"op": "filled", "args": [{"f": "y"}]},
    )
    assert {keyword for keyword, _ in field.conditions()} >= {"show_if", "required_if"}
    assert field.secret


@pytest.mark.parametrize("name", NAMES)
def test_what_a_type_keeps_of_nothing_is_nothing(name: str) -> None:
    kind = FIELD_TYPES[name]
    if not kind.answered:
        assert kind.clean("anything", field_for(name), context()) is None
        assert kind.sample(field_for(name)) is None


def test_a_type_cannot_be_registered_twice() -> None:
    with pytest.raises(ValueError, match="twice"):
        register(type(FIELD_TYPES["nik"]))


def test_a_file_in_the_folder_is_all_a_new_type_needs() -> None:
    class Colour(FieldType[Any]):
        """Keep a colour."""

        name = "colour"
        spec = FieldBase

        def clean(self, raw: Any, field: Any, context: Context) -> str:
            """Return it."""
            return str(raw)

        def shape(self, field: Any) -> dict[str, Any]:
            """Return a string."""
            return {"type": "string"}

        def sample(self, field: Any) -> str:
            """Return red."""
            return "merah"

    colour = Colour()
    assert colour.show("merah", None) == "merah"
    assert colour.template == "requests/fields/colour.html"
    assert not colour.is_blank(0)


@pytest.mark.parametrize("name", NAMES)
def test_a_keyword_of_another_type_is_refused(name: str) -> None:
    foreign = {**data_for(name), "no_such_keyword": 1}
    with pytest.raises(ValueError, match="no_such_keyword"):
        field_for(name, **{key: value for key, value in foreign.items() if key not in ("id", "type")})
