"""What validation says becomes a sentence that tells a programmer what to write."""

from typing import Any

import pytest

from services.definition.document import DocumentError, json_schema, parse
from services.definition.lint.shape import keywords, sentence
from tests.services.definition.helpers import REMOVE, bent

KNOWN = keywords(json_schema())


def said(changes: dict[str, Any]) -> list[str]:
    """Return the sentences about a bent document."""
    with pytest.raises(DocumentError) as caught:
        parse(bent(changes))
    return [sentence(path, message.removeprefix("Value error, "), KNOWN) for path, message in caught.value.problems]


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"tittle": "x"}, "there is no keyword 'tittle' here; correct it or remove it (did you mean 'title'?)"),
        ({"qqqqqqq": 1}, "there is no keyword 'qqqqqqq' here; correct it or remove it"),
        ({"title": REMOVE}, "the keyword 'title' is missing; add it"),
        ({"slug": 5}, "write text here, in quotes where it looks like a number"),
        ({"slug": "Dua Kata"}, "write it as small letters and digits with single - between words"),
        ({"form.pages.0.id": "Satu"}, "write it as small letters, digits and _, beginning with a letter"),
        ({"sla.amount": "3"}, "write a whole number here, without quotes"),
        ({"form.pages.0.fields.0.required": "ya"}, "write true or false here, without quotes"),
        ({"synonyms": "kata"}, "write a list here: [a, b], or one item a line beginning with -"),
        ({"workflow.states": []}, "write a mapping here: {key: value}, or one key a line"),
        ({"workflow": 3}, "write a mapping here: {key: value}, or one key a line"),
        ({"form.pages.0.fields.0": {"id": "a"}}, "the keyword 'type' is missing; name one of the field types"),
        ({"outputs": [{"key": "a", "valid": {}}]}, "write years, months, days or a note"),
    ],
)
def test_a_fault_of_shape_says_what_to_write(changes: dict[str, Any], words: str) -> None:
    assert said(changes) == [words]


def test_an_unknown_type_lists_all_and_guesses_one() -> None:
    [words] = said({"form.pages.0.fields.0.type": "nama"})
    assert words.startswith("there is no field type 'nama'; use one of address, boolean, ")
    assert words.endswith("(did you mean 'name'?)")


def test_every_keyword_of_every_model_can_be_guessed() -> None:
    assert {"schema", "not_same_as", "escalate", "within", "show_if", "on_error"} <= KNOWN
