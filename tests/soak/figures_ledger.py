"""Make the rows of one request in memory, by the rules of the engine: chained history, clocks, pauses, silences."""

from __future__ import annotations

import datetime as dt
import random
import uuid
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any, Final

from agencies.models import Agency
from citizens.models import Party
from services.definition.document import Duration
from services.definition.worktime import Calendar, Clock, Pause
from services.requests import chain, deadlines
from services.requests.models import (
    EventPayload,
    Phase,
    RequestEvent,
    ServiceRequest,
    SilenceEntry,
    SlaClock,
    SlaPause,
    Visibility,
)
from tests.soak.figures_services import Offer

INTERNAL: Final = frozenset({"decide", "undo", "silence", "claim", "note", "destroy", "exclude", "rebase"})


@dataclass
class Timer:
    """Hold one clock with its pauses, as they will be stored."""

    row: SlaClock
    pauses: list[SlaPause] = field(default_factory=list)

    @property
    def pause(self) -> SlaPause | None:
        """Return the pause that lasts."""
        return next((pause for pause in self.pauses if pause.ended_at is None), None)


class Ledger:
    """Write the history, the clocks and the row of one request, by the rules of the engine."""

    def __init__(self, offer: Offer, calendars: Mapping[str, Calendar], rng: random.Random, at: dt.datetime) -> None:
        """Open a draft at a moment."""
        self.offer, self.calendars, self.rng, self.at = offer, calendars, rng, at
        self.events: list[RequestEvent] = []
        self.payloads: list[EventPayload] = []
        self.timers: list[Timer] = []
        self.silences: list[SilenceEntry] = []
        self.request = ServiceRequest(
            id=uuid.UUID(int=rng.getrandbits(128), version=4),
            service=offer.service,
            version=offer.versions[0],
            kind=offer.document.kind,
            state="draf",
            phase=Phase.DRAFT,
            created_at=at,
            updated_at=at,
            confidential=offer.document.access.confidential,
        )
        self.party = Party(id=uuid.UUID(int=rng.getrandbits(128), version=4), name="Warga Uji")

    def phase_of(self, state: str) -> str:
        """Return the phase of a state; one that no document names is where a withdrawn request rests."""
        found = self.offer.document.workflow.states.get(state)
        return found.phase.value if found is not None else Phase.WITHDRAWN

    def record(self, kind: str, action: str, to: str = "", *, by: str = "staff", said: Any = None) -> RequestEvent:
        """Append one event and move the row on."""
        request, previous = self.request, self.events[-1].hash if self.events else chain.genesis(self.request.pk)
        salt, data = self.rng.randbytes(32).hex(), dict(said or {})
        event = RequestEvent(
            request=request,
            seq=request.seq + 1,
            at=self.at,
            kind=kind,
            action=action,
            actor_kind=by,
            cycle=request.cycle,
            from_state=request.state,
            to_state=to or request.state,
            visibility=Visibility.INTERNAL if kind in INTERNAL else Visibility.APPLICANT,
            key=f"{kind}-{request.seq + 1}",
            prev_hash=previous,
            payload_hash=chain.payload_hash(salt, data),
        )
        event.hash = chain.event_hash(event)
        self.events.append(event)
        self.payloads.append(EventPayload(event=event, salt=salt, data=data))
        if event.to_state != request.state or request.state_since is None:
            request.state_since = self.at
        request.state, request.seq, request.updated_at = event.to_state, event.seq, self.at
        return event

    def go(self, kind: str, action: str, to: str = "", *, by: str = "staff", said: Any = None) -> None:
        """Enter a state: phase, clocks, event."""
        to = to or self.request.state
        self.request.phase = self.phase_of(to)
        self.change_state(action, to)
        self.record(kind, action, to, by=by, said=said)

    def start(self, what: str) -> None:
        """Start the overall clock where the document starts it with this."""
        sla = self.offer.document.sla
        if sla is not None and sla.from_ == what and self.overall(stopped=True) is None:
            self._begin("", sla)

    def change_state(self, action: str, to: str) -> None:
        """Stop the clock of the state left, start that of the one entered, pause or resume the overall one."""
        if to != self.request.state:
            for timer in self.running():
                if timer.row.scope:
                    timer.row.stopped_at = self.at
            state = self.offer.document.workflow.states.get(to)
            if state is not None and state.sla is not None:
                self._begin(to, state.sla)
        self.start(action)
        overall, sla = self.overall(), self.offer.document.sla
        if overall is None or sla is None:
            return
        pause = overall.pause
        if pause is not None and pause.reason != to:
            pause.ended_at = self.at
            self.redate(overall)
        if to in sla.pause_on and overall.pause is None:
            overall.pauses.append(SlaPause(clock=overall.row, began_at=self.at, reason=to))

    def stop(self, at: dt.datetime) -> None:
        """Stop every clock at the end."""
        for timer in self.running():
            if timer.pause is not None:
                timer.pause.ended_at = max(at, timer.pause.began_at)
                self.redate(timer)
            timer.row.stopped_at = at
        for entry in self.silences:
            entry.resolved_at = entry.resolved_at or at

    def forward(self, receiver: Agency) -> None:
        """Give the request to another office; what was used stays as the old one's calendar counts it."""
        before, self.request.agency = self.request.agency, receiver
        for timer in self.running():
            if timer.pause is None:
                mark = SlaPause(clock=timer.row, began_at=self.at, ended_at=self.at, reason="forward", agency=before)
                timer.pauses.append(mark)
                self.redate(timer)
            elif timer.pause.agency is None:
                timer.pause.agency = before
        self.go("forward", "alihkan", "verifikasi")

    def redate(self, timer: Timer) -> None:
        """Date a clock anew; one that stands keeps its date."""
        row = timer.row
        pure = deadlines.clock_of(row.amount, row.unit, row.roll, row.started_at, (), self.calendar)
        found = deadlines.deadline(self._paused(pure, timer, row.started_at))
        if found is not None:
            row.due_at, row.is_estimate = found.at, found.estimate

    def running(self) -> list[Timer]:
        """Return the clocks that were not stopped."""
        return [timer for timer in self.timers if timer.row.stopped_at is None]

    def overall(self, *, stopped: bool = False) -> Timer | None:
        """Return the clock of the promise in this cycle."""
        mine = [t for t in self.timers if not t.row.scope and t.row.cycle == self.request.cycle]
        return next((t for t in mine if stopped or t.row.stopped_at is None), None)

    @property
    def calendar(self) -> Calendar:
        """Return the calendar of the office that has the request."""
        return self.calendars[self.request.agency_id or ""]

    def silence_due(self) -> dt.datetime | None:
        """Return when the law reads silence as consent, None where nothing was promised or it stands."""
        overall, sla, request = self.overall(), self.offer.document.sla, self.request
        if overall is None or sla is None or sla.silence is None or request.is_test:
            return None
        if any(entry.cycle == request.cycle for entry in self.silences):
            return None
        began, complete = overall.row.started_at, request.completed_at
        since = complete if complete is not None and not request.cycle else began
        pure = deadlines.clock_of(sla.silence.after, sla.silence.unit, "", since, (), self.calendar)
        found = deadlines.deadline(self._paused(pure, overall, since))
        return None if found is None else found.at + deadlines.AFTERWARDS

    def _paused(self, pure: Clock, timer: Timer, since: dt.datetime) -> Clock:
        stood = tuple(
            Pause(max(p.began_at, since), p.ended_at, self.calendars[p.agency_id] if p.agency_id else None)
            for p in timer.pauses
            if p.ended_at is None or p.ended_at > since or since == timer.row.started_at
        )
        return replace(pure, pauses=stood)

    def _begin(self, scope: str, length: Duration) -> None:
        row = SlaClock(
            request=self.request,
            scope=scope,
            cycle=self.request.cycle,
            amount=length.amount,
            unit=str(length.unit),
            roll=length.roll or "",
            started_at=self.at,
            due_at=self.at,
        )
        self.timers.append(Timer(row))
        self.redate(self.timers[-1])
