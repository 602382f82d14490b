"""Eight people and the clock press everything in any order, twice, late, with nonsense; what must hold is asked then.

Every run begins in the same world and is rolled back at its end, so that the thousandth is as quick as the first.
"""

from __future__ import annotations

import contextlib
from collections import Counter
from dataclasses import dataclass, field
from datetime import timedelta
from itertools import count
from typing import Any
from uuid import UUID

import time_machine
from django.db import transaction
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from foundation import clock, idempotency
from foundation.outbox import runner
from foundation.outbox.models import Job, JobState
from services.catalogue import documents
from services.catalogue.models import Service, ServiceVersion, VersionStatus
from services.definition.document import APPLICANT
from services.requests import engine, policies, watch
from services.requests.actor import Actor
from services.requests.engine import rebase
from services.requests.invariants import check
from services.requests.models import RequestEvent, RequestTask, ServiceRequest
from tests.services.requests import world
from tests.services.requests.stateful import services

START = "2026-11-25T09:00:00+07:00"
_serial = count(1)
ACTIONS = (
    *("ajukan", "lengkap", "kembalikan", "perbaiki", "teruskan", "tanya", "setuju", "tidak_setuju", "tarik"),
    *("kembalikan_telaah", "setujui", "tolak", "buka", "alihkan", "perpanjang", "tutup"),
    *("ambil", "lepas", "limpahkan", "catatan", "pesan", "prioritaskan", "batalkan", "urungkan", "jawab"),
    *("periksa_ulang", "perbarui_versi", "musnahkan", "entah", ""),
)
# Who takes part, and the functions each holds.
HOLDS: dict[str, set[str]] = {
    "warga": {"applicant"},
    "orang_lain": set(),
    "verifikator": {"verifikator", "kabid"},
    "rekan": {"verifikator"},
    "dlh": {"teknis", "verifikator"},
    "dpupr": {"teknis"},
    "kepala": {"kepala"},
    "kepala_dlh": {"kepala"},
}
AT = {"dlh": ("dlh", "DLH"), "dpupr": ("dpupr", "DPU"), "kepala_dlh": ("dlh", "DLH")}
GOOD: dict[str, Any] = {
    "items": [{"field": "nama", "note": "Samakan dengan KTP."}],
    "text": "Baik.",
    "alasan": "Tidak memenuhi syarat.",
    "pertanyaan": "Bagaimana?",
    "catatan_teknis": "Sudah kami periksa.",
    "flag": "lansia",
}
BAD: dict[str, Any] = {
    **{"items": "x", "text": " ", "alasan": "", "flag": "entah", "advice": "mungkin", "to": "-1", "agency": "dpupr"},
}
EVERYDAY = ("ambil", "lepas", "limpahkan", "prioritaskan", "catatan", "jawab", "urungkan", "batalkan")
THEN = st.integers(0, 1000)
ANSWERS = st.fixed_dictionaries(
    {},
    optional={
        "nama": st.sampled_from(["Siti Uji", "", "12345", None]),
        "nik": st.sampled_from(["3604054104900001", "1", None]),
        "punya": st.sampled_from([True, False, "ya", None]),
        "alasan_tanpa": st.sampled_from(["Belum ada", None]),
        "jumlah": st.sampled_from([3, 99, "2", None]),
        "mengapa": st.sampled_from(["Berkas saya lengkap.", "", None]),
        "entah": st.just(1),
    },
)


@dataclass(frozen=True)
class Cast:
    """Hold the services and the people, made once for all runs."""

    version: ServiceVersion
    newer: ServiceVersion
    people: dict[str, Actor]

    @classmethod
    def gather(cls) -> Cast:
        """Publish the services, keep a newer version of the first in hand, and make everybody."""
        world.publish(services.objection())
        version = world.publish(services.request())
        newer = world.publish(services.relabelled())
        _in_force(version, instead_of=newer)
        officers = {
            name: world.officer(*sorted(held), at=world.agency(*AT[name]) if name in AT else None)
            for name, held in HOLDS.items()
            if held - {APPLICANT}
        }
        return cls(version, newer, {"orang_lain": world.citizen(), **officers})


def _in_force(version: ServiceVersion, instead_of: ServiceVersion) -> None:
    ServiceVersion.objects.filter(pk=instead_of.pk).update(status=VersionStatus.RETIRED)
    ServiceVersion.objects.filter(pk=version.pk).update(status=VersionStatus.PUBLISHED)
    Service.objects.filter(pk=version.service_id).update(live=version)


@dataclass
class Tally:
    """Count what came about over all runs, so that a machine that never gets anywhere is noticed."""

    runs: int = 0
    steps: int = 0
    moved: Counter[str] = field(default_factory=Counter)


class Desk(RuleBasedStateMachine):
    """Drive one request and the objections to it through anything; the test that runs it sets the three below."""

    cast: Cast
    traveller: time_machine.Traveller
    tally: Tally

    @initialize(begin=st.sampled_from(["ready", "ready", "ready", "empty", "rejected", "objected"]))
    def file(self, begin: str) -> None:
        """Begin with a draft, in most runs one that can be sent; in some with a rejection in force, or an objection."""
        self.run = transaction.atomic()
        self.run.__enter__()
        self.traveller.move_to(START)
        self.last: tuple[UUID, str, Actor, dict[str, Any], str] | None = None  # the last press that succeeded
        self.seen: tuple[Any, ...] | None = None  # what stood after the last step, while nothing has moved since
        answers = {} if begin == "empty" else {**world.ANSWERS, "jumlah": 3}
        self.people = {**self.cast.people, "warga": world.citizen()}
        self.pk = world.draft(self.cast.version, self.people["warga"], answers).pk
        self.pks = [self.pk]
        if begin in {"rejected", "objected"}:
            for who, action in (("warga", "ajukan"), ("verifikator", "lengkap"), ("kepala", "tolak")):
                self._try(action, self.people[who], self._said())
            self._later(11)
        if begin == "objected":
            self._object(self.people["warga"])

    @rule(
        who=st.sampled_from(sorted(HOLDS)),
        action=st.sampled_from(ACTIONS),
        good=st.sampled_from([True, False]),
        then=THEN,
    )
    def press(self, who: str, action: str, good: bool, then: int) -> None:
        """Let somebody try something."""
        self._follow(then)
        self._try(action, self.people[who], self._said() if good else dict(BAD))

    @rule(choice=THEN)
    def follow(self, choice: int) -> None:
        """Take one of the steps that are open to somebody now, so that runs get far."""
        self._follow(choice)

    @rule(action=st.sampled_from(EVERYDAY), choice=THEN)
    def do(self, action: str, choice: int) -> None:
        """Let one of four people take a step that every request has, the first of them who may."""
        names = list(self.people) * 2
        start, before = choice % len(self.people), self.last
        for name in names[start : start + 4]:
            self._try(action, self.people[name], self._said())
            if self.last is not before:
                return

    @rule(choice=THEN)
    def turn(self, choice: int) -> None:
        """Go on with another of the requests: the first one, or an objection to what was decided on it."""
        self._turn_to(self.pks[choice % len(self.pks)])

    @rule(who=st.sampled_from(["warga", "warga", "warga", "orang_lain"]), ready=st.booleans())
    def object(self, who: str, ready: bool) -> None:
        """Object to the decision, in its time or not; the same draft is handed out twice."""
        with contextlib.suppress(engine.EngineError):
            self._object(self.people[who], ready=ready)

    @rule()
    def publish(self) -> None:
        """Put the newer version in force; what is under way stays on the one it began with."""
        before = world.fresh(ServiceRequest(pk=self.pk)).version_id
        _in_force(self.cast.newer, instead_of=self.cast.version)
        assert world.fresh(ServiceRequest(pk=self.pk)).version_id == before

    @rule()
    def press_again(self) -> None:
        """Repeat the last press that succeeded, key and all: it is answered as before and changes nothing."""
        if self.last is None or clock.now() - self.pressed_at >= idempotency.KEPT:  # later it would be a new press
            return
        pk, action, actor, data, key = self.last
        self._turn_to(pk)
        before = self._picture()
        with contextlib.suppress(engine.NotFound):  # a guest whose part is done is told nothing, not even its own deed
            assert engine.perform(pk, action, actor, data=data, key=key).replayed
        assert self._picture() == before

    @rule(answers=ANSWERS, who=st.sampled_from(["warga", "orang_lain"]), then=THEN)
    def type(self, answers: dict[str, Any], who: str, then: int) -> None:
        """Let a citizen write answers, right or wrong, allowed or not."""
        self._follow(then)
        for page in ("data", "lain"):
            with contextlib.suppress(engine.EngineError):
                engine.save_answers(self.pk, page, answers, self.people[who])
        self.seen = None

    @rule(seconds=st.sampled_from([1, 11, 3600, 86_400, 9 * 86_400]))
    def wait(self, seconds: int) -> None:
        """Let time pass: the relay does what is due, and the watch takes the steps of the clock."""
        self._later(seconds)

    @invariant()
    def everything_holds(self) -> None:
        """Ask every invariant of the requests that were touched."""
        if hasattr(self, "pks"):
            self.tally.steps += 1
            assert list(check(self.pks)) == []

    def teardown(self) -> None:
        """Ask what must hold for all, count what came about, and leave the world as it was."""
        if not hasattr(self, "pks"):
            return
        try:
            assert list(check()) == []
            self.tally.runs += 1
            self.tally.moved.update(RequestEvent.objects.filter(request__in=self.pks).values_list("kind", flat=True))
            self.tally.moved["objection"] += len(self.pks) - 1
        finally:
            transaction.set_rollback(True)
            self.run.__exit__(None, None, None)

    def _object(self, actor: Actor, *, ready: bool = True) -> None:
        self.seen = None
        draft = engine.open_objection(self.pks[0], actor, f"mesin-{next(_serial)}")
        assert actor is self.people["warga"], "a stranger opened an objection"
        if draft.pk not in self.pks:
            self.pks.append(draft.pk)
        if ready:
            engine.save_answers(draft.pk, "data", {"mengapa": "Berkas saya lengkap."}, actor)
        self._turn_to(draft.pk)

    def _later(self, seconds: int) -> None:
        self.traveller.shift(timedelta(seconds=seconds))
        watch.run(f"mesin-{next(_serial)}")
        due = Job.objects.filter(state=JobState.WAITING, not_before__lte=clock.now(), kind__startswith="requests.")
        for pk in list(due.order_by("not_before", "pk").values_list("pk", flat=True)):
            runner.run(pk)
        self.seen = None

    def _turn_to(self, pk: UUID) -> None:
        if pk != self.pk:
            self.pk, self.seen = pk, None

    def _said(self) -> dict[str, Any]:
        """Return what a careful person fills in: a request goes on to whoever does not have it."""
        row = ServiceRequest.objects.values("agency", "assignee").get(pk=self.pk)
        one, other = (staff.pk for name in ("verifikator", "rekan") if (staff := self.people[name].staff))
        to = other if row["assignee"] == one else one
        return {**GOOD, "agency": "disdukcapil" if row["agency"] == "dlh" else "dlh", "to": str(to)}

    def _follow(self, choice: int) -> None:
        """Take a step open to the first of the people, from a chosen one on, who has any."""
        request = world.fresh(ServiceRequest(pk=self.pk))
        names = list(self.people)
        start, which = choice % len(names), choice // len(names)
        asked = self._asked(request)
        for name in (*names[start:], *names[:start]):
            keys = self._open_to(request, self.people[name]) if asked & HOLDS[name] else []
            if "buka" in keys and which % 4:  # else no rejection would stand long enough to object to it
                keys.remove("buka")
            if keys:
                self._try(keys[which % len(keys)], self.people[name], self._said())
                return

    def _asked(self, request: ServiceRequest) -> set[str]:
        """Return which functions the document knows an action for now; nobody else need be asked what is open."""
        state = documents.load(request.version).workflow.states.get(request.state)
        return {function for action in state.actions for function in action.by} if state is not None else set()

    def _open_to(self, request: ServiceRequest, actor: Actor) -> list[str]:
        if actor.kind == "staff" and not policies.visible_to(actor).filter(pk=request.pk).exists():
            return []
        keys = [offer.key for offer in engine.offered(request, actor) if offer.allowed]
        moves_on = actor is self.people["verifikator"] and rebase.on_offer(request) is not None
        return [*keys, rebase.KEY] if moves_on else keys

    def _try(self, action: str, actor: Actor, data: dict[str, Any]) -> None:
        before, key = self._picture(), f"mesin-{next(_serial)}"
        try:
            engine.perform(self.pk, action, actor, data=data, key=key)
        except engine.EngineError:
            self.seen = None
            assert self._picture() == before, f"{action} was refused and left something behind"
        else:
            self.seen = None
            self.last, self.pressed_at = (self.pk, action, actor, data, key), clock.now()

    def _picture(self) -> tuple[Any, ...]:
        """Return everything a refusal must leave untouched; an overdue decision settles whoever knocks."""
        if self.seen is None:
            engine.settle(self.pk)
            row = ServiceRequest.objects.filter(pk=self.pk).values().get()
            tasks = tuple(RequestTask.objects.filter(request=self.pk).order_by("pk").values_list("pk", "outcome"))
            last_job = Job.objects.order_by("-pk").values_list("pk", flat=True).first()
            self.seen = (repr(row), tasks, RequestEvent.objects.filter(request=self.pk).count(), last_job)
        return self.seen
