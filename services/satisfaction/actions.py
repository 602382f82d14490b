"""Take an answer down, once for each request, and cut off from whoever gave it."""

from __future__ import annotations

import secrets
from typing import Final

from django.core import signing
from django.db import IntegrityError, transaction

from foundation import clock
from foundation.outbox import Lane, enqueue
from services.catalogue.models import Service
from services.requests.models import ServiceRequest
from services.satisfaction.models import PREFIX, Channel, Remark, Report, Response, SurveyPoint, Turn
from services.satisfaction.sheets import Sheet

PUBLISH: Final = "satisfaction.publish"
REPORT: Final = "satisfaction.report"
KEPT_DAYS: Final = 730  # of remarks, which may name somebody although nobody asked for it
_SALT: Final = "satisfaction.form"
_LONGEST: Final = 24 * 3600  # a form may stand open at a counter
_SIGNS: Final = "23456789abcdefghjkmnpqrstuvwxyz"
_TOKEN: Final = 12


class AlreadyAnswered(Exception):
    """Say that this part of the survey was answered before."""


def rate(request: ServiceRequest, sheet: Sheet) -> None:
    """Take down what an applicant says about a request; raises AlreadyAnswered."""
    with transaction.atomic():
        _take_turn(request, sheet)
        _write(sheet, Response(channel=Channel.PORTAL, agency_id=request.agency_id or "", service=request.service))


def answer_at(point: SurveyPoint, service: Service | None, sheet: Sheet, form: str) -> None:
    """Take down what somebody says at a counter; raises AlreadyAnswered for a form that was sent before."""
    row = Response(channel=Channel.COUNTER, agency_id=point.agency_id, service=service, point=point, form=form)
    try:
        with transaction.atomic():
            _write(sheet, row)
    except IntegrityError as twice:
        if Response.objects.filter(form=form).exists():
            raise AlreadyAnswered from twice
        raise


def new_form(point: SurveyPoint) -> str:
    """Return the key of one rendered form of a counter."""
    return signing.dumps([str(point.pk), secrets.token_hex(16)], salt=_SALT)


def form_of(point: SurveyPoint, text: str) -> str:
    """Return what a form's key counts as, "" when it is not of this counter or too old."""
    try:
        whose, nonce = signing.loads(text, salt=_SALT, max_age=_LONGEST)
    except (signing.BadSignature, TypeError, ValueError):
        return ""
    return str(nonce) if whose == str(point.pk) else ""


def new_token() -> str:
    """Return an address for a counter that nobody guesses, of signs nobody confuses."""
    return "".join(secrets.choice(_SIGNS) for _each in range(_TOKEN))


def order_report(report: Report) -> None:
    """Write the job that makes a report, in the caller's transaction."""
    enqueue(REPORT, {"report": str(report.pk)}, lane=Lane.BULK, key=str(report.pk))


def order_publishing() -> None:
    """Write the job of this hour that publishes the figures."""
    hour = clock.now().replace(minute=0, second=0, microsecond=0)
    with transaction.atomic():
        enqueue(PUBLISH, {}, lane=Lane.BULK, key=hour.isoformat())


def _take_turn(request: ServiceRequest, sheet: Sheet) -> None:
    wanted = {"marked": sheet.mark is not None, "scored": bool(sheet.scores)}
    try:
        with transaction.atomic():
            Turn.objects.create(request=request, **wanted)
            return
    except IntegrityError:
        pass  # somebody answered a part of it before
    free = {name: False for name, asked in wanted.items() if asked}
    taken = dict.fromkeys(free, True)
    if not free or not Turn.objects.filter(request=request, **free).update(**taken):
        raise AlreadyAnswered


def _write(sheet: Sheet, row: Response) -> None:
    row.answered_on = clock.today()
    row.mark = sheet.mark
    for code, score in sheet.scores.items():
        setattr(row, f"{PREFIX}{code}", score)
    row.save(force_insert=True)
    if sheet.remark:
        Remark.objects.create(
            agency_id=row.agency_id,
            service=row.service,
            channel=row.channel,
            said_on=row.answered_on,
            text=sheet.remark,
        )
