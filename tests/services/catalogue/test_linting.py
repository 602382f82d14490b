"""Linting a file names the file, the line, the rule and what to do, whatever is wrong with it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml

from services.catalogue.linting import FILE_RULES, Told, files_at, lint_file, registered_files
from services.catalogue.registry import Registry, RegistryError
from services.catalogue.world import RegistryWorld

Write = Callable[..., Path]
Register = Callable[..., Registry]


@pytest.fixture
def write(tmp_path: Path) -> Write:
    """Write a document, or raw text, as a file."""

    def put(content: dict[str, Any] | str | bytes, name: str = "surat-uji.yaml") -> Path:
        path = tmp_path / name
        if isinstance(content, bytes):
            path.write_bytes(content)
        else:
            text = content if isinstance(content, str) else yaml.safe_dump(content, sort_keys=False)
            path.write_text(text, encoding="utf-8")
        return path

    return put


def lint(path: Path, registry: Registry | None = None) -> list[Told]:
    own = Registry() if registry is None else registry
    return lint_file(path, own, RegistryWorld(own))


def test_a_sound_file_gives_nothing(write: Write, small: dict[str, Any]) -> None:
    assert lint(write(small)) == []


def test_a_finding_is_one_line_that_editors_can_jump_to(write: Write, small: dict[str, Any]) -> None:
    small["workflow"]["states"]["periksa"]["actions"][0]["to"] = "hilang"
    path = write(small)
    told = next(each for each in lint(path) if each.rule == "unknown_state")
    line = path.read_text(encoding="utf-8").splitlines()[told.line - 1]
    assert line.strip() == "to: hilang"
    assert str(told) == (
        f"{path}:{told.line}: error: unknown_state: workflow.states.periksa.setujui.to: There is no state 'hilang'. "
        "Add the state under workflow.states, or correct the name."
    )


def test_findings_come_in_the_order_of_the_file(write: Write, small: dict[str, Any]) -> None:
    small["standard"]["product"] = []
    small["workflow"]["states"]["periksa"]["actions"][1]["to"] = "hilang"
    small["retention"] = {}
    lines = [told.line for told in lint(write(small))]
    assert len(lines) >= 3
    assert lines == sorted(lines)


def test_a_warning_stays_a_warning(write: Write, small: dict[str, Any]) -> None:
    small["retention"] = {}
    [told] = lint(write(small))
    assert (told.severity, told.rule) == ("warning", "no_retention")


def test_every_fault_of_shape_is_told_at_its_line_without_the_names_of_types(
    write: Write, small: dict[str, Any]
) -> None:
    small["form"]["pages"][0]["fields"][0]["requird"] = True
    del small["title"]
    path = write(small)
    missing, unknown = lint(path)
    assert (missing.rule, missing.place, missing.line) == ("shape", "title", 1)
    assert missing.message == "the keyword 'title' is missing; add it"
    assert unknown.place == "form.pages.0.fields.0.requird"
    assert path.read_text(encoding="utf-8").splitlines()[unknown.line - 1].strip() == "requird: true"


@pytest.mark.parametrize(
    ("content", "line", "words"),
    [
        ("schema: 1\nslug: a\nslug: b\n", 3, "the keyword 'slug' is written twice"),
        ("schema: 1\ntitle: [\n", 3, "something is missing or stands alone here"),
        ("", 1, "the file is empty"),
        ("- a\n", 1, "the document must be a mapping"),
        ("a: &b 1\n", 1, "anchors are not allowed (&b)"),
        (b"title: \xff\n", 1, "this line is not UTF-8 text; save the file as UTF-8"),
    ],
)
def test_a_file_that_cannot_be_read_is_told_with_its_line(
    write: Write, content: str | bytes, line: int, words: str
) -> None:
    [told] = lint(write(content))
    assert (told.rule, told.line, told.severity) == ("yaml", line, "error")
    assert words in told.message


def test_a_file_that_is_not_there_is_told_too(tmp_path: Path) -> None:
    [told] = lint(tmp_path / "hilang.yaml")
    assert told.message == "the file cannot be opened: No such file or directory"
    assert str(told).endswith("hilang.yaml:1: error: yaml: -: the file cannot be opened: No such file or directory")


def test_a_code_and_a_slug_of_another_registered_file_are_taken(
    register: Register, write: Write, small: dict[str, Any]
) -> None:
    own = register(small)
    found = [told for told in lint(write(small), own) if told.rule == "taken"]
    assert [told.place for told in found] == ["code", "slug"]
    assert "00.yaml" in found[0].message


def test_a_registered_file_does_not_take_its_own_code(register: Register, small: dict[str, Any]) -> None:
    own = register(small)
    assert [told.rule for told in lint(own.get("surat-uji").path, own)] == ["file_name"]


def test_a_service_of_another_agency_is_foreign(register: Register, small: dict[str, Any]) -> None:
    own = register(small, app="bapenda")
    told = next(each for each in lint(own.get("surat-uji").path, own) if each.rule == "foreign")
    assert told.place == "agency"
    assert told.message == (
        "the app 'bapenda' may not bring a service of 'dinkes'. Move it to services/opd/<agency>/documents/."
    )


def test_a_file_not_named_like_its_slug_is_a_warning_with_the_right_name(write: Write, small: dict[str, Any]) -> None:
    [told] = lint(write(small, "lain.yaml"))
    assert (told.severity, told.rule) == ("warning", "file_name")
    assert told.message.endswith("rename it to surat-uji.yaml")


def test_hooks_and_notices_are_judged_by_what_is_registered(write: Write, small: dict[str, Any]) -> None:
    own = Registry()
    own.register_notice("diterima", frozenset())
    small["hooks"] = {"validate": "dinkes.cek"}
    small["notify"] = [{"when": "action:ajukan", "template": "tak_ada"}]
    assert {told.rule for told in lint(write(small), own)} == {"missing_hook", "missing_template"}
    own.register_hook("dinkes.cek", lambda answers, facts: None)
    own.register_notice("tak_ada", frozenset())
    assert lint(write(small), own) == []


def test_broken_files_are_among_the_registered_ones(register: Register, small: dict[str, Any]) -> None:
    own = register(small, "schema: [")
    assert [path.name for path in registered_files(own)] == ["00.yaml", "01.yaml"]


def test_a_folder_stands_for_the_yaml_files_below_it(write: Write, small: dict[str, Any], tmp_path: Path) -> None:
    (tmp_path / "dalam").mkdir()
    write(small)
    write(small, "dalam/b.yaml")
    write("bukan", "c.txt")
    assert [path.name for path in files_at(tmp_path)] == ["b.yaml", "surat-uji.yaml"]


def test_a_malformed_code_that_stops_the_registry_is_only_a_finding_here(
    register: Register, write: Write, small: dict[str, Any]
) -> None:
    small["code"] = "uji"
    with pytest.raises(RegistryError):
        register(small)
    [told] = lint(write(small))
    assert (told.rule, told.place) == ("shape", "code")


def test_every_rule_of_a_file_is_explained() -> None:
    assert set(FILE_RULES) == {"yaml", "shape", "taken", "foreign", "file_name"}
    assert all(text.endswith(".") for rule in FILE_RULES.values() for text in rule)
