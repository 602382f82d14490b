"""Sign drafts before anybody decides: outside every transaction, the signed file then takes the draft's place."""

from __future__ import annotations

import hashlib
import logging
from collections.abc import Iterable
from dataclasses import dataclass
from importlib import import_module
from typing import Final

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _

from agencies.models import Staff
from foundation import clock
from foundation.ids import uuid7
from services.catalogue.holdings import Holding
from services.outputs.models import Output, OutputStatus, Signature, SignatureKind
from services.outputs.signing import limits, policies, reports
from services.outputs.signing.port import (
    After,
    CertificateState,
    Changed,
    NoCertificate,
    NoIdentity,
    NotTried,
    NotYours,
    Refused,
    Secret,
    Signer,
    SigningError,
    SigningService,
    Unreachable,
    Unreadable,
    Wish,
    WrongPassphrase,
)
from services.requests import files
from services.requests.models import ServiceRequest
from services.requests.presenters.people import signed_as
from services.requests.uploads import disk

logger = logging.getLogger("portal.signing")
# After these nothing else of a batch can succeed either.
HOPELESS: Final = (WrongPassphrase, limits.TooManyTries, NoIdentity, NoCertificate, Unreachable)


@dataclass(frozen=True)
class Hand:
    """Hold who signs and in which capacity."""

    staff: Staff
    holding: Holding

    @property
    def office(self) -> str:
        """Return the office as official letters name it: "Plh. Camat, oleh Sekretaris"."""
        return signed_as(self.staff, self.holding.acting_for, self.holding.acts_as)


@dataclass(frozen=True)
class Result:
    """Hold what came of one draft of a batch; `error` is None for a signed one."""

    output: Output
    error: SigningError | None = None


def hand_for(request: ServiceRequest, key: str, staff: Staff, draft: Output | None) -> Hand | None:
    """Return in which capacity an officer still has to sign a document, None for who need not.

    `draft` is None for a document that is still to come.
    """
    if draft is not None and policies.lacks(draft, request) is not SignatureKind.PERSONAL:
        return None
    holding = policies.capacity(request, key, staff)
    return Hand(staff, holding) if holding is not None else None


def sign(draft: Output, hand: Hand, passphrase: Secret) -> None:
    """Let an officer sign one draft; counts the try. Raises a SigningError, and then nothing has changed."""
    for result in sign_all([(draft, hand)], passphrase):
        if result.error is not None:
            raise result.error


def sign_all(wanted: Iterable[tuple[Output, Hand]], passphrase: Secret) -> list[Result]:
    """Let one officer sign several drafts with a passphrase typed once, which counts as one try.

    A draft that is refused stops no other; a wrong passphrase, or a service that is away, stops all that follow.
    """
    results: list[Result] = []
    todo = list(wanted)
    if not todo:
        return results
    user = todo[0][1].staff.user_id
    service = policies.service()
    try:
        limits.take(user)
        if service is None:
            raise Unreachable("off")
        for draft, hand in todo:
            results.append(_attempt(service, draft, hand, passphrase))
    except HOPELESS as error:
        failed, *left = todo[len(results) :]
        results += [Result(failed[0], error), *(Result(draft, NotTried("after another")) for draft, _hand in left)]
        if not isinstance(error, WrongPassphrase | limits.TooManyTries):
            limits.give_back(user)
        _note(error)
        return results
    if any(each.error is None for each in results):
        limits.forget(user)
    else:
        limits.give_back(user)
    return results


def _attempt(service: SigningService, draft: Output, hand: Hand, passphrase: Secret) -> Result:
    """Sign one draft; raises what no other draft would survive either."""
    try:
        _sign(service, draft, hand, passphrase)
    except HOPELESS:
        raise
    except SigningError as error:
        _note(error)
        return Result(draft, error)
    return Result(draft)


def _sign(service: SigningService, draft: Output, hand: Hand, passphrase: Secret) -> None:
    request = draft.request
    if policies.lacks(draft, request) is not SignatureKind.PERSONAL:
        raise NotYours("nothing to sign")
    if hand.holding.function != policies.signing_function(request, draft.key):
        raise NotYours("another function")
    signer = _signer(hand.staff)
    signed = service.sign(_content(draft), signer, passphrase, _wish(draft, request, hand))
    report = reports.read(signed)
    # What a service says is believed no more than what a stranger sends: is it a signature over all of this file?
    if not report.holds or report.signatures[-1].after is not After.NOTHING:
        raise Unreadable("unsigned")
    acting = hand.holding.acting_for
    row = Signature(kind=SignatureKind.PERSONAL, signer=hand.staff, acting_for=acting, acts_as=hand.holding.acts_as)
    _replace(draft, signed, row)


def certificate_of(staff: Staff) -> CertificateState:
    """Ask the service what an officer's certificate is; raises NoIdentity, Refused, Unreachable or Unreadable."""
    service = policies.service()
    if service is None:
        raise Unreachable("off")
    return service.user_status(_signer(staff))


def _signer(staff: Staff) -> Signer:
    nik = staff.user.party.nik if staff.user.party else ""
    if not nik:
        raise NoIdentity("no nik")
    return Signer(nik)


def _wish(draft: Output, request: ServiceRequest, hand: Hand) -> Wish:
    """Return what stands in the signature: the document and the office, the absent one's for a substitute."""
    reason = _("%(title)s, ditandatangani %(office)s") % {"title": draft.title, "office": hand.office}
    agency = request.agency.name if request.agency else ""
    place = policies.place()
    return Wish(reason[:200], agency[:100], place, f"{settings.PORTAL_URL}/verifikasi/" if place else "")


def seal(draft: Output) -> None:
    """Put the agency's seal into a draft that needs it and has none; raises Refused for what is no PDF to sign."""
    request = draft.request
    if policies.lacks(draft, request) is SignatureKind.SEAL:
        _replace(draft, sealed(draft, _content(draft)), Signature(kind=SignatureKind.SEAL))


def sealed(output: Output, content: bytes) -> bytes:
    """Return a PDF with the seal of the agency, the same bytes where it has none; raises Refused for no PDF to sign."""
    request = output.request
    key_file = policies.seal_file(request.agency_id)
    if key_file is None:
        return content
    pades = import_module(settings.SIGNING_PADES)
    key = pades.opened(key_file.read_bytes(), settings.AGENCY_SEAL_PASSWORD)
    reason = _("%(title)s, disegel %(agency)s") % {"title": output.title, "agency": request.agency}
    return bytes(pades.sign(content, key, Wish(reason[:200])))


def note_brought(draft: Output) -> None:
    """Remember that a draft came with a whole signature of the system that issued it; such a file is left as it is."""
    if draft.mime != policies.PDF or policies.lacks(draft, draft.request) is None:
        return
    content = _content(draft)
    if reports.may_be_signed(content) and reports.read(content).holds:
        Signature.objects.create(output=draft, kind=SignatureKind.BROUGHT, sha256=draft.sha256, created_at=clock.now())


def complete(draft: Output) -> None:
    """Do to a fresh draft what needs no passphrase: recognise a signature that it brought, else seal it."""
    note_brought(draft)
    seal(draft)


def _content(draft: Output) -> bytes:
    try:
        content = files.private_path(draft.path).read_bytes()
    except OSError as gone:
        raise Changed("gone") from gone
    if hashlib.sha256(content).hexdigest() != draft.sha256:
        raise Changed("another file")
    return content


def _replace(draft: Output, signed: bytes, row: Signature) -> None:
    """Let the signed file stand for the draft; whoever was faster wins, and the slower file is thrown away."""
    path, old = disk.relative_path(uuid7()), draft.path
    disk.write(path, signed)
    digest = hashlib.sha256(signed).hexdigest()
    try:
        with transaction.atomic():
            same = Output.objects.filter(pk=draft.pk, status=OutputStatus.DRAFT, sha256=draft.sha256, path=old)
            if not same.update(path=path, sha256=digest, size=len(signed)):
                raise Changed("meanwhile")
            row.output, row.before, row.sha256, row.created_at = draft, draft.sha256, digest, clock.now()
            row.save(force_insert=True)
            transaction.on_commit(lambda: files.remove_all([old]))
    except BaseException:
        files.remove_all([path])
        raise
    draft.path, draft.sha256, draft.size = path, digest, len(signed)


def _note(error: SigningError) -> None:
    """Write down the kind of failure; neither who nor what."""
    kind = "refused" if isinstance(error, Refused) else type(error).__name__
    logger.info("signing failed: %s", kind)
