"""Word the drafts that wait for a signature, and what came of signing them."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from services.desk.presenters.case import case_url
from services.outputs.models import Output
from services.outputs.presenters import address
from services.outputs.signing.drafts import Hand, Result
from services.outputs.signing.sentences import sentence


@dataclass(frozen=True)
class Row:
    """Hold one draft as the list shows it."""

    pk: str
    title: str
    file_url: str
    number: str
    service: str
    case_url: str
    office: str
    at: datetime
    chosen: bool


@dataclass(frozen=True)
class Said:
    """Hold what came of one draft."""

    title: str
    number: str
    case_url: str
    done: bool
    sentence: str


def row(draft: Output, hand: Hand, chosen: Collection[str]) -> Row:
    """Return one draft of the list."""
    case, pk = draft.request, str(draft.pk)
    number, service = case.number or "", case.service.title
    link = case_url(case.pk, "saya")
    return Row(pk, draft.title, address(draft), number, service, link, hand.office, draft.created_at, pk in chosen)


def result(found: Result) -> Said:
    """Return what came of one draft."""
    case = found.output.request
    said = _("Sudah ditandatangani.") if found.error is None else sentence(found.error)
    return Said(found.output.title, case.number or "", case_url(case.pk, "saya"), found.error is None, said)
