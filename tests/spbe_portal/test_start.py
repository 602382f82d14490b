"""A web server that would be unsafe does not start, whoever starts it."""

from __future__ import annotations

import os
import secrets
import subprocess
import sys
from base64 import b64encode
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def start(folder: Path, **environ: str) -> subprocess.CompletedProcess[str]:
    """Load what gunicorn loads, with this environment and nothing of the tests'."""
    values = {"PATH": os.environ["PATH"], "DATA_DIR": str(folder), **environ}
    command = [sys.executable, "-c", "import spbe_portal.wsgi"]
    return subprocess.run(command, cwd=ROOT, env=values, capture_output=True, text=True, check=False)


def test_the_demo_does_not_start_as_production(tmp_path: Path) -> None:
    key = b64encode(secrets.token_bytes(32)).decode()
    secret = secrets.token_urlsafe(60)
    keys = {"SECRET_KEY": secret, "FIELD_KEYS": f"k1:{key}", "BLIND_INDEX_KEY": key}
    done = start(tmp_path, PRODUCTION="True", DEMO="True", ALLOWED_HOSTS="portal.uji.test", **keys)
    assert done.returncode != 0
    assert "portal.E001" in done.stderr


def test_a_newcomers_machine_starts(tmp_path: Path) -> None:
    done = start(tmp_path, DEMO="True")
    assert done.returncode == 0, done.stderr
