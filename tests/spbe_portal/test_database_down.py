"""With a database that really cannot be reached, people get a page that says so, in whatever layer it is noticed."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings

NOBODY_LISTENS = "postgres://nobody@127.0.0.1:9/nothing"
VISITS = """
import json, django
import pytest  # tells the settings that static files were not collected
django.setup()
from django.conf import settings
from django.test import Client
seen = {}
for who, cookie in (("visitor", ""), ("citizen", "x" * 32)):
    for path in ("/", "/bantuan/", "/akun/masuk/", "/panel/", "/livez", "/readyz", "/tidak-ada/"):
        client = Client(raise_request_exception=False, SERVER_NAME="127.0.0.1")
        if cookie:
            client.cookies[settings.SESSION_COOKIE_NAME] = cookie
        answer = client.get(path)
        body = answer.content.decode()
        seen[f"{who} {path}"] = [answer.status_code, answer.headers.get("Retry-After", ""), body[:20000]]
print(json.dumps(seen))
"""


@pytest.fixture(scope="module")
def visits(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """Visit pages in a process of its own whose database address leads nowhere."""
    own = {"DATABASE_URL": NOBODY_LISTENS, "DATA_DIR": str(tmp_path_factory.mktemp("data")), "DEBUG": "False"}
    own |= {"PORTAL_URL": "https://portal.contoh.go.id"}  # pages name it; it is not the database's
    environment = {key: value for key, value in os.environ.items() if key in {"PATH", "HOME", "LANG"}} | own
    environment["DJANGO_SETTINGS_MODULE"] = "spbe_portal.settings"
    done = subprocess.run(
        [sys.executable, "-c", VISITS],
        cwd=Path(settings.BASE_DIR),
        env=environment | {"DEMO": "True"},
        capture_output=True,
        text=True,
        timeout=120,
        check=True,
    )
    return dict(json.loads(done.stdout))


@pytest.mark.parametrize("who", ["visitor", "citizen"])
def test_a_page_that_needs_the_database_says_that_it_is_away(visits: dict[str, Any], who: str) -> None:
    status, retry, body = visits[f"{who} /"]
    assert (status, retry) == (503, "30")
    assert "Portal sedang sibuk atau dirawat" in body


def test_a_page_that_knows_who_is_signed_in_does_too(visits: dict[str, Any]) -> None:
    for path in ("/bantuan/", "/panel/"):
        status, retry, body = visits[f"citizen {path}"]
        assert (status, retry) == (503, "30"), path
        assert "Apakah data saya aman?" in body


def test_pages_without_personal_things_still_work_for_visitors(visits: dict[str, Any]) -> None:
    assert visits["visitor /bantuan/"][0] == 200


@pytest.mark.parametrize("who", ["visitor", "citizen"])
def test_a_page_not_found_is_still_only_not_found(visits: dict[str, Any], who: str) -> None:
    assert visits[f"{who} /tidak-ada/"][0] == 404


def test_the_process_lives_but_is_not_ready(visits: dict[str, Any]) -> None:
    assert visits["visitor /livez"][0] == 200
    status, _retry, body = visits["visitor /readyz"]
    assert status == 503
    assert json.loads(body)["database"] == "OperationalError"


def test_no_answer_tells_the_address_of_the_database(visits: dict[str, Any]) -> None:
    for _status, _retry, body in visits.values():
        assert "nobody" not in body
        assert "127.0.0.1" not in body
