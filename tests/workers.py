"""Start a real Celery worker on the test database, for tests marked `services`."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

import pytest
from django.conf import settings
from django.db import connection

from spbe_portal.celery import app

ROOT = Path(__file__).resolve().parent.parent
START_SECONDS = 60


def database_url() -> str:
    """Return the address of the database that this test run made."""
    values = connection.settings_dict
    if connection.vendor == "sqlite":
        return f"sqlite:///{values['NAME']}"
    password = f":{quote(values['PASSWORD'])}" if values["PASSWORD"] else ""
    return f"postgres://{quote(values['USER'])}{password}@{values['HOST']}:{values['PORT'] or 5432}/{values['NAME']}"


def environment() -> dict[str, str]:
    """Return the environment in which another process sees this run's database, keys and files."""
    return {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "spbe_portal.settings",
        "DATABASE_URL": database_url(),
        "DATA_DIR": str(settings.DATA_DIR),
        "REDIS_URL": settings.REDIS_URL,
    }


def start_worker(*options: str) -> subprocess.Popen[bytes]:
    """Start a Celery worker in a process group of its own and return once it answers a ping."""
    command = [sys.executable, "-m", "celery", "--app", "spbe_portal", "worker", "--loglevel", "WARNING"]
    command += ["--queues", "otp,transactional,bulk", "--hostname", f"test-{os.getpid()}-{time.monotonic_ns()}@here"]
    child = subprocess.Popen(
        [*command, *(options or ("--concurrency", "2"))], cwd=ROOT, env=environment(), process_group=0
    )
    name = command[-1]
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline:
        if child.poll() is not None:
            raise RuntimeError(f"the Celery worker ended at once with code {child.returncode}")
        if app.control.ping(destination=[name], timeout=0.5):
            return child
    kill_group(child)
    raise RuntimeError(f"the Celery worker did not answer within {START_SECONDS} s")


def kill_group(child: subprocess.Popen[bytes], number: int = signal.SIGKILL) -> None:
    """Send a signal to a worker and its pool processes and wait for its end."""
    if child.poll() is None:
        os.killpg(child.pid, number)
    child.wait(30)


@pytest.fixture
def celery_worker(transactional_db: None) -> Iterator[subprocess.Popen[bytes]]:
    """Hand tasks to a real worker through Redis for the length of one test (PostgreSQL and Redis only)."""
    app.conf.task_always_eager = False
    child = start_worker()
    try:
        yield child
    finally:
        app.conf.task_always_eager = True
        kill_group(child, signal.SIGTERM)
