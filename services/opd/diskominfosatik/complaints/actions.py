"""Send a request on to SP4N-LAPOR!, and bring back what is written there; never who reported."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import timedelta
from typing import Final, NoReturn

from django.db import transaction
from django.db.models import F, Q
from django.utils.translation import gettext as _

from foundation import clock
from foundation.outbox import Lane, PermanentFailure, TemporaryFailure, enqueue
from services.opd.diskominfosatik.complaints.lapor import FollowUp, Refused, Report, Unreachable
from services.opd.diskominfosatik.complaints.models import CodeKind, LaporCode, LaporFollowUp, LaporTicket, TicketState
from services.opd.diskominfosatik.complaints.policies import lapor
from services.requests import engine
from services.requests.actor import Actor
from services.requests.engine.errors import EngineError
from services.requests.models import EventPayload, RequestEvent, ServiceRequest
from services.requests.secrets import unseal

PUSH: Final = "complaints.push"
POLL: Final = "complaints.poll"
REJECT: Final = "complaints.reject"
# Steps of a document that this app hears of; a document that names none of them is nothing to it.
SEND: Final = "kirim_lapor"
NEWS: Final = "kabar_lapor"
OVER: Final = frozenset({"tutup"})
EVERY: Final = timedelta(hours=1)
AT_ONCE: Final = 200
ANYTHING: Final = "*"
# A story may name the reporter's own number: what looks like a NIK, a phone or an account goes nowhere.
_NUMBER: Final = re.compile(r"\+?\d(?:[\s.\-]?\d){7,}")


def listen(event: RequestEvent) -> None:
    """Write a ticket for what an officer sends on, and take back what is over; filing itself waits for nothing."""
    request = event.request
    if request.is_test:
        return
    if event.action == SEND:
        said = EventPayload.objects.filter(event=event).values_list("data", flat=True).first() or {}
        title = without_numbers(str(said.get("judul_lapor") or ""))[:100]
        ticket, new = LaporTicket.objects.get_or_create(request=request, defaults={"title": title})
        if new and lapor() is not None:
            _enqueue_push(ticket)
    elif event.kind == "withdraw" or event.action in OVER:
        ticket_of = LaporTicket.objects.filter(request=request, state=TicketState.SENT)
        for sent in ticket_of:
            enqueue(REJECT, {"ticket": str(sent.pk)}, key=str(sent.pk), lane=Lane.BULK)


def report_of(ticket: LaporTicket) -> Report:
    """Return what is sent of a request; raises Refused where a number of SP4N-LAPOR! is missing."""
    request = ticket.request
    answers = unseal(request.answers, request.pk)
    return Report(
        title=ticket.title,
        content=without_numbers(str(answers.get("isi") or "")),
        category_id=_code(CodeKind.CATEGORY, [request.service_id]),
        location_id=_code(CodeKind.LOCATION, _places(request)),
        is_anonymous=request.applicant_id is None or request.identity_hidden,
        is_secret=request.confidential,
    )


def without_numbers(text: str) -> str:
    """Return a text in which no long number stands."""
    return _NUMBER.sub(_("[nomor dihapus]"), text)


def push(ticket: LaporTicket) -> None:
    """Send a ticket once; raises PermanentFailure or TemporaryFailure with the reason the panel shows."""
    line = lapor()
    if ticket.state != TicketState.WAITING or line is None:
        return
    try:
        number = line.push(report_of(ticket), str(ticket.pk))
    except Unreachable as failure:
        _later(ticket, str(failure))
    except Refused as refusal:
        _over(ticket, str(refusal))
    with transaction.atomic():
        ticket.state, ticket.number, ticket.sent_at, ticket.trouble = TicketState.SENT, number, clock.now(), ""
        ticket.save(update_fields=["state", "number", "sent_at", "trouble"])
        _tell(ticket, _("Tercatat di SP4N-LAPOR! dengan nomor %(number)s.") % {"number": number}, "sent")


def poll(ticket: LaporTicket) -> None:
    """Fetch what followed, each follow-up once; raises TemporaryFailure while nobody answers."""
    line = lapor()
    if line is None or ticket.state != TicketState.SENT or not ticket.number:
        return
    try:
        found = line.follow_ups(ticket.number)
    except Unreachable as failure:
        raise TemporaryFailure(str(failure)) from None
    except Refused as refusal:
        raise PermanentFailure(str(refusal)) from None
    with transaction.atomic():
        for each in found:
            _take(ticket, each)
        LaporTicket.objects.filter(pk=ticket.pk).update(polled_at=clock.now())


def reject(ticket: LaporTicket) -> None:
    """Say there that a report is over here; raises PermanentFailure or TemporaryFailure."""
    line = lapor()
    if line is None or ticket.state != TicketState.SENT or not ticket.number:
        return
    try:
        line.reject(ticket.number, _("Ditutup di portal Kabupaten Serang."))
    except Unreachable as failure:
        raise TemporaryFailure(str(failure)) from None
    except Refused as refusal:
        raise PermanentFailure(str(refusal)) from None
    ticket.state = TicketState.ENDED
    ticket.save(update_fields=["state"])


def look_around() -> None:
    """Write the jobs of the hour: tickets that waited while the line was off, and those whose news may be fetched."""
    if lapor() is None:
        return
    for ticket in LaporTicket.objects.filter(state=TicketState.WAITING)[:AT_ONCE]:
        _enqueue_push(ticket)
    stale = Q(polled_at__isnull=True) | Q(polled_at__lte=clock.now() - EVERY)
    sent = LaporTicket.objects.filter(stale, state=TicketState.SENT).order_by(
        F("polled_at").asc(nulls_first=True), "id"
    )
    hour = f"{clock.now():%Y%m%d%H}"
    for ticket in sent[:AT_ONCE]:
        enqueue(POLL, {"ticket": str(ticket.pk)}, key=f"{ticket.pk}:{hour}", lane=Lane.BULK)


def _take(ticket: LaporTicket, follow_up: FollowUp) -> None:
    _row, new = LaporFollowUp.objects.get_or_create(
        ticket=ticket, external_id=follow_up.id, defaults={"text": follow_up.text, "at": follow_up.at}
    )
    if new:
        _tell(ticket, _("SP4N-LAPOR!: %(text)s") % {"text": follow_up.text}, follow_up.id)


def _tell(ticket: LaporTicket, text: str, key: str) -> None:
    """Write news into the case where its document has a step for it; elsewhere the row is all there is."""
    number = {"external_number": ticket.number or ""}
    try:
        with transaction.atomic():
            engine.perform(
                ticket.request_id, NEWS, Actor.clock(), data={"kabar": text, **number}, key=f"lapor:{key}"[:80]
            )
    except EngineError:  # the case has moved on, or is over: nobody waits for the news there
        return


def _enqueue_push(ticket: LaporTicket) -> None:
    enqueue(PUSH, {"ticket": str(ticket.pk)}, key=str(ticket.pk), lane=Lane.BULK)


def _places(request: ServiceRequest) -> list[str]:
    """Return the codes of a request's place, the nearest first: the desa, its kecamatan, the kabupaten."""
    parts = (request.region_id or "").split(".")
    return [".".join(parts[:size]) for size in range(len(parts), 0, -1)]


def _code(kind: str, ours: Iterable[str]) -> int:
    wanted = [*ours, ANYTHING]
    found = dict(LaporCode.objects.filter(kind=kind, ours__in=wanted).values_list("ours", "theirs"))
    for each in wanted:
        if each in found:
            return found[each]
    raise Refused(_("nomor kategori atau lokasi belum diisi"))


def _later(ticket: LaporTicket, why: str) -> NoReturn:
    LaporTicket.objects.filter(pk=ticket.pk).update(trouble=why[:200])
    raise TemporaryFailure(why)


def _over(ticket: LaporTicket, why: str) -> NoReturn:
    LaporTicket.objects.filter(pk=ticket.pk).update(state=TicketState.REFUSED, trouble=why[:200])
    raise PermanentFailure(why)
