"""Run every check beside the tests: style, types, contracts, migrations, translations, locks, coverage (make check).

All checks run even when one fails, so that one run shows everything there is to mend.
"""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
BIN = Path(sys.executable).parent
CHECKS: dict[str, list[str]] = {
    "ruff check": [str(BIN / "ruff"), "check", "--quiet", "."],
    "ruff format": [str(BIN / "ruff"), "format", "--check", "--quiet", "."],
    "import contracts": [str(BIN / "lint-imports"), "--no-cache"],
    "locks in step": [sys.executable, "scripts/lock.py", "--check"],
    "migrations": [sys.executable, "manage.py", "makemigrations", "--check", "--dry-run"],
    "system checks": [sys.executable, "manage.py", "check"],
    "translations": [sys.executable, "scripts/translations.py"],
    "definition covered": [sys.executable, "scripts/covered.py"],
    "mypy --strict": [str(BIN / "mypy")],
}


def passes(name: str, command: list[str]) -> bool:
    """Run one check, show its output only when it fails, and return whether it passed."""
    started = time.monotonic()
    values = {**os.environ, "DJANGO_SETTINGS_MODULE": "spbe_portal.settings"}
    done = subprocess.run(command, cwd=ROOT, env=values, capture_output=True, text=True, check=False)
    verdict = "ok" if done.returncode == 0 else "FAILED"
    print(f"{verdict:6} {name} ({time.monotonic() - started:.1f} s)", flush=True)
    if done.returncode:
        print((done.stdout + done.stderr).strip(), flush=True)
    return done.returncode == 0


def main() -> int:
    """Run the checks and return 1 when any failed."""
    results = [passes(name, command) for name, command in CHECKS.items()]
    print(f"{sum(results)} passed, {results.count(False)} failed")
    return 0 if all(results) else 1


if __name__ == "__main__":
    sys.exit(main())
