"""Six people press everything in any order, twice, late, with nonsense; what must always hold is asked after each."""

from __future__ import annotations

import contextlib
from dataclasses import dataclass
from datetime import timedelta
from itertools import count
from typing import Any

import time_machine
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from foundation import clock
from foundation.outbox import runner
from foundation.outbox.models import Job, JobState
from services.catalogue.models import ServiceVersion
from services.requests import engine, policies
from services.requests.actor import Actor
from services.requests.invariants import check
from services.requests.models import RequestEvent, RequestTask, ServiceRequest
from tests.services.requests import world
from tests.services.requests.forking import forking

START = "2026-11-25T09:00:00+07:00"
_serial = count(1)
ACTIONS = (
    *("ajukan", "lengkap", "kembalikan", "perbaiki", "teruskan", "tanya", "setuju", "tidak_setuju", "tarik"),
    *("kembalikan_telaah", "setujui", "tolak", "buka_kembali"),
    *("ambil", "lepas", "limpahkan", "catatan", "pesan", "prioritaskan", "batalkan", "urungkan", "jawab"),
    *("periksa_ulang", "perbarui_versi", "musnahkan", "entah", ""),
)
PEOPLE = ("warga", "orang_lain", "verifikator", "dlh", "dpupr", "kepala")
GOOD: dict[str, Any] = {
    "items": [{"field": "nama", "note": "Samakan dengan KTP."}],
    "text": "Baik.",
    "alasan": "Tidak memenuhi syarat.",
    "pertanyaan": "Bagaimana?",
    "catatan_teknis": "Sudah kami periksa.",
    "flag": "lansia",
}
BAD: dict[str, Any] = {"items": "x", "text": " ", "alasan": "", "flag": "entah", "advice": "mungkin", "to": "-1"}
THEN = st.integers(0, 1000)
ANSWERS = st.fixed_dictionaries(
    {},
    optional={
        "nama": st.sampled_from(["Siti Uji", "", "12345", None]),
        "nik": st.sampled_from(["3604054104900001", "1", None]),
        "punya": st.sampled_from([True, False, "ya", None]),
        "alasan_tanpa": st.sampled_from(["Belum ada", None]),
        "jumlah": st.sampled_from([3, 99, "2", None]),
        "entah": st.just(1),
    },
)


def document() -> dict[str, Any]:
    """Return the forking service, whose rejected requests can be reopened."""
    data = forking("all")
    data["workflow"]["states"]["ditolak"]["actions"] = [
        {"key": "buka_kembali", "by": ["kepala", "applicant"], "type": "reopen", "to": "verifikasi"}
    ]
    return data


@dataclass(frozen=True)
class Cast:
    """Hold the service and the six people, made once for all runs."""

    version: ServiceVersion
    people: dict[str, Actor]

    @classmethod
    def gather(cls) -> Cast:
        """Publish the service and make everybody."""
        version = world.publish(document())
        return cls(
            version,
            {
                "orang_lain": world.citizen(),
                "verifikator": world.officer("verifikator"),
                "dlh": world.officer("teknis", at=world.agency("dlh", "DLH")),
                "dpupr": world.officer("teknis", at=world.agency("dpupr", "DPU")),
                "kepala": world.officer("kepala"),
            },
        )


class Desk(RuleBasedStateMachine):
    """Drive one request through anything; `cast` and `traveller` are set by the test that runs it."""

    cast: Cast
    traveller: time_machine.Traveller
    moved: dict[str, int] = {}  # how often each kind of event came about, over all runs

    @initialize(ready=st.sampled_from([True, True, True, True, False]))
    def file(self, ready: bool) -> None:
        """Begin with a draft, in most runs one that can be sent."""
        self.last: tuple[str, Actor, dict[str, Any], str] | None = None
        answers = {**world.ANSWERS, "jumlah": 3} if ready else {}
        self.people = {**self.cast.people, "warga": world.citizen()}
        self.pk = world.draft(self.cast.version, self.people["warga"], answers).pk

    @rule(who=st.sampled_from(PEOPLE), action=st.sampled_from(ACTIONS), good=st.sampled_from([True, False]), then=THEN)
    def press(self, who: str, action: str, good: bool, then: int) -> None:
        """Let somebody try something."""
        self._follow(then)
        actor = self.people[who]
        self._try(action, actor, dict(GOOD if good else BAD), f"mesin-{next(_serial)}")

    @rule(choice=THEN)
    def follow(self, choice: int) -> None:
        """Take one of the steps that are open to somebody now, so that runs get far."""
        self._follow(choice)

    def _follow(self, choice: int) -> None:
        request = world.fresh(ServiceRequest(pk=self.pk))
        open_now = [(key, actor) for actor in self.people.values() for key in self._offers(request, actor)]
        if open_now:
            key, actor = open_now[choice % len(open_now)]
            self._try(key, actor, dict(GOOD), f"mesin-{next(_serial)}")

    @rule()
    def press_again(self) -> None:
        """Repeat the last press that succeeded, key and all: it is answered as before and changes nothing."""
        if self.last is None:
            return
        action, actor, data, key = self.last
        before = self._picture()
        with contextlib.suppress(engine.NotFound):  # a guest whose part is done is told nothing, not even its own deed
            assert engine.perform(self.pk, action, actor, data=data, key=key).replayed
        assert self._picture() == before

    @rule(answers=ANSWERS, who=st.sampled_from(["warga", "orang_lain"]), then=THEN)
    def type(self, answers: dict[str, Any], who: str, then: int) -> None:
        """Let a citizen write answers, right or wrong, allowed or not."""
        self._follow(then)
        for page in ("data", "lain"):
            try:
                engine.save_answers(self.pk, page, answers, self.people[who])
            except engine.EngineError:
                continue

    @rule(seconds=st.sampled_from([1, 11, 3600, 86_400, 9 * 86_400]), then=THEN)
    def wait(self, seconds: int, then: int) -> None:
        """Let time pass and the relay do what is due."""
        self._follow(then)
        self.traveller.shift(timedelta(seconds=seconds))
        due = Job.objects.filter(state=JobState.WAITING, not_before__lte=clock.now(), kind__startswith="requests.")
        for pk in list(due.values_list("pk", flat=True)[:20]):
            runner.run(pk)

    @invariant()
    def everything_holds(self) -> None:
        """Ask every invariant of the request that was touched."""
        if hasattr(self, "pk"):
            assert list(check([self.pk])) == []

    def teardown(self) -> None:
        """Count what came about, so that a machine that never gets anywhere is noticed."""
        pk = getattr(self, "pk", None)
        for kind in RequestEvent.objects.filter(request=pk).values_list("kind", flat=True):
            self.moved[kind] = self.moved.get(kind, 0) + 1

    def _try(self, action: str, actor: Actor, data: dict[str, Any], key: str) -> None:
        before = self._picture()
        try:
            engine.perform(self.pk, action, actor, data=data, key=key)
        except engine.EngineError:
            assert self._picture() == before, f"{action} was refused and left something behind"
        else:
            self.last = (action, actor, data, key)

    def _offers(self, request: ServiceRequest, actor: Actor) -> list[str]:
        if actor.kind == "staff" and not policies.visible_to(actor).filter(pk=request.pk).exists():
            return []
        return [offer.key for offer in engine.offered(request, actor) if offer.allowed]

    def _picture(self) -> tuple[Any, ...]:
        """Return everything a refusal must leave untouched; an overdue decision settles whoever knocks."""
        engine.settle(self.pk)
        row = ServiceRequest.objects.filter(pk=self.pk).values().get()
        tasks = tuple(RequestTask.objects.filter(request=self.pk).order_by("pk").values_list("pk", "outcome"))
        last_job = Job.objects.order_by("-pk").values_list("pk", flat=True).first()
        return (repr(row), tasks, RequestEvent.objects.filter(request=self.pk).count(), last_job)
