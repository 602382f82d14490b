"""Issue a prepared document when a decision takes effect: what was checked is what is issued."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from datetime import date
from typing import Any, Final
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from foundation import clock
from services.catalogue import documents
from services.definition.document import Document
from services.outputs.force import begin, end
from services.outputs.models import Output, OutputStatus, Signature, SignatureKind
from services.outputs.rendering import issuing, preparing
from services.outputs.rendering.signers import last_act
from services.outputs.rendering.templates import NoTemplate
from services.outputs.signing import policies as signing
from services.outputs.validity import ends_on
from services.outputs.verifying import credentials
from services.requests import files
from services.requests.actor import Actor
from services.requests.effects import EffectRefused
from services.requests.models import ServiceRequest

NUMBER_LENGTH: Final = 80
LACKING: Final = {
    SignatureKind.PERSONAL: gettext_lazy(
        "Dokumen hasil belum ditandatangani. Tanda tangani dahulu di halaman Tanda tangan."
    ),
    SignatureKind.SEAL: gettext_lazy("Dokumen hasil belum bersegel. Lampirkan lagi."),
}


class OutputEffect:
    """Be the effect `output`: the data of the decision name a draft and its SHA-256."""

    def check(self, request: ServiceRequest, argument: str, data: Mapping[str, Any], actor: Actor) -> None:
        """Raise EffectRefused unless the named draft is the request's own and its file is still what was seen."""
        check(request, argument, data)

    def apply(self, request: ServiceRequest, argument: str, data: Mapping[str, Any]) -> None:
        """Issue the draft, or have it made; the decision fails when the draft is gone."""
        draft = _find(request, argument, data)
        if draft is None:
            raise Output.DoesNotExist(f"no output {argument!r} was prepared")
        # What was typed with the decision counts; what was sent with the file may be older.
        typed = str(data.get("external_number", "")).strip()[:NUMBER_LENGTH]
        draft.external_number = typed or draft.external_number or request.external_number
        document = documents.load(request.version)
        issue(draft, document, ends_on(document.output(argument).valid, clock.today()))


def check(request: ServiceRequest, key: str, data: Mapping[str, Any]) -> Output:
    """Return the draft that data name; raises EffectRefused unless it is the request's own and as it was seen."""
    draft = _find(request, key, data)
    made_here = preparing.is_made_here(documents.load(request.version), key)
    if draft is None or draft.made_here != made_here:
        raise EffectRefused(_("Lihat pratinjau dokumen dahulu.") if made_here else _("Lampirkan dokumen hasil dahulu."))
    if draft.status != OutputStatus.DRAFT:
        raise EffectRefused(_("Dokumen ini sudah pernah diterbitkan. Lampirkan dokumen yang baru."))
    seen = str(data.get("sha256", ""))
    if draft.made_here:
        if not draft.content_sha256 == seen == _digest_now(request, key):
            raise EffectRefused(_("Isi dokumen berubah sejak Anda melihatnya. Lihat pratinjau lagi."))
    elif not draft.sha256 == seen == _digest(draft):
        raise EffectRefused(_("Berkas dokumen hasil berubah sejak dilampirkan. Lampirkan lagi."))
    if (lacking := signing.lacks(draft, request)) is not None:
        raise EffectRefused(str(LACKING[lacking]))
    return draft


def issue(draft: Output, document: Document, until: date | None) -> None:
    """Let a draft count from now until the end of a day, and the version before it no more.

    What the portal makes itself is ordered here, and counts when it is made.
    """
    draft.issued_at, draft.valid_until = clock.now(), until
    _sign(draft, document.output(draft.key).signer)
    if draft.made_here:
        issuing.order(draft)
        return
    begin(draft, document)
    draft.save()
    credentials.issue(draft)


def revoke(request: ServiceRequest) -> None:
    """Let documents of an earlier decision cease: the request was reopened and is now rejected."""
    in_force = [OutputStatus.ISSUED, OutputStatus.PENDING]
    end(Output.objects.filter(request=request, status__in=in_force), OutputStatus.REVOKED)


def _find(request: ServiceRequest, key: str, data: Mapping[str, Any]) -> Output | None:
    try:
        pk = UUID(str(data.get("output", "")))
    except ValueError:
        return None
    return Output.objects.filter(pk=pk, request=request, key=key).first()


def _digest_now(request: ServiceRequest, key: str) -> str:
    try:
        return preparing.digest_now(request, key)
    except NoTemplate:
        return ""


def _digest(draft: Output) -> str:
    path = files.private_path(draft.path)
    return hashlib.sha256(path.read_bytes()).hexdigest() if path.exists() else ""


def _sign(draft: Output, function: str | None) -> None:
    """Name who signed, and for whom: as the file says, else who last acted in the signing function; never a guess."""
    hand = Signature.objects.filter(output=draft, kind=SignatureKind.PERSONAL, sha256=draft.sha256).first()
    if hand is not None:
        draft.signer_id, draft.acting_for_id, draft.acts_as = hand.signer_id, hand.acting_for_id, hand.acts_as
        return
    last = last_act(draft.request_id, function)
    if last is not None:
        draft.signer = getattr(last.actor, "staff", None)
        draft.acting_for_id, draft.acts_as = last.acting_for_id, last.acts_as
