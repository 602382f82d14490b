"""Time two ways of doing one thing in turns, so that a busy machine slows both alike, and keep the medians."""

from __future__ import annotations

import datetime as dt
import gc
import json
import os
import platform
import statistics
import subprocess
import time
from collections.abc import Callable, Mapping
from importlib.metadata import version
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
RESULTS = Path(__file__).resolve().parent / "results"


def compare(
    ours: Callable[[], Any], base: Callable[[], Any], *, rounds: int = 31, seconds: float = 0.05
) -> dict[str, Any]:
    """Return the median microseconds of each and their ratio; every round runs both, the first of them by turns."""
    count = _how_often(base, seconds)
    taken: dict[str, list[float]] = {"ours": [], "base": []}
    pair = (("ours", ours), ("base", base))
    gc.collect()
    gc.disable()
    try:
        for number in range(rounds):
            for name, run in pair if number % 2 else reversed(pair):
                started = time.perf_counter()
                for _ in range(count):
                    run()
                taken[name].append((time.perf_counter() - started) / count * 1e6)
    finally:
        gc.enable()
    ratios = sorted(mine / plain for mine, plain in zip(taken["ours"], taken["base"], strict=True))
    return {
        "ours_us": round(statistics.median(taken["ours"]), 1),
        "base_us": round(statistics.median(taken["base"]), 1),
        "ratio": round(statistics.median(ratios), 2),
        "ratio_p10": round(ratios[len(ratios) // 10], 2),
        "ratio_p90": round(ratios[-1 - len(ratios) // 10], 2),
        "rounds": rounds,
        "per_round": count,
    }


def keep(name: str, figures: Mapping[str, Any]) -> Path:
    """Add figures to today's file in bench/results and return it; a run of the same day replaces the earlier one."""
    RESULTS.mkdir(exist_ok=True)
    path = RESULTS / f"{dt.datetime.now(dt.UTC).date().isoformat()}.json"
    known = json.loads(path.read_text(encoding="utf-8")) if path.exists() else {}
    known["machine"] = {
        "cores": os.cpu_count(),
        "python": platform.python_version(),
        "Django": version("Django"),
        "load_before": round(os.getloadavg()[0], 2),
    }
    known[name] = {"commit": _commit(), **figures}
    path.write_text(json.dumps(known, indent=2, ensure_ascii=False, sort_keys=True) + "\n", encoding="utf-8")
    return path


def _how_often(run: Callable[[], Any], seconds: float) -> int:
    run()
    started = time.perf_counter()
    for _ in range(20):
        run()
    return max(5, int(seconds / ((time.perf_counter() - started) / 20)))


def _commit() -> str:
    command = ("git", "-C", str(ROOT), "rev-parse", "--short", "HEAD")
    return subprocess.run(command, capture_output=True, text=True, check=False, timeout=10).stdout.strip() or "unknown"
