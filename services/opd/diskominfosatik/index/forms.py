"""Read what is sent about an indicator; what is wrong comes back beside its field, with everything typed."""

from __future__ import annotations

import io
from collections.abc import Mapping
from decimal import Decimal, InvalidOperation
from typing import Any, Final

from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.core.validators import URLValidator
from django.utils.translation import gettext as _

from foundation import clock
from foundation.texts import public_text
from services.opd.diskominfosatik.index.actions import Claim, Refused
from services.opd.diskominfosatik.index.formula import LEAST, MOST
from services.opd.diskominfosatik.index.models import Result, Scheme
from services.opd.diskominfosatik.index.schemes import EARLIEST
from services.requests.presenters.upload_problems import sentence
from services.requests.uploads import UploadProblem, images, pdfs
from services.requests.uploads.names import display_name
from services.requests.uploads.sniff import HEAD_BYTES, Kind, kind_of

LONGEST: Final = 2000
FIELDS: Final = ("level", "target", "evidence", "link", "plan")
MOST_BYTES: Final = 2_000_000
MIMES: Final = {Kind.PDF: ("application/pdf", "pdf"), Kind.JPEG: ("image/jpeg", "jpg"), Kind.PNG: ("image/png", "png")}
_HTTPS: Final = URLValidator(schemes=["https"])


def typed(sent: Mapping[str, Any], names: tuple[str, ...] = FIELDS) -> dict[str, str]:
    """Return what was typed, without signs no database keeps."""
    return {name: str(sent.get(name, "")).replace("\x00", "").strip() for name in names}


def claim(words: Mapping[str, str]) -> Claim:
    """Return a claim, or raise Refused."""
    problems: dict[str, str] = {}
    level, target = _level(words, "level", problems), _level(words, "target", problems)
    for name in ("evidence", "plan"):
        if len(words[name]) > LONGEST:
            problems[name] = _("Paling panjang %(n)d huruf.") % {"n": LONGEST}
    if level is not None and not words["evidence"]:
        problems["evidence"] = _("Tingkat hanya dicatat bersama buktinya. Tulis buktinya, atau kosongkan tingkat.")
    if words["link"]:
        try:
            _HTTPS(words["link"])
            public_text(words["link"])
        except ValidationError as refused:
            problems["link"] = " ".join(refused.messages)
        if len(words["link"]) > 300:
            problems["link"] = _("Paling panjang %(n)d huruf.") % {"n": 300}
    if problems:
        raise Refused(problems)
    return Claim(level, target, words["evidence"], words["link"], words["plan"])


def file(sent: UploadedFile[Any] | None) -> tuple[str, str, bytes]:
    """Return name, type and content of a file that may be kept, or raise Refused."""
    if sent is None or not sent.size:
        raise Refused({"berkas": _("Pilih berkas PDF, JPG, atau PNG dulu.")})
    if sent.size > MOST_BYTES:
        raise Refused({"berkas": _("Berkas lebih besar dari 2 MB. Kecilkan dulu, atau pakai tautan.")})
    content = sent.read()
    try:
        kind = kind_of(content[:HEAD_BYTES])
        if kind == Kind.PDF:
            pdfs.check(content)
        elif kind in MIMES:
            content = images.redraw(io.BytesIO(content), kind)  # without place and camera
    except UploadProblem as problem:
        raise Refused({"berkas": sentence(problem, None)}) from problem
    if kind not in MIMES:
        raise Refused({"berkas": _("Pilih berkas PDF, JPG, atau PNG.")})
    mime, ending = MIMES[kind]
    return display_name(sent.name, ending)[:120], mime, content


def levels(sent: Mapping[str, str], numbers: list[int]) -> dict[int, int]:
    """Return the levels of a what-if by number; what is none is left out."""
    found = {}
    for number in numbers:
        text = sent.get(f"i{number}", "")
        if text in {str(level) for level in range(LEAST, MOST + 1)}:
            found[number] = int(text)
    return found


def year(text: str) -> int:
    """Return a year an assessment may be of, or raise Refused."""
    latest = clock.today().year + 1
    if not (text.isascii() and text.isdigit() and len(text) == 4 and EARLIEST <= int(text) <= latest):
        raise Refused({"tahun": _("Isi tahun %(a)d sampai %(b)d.") % {"a": EARLIEST, "b": latest}})
    return int(text)


def result(words: Mapping[str, str], scheme: Scheme) -> Result:
    """Return an official result, or raise Refused."""
    problems: dict[str, str] = {}
    value, number = Decimal(1), EARLIEST
    try:
        number = year(words["tahun"])
    except Refused as refused:
        problems |= refused.problems
    try:
        value = Decimal(words["nilai"].replace(",", "."))
        if not value.is_finite() or not 1 <= value <= 5 or value != round(value, 2):
            raise InvalidOperation
    except InvalidOperation:
        problems["nilai"] = _("Isi nilai 1,00 sampai 5,00 dengan dua angka di belakang koma.")
    if not words["sumber"] or len(words["sumber"]) > 300:
        problems["sumber"] = _("Sebut sumbernya, misalnya nomor keputusan menteri.")
    if problems:
        raise Refused(problems)
    return Result(scheme=scheme, year=number, value=value, source=words["sumber"])


def _level(words: Mapping[str, str], name: str, problems: dict[str, str]) -> int | None:
    text = words[name]
    if not text:
        return None
    if text not in {str(level) for level in range(LEAST, MOST + 1)}:
        problems[name] = _("Pilih tingkat 1 sampai 5, atau kosongkan.")
        return None
    return int(text)
