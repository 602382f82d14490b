"""Hold services/definition to its own tests: every line and every branch is tried (settings in pyproject.toml).

Tests that draw examples by chance are left out, so that what is covered does not depend on luck.
"""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
COVERAGE = [sys.executable, "-m", "coverage"]
CHOSEN = ["tests/services/definition", "-m", "not soak and not hypothesis", "-q", "--no-header"]


def main() -> int:
    """Run the tests under coverage and return 1 when one fails or something is left out."""
    (ROOT / ".cache").mkdir(exist_ok=True)
    values = {key: value for key, value in os.environ.items() if key not in ("TEST_DATABASE_URL", "TEST_REDIS_URL")}
    # Pytest chooses its own settings; those of a running portal would be the wrong ones.
    values.pop("DJANGO_SETTINGS_MODULE", None)
    for command in ([*COVERAGE, "run", "-m", "pytest", *CHOSEN], [*COVERAGE, "report"]):
        done = subprocess.run(command, cwd=ROOT, env=values, capture_output=True, text=True, check=False)
        if done.returncode:
            print(done.stdout + done.stderr)
            return 1
    print(done.stdout)
    return 0


if __name__ == "__main__":
    sys.exit(main())
