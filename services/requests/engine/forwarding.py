"""Forward a request to the office it belongs to: no wrong door. Number and used time stay; whoever asked is told."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q
from django.utils.translation import gettext as _

from agencies.models import Agency, Staff
from citizens.models import Region
from services.catalogue.models import FunctionHolder
from services.definition.document import APPLICANT, SYSTEM, Action, Document
from services.definition.worktime import Calendar
from services.requests import deadlines
from services.requests.engine import clocks, ledger, notices, routing, words
from services.requests.engine.errors import InvalidData
from services.requests.engine.own_form import own_form
from services.requests.engine.step import Step
from services.requests.models import RequestTerm, ServiceRequest, SlaClock, SlaPause
from services.requests.secrets import unseal


def receivers(request: ServiceRequest, document: Document, rule: Action) -> list[Agency]:
    """Return the offices a request can be forwarded to: active, with somebody for its next state, by name."""
    everywhere = Q() if request.confidential else Q(service__isnull=True)  # such a service opens by name alone
    rows = FunctionHolder.objects.filter(
        Q(service=request.service_id) | everywhere, function__in=_functions(document, rule.to or request.state)
    )
    here = Q(staff__is_active=True) | Q(unit__in=Staff.objects.filter(is_active=True).values("unit"))
    found = Agency.objects.filter(is_active=True, pk__in=rows.filter(here).values("agency"))
    if rule.agencies:
        found = found.filter(pk__in=rule.agencies)
    return list(found.exclude(pk=request.agency_id).order_by("name"))


def forward(step: Step) -> None:
    """Give the request to another office with the reason; raises InvalidData for one that cannot take it."""
    if step.rule is None:
        raise AssertionError("a forwarding is an action of the document")
    request, said = step.request, own_form(step)
    receiver = _receiver(step, step.rule)
    reason = words.wanted(
        step, _("Tulis alasannya, supaya kantor penerima tahu mengapa permohonan ini sampai di sana.")
    )
    to_state = step.rule.to or request.state
    before = request.agency
    _move(step, receiver)
    request.phase = step.document.state(to_state).phase.value
    carry_over(request, before.pk if before else "", step.now)
    clocks.change_state(step, to_state)
    payload = {**said, "from": before.pk if before else "", "to": receiver.pk, "office": receiver.name, "text": reason}
    ledger.record(step, "forward", to_state=to_state, payload=payload)
    notices.announce(step)


def carry_over(request: ServiceRequest, before: str, now: datetime) -> None:
    """Keep what every running clock has used by the old office's calendar; the rest counts by the new one."""
    old, new = deadlines.calendar_for(before), deadlines.calendar_for(request.agency_id or "")
    for row in SlaClock.objects.filter(request=request, stopped_at__isnull=True).prefetch_related("pauses"):
        _carry(row, _Hand(old, new, now))


@dataclass(frozen=True)
class _Hand:
    """Hold both calendars and the moment of a forwarding."""

    old: Calendar
    new: Calendar
    now: datetime


def _carry(row: SlaClock, hand: _Hand) -> None:
    pure = deadlines.of_row(row, hand.old)
    if row.due_at < hand.now and not pure.standing:  # a deadline once missed never moves
        return
    if pure.standing:
        row.pauses.filter(ended_at__isnull=True).update(used=pure.used(hand.now))
        return
    SlaPause.objects.create(clock=row, began_at=hand.now, ended_at=hand.now, reason="forward", used=pure.used(hand.now))
    fresh = SlaClock.objects.prefetch_related("pauses").get(pk=row.pk)
    found = deadlines.deadline(deadlines.of_row(fresh, hand.new))
    if found is not None:
        SlaClock.objects.filter(pk=row.pk).update(due_at=found.at, is_estimate=found.estimate)


def _receiver(step: Step, rule: Action) -> Agency:
    sent = str(step.data.get("agency", "")).strip()
    if not sent:
        raise InvalidData([], _("Pilih kantor yang menerima permohonan ini."))
    found = next((a for a in receivers(step.request, step.document, rule) if a.pk == sent), None)
    if found is None:
        raise InvalidData([], _("Permohonan ini tidak dapat dialihkan ke kantor itu. Pilih dari daftar."))
    return found


def _move(step: Step, receiver: Agency) -> None:
    request = step.request
    request.agency, request.unit, request.assignee = receiver, None, None
    request.region = _place(step, receiver)
    RequestTerm.objects.filter(request=request).update(agency=receiver)


def _place(step: Step, receiver: Agency) -> Region | None:
    """Keep the place where it lies in the receiver's area; else look for it in the answers, else take the area."""
    request = step.request
    if _lies_in(request.region, receiver):
        return request.region
    found = routing.region_of(step.document, unseal(request.answers, request.pk))
    return found if _lies_in(found, receiver) else receiver.region


def _lies_in(region: Region | None, agency: Agency) -> bool:
    area = agency.region_id
    return area is None or (region is not None and (region.pk == area or region.pk.startswith(f"{area}.")))


def _functions(document: Document, state: str) -> Sequence[str]:
    """Return who works in a state; everybody while the applicant has the word."""
    here = {f for action in document.state(state).actions for f in action.by} - {APPLICANT, SYSTEM}
    return sorted(here or {f for _s, action in document.workflow.actions() for f in action.by} - {APPLICANT, SYSTEM})
