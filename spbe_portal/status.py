"""Show everybody whether the portal works now, what was measured and what is planned; at most seconds old."""

from __future__ import annotations

import datetime as dt
import logging
from dataclasses import dataclass
from typing import Final

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.core.cache import cache
from django.db import DatabaseError, InterfaceError
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.functional import Promise
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from agencies.models import Announcement, AnnouncementKind
from foundation import clock, formats
from foundation.outbox import Lane, queries
from foundation.uptime import probing, record
from foundation.uptime.models import Sample

logger = logging.getLogger("portal.status")

KEY: Final = "status:1"
SECONDS: Final = 20
SILENT: Final = dt.timedelta(minutes=5)  # a relay that wrote no minute for so long sends nothing either
REMEMBERED: Final = dt.timedelta(days=90)
MOST: Final = 20
GOOD: Final = 99.5  # per cent of the measured minutes

WORKS: Final = (_("Berjalan"), "positive")
SLOW: Final = (_("Tersendat"), "warning")
DOWN: Final = (_("Tidak menjawab"), "negative")
UNCONNECTED: Final = (_("Belum disambungkan"), "plain")
State = tuple[str | Promise, str]


@dataclass(frozen=True, slots=True)
class Part:
    """Hold one part of the portal and how it fares."""

    name: str | Promise
    says: str | Promise
    state: State


@dataclass(frozen=True, slots=True)
class Bar:
    """Hold one day of the record as it is drawn: good, some minutes lost, or not measured."""

    day: dt.date
    look: str
    words: str


@dataclass(frozen=True, slots=True)
class Board:
    """Hold everything the page shows; `bars` is empty while the database is away."""

    at: dt.datetime
    parts: tuple[Part, ...]
    bars: tuple[Bar, ...]
    share: str
    measured_days: int
    worst: tuple[Bar, ...]
    planned: tuple[Announcement, ...]
    notes: tuple[Announcement, ...]

    @property
    def works(self) -> bool:
        """Say whether no part is down or slow."""
        return all(part.state in (WORKS, UNCONNECTED) for part in self.parts)


@login_not_required
@require_safe
def page(request: HttpRequest) -> HttpResponse:
    """Show the parts now, ninety measured days, planned work and trouble."""
    return render(request, "pages/status.html", {"board": load()})


def load() -> Board:
    """Return the board, at most twenty seconds old; without a cache it is made anew."""
    key = f"{KEY}:{get_language()}"
    try:
        known = cache.get(key)
    except Exception:  # whatever the cache raises, this page above all has to come
        logger.exception("the cache did not answer")
        return _gather()
    if isinstance(known, Board):
        return known
    board = _gather()
    cache.set(key, board, SECONDS)
    return board


def _gather() -> Board:
    now = clock.now()
    try:
        days = record.last_days()
        notes = list(_announcements(now))
        queue = _queue(now)
    except (DatabaseError, InterfaceError):
        return Board(now, _parts(DOWN, DOWN), (), "", 0, (), (), ())
    bars = tuple(_bar(each) for each in days.days)
    planned = [each for each in notes if each.kind == AnnouncementKind.MAINTENANCE and (each.ends_at or now) > now]
    return Board(
        at=now,
        parts=_parts(WORKS, queue),
        bars=bars,
        share=f"{formats.number(_floor(days.up, days.measured), digits=2)} %" if days.measured else "",
        measured_days=len(bars) - days.unmeasured,
        worst=tuple(bar for bar in reversed(bars) if bar.look == "bad"),
        planned=tuple(sorted(planned, key=lambda each: each.starts_at)),
        notes=tuple(each for each in notes if each not in planned),
    )


def _parts(database: State, queue: State) -> tuple[Part, ...]:
    mail = queue if settings.EMAIL_CHANNEL == "smtp" else UNCONNECTED
    return (
        Part(_("Situs"), _("Halaman yang Anda buka ini."), WORKS),
        Part(_("Basis data"), _("Tempat permohonan dan akun disimpan."), database),
        Part(_("Antrean kirim"), _("Pemberitahuan dan pekerjaan di belakang layar."), queue),
        Part(_("Surel"), _("Pengiriman surat elektronik."), mail),
        Part(_("Penyimpanan"), _("Tempat berkas yang Anda kirim."), WORKS if probing.storage() else DOWN),
    )


def _queue(now: dt.datetime) -> State:
    last = Sample.objects.order_by("-minute").values_list("minute", flat=True).first()
    if last is not None and now - last > SILENT:
        return DOWN
    late = queries.late_lanes(now) & {Lane.OTP, Lane.TRANSACTIONAL}
    return SLOW if late else WORKS


def _announcements(now: dt.datetime) -> list[Announcement]:
    recent = Q(starts_at__gte=now - REMEMBERED) | Q(ends_at__isnull=True)
    rows = Announcement.objects.filter(recent, is_published=True).exclude(kind=AnnouncementKind.BREACH)
    return list(rows.order_by("-starts_at", "-id")[:MOST])


def _bar(each: record.Measured) -> Bar:
    if not each.measured:
        return Bar(each.day, "none", gettext("tidak diukur"))
    share = _floor(each.up, each.measured)
    words = gettext("%(share)s persen dari %(minutes)s menit yang diukur") % {
        "share": formats.number(share, digits=2),
        "minutes": formats.number(each.measured),
    }
    return Bar(each.day, "good" if share >= GOOD else "bad", words)


def _floor(up: int, measured: int) -> float:
    """Return the share in per cent, never rounded up: 100 is said only where no minute was lost."""
    return up * 10_000 // measured / 100
