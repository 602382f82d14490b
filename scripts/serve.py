"""Start the portal for one person at one machine: prepare the data, then web server and relay together.

`make run` calls this. It listens on 127.0.0.1 only, respects PORT, stops every child cleanly on Ctrl+C or SIGTERM, and
stops the others when one of them dies. Nothing here imports Django: the children do.
"""

from __future__ import annotations

import contextlib
import os
import signal
import socket
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.request
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
HOST = "127.0.0.1"
STARTUP_SECONDS = 60
STOP_SECONDS = 15
LANES = "otp,transactional,bulk"


class ServeError(Exception):
    """Carry one sentence that tells the person why the portal does not start or had to stop."""


def say(sentence: str) -> None:
    """Print one line at once."""
    print(sentence, flush=True)


def read_port() -> int:
    """Return the port from the environment (default 8000), or raise ServeError when it is no port."""
    text = os.environ.get("PORT", "") or "8000"
    if not (text.isascii() and text.isdigit()) or not 1 <= int(text) <= 65535:
        raise ServeError(f"PORT {text!r} bukan angka 1 sampai 65535. / PORT must be a number from 1 to 65535.")
    return int(text)


def require_free(port: int) -> None:
    """Raise ServeError when another program already listens on the port or the port is not ours to open."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, port))
        except OSError as error:
            other = port + 1 if port < 65535 else 8000
            raise ServeError(
                f"Port {port} tidak dapat dipakai ({error.strerror}). Hentikan program yang memakainya atau pilih port "
                f"lain, misalnya: make run PORT={other}. / Port {port} is taken; stop what "
                "uses it or choose another."
            ) from error


def environment(port: int) -> dict[str, str]:
    """Return the children's environment: demo mode unless PRODUCTION is set, links that name this port."""
    values = {**os.environ, "DJANGO_SETTINGS_MODULE": "spbe_portal.settings", "PYTHONUNBUFFERED": "1"}
    if not values.get("PRODUCTION"):
        values.setdefault("DEMO", "True")
    values.setdefault("PORTAL_URL", f"http://{HOST}:{port}")
    return values


def commands(port: int, values: dict[str, str]) -> dict[str, list[str]]:
    """Return what to start, by the name used in messages."""
    manage = [sys.executable, str(ROOT / "manage.py")]
    with_redis = bool(values.get("REDIS_URL"))
    # Without Redis the cache, and with it every rate limit, lives in one process: so one worker with threads.
    workers = "2" if with_redis else "1"
    web = [sys.executable, "-m", "gunicorn", "spbe_portal.wsgi:application", "--bind", f"{HOST}:{port}"]
    web += ["--worker-class", "gthread", "--workers", workers, "--threads", "8", "--no-control-socket"]
    web += ["--graceful-timeout", "10", "--log-level", "warning"]
    started = {"web": web, "relay": [*manage, "relay"]}
    if with_redis:
        worker = [sys.executable, "-m", "celery", "--app", "spbe_portal", "worker", "--queues", LANES]
        started["worker"] = [*worker, "--concurrency", "2", "--loglevel", "WARNING"]
    return started


class Children:
    """Hold the started processes, each in a group of its own so that Ctrl+C reaches them only through us."""

    def __init__(self, values: dict[str, str]) -> None:
        """Remember the environment that every child gets."""
        self.values = values
        self.running: dict[str, subprocess.Popen[bytes]] = {}

    def start(self, name: str, command: list[str]) -> None:
        """Start one child."""
        self.running[name] = subprocess.Popen(command, cwd=ROOT, env=self.values, process_group=0)

    def dead(self) -> tuple[str, int] | None:
        """Return the name and exit code of a child that ended, if one did."""
        return next(((name, code) for name, child in self.running.items() if (code := child.poll()) is not None), None)

    def stop(self) -> None:
        """Ask every child to end, wait up to STOP_SECONDS together, then end what is left with its own children."""
        for child in self.running.values():
            if child.poll() is None:
                child.terminate()
        deadline = time.monotonic() + STOP_SECONDS
        for name, child in self.running.items():
            try:
                child.wait(max(0.1, deadline - time.monotonic()))
            except subprocess.TimeoutExpired:
                say(f"{name} tidak berhenti dalam {STOP_SECONDS} detik dan dipaksa berhenti.")
                with contextlib.suppress(ProcessLookupError):
                    os.killpg(child.pid, signal.SIGKILL)
                child.wait()


def prepare(values: dict[str, str], stopping: threading.Event) -> str:
    """Run `manage.py prepare` and return the list of accounts that it prints, or raise ServeError."""
    command = [sys.executable, str(ROOT / "manage.py"), "prepare"]
    child = subprocess.Popen(command, cwd=ROOT, env=values, stdout=subprocess.PIPE, text=True, process_group=0)
    while child.poll() is None and not stopping.wait(0.05):
        continue
    if stopping.is_set():
        child.terminate()
    printed, _ = child.communicate()
    if child.returncode and not stopping.is_set():
        raise ServeError("Persiapan data gagal; pesannya ada di atas. / Preparing the data failed; see above.")
    return printed


def answers(port: int) -> bool:
    """Tell whether the web server answers, whatever it answers."""
    try:
        urllib.request.urlopen(f"http://{HOST}:{port}/livez", timeout=2).close()
    except urllib.error.HTTPError:
        return True
    except OSError:
        return False
    return True


def watch(children: Children, port: int, accounts: str, stopping: threading.Event) -> None:
    """Announce the address once the server answers, then wait for a signal; raise ServeError when a child dies."""
    announced, deadline = False, time.monotonic() + STARTUP_SECONDS
    while not stopping.wait(0.2):
        ended = children.dead()
        if ended:
            name, code = ended
            raise ServeError(f"{name} berhenti sendiri (kode {code}); yang lain ikut dihentikan. / {name} ended.")
        if not announced and answers(port):
            announced = True
            say(f"\nPortal berjalan di http://{HOST}:{port}/  (Ctrl+C untuk berhenti)\n{accounts}")
        if not announced and time.monotonic() > deadline:
            raise ServeError(f"Server web tidak menjawab dalam {STARTUP_SECONDS} detik.")


def serve() -> None:
    """Check the port, prepare, start the children and stay until told to stop or until one of them dies."""
    stopping = threading.Event()
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, lambda *_: stopping.set())
    port = read_port()
    require_free(port)
    values = environment(port)
    accounts = prepare(values, stopping)
    children = Children(values)
    try:
        if not stopping.is_set():
            for name, command in commands(port, values).items():
                children.start(name, command)
            watch(children, port, accounts, stopping)
    finally:
        children.stop()
    say("\nPortal berhenti. / Stopped.")


def main() -> int:
    """Serve and return the exit code."""
    try:
        serve()
    except ServeError as error:
        print(f"serve: {error}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
