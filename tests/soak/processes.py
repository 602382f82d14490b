"""Start and really kill what a soak run needs: an own Redis, Celery workers, the relay."""

from __future__ import annotations

import os
import shutil
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import redis

from tests.foundation.outbox.processes import wait_until
from tests.workers import ROOT, environment

WORKERS = 4


def free_port() -> int:
    """Return a port of this machine on which nobody listens."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


@dataclass
class Stage:
    """Hold the processes of one run; every one of them can be killed and started again."""

    folder: Path
    variables: dict[str, str]
    port: int = field(default_factory=free_port)
    running: dict[str, subprocess.Popen[bytes]] = field(default_factory=dict)

    @property
    def redis_url(self) -> str:
        """Return the address of the own Redis."""
        return f"redis://127.0.0.1:{self.port}/0"

    def start(self, name: str) -> None:
        """Start one of redis, worker, relay in a process group of its own."""
        with (self.folder / f"{name}.log").open("ab") as log:
            self.running[name] = subprocess.Popen(
                self._command(name),
                cwd=self.folder if name == "redis" else ROOT,
                env=environment() | self.variables | {"REDIS_URL": self.redis_url},
                stdout=log,
                stderr=log,
                process_group=0,
            )
        if name == "redis":
            wait_until(self._redis_answers)

    def kill(self, name: str) -> None:
        """Kill a process and its children at once, as a power cut would."""
        child = self.running.pop(name)
        os.killpg(child.pid, signal.SIGKILL)
        child.wait(10)

    def restart(self, name: str) -> None:
        """Kill and start again."""
        self.kill(name)
        self.start(name)

    def flush(self) -> int:
        """Empty Redis and return how many ids lay in its queues."""
        with redis.Redis(port=self.port) as client:
            waiting = sum(int(client.llen(lane)) for lane in ("otp", "transactional", "bulk"))
            client.flushall()
        return waiting

    def _redis_answers(self) -> bool:
        try:
            with redis.Redis(port=self.port) as client:
                return bool(client.ping())
        except redis.ConnectionError:
            return False

    def _command(self, name: str) -> list[str]:
        if name == "redis":
            server = shutil.which("redis-server")
            assert server, "the soak run needs redis-server"
            return [server, "--port", str(self.port), "--save", "", "--appendonly", "no", "--bind", "127.0.0.1"]
        if name == "relay":
            return [sys.executable, "manage.py", "relay"]
        lanes = ["--queues", "otp,transactional,bulk", "--concurrency", str(WORKERS), "--loglevel", "ERROR"]
        quiet = ["--without-gossip", "--without-mingle"]
        return [sys.executable, "-m", "celery", "--app", "spbe_portal", "worker", *lanes, *quiet]


@contextmanager
def stage(folder: Path, **variables: str) -> Iterator[Stage]:
    """Start Redis, relay and workers, and leave nothing running."""
    own = Stage(folder, variables)
    try:
        for name in ("redis", "relay", "worker"):
            own.start(name)
        yield own
    finally:
        for name in list(own.running):
            own.kill(name)
