"""Run the portal on this run's database as it runs for real: web server, relay and, with Redis, a Celery worker."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from http.client import HTTPConnection
from pathlib import Path

from django.conf import settings

from tests.foundation.outbox.processes import wait_until
from tests.soak.processes import free_port
from tests.workers import ROOT, environment, kill_group, start_worker

PATIENCE = 60.0


@contextmanager
def portal(folder: Path) -> Iterator[str]:
    """Return the address of a running portal; without Redis the relay does the jobs in its own process."""
    port = free_port()
    web = ["-m", "gunicorn", "spbe_portal.wsgi:application", "--bind", f"127.0.0.1:{port}", "--threads", "4"]
    with ExitStack() as running:
        log = running.enter_context((folder / "portal.log").open("wb"))
        for command in ([*web, "--no-control-socket"], ["manage.py", "relay"]):
            child = subprocess.Popen(
                [sys.executable, *command],
                cwd=ROOT, env=environment(), stdout=log, stderr=log, process_group=0,
            )  # fmt: skip
            running.callback(kill_group, child)
        if settings.REDIS_URL:
            running.callback(kill_group, start_worker())
        wait_until(lambda: _is_up(port), PATIENCE)
        yield f"http://127.0.0.1:{port}"


def _is_up(port: int) -> bool:
    connection = HTTPConnection("127.0.0.1", port, timeout=5)
    try:
        connection.request("GET", "/api/v1/")
        return connection.getresponse().status == 200
    except OSError:
        return False
    finally:
        connection.close()
