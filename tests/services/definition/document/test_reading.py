"""From YAML to a document and back; one document has one text and one checksum."""

import hashlib
import json
import re
from typing import Any

import pytest
from pydantic import ValidationError

from services.definition.document import DocumentError, canonical, checksum, json_schema, parse, parse_text, to_data
from services.definition.fields import FIELD_TYPES
from services.definition.yaml_reader import read
from tests.services.definition.helpers import REMOVE, bent, minimal, sample, sample_text, service


def problems(changes: dict[str, Any]) -> list[tuple[str, str]]:
    """Return what is wrong with the minimal service, bent."""
    with pytest.raises(DocumentError) as caught:
        parse(bent(changes))
    return list(caught.value.problems)


def test_the_sample_parses_and_nothing_is_lost() -> None:
    document = sample()
    assert parse(to_data(document)) == document
    written = read(sample_text())
    assert to_data(document)["workflow"]["states"].keys() == written["workflow"]["states"].keys()
    assert to_data(document)["sla"]["escalate"] == written["sla"]["escalate"]
    assert to_data(document)["outputs"] == written["outputs"]
    assert to_data(document)["hooks"] == written["hooks"]


def test_what_the_sample_says_can_be_read_from_the_model() -> None:
    document = sample()
    assert document.code == "IZN-09"
    assert document.title.en == "Billboard permit"
    assert document.access.level == "phone"
    assert document.standard.duration is not None
    assert document.standard.duration.from_ == "complete"
    assert document.sla is not None
    assert [step.to for step in document.sla.escalate] == ["atasan", "kepala"]
    assert document.sla.silence is not None
    assert document.sla.silence.register_
    assert document.state("verifikasi").phase == "in_process"
    assert document.action("putusan", "setujui").not_same_as == ("teruskan",)
    assert document.output("izin").remind == (60, 30, 7)
    assert document.hooks.names() == {"validate": "dpmptsp.cek_nib", "prefill": "dpmptsp.isi_nib"}
    assert document.functions["penandatangan"].signs


def test_fields_are_found_by_id_and_in_order() -> None:
    document = sample()
    assert [field.id for _, field in document.fields()] == [
        *("di_serang", "nik", "lokasi", "lahan", "sewa", "titik", "tarif"),
    ]
    assert [page for page, _ in document.fields()][:2] == ["eligibility", "data"]
    assert "luas" in [field.id for _, field in document.all_fields()]
    assert document.field("lahan").type == "choice"
    assert [field.id for field in document.page("eligibility")] == ["di_serang"]


@pytest.mark.parametrize("name", ["field", "page", "state", "output"])
def test_what_is_not_there_is_a_key_error(name: str) -> None:
    with pytest.raises(KeyError):
        getattr(sample(), name)("entah")
    with pytest.raises(KeyError):
        sample().action("putusan", "entah")
    with pytest.raises(KeyError):
        sample().action("entah", "setujui")


def test_a_document_is_frozen() -> None:
    with pytest.raises(ValidationError):
        service().code = "TES-02"  # type: ignore[misc]


REFUSED: list[tuple[dict[str, Any], str]] = [
    ({"code": "tes"}, "code"),
    ({"code": "TES"}, "code"),
    ({"code": REMOVE}, "code"),
    ({"slug": "Layanan Uji"}, "slug"),
    ({"slug": "-uji"}, "slug"),
    ({"schema": 2}, "schema"),
    ({"schema": "1"}, "schema"),
    ({"kind": "wish"}, "kind"),
    ({"subjects": []}, "subjects"),
    ({"subjects": ["alien"]}, "subjects"),
    ({"titel": "x"}, "titel"),
    ({"title": ""}, "title"),
    ({"title": {"en": "Only English"}}, "title"),
    ({"title": {"id": "x", "fr": "y"}}, "title"),
    ({"title": 5}, "title"),
    ({"access.level": "sidik_jari"}, "access"),
    ({"access.confidential": "yes"}, "access"),
    ({"standard.duration.amount": "3"}, "standard"),
    ({"standard.duration.amount": 0}, "standard"),
    ({"standard.duration.unit": "fortnights"}, "standard"),
    ({"standard.duration.status": "guess"}, "standard"),
    ({"standard.duration.roll": "next_working_day"}, "standard"),
    ({"standard.fee": {"amount": -1}}, "standard"),
    ({"standard.fee": {"amount": 5, "hook": "a.b"}}, "standard"),
    ({"standard.fee": {"kind": "free", "amount": 5}}, "standard"),
    ({"standard.fee": {"hook": "import os"}}, "standard"),
    ({"form.pages.0.id": "Data Diri"}, "form"),
    ({"form.pages.0.fields.0.type": "telepathy"}, "form"),
    ({"form.pages.0.fields.0.type": REMOVE}, "form"),
    ({"form.pages.0.fields.0.required": "yes"}, "form"),
    ({"form.pages.0.fields.0.required": 1}, "form"),
    ({"form.pages.0.fields.0.id": "Nama"}, "form"),
    ({"form.pages.0.fields.0.show_if": {"op": "eval", "args": ["1"]}}, "form"),
    ({"form.pages.0.fields.0.colour": "red"}, "form"),
    ({"functions": {"Kepala Bidang": {}}}, "functions"),
    ({"sla.escalate": [{"at": 0, "to": "kepala"}]}, "sla"),
    ({"workflow.states.draf.phase": "asleep"}, "workflow"),
    ({"workflow.states.draf.actions.0.by": []}, "workflow"),
    ({"workflow.states.draf.actions.0.type": "dance"}, "workflow"),
    ({"workflow.states.periksa.actions.2.effects": [{}]}, "workflow"),
    ({"workflow.states.periksa.actions.2.effects": [{"output": "a", "hook": "a.b"}]}, "workflow"),
    ({"workflow.states.periksa.actions.2.type": "fork"}, "workflow"),
    ({"workflow.states.periksa.actions.2.tasks": [{"function": "x"}]}, "workflow"),
    ({"workflow.states.periksa.actions.2.join": "all"}, "workflow"),
    ({"workflow.states.periksa.actions.2.type": "extend"}, "workflow"),
    ({"workflow.states.periksa.actions.2.extend": {"amount": 7}}, "workflow"),
    ({"outputs": [{"key": "a", "valid": {}}]}, "outputs"),
    ({"outputs": [{"key": "a", "origin": "dreamt"}]}, "outputs"),
    ({"handoff": {"system": "SIAK", "url": "javascript:alert(1)"}}, "handoff"),
    ({"handoff": {"system": "SIAK", "url": "http://x.id"}}, "handoff"),
    ({"notify": [{"when": "full_moon", "template": "t"}]}, "notify"),
    ({"retention": {"approved": {"years": 5, "days": 3, "then": "delete"}}}, "retention"),
    ({"retention": {"approved": {"then": "delete"}}}, "retention"),
    ({"retention": {"approved": {"years": 5, "then": "burn"}}}, "retention"),
    ({"hooks": {"validate": "not a name"}}, "hooks"),
    ({"agency": {"from": "lokasi", "to": "x"}}, "agency"),
]


@pytest.mark.parametrize(("changes", "where"), REFUSED, ids=[repr(changes) for changes, _ in REFUSED])
def test_a_broken_document_says_where_it_is_broken(changes: dict[str, Any], where: str) -> None:
    found = problems(changes)
    assert any(path.startswith(where) for path, _ in found)
    assert all(message for _, message in found)


def test_every_problem_is_told_at_once() -> None:
    found = problems({"code": "x", "slug": "X", "kind": "wish"})
    assert {path for path, _ in found} == {"code", "slug", "kind"}


def test_problems_of_a_file_name_the_line() -> None:
    lines = sample_text().splitlines()
    line = next(number for number, text in enumerate(lines, 1) if "type: region" in text)
    with pytest.raises(DocumentError) as caught:
        parse_text(sample_text().replace("type: region", "type: regio"))
    [(path, message)] = caught.value.problems
    assert path.startswith("form.pages.0.fields.1")
    assert f"(line {line})" in message


def test_a_broken_file_is_a_document_error_too() -> None:
    with pytest.raises(DocumentError):
        parse_text("schema: 1\nschema: 1")


@pytest.mark.parametrize("data", [{"schema": object()}, {"schema": {1, 2}}, {1: 2}, {"schema": float("nan")}])
def test_what_is_not_plain_data_is_refused(data: dict[Any, Any]) -> None:
    with pytest.raises(DocumentError):
        parse(data)


def test_a_plain_sentence_is_short_for_a_text() -> None:
    assert service({"title": "Layanan"}) == service({"title": {"id": "Layanan"}})
    assert service().title.in_language("en") == "Layanan uji"
    assert sample().title.in_language("en-GB") == "Billboard permit"
    assert str(sample().title) == "Izin reklame"


def test_one_document_has_one_text_whatever_the_order_and_the_defaults() -> None:
    data = minimal()
    turned = {key: data[key] for key in reversed(list(data))}
    spelled_out = {**data, "kind": "request", "confidence": "medium", "subjects": ["person"]}
    texts = {canonical(parse(each)) for each in (data, turned, spelled_out)}
    assert len(texts) == 1
    assert checksum(parse(turned)) == hashlib.sha256(texts.pop().encode()).hexdigest()


def test_the_canonical_text_is_sorted_json_without_spaces() -> None:
    text = canonical(sample())
    assert json.loads(text) == to_data(sample())
    assert text == json.dumps(json.loads(text), ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    assert json.loads(text)["schema"] == 1


def test_any_change_changes_the_checksum() -> None:
    sums = {
        checksum(service(changes)) for changes in ({}, {"title": "x"}, {"sla.amount": 4}, {"hooks": {"event": "a.b"}})
    }
    assert len(sums) == 4
    assert all(re.fullmatch("[0-9a-f]{64}", each) for each in sums)


def test_the_json_schema_knows_every_field_type_and_keyword() -> None:
    schema = json_schema()
    assert schema["$schema"].endswith("2020-12/schema")
    text = json.dumps(schema)
    for name in FIELD_TYPES:
        assert f'"const": "{name}"' in text
    properties = schema["properties"]
    assert {"schema", "code", "agency", "workflow", "standard", "form"} <= properties.keys()
    assert schema["additionalProperties"] is False


def test_the_json_schema_is_self_contained() -> None:
    schema = json_schema()
    wanted = set(re.findall(r'"#/\$defs/([^"]+)"', json.dumps(schema)))
    assert wanted <= schema["$defs"].keys()


def test_the_kind_of_a_fee_follows_from_the_fee() -> None:
    kinds = [
        service({"standard.fee": fee}).standard.fee
        for fee in ({"amount": 0}, {"amount": 5000}, {"hook": "a.b"}, {"kind": "tax", "note": "5%"})
    ]
    assert [fee.kind for fee in kinds if fee] == ["free", "levy", "levy", "tax"]


def test_an_action_without_a_label_has_words_from_its_key() -> None:
    assert sample().action("putusan", "setujui").title == "Setujui"
    labelled = service({"workflow.states.periksa.actions.3.label": "Tolak permohonan"})
    assert labelled.action("periksa", "tolak").title == "Tolak permohonan"


def test_every_action_is_walked_with_its_state() -> None:
    walked = [(state, action.key) for state, action in service().workflow.actions()]
    assert ("periksa", "tolak") in walked
    assert len(walked) == 6
