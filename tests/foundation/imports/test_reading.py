"""A table made by people is read line by line; what is wrong with it is one sentence that says what to do."""

from __future__ import annotations

import io
from itertools import chain, repeat
from typing import Any

import pytest

from foundation.imports import reading
from foundation.imports.reading import UnreadableFile, formula_in, read
from foundation.imports.sheet import Column

COLUMNS = (Column("nama", "Nama.", "Ani"), Column("hari", "Hari.", "Senin", required=False))


def rows_of(data: bytes | str) -> list[tuple[int, dict[str, str]]]:
    sent = data.encode() if isinstance(data, str) else data
    return [(row.line, dict(row.cells)) for row in read(io.BytesIO(sent), COLUMNS)]


def refusal(data: bytes | str) -> str:
    with pytest.raises(UnreadableFile) as caught:
        rows_of(data)
    return str(caught.value)


@pytest.mark.parametrize("mark", [",", ";", "\t"])
def test_whatever_a_spreadsheet_separates_with_is_understood(mark: str) -> None:
    assert rows_of(f"nama{mark}hari\r\nAni{mark}Senin\r\n") == [(2, {"nama": "Ani", "hari": "Senin"})]


def test_heads_may_be_written_large_with_spaces_and_after_the_mark_excel_leaves() -> None:
    assert rows_of("\ufeff NAMA ;Hari\nAni;\n") == [(2, {"nama": "Ani", "hari": ""})]


def test_lines_keep_the_numbers_they_have_in_the_spreadsheet() -> None:
    assert [line for line, _cells in rows_of('nama\nAni\n\n"Budi\nSantoso"\nCici\n')] == [2, 4, 5]


def test_a_column_that_is_not_needed_may_be_missing() -> None:
    assert rows_of("nama\nAni\n") == [(2, {"nama": "Ani"})]


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        ("", "Berkas ini kosong."),
        ("\n\n", "Berkas ini kosong."),
        ("nama;hari\n", "tidak berisi baris"),
        ("nama;hari\n;\n", "tidak berisi baris"),
        ("hari\nSenin\n", "Kolom ini belum ada: nama."),
        ("nama;umur\nAni;7\n", "Kolom ini tidak dikenal: umur."),
        ("nama;\nAni;7\n", "Kolom ini tidak dikenal: (tanpa nama)."),
        ("nama;nama\nAni;Budi\n", "Kolom ini muncul dua kali: nama."),
        ("nama;hari\nAni;Senin;Selasa\n", "Baris 2 berisi 3 kolom, seharusnya 2."),
        ('nama;hari\n"Ani;Senin\n', "Tanda kutip di berkas ini tidak berpasangan."),
        (b"PK\x03\x04rest", "Ini berkas Excel, bukan CSV."),
        ("nama;hari\nAni;Senin\n".encode("utf-16"), "tidak memakai UTF-8"),
        ("nama;hari\nJos\xe9;Senin\n".encode("latin-1"), "tidak memakai UTF-8"),
        (b"nama;hari\nA\x00ni;Senin\n", "Berkas ini bukan teks."),
        ("nama;hari\nAni;Senin\n".encode("utf-16-le"), "Berkas ini bukan teks."),
        ("nama;hari\nAni;Senin\n".encode("utf-16-be"), "Berkas ini bukan teks."),
        ("nama;hari\nAni;Senin\n".encode("utf-32"), "tidak memakai UTF-8"),
        ("nama;hari\nRudi \u201cAde\u201d;Senin\n".encode("cp1252"), "tidak memakai UTF-8"),
        ("nama;hari\nAni \ud83d;Senin\n".encode("utf-8", "surrogatepass"), "tidak memakai UTF-8"),
        (b"nama;hari\nAni\xc0\xaf;Senin\n", "tidak memakai UTF-8"),
        (b"nama;hari\n" + b"Ani;Senin\n" * 1000 + b"Jos\xe9;Senin\n", "tidak memakai UTF-8"),
    ],
)
def test_what_cannot_be_read_is_said_with_its_remedy(data: bytes | str, sentence: str) -> None:
    assert sentence in refusal(data)


def test_the_last_row_that_fits_is_read_and_one_more_is_refused() -> None:
    assert len(rows_of("nama\n" + "Ani\n" * reading.MOST_ROWS)) == reading.MOST_ROWS
    assert "lebih dari 2.000 baris" in refusal("nama\n" + "Ani\n" * (reading.MOST_ROWS + 1))


class Tape(io.RawIOBase):
    """Give 100,000 rows and remember how much was asked for."""

    def __init__(self) -> None:
        super().__init__()
        self.lines = chain([b"nama;hari\n"], repeat(b"Ani;Senin\n", 100_000))
        self.rest, self.taken = b"", 0

    def read(self, size: int = -1) -> bytes:
        while len(self.rest) < size and (line := next(self.lines, b"")):
            self.rest += line
        given, self.rest = self.rest[:size], self.rest[size:]
        self.taken += len(given)
        return given

    def seek(self, offset: int, whence: int = 0) -> int:
        self.rest, self.lines = b"", chain([b"nama;hari\n"], repeat(b"Ani;Senin\n", 100_000))
        return 0


def test_of_a_hundred_thousand_rows_only_the_first_are_ever_looked_at() -> None:
    tape: Any = Tape()
    with pytest.raises(UnreadableFile, match="lebih dari"):
        read(tape, COLUMNS)
    assert tape.taken < 100_000


def test_one_endless_line_is_not_read_to_its_end() -> None:
    assert "Berkas ini terlalu besar." in refusal(b"nama\n" + b"x" * (reading.MOST_BYTES + 1))


@pytest.mark.parametrize("cell", ["=1+1", "+cmd|'/c calc'!A1", "-2+3*cmd", "@SUM(A1)", "\t=1", "=HYPERLINK(1)"])
def test_what_a_spreadsheet_would_run_is_a_formula(cell: str) -> None:
    assert formula_in(cell)


@pytest.mark.parametrize("cell", ["\uff1d1+1", "\uff0bcmd|x", "\uff0d2+3*cmd", "\uff20SUM(A1)", "\n=1+1"])
def test_a_wide_sign_that_a_spreadsheet_reads_as_its_own_is_one_too(cell: str) -> None:
    assert formula_in(cell)


@pytest.mark.parametrize("cell", ["", "Ani", "+62 812-3456-7890", "-5", "a=b", "rina@contoh.test", "2027-01-01"])
def test_a_number_with_its_sign_is_none(cell: str) -> None:
    assert not formula_in(cell)
