"""Issue a prepared document when a decision takes effect: what was checked is what is issued."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any, Final
from uuid import UUID

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from foundation import clock
from services.catalogue import documents
from services.definition.document import Document, Validity
from services.definition.worktime import add_months
from services.outputs.models import Output, OutputStatus
from services.outputs.validity import next_look, reminders
from services.outputs.verifying import credentials
from services.requests import files
from services.requests.actor import Actor
from services.requests.effects import EffectRefused
from services.requests.models import RequestEvent, ServiceRequest

NUMBER_LENGTH: Final = 80
# What is done beside a case signs nothing, even in the seconds before a decision takes effect.
ASIDE: Final = ("note", "message", "claim", "release", "hand_over", "flag")


class OutputEffect:
    """Be the effect `output`: the data of the decision name a draft and its SHA-256."""

    def check(self, request: ServiceRequest, argument: str, data: Mapping[str, Any], actor: Actor) -> None:
        """Raise EffectRefused unless the named draft is the request's own and its file is still what was seen."""
        check(request, argument, data)

    def apply(self, request: ServiceRequest, argument: str, data: Mapping[str, Any]) -> None:
        """Issue the draft and retire the version before it; the decision fails when the draft is gone."""
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
    if draft is None:
        raise EffectRefused(_("Lampirkan dokumen hasil dahulu."))
    if draft.status != OutputStatus.DRAFT:
        raise EffectRefused(_("Dokumen ini sudah pernah diterbitkan. Lampirkan dokumen yang baru."))
    if not draft.sha256 == str(data.get("sha256", "")) == _digest(draft):
        raise EffectRefused(_("Berkas dokumen hasil berubah sejak dilampirkan. Lampirkan lagi."))
    return draft


def issue(draft: Output, document: Document, until: date | None) -> None:
    """Let a draft count from now until the end of a day, and the version before it no more."""
    wanted = document.output(draft.key)
    before = Output.objects.filter(request=draft.request_id, key=draft.key, status=OutputStatus.ISSUED)
    end(before.exclude(pk=draft.pk), OutputStatus.SUPERSEDED)
    draft.status, draft.issued_at, draft.valid_until = OutputStatus.ISSUED, clock.now(), until
    draft.look_at = next_look(until, reminders(document, wanted), clock.today())
    _sign(draft, wanted.signer)
    draft.save()
    credentials.issue(draft)


def end(rows: QuerySet[Output], status: OutputStatus) -> None:
    """Let documents count no more from now on, and the clock leave them alone."""
    rows.update(status=status, ended_at=clock.now(), look_at=None)


def revoke(request: ServiceRequest) -> None:
    """Let documents of an earlier decision cease: the request was reopened and is now rejected."""
    end(Output.objects.filter(request=request, status=OutputStatus.ISSUED), OutputStatus.REVOKED)


def ends_on(valid: Validity | None, start: date) -> date | None:
    """Return the last day of validity, None where the document gives no length."""
    if valid is None or not (valid.years or valid.months or valid.days):
        return None
    months = (valid.years or 0) * 12 + (valid.months or 0)
    return add_months(start, months) + timedelta(days=valid.days or 0)


def _find(request: ServiceRequest, key: str, data: Mapping[str, Any]) -> Output | None:
    try:
        pk = UUID(str(data.get("output", "")))
    except ValueError:
        return None
    return Output.objects.filter(pk=pk, request=request, key=key).first()


def _digest(draft: Output) -> str:
    path = files.private_path(draft.path)
    return hashlib.sha256(path.read_bytes()).hexdigest() if path.exists() else ""


def _sign(draft: Output, function: str | None) -> None:
    """Name who last acted in the signing function, and for whom, as the history says; never a guess."""
    if function is None:
        return
    acts = RequestEvent.objects.filter(request=draft.request_id, function=function, actor_kind="staff")
    last = acts.exclude(kind__in=ASIDE).select_related("actor__staff").order_by("-seq").first()
    if last is not None:
        draft.signer = getattr(last.actor, "staff", None)
        draft.acting_for_id, draft.acts_as = last.acting_for_id, last.acts_as
