"""Object to a decision: a request of its own, tied to the decision, and what its success does to the first one."""

from __future__ import annotations

import logging
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final
from uuid import UUID

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from foundation import clock, formats, idempotency
from services.catalogue import documents
from services.catalogue.models import Service, ServiceVersion, VersionStatus
from services.definition.base import Text
from services.definition.document import Objection
from services.requests import policies
from services.requests.actor import Actor
from services.requests.engine import decisions, door, drafts, ledger, limits
from services.requests.engine.errors import EngineError, NotAllowed, NotFound, WrongState
from services.requests.engine.opening import lock, step_for
from services.requests.models import OPEN_PHASES, Channel, Phase, ServiceRequest, Visibility

logger = logging.getLogger("portal.requests")
KIND: Final = "objection"
TROUBLE_LENGTH: Final = 200


class NoObjection(NotAllowed):
    """Say why no objection to this decision is taken here."""

    code = "no_objection"


@dataclass(frozen=True)
class Chance:
    """Say whether the applicant may object to what was decided: until when, or why not, or with which draft."""

    until: datetime | None
    refusal: str
    draft: ServiceRequest | None


def open_objection(parent_id: UUID, actor: Actor, key: str, channel: str = Channel.WEB) -> ServiceRequest:
    """Open the draft of an objection to the decision in force, or hand out the one that is open already.

    The same key hands out the same objection, also when it was sent meanwhile. Raises NotFound for somebody else's
    request, WrongState while nothing that can be objected to is in force, NoObjection with the reason, and what opening
    any draft raises.
    """
    scope = f"object:{parent_id}"
    with transaction.atomic():
        parent = lock(parent_id)
        if parent.is_test or not policies.owns(actor, parent):
            raise NotFound
        known = idempotency.recall(actor.key, scope, key, "")
        if known is not None:
            return drafts.of_key(known)
        decisions.settle_if_due(parent)
        found = _open_one(parent, actor, key, channel)
        idempotency.store(actor.key, scope, key, "", {"id": str(found.pk)})
        return found


def _open_one(parent: ServiceRequest, actor: Actor, key: str, channel: str) -> ServiceRequest:
    rule = rule_for(parent)
    if rule is None:
        raise WrongState
    version = version_for(rule, parent)
    chance = _chance(parent, rule, version)
    if chance.draft is not None:
        return chance.draft
    if chance.refusal or version is None:
        raise NoObjection(chance.refusal)
    return drafts.open_draft(
        version=version, actor=actor, applicant=parent.applicant, channel=channel, key=key, parent=parent
    )


def rule_for(parent: ServiceRequest) -> Objection | None:
    """Return how to object to the decision in force, None where none is in force or nobody may object."""
    state = documents.load(parent.version).workflow.states.get(parent.state)
    return state.objection_rule if state is not None and not parent.shown_state else None


def chance_of(parent: ServiceRequest) -> Chance | None:
    """Return what a page may offer the applicant, None where the document gives no objection."""
    rule = rule_for(parent)
    return _chance(parent, rule, version_for(rule, parent)) if rule is not None else None


def _chance(parent: ServiceRequest, rule: Objection, version: ServiceVersion | None) -> Chance:
    until = limits.last_moment(parent, rule.within) if rule.within else None
    for open_one in _open(parent):
        if open_one.phase == Phase.DRAFT:
            return Chance(until, "", open_one)
        said = _("Keberatan Anda atas putusan ini sedang diproses dengan nomor %(number)s.")
        return Chance(until, said % {"number": open_one.number}, None)
    if _decided(parent):
        return Chance(until, _("Keberatan Anda atas putusan ini sudah diputus."), None)
    if until is not None and clock.now() > until:
        late = _("Batas mengajukan keberatan sudah lewat pada %(date)s.")
        return Chance(until, late % {"date": formats.long_date(until)}, None)
    if version is None:
        nowhere = _(
            "Portal belum menerima keberatan atas putusan ini. Sampaikan keberatan tertulis ke kantor yang memutus."
        )
        return Chance(until, nowhere, None)
    return Chance(until, "", None)


def _open(parent: ServiceRequest) -> QuerySet[ServiceRequest]:
    """Return the objection to the present decision that is not decided for good; the database allows one."""
    mine = ServiceRequest.objects.filter(parent=parent, parent_cycle=parent.cycle, kind=KIND)
    return mine.filter(Q(phase__in=[Phase.DRAFT, *OPEN_PHASES]) | ~Q(shown_state=""))


def _decided(parent: ServiceRequest) -> bool:
    """Say whether an objection to the present decision was decided; one taken back may be raised again in time."""
    mine = ServiceRequest.objects.filter(parent=parent, parent_cycle=parent.cycle, kind=KIND)
    return mine.filter(decided_at__isnull=False).exists()


def version_for(rule: Objection, parent: ServiceRequest) -> ServiceVersion | None:
    """Return the live version of the one service that takes the objection, None where none or several might.

    Where the document names none, the service must be one of the office that decided, or one that follows the request:
    objections to the answers of PPID have nothing to do with the decisions of a kecamatan.
    """
    live = Service.objects.select_related("live").filter(
        withdrawn_at__isnull=True, live__status=VersionStatus.PUBLISHED, live__document__kind=KIND
    )
    theirs = live.filter(Q(agency=parent.agency_id) | Q(agency__isnull=True))
    found = list(live.filter(pk=rule.service) if rule.service else theirs.order_by("pk")[:2])
    return found[0].live if len(found) == 1 else None


def legal_basis(parent: ServiceRequest) -> tuple[Text, ...]:
    """Return the law under which one may object, as the service that takes objections names it."""
    rule = rule_for(parent)
    version = version_for(rule, parent) if rule is not None else None
    return documents.load(version).standard.legal_basis if version is not None else ()


class ParentEffect:
    """Let the clock act on the first request when an objection to it was granted, in the same transaction."""

    def check(self, request: ServiceRequest, argument: str, data: Mapping[str, Any], actor: Actor) -> None:
        """Refuse nothing: what the first request allows is known only when the decision is in force."""

    def apply(self, request: ServiceRequest, argument: str, data: Mapping[str, Any]) -> None:
        """Take the action; where it is refused the decision stands, and staff see on the objection what is owed."""
        refusal = _act(request, argument)
        if not refusal:
            return
        trouble = _("Keberatan sudah diputus, tetapi permohonan asal belum berubah: %(why)s") % {"why": refusal}
        request.trouble = trouble[:TROUBLE_LENGTH]
        step = step_for(request, Actor.clock(), "induk", key=f"parent:{request.pk}:{request.cycle}")
        payload = {"action": argument, "text": refusal}
        ledger.record(step, "parent_refused", payload=payload, visibility=Visibility.INTERNAL)


def _act(request: ServiceRequest, action: str) -> str:
    """Take one action on the first request and return why it was refused, "" when it was taken."""
    if request.parent_id is None or request.parent is None:
        return _("Keberatan ini tidak terkait dengan permohonan di portal.")
    if request.parent.cycle != request.parent_cycle:
        return _("Permohonan asal sudah dibuka kembali.")
    key = f"objection:{request.pk}:{request.cycle}"
    try:
        with transaction.atomic():
            door.perform(request.parent_id, action, Actor.clock(), data={"objection": str(request.pk)}, key=key)
    except EngineError as refused:
        return refused.sentence
    except Exception:  # whatever breaks at the first request, the decision on the objection stands
        logger.exception("a granted objection could not act on its parent")
        return _("terjadi kesalahan di portal.")
    return ""
