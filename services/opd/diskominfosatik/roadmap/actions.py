"""Change the roadmap: what an OPD reports, what the office writes down, and what is published."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from citizens.models import User
from foundation import clock
from foundation.texts import public_text
from services.opd.diskominfosatik.roadmap import summary
from services.opd.diskominfosatik.roadmap.models import Fulfilment, Initiative, Publication, Status, Step, StepKind

PLAN: tuple[str, ...] = (
    *("code", "title", "summary", "start_on", "due_on", "status", "percent", "expected_on", "finished_on"),
    "is_public",
)


class Refused(Exception):
    """Say by field why something cannot be written; nothing was."""

    def __init__(self, problems: dict[str, str]) -> None:
        """Keep the sentences."""
        super().__init__(str(problems))
        self.problems = problems


@dataclass(frozen=True)
class Report:
    """Hold what an OPD says about its initiative."""

    status: str
    percent: int
    expected_on: dt.date | None
    finished_on: dt.date | None
    note: str


@dataclass(frozen=True)
class Claim:
    """Hold what an OPD says about its obligation."""

    standing: str
    evidence: str
    link: str
    note: str


@transaction.atomic
def report(pk: UUID, said: Report, user: User | None) -> Initiative:
    """Write down how far an initiative is; raises Refused with a sentence for each field."""
    row = Initiative.objects.select_for_update().select_related("agency").get(pk=pk)
    row.status, row.percent, row.expected_on = said.status, said.percent, said.expected_on
    row.finished_on = said.finished_on
    problems = _of_report(said) | _found(row, "note", said.note)
    if problems:
        raise Refused(problems)
    row.save()
    record(row, StepKind.REPORT, user, said.note)
    return row


def _of_report(said: Report) -> dict[str, str]:
    today = clock.today()
    problems = {}
    if said.status == Status.DONE:
        if said.finished_on is None:
            problems["finished_on"] = _("Isi tanggal selesainya.")
        elif said.finished_on > today:
            problems["finished_on"] = _("Tanggal selesai tidak boleh di masa depan.")
        if said.percent != 100:
            problems["percent"] = _("Yang selesai harus 100 %.")
    elif said.finished_on is not None:
        problems["finished_on"] = _("Kosongkan tanggal selesai, atau pilih status selesai.")
    if said.status in {Status.PLANNED, Status.RUNNING} and said.expected_on and said.expected_on < today:
        problems["expected_on"] = _("Perkiraan selesai tidak boleh di masa lalu.")
    if said.status == Status.STOPPED and not said.note:
        problems["note"] = _("Tulis mengapa inisiatif ini dihentikan.")
    return problems


@transaction.atomic
def claim(pk: UUID, said: Claim, user: User | None) -> Fulfilment:
    """Write down how an OPD stands to an obligation; raises Refused with a sentence for each field."""
    row = Fulfilment.objects.select_for_update().get(pk=pk)
    row.standing, row.evidence, row.link, row.said_at = said.standing, said.evidence, said.link, clock.now()
    if problems := _found(row, "note", said.note):
        # What only the database's rule says belongs beside the evidence it asks for.
        if "__all__" in problems:
            problems.setdefault("evidence", problems.pop("__all__"))
        raise Refused(problems)
    row.save()
    state = {"standing": row.standing, "evidence": row.evidence, "link": row.link}
    last = Step.objects.filter(fulfilment=row).first()
    _write(Step(fulfilment=row, kind=StepKind.DUTY, actor=user, note=said.note), last, state)
    return row


def record(row: Initiative, kind: StepKind, user: User | None, note: str = "") -> Step | None:
    """Write down what changed since the last step; None where nothing did and nothing was said."""
    last = Step.objects.filter(initiative=row).first()
    return _write(Step(initiative=row, kind=kind, actor=user, note=note), last, state_of(row))


def state_of(row: Initiative) -> dict[str, str]:
    """Return an initiative as its history keeps it: every fact as plain text."""
    found = {name: str(value) if (value := getattr(row, name)) not in {None, ""} else "" for name in PLAN}
    found["agency"] = row.agency_id
    found["needs"] = " ".join(sorted(row.needs.values_list("needed__code", flat=True)))
    for each in row.budgets.all():
        found[f"budget {each.year} {each.source}"] = f"{each.planned} {each.realised}"
    return found


def publish(user: User | None) -> Publication:
    """Put the roadmap as it stands before the public."""
    return Publication.objects.create(at=clock.now(), by=user, data=summary.gather())


def _write(step: Step, last: Step | None, state: dict[str, str]) -> Step | None:
    before: dict[str, Any] = last.state if last is not None else {}
    step.changes = [[name, before.get(name, ""), state.get(name, "")] for name in _differing(before, state)]
    if not step.changes and not step.note:
        return None
    step.state, step.at = state, clock.now()
    step.save()
    return step


def _differing(before: dict[str, Any], after: dict[str, str]) -> list[str]:
    names = [*after, *(name for name in before if name not in after)]
    return [name for name in names if before.get(name, "") != after.get(name, "")]


def _found(row: Any, field: str, text: str) -> dict[str, str]:
    problems = {}
    try:
        row.full_clean(validate_unique=False)
    except ValidationError as error:
        problems = {name: str(sentences[0]) for name, sentences in error.message_dict.items()}
    try:
        public_text(text)
    except ValidationError as error:
        problems[field] = str(error.messages[0])
    return problems
