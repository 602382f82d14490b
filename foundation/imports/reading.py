"""Turn an uploaded file into rows, line by line; what is wrong with it is one sentence that says the remedy."""

from __future__ import annotations

import csv
import io
import itertools
from collections.abc import Iterable, Iterator, Sequence
from typing import IO, Final

from django.utils.translation import gettext as _

from foundation import formats
from foundation.imports.sheet import Column, Row

MOST_ROWS: Final = 2000
MOST_BYTES: Final = 1_000_000
MOST_CHARACTERS: Final = 2000  # of one cell
DELIMITERS: Final = (";", ",", "\t")  # Excel in Indonesian writes semicolons
# What a spreadsheet runs; some read the wide signs of East Asian keyboards as their own.
FORMULA: Final = ("=", "+", "-", "@", "\t", "\r", "\n", "\uff1d", "\uff0b", "\uff0d", "\uff20")
PLAIN_NUMBER: Final = frozenset("+-0123456789 .()")


class UnreadableFile(Exception):
    """Say in a sentence why a file cannot be read at all."""


def read(stream: IO[bytes], columns: Sequence[Column]) -> list[Row]:
    """Return the rows of a CSV file; raises UnreadableFile, after at most MOST_ROWS rows and MOST_BYTES bytes."""
    lines = _lines(stream)
    try:
        first = next(lines, "")
        heads = _heads(first, columns)
        table = csv.reader(itertools.chain([first], lines), delimiter=_delimiter(first), strict=True)
        next(table)
        return list(_rows(table, heads))
    except csv.Error as error:
        raise UnreadableFile(
            _("Tanda kutip di berkas ini tidak berpasangan. Simpan ulang sebagai CSV dari aplikasi lembar kerja Anda.")
        ) from error


def too_large() -> str:
    """Say how large a file may be, and what to do with a larger one."""
    limits = {"size": formats.file_size(MOST_BYTES), "rows": formats.number(MOST_ROWS)}
    return (
        _("Berkas ini terlalu besar. Paling banyak %(size)s dan %(rows)s baris. Bagi menjadi beberapa berkas.") % limits
    )


def formula_in(text: str) -> bool:
    """Say whether a spreadsheet would run a cell; a number with its sign, such as +62 812, is none."""
    return text.startswith(FORMULA) and not set(text) <= PLAIN_NUMBER


def _lines(stream: IO[bytes]) -> Iterator[str]:
    start = stream.read(4)
    stream.seek(0)
    if start.startswith(b"PK"):
        raise UnreadableFile(_("Ini berkas Excel, bukan CSV. Simpan sebagai CSV UTF-8, lalu unggah hasilnya."))
    if start.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise UnreadableFile(_wrong_encoding())
    bounded = io.BufferedReader(_Bounded(stream))  # type: ignore[type-var]
    text = io.TextIOWrapper(bounded, encoding="utf-8-sig", newline="")
    try:
        for line in text:
            if "\x00" in line:
                raise UnreadableFile(_("Berkas ini bukan teks. Unggah berkas CSV UTF-8."))
            yield line
    except UnicodeDecodeError as error:
        raise UnreadableFile(_wrong_encoding()) from error


class _Bounded(io.RawIOBase):
    """Pass bytes on up to the limit; a file without line ends would otherwise be one line of any size."""

    def __init__(self, stream: IO[bytes]) -> None:
        super().__init__()
        self._stream, self._left = stream, MOST_BYTES

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: bytearray) -> int:  # type: ignore[override]
        data = self._stream.read(min(len(buffer), 65536))
        self._left -= len(data)
        if self._left < 0:
            raise UnreadableFile(too_large())
        buffer[: len(data)] = data
        return len(data)


def _delimiter(first: str) -> str:
    return max(DELIMITERS, key=first.count)


def _heads(first: str, columns: Sequence[Column]) -> list[str]:
    heads = [head.strip().lower() for head in next(csv.reader([first], delimiter=_delimiter(first)), [])]
    if not any(heads):
        raise UnreadableFile(_("Berkas ini kosong. Baris pertama berisi nama kolom."))
    known = {column.head for column in columns}
    missing = [column.head for column in columns if column.required and column.head not in heads]
    unknown = [head for head in heads if head not in known]
    twice = sorted({head for head in heads if heads.count(head) > 1})
    if missing:
        raise UnreadableFile(_("Kolom ini belum ada: %(names)s. Tambahkan, lalu unggah lagi.") % _names(missing))
    if unknown:
        raise UnreadableFile(_("Kolom ini tidak dikenal: %(names)s. Hapus atau perbaiki namanya.") % _names(unknown))
    if twice:
        raise UnreadableFile(_("Kolom ini muncul dua kali: %(names)s. Hapus salah satu.") % _names(twice))
    return heads


def _rows(table: Iterable[list[str]], heads: Sequence[str]) -> Iterator[Row]:
    count = 0
    for line, cells in enumerate(table, 2):
        if not any(cell.strip() for cell in cells):
            continue
        count += 1
        if count > MOST_ROWS:
            raise UnreadableFile(
                _("Berkas ini berisi lebih dari %(rows)s baris. Bagi menjadi beberapa berkas.")
                % {"rows": formats.number(MOST_ROWS)}
            )
        if len(cells) != len(heads):
            raise UnreadableFile(
                _("Baris %(line)s berisi %(found)s kolom, seharusnya %(wanted)s. Periksa tanda pemisahnya.")
                % {"line": line, "found": len(cells), "wanted": len(heads)}
            )
        yield Row(line, {head: cell.strip()[:MOST_CHARACTERS] for head, cell in zip(heads, cells, strict=True)})
    if not count:
        raise UnreadableFile(_("Berkas ini tidak berisi baris di bawah nama kolom."))


def _names(names: Sequence[str]) -> dict[str, str]:
    return {"names": ", ".join(name[:40] or _("(tanpa nama)") for name in names[:10])}


def _wrong_encoding() -> str:
    return _("Berkas ini tidak memakai UTF-8, sehingga hurufnya tidak terbaca. Simpan sebagai CSV UTF-8.")
