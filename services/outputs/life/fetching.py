"""Write down who fetched a document, and read it back for its applicant."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import Final
from uuid import UUID

from django.utils.translation import gettext as _

from agencies.models import Agency
from citizens.models import User
from foundation import clock, formats
from services.outputs.models import Output, OutputAccess

SHOWN: Final = 20  # of one request, on its page; older ones stay in the table


def note(output: Output, user: User | None, agency_code: str = "") -> None:
    """Write down one fetching, by an officer of an agency or on the applicant's side."""
    OutputAccess.objects.create(output=output, user=user, agency_code=agency_code, at=clock.now())


def newest(outputs: Iterable[Output]) -> dict[UUID, tuple[str, ...]]:
    """Return by document who fetched it when, newest first; the officer's name stays with the agency."""
    rows = list(OutputAccess.objects.filter(output__in=list(outputs))[:SHOWN])
    codes = {row.agency_code for row in rows if row.agency_code}
    offices = dict(Agency.objects.filter(pk__in=codes).values_list("pk", "short_name"))
    said: dict[UUID, list[str]] = defaultdict(list)
    for row in rows:
        words = {"agency": offices.get(row.agency_code) or row.agency_code.upper(), "at": formats.moment(row.at)}
        by_office = _("Diunduh petugas %(agency)s: %(at)s")
        said[row.output_id].append((by_office if row.agency_code else _("Diunduh pemohon: %(at)s")) % words)
    return {pk: tuple(lines) for pk, lines in said.items()}
