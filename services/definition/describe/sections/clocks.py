"""Every deadline: overall, in each state, what pauses it, who is told, and what silence means."""

from services.definition.describe.blocks import Block, items, pairs
from services.definition.describe.graph import action_label, function_label, state_label
from services.definition.describe.lengths import amount, length, running
from services.definition.describe.words import say
from services.definition.describe.words.phrases import PHRASES, TERMS
from services.definition.document import Document, Sla
from services.definition.document.durations import Silence


def clocks(document: Document, language: str) -> list[Block]:
    """Describe the deadlines of a service."""
    flow, sla = document.workflow, document.sla
    rows: list[tuple[str, str]] = []
    if document.standard.duration is not None:
        rows.append((say(TERMS, "published", language), running(document.standard.duration, document, language)))
    if sla is not None:
        rows += _overall(document, sla, language)
    for key, state in flow.states.items():
        if state.sla is not None:
            rows.append((state_label(key, state, language), length(state.sla, language)))
    if any(action.type == "return" for _, action in flow.actions()):
        rows.append((say(TERMS, "rounds", language), say(PHRASES, "rounds", language).format(flow.max_rounds)))
    return pairs(rows) + items(_own_time(document, language))


def _overall(document: Document, sla: Sla, language: str) -> list[tuple[str, str]]:
    states = document.workflow.states
    pauses = [state_label(key, states[key], language) if key in states else key for key in sla.pause_on]
    told = [
        say(PHRASES, "at", language).format(step.at, function_label(document, step.to, language))
        for step in sla.escalate
    ]
    return [
        (say(TERMS, "overall", language), running(sla, document, language)),
        (say(TERMS, "pause", language), ", ".join(pauses)),
        (say(TERMS, "escalation", language), "; ".join(told)),
        (say(TERMS, "silence", language), _silence(sla.silence, language) if sla.silence else ""),
    ]


def _silence(silence: Silence, language: str) -> str:
    kept = say(PHRASES, "register" if silence.register_ else "no_register", language)
    text = say(PHRASES, "silence", language).format(amount(silence.after, silence.unit, language), kept)
    return f"{text} {silence.note.in_language(language)}" if silence.note else text


def _own_time(document: Document, language: str) -> list[str]:
    """Return the actions that the clock takes by itself, and those that lengthen the time."""
    sentences: list[str] = []
    for key, action in document.workflow.actions():
        place = f"{state_label(key, document.workflow.states[key], language)}: “{action_label(action, language)}”"
        if action.after is not None:
            phrase = say(PHRASES, "after", language).format(length(action.after, language))
            sentences.append(f"{place} {phrase}")
        if action.extend is not None:
            phrase = say(PHRASES, "extends", language).format(length(action.extend, language), action.times or 1)
            sentences.append(f"{place} {phrase}")
        if action.within is not None:
            phrase = say(PHRASES, "within", language).format(length(action.within, language))
            sentences.append(f"{place} {phrase}")
    return sentences
