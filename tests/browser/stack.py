"""Start the whole portal as `make run` does: prepared data, gunicorn and the relay, on a database of its own."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import psycopg2  # type: ignore[import-untyped]
from psycopg2 import sql

from tests.foundation.outbox.processes import wait_until
from tests.soak.processes import free_port
from tests.workers import ROOT

START_SECONDS = 90.0
STOP_SECONDS = 20
# What the test settings put into this process and a portal of its own must not inherit.
STRANGE = ("DJANGO_SETTINGS_MODULE", "SECRET_KEY", "FIELD_KEYS", "BLIND_INDEX_KEY", "PORTAL_URL", "PRODUCTION")


@dataclass(frozen=True)
class Stack:
    """Hold a running portal: its address, its folder and what its processes wrote."""

    url: str
    folder: Path
    child: subprocess.Popen[bytes]

    @property
    def alive(self) -> bool:
        """Tell whether web server and relay still run; when one of them ends, the other is stopped too."""
        return self.child.poll() is None

    @property
    def log(self) -> str:
        """Return everything that web server and relay have said so far."""
        return (self.folder / "portal.log").read_text(encoding="utf-8")


@contextmanager
def portal(folder: Path) -> Iterator[Stack]:
    """Run web server and relay on fresh demo data until the block ends; leave nothing running."""
    port = free_port()
    with _database(folder) as address, (folder / "portal.log").open("wb") as log:
        child = subprocess.Popen(
            [sys.executable, "scripts/serve.py"],
            cwd=ROOT,
            env=_environment(folder, address, port),
            stdout=log,
            stderr=log,
            process_group=0,
        )
        stack = Stack(f"http://127.0.0.1:{port}", folder, child)
        try:
            wait_until(lambda: _is_up(stack), START_SECONDS)
            yield stack
        finally:
            _stop(child)


def _is_up(stack: Stack) -> bool:
    if not stack.alive:
        raise RuntimeError(f"the portal did not start:\n{stack.log}")
    return f"Portal berjalan di {stack.url}/" in stack.log


def _stop(child: subprocess.Popen[bytes]) -> None:
    child.send_signal(signal.SIGTERM)
    try:
        child.wait(STOP_SECONDS)
    except subprocess.TimeoutExpired:
        os.killpg(child.pid, signal.SIGKILL)
        child.wait()


def _environment(folder: Path, address: str, port: int) -> dict[str, str]:
    plain = {name: value for name, value in os.environ.items() if name not in STRANGE}
    return plain | {
        "DATABASE_URL": address,
        "DATA_DIR": str(folder),
        "REDIS_URL": "",
        "DEMO": "True",
        "PORT": str(port),
    }


@contextmanager
def _database(folder: Path) -> Iterator[str]:
    """Give the address of an empty database: a file, or one of its own on the server that TEST_DATABASE_URL names."""
    server = os.environ.get("TEST_DATABASE_URL", "")
    if not server:
        yield f"sqlite:///{folder}/portal.sqlite3"
        return
    name = f"browser_portal_{os.getpid()}"
    with closing(psycopg2.connect(server)) as connection:
        connection.autocommit = True  # PostgreSQL makes and drops databases outside of transactions only
        cursor = connection.cursor()
        cursor.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)))
        try:
            yield urlunsplit(urlsplit(server)._replace(path=f"/{name}"))
        finally:
            cursor.execute(sql.SQL("DROP DATABASE {}").format(sql.Identifier(name)))
