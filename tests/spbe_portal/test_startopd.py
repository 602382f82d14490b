"""Start a new OPD in a copy of the project and hold the result to the same contracts."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.architecture.checking import ROOT, lint_imports, wrong_references

PARTS = ("spbe_portal", "services", "agencies", "citizens", "foundation", "templates", "static", "locale")


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """Return a copy of the project that a command may change."""
    for part in PARTS:
        if (ROOT / part).exists():
            shutil.copytree(ROOT / part, tmp_path / part, ignore=shutil.ignore_patterns("__pycache__"))
    for name in ("manage.py", "pyproject.toml"):
        shutil.copy(ROOT / name, tmp_path)
    return tmp_path


def manage(root: Path, *words: str) -> subprocess.CompletedProcess[str]:
    """Run one of the copy's own management commands."""
    kept = {k: v for k, v in os.environ.items() if k in {"PATH", "HOME", "LANG"}}
    values = {**kept, "DATA_DIR": str(root / "var"), "PYTHONPATH": str(root), "PYTHONDONTWRITEBYTECODE": "1"}
    command = [sys.executable, "manage.py", *words]
    return subprocess.run(command, cwd=root, env=values, capture_output=True, text=True, check=False)


def test_a_new_opd_joins_with_one_command(copy: Path) -> None:
    done = manage(copy, "startopd", "dinas_contoh", "--nama", "Dinas Contoh")
    assert done.returncode == 0, done.stderr
    assert '    "services.opd.dinas_contoh",\n]' in (copy / "spbe_portal/settings.py").read_text(encoding="utf-8")

    checked = manage(copy, "check")
    assert checked.returncode == 0, checked.stderr
    command = "from django.apps import apps; print(apps.get_app_config('opd_dinas_contoh').verbose_name)"
    assert "Dinas Contoh" in manage(copy, "shell", "-c", command).stdout

    held, report = lint_imports(copy)
    assert held, report
    assert wrong_references(copy) == []


def test_what_startopd_writes_is_formatted_like_the_rest(copy: Path) -> None:
    assert manage(copy, "startopd", "badan_contoh").returncode == 0
    for path in (copy / "services/opd/badan_contoh").rglob("*.py"):
        text = path.read_text(encoding="utf-8")
        assert text.endswith("\n")
        assert "{" not in text
        compile(text, str(path), "exec")


@pytest.mark.parametrize("code", ["Dinkes", "din kes", "1dinas", "d", "dinkes!", "class", "../x", "x" * 31, "dinás"])
def test_a_code_that_cannot_be_a_package_is_refused_with_a_sentence(copy: Path, code: str) -> None:
    before = (copy / "spbe_portal/settings.py").read_text(encoding="utf-8")
    done = manage(copy, "startopd", code)
    assert done.returncode == 1
    assert "tidak dapat dipakai: tulis 2 sampai 30 huruf kecil" in done.stderr
    assert "Traceback" not in done.stderr
    assert (copy / "spbe_portal/settings.py").read_text(encoding="utf-8") == before


def test_a_taken_code_is_refused_and_nothing_is_overwritten(copy: Path) -> None:
    before = (copy / "services/opd/disdukcapil/apps.py").read_text(encoding="utf-8")
    done = manage(copy, "startopd", "disdukcapil")
    assert done.returncode == 1
    assert "sudah ada" in done.stderr
    assert (copy / "services/opd/disdukcapil/apps.py").read_text(encoding="utf-8") == before


def test_a_name_that_would_break_the_file_is_refused(copy: Path) -> None:
    done = manage(copy, "startopd", "dinas_contoh", "--nama", 'Dinas "Sehat"')
    assert done.returncode == 1
    assert "tidak boleh berisi tanda kutip" in done.stderr
    assert not (copy / "services/opd/dinas_contoh").exists()
