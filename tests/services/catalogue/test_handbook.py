"""docs/service-document.md is held to the code: its tables, its documents, its Python, its commands."""

from __future__ import annotations

import dataclasses
import io
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command, get_commands, load_command_class

from services.catalogue.life_events import LIFE_EVENTS
from services.catalogue.linting import FILE_RULES
from services.catalogue.management.commands import document_reference
from services.catalogue.management.commands.export_schema import schema_text
from services.catalogue.registry import Registry, registry
from services.catalogue.world import RegistryWorld
from services.definition.base import Wording
from services.definition.conditions import OPERATORS
from services.definition.describe.reference.rules import HOOKS
from services.definition.diff import Impact
from services.definition.document import Document, parse_text
from services.definition.document.parts import Hooks
from services.definition.facts import FACTS
from services.definition.fields import FIELD_TYPES
from services.definition.lint import Code, lint
from services.requests import hooks
from tests.services.definition.describe.documents import PAGE, ROOT, blocks

TEXT = PAGE.read_text(encoding="utf-8")
DOCUMENTS = blocks("yaml")


def models(model: Any) -> Iterator[Any]:
    """Yield every pydantic model that a document is made of."""
    seen: set[Any] = set()
    waiting = [model, *(kind.spec for kind in FIELD_TYPES.values())]
    while waiting:
        each = waiting.pop()
        if each in seen:
            continue
        seen.add(each)
        yield each
        waiting += [inner for info in each.model_fields.values() for inner in inside(info.annotation)]


def inside(annotation: Any) -> Iterator[Any]:
    """Yield the models named in an annotation."""
    if hasattr(annotation, "model_fields") and isinstance(annotation, type):
        yield annotation
    for part in getattr(annotation, "__args__", ()):
        yield from inside(part)


@pytest.fixture(scope="module")
def own() -> Registry:
    """Return a registry with the portal's notices and the hooks that the page shows."""
    found = Registry()
    found.notices, found.silent_notices = registry.notices, registry.silent_notices
    for name in re.findall(r'registry\.register_hook\("([^"]+)"', TEXT):
        found.register_hook(name, lambda *given: None)
    return found


def test_the_tables_are_of_today() -> None:
    assert document_reference.renewed(TEXT) == TEXT, "run manage.py document_reference"


@pytest.mark.parametrize("number", range(len(DOCUMENTS)))
def test_every_document_on_the_page_lints_clean(number: int, own: Registry) -> None:
    assert lint(parse_text(DOCUMENTS[number]), RegistryWorld(own)) == []


def test_the_tutorial_has_its_steps_in_order_and_each_says_more_than_the_one_before() -> None:
    steps = [int(each) for each in re.findall(r"^### Step (\d)", TEXT, re.MULTILINE)]
    assert steps == list(range(1, len(DOCUMENTS)))
    sizes = [len(text) for text in DOCUMENTS[:-1]]
    assert sizes == sorted(sizes)
    assert len({parse_text(text).slug for text in DOCUMENTS[:-1]}) == 1


def test_the_steps_stay_one_service_that_running_requests_could_follow_in_name() -> None:
    first, *others = (parse_text(text) for text in DOCUMENTS[:-1])
    assert all((each.code, each.agency, each.kind) == (first.code, first.agency, first.kind) for each in others)


def test_every_keyword_of_every_model_is_in_a_table() -> None:
    # A text is said in prose: a sentence, or both languages.
    found = [model for model in models(Document) if model is not Wording]
    assert len(found) > 50
    for model in found:
        for key, info in model.model_fields.items():
            assert f"| `{info.alias or key}` |" in TEXT, f"{model.__name__}.{key}"


def test_every_type_operator_fact_rule_verdict_and_hook_is_in_a_table() -> None:
    for name in [*OPERATORS, *FACTS, *(code.value for code in Code), *FILE_RULES, *HOOKS]:
        assert f"| `{name}` |" in TEXT, name
    for kind in FIELD_TYPES:
        assert f"\n#### {kind}\n" in TEXT, kind
    for impact in Impact:
        assert f"| `{impact.name.lower()}` |" in TEXT
    for event in LIFE_EVENTS:
        assert f"`{event}`" in TEXT


def test_the_full_example_uses_most_keywords_of_the_document() -> None:
    document = parse_text(DOCUMENTS[-1])
    written = document.model_dump(by_alias=True, exclude_defaults=True)
    unused = {info.alias or key for key, info in Document.model_fields.items()} - written.keys()
    # What is left at its default is written in the file all the same, or needs a national system.
    assert unused <= {"kind", "handoff", "parent_systems"}
    kinds = {action.type.value for _, action in document.workflow.actions()}
    assert len(kinds) >= 13


def test_the_python_on_the_page_runs_and_fits_the_signatures() -> None:
    [code] = blocks("python")
    names: dict[str, Any] = {}
    exec(compile(code, "page", "exec"), names)
    [problem] = names["check_date"]({"tanggal": "2026-11-12"}, {"today": "2026-11-01"})
    assert isinstance(problem, hooks.HookProblem)
    assert problem.field in {field.id for _, field in parse_text(DOCUMENTS[-1]).fields()}
    assert names["check_date"]({"tanggal": "2026-11-13"}, {}) == []
    names["note_event"](None)
    names["note_permit"](None)


def test_what_a_hook_is_told_is_what_the_page_says() -> None:
    for rule, told in ((HOOKS["event"], hooks.EventSeen), (HOOKS["effect"], hooks.Decided)):
        assert told.__name__ in rule.signature
        assert all(each.name in rule.meaning for each in dataclasses.fields(told))
    assert "HookProblem(field, sentence)" in HOOKS["validate"].meaning
    assert [each.name for each in dataclasses.fields(hooks.HookProblem)] == ["field", "sentence"]
    keywords = {info.alias or key for key, info in Hooks.model_fields.items()} - {"on_error"}
    assert set(HOOKS) == keywords | {"effect"}


def test_every_command_on_the_page_exists_and_takes_what_is_written() -> None:
    lines = re.findall(r"^python manage\.py (\w+)([^#\n]*)", TEXT, re.MULTILINE)
    assert len(lines) >= 6
    for name, rest in lines:
        parser = load_command_class(get_commands()[name], name).create_parser("manage.py", name)
        parser.parse_args(rest.split(" > ")[0].split())


def test_every_link_on_the_page_leads_somewhere() -> None:
    for target in re.findall(r"\]\(([^)]+)\)", re.sub(r"`[^`\n]*`", "", TEXT)):
        if target.startswith("#"):
            headings = re.findall(r"^#+ (.+)$", TEXT, re.MULTILINE)
            assert target[1:] in {re.sub(r"[^\w -]", "", each).lower().replace(" ", "-") for each in headings}
        else:
            assert (PAGE.parent / target).exists(), target


def test_the_editors_line_leads_from_a_documents_folder_to_the_schema() -> None:
    lines = re.findall(r"yaml-language-server: \$schema=(\S+)", TEXT)
    assert len(lines) == 2
    folder = ROOT / "services" / "opd" / "disdukcapil" / "documents"
    assert all((folder / line).resolve() == ROOT / "docs" / "schema" / "service-document.schema.json" for line in lines)


def test_the_command_renews_an_old_table_and_touches_nothing_else(settings: Any, tmp_path: Path) -> None:
    settings.BASE_DIR = tmp_path
    page = tmp_path / document_reference.PAGE
    page.parent.mkdir()
    page.write_text(TEXT.replace("| `today` | date |", "| `kemarin` | date |"), encoding="utf-8")
    errors = io.StringIO()
    with pytest.raises(SystemExit):
        call_command("document_reference", "--check", stderr=errors)
    assert "run manage.py document_reference" in errors.getvalue()
    call_command("document_reference")
    assert page.read_text(encoding="utf-8") == TEXT
    call_command("document_reference", "--check")


@pytest.mark.parametrize(
    ("old", "new", "word"),
    [("<!-- table: facts -->", "<!-- table: fakta -->", "facts"), ("<!-- table: facts -->", "", "facts")],
)
def test_a_table_that_has_no_place_or_no_maker_is_refused(old: str, new: str, word: str) -> None:
    with pytest.raises(CommandError, match=word):
        document_reference.renewed(TEXT.replace(old, new))


def test_a_table_twice_on_the_page_is_refused() -> None:
    with pytest.raises(CommandError, match="twice"):
        document_reference.renewed(TEXT + "\n<!-- table: facts -->\n<!-- end -->\n")


def test_the_schema_is_written_to_the_screen_or_to_a_file(tmp_path: Path) -> None:
    out = io.StringIO()
    call_command("export_schema", stdout=out)
    call_command("export_schema", "--output", str(tmp_path / "baru" / "skema.json"))
    assert out.getvalue() == (tmp_path / "baru" / "skema.json").read_text(encoding="utf-8") == schema_text()
    assert json.loads(out.getvalue())["$schema"].endswith("2020-12/schema")
