"""The example client of the documentation files a request against a running portal."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from services.requests.models import Attachment, ServiceRequest
from tests.architecture.checking import ROOT
from tests.services.desk.world import photo, with_papers
from tests.services.requests import world
from tests.services.requests.documents import ANSWERS

SCRIPT = ROOT / "docs" / "api" / "file_a_request.py"
pytestmark = pytest.mark.django_db(transaction=True)


def run(*arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-I", str(SCRIPT), *arguments]
    return subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)


@pytest.fixture
def phone() -> str:
    world.publish(with_papers())
    person = world.citizen()
    assert person.user is not None
    return str(person.user.email)


def test_it_files_with_a_file_and_prints_the_number(live_server: Any, phone: str, tmp_path: Path) -> None:
    paper = tmp_path / "kartu keluarga.jpg"
    paper.write_bytes(photo())
    answers = tmp_path / "answers.json"
    answers.write_text(json.dumps({**ANSWERS, "kk": [str(paper)]}), encoding="utf-8")
    done = run(live_server.url, phone, "sandi-uji-2026", "izin-uji", str(answers))
    assert done.returncode == 0, done.stderr
    filed = ServiceRequest.objects.get(phase="in_process")
    assert done.stdout.strip() == filed.number
    assert filed.channel == "api"
    assert Attachment.objects.get(request=filed).mime == "image/jpeg"


def test_it_says_what_is_wrong_and_sends_nothing(live_server: Any, phone: str, tmp_path: Path) -> None:
    answers = tmp_path / "answers.json"
    answers.write_text(json.dumps({"nama": "Siti Uji"}), encoding="utf-8")
    done = run(live_server.url, phone, "sandi-uji-2026", "izin-uji", str(answers))
    assert done.returncode == 1
    assert '"code": "invalid"' in done.stderr
    assert "nik: " in done.stderr
    assert not ServiceRequest.objects.exclude(phase="draft").exists()


def test_it_does_nothing_without_its_arguments() -> None:
    assert run().returncode == 2
