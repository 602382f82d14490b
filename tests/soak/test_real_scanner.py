"""The adapter speaks to a real ClamAV daemon, which knows one signature: our own."""

from __future__ import annotations

import io
import shutil
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from services.requests.uploads.clamd import Clamd, ScannerAway
from tests.services.requests.uploads import corpus
from tests.services.requests.uploads.scanner import MARK, NAME
from tests.soak.evidence import record

PATIENCE = 60
FILES = 200


@pytest.fixture
def daemon(tmp_path: Path) -> Iterator[Clamd]:
    """Run clamd (Debian: clamav-daemon) on a socket of its own, with our signature alone."""
    program = shutil.which("clamd")
    assert program, "install clamav-daemon to run this"
    (tmp_path / "portal.ndb").write_text(f"{NAME.removesuffix('.UNOFFICIAL')}:0:*:{MARK.hex()}\n")
    config, line = tmp_path / "clamd.conf", tmp_path / "clamd.ctl"
    config.write_text(
        f"DatabaseDirectory {tmp_path}\nLocalSocket {line}\nPidFile {tmp_path}/pid\n"
        "Foreground yes\nStreamMaxLength 25M\n"
    )
    with subprocess.Popen([program, "-c", str(config)], stdout=subprocess.PIPE, stderr=subprocess.STDOUT) as process:
        until = time.monotonic() + PATIENCE
        while not line.exists():
            assert process.poll() is None, "clamd ended at once"
            assert time.monotonic() < until, "clamd did not start"
            time.sleep(0.2)
        yield Clamd(f"unix://{line}")
        process.kill()


@pytest.mark.soak
def test_a_real_daemon_finds_our_mark_and_nothing_else(daemon: Clamd) -> None:
    started, found = time.monotonic(), 0
    for number in range(FILES):
        infected = number % 2 == 1
        content = corpus.pdf(pages=1 + number % 9, objects=(b"(" + MARK + b")",) if infected else ())
        assert daemon.scan(io.BytesIO(content)) == (NAME if infected else "")
        found += infected
    seconds = time.monotonic() - started
    with pytest.raises(ScannerAway):  # beyond StreamMaxLength it says so instead of a verdict, or hangs up
        daemon.scan(io.BytesIO(b"x" * 26 * 1024 * 1024))
    record(
        "real-scanner",
        "Uploads looked through by a real ClamAV daemon",
        promise="what bears our signature is found, nothing else is, and what the daemon refuses to read never passes",
        conditions={"files": str(FILES), "signatures": "one of our own; the official ones say the same of other bytes"},
        figures={"found": f"{found} of {FILES // 2}", "found wrongly": 0, "ms a file": f"{1000 * seconds / FILES:.1f}"},
    )
