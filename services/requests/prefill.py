"""Build the facts a document may read from the party and the request: the closed list of definition.facts."""

from __future__ import annotations

from typing import Any

from citizens.models import Party
from foundation import clock
from services.requests.models import FINAL_PHASES, RequestEvent, ServiceRequest, TaskKind
from services.requests.models.task import NOT_NEEDED


def facts_for(party: Party | None, request: ServiceRequest | None = None, channel: str = "web") -> dict[str, Any]:
    """Return the facts; a fact nobody filled in is absent, never empty. An objection knows what it is about."""
    sent = request.submitted_at if request else None
    facts: dict[str, Any] = {
        "today": clock.today().isoformat(),
        # A correction weeks later must not turn a report in time into a late one.
        "filed_on": (clock.local(sent).date() if sent else clock.today()).isoformat(),
        "channel": request.channel if request else channel,
    }
    if party is not None:
        facts["subject"] = party.kind
        facts |= {name: value for name, value in _profile(party).items() if value}
    if request is not None:
        facts |= _request(request)
        if request.parent is not None and request.parent_cycle is not None:
            facts |= parent_facts(request.parent, request.parent_cycle)
    return facts


def parent_facts(parent: ServiceRequest, cycle: int) -> dict[str, Any]:
    """Return what an objection knows of the decision it is about, also after the request was reopened."""
    decided = RequestEvent.objects.filter(request=parent, kind="decide", cycle=cycle).order_by("-seq").first()
    facts = {
        "parent.number": parent.number,
        "parent.service": parent.service.title,
        "parent.agency": parent.agency_id,
    }
    if decided is not None:
        facts["parent.decided_on"] = clock.local(decided.at).date().isoformat()
    return {name: value for name, value in facts.items() if value}


def _profile(party: Party) -> dict[str, Any]:
    person = party.kind == "person"
    return {
        "profile.name" if person else "profile.organisation": party.name,
        "profile.nik": party.nik,
        "profile.birth_date": party.birth_date.isoformat() if party.birth_date else "",
        "profile.phone": party.phone,
        "profile.email": party.email,
        "profile.region": _region(party),
        "profile.address": _address(party),
    }


def _region(party: Party) -> dict[str, str]:
    if party.village_id is None:
        return {}
    return {"kecamatan": party.village_id.rpartition(".")[0], "desa": party.village_id}


def _address(party: Party) -> dict[str, str]:
    parts = {"jalan": party.street, "kampung": party.hamlet, "rt": party.rt, "rw": party.rw}
    return {name: value for name, value in (parts | _region(party)).items() if value}


def _request(request: ServiceRequest) -> dict[str, Any]:
    overdue = request.due_at is not None and request.due_at < clock.now() and request.phase not in FINAL_PHASES
    flag: dict[str, Any] = {"request.priority": request.priority} if request.priority else {}
    if request.fee is not None:
        flag["request.fee"] = request.fee
    return {
        **flag,
        **_tasks(request),
        "request.reopened": request.cycle,
        "request.round": request.round,
        "request.complete": request.completed_at is not None,
        "request.overdue": overdue,
        "request.state": request.state,
    }


def _tasks(request: ServiceRequest) -> dict[str, Any]:
    """Return how the parts of the last fork came out and what is still open; a draft asks nobody for anything."""
    tasks = list(request.tasks.all()) if request.submitted_at is not None else []
    parts = [task for task in tasks if task.kind == TaskKind.FORK]
    last = _last_fork(request) if parts else ""
    done = [task for task in parts if task.done_at and task.fork == last and task.outcome != NOT_NEEDED]
    outcomes = [task.outcome for task in sorted(done, key=lambda task: (task.done_at, task.pk))]
    return {
        "request.outcomes": outcomes,
        "request.open_tasks": sum(task.done_at is None for task in parts),
        "request.open_consults": sum(task.done_at is None for task in tasks if task.kind == TaskKind.CONSULT),
    }


def _last_fork(request: ServiceRequest) -> str:
    """Return which fork counts: the last one, even if it asked nobody."""
    seqs = RequestEvent.objects.filter(request=request, kind="fork").order_by("-seq")
    return str(seqs.values_list("seq", flat=True).first() or "")
