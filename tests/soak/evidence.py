"""Write down what a long run measured: docs/evidence/<date>-<name>.json for programs, .md for people."""

from __future__ import annotations

import datetime as dt
import json
import os
import platform
import subprocess
from importlib.metadata import version
from pathlib import Path
from typing import Any

import time_machine
from django.conf import settings
from django.db import connection

FOLDER = Path(settings.BASE_DIR) / "docs" / "evidence"
PACKAGES = ("Django", "celery", "redis", "psycopg2-binary")


def record(name: str, title: str, *, promise: str, conditions: dict[str, Any], figures: dict[str, Any]) -> Path:
    """Write the figures of one run and return the page; a run of the same day replaces the earlier one."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    today = _now().date().isoformat()
    content = {
        "title": title,
        "date": today,
        "commit": _commit(),
        "promise": promise,
        "machine": _machine(),
        "conditions": conditions,
        "figures": figures,
    }
    page = FOLDER / f"{today}-{name}.md"
    page.with_suffix(".json").write_text(json.dumps(content, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")
    page.write_text(_page(content), encoding="utf-8")
    return page


def _now() -> dt.datetime:
    """Return the moment, even when the world of the run stands still."""
    hatch = time_machine.escape_hatch
    return hatch.datetime.datetime.now(dt.UTC) if hatch.is_travelling() else dt.datetime.now(dt.UTC)


def _page(content: dict[str, Any]) -> str:
    parts = [
        f"# {content['title']}",
        "",
        f"{content['date']}, commit `{content['commit']}`. Written by the run itself.",
    ]
    parts += ["", f"Promise: {content['promise']}"]
    for heading in ("figures", "conditions", "machine"):
        parts += ["", f"## {heading.capitalize()}", "", "| | |", "|---|---|"]
        parts += [f"| {key} | {value} |" for key, value in content[heading].items()]
    return "\n".join(parts) + "\n"


def _commit() -> str:
    return _output("git", "-C", str(settings.BASE_DIR), "rev-parse", "--short", "HEAD")


def _machine() -> dict[str, str]:
    return {
        "cores": str(os.cpu_count()),
        "python": platform.python_version(),
        "database": f"{connection.vendor} {'.'.join(map(str, connection.get_database_version()))}",
        **{name: version(name) for name in PACKAGES},
    }


def _output(*command: str) -> str:
    try:
        return subprocess.run(command, capture_output=True, text=True, check=True, timeout=10).stdout.strip()
    except (OSError, subprocess.SubprocessError):
        return "unknown"
