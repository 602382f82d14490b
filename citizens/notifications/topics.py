"""List what people are told about: each topic with its variables, registered by the app that knows when."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from foundation.outbox import Lane

_CODE: Final = re.compile(r"[a-z][a-z0-9_]*(\.[a-z][a-z0-9_]*)?")


@dataclass(frozen=True)
class Topic:
    """Describe one kind of notice; its text is templates/notifications/<code>.txt.

    A topic that also speaks of confidential matters names the variables its confidential text may use. That text is
    templates/notifications/<code>.rahasia.txt, and nothing else of the context is ever stored for it.
    """

    code: str
    variables: frozenset[str] = frozenset()
    may_switch_off: bool = False
    lane: Lane = Lane.TRANSACTIONAL
    confidential_variables: frozenset[str] | None = None

    def template(self, confidential: bool) -> str:
        """Return the name of the template file."""
        return f"notifications/{self.code}{'.rahasia' if confidential else ''}.txt"

    def context(self, given: Mapping[str, str], confidential: bool) -> dict[str, str]:
        """Return what is stored of the given variables; raises ValueError when the topic wants others."""
        if set(given) != self.variables:
            raise ValueError(f"Topic {self.code!r} wants {sorted(self.variables)}, not {sorted(given)}.")
        if not confidential:
            return dict(given)
        if self.confidential_variables is None:
            raise ValueError(f"Topic {self.code!r} has no text for confidential matters.")
        return {name: text for name, text in given.items() if name in self.confidential_variables}


class Topics:
    """Keep the topics by code; an instance, so that a test can have its own."""

    def __init__(self) -> None:
        """Begin empty."""
        self._topics: dict[str, Topic] = {}

    def register(self, *topics: Topic) -> None:
        """Add topics; raises ValueError for a malformed or repeated code or an unknown confidential variable."""
        for topic in topics:
            if not _CODE.fullmatch(topic.code):
                raise ValueError(f"A topic's code is written like request_received, not {topic.code!r}.")
            if topic.code in self._topics:
                raise ValueError(f"Topic {topic.code!r} is already registered.")
            if not (topic.confidential_variables or frozenset()) <= topic.variables:
                raise ValueError(f"Topic {topic.code!r}: a confidential variable is none of its variables.")
            self._topics[topic.code] = topic

    def get(self, code: str) -> Topic:
        """Return a topic; raises LookupError with a sentence."""
        if code not in self._topics:
            raise LookupError(f"No topic {code!r}; register it in the app's ready().")
        return self._topics[code]

    def __iter__(self) -> Iterator[Topic]:
        return iter(self._topics.values())

    def __contains__(self, code: str) -> bool:
        return code in self._topics


topics: Final = Topics()
register = topics.register
