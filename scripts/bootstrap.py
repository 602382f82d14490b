"""Make .venv and install the locked packages, with nothing but a python: `python3 scripts/bootstrap.py [--dev]`.

Says what it does, in Indonesian first because the person at the keyboard may well be an OPD's operator. Ends at once
when the lock has not changed since the last run. Order of attempts: uv where it is installed, else the venv module
with its own pip, else (Debian without python3-venv) a bare venv with one pip wheel whose SHA-256 is pinned here.

This file must parse on an old python too, so that an old python gets a sentence and not a SyntaxError.
"""

import argparse
import configparser
import hashlib
import importlib.util
import os
import re
import shutil
import subprocess
import sys
import time
import urllib.error
import urllib.parse
import urllib.request
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
OLDEST = (3, 11)
NEWER_PYTHONS = ("python3.13", "python3.12", "python3.11", "python3.14")
PIP_WHEEL = "pip-26.3-py3-none-any.whl"
PIP_SHA256 = "f3b60b20ffaadd4415ed7957212a38ac63fa4c5fa375bd0f4a797777940fad13"
DEFAULT_INDEX = "https://pypi.org/simple"


class BootstrapError(Exception):
    """Carry one sentence that tells the person what is wrong and what to do."""


def say(indonesian: str, english: str) -> None:
    """Print one step in both languages."""
    print("-- {} / {}".format(indonesian, english), flush=True)


def run(*command: "str | Path", **environment: str) -> bool:
    """Run a command with its output shown and return whether it succeeded."""
    words = [str(word) for word in command]
    return subprocess.run(words, env={**os.environ, **environment}, check=False).returncode == 0


def use_newer_python() -> None:
    """Start again under a python of 3.11 or newer, or raise BootstrapError when none is on PATH."""
    if sys.version_info >= OLDEST:
        return
    for name in NEWER_PYTHONS:
        found = shutil.which(name)
        check = "import sys; sys.exit(sys.version_info < (3, 11))"
        if found and subprocess.run([found, "-c", check], stderr=subprocess.DEVNULL, check=False).returncode == 0:
            sys.stdout.flush()
            os.execv(found, [found, *sys.argv])  # noqa: S606 - a path that shutil.which found
    raise BootstrapError(
        "Python {}.{} terlalu lama; portal ini perlu Python 3.11, 3.12, atau 3.13. / This python is too old; "
        "install Python 3.11, 3.12 or 3.13.".format(*sys.version_info[:2])
    )


def stamp_of(locks: "list[Path]") -> str:
    """Return what an up-to-date environment's stamp must say: the python and every lock's SHA-256."""
    lines = ["python {}.{}".format(*sys.version_info[:2])]
    lines += ["{} {}".format(lock.name, hashlib.sha256(lock.read_bytes()).hexdigest()) for lock in locks]
    return "\n".join(lines) + "\n"


def venv_python(venv: Path) -> Path:
    """Return the path of an environment's own python."""
    return venv / ("Scripts/python.exe" if os.name == "nt" else "bin/python")


def works(venv: Path) -> bool:
    """Tell whether an environment's python starts and is of the version that runs this script."""
    python = venv_python(venv)
    check = "import sys; sys.exit(sys.version_info[:2] != ({}, {}))".format(*sys.version_info[:2])
    try:
        return subprocess.run([str(python), "-c", check], stderr=subprocess.DEVNULL, check=False).returncode == 0
    except OSError:
        return False


def find_uv(venv: Path) -> "str | None":
    """Return uv's path, from PATH or from the environment itself, unless NO_UV is set."""
    if os.environ.get("NO_UV"):
        return None
    own = venv_python(venv).with_name("uv")
    return shutil.which("uv") or (str(own) if own.exists() else None)


def make_venv(venv: Path, uv: "str | None") -> None:
    """Make the environment, with pip inside it unless uv will install."""
    if works(venv):
        return
    if venv.exists():
        say("lingkungan lama tidak dapat dipakai, dibuat ulang", "the old environment is unusable, making it anew")
        shutil.rmtree(venv)
    say("membuat lingkungan {}".format(venv.name), "making the environment {}".format(venv.name))
    if uv and run(uv, "venv", "--quiet", "--python", sys.executable, venv):
        return
    has_pip = importlib.util.find_spec("ensurepip") is not None
    if has_pip and run(sys.executable, "-m", "venv", venv):
        return
    shutil.rmtree(venv, ignore_errors=True)
    if importlib.util.find_spec("venv") is None or not run(sys.executable, "-m", "venv", "--without-pip", venv):
        raise BootstrapError(
            "Modul venv Python tidak ada; pasang paket python3-venv lalu ulangi. / Python's venv module is missing; "
            "install the package python3-venv and try again."
        )


def index_url() -> str:
    """Return the package index that pip is configured to use on this machine."""
    named = os.environ.get("PIP_INDEX_URL") or os.environ.get("UV_DEFAULT_INDEX")
    if named:
        return named
    parser = configparser.RawConfigParser()
    home = Path.home()
    files = [Path("/etc/pip.conf"), home / ".pip/pip.conf", home / ".config/pip/pip.conf"]
    parser.read([*files, os.environ.get("PIP_CONFIG_FILE", "")], encoding="utf-8")
    return parser.get("global", "index-url", fallback=DEFAULT_INDEX)


def fetch(url: str) -> bytes:
    """Return what an address holds, or raise BootstrapError with a sentence when it cannot be read."""
    try:
        with urllib.request.urlopen(url, timeout=60) as answer:
            body: bytes = answer.read()
            return body
    except (urllib.error.URLError, OSError) as error:
        bare = urllib.parse.urlsplit(url)._replace(query="", fragment="").geturl()
        raise BootstrapError(
            "Tidak dapat mengunduh {0}: {1}. Periksa jaringan atau PIP_INDEX_URL. / Could not download {0}; check the "
            "network or PIP_INDEX_URL.".format(bare, error)
        ) from error


def install_pip(venv: Path) -> None:
    """Put the pinned pip wheel into an environment made without pip, after checking its SHA-256."""
    say("mengambil {} dan memeriksa SHA-256-nya".format(PIP_WHEEL), "fetching it and checking its SHA-256")
    page_url = index_url().rstrip("/") + "/pip/"
    page = fetch(page_url).decode("utf-8", "replace")
    link = re.search(r'href="([^"]*/{}[^"]*)"'.format(re.escape(PIP_WHEEL)), page)
    if link is None:
        raise BootstrapError("{0} tidak ada di {1}. / {1} does not hold {0}.".format(PIP_WHEEL, page_url))
    wheel = fetch(urllib.parse.urljoin(page_url, link.group(1).replace("&amp;", "&").partition("#")[0]))
    if hashlib.sha256(wheel).hexdigest() != PIP_SHA256:
        raise BootstrapError("SHA-256 {0} tidak cocok; tidak dipasang. / {0} does not match.".format(PIP_WHEEL))
    file = venv / PIP_WHEEL
    file.write_bytes(wheel)
    python = venv_python(venv)
    try:
        if not run(python, file / "pip", "install", "--quiet", "--no-index", "--no-deps", file):
            raise BootstrapError("pip tidak dapat dipasang ke .venv. / pip could not be installed into .venv.")
    finally:
        file.unlink()


def install(venv: Path, locks: "list[Path]", uv: "str | None") -> None:
    """Install the locks by hash, with uv first and pip when uv is absent or fails."""
    python = venv_python(venv)
    files = [word for lock in locks for word in ("-r", str(lock))]
    wanted = ["--require-hashes", "--only-binary=:all:", *files]
    names = ", ".join(lock.name for lock in locks)
    if uv:
        say("memasang {} dengan uv".format(names), "installing {} with uv".format(names))
        if run(uv, "pip", "install", "--quiet", "--python", python, *wanted):
            return
        say("uv gagal, mencoba pip", "uv failed, trying pip")
    if subprocess.run([str(python), "-c", "import pip"], stderr=subprocess.DEVNULL, check=False).returncode:
        bare = importlib.util.find_spec("ensurepip") is None or not run(python, "-m", "ensurepip", "--default-pip")
        if bare:
            install_pip(venv)
    say("memasang {} dengan pip (sekitar satu menit)".format(names), "installing with pip (about a minute)")
    if not run(python, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", *wanted):
        raise BootstrapError(
            "Pemasangan paket gagal; pesan pip ada di atas. Jalankan lagi setelah diperbaiki. / Installing failed; "
            "pip's message stands above."
        )


def bootstrap(venv: Path, dev: bool) -> None:
    """Bring the environment in step with the locks, or do nothing when it already is."""
    use_newer_python()
    locks = [ROOT / "requirements.lock"] + ([ROOT / "requirements-dev.lock"] if dev else [])
    missing = [lock.name for lock in locks if not lock.is_file()]
    if missing:
        raise BootstrapError("Berkas {0} tidak ada; ambil ulang proyeknya. / {0} is missing.".format(missing[0]))
    stamp, wanted = venv / "locked", stamp_of(locks)
    current = stamp.read_text(encoding="utf-8") if stamp.is_file() else ""
    # An environment with the dev lock as well also serves those who asked for less.
    if current.startswith(wanted) and works(venv):
        return
    started = time.monotonic()
    uv = find_uv(venv)
    make_venv(venv, uv)
    stamp.unlink(missing_ok=True)
    install(venv, locks, find_uv(venv))
    stamp.write_text(wanted, encoding="utf-8")
    seconds = time.monotonic() - started
    say("siap dalam {:.0f} detik".format(seconds), "ready in {:.0f} seconds".format(seconds))


def main() -> int:
    """Read the arguments, bootstrap, and return the exit code."""
    parser = argparse.ArgumentParser(description="Buat .venv dan pasang paket terkunci / make .venv from the lock")
    parser.add_argument("--dev", action="store_true", help="juga alat pemeriksa / the checking tools too")
    parser.add_argument("--venv", type=Path, default=ROOT / ".venv", help="folder tujuan / where to make it")
    arguments = parser.parse_args()
    try:
        bootstrap(arguments.venv.resolve(), arguments.dev)
    except BootstrapError as error:
        print("bootstrap: {}".format(error), file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("\nbootstrap: dihentikan. / stopped.", file=sys.stderr)
        return 130
    return 0


if __name__ == "__main__":
    sys.exit(main())
