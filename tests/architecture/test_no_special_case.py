"""No service and no agency is named in the engine: what makes a service this service is its document."""

from __future__ import annotations

import ast
import csv
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from services.catalogue.registry import registry
from tests.architecture.checking import ROOT

HEART = ("services/definition", "services/catalogue", "services/requests", "services/desk", "services/outputs")
PAGES = ("templates/catalogue", "templates/requests", "templates/desk")


def agencies() -> set[str]:
    """Return the slugs of all agencies of the kabupaten, kecamatan included."""
    with (ROOT / "agencies" / "data" / "opd.csv").open(encoding="utf-8") as file:
        rows = csv.DictReader(line for line in file if not line.startswith("#"))
        return {row["slug"] for row in rows}


def names() -> set[str]:
    """Return everything the heart must not know: slugs and codes of services, slugs of agencies."""
    services = {name for each in registry for name in (each.document.slug, each.document.code)}
    return services | agencies()


def said(path: Path) -> Iterator[tuple[int, str]]:
    """Yield what a file says to a program: string constants of Python without docstrings, every line of a template."""
    if path.suffix != ".py":
        yield from enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
        return
    tree = ast.parse(path.read_text(encoding="utf-8"))
    docs = {
        node.body[0].value
        for node in ast.walk(tree)
        if isinstance(node, (ast.Module, ast.ClassDef, ast.FunctionDef)) and ast.get_docstring(node)
        if isinstance(node.body[0], ast.Expr)
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and node not in docs:
            yield node.lineno, node.value


def found(folders: tuple[str, ...], pattern: str, wanted: set[str]) -> list[str]:
    word = re.compile(rf"(?<![\w-])({'|'.join(map(re.escape, sorted(wanted, key=len, reverse=True)))})(?![\w-])")
    paths = [path for folder in folders for path in sorted((ROOT / folder).rglob(pattern))]
    assert paths, folders
    return [
        f"{path.relative_to(ROOT)}:{line}: {match[1]}"
        for path in paths
        if "migrations" not in path.parts
        for line, text in said(path)
        if (match := word.search(text))
    ]


def test_there_are_names_to_look_for() -> None:
    assert len(agencies()) == 58
    assert {"akta-kelahiran", "KEC-02", "dinkes"} <= names()


def test_no_code_of_the_heart_names_a_service_or_an_agency() -> None:
    assert found(HEART, "*.py", names()) == []


def test_no_page_of_the_heart_names_a_service_or_an_agency() -> None:
    assert found(PAGES, "*.html", names()) == []


@pytest.mark.parametrize("text", ["if slug == 'akta-kelahiran'", "x = 'dinkes'", 'code in {"ADM-01"}'])
def test_a_special_case_would_be_found(text: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "heart").mkdir()
    (tmp_path / "heart" / "module.py").write_text(text + (": pass\n" if text.startswith("if") else "\n"))
    monkeypatch.setitem(globals(), "ROOT", tmp_path)
    assert len(found(("heart",), "*.py", {"akta-kelahiran", "dinkes", "ADM-01"})) == 1
