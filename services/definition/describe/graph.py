"""The workflow as nodes and edges, so that every writer draws the same picture."""

from dataclasses import dataclass

from services.definition.base import humanise
from services.definition.describe.lengths import length
from services.definition.describe.words import say
from services.definition.describe.words.workflow import PEOPLE, PHASES
from services.definition.document import FINAL_PHASES, Action, Document, State
from services.definition.workflow import path


@dataclass(frozen=True)
class Node:
    """Hold one state; `stays` names the actions that do not leave it, `main` says it lies on the smooth path."""

    key: str
    label: str
    phase: str
    initial: bool
    final: bool
    main: bool
    clock: str
    stays: tuple[str, ...]


@dataclass(frozen=True)
class Edge:
    """Hold one action that leads to another state, with its number in the whole workflow (from 1)."""

    number: int
    source: str
    target: str
    label: str
    by: str


@dataclass(frozen=True)
class Graph:
    """Hold states in the order to read them, and the actions between them."""

    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]


def graph_of(document: Document, language: str = "id") -> Graph:
    """Return the workflow; actions to states that do not exist are left out, so a broken draft can be drawn too."""
    flow = document.workflow
    smooth = path(flow)
    order = (*smooth, *(key for key in flow.states if key not in smooth))
    nodes = tuple(_node(document, key, flow.states[key], key in smooth, language) for key in order)
    edges: list[Edge] = []
    for number, (key, action) in enumerate(numbered(document), 1):
        if action.to in flow.states and action.to != key:
            edges.append(Edge(number, key, action.to, action_label(action, language), who(document, action, language)))
    return Graph(nodes, tuple(edges))


def numbered(document: Document) -> list[tuple[str, Action]]:
    """Return every action with its state, in the order in which they are numbered."""
    flow = document.workflow
    smooth = path(flow)
    order = (*smooth, *(key for key in flow.states if key not in smooth))
    return [(key, action) for key in order for action in flow.states[key].actions]


def state_label(key: str, state: State, language: str) -> str:
    """Return the words for a state."""
    return state.label.in_language(language) or humanise(key)


def action_label(action: Action, language: str) -> str:
    """Return the words for an action."""
    return action.label.in_language(language) or humanise(action.key)


def function_label(document: Document, name: str, language: str) -> str:
    """Return the words for a function, those that every service has included."""
    if name not in document.functions:
        return say(PEOPLE, name, language)
    label = document.functions[name].label
    return label.in_language(language) if label else humanise(name)


def who(document: Document, action: Action, language: str) -> str:
    """Return who may take an action, with commas."""
    return ", ".join(function_label(document, name, language) for name in action.by)


def _node(document: Document, key: str, state: State, main: bool, language: str) -> Node:
    return Node(
        key=key,
        label=state_label(key, state, language),
        phase=say(PHASES, state.phase.value, language),
        initial=key == document.workflow.initial,
        final=state.phase in FINAL_PHASES,
        main=main,
        clock=length(state.sla, language) if state.sla else "",
        stays=tuple(action_label(each, language) for each in state.actions if each.to in (None, key)),
    )
