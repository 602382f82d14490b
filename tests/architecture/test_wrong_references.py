"""Prove that deliberate wrong imports and string references are each caught, in a copy of the tree."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.architecture.checking import ROOT, lint_imports, wrong_references

PARTS = ("spbe_portal", "services", "agencies", "citizens", "foundation", "templates")

WRONG_IMPORTS = {
    "a floor above": ("citizens/wrong.py", "from agencies import models\n"),
    "a floor above inside services": ("services/catalogue/wrong.py", "from services.requests import models\n"),
    "the top": ("foundation/wrong.py", "from spbe_portal import env\n"),
    "another OPD": ("services/opd/kecamatan/wrong.py", "from services.opd.disdukcapil import apps\n"),
    "something of ours in definition": ("services/definition/wrong.py", "from foundation import clock\n"),
    "Django in definition": ("services/definition/wrong.py", "from django.utils import timezone\n"),
    "a floor above, hidden in a function": (
        "foundation/wrong.py",
        "def late() -> object:\n    from citizens import models\n    return models\n",
    ),
    "the app's own upper layer": ("services/desk/policies.py", "from services.desk import apps\n"),
    "a folder that has no place": ("services/extra/__init__.py", ""),
}
CIRCLE = {
    "services/desk/ring.py": "from services.desk import rang\n",
    "services/desk/rang.py": "from services.desk import ring\n",
}
MODELS = "from django.db import models\n\n\nclass Wrong(models.Model):\n    x = models.ForeignKey({}, models.CASCADE)\n"
WRONG_STRINGS = {
    "foreign key": ("agencies/models_wrong.py", MODELS.format('"requests.ServiceRequest"'), "model"),
    "foreign key to the user from the ground": (
        "foundation/wrong.py",
        "from django.conf import settings\n" + MODELS.format("settings.AUTH_USER_MODEL"),
        "user model",
    ),
    "migration": (
        "citizens/migrations/0099_wrong.py",
        'class Migration:\n    dependencies = [("agencies", "0001_initial")]\n',
        "migration",
    ),
    "reverse()": ("services/catalogue/wrong.py", 'from x import reverse\n\nreverse("desk:queue")\n', "URL name"),
    "redirect()": ("citizens/wrong.py", 'import x\n\nx.redirect("catalogue:list")\n', "URL name"),
    "{% url %}": ("templates/catalogue/wrong.html", "{% url 'desk:queue' %}\n", "{% url %}"),
    "{% include %}": ("templates/requests/wrong.html", '{% include "desk/queue.html" %}\n', "{% include %}"),
    "{% extends %}": ("templates/citizens/wrong.html", '{% extends "catalogue/list.html" %}\n', "{% extends %}"),
    "template name": ("services/requests/wrong.py", 'template_name = "desk/queue.html"\n', "template"),
    "dotted path": ("agencies/wrong.py", 'HOOK = "services.requests.engine.perform"\n', "dotted path"),
    "dotted path to another OPD": (
        "services/opd/kecamatan/wrong.py",
        'HOOK = "services.opd.dkbp3a.hooks.check"\n',
        "dotted path",
    ),
    "get_model()": ("agencies/wrong.py", 'import x\n\nx.get_model("requests", "ServiceRequest")\n', "model"),
    "permission": ("agencies/wrong.py", 'NEEDED = "requests.view_servicerequest"\n', "permission"),
}
LOOKED_UP = {
    "reverse lookup in a filter": "import x\n\nx.filter(servicewrong__state=1)\n",
    "reverse lookup by text": 'import x\n\nx.values("servicewrong__state")\n',
    "reverse lookup by attribute": "import x\n\nx.agency.servicewrong_set.all()\n",
}


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """Return a copy of the project's packages and templates that a test may spoil."""
    for part in PARTS:
        shutil.copytree(ROOT / part, tmp_path / part, ignore=shutil.ignore_patterns("__pycache__", "documents", "data"))
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    return tmp_path


def write(root: Path, name: str, text: str) -> None:
    """Write a file of the copy, making its folder."""
    path = root / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def added(root: Path) -> list[tuple[str, str]]:
    """Return (file, kind) of the wrong references that the copy has beyond the tree it was made from."""
    known = set(wrong_references())
    return [(found.file, found.kind) for found in wrong_references(root) if found not in known]


def test_the_untouched_copy_is_clean(copy: Path) -> None:
    held, report = lint_imports(copy)
    assert held, report
    assert added(copy) == []


@pytest.mark.parametrize("case", WRONG_IMPORTS)
def test_a_wrong_import_is_caught(copy: Path, case: str) -> None:
    name, text = WRONG_IMPORTS[case]
    write(copy, name, text)
    held, report = lint_imports(copy)
    assert not held
    assert Path(name).parent.name in report


def test_a_circle_between_files_is_caught(copy: Path) -> None:
    for name, text in CIRCLE.items():
        write(copy, name, text)
    held, report = lint_imports(copy)
    assert not held
    assert "No circles, between folders or between files BROKEN" in report


@pytest.mark.parametrize("case", WRONG_STRINGS)
def test_a_wrong_string_reference_is_caught(copy: Path, case: str) -> None:
    name, text, kind = WRONG_STRINGS[case]
    write(copy, name, text)
    assert added(copy) == [(name, kind)]


@pytest.mark.parametrize("case", LOOKED_UP)
def test_a_reverse_lookup_from_below_is_caught(copy: Path, case: str) -> None:
    relation = MODELS.replace("Wrong", "ServiceWrong").format('"agencies.Agency"')
    write(copy, "services/requests/models/wrong.py", relation)
    write(copy, "agencies/wrong.py", LOOKED_UP[case])
    assert added(copy) == [("agencies/wrong.py", "reverse lookup")]


def test_the_floor_that_laid_the_relation_may_look_back(copy: Path) -> None:
    relation = MODELS.replace("Wrong", "ServiceWrong").format('"agencies.Agency"')
    write(copy, "services/requests/models/wrong.py", relation)
    write(copy, "services/desk/wrong.py", LOOKED_UP["reverse lookup in a filter"])
    assert added(copy) == []
