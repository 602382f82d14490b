"""Run all contracts over a tree, the real one or a changed copy."""

from __future__ import annotations

import os
import subprocess
import sys
from itertools import chain
from pathlib import Path

from tests.architecture.reverse_lookups import upward_lookups, upward_lookups_in_templates
from tests.architecture.staircase import Project, Reference
from tests.architecture.strings import python_references, template_references

ROOT = Path(__file__).resolve().parents[2]
LINT = "from importlinter.cli import lint_imports; import sys; sys.exit(lint_imports(no_cache=True))"


def wrong_references(root: Path = ROOT) -> list[Reference]:
    """Return the references of a tree that run upward or sideways."""
    project = Project(root)
    named = chain(python_references(project), template_references(project))
    wrong = {reference for reference in named if not project.may_know(reference.owner, reference.target)}
    return sorted(wrong | set(upward_lookups(project)) | set(upward_lookups_in_templates(project)))


def lint_imports(root: Path = ROOT) -> tuple[bool, str]:
    """Run import-linter over a tree in a process of its own; return whether all contracts hold, and its report."""
    # The tree's own folder must come first on the path, or a copy would be measured by the original's files.
    values = {**os.environ, "PYTHONPATH": str(root), "COLUMNS": "200"}
    command = [sys.executable, "-c", f"import sys; sys.path.insert(0, {str(root)!r}); {LINT}"]
    done = subprocess.run(command, cwd=root, env=values, capture_output=True, text=True, check=False)
    return done.returncode == 0, done.stdout + done.stderr
