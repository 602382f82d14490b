"""Run a real relay process on this test run's database."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from tests.workers import ROOT, environment

PATIENCE = 30.0


@contextmanager
def relay(**variables: str) -> Iterator[subprocess.Popen[str]]:
    """Start `manage.py relay`, wait until it says that it works, and make sure that it is gone afterwards."""
    command = [sys.executable, "manage.py", "relay"]
    settings = environment() | {"REDIS_URL": ""} | variables
    pipe = subprocess.PIPE
    child = subprocess.Popen(command, cwd=ROOT, env=settings, stdout=pipe, text=True, process_group=0)
    try:
        assert child.stdout is not None
        assert child.stdout.readline().startswith("relay:")
        yield child
    finally:
        if child.poll() is None:
            os.killpg(child.pid, signal.SIGKILL)
        child.communicate(timeout=10)


def wait_until(true: Callable[[], bool], patience: float = PATIENCE) -> float:
    """Return the seconds until something is true; fails when patience runs out."""
    begun = time.monotonic()
    while not true():
        assert time.monotonic() - begun < patience, "it did not come about in time"
        time.sleep(0.02)
    return time.monotonic() - begun
