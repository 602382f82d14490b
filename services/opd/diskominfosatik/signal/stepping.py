"""Read the form of a step, and draw the forms of all steps a site may take next."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest
from django.utils.dateparse import parse_date
from django.utils.translation import gettext as _

from citizens.models import User
from services.opd.diskominfosatik.signal import actions, presenters, workflow

Typed = dict[str, Any]
NOTHING: Typed = {
    "step": "",
    "note": "",
    "targets": [],
    "on_date": "",
    "lat": "",
    "lng": "",
    "refusal": "",
    "field": "",
}


def read(request: HttpRequest) -> Typed:
    """Return what was typed; raises 404 for a step that does not exist."""
    data = request.POST
    step = data.get("langkah", "")
    if step not in workflow.BY_KEY and step != workflow.MOVE:
        raise Http404
    return NOTHING | {
        "step": step,
        "note": data.get("catatan", "").replace("\x00", ""),
        "targets": data.getlist("tujuan"),
        "on_date": data.get("tanggal", "")[:10],
        "lat": data.get("lintang", "")[:20],
        "lng": data.get("bujur", "")[:20],
    }


def take(request: HttpRequest, pk: UUID, typed: Typed, operator: str = "") -> bool:
    """Take the step that was typed; returns whether it was taken, and notes the refusal beside what was typed."""
    sent = request.POST.get("urutan", "")
    seq = int(sent) if sent.isascii() and sent.isdigit() and len(sent) < 10 else None
    user = request.user
    if not isinstance(user, User):
        raise Http404
    try:
        if typed["step"] == workflow.MOVE and not operator:
            actions.move(pk, user, _number(typed["lat"]), _number(typed["lng"]), seq=seq)
        elif typed["step"] == workflow.MOVE:
            raise Http404
        else:
            said = actions.Said(typed["note"], typed["targets"], _date(typed["on_date"]))
            actions.take(pk, typed["step"], user, said, seq=seq, operator=operator)
    except actions.StepRefused as refused:
        typed["refusal"], typed["field"] = str(refused), refused.field
        return False
    return True


def _number(text: str) -> float:
    try:
        value = float(text.strip().replace(",", "."))
    except ValueError:
        value = float("nan")
    if not -180 <= value <= 180:
        raise actions.StepRefused(_("Isi titik dengan angka lintang dan bujur, misalnya -6,12 dan 106,15."), "titik")
    return value


def _date(text: str) -> Any:
    if not text:
        return None
    try:
        found = parse_date(text)
    except ValueError:
        found = None
    if found is None:
        raise actions.StepRefused(_("Isi tanggal dengan hari, bulan, dan tahun."), "tanggal")
    return found


def forms(rules: Iterable[workflow.Rule], typed: Typed) -> list[dict[str, Any]]:
    """Return what each step asks, with what was typed for it when it was refused."""
    return [_form(rule, typed) for rule in rules]


def _form(rule: workflow.Rule, typed: Typed) -> dict[str, Any]:
    mine = typed["step"] == rule.key

    def error(field: str) -> str:
        return str(typed["refusal"]) if mine and typed["field"] == field else ""

    return {
        "key": rule.key,
        "title": presenters.STEPS[rule.key],
        "note_optional": not rule.note,
        "target": rule.target,
        "dated": rule.dated,
        "note": typed["note"] if mine else "",
        "on_date": typed["on_date"] if mine else "",
        "chosen": typed["targets"] if mine else [],
        "note_error": error("catatan"),
        "date_error": error("tanggal"),
        "target_error": error("tujuan"),
        "open": mine,
        "ends": rule.to in workflow.FINAL,
    }
