"""Lay out the documents of a case, and what this officer may still do with each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from django.urls import reverse

from services.catalogue.holdings import Holding
from services.outputs.life import ends, fetching, rights
from services.outputs.models import Output, OutputStatus
from services.outputs.presenters import address, detail
from services.requests.models import ServiceRequest


@dataclass(frozen=True)
class Result:
    """Hold one document of a case."""

    output: Output
    title: str
    url: str
    detail: str
    status: str
    tone: str
    remarks: tuple[str, ...]
    fetched: tuple[str, ...]
    revoke_url: str
    replace_url: str


def results(found: ServiceRequest, held: Sequence[Holding]) -> list[Result]:
    """Return the documents of a case, drafts too, each with where it may be revoked or corrected."""
    rows = list(Output.objects.filter(request=found).select_related("signer", "acting_for").order_by("key", "-version"))
    said, fetched = ends.reasons(found, rows), fetching.newest(rows)
    made = []
    for row in rows:
        if row.status == OutputStatus.DRAFT and (row.erased_at or not row.sha256):
            continue  # what the portal makes has no file before it is issued
        row.request = found
        standing = ends.standing(row)
        made.append(
            Result(
                output=row,
                title=row.title,
                url=address(row) if row.sha256 and not row.erased_at else "",
                detail=detail(row) if row.sha256 else "",
                status=str(standing.label),
                tone=ends.TONES.get(standing, "plain"),
                remarks=() if standing == OutputStatus.DRAFT else ends.remarks(row, said.get(str(row.pk), {})),
                fetched=fetched.get(row.pk, ()),
                revoke_url=_url("desk:revoke_output", row, held, rights.REVOKE),
                replace_url=_url("desk:replace_output", row, held, rights.REPLACE),
            )
        )
    return made


def _url(name: str, output: Output, held: Sequence[Holding], step: str) -> str:
    may = rights.may(output, held, step)
    return reverse(name, args=[output.request_id, output.pk]) if may else ""


def key_of(case: ServiceRequest, output: str) -> str | None:
    """Return which result of its service an issued document of a case is, None for anything else."""
    try:
        found = Output.objects.filter(pk=UUID(output), request=case).exclude(status=OutputStatus.DRAFT).first()
    except ValueError:
        return None
    return found.key if found is not None else None
