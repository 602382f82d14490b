"""Start and stop real processes the way `make run` does."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from scripts import serve

WAIT = [sys.executable, "-c", "import time; time.sleep(60)"]
STUBBORN = [
    sys.executable,
    "-c",
    "import signal, time; signal.signal(signal.SIGTERM, signal.SIG_IGN); print('deaf', flush=True); time.sleep(60)",
]


@pytest.fixture
def children() -> Iterator[serve.Children]:
    """Return an empty set of children whose remains are ended afterwards."""
    found = serve.Children(dict(os.environ))
    yield found
    found.stop()


@pytest.fixture
def taken_port() -> Iterator[int]:
    """Return a port on which somebody already listens."""
    with socket.socket() as listener:
        listener.bind((serve.HOST, 0))
        listener.listen()
        yield listener.getsockname()[1]


def alive(pid: int) -> bool:
    """Tell whether a process still runs."""
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return "\nState:\tZ" not in Path(f"/proc/{pid}/status").read_text(encoding="utf-8")


def test_a_taken_port_gets_a_sentence_and_exit_code_1(taken_port: int) -> None:
    values = {**os.environ, "PORT": str(taken_port)}
    command = [sys.executable, "scripts/serve.py"]
    done = subprocess.run(command, cwd=serve.ROOT, env=values, capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert f"Port {taken_port} tidak dapat dipakai" in done.stderr
    assert f"make run PORT={taken_port + 1}" in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize("text", ["0", "65536", "delapan", "-1", "80 80", "８０００"])
def test_a_port_that_is_none_gets_a_sentence(text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PORT", text)
    with pytest.raises(serve.ServeError, match="bukan angka 1 sampai 65535"):
        serve.read_port()


def test_the_port_is_8000_unless_said_otherwise(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("PORT", raising=False)
    assert serve.read_port() == 8000
    monkeypatch.setenv("PORT", "9123")
    assert serve.read_port() == 9123


def test_the_demo_listens_on_this_machine_only_and_without_a_control_socket() -> None:
    command = serve.commands(9000, {})["web"]
    assert command[command.index("--bind") + 1] == "127.0.0.1:9000"
    assert "--no-control-socket" in command


def test_a_worker_is_started_only_where_redis_is_named() -> None:
    assert set(serve.commands(9000, {})) == {"web", "relay"}
    assert set(serve.commands(9000, {"REDIS_URL": "redis://127.0.0.1/5"})) == {"web", "relay", "worker"}


def test_demo_mode_is_on_unless_this_is_production(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("DEMO", raising=False)
    monkeypatch.delenv("PRODUCTION", raising=False)
    assert serve.environment(9000)["DEMO"] == "True"
    monkeypatch.setenv("PRODUCTION", "True")
    assert "DEMO" not in serve.environment(9000)


def test_when_one_child_dies_the_person_is_told_which(children: serve.Children) -> None:
    children.start("web", WAIT)
    children.start("relay", [sys.executable, "-c", "raise SystemExit(3)"])
    with pytest.raises(serve.ServeError, match=r"relay berhenti sendiri \(kode 3\); yang lain ikut dihentikan"):
        serve.watch(children, 9, "", threading.Event())


def test_stopping_ends_every_child(children: serve.Children) -> None:
    children.start("web", WAIT)
    children.start("relay", WAIT)
    pids = [child.pid for child in children.running.values()]
    children.stop()
    assert not any(alive(pid) for pid in pids)


def test_a_child_that_does_not_listen_is_ended_by_force(
    children: serve.Children, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(serve, "STOP_SECONDS", 0.5)
    children.running["web"] = child = subprocess.Popen(STUBBORN, stdout=subprocess.PIPE, process_group=0)
    assert child.stdout
    assert child.stdout.readline() == b"deaf\n"
    children.stop()
    assert child.returncode == -signal.SIGKILL
    assert "dipaksa berhenti" in capsys.readouterr().out


def read_until(child: subprocess.Popen[str], words: str) -> str:
    """Return what a process prints up to a line with some words, failing when it ends before."""
    printed = ""
    assert child.stdout
    for line in child.stdout:
        printed += line
        if words in line:
            return printed
    raise AssertionError(f"ended with {child.wait()} before {words!r}:\n{printed}")


def free_port() -> int:
    """Return a port that nobody uses at the moment."""
    with socket.socket() as probe:
        probe.bind((serve.HOST, 0))
        return int(probe.getsockname()[1])


@pytest.fixture(scope="module")
def data_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a data folder that the starts of this file share, so that only the first one prepares."""
    return tmp_path_factory.mktemp("var")


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_the_whole_portal_starts_answers_and_stops(data_folder: Path, number: signal.Signals) -> None:
    port = free_port()
    kept = {k: v for k, v in os.environ.items() if k in {"PATH", "HOME", "LANG"}}
    values = {**kept, "PORT": str(port), "DATA_DIR": str(data_folder)}
    command = [sys.executable, "scripts/serve.py"]
    child = subprocess.Popen(
        command,
        cwd=serve.ROOT,
        env=values,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        process_group=0,
    )
    try:
        printed = read_until(child, "Portal berjalan di")
        assert f"http://127.0.0.1:{port}/" in printed
        assert serve.answers(port)
        accounts = read_until(child, "admin@demo.test")
        assert "warga@demo.test" in accounts
    finally:
        started = time.monotonic()
        child.send_signal(number)
        output, _ = child.communicate(timeout=serve.STOP_SECONDS + 10)
    assert child.returncode == 0, output
    assert "Portal berhenti" in output
    assert time.monotonic() - started < serve.STOP_SECONDS
    assert not serve.answers(port)
