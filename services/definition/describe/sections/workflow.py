"""The path of a request: the picture, what the citizen reads in each state, and every action in full."""

from collections.abc import Iterable

from services.definition.describe.blocks import Block, Chart, items, table
from services.definition.describe.conditions import Names, in_words
from services.definition.describe.graph import action_label, graph_of, numbered, state_label, who
from services.definition.describe.lengths import length
from services.definition.describe.sections.service import listed, said
from services.definition.describe.words import say
from services.definition.describe.words.phrases import PHRASES, TERMS
from services.definition.describe.words.workflow import ACTIONS
from services.definition.document import Action, Document, Effect, Objection, State

_STATES = ("state", "phase", "citizen", "who", "more")
_ACTIONS = ("number", "state", "action", "kind", "who", "to", "when", "more")


def workflow(document: Document, language: str) -> list[Block]:
    """Describe the workflow; a service that only links has none."""
    if not document.workflow.states:
        return items([say(PHRASES, "unsteady", language)])
    graph = graph_of(document, language)
    title = say(PHRASES, "diagram", language).format(document.title.in_language(language))
    states = [
        (
            f"{node.label} ({node.key})",
            f"{node.phase} · {say(PHRASES, 'start', language)}" if node.initial else node.phase,
            said(document.workflow.states[node.key].citizen_text, language),
            said(document.workflow.states[node.key].who, language),
            _objection(document.workflow.states[node.key], language),
        )
        for node in graph.nodes
    ]
    actions = [
        (str(number), *_action(document, key, action, language))
        for number, (key, action) in enumerate(numbered(document), 1)
    ]
    head = tuple(say(TERMS, column, language) for column in _STATES)
    columns = tuple(say(TERMS, column, language) for column in _ACTIONS)
    return [
        Chart(title, graph),
        *table(say(TERMS, "state", language), head, states),
        *table(say(TERMS, "action", language), columns, actions),
    ]


def _objection(state: State, language: str) -> str:
    rule = state.objection_rule
    if rule is None:
        return ""
    return ", ".join(_objection_parts(rule, language))


def _objection_parts(rule: Objection, language: str) -> Iterable[str]:
    yield say(PHRASES, "objection", language)
    if rule.service is not None:
        yield say(PHRASES, "objection_by", language).format(rule.service)
    if rule.within is not None:
        yield say(PHRASES, "objection_within", language).format(length(rule.within, language))


def _action(document: Document, key: str, action: Action, language: str) -> tuple[str, ...]:
    flow = document.workflow
    names = Names.of(document, language)
    target = say(PHRASES, "stays", language)
    if action.to is not None:
        target = state_label(action.to, flow.states[action.to], language) if action.to in flow.states else action.to
    return (
        state_label(key, flow.states[key], language),
        f"{action_label(action, language)} ({action.key})",
        say(ACTIONS, action.type.value, language),
        who(document, action, language),
        target,
        in_words(action.when, names) if action.when is not None else "",
        listed(_details(action, language)),
    )


def _details(action: Action, language: str) -> Iterable[str]:
    """Yield what else an action carries: its questions, its effects, its time."""
    if action.form:
        asked = ", ".join(each.label.in_language(language) for each in action.form)
        yield say(PHRASES, "asks", language).format(asked)
    yield from (_effect(each, language) for each in action.effects)
    for name in ("after", "within"):
        duration = getattr(action, name)
        if duration is not None:
            yield say(PHRASES, name, language).format(length(duration, language))
    if action.extend is not None:
        yield say(PHRASES, "extends", language).format(length(action.extend, language), action.times or 1)
    if action.agencies:
        yield say(PHRASES, "agencies", language).format(", ".join(action.agencies))
    if action.confirm is not None:
        yield say(PHRASES, "confirm", language).format(said(action.confirm, language))


def _effect(effect: Effect, language: str) -> str:
    named = (("gives", effect.output), ("calls", effect.hook), ("parent", effect.parent))
    return next(say(PHRASES, phrase, language).format(value) for phrase, value in named if value is not None)
