"""Read the reference files: CSV with one `# SOURCE:` line on top, so that every fact names where it comes from."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from pathlib import Path
from typing import Final

DATA: Final = Path(__file__).resolve().parent.parent / "data"
_MARK: Final = "# SOURCE: "


class BrokenReference(ValueError):
    """Say which reference file is broken, and how."""


@dataclass(frozen=True)
class Table:
    """Hold one file: where its facts come from and its rows."""

    name: str
    source: str
    rows: tuple[dict[str, str], ...]


def read(name: str, folder: Path = DATA) -> Table:
    """Return the table `<name>.csv`; raise BrokenReference without a source line or with a ragged row."""
    path = folder / f"{name}.csv"
    try:
        first, _, rest = path.read_text(encoding="utf-8").partition("\n")
    except OSError as error:
        raise BrokenReference(f"{path.name}: cannot be read ({error.strerror})") from error
    if not first.startswith(_MARK):
        raise BrokenReference(f"{path.name}: the first line must begin with '{_MARK.strip()}'")
    rows = tuple(csv.DictReader(rest.splitlines()))
    for line, row in enumerate(rows, start=3):
        if None in row or None in row.values():
            raise BrokenReference(f"{path.name}, line {line}: wrong number of columns")
    return Table(name, first.removeprefix(_MARK), rows)
