"""Let one request live at random: returned, forwarded, decided, undone, reopened, objected to, taken back, erased.

A life draws its chances one after the other and stops where the present begins. So the same seed with a later present
gives the same history and more of it.
"""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Mapping
from typing import Final

from agencies.models import Agency
from foundation.clock import JAKARTA
from services.definition.worktime import Calendar
from services.requests import deadlines
from services.requests.models import Phase, SilenceEntry
from services.requests.retention import retain_until
from tests.soak.figures_ledger import Ledger, Timer
from tests.soak.figures_services import Offer

DAY: Final = dt.timedelta(days=1)
SECOND: Final = dt.timedelta(seconds=1)
UNDO_SECONDS: Final = dt.timedelta(seconds=10)
MOST_CYCLES: Final = 3
ERASED: Final = "Dihapus"


class PresentReached(Exception):
    """Stop a life: what would come next lies in the future."""


class Life(Ledger):
    """Live through one request; `children` are the objections to it."""

    def __init__(
        self,
        offer: Offer,
        objecting: Offer,
        calendars: Mapping[str, Calendar],
        rng: random.Random,
        at: dt.datetime,
        now: dt.datetime,
        *,
        parent: Life | None = None,
    ) -> None:
        """Open the draft; nothing has happened yet."""
        super().__init__(offer, calendars, rng, at)
        self.objecting, self.now, self.parent = objecting, now, parent
        self.children: list[Life] = []
        self.home: Agency | None = None  # that gives the number
        self.stalled = False  # the job that makes its decision effective has not run
        self.erased_at: dt.datetime | None = None
        if parent is not None:
            self.party = parent.party
            self.request.parent, self.request.parent_cycle = parent.request, parent.request.cycle
            self.request.confidential |= parent.request.confidential
        self.request.applicant = self.party

    @property
    def family(self) -> list[Life]:
        """Return this life and those that came of it, parents first."""
        return [self, *(one for child in self.children for one in child.family)]

    def live(self) -> None:
        """Live until the end, or until now."""
        try:
            self._live()
        except PresentReached:
            return

    def _live(self) -> None:
        self.request.is_test = self.parent is None and self._happens(0.03)
        if self.parent is None and self._happens(0.02):
            return  # a draft that nobody sent
        self._wait(0.2)
        self._submit()
        while self._work():
            if not self._reopened():
                self._afterlife()
                return

    def _submit(self) -> None:
        request, rng = self.request, self.rng
        request.agency, request.region = rng.choice(self.offer.offices), rng.choice(self.offer.places)
        if request.agency.region_id and self._happens(0.8):  # most people go to the office of their own kecamatan
            request.region = next((p for p in self.offer.places if p and p.parent_id == request.agency.region_id), None)
        self.home, request.submitted_at, request.phase = request.agency, self.at, Phase.IN_PROCESS
        self.start("submitted")
        self.change_state("ajukan", "verifikasi")
        self.record("submit", "ajukan", "verifikasi", by="citizen")

    # --- one cycle ---------------------------------------------------------------------------------------------------

    def _work(self) -> bool:
        """Bring the request to the end of this cycle; False where a decision waits for ever to be in force."""
        while self.request.phase in (Phase.IN_PROCESS, Phase.WAITING_APPLICANT):
            {
                "verifikasi": self._verify,
                "perbaikan": self._correct,
                "putusan": self._judge,
                "dijawab": self._hear,
            }[self.request.state]()
            if self.stalled:
                return False
        return True

    def _verify(self) -> None:
        self._wait(1.5)
        self._chatter()
        chance = self.rng.random()
        if chance < 0.05:
            self._withdraw()
        elif chance < 0.22:
            self.go("return", "kembalikan", "perbaikan")
        elif chance < 0.26:
            self._decide("tutup", "ditutup")
        elif chance < 0.42 and self.offer.has("verifikasi", "alihkan"):
            others = [office for office in self.offer.offices if office != self.request.agency]
            self.forward(self.rng.choice(others))
        elif chance < 0.45:
            self._never()
        else:
            self.request.completed_at = self.request.completed_at or self.at
            self.start("complete")
            self.go("complete", "lengkap", "putusan")

    def _correct(self) -> None:
        if not self._wait_for_person(4):
            return
        if self._happens(0.15):
            self._withdraw()
        else:
            self.go("resubmit", "perbaiki", "verifikasi", by="citizen")

    def _judge(self) -> None:
        self._wait(2.5)
        self._chatter()
        chance = self.rng.random()
        if chance < 0.05:
            self._withdraw()
        elif chance < 0.15:
            self.go("return", "kembalikan", "perbaikan")
        elif chance < 0.22:
            self._extend()
        elif chance < 0.26:
            self._never()
        elif self.offer.has("dijawab"):
            self.go("move", "kirim_jawaban", "dijawab")
        elif chance < 0.7:
            self._decide("setujui", "selesai")
        else:
            self._decide(self.rng.choice(["tolak", "tolak_wilayah"]), "ditolak")

    def _hear(self) -> None:
        if not self._wait_for_person(6):
            return
        if self._happens(0.25):
            self.go("move", "belum_selesai", "putusan", by="citizen")
            return
        self.stop(self.at)
        self.go("move", "terima_jawaban", "ditutup", by="citizen")

    def _extend(self) -> None:
        overall = self.overall()
        if overall is None or overall.row.due_at < self.at or not self.offer.has("putusan", "perpanjang"):
            return
        overall.row.amount += 3
        self.redate(overall)
        self.go("extend", "perpanjang")

    def _withdraw(self) -> None:
        self.request.phase = Phase.WITHDRAWN
        self.stop(self.at)
        rest = "dicabut" if self.offer.has("dicabut") else "dibatalkan"
        self.record("withdraw", "batalkan", rest, by="citizen")

    def _decide(self, action: str, to: str) -> None:
        """Decide, and sometimes undo it; what nobody undoes is in force ten seconds later or a little after."""
        request, before = self.request, (self.request.state, self.request.phase)
        request.shown_state, request.shown_phase = before
        request.phase, request.decided_at = self.phase_of(to), self.at
        request.effective_at = self.at + UNDO_SECONDS
        decision = self.record("decide", action, to)
        if self._happens(0.08):
            self._advance(self.at + 4 * SECOND)
            request.phase, request.shown_state, request.shown_phase = before[1], "", ""
            request.decided_at = request.effective_at = None
            self.record("undo", "urungkan", before[0])
            return
        self.stalled = self._happens(0.01)
        if self.stalled:
            return
        self._advance(self.at + UNDO_SECONDS + self.rng.choice([0, 0, 1, 40]) * SECOND)
        self._effective(decision.at, action)

    def _close_by_clock(self) -> None:
        request, state = self.request, self.request.state
        request.phase, request.decided_at, request.effective_at = Phase.CLOSED, self.at, self.at
        decision = self.record("decide", "tutup_otomatis", "ditutup", by="system", said={"from": state})
        self._effective(decision.at, "tutup_otomatis")

    def _effective(self, decided_at: dt.datetime, action: str) -> None:
        self.request.shown_state = self.request.shown_phase = ""
        self.request.retain_until = retain_until(self.offer.document, self.request)
        self.stop(decided_at)
        self.record("effective", action, by="system")

    # --- after the end -----------------------------------------------------------------------------------------------

    def _reopened(self) -> bool:
        """Say whether a new cycle began: the office opens it again, or an objection was granted."""
        if not self.offer.has(self.request.state, "buka") or self.request.cycle + 1 == MOST_CYCLES:
            return False
        if self.request.phase == Phase.REJECTED and self.parent is None and self._happens(0.35):
            return self._object()
        if not self._happens({Phase.REJECTED: 0.15, Phase.WITHDRAWN: 0.3}.get(Phase(self.request.phase), 0.05)):
            return False
        self._wait(8)
        self._reopen("staff")
        return True

    def _object(self) -> bool:
        self._wait(5)
        # Chances of its own: how long it lives on changes nothing of what becomes of its parent.
        rng = random.Random(self.rng.random())
        child = Life(self.objecting, self.objecting, self.calendars, rng, self.at, self.now, parent=self)
        self.children.append(child)
        child.live()
        last = next((e for e in child.events if e.cycle == 0 and e.kind in ("effective", "withdraw")), None)
        if last is None:
            raise PresentReached
        decided = [e for e in child.events if e.kind == "decide" and e.seq < last.seq]
        if last.kind == "withdraw" or decided[-1].to_state != "selesai":
            return False
        self.at = last.at
        self._reopen("system", said={"objection": str(child.request.pk)})
        return True

    def _reopen(self, by: str, said: dict[str, str] | None = None) -> None:
        request, sla = self.request, self.offer.document.sla
        request.cycle += 1
        request.decided_at = request.effective_at = request.retain_until = request.completed_at = None
        request.phase = Phase.IN_PROCESS
        if sla is not None and sla.from_ == "submitted":
            self.start("submitted")
        self.change_state("buka", "verifikasi")
        self.record("reopen", "buka", "verifikasi", by=by, said=said)

    def _afterlife(self) -> None:
        """Let what was decided be spoken of, kept from others, forgotten."""
        self._wait(10)
        if self._happens(0.2):
            self.record("note", "catatan")
        if self._happens(0.03):
            self.request.confidential = True
            self.record("exclude", "kecualikan")
        if self.parent is None and not self.children and self._happens(0.08):
            self._wait(20)
            self.erased_at = self.at
            self.party.name = ERASED
            self.record("destroy", "musnahkan", by="system")
            for payload in self.payloads[:-1]:
                payload.salt, payload.data, payload.destroyed_at = "", None, self.at

    # --- time --------------------------------------------------------------------------------------------------------

    def _wait(self, mean: float) -> None:
        """Let days pass, often until just before, at, or just after a moment on which something depends."""
        at = self.at + self.rng.expovariate(1 / mean) * DAY + SECOND
        snap = self.rng.random()
        if snap < 0.25:
            overall = self.overall()
            due = overall.row.due_at if overall is not None and overall.pause is None else at
            at = due + self.rng.choice([-SECOND, 0 * SECOND, SECOND, DAY, -DAY])
        elif snap < 0.4:
            midnight = dt.datetime.combine(at.astimezone(JAKARTA).date(), dt.time(), JAKARTA)
            at = midnight + self.rng.choice([-1, 0, 1]) * SECOND
        self._advance(max(at.astimezone(dt.UTC), self.at))

    def _wait_for_person(self, mean: float) -> bool:
        """Let the applicant think it over; False where the clock was faster and closed the request."""
        since = self.at
        closing = deadlines.deadline(deadlines.clock_of(10, "working_days", "", since, (), self.calendar))
        if closing is None:
            raise AssertionError("a new clock stands still")
        answered = since + self.rng.expovariate(1 / mean) * DAY + SECOND
        if answered <= closing.at:
            self._advance(answered)
            return True
        self._advance(closing.at.astimezone(dt.UTC) + SECOND)
        self._close_by_clock()
        return False

    def _advance(self, to: dt.datetime) -> None:
        """Move to a moment; on the way the law may read silence as consent."""
        due = None if self.request.shown_state else self.silence_due()
        if due is not None and due <= to:
            self._reach(max(due.astimezone(dt.UTC), self.at))
            entry = SilenceEntry(
                request=self.request, cycle=self.request.cycle, due_at=due - SECOND, entered_at=self.at
            )
            self.silences.append(entry)
            self.record("silence", "batas_diam", by="system")
        self._reach(to)

    def _reach(self, at: dt.datetime) -> None:
        if at > self.now:
            raise PresentReached
        self.at = at

    def _never(self) -> None:
        """Leave the request lying for the rest of a year."""
        self._advance(self.at + 300 * DAY)

    def _chatter(self) -> None:
        if self._happens(0.3):
            self.record(*self.rng.choice([("claim", "ambil"), ("note", "catatan"), ("message", "pesan")]))
        newest = self.offer.versions[-1]
        if self.request.version != newest and self._happens(0.1):
            self.request.version = newest
            self.record("rebase", "perbarui_versi")

    def _happens(self, chance: float) -> bool:
        return self.rng.random() < chance

    def due(self) -> Timer | None:
        """Return the clock whose deadline the row shows; a clock that stands has none."""
        running = [timer for timer in self.running() if timer.pause is None]
        return min(running, key=lambda timer: timer.row.due_at, default=None)
