"""Check what bootstrap says and does without installing the whole lock."""

from __future__ import annotations

import hashlib
import sys
from pathlib import Path

import pytest

from scripts import bootstrap

LOCK = bootstrap.ROOT / "requirements.lock"


def fake_venv(folder: Path) -> Path:
    """Return a folder whose python is this one, as far as bootstrap can see."""
    python = folder / "bin" / "python"
    python.parent.mkdir(parents=True)
    python.write_text(f'#!/bin/sh\nexec "{sys.executable}" "$@"\n', encoding="utf-8")
    python.chmod(0o755)
    return folder


def test_an_environment_in_step_with_the_lock_is_left_alone(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    venv = fake_venv(tmp_path / "venv")
    (venv / "locked").write_text(bootstrap.stamp_of([LOCK]), encoding="utf-8")
    bootstrap.bootstrap(venv, dev=False)
    assert capsys.readouterr().out == ""


def test_an_environment_with_the_checking_tools_also_serves_without_them(tmp_path: Path) -> None:
    venv = fake_venv(tmp_path / "venv")
    locks = [LOCK, bootstrap.ROOT / "requirements-dev.lock"]
    (venv / "locked").write_text(bootstrap.stamp_of(locks), encoding="utf-8")
    bootstrap.bootstrap(venv, dev=False)
    bootstrap.bootstrap(venv, dev=True)


def test_the_stamp_changes_with_the_lock(tmp_path: Path) -> None:
    lock = tmp_path / "requirements.lock"
    lock.write_text("a==1\n", encoding="utf-8")
    before = bootstrap.stamp_of([lock])
    lock.write_text("a==2\n", encoding="utf-8")
    assert bootstrap.stamp_of([lock]) != before


def test_a_too_old_python_gets_a_sentence_that_says_which_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "version_info", (3, 10, 13))
    monkeypatch.setenv("PATH", "/nowhere")
    with pytest.raises(bootstrap.BootstrapError, match=r"Python 3\.10 terlalu lama; portal ini perlu Python 3\.11"):
        bootstrap.use_newer_python()


def test_the_script_parses_on_a_python_of_ten_years_ago() -> None:
    compile(Path(bootstrap.__file__).read_text(encoding="utf-8"), "bootstrap.py", "exec", dont_inherit=True)
    assert "from __future__" not in Path(bootstrap.__file__).read_text(encoding="utf-8")


def local_index(folder: Path, wheel: bytes) -> str:
    """Make a package index of files that holds one pip wheel, and return its address."""
    page = folder / "pip" / "index.html"
    page.parent.mkdir(parents=True)
    (folder / bootstrap.PIP_WHEEL).write_bytes(wheel)
    page.write_text(
        f'<a href="/x/other.whl">x</a><a href="../{bootstrap.PIP_WHEEL}#sha256=0">pip</a>', encoding="utf-8"
    )
    return folder.as_uri()


def test_a_pip_wheel_with_another_checksum_is_not_installed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    index = local_index(tmp_path / "index", b"not pip")
    monkeypatch.setattr(bootstrap, "index_url", lambda: index)
    monkeypatch.setattr(bootstrap, "fetch", read_file_url)
    venv = fake_venv(tmp_path / "venv")
    with pytest.raises(bootstrap.BootstrapError, match="tidak cocok; tidak dipasang"):
        bootstrap.install_pip(venv)
    assert not (venv / bootstrap.PIP_WHEEL).exists()


def read_file_url(url: str) -> bytes:
    """Read a file address as a web server would, a folder by its index page."""
    path = Path(url.removeprefix("file://"))
    return (path / "index.html" if path.is_dir() else path).resolve().read_bytes()


def test_the_pinned_checksum_is_a_whole_sha256() -> None:
    assert len(bytes.fromhex(bootstrap.PIP_SHA256)) == hashlib.sha256().digest_size


def test_an_index_that_does_not_answer_gets_a_sentence() -> None:
    with pytest.raises(bootstrap.BootstrapError, match=r"Tidak dapat mengunduh http://127\.0\.0\.1:9/pip/"):
        bootstrap.fetch("http://127.0.0.1:9/pip/")


def test_the_index_is_the_one_that_pip_is_configured_to_use(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("PIP_INDEX_URL", raising=False)
    monkeypatch.delenv("UV_DEFAULT_INDEX", raising=False)
    config = tmp_path / "pip.conf"
    config.write_text("[global]\nindex-url = https://index.contoh.test/simple\n", encoding="utf-8")
    monkeypatch.setenv("PIP_CONFIG_FILE", str(config))
    assert bootstrap.index_url() == "https://index.contoh.test/simple"
    monkeypatch.setenv("PIP_INDEX_URL", "https://lain.contoh.test/simple")
    assert bootstrap.index_url() == "https://lain.contoh.test/simple"


def test_a_missing_lock_gets_a_sentence(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bootstrap, "ROOT", tmp_path)
    with pytest.raises(bootstrap.BootstrapError, match=r"requirements\.lock tidak ada"):
        bootstrap.bootstrap(tmp_path / "venv", dev=False)
