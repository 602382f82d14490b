"""Forward a request to the office it belongs to: no wrong door. Number and used time stay; whoever asked is told."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from functools import cached_property

from django.db.models import Q
from django.utils.translation import gettext as _

from agencies.models import Agency, Staff
from citizens.models import Region
from services.catalogue.models import FunctionHolder
from services.definition.document import APPLICANT, SYSTEM, Action, Document
from services.requests import deadlines
from services.requests.engine import clocks, ledger, notices, routing, words
from services.requests.engine.errors import InvalidData
from services.requests.engine.own_form import own_form
from services.requests.engine.step import Step
from services.requests.models import RequestTerm, ServiceRequest, SlaClock, SlaPause
from services.requests.prefill import facts_for
from services.requests.secrets import unseal


def receivers(request: ServiceRequest, document: Document, rule: Action) -> list[Agency]:
    """Return the offices a request can be forwarded to, by name: active, with somebody for its next state and place."""
    everywhere = Q() if request.confidential else Q(service__isnull=True)  # such a service opens by name alone
    rows = FunctionHolder.objects.filter(
        Q(service=request.service_id) | everywhere, function__in=_functions(document, rule.to or request.state)
    )
    people = Staff.objects.filter(is_active=True)
    if request.restricted:  # an office in which only those it is about could open it would never answer
        people = people.exclude(user__in=request.exclusions.values("user"))
    here = Q(staff__in=people) | Q(unit__in=people.values("unit"))
    areas: dict[str, list[str | None]] = {}
    for agency, area in rows.filter(here).values_list("agency", "region"):
        areas.setdefault(agency, []).append(area)
    found = Agency.objects.filter(is_active=True, pk__in=set(areas) & set(rule.agencies or areas))
    places = _Places(request, document)
    return [a for a in found.exclude(pk=request.agency_id).order_by("name") if places.covered(a, areas[a.pk])]


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
    if before is None:  # the database gives every filed request its agency
        raise AssertionError("a request without an office is forwarded")
    _move(step, receiver)
    request.phase = step.document.state(to_state).phase.value
    carry_over(request, before, step.now)
    clocks.change_state(step, to_state)
    payload = {**said, "from": before.pk, "to": receiver.pk, "office": receiver.name, "text": reason}
    ledger.record(step, "forward", to_state=to_state, payload=payload)
    notices.announce(step)


def carry_over(request: ServiceRequest, before: Agency, now: datetime) -> None:
    """Keep what every running clock has used by the old office's calendar; the rest counts by the new one's."""
    new = deadlines.calendar_for(request.agency_id or "")
    for row in SlaClock.objects.filter(request=request, stopped_at__isnull=True):
        pause = row.pauses.filter(ended_at__isnull=True).first()
        if pause is None:
            SlaPause.objects.create(clock=row, began_at=now, ended_at=now, reason="forward", agency=before)
            clocks.redate(row, new)
        elif pause.agency_id is None:  # nothing counts while it stands, so only the office before the pause matters
            pause.agency = before
            pause.save(update_fields=["agency"])


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
    request.region = _Places(request, step.document).at(receiver)
    RequestTerm.objects.filter(request=request).update(agency=receiver)


class _Places:
    """Find the place of a request as each office would have it; the answers are read once, and only when needed."""

    def __init__(self, request: ServiceRequest, document: Document) -> None:
        self._request, self._document = request, document

    @cached_property
    def _answered(self) -> Region | None:
        request = self._request
        answers = unseal(request.answers, request.pk)
        return routing.region_of(self._document, answers, facts_for(request.applicant, request))

    def at(self, receiver: Agency) -> Region | None:
        """Keep the place where it lies in the receiver's area; else look for it in the answers, else take the area."""
        if _lies_in(self._request.region, receiver):
            return self._request.region
        return self._answered if _lies_in(self._answered, receiver) else receiver.region

    def covered(self, receiver: Agency, areas: Sequence[str | None]) -> bool:
        """Say whether one of these holdings covers the place: a request nobody may open would be lost."""
        place = self.at(receiver)
        code = place.pk if place is not None else ""
        return any(area is None or code == area or code.startswith(f"{area}.") for area in areas)


def _lies_in(region: Region | None, agency: Agency) -> bool:
    area = agency.region_id
    return area is None or (region is not None and (region.pk == area or region.pk.startswith(f"{area}.")))


def _functions(document: Document, state: str) -> Sequence[str]:
    """Return who works in a state; everybody while the applicant has the word."""
    here = {f for action in document.state(state).actions for f in action.by} - {APPLICANT, SYSTEM}
    return sorted(here or {f for _s, action in document.workflow.actions() for f in action.by} - {APPLICANT, SYSTEM})
