"""Typeset one document in a process of its own: a template that swallows memory or time ends this process alone.

Run as a script with the seconds it may work; stdin is JSON: the shared part, the template, the data, a moment in
seconds. Writes the PDF to stdout, or one line to stderr that says what is wrong. Imports nothing of ours, sees no
environment, and may read nothing but the two files it writes.
"""

from __future__ import annotations

import json
import re
import resource
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

import typst

MEMORY_LIMIT: Final = 768_000_000  # of addresses, most of them the library itself; it works in 60 MB
FILE_LIMIT: Final = 20_000_000
STANDARD: Final = "a-2a"
NOWHERE: Final = "/nonexistent"
INSTEAD: Final = "\N{REPLACEMENT CHARACTER}"
MOST_REPLACED: Final = 200
_NO_GLYPH: Final = re.compile(r'the text `"(.+?)"` could not be displayed', re.DOTALL)
_CONTROL: Final = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")


def typeset(job: dict[str, Any], root: Path) -> bytes:
    """Return the PDF; what no font can show is shown as the replacement character, because PDF/A wants a glyph."""
    (root / "surat.typ").write_text(job["base"], encoding="utf-8")
    main = root / "main.typ"
    main.write_text('#import "surat.typ": *\n' + job["template"], encoding="utf-8")
    data = json.dumps(_printable(job["data"]), ensure_ascii=False)
    for _try in range(MOST_REPLACED):
        try:
            return _compile(main, root, data, int(job["moment"]))
        except typst.TypstError as error:
            lost = _NO_GLYPH.search(str(error))
            if lost is None or not (gone := set(_characters(lost[1])) & set(data)):
                raise
            data = data.translate({ord(character): INSTEAD for character in gone})
    raise ValueError("too many characters that no font has")


def _printable(value: Any) -> Any:
    """Return data whose texts hold no character that can never be printed."""
    if isinstance(value, str):
        return _CONTROL.sub(INSTEAD, value)
    if isinstance(value, dict):
        return {key: _printable(each) for key, each in value.items()}
    return [_printable(each) for each in value] if isinstance(value, list) else value


def _characters(quoted: str) -> Iterator[str]:
    """Yield the characters of a text that the library quotes, which writes some of them as \\u{...}."""
    for code, character in re.findall(r"\\u\{([0-9a-fA-F]+)\}|(.)", quoted, re.DOTALL):
        found = chr(int(code, 16)) if code else character
        if not found.isascii():
            yield found


def _compile(main: Path, root: Path, data: str, moment: int) -> bytes:
    compiler = typst.Compiler(
        input=str(main),
        root=str(root),
        ignore_system_fonts=True,
        sys_inputs={"data": data},
        package_path=NOWHERE,
        package_cache_path=NOWHERE,
    )
    made = compiler.compile(format="pdf", pdf_standards=[STANDARD], timestamp=moment)
    if not isinstance(made, bytes):
        raise TypeError("the library returned no PDF")
    return made


def main() -> int:
    """Bound this process, then typeset."""
    seconds = int(sys.argv[1])
    for limit, most in (
        (resource.RLIMIT_AS, MEMORY_LIMIT),
        (resource.RLIMIT_CPU, seconds),
        (resource.RLIMIT_FSIZE, FILE_LIMIT),
        (resource.RLIMIT_CORE, 0),
    ):
        resource.setrlimit(limit, (most, most))
    job = json.load(sys.stdin)
    with tempfile.TemporaryDirectory(prefix="surat-") as folder:
        try:
            made = typeset(job, Path(folder))
        except (typst.TypstError, ValueError) as error:
            said = [str(error), *getattr(error, "hints", [])]
            sys.stderr.write(" ".join(" ".join(said).split()))
            return 1
    sys.stdout.buffer.write(made)
    return 0


if __name__ == "__main__":
    sys.exit(main())
