"""Show a draft as if it ran: one walk along the path, hard sentences, weight on a slow network, what trials counted."""

from __future__ import annotations

import gzip
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Final

from django.template.loader import render_to_string
from django.utils.translation import gettext as _

from foundation import clock, formats
from services.builder.models import Trial
from services.builder.presenters.path_cards import people
from services.builder.presenters.phone import phone
from services.builder.presenters.troubles import page_words
from services.builder.steps.notices import moments
from services.builder.steps.order import states_in_turn
from services.catalogue import wording
from services.definition.base import Wording, humanise
from services.definition.describe import Names, in_words
from services.definition.document import Action, Document
from services.definition.fields import type_of
from services.definition.worktime import due
from services.requests.deadlines import calendar_for

WORDS: Final = 20  # in a sentence that is still easy
BYTES_A_SECOND: Final = 50_000  # 400 kbit/s: a poor 3G
FRAME: Final = 9_000  # what stands around a page of questions, compressed
DELAY: Final = 0.4


@dataclass(frozen=True)
class Here:
    """Hold where a walk stands: what the citizen reads, who works, what can be done, who is told."""

    state: str
    text: str
    phase: str
    until: str
    done: list[tuple[str, list[str]]]
    choices: list[tuple[str, str, str, str]]
    final: bool


@dataclass(frozen=True)
class Counted:
    """Hold what a trial counted, for people."""

    accepted: int
    total: int
    never: list[str]
    refused: list[tuple[str, int]]


def walk(document: Document, steps: Sequence[str]) -> Here | None:
    """Follow actions from the first state; a step that is not there ends the walk before it. None without a path."""
    state = document.workflow.states.get(document.workflow.initial)
    key, done, taken = document.workflow.initial, [], []
    if state is None:
        return None
    for step in steps:
        action = next((each for each in state.actions if each.key == step), None)
        if action is None:
            break
        taken.append(step)
        target = action.to if action.to in document.workflow.states else key
        done.append((action.title, told(document, action, target if target != key else "")))
        key, state = target or key, document.workflow.states[target or key]
    return Here(
        state=state.label.id or humanise(key),
        text=state.citizen_text.id if state.citizen_text else "",
        phase=state.phase.value,
        until=_until(document, key),
        done=done,
        choices=[_choice(document, each, taken) for each in state.actions],
        final=not state.actions,
    )


def told(document: Document, action: Action, entered: str) -> list[str]:
    """Return who is told what by a step."""
    names = dict(moments(document))
    now = {f"action:{action.key}", f"state:{entered}"}
    return [
        _("%(who)s diberi tahu: “%(what)s” (%(when)s)")
        % {"who": people(document, each.to), "what": each.template, "when": names.get(each.when, each.when)}
        for each in document.notify
        if each.when in now
    ]


def _choice(document: Document, action: Action, taken: Sequence[str]) -> tuple[str, str, str, str]:
    who = ", ".join(people(document, name) for name in action.by)
    when = in_words(action.when, Names.of(document, "id", action.form)) if action.when is not None else ""
    return ".".join([*taken, action.key]), action.title, who, when


def _until(document: Document, state: str) -> str:
    """Return when a state would be overdue if it began now, on the real calendar of the office."""
    length = document.state(state).sla or document.sla
    if length is None or not isinstance(document.agency, str):
        return ""
    found = due(
        clock.local(clock.now()), length.amount, length.unit.value, calendar_for(document.agency), roll=length.roll
    )
    day = found.at.date() if hasattr(found.at, "date") else found.at
    return _("%(length)s, bila dimulai hari ini: %(day)s") % {
        "length": wording.length(length),
        "day": formats.long_date(day),
    }


def hard_sentences(document: Document) -> list[tuple[str, str]]:
    """Return sentences for citizens of more than twenty words, with where they stand."""
    found = []
    for where, text in _texts(document):
        for sentence in re.split(r"(?<=[.!?])\s+", text):
            if len(sentence.split()) > WORDS:
                found.append((where, sentence))
    return found


def _texts(document: Document) -> Iterator[tuple[str, str]]:
    yield _("Ringkasan"), document.summary.id
    for page, field in document.all_fields():
        for text in (field.label, field.help, field.why, getattr(field, "text", None)):
            if isinstance(text, Wording):
                yield f"{page_words(document, page)} › {field.label.id}", text.id
    for key, state in ((key, document.workflow.states[key]) for key in states_in_turn(document)):
        if state.citizen_text:
            yield _("Tahap “%(name)s”") % {"name": state.label.id or humanise(key)}, state.citizen_text.id


def weights(document: Document) -> list[tuple[str, int, int]]:
    """Return for each page its bytes on the wire and the seconds they take on a poor 3G."""
    found = []
    for page, _fields in document.sections():
        made = render_to_string("builder/_phone_controls.html", {"controls": phone(document, page).controls})
        size = len(gzip.compress(made.encode())) + FRAME
        found.append((page_words(document, page), size, round(size / BYTES_A_SECOND + 2 * DELAY) or 1))
    return found


def counted(trial: Trial, document: Document) -> Counted:
    """Return what a trial found: how many would be taken, what nobody was ever asked, what was refused."""
    counts: dict[str, Any] = trial.counts or {"accepted": 0, "asked": {}, "refused": {}}
    labels = {field.id: field.label.id for _page, field in document.fields() if type_of(field).answered}
    refused = [(labels.get(name, name), number) for name, number in counts["refused"].items()]
    return Counted(
        accepted=counts["accepted"],
        total=trial.done,
        never=[label for name, label in labels.items() if name not in counts["asked"]] if trial.done else [],
        refused=sorted(refused, key=lambda row: -row[1]),
    )
