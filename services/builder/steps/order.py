"""Put the states of a path in the order in which a request meets them; a database keeps an order of its own."""

from __future__ import annotations

from services.definition.document import Document


def states_in_turn(document: Document) -> list[str]:
    """Return the keys of all states: from the first along each action, then what no action leads to, by name."""
    states = document.workflow.states
    met: dict[str, None] = {}
    waiting = [document.workflow.initial]
    while waiting:
        key = waiting.pop(0)
        if key in met or key not in states:
            continue
        met[key] = None
        waiting += [action.to for action in states[key].actions if action.to]
    return [*met, *sorted(key for key in states if key not in met)]
