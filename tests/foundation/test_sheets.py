"""A table for spreadsheets holds text, and never something that runs."""

import csv
import io

import pytest

from foundation import sheets


@pytest.mark.parametrize(
    "cell", ["=1+1", "+cmd|' /C calc'!A0", "-2+3+cmd", "@SUM(A1)", " =HYPERLINK()", "\t=1", "\uff1d1", "\r=1"]
)
def test_what_a_spreadsheet_would_run_is_made_text(cell: str) -> None:
    assert sheets.plain(cell) == f"'{cell}"


@pytest.mark.parametrize("cell", ["Laporan 2026", "+62 812", "-", "3 = 3", "", "a@b.id"])
def test_what_is_only_text_stays_as_it_is(cell: str) -> None:
    assert sheets.plain(cell) == cell


def test_a_table_is_read_back_as_it_was_written() -> None:
    answer = sheets.table("contoh", ["Judul", "Isi"], [["a, b", 'c "d"\ne'], ["=1", ""]])
    text = answer.content.decode("utf-8-sig")
    assert list(csv.reader(io.StringIO(text))) == [["Judul", "Isi"], ["a, b", 'c "d"\ne'], ["'=1", ""]]
    assert answer["Content-Disposition"] == 'attachment; filename="contoh.csv"'
