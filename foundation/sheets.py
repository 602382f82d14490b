"""Write tables for spreadsheets: readable in every one of them, and no cell that a spreadsheet would execute."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence

from django.http import HttpResponse

from foundation.imports.reading import formula_in


def plain(cell: str) -> str:
    """Return a cell that no spreadsheet takes for a formula."""
    return f"'{cell}" if formula_in(cell.lstrip()) else cell


def table(name: str, heads: Sequence[str], rows: Iterable[Sequence[str]]) -> HttpResponse:
    """Answer with a CSV file of this name, without its ending."""
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow(heads)
    writer.writerows([plain(cell) for cell in row] for row in rows)
    # Without the mark in front a spreadsheet reads the letters wrong.
    response = HttpResponse("\ufeff" + text.getvalue(), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{name}.csv"'
    return response
