"""Try a draft on invented submissions: every answer is made up, nothing is filed, and only counts are kept."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Sequence
from typing import Any, Final
from uuid import UUID

from django.db import transaction

from citizens.models import User
from foundation import clock
from foundation.outbox import enqueue
from foundation.outbox.states import Lane
from services.builder.models import Trial, TrialState
from services.catalogue import documents
from services.catalogue.models import ServiceVersion
from services.definition import answers
from services.definition.document import Document
from services.definition.fields import FieldBase, type_of

JOB: Final = "builder.trial"
TOTAL: Final = 1000
BATCH: Final = 100
KEPT: Final = 5  # trials of one draft


def order(version: ServiceVersion, user: User, total: int = TOTAL) -> Trial:
    """Have a draft tried; one that waits already for the same document is not begun twice."""
    with transaction.atomic():
        running = Trial.objects.filter(version=version, checksum=version.checksum).exclude(state=TrialState.DONE)
        found = running.first()
        if found is not None:
            return found
        old = Trial.objects.filter(version=version).values_list("pk", flat=True)[KEPT - 1 :]
        Trial.objects.filter(pk__in=list(old)).delete()
        trial = Trial.objects.create(
            version=version, checksum=version.checksum, total=total, author=user, made_at=clock.now()
        )
        enqueue(JOB, {"trial": str(trial.pk), "from": "0"}, lane=Lane.BULK, key=f"{trial.pk} 0")
        return trial


def run(pk: UUID, start: int) -> None:
    """Try the next batch and order the one after; a second run of the same batch changes nothing."""
    with transaction.atomic():
        trial = Trial.objects.select_for_update().filter(pk=pk).select_related("version").first()
        if trial is None or trial.done != start or trial.state == TrialState.DONE:
            return
        if trial.version.checksum != trial.checksum:  # changed meanwhile: what was asked is gone
            trial.delete()
            return
        end = min(start + BATCH, trial.total)
        found = count(documents.load(trial.version), range(start, end))
        trial.counts = merged(trial.counts, found)
        trial.done = end
        trial.state = TrialState.DONE if end == trial.total else TrialState.RUNNING
        trial.save(update_fields=["counts", "done", "state"])
        if end < trial.total:
            enqueue(JOB, {"trial": str(pk), "from": str(end)}, lane=Lane.BULK, key=f"{pk} {end}")


def count(document: Document, numbers: Sequence[int]) -> dict[str, Any]:
    """Return what became of the submissions of these numbers; the same numbers always give the same answers."""
    facts = {"today": clock.today().isoformat(), "filed_on": clock.today().isoformat(), "channel": "web"}
    asked: Counter[str] = Counter()
    refused: Counter[str] = Counter()
    accepted = 0
    for number in numbers:
        # Not for secrets: the same document must be tried the same way twice.
        chance = random.Random(f"{document.slug} {number}")  # noqa: S311
        subject = chance.choice(document.subjects)
        raw = {field.id: _answer(field, chance) for _page, field in document.fields()}
        cleaned = answers.clean(document, None, raw, {**facts, "subject": subject})
        asked.update(cleaned.answers.keys())
        refused.update({problem.path.split(".")[0] for problem in cleaned.problems})
        accepted += cleaned.ok
    return {"accepted": accepted, "asked": dict(asked), "refused": dict(refused)}


def merged(before: dict[str, Any], more: dict[str, Any]) -> dict[str, Any]:
    """Return the counts of both."""
    if not before:
        return more
    sums = {name: dict(Counter(before[name]) + Counter(more[name])) for name in ("asked", "refused")}
    return {"accepted": before["accepted"] + more["accepted"], **sums}


def _answer(field: FieldBase, chance: random.Random) -> Any:
    """Return one made-up answer; what may stay empty stays so now and then."""
    kind = type_of(field)
    if not kind.answered or kind.derived or (not field.compulsory and chance.random() < 0.3):
        return None
    options = [option.value for option in getattr(field, "options", ())]
    if field.type == "boolean":
        return chance.random() < 0.5
    if field.type == "choice":
        return chance.choice(options)
    if field.type == "choices":
        most = getattr(field, "max", None) or len(options)
        return chance.sample(options, chance.randint(max(1, getattr(field, "min", 0)), min(most, len(options))))
    if field.children():
        row = {child.id: _answer(child, chance) for child in field.children()}
        return [row] if getattr(field, "repeat", None) else row
    return kind.sample(field)
