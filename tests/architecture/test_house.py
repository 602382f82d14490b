"""Keep files and functions small, functions documented, and imports at the top."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

from tests.architecture.checking import ROOT
from tests.architecture.staircase import Project

PROJECT = Project(ROOT)
FILES = [path for path in PROJECT.files if "migrations" not in path.parts]
LONGEST_FILE = 400
LONGEST_FUNCTION = 60
Function = ast.FunctionDef | ast.AsyncFunctionDef


def functions() -> Iterator[tuple[Path, Function]]:
    """Yield every function of the code."""
    for path in FILES:
        for node in ast.walk(PROJECT.tree(path)):
            if isinstance(node, Function):
                yield path.relative_to(ROOT), node


def hidden_imports(node: Function) -> Iterator[int]:
    """Yield the lines of a function at which it imports."""
    for inner in ast.walk(node):
        if isinstance(inner, (ast.Import, ast.ImportFrom)):
            yield inner.lineno


def test_no_file_is_longer_than_a_sitting() -> None:
    long = [f"{p.relative_to(ROOT)}: {n}" for p in FILES if (n := len(p.read_text().splitlines())) > LONGEST_FILE]
    assert not long, long


def test_no_function_is_longer_than_a_screen() -> None:
    sizes = ((path, node, (node.end_lineno or 0) - node.lineno + 1) for path, node in functions())
    long = [f"{path}:{node.lineno} {node.name}: {size}" for path, node, size in sizes if size > LONGEST_FUNCTION]
    assert not long, long


def test_imports_inside_functions_are_only_in_ready() -> None:
    late = [f"{p}:{line} {n.name}" for p, n in functions() if n.name != "ready" for line in hidden_imports(n)]
    assert not late, late


def test_every_module_says_what_it_is_for() -> None:
    silent = [
        str(path.relative_to(ROOT))
        for path in FILES
        if PROJECT.tree(path).body and not ast.get_docstring(PROJECT.tree(path))
    ]
    assert not silent, silent
