"""Write the hashed, universal locks from the requirements, or check without a network that they are in step.

`lock.py` resolves with uv for every platform and python from 3.11 on. Each lock's header holds the SHA-256 of the
files it was made from, so `lock.py --check` needs no index: it compares, and names the lock that is behind.
"""

import hashlib
import re
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
# lock -> the files it is made from, the first one being what is compiled
LOCKS = {
    "requirements.lock": ("requirements.txt",),
    "requirements-dev.lock": ("requirements-dev.txt", "requirements.txt"),
}
OPTIONS = [
    *("--universal", "--python-version", "3.11", "--generate-hashes", "--no-header", "--no-annotate", "--quiet"),
    *("--no-config", "--default-index", "https://pypi.org/simple", "--no-emit-index-url", "--no-emit-find-links"),
]
FORBIDDEN = re.compile(r"file:|(?<=\s)/\S+|--(?:extra-)?index-url|--find-links|--trusted-host")


def fingerprint(sources: tuple[str, ...]) -> str:
    """Return the SHA-256 over the source files' names and contents."""
    digest = hashlib.sha256()
    for name in sources:
        digest.update(name.encode() + b"\0" + (ROOT / name).read_bytes() + b"\0")
    return digest.hexdigest()


def header(lock: str) -> str:
    """Return the comment lines that open a lock."""
    sources = LOCKS[lock]
    return (
        f"# Made by `make lock` from {' and '.join(sources)}; do not edit.\n# sources-sha256: {fingerprint(sources)}\n"
    )


def problems() -> list[str]:
    """Return one sentence for each lock that is missing, behind its sources or bound to one machine."""
    found = []
    for lock in LOCKS:
        path = ROOT / lock
        text = path.read_text(encoding="utf-8") if path.is_file() else ""
        if not text.startswith(header(lock)):
            found.append(f"{lock} is behind {LOCKS[lock][0]}: run `make lock` and commit it.")
        if bound := FORBIDDEN.search(text):
            found.append(f"{lock} names an index or a path of one machine: {bound[0]}.")
    return found


def write(lock: str, uv: str, upgrade: bool) -> None:
    """Resolve one lock, keeping versions already locked unless asked to upgrade."""
    command = [uv, "pip", "compile", *OPTIONS, LOCKS[lock][0], "--output-file", lock]
    if lock != "requirements.lock":
        command += ["--constraint", "requirements.lock"]
    subprocess.run([*command, *(["--upgrade"] if upgrade else [])], cwd=ROOT, check=True)
    path = ROOT / lock
    path.write_text(header(lock) + path.read_text(encoding="utf-8"), encoding="utf-8")


def main() -> int:
    """Check or write the locks and return the exit code."""
    if "--check" in sys.argv:
        found = problems()
        print("\n".join(found) or "locks in step")
        return 1 if found else 0
    uv = shutil.which("uv", path=str(Path(sys.executable).parent)) or shutil.which("uv")
    if uv is None:
        print("lock: uv is not installed; run `make bootstrap-dev` first.", file=sys.stderr)
        return 1
    for lock in LOCKS:
        write(lock, uv, "--upgrade" in sys.argv)
    return 0


if __name__ == "__main__":
    sys.exit(main())
