"""`manage.py lint_services` judges what is registered, or any file, with and without a database."""

from __future__ import annotations

import io
import json
from pathlib import Path
from typing import Any
from unittest.mock import patch

import pytest
import yaml
from django.core.management import CommandError, call_command
from django.db import DatabaseError

from agencies.models import Agency
from services.catalogue.registry import registry


def run(*args: str) -> str:
    out = io.StringIO()
    call_command("lint_services", *args, stdout=out)
    return out.getvalue()


def failing(*args: str) -> str:
    out = io.StringIO()
    with pytest.raises(SystemExit) as ended:
        call_command("lint_services", *args, stdout=out)
    assert ended.value.code == 1
    return out.getvalue()


@pytest.fixture
def file(tmp_path: Path, small: dict[str, Any]) -> Path:
    """Return a sound file that nobody registered."""
    path = tmp_path / "surat-uji.yaml"
    path.write_text(yaml.safe_dump(small, sort_keys=False), encoding="utf-8")
    return path


@pytest.fixture
def broken(tmp_path: Path, small: dict[str, Any]) -> Path:
    """Return a file with one error."""
    small["standard"]["product"] = []
    path = tmp_path / "surat-uji.yaml"
    path.write_text(yaml.safe_dump(small, sort_keys=False), encoding="utf-8")
    return path


def test_everything_registered_is_clean_and_the_summary_says_so_without_a_database() -> None:
    assert run("--world", "registry") == f"{len(registry)} documents, 0 errors, 0 warnings (world: registry)\n"


def test_one_service_by_its_slug() -> None:
    assert run("akta-kelahiran", "--world", "registry") == "1 document, 0 errors, 0 warnings (world: registry)\n"


def test_a_file_by_its_path_and_a_folder(file: Path) -> None:
    assert run(str(file), "--world", "registry").startswith("1 document, 0 errors")
    assert run(str(file.parent), "--world", "registry").startswith("1 document, 0 errors")


def test_an_error_ends_with_1_and_is_the_first_line(broken: Path) -> None:
    first, summary = failing(str(broken), "--world", "registry").splitlines()
    assert first.startswith(f"{broken}:")
    assert ": error: empty_component: standard.product: The public component 'product' is empty. Fill it;" in first
    assert summary == "1 document, 1 error, 0 warnings (world: registry)"


def test_programs_get_one_json_object(broken: Path) -> None:
    data = json.loads(failing(str(broken), "--world", "registry", "--format", "json"))
    assert {key: data[key] for key in ("documents", "errors", "warnings", "world")} == {
        "documents": 1,
        "errors": 1,
        "warnings": 0,
        "world": "registry",
    }
    [finding] = data["findings"]
    assert (finding["rule"], finding["severity"], finding["file"]) == ("empty_component", "error", str(broken))
    assert isinstance(finding["line"], int)


def test_a_name_that_is_neither_a_service_nor_a_file_lists_what_there_is() -> None:
    with pytest.raises(CommandError, match=r"no registered service and no file 'tidak-ada'.*akta-kelahiran"):
        run("tidak-ada")


@pytest.mark.django_db
def test_an_empty_database_is_no_world_to_judge_by(file: Path) -> None:
    assert "(world: registry)" in run(str(file))


@pytest.mark.django_db
@pytest.mark.usefixtures("reference")
def test_a_loaded_database_judges_agencies_and_people_by_itself(file: Path) -> None:
    told = run(str(file))
    assert "warning: unheld_function: functions.petugas: Nobody is 'petugas' at dinkes." in told
    assert "(world: database)" in told


@pytest.mark.django_db
@pytest.mark.usefixtures("reference")
def test_who_is_missing_everywhere_is_one_line_and_no_error() -> None:
    told = run()
    assert "remarks about people who hold no function yet; name a service to read them" in told
    assert f"{len(registry)} documents, 0 errors, 0 warnings (world: database)" in told
    assert len(told.splitlines()) == 2


@pytest.mark.django_db
@pytest.mark.usefixtures("reference")
def test_the_registry_can_be_asked_for_although_there_is_a_database(file: Path) -> None:
    assert "(world: registry)" in run(str(file), "--world", "registry")


@pytest.mark.django_db
def test_a_database_that_was_asked_for_is_used_even_when_it_is_empty(file: Path) -> None:
    assert "unknown_agency" in failing(str(file), "--world", "database")


def test_without_a_database_the_registry_is_the_world_unless_the_database_was_asked_for(file: Path) -> None:
    # A database that cannot be reached is what a newcomer has before `migrate`.
    with patch.object(Agency.objects, "exists", side_effect=DatabaseError("no such table")):
        assert "(world: registry)" in run(str(file))
        with pytest.raises(CommandError, match="use --world registry"):
            run(str(file), "--world", "database")
