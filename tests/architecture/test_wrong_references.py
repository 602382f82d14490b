"""Prove that deliberate wrong imports and string references are each caught, in a copy of the tree."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.architecture.checking import ROOT, lint_imports, wrong_references
from tests.architecture.staircase import Reference

PARTS = ("spbe_portal", "services", "agencies", "citizens", "foundation", "templates")

WRONG_IMPORTS = {
    "a floor above": ("citizens/wrong.py", "from agencies import models\n"),
    "a floor above inside services": ("services/catalogue/wrong.py", "from services.requests import models\n"),
    "the top": ("foundation/wrong.py", "from spbe_portal import env\n"),
    "another OPD": ("services/opd/kecamatan/wrong.py", "from services.opd.disdukcapil import apps\n"),
    "something of ours in definition": ("services/definition/wrong.py", "from foundation import clock\n"),
    "Django in definition": ("services/definition/strange.py", "from django.utils import timezone\n"),
    "a floor above, hidden in a function": (
        "foundation/late.py",
        "def late() -> object:\n    from citizens import models\n    return models\n",
    ),
}
# What no single import shows: the files, and what the report must say of them.
WRONG_TREES: dict[str, tuple[dict[str, str], str]] = {
    "the app's own upper layer": ({"services/desk/policies.py": "from services.desk import apps\n"}, "desk"),
    "the upper layer of an app inside an OPD's own": (
        {"services/opd/diskominfosatik/signal/policies.py": "from services.opd.diskominfosatik.signal import apps\n"},
        "Every app is divided alike BROKEN",
    ),
    "a folder that has no place": ({"services/extra/__init__.py": ""}, "extra"),
    "a circle between files": (
        {
            "services/desk/ring.py": "from services.desk import rang\n",
            "services/desk/rang.py": "from services.desk import ring\n",
        },
        "No circles, between folders or between files BROKEN",
    ),
}
MODELS = "from django.db import models\n\n\nclass Wrong(models.Model):\n    x = models.ForeignKey({}, models.CASCADE)\n"
WRONG_STRINGS = {
    "foreign key": ("agencies/models_wrong.py", MODELS.format('"requests.ServiceRequest"'), "model"),
    "foreign key to the user from the ground": (
        "foundation/models_wrong.py",
        "from django.conf import settings\n" + MODELS.format("settings.AUTH_USER_MODEL"),
        "user model",
    ),
    "migration": (
        "citizens/migrations/0099_wrong.py",
        'class Migration:\n    dependencies = [("agencies", "0001_initial")]\n',
        "migration",
    ),
    "reverse()": (
        "services/catalogue/wrong_reverse.py",
        'from x import reverse\n\nreverse("desk:queue")\n',
        "URL name",
    ),
    "redirect()": ("citizens/wrong_redirect.py", 'import x\n\nx.redirect("catalogue:list")\n', "URL name"),
    "{% url %}": ("templates/catalogue/wrong.html", "{% url 'desk:queue' %}\n", "{% url %}"),
    "{% include %}": ("templates/requests/wrong.html", '{% include "desk/queue.html" %}\n', "{% include %}"),
    "{% extends %}": ("templates/citizens/wrong.html", '{% extends "catalogue/list.html" %}\n', "{% extends %}"),
    "template name": ("services/requests/wrong_template.py", 'template_name = "desk/queue.html"\n', "template"),
    "dotted path": ("agencies/wrong_dotted.py", 'HOOK = "services.requests.engine.perform"\n', "dotted path"),
    "dotted path to another OPD": (
        "services/opd/kecamatan/wrong_dotted.py",
        'HOOK = "services.opd.dkbp3a.hooks.check"\n',
        "dotted path",
    ),
    "get_model()": ("agencies/wrong_get.py", 'import x\n\nx.get_model("requests", "ServiceRequest")\n', "model"),
    "permission": ("agencies/wrong_permission.py", 'NEEDED = "requests.view_servicerequest"\n', "permission"),
}
LOOKED_UP = {
    "reverse lookup in a filter": ("agencies/wrong_filter.py", "import x\n\nx.filter(servicewrong__state=1)\n"),
    "reverse lookup by text": ("agencies/wrong_values.py", 'import x\n\nx.values("servicewrong__state")\n'),
    "reverse lookup by attribute": ("agencies/wrong_set.py", "import x\n\nx.agency.servicewrong_set.all()\n"),
}


def _copy(root: Path) -> Path:
    """Make a copy of the project's packages and templates that a test may spoil."""
    for part in PARTS:
        shutil.copytree(ROOT / part, root / part, ignore=shutil.ignore_patterns("__pycache__", "documents", "data"))
    shutil.copy(ROOT / "pyproject.toml", root)
    return root


def _write(root: Path, name: str, text: str) -> None:
    path = root / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """Return a copy of the tree for one test alone."""
    return _copy(tmp_path)


@pytest.fixture(scope="module")
def known() -> set[Reference]:
    """Return the wrong references of the tree itself, so that a test names only what it added."""
    return set(wrong_references())


@pytest.fixture(scope="module")
def spoiled(tmp_path_factory: pytest.TempPathFactory, known: set[Reference]) -> list[tuple[str, str]]:
    """Return (file, kind) of what is found in a copy that holds every wrong string, each in a file of its own."""
    root = _copy(tmp_path_factory.mktemp("strings"))
    for name, text, _kind in WRONG_STRINGS.values():
        _write(root, name, text)
    relation = MODELS.replace("Wrong", "ServiceWrong").format('"agencies.Agency"')
    _write(root, "services/requests/models/wrong.py", relation)
    for name, text in LOOKED_UP.values():
        _write(root, name, text)
    _write(root, "services/desk/wrong.py", LOOKED_UP["reverse lookup in a filter"][1])  # from above it may look back
    return [(found.file, found.kind) for found in wrong_references(root) if found not in known]


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory) -> str:
    """Return what the contracts say of a copy that holds every wrong import, each in a file of its own."""
    root = _copy(tmp_path_factory.mktemp("imports"))
    for name, text in WRONG_IMPORTS.values():
        _write(root, name, text)
    held, said = lint_imports(root)
    assert not held
    return said


def test_the_untouched_copy_is_clean(copy: Path, known: set[Reference]) -> None:
    held, said = lint_imports(copy)
    assert held, said
    assert set(wrong_references(copy)) == known


@pytest.mark.parametrize("case", WRONG_IMPORTS)
def test_a_wrong_import_is_caught(report: str, case: str) -> None:
    module = WRONG_IMPORTS[case][0].removesuffix(".py").replace("/", ".")
    assert f"{module} -> " in report


@pytest.mark.parametrize("case", WRONG_TREES)
def test_a_wrong_shape_is_caught(copy: Path, case: str) -> None:
    files, said = WRONG_TREES[case]
    for name, text in files.items():
        _write(copy, name, text)
    held, report = lint_imports(copy)
    assert not held
    assert said in report


@pytest.mark.parametrize("case", WRONG_STRINGS)
def test_a_wrong_string_reference_is_caught(spoiled: list[tuple[str, str]], case: str) -> None:
    name, _text, kind = WRONG_STRINGS[case]
    assert (name, kind) in spoiled


@pytest.mark.parametrize("case", LOOKED_UP)
def test_a_reverse_lookup_from_below_is_caught(spoiled: list[tuple[str, str]], case: str) -> None:
    assert (LOOKED_UP[case][0], "reverse lookup") in spoiled


def test_nothing_else_is_called_wrong(spoiled: list[tuple[str, str]]) -> None:
    strings = [(name, kind) for name, _text, kind in WRONG_STRINGS.values()]
    lookups = [(name, "reverse lookup") for name, _text in LOOKED_UP.values()]
    assert sorted(spoiled) == sorted([*strings, *lookups])
