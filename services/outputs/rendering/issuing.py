"""Issue what a decision gave: typeset outside of any transaction, number and file and status in one.

A process that dies at any point leaves the document pending, its number free and its file, if any, in the place the row
names; the job is tried again and ends in one document, one number, one file.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import Final
from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet

from agencies.models import Agency
from foundation import clock, rls
from foundation.outbox import PermanentFailure, TemporaryFailure, enqueue
from services.catalogue import documents
from services.outputs.force import begin
from services.outputs.models import Credential, Output, OutputStatus, Signature, SignatureKind
from services.outputs.rendering import numbers, preparing
from services.outputs.rendering.compiler import RenderFailed, render
from services.outputs.rendering.decided import Decided, sheet
from services.outputs.rendering.numbers import Place
from services.outputs.rendering.signers import signer_of
from services.outputs.signing.drafts import sealed
from services.outputs.signing.port import SigningError
from services.outputs.verifying import codes, credentials
from services.requests.files import private_path
from services.requests.models import ServiceRequest
from services.requests.uploads import UploadProblem, disk

JOB: Final = "outputs.render"
# So many others may take a number between our look into the register and our turn.
TRIES: Final = 40


@dataclass(frozen=True)
class Made:
    """Hold a document that is typeset and belongs to nobody yet."""

    pdf: bytes
    unsealed: bytes  # the same bytes where the agency has no seal
    number: str
    token: str
    place: Place | None


def order(output: Output) -> None:
    """Have a decided document made after this transaction; its code is given now, because the file bears it."""
    output.status, output.code = OutputStatus.PENDING, codes.new()
    output.save()
    enqueue(JOB, {"output": str(output.pk), "request": str(output.request_id)}, key=str(output.pk))


@rls.system()
def issue(pk: UUID) -> bool:
    """Make and issue a pending document; returns False when there is nothing to do, raises JobFailure."""
    output = _rows().filter(pk=pk, status=OutputStatus.PENDING).first()
    if output is None:
        return False
    for _try in range(TRIES):
        made = _make(output)
        try:
            return _store(output.pk, made)
        except numbers.Taken:
            continue
        except UploadProblem as full:
            raise TemporaryFailure("tidak ada tempat untuk berkas") from full
    raise TemporaryFailure("nomor terus didahului dokumen lain", retry_after=5)


def _rows() -> QuerySet[Output]:
    people = ("signer__user__party", "acting_for")
    return Output.objects.select_related("request__agency__region", "request__version", "request__applicant", *people)


def _make(output: Output) -> Made:
    request = output.request
    if request.agency is None or output.issued_at is None:
        raise PermanentFailure("dokumen tanpa perangkat daerah atau tanpa hari putusan")
    number, place = _number(output, request.agency)
    claims = credentials.claims_of(output, output.code, number)
    token = credentials.written(claims)
    decided = Decided(
        output.issued_at,
        number or request.number or "",
        signer_of(output.signer, output.acting_for, output.acts_as),
        output.valid_until,
        codes.shown(output.code),
        credentials.link(output.code, token),
    )
    try:
        pdf = render(sheet(preparing.kept(output), decided))
    except RenderFailed as failed:
        raise PermanentFailure("templat tidak dapat dicetak") from failed
    # After the last byte is set, before the digest is taken, and outside of the transaction below.
    try:
        return Made(sealed(output, pdf), pdf, number, token, place)
    except SigningError as refused:
        raise TemporaryFailure("segel perangkat daerah tidak dapat dibubuhkan") from refused


def _number(output: Output, agency: Agency) -> tuple[str, Place | None]:
    """Return the number the document would bear now and its place in the register; none where the service has none."""
    document = documents.load(output.request.version)
    pattern = document.output(output.key).number
    if not pattern or output.issued_at is None:
        return "", None
    place = numbers.next_place(agency, output.issued_at)
    district = agency.region.name if agency.region else ""
    return numbers.written(pattern, place, output.issued_at, document.code, district), place


def _store(pk: UUID, made: Made) -> bool:
    """Take the number, write the file and issue the document, or do nothing of it."""
    with transaction.atomic():
        request = Output.objects.values_list("request_id", flat=True).get(pk=pk)
        ServiceRequest.objects.select_for_update(of=("self",)).get(pk=request)
        output = Output.objects.select_related("request__version").get(pk=pk)
        if output.status != OutputStatus.PENDING:
            return False
        if made.place is not None:
            numbers.take(output, made.place)
        begin(output, documents.load(output.request.version))
        output.number, output.content = made.number, ""
        output.sha256, output.size = hashlib.sha256(made.pdf).hexdigest(), len(made.pdf)
        output.save()
        Credential.objects.create(code=output.code, output=output, token=made.token, created_at=clock.now())
        if made.pdf != made.unsealed:
            before = hashlib.sha256(made.unsealed).hexdigest()
            Signature.objects.create(
                output=output, kind=SignatureKind.SEAL, sha256=output.sha256, before=before, created_at=clock.now()
            )
        # Last, and under the lock of the request: nobody else writes to this place, and what fails takes all back.
        private_path(output.path).with_suffix(".part").unlink(missing_ok=True)
        disk.write(output.path, made.pdf)
        return True
