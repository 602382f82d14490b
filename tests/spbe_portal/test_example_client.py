"""The example client of the documentation files a request against a running portal."""

from __future__ import annotations

import importlib.util
import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret

from services.requests.models import Attachment, ServiceRequest
from tests.architecture.checking import ROOT
from tests.services.desk.world import photo, with_papers
from tests.services.requests import world
from tests.services.requests.documents import ANSWERS
from tests.signing_in import code_of

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


def test_its_portal_signs_an_officer_in_with_the_second_factor(live_server: Any) -> None:
    officer = world.officer("verifikator").user
    assert officer is not None
    TOTP.activate(officer, generate_totp_secret())
    named: Any = importlib.util.spec_from_file_location("file_a_request", SCRIPT)
    example = importlib.util.module_from_spec(named)
    named.loader.exec_module(example)
    portal = example.Portal(live_server.url)
    portal.sign_in(str(officer.email), "sandi-uji-2026", code_of(officer))
    assert portal.get("desk/requests/")["items"] == []
