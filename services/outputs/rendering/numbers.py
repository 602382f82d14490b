"""Give numbers without gaps per agency and year: read before typesetting, taken in the transaction that issues.

Nothing is reserved: until that transaction commits the number is nobody's, so a process that dies takes none along.
"""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from typing import Final

from django.db import IntegrityError, transaction
from django.db.models import Max

from agencies.models import Agency
from foundation import clock
from services.outputs.models import Output, OutputNumber

ROMAN: Final = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII")
_NAME: Final = re.compile(r"{(\w+)(?::(\d{1,2}))?}")


class Taken(Exception):
    """Say that somebody else took the number meanwhile: typeset with the next one."""


@dataclass(frozen=True)
class Place:
    """Hold a place in the register that is free at the moment."""

    agency: Agency
    year: int
    seq: int


def next_place(agency: Agency, moment: dt.datetime) -> Place:
    """Return the next free place in an agency's register of the year."""
    year = clock.local(moment).year
    rows = OutputNumber.objects.filter(agency=agency, year=year)
    return Place(agency, year, (rows.aggregate(last=Max("seq"))["last"] or 0) + 1)


def take(output: Output, place: Place) -> None:
    """Write a place into the register, in the transaction that issues; raises Taken when it is not the next one."""
    rows = OutputNumber.objects.filter(agency=place.agency, year=place.year)
    if rows.filter(seq__gte=place.seq).exists():
        raise Taken
    try:
        with transaction.atomic():
            OutputNumber.objects.create(
                output=output, agency=place.agency, year=place.year, seq=place.seq, at=clock.now()
            )
    except IntegrityError as error:
        raise Taken from error


def written(pattern: str, place: Place, moment: dt.datetime, code: str, district: str) -> str:
    """Return a number as the service's pattern has it ("503/{seq}/{month_roman}/{year}"; {seq:4} has leading zeros).

    Of an agency that is no kecamatan, or whose region nobody wrote down, the agency's own code stands for {kecamatan}.
    """
    day = clock.local(moment)
    values = {
        "seq": str(place.seq),
        "year": str(place.year),
        "month": f"{day.month:02d}",
        "month_roman": ROMAN[day.month - 1],
        "code": code,
        "agency": place.agency.code,
        "kecamatan": district or place.agency.code,
    }
    return _NAME.sub(lambda match: values.get(match[1], "").zfill(int(match[2] or 0)), pattern)[:80]
