"""Open drafts and keep every answer as it is typed; a draft has no history before it is submitted."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final
from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from citizens import mandates
from citizens.models import Mandate, Party
from foundation import clock, crypto, idempotency
from services.catalogue import documents
from services.catalogue.models import ServiceVersion
from services.definition import answers as cleaning
from services.definition.answers import Cleaned
from services.definition.document import Document
from services.definition.problems import ProblemCode
from services.requests import hooks, policies
from services.requests.actor import Actor
from services.requests.engine import access, carrying, corrections, routing
from services.requests.engine.admit import moved_on
from services.requests.engine.errors import DraftGone, KeyReused, NotAllowed, NotFound
from services.requests.engine.opening import lock
from services.requests.lookups import RequestLookups
from services.requests.models import Attachment, Channel, Phase, ServiceRequest
from services.requests.prefill import facts_for, parent_facts
from services.requests.secrets import seal, seal_typed, unseal, unseal_typed

EDITABLE = (Phase.DRAFT, Phase.WAITING_APPLICANT)
MOST_OPEN: Final = 10  # drafts that one account, or one browser without an account, keeps at a time


class TooManyDrafts(NotAllowed):
    """Say that no further draft opens before another one is sent or thrown away."""

    code = "too_many_drafts"

    def __init__(self) -> None:
        """Compose the sentence."""
        super().__init__(
            _("Ada %(count)d draf yang belum dikirim. Kirim atau hapus salah satunya, lalu mulai lagi.")
            % {"count": MOST_OPEN}
        )


def open_draft(
    *,
    version: ServiceVersion,
    actor: Actor,
    applicant: Party | None = None,
    channel: str = Channel.WEB,
    key: str,
    is_test: bool = False,
    parent: ServiceRequest | None = None,
    last: ServiceRequest | None = None,
) -> ServiceRequest:
    """Open a draft on a version, once per key; raises ServiceClosed, NotAllowed, TooManyDrafts or DraftGone.

    A draft of the same version that holds nothing but what the profile knows is handed out again instead. `parent` is
    the request to whose decision the draft objects, `last` the one whose answers it begins with. Whoever names another
    applicant than themselves needs a mandate that holds today; it is kept with the draft.
    """
    document = documents.load(version)
    routing.check_open(version.service)
    if applicant is None and actor.user is not None:
        raise NotAllowed(_("Lengkapi nama di profil Anda dahulu."))
    mandate = _mandate(actor, applicant)
    access.check(document, applicant)
    if document.needs_parent and parent is None:
        raise NotAllowed(_("Ajukan keberatan dari halaman permohonan yang putusannya tidak Anda setujui."))
    if applicant is None and not actor.session:
        raise NotAllowed(_("Peramban Anda menolak kuki, jadi draf tidak dapat disimpan."))
    scope = f"open:{version.service_id}"
    about = f"{applicant.pk if applicant else ''}" + (f":{parent.pk}:{parent.cycle}" if parent else "")
    about += f":{last.pk}" if last else ""
    body = crypto.blind_index(about, purpose="requests.idempotency")

    def work() -> dict[str, Any]:
        draft = _make(version, document, actor, applicant, channel, is_test)
        draft.mandate = mandate
        facts = facts_for(applicant, None, channel)
        if parent is not None:
            draft.parent, draft.parent_cycle = parent, parent.cycle
            # An objection names what it is about, so it is as confidential as that.
            draft.confidential = draft.confidential or parent.confidential
            facts |= parent_facts(parent, parent.cycle)
        known = cleaning.prefill(document, facts, lookups=RequestLookups(), given=_by_hook(document, facts))
        if last is not None:
            then = carrying.carry(document, last, known, facts)
            known, draft.typed = then.answers, seal_typed(then.typed, draft.pk)
        draft.answers = seal(cleaning.secret_ids(document), known, draft.pk)
        return {"id": str(_reuse(draft, known) or _save(draft, actor))}

    try:
        result, _again = idempotency.once(actor.key, scope, key, body, work)
    except idempotency.KeyReused as reused:
        raise KeyReused from reused
    return of_key(result)


def of_key(result: Mapping[str, Any]) -> ServiceRequest:
    """Return the draft that a key opened; raises DraftGone when it was thrown away since."""
    try:
        return ServiceRequest.objects.get(pk=result["id"])
    except ServiceRequest.DoesNotExist as thrown_away:
        raise DraftGone from thrown_away


def _reuse(draft: ServiceRequest, known: Mapping[str, Any]) -> UUID | None:
    """Return the oldest draft like this one that holds no more than the profile knows, None for none."""
    alike = _open_drafts(draft).filter(version=draft.version, applicant=draft.applicant, channel=draft.channel)
    alike = alike.filter(parent=draft.parent, parent_cycle=draft.parent_cycle)
    empty = alike.filter(typed="", attachments__isnull=True).order_by("created_at", "pk")[:MOST_OPEN]
    return next((each.pk for each in empty if unseal(each.answers, each.pk) == known), None)


def _save(draft: ServiceRequest, actor: Actor) -> UUID:
    """Save a new draft and return its key; raises TooManyDrafts.

    Counted without a lock: two presses in the same instant may end one above the limit. An office that files for
    others is not counted here.
    """
    if actor.kind in {"citizen", "anonymous"} and _open_drafts(draft).count() >= MOST_OPEN:
        raise TooManyDrafts
    draft.save(force_insert=True)
    return draft.pk


def _open_drafts(draft: ServiceRequest) -> QuerySet[ServiceRequest]:
    """Return the drafts of whoever opens this one: of the account, or of the very session."""
    return ServiceRequest.objects.filter(
        phase=Phase.DRAFT, is_test=draft.is_test, filed_by=draft.filed_by, session_hash=draft.session_hash
    )


def _make(
    version: ServiceVersion, document: Document, actor: Actor, applicant: Party | None, channel: str, is_test: bool
) -> ServiceRequest:
    now = clock.now()
    return ServiceRequest(
        service=version.service,
        version=version,
        kind=document.kind,
        state=document.workflow.initial,
        phase=Phase.DRAFT,
        applicant=applicant,
        subject=applicant,
        filed_by=actor.user if applicant is not None else None,
        session_hash=actor.session if applicant is None else "",
        channel=channel,
        confidential=document.access.confidential,
        created_at=now,
        updated_at=now,
        is_test=is_test,
    )


def _mandate(actor: Actor, applicant: Party | None) -> Mandate | None:
    """Return the mandate under which an account asks for somebody else, None for oneself; raises NotAllowed."""
    if actor.kind != "citizen" or applicant is None or applicant == actor.party:
        return None
    found = mandates.held_by(actor.party).filter(principal=applicant).first()
    if found is None:
        raise NotAllowed(_("Anda tidak lagi memegang kuasa untuk orang ini. Lihat halaman Keluarga dan kuasa."))
    return found


def _by_hook(document: Document, facts: Mapping[str, Any]) -> dict[str, Any]:
    """Return what an OPD's register knows already; one that does not answer leaves the form empty, never closed."""
    if document.hooks.prefill is None:
        return {}
    try:
        return hooks.first_values(document.hooks.prefill, facts)
    except hooks.HookFailed:
        return {}


def save_answers(request_id: UUID, page: str | None, raw: Mapping[str, Any], actor: Actor) -> Cleaned:
    """Keep one page of answers; what is not right yet is kept as typed; returns the problems.

    Raises NotFound for a page the document does not have, besides what any change of a draft raises.
    """
    with transaction.atomic():
        request = own_editable(request_id, actor)
        document = documents.load(request.version)
        if page is not None and page not in dict(document.sections()):
            raise NotFound
        allowed = _fields_open(request, document, page)
        plain = unseal(request.answers, request.pk)
        merged = {**plain, **{k: v for k, v in raw.items() if k in allowed}}
        facts = facts_for(request.applicant, request)
        cleaned = cleaning.clean(document, page, merged, facts, lookups=RequestLookups(request), stored=plain)
        kept = {k: v for k, v in plain.items() if k not in allowed}
        kept |= {k: v for k, v in cleaned.answers.items() if k in allowed}
        wrong = {problem.path.split(".")[0] for problem in cleaned.problems}
        typed = {k: v for k, v in unseal_typed(request.typed, request.pk).items() if k not in allowed}
        typed |= {k: merged[k] for k in wrong & allowed if k in merged}
        ServiceRequest.objects.filter(pk=request.pk, seq=request.seq).update(
            answers=seal(cleaning.secret_ids(document), kept, request.pk),
            typed=seal_typed(typed, request.pk),
            updated_at=clock.now(),
        )
        return cleaned


def typed(request: ServiceRequest) -> dict[str, Any]:
    """Return what was typed and is not right yet, by field, so that a page can show it back."""
    return unseal_typed(request.typed, request.pk)


def plain_answers(request: ServiceRequest) -> dict[str, Any]:
    """Return the answers in plain, for the applicant's own pages and the officer in charge."""
    return unseal(request.answers, request.pk)


def discard(request_id: UUID, actor: Actor) -> list[str]:
    """Throw a draft away for good; returns the paths of its files, for the caller to remove after commit."""
    with transaction.atomic():
        request = own_editable(request_id, actor)
        if request.phase != Phase.DRAFT:
            raise moved_on(request)
        paths = list(Attachment.objects.filter(request=request).values_list("path", flat=True))
        request.delete()
        return paths


def own_editable(request_id: UUID, actor: Actor) -> ServiceRequest:
    """Lock a request the actor owns and may write answers into; raises NotFound or WrongState."""
    request = lock(request_id)
    if not policies.owns(actor, request):
        raise NotFound
    if request.phase not in EDITABLE:
        raise moved_on(request)
    return request


def mendable(request: ServiceRequest) -> set[str]:
    """Return what may be written in a correction round: the marked fields, and what their new answers now ask for."""
    document = documents.load(request.version)
    said = {**unseal(request.answers, request.pk), **unseal_typed(request.typed, request.pk)}
    facts = facts_for(request.applicant, request)
    cleaned = cleaning.clean(document, None, said, facts, lookups=RequestLookups(request))
    asked = {p.path.split(".")[0] for p in cleaned.problems if p.code == ProblemCode.REQUIRED}
    return corrections.open_fields(request) | asked


def _fields_open(request: ServiceRequest, document: Document, page: str | None) -> set[str]:
    """Return the fields that may be written: the page's, or only the marked ones in a correction round."""
    fields = {f.id for p, f in document.fields() if page is None or p == page}
    return fields & mendable(request) if request.phase == Phase.WAITING_APPLICANT else fields
