"""What a change means for requests that run already."""

from typing import Any

import pytest
from hypothesis import given

from services.definition.diff import Change, Impact, diff, worst
from services.definition.document import Document
from tests.services.definition.helpers import NAME, REMOVE, sample, service
from tests.services.definition.strategies.counts import few
from tests.services.definition.strategies.documents import documents

FREE, ASK, BREAK = Impact.COMPATIBLE, Impact.NEEDS_APPLICANT, Impact.INCOMPATIBLE
AGE = {"id": "umur", "type": "integer", "min": 0, "max": 100}
KIND = {
    "id": "jenis",
    "type": "choice",
    "options": [{"value": "a", "label": "A"}, {"value": "b", "label": "B"}],
}
FILE = {"id": "bukti", "type": "file", "accept": ["pdf"], "max_mb": 5}
ROWS = {"id": "g", "type": "group", "repeat": {"min": 1, "max": 3}, "fields": [NAME]}
ONCE = {"id": "g", "type": "group", "fields": [NAME]}
SHOW = {"op": "eq", "args": [{"f": "nama"}, "x"]}


def fields(*data: dict[str, Any]) -> Document:
    """Return a service that asks these fields."""
    return service({"form.pages.0.fields": list(data)})


def test_equal_documents_have_no_difference() -> None:
    assert diff(sample(), sample()) == []
    assert worst([]) is FREE


FIELDS: list[tuple[dict[str, Any] | None, dict[str, Any] | None, Impact]] = [
    (None, AGE, FREE),
    (None, {**AGE, "required": True}, ASK),
    (None, {**AGE, "required_if": SHOW}, ASK),
    (AGE, None, FREE),
    (AGE, {**AGE, "label": "Usia"}, FREE),
    (AGE, {**AGE, "help": "Dalam tahun."}, FREE),
    (AGE, {**AGE, "why": "Untuk syarat umur."}, FREE),
    (AGE, {**AGE, "required": True}, ASK),
    ({**AGE, "required": True}, AGE, FREE),
    (AGE, {**AGE, "required_if": SHOW}, ASK),
    ({**AGE, "required_if": SHOW}, AGE, FREE),
    (AGE, {**AGE, "show_if": SHOW}, ASK),
    (AGE, {**AGE, "max": 120}, FREE),
    (AGE, {**AGE, "max": 90}, ASK),
    (AGE, {**AGE, "min": 17}, ASK),
    ({**AGE, "min": 17}, AGE, FREE),
    (AGE, {**AGE, "secret": True}, BREAK),
    (AGE, {**AGE, "read_only": True}, ASK),
    ({**AGE, "read_only": True}, AGE, FREE),
    (AGE, {"id": "umur", "type": "short_text"}, BREAK),
    (KIND, {**KIND, "options": [*KIND["options"], {"value": "c", "label": "C"}]}, FREE),
    (KIND, {**KIND, "options": KIND["options"][:1]}, ASK),
    (KIND, {**KIND, "style": "select"}, FREE),
    (FILE, {**FILE, "accept": ["pdf", "image"]}, FREE),
    (FILE, {**FILE, "accept": ["image"]}, ASK),
    (FILE, {**FILE, "max_mb": 10}, FREE),
    (FILE, {**FILE, "max_mb": 1}, ASK),
    (ROWS, {**ROWS, "repeat": {"min": 0, "max": 5}}, FREE),
    (ROWS, {**ROWS, "repeat": {"min": 2, "max": 3}}, ASK),
    (ROWS, {**ROWS, "repeat": {"min": 1, "max": 2}}, ASK),
    (ROWS, ONCE, BREAK),
    (ONCE, ROWS, BREAK),
    (ROWS, {**ROWS, "fields": [NAME, AGE]}, FREE),
    (ROWS, {**ROWS, "fields": [NAME, {**AGE, "required": True}]}, ASK),
    (ROWS, {**ROWS, "fields": [{**NAME, "label": "Nama lengkap"}]}, FREE),
    (ROWS, {**ROWS, "fields": [{"id": "nama", "type": "nik"}]}, BREAK),
    (None, ONCE, ASK),
    (None, {**ONCE, "fields": [AGE]}, FREE),
    ({"id": "d", "type": "date"}, {"id": "d", "type": "date", "max": "today"}, ASK),
    ({"id": "d", "type": "date", "max": "today"}, {"id": "d", "type": "date"}, FREE),
    ({"id": "d", "type": "date", "max": "today"}, {"id": "d", "type": "date", "max": "today+5d"}, ASK),
    ({"id": "r", "type": "region"}, {"id": "r", "type": "region", "level": "kecamatan"}, BREAK),
    ({"id": "r", "type": "reference", "list": "a"}, {"id": "r", "type": "reference", "list": "b"}, BREAK),
    ({"id": "p", "type": "phone"}, {"id": "p", "type": "phone", "mobile": True}, ASK),
]


@pytest.mark.parametrize(("old", "new", "impact"), FIELDS)
def test_a_changed_question_says_what_it_means(
    old: dict[str, Any] | None, new: dict[str, Any] | None, impact: Impact
) -> None:
    changes = diff(fields(*([old] if old else [])), fields(*([new] if new else [])))
    assert [change for change in changes if change.path != "form.pages"]
    assert worst(changes) is impact


def test_the_order_of_questions_never_matters_to_answers() -> None:
    changes = diff(fields(NAME, AGE), fields(AGE, NAME))
    assert changes == [Change("form.pages", "changed", FREE)]


WHOLE: list[tuple[dict[str, Any], str, Impact]] = [
    ({"code": "TES-02"}, "code", BREAK),
    ({"slug": "lain"}, "slug", BREAK),
    ({"kind": "complaint"}, "kind", BREAK),
    ({"agency": "dlh"}, "agency", BREAK),
    ({"access": {"confidential": True}}, "access.confidential", BREAK),
    ({"access": {"level": "phone"}}, "access.level", ASK),
    ({"access": {"level": "anonymous"}}, "access.level", FREE),
    ({"access": {"why": "Perlu."}}, "access.why", FREE),
    ({"title": "Judul lain"}, "title", FREE),
    ({"synonyms": ["lain"]}, "synonyms", FREE),
    ({"standard.fee": {"amount": 5000}}, "standard.fee", ASK),
    ({"standard.fee": {"hook": "disdukcapil.tarif"}}, "standard.fee", ASK),
    ({"standard.fee": {"amount": 0, "note": "Gratis"}}, "standard.fee", FREE),
    ({"standard.duration": {"amount": 9}}, "standard.duration", FREE),
    ({"standard.fee": REMOVE}, "standard.fee", FREE),
    ({"sla.amount": 9}, "sla", FREE),
    ({"workflow.states.perbaikan": REMOVE, "workflow.states.periksa.actions.1": REMOVE}, "perbaikan", BREAK),
    ({"workflow.states.baru": {"phase": "approved"}}, "workflow.states.baru", FREE),
    ({"workflow.states.ditolak.phase": "closed"}, "workflow.states.ditolak.phase", BREAK),
    ({"workflow.states.periksa.citizen_text": "Lain."}, "workflow.states.periksa.citizen_text", FREE),
    ({"workflow.states.periksa.actions.3": REMOVE}, "workflow.states.periksa.tolak", FREE),
    ({"workflow.states.periksa.actions.3.by": ["petugas"]}, "workflow.states.periksa.tolak", FREE),
    (
        {"workflow.states.periksa.actions.4": {"key": "catat", "by": ["petugas"], "type": "comment"}},
        "workflow.states.periksa.catat",
        FREE,
    ),
    ({"workflow.max_rounds": 1}, "workflow.max_rounds", FREE),
    ({"form.rules": [{"unless": True, "message": "x"}]}, "form.rules", ASK),
    ({"eligibility": {"rules": [{"unless": True, "message": "x"}]}}, "eligibility.rules", ASK),
    ({"eligibility": {"ask": [{"id": "warga", "type": "boolean"}]}}, "eligibility.warga", FREE),
    ({"eligibility": {"ask": [{"id": "warga", "type": "boolean", "required": True}]}}, "eligibility.warga", ASK),
    ({"form.pages.0.title": "Isian"}, "form.pages", FREE),
    ({"form.pages.0.show_if": True}, "form.pages", ASK),
    ({"hooks": {"validate": "a.b"}}, "hooks", FREE),
    ({"functions.lain": {}}, "functions", FREE),
]


@pytest.mark.parametrize(("changes", "path", "impact"), WHOLE, ids=[path for _, path, _ in WHOLE])
def test_a_changed_service_says_what_it_means(changes: dict[str, Any], path: str, impact: Impact) -> None:
    found = diff(service(), service(changes))
    assert any(path in change.path for change in found)
    assert worst(found) is impact


def test_an_open_task_keeps_its_action() -> None:
    old = sample()
    states = dict(old.workflow.states)
    states["telaah"] = states["telaah"].model_copy(update={"actions": ()})
    new = old.model_copy(update={"workflow": old.workflow.model_copy(update={"states": states})})
    [change] = diff(old, new)
    assert (change.path, change.what, change.impact) == ("workflow.states.telaah.pendapat", "removed", BREAK)


def test_the_worst_change_counts() -> None:
    changes = diff(service(), service({"title": "x", "access": {"level": "phone"}}))
    assert worst(changes) is ASK
    assert [change.impact for change in changes] == [ASK, FREE]


@few
@given(documents(), documents())
def test_any_two_services_can_be_compared(one: Document, two: Document) -> None:
    changes = diff(one, two)
    assert (changes == []) == (one == two)
    assert all(change.path and change.what for change in changes)


@few
@given(documents())
def test_a_service_does_not_differ_from_itself(document: Document) -> None:
    assert diff(document, document) == []


@pytest.mark.parametrize(
    ("name", "value"), [("keep_from", ["nama"]), ("identity", ["petugas"]), ("confidential_if", SHOW)]
)
def test_who_is_kept_from_a_request_is_a_promise_to_those_who_filed_already(name: str, value: Any) -> None:
    assert diff(service(), service({f"access.{name}": value})) == [Change(f"access.{name}", "changed", BREAK)]
