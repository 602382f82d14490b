"""Typeset a thousand letters in one process as a worker does, and print as JSON what that took.

The worker is forked from a parent that has loaded the portal, as Celery forks its own.
"""

from __future__ import annotations

import json
import multiprocessing
import os
import statistics
import subprocess
import sys
import time
from dataclasses import replace
from pathlib import Path
from typing import Any

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "spbe_portal.settings")
django.setup()

from foundation import clock  # noqa: E402
from services.outputs.rendering import publishing, templates  # noqa: E402
from services.outputs.rendering.compiler import CHILD, SECONDS, Sheet, render  # noqa: E402
from services.outputs.verifying.sheet import qr_svg  # noqa: E402
from spbe_portal.celery import app  # noqa: E402

DOCUMENTS = 1000
WARM = 20  # until what is loaded once is loaded
LINK = "https://layanan.contoh.go.id/verifikasi/7K3M9QRT2XYZ/#" + "a" * 420


def letter(number: int = 1) -> Sheet:
    """Return a letter as a kecamatan issues it, with number, signer and QR code."""
    made = publishing.sample(templates.shipped("sktm").source)
    signer = {**made.data["signer"], "title": "Camat", "name": "Nama Contoh"}
    values = {**made.data["values"], "number": f"400/{number}/XI/2026"}
    more = {"signer": signer, "code": "7K3M-9QRT-2XYZ", "qr": str(qr_svg(LINK, "Kode QR")), "preview": False}
    return replace(made, data={**made.data, **more, "values": values}, moment=clock.now())


# A process of its own that is small itself: what it starts is measured, not what started it.
MEASURE = (
    "import resource, subprocess, sys\n"
    "subprocess.run(sys.argv[1:], stdout=subprocess.DEVNULL, check=True)\n"
    "print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)"
)


def held(kind: str) -> float:
    """Return how many megabytes this process holds now: `Rss` with all it shares, `Pss` with its part of that."""
    lines = Path("/proc/self/smaps_rollup").read_text(encoding="ascii").splitlines()
    found = next(line for line in lines if line.startswith(f"{kind}:"))
    return int(found.split()[1]) * 1024 / 1e6


def helper() -> float:
    """Return the most megabytes that the process holds in which one letter is made."""
    one = letter()
    job = {"base": one.base, "template": one.template, "data": one.data, "moment": int(one.moment.timestamp())}
    command = [sys.executable, "-I", "-c", MEASURE, sys.executable, "-I", str(CHILD), str(SECONDS)]
    done = subprocess.run(command, input=json.dumps(job).encode(), capture_output=True, check=True)
    return int(done.stdout) * 1024 / 1e6


def thousand() -> dict[str, Any]:
    """Typeset them all, each different, and return what it cost; the helper is the process that each is made in."""
    for number in range(WARM):
        render(letter(number))
    start, taken, sizes, most, own = held("Rss"), list[float](), list[int](), 0.0, 0.0
    for number in range(DOCUMENTS):
        one = letter(number)
        begun = time.perf_counter()
        sizes.append(len(render(one)))
        taken.append(time.perf_counter() - begun)
        most, own = max(most, held("Rss")), max(own, held("Pss"))
    return {
        "documents": DOCUMENTS,
        "tasks known to the worker": len(app.tasks),
        "median_ms": round(statistics.median(taken) * 1000, 1),
        "p95_ms": round(sorted(taken)[len(taken) * 95 // 100] * 1000, 1),
        "median_kb": round(statistics.median(sizes) / 1000, 1),
        "worker_mb_at_first": round(start, 1),
        "worker_mb_at_most": round(most, 1),
        "worker_mb_of_its_own": round(own, 1),
        "helper_mb_at_most": round(helper(), 1),
    }


if __name__ == "__main__":
    with multiprocessing.get_context("fork").Pool(1) as pool:
        json.dump(pool.apply(thousand), sys.stdout)
