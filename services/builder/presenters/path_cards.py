"""Show the states of a path as cards: who works there, how long, what may be done, in sentences."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from services.builder.presenters.troubles import Trouble, function_words
from services.builder.steps.flow import BUILT_IN, PHASES, TYPES
from services.builder.steps.order import states_in_turn
from services.catalogue import wording
from services.definition.base import humanise
from services.definition.describe import Names, in_words
from services.definition.document import Action, Document

TONES = {"approved": "positive", "rejected": "negative", "waiting_applicant": "warning", "draft": "plain"}


@dataclass(frozen=True)
class ActionCard:
    """Hold one action as a sentence."""

    key: str
    title: str
    by: str
    does: str
    to: str
    when: str
    asks: int
    troubles: tuple[Trouble, ...]


@dataclass(frozen=True)
class StateCard:
    """Hold one state as a card."""

    key: str
    label: str
    phase: str
    tone: str
    text: str
    who: str
    clock: str
    initial: bool
    actions: tuple[ActionCard, ...]
    troubles: tuple[Trouble, ...]


def states(document: Document, found: Sequence[Trouble]) -> list[StateCard]:
    """Return one card a state, in the order in which a request meets them."""
    return [state_card(document, key, found) for key in states_in_turn(document)]


def state_card(document: Document, key: str, found: Sequence[Trouble]) -> StateCard:
    """Return the card of one state."""
    state = document.state(key)
    who = dict.fromkeys(name for action in state.actions for name in action.by)
    return StateCard(
        key=key,
        label=state.label.id or humanise(key),
        phase=str(dict(PHASES)[state.phase.value]),
        tone=TONES.get(state.phase.value, "guide"),
        text=state.citizen_text.id if state.citizen_text else "",
        who=", ".join(people(document, name) for name in who),
        clock=wording.length(state.sla) if state.sla else "",
        initial=key == document.workflow.initial,
        actions=tuple(_action(document, key, action, found) for action in state.actions),
        troubles=tuple(each for each in found if each.query == {"tahap": key}),
    )


def asked(document: Document, state: str, action: str) -> list[str]:
    """Return what an action asks whoever takes it."""
    return [field.label.id for field in document.action(state, action).form]


def rules(document: Document) -> list[str]:
    """Return in sentences what holds for the whole path: four eyes, pauses, rounds."""
    titles = {action.key: action.title for _state, action in document.workflow.actions()}
    found = []
    for _state, action in document.workflow.actions():
        if action.not_same_as:
            others = ", ".join(f"“{titles.get(key, key)}”" for key in action.not_same_as)
            said = _("Yang menekan “%(action)s” bukan orang yang menekan %(others)s.")
            found.append(said % {"action": action.title, "others": others})
    clock = document.sla
    if clock is not None:
        found.append(_("Seluruhnya paling lama %(length)s.") % {"length": wording.length(clock)})
        labels = [document.workflow.states[key].label.id or humanise(key) for key in _known(document, clock.pause_on)]
        if labels:
            found.append(_("Waktu berhenti selama: %(states)s.") % {"states": ", ".join(labels)})
    rounds = document.workflow.max_rounds
    found.append(_("Paling banyak %(n)s putaran perbaikan; sesudahnya hanya kepala.") % {"n": rounds})
    return list(dict.fromkeys(found))


def people(document: Document, name: str) -> str:
    """Return the words for a role, built in or of the service."""
    built_in = dict(BUILT_IN).get(name)
    return str(built_in) if built_in is not None else function_words(document, name)


def _known(document: Document, keys: Sequence[str]) -> list[str]:
    return [key for key in keys if key in document.workflow.states]


def _action(document: Document, state: str, action: Action, found: Sequence[Trouble]) -> ActionCard:
    target = document.workflow.states.get(action.to or "")
    names = Names.of(document, "id", action.form)
    query = {"tahap": state, "tindakan": action.key}
    return ActionCard(
        key=action.key,
        title=action.title,
        by=", ".join(people(document, name) for name in action.by),
        does=str(TYPES[action.type.value]),
        to=(target.label.id or humanise(action.to or "")) if target is not None else (action.to or ""),
        when=in_words(action.when, names) if action.when is not None else "",
        asks=len(action.form),
        troubles=tuple(each for each in found if each.query == query),
    )
