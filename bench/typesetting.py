"""Typeset a document as a worker does, in a process of its own, against the bare library in the same process.

Then a thousand in one worker: what it holds in memory, what its helper process holds, and whether either grows.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

import typst

from bench.side_by_side import ROOT, compare, keep
from bench.typesetting_worker import letter, render

WORKER_MB = 120.0  # at most what a worker holds
TIMES = 12.0  # the price of a process of its own for every letter, most of it the start


def bare(one: Any, folder: Path) -> bytes:
    """Typeset the same letter with the library itself: no other process, no bounds."""
    (folder / "surat.typ").write_text(one.base, encoding="utf-8")
    main_file = folder / "main.typ"
    main_file.write_text('#import "surat.typ": *\n' + one.template, encoding="utf-8")
    inputs = {"data": json.dumps(one.data, ensure_ascii=False)}
    compiler = typst.Compiler(input=str(main_file), root=str(folder), ignore_system_fonts=True, sys_inputs=inputs)
    made = compiler.compile(format="pdf", pdf_standards=["a-2a"], timestamp=int(one.moment.timestamp()))
    return bytes(made)  # type: ignore[arg-type]  # one page of PDF, never a list of pictures


def worker() -> dict[str, Any]:
    """Let a fresh process typeset a thousand, and return what it says."""
    command = [sys.executable, "-m", "bench.typesetting_worker"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    return dict(json.loads(done.stdout))


def one_letter(folder: Path) -> dict[str, Any]:
    """Compare one letter made our way with one made by the library alone."""
    one = letter()
    assert render(one)[:5] == bare(one, folder)[:5] == b"%PDF-"
    return compare(lambda: render(one), lambda: bare(one, folder), rounds=11)


def main() -> int:
    """Print the figures, keep them in bench/results, and return 1 when a goal is missed."""
    with tempfile.TemporaryDirectory() as folder:
        many, single = worker(), one_letter(Path(folder))
    print(
        f"one document: {single['ours_us'] / 1000:.0f} ms, {single['ratio']} x the bare library "
        f"({single['base_us'] / 1000:.0f} ms)\n"
        f"{many['documents']} in a worker: {many['median_ms']} ms each; "
        f"it holds {many['worker_mb_at_most']} MB at most ({many['worker_mb_at_first']} at first), "
        f"and {many['helper_mb_at_most']} MB more while a letter is made"
    )
    goals = {"worker_mb": WORKER_MB, "times": TIMES}
    print(f"kept in {keep('typesetting', {'goals': goals, 'one document': single, 'a thousand': many})}")
    return int(single["ratio"] > TIMES or many["worker_mb_at_most"] > WORKER_MB)


if __name__ == "__main__":
    sys.exit(main())
