"""Editors get a schema that takes what the reader takes, refuses what it refuses, and explains every keyword."""

import json
from typing import Any

import pytest
from hypothesis import given

from services.definition import yaml_reader
from services.definition.describe.reference.meanings import meaning
from services.definition.describe.reference.schema import editor_schema
from services.definition.document import Document, DocumentError, json_schema, parse, to_data
from services.definition.fields import FIELD_TYPES
from tests.services.definition.describe.documents import ROOT, blocks
from tests.services.definition.describe.reference.validating import faults
from tests.services.definition.helpers import REMOVE, bent, minimal, sample_text
from tests.services.definition.strategies.counts import few
from tests.services.definition.strategies.documents import documents

SCHEMA = editor_schema()
FILES = sorted((ROOT / "services" / "opd").glob("*/documents/*.yaml"))
WRITTEN = {
    **{file.stem: file.read_text(encoding="utf-8") for file in FILES},
    **{f"handbook-{number}": text for number, text in enumerate(blocks("yaml"))},
    "sample": sample_text(),
}


def models() -> dict[str, Any]:
    """Return every model of the schema with keywords, by name."""
    return {"Document": SCHEMA, **{name: shape for name, shape in SCHEMA["$defs"].items() if "properties" in shape}}


@pytest.mark.parametrize("name", WRITTEN)
def test_every_written_document_fits_the_schema(name: str) -> None:
    assert faults(yaml_reader.read(WRITTEN[name]), SCHEMA, SCHEMA) == []


@few
@given(documents())
def test_every_document_there_can_be_fits_the_schema(document: Document) -> None:
    assert faults(json.loads(json.dumps(to_data(document))), SCHEMA, SCHEMA) == []


@pytest.mark.parametrize(
    "changes",
    [
        {"title": REMOVE},
        {"schema": 2},
        {"code": "tes-01"},
        {"warna": "biru"},
        {"kind": "lamaran"},
        {"functions.Petugas": {}},
        {"form.pages.0.fields.0.type": "nama"},
        {"form.pages.0.fields.0.requird": True},
        {"form.pages.0.fields.0.show_if": {"op": "sama", "args": []}},
        {"form.pages.0.fields.0.max_length": "10"},
        {"standard.fee.amount": -1},
        {"standard.duration.amount": 0},
        {"workflow.states.periksa.phase": "bekerja"},
        {"workflow.states.periksa.actions.0.by": []},
        {"retention.approved.then": "keep"},
    ],
)
def test_what_the_reader_refuses_for_its_shape_the_schema_refuses_too(changes: dict[str, Any]) -> None:
    assert faults(bent(changes), SCHEMA, SCHEMA) != []
    with pytest.raises(DocumentError):
        parse(bent(changes))


def test_a_field_without_a_label_and_a_text_in_both_forms_fit() -> None:
    data = bent({"title": {"id": "Uji", "en": "Test"}, "summary": "Uji.", "form.pages.0.intro": None})
    assert faults(data, SCHEMA, SCHEMA) == []
    assert "label" not in data["form"]["pages"][0]["fields"][0]
    assert faults(minimal(), SCHEMA, SCHEMA) == []


def test_every_keyword_of_every_model_is_explained() -> None:
    silent = [f"{name}.{keyword}" for name, shape in models().items() for keyword in shape["properties"]
              if not shape["properties"][keyword].get("description")]  # fmt: skip
    assert silent == []


def test_nothing_is_explained_that_is_not_there() -> None:
    from services.definition.describe.reference.of_document import DOCUMENT
    from services.definition.describe.reference.of_fields import COMMON, OWN
    from services.definition.describe.reference.of_workflow import WORKFLOW

    for name, keywords in {**DOCUMENT, **WORKFLOW, **OWN}.items():
        assert set(keywords) <= set(models()[name]["properties"]), name
    assert set(COMMON) <= set(models()["NameField"]["properties"])
    assert (meaning("Tidak", "ada"), meaning("NameField", "warna")) == ("", "")


def test_no_keyword_of_the_models_is_lost_and_no_title_is_left() -> None:
    plain = json_schema()
    for name, shape in plain["$defs"].items():
        assert set(shape.get("properties", {})) == set(SCHEMA["$defs"][name].get("properties", {})), name
    titles = [name for name, shape in models().items() if isinstance(shape.get("title"), str)]
    assert titles == []


def test_shared_shapes_are_written_once() -> None:
    text = json.dumps(SCHEMA)
    assert len(text) < len(json.dumps(json_schema()))
    assert text.count('"required": ["id"], "type": "object"') == 2  # with and without nothing
    assert {f"#/$defs/{kind.spec.__name__}" for kind in FIELD_TYPES.values()} == {
        each["$ref"] for each in SCHEMA["$defs"]["Field"]["oneOf"]
    }


def test_the_committed_schema_is_of_today() -> None:
    committed = (ROOT / "docs" / "schema" / "service-document.schema.json").read_text(encoding="utf-8")
    assert json.loads(committed) == editor_schema(), "run manage.py export_schema --output docs/schema/..."
