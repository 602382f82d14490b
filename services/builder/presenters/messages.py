"""Show what people would read: every message filled with invented values, in the words in force now."""

from __future__ import annotations

from dataclasses import dataclass

from citizens.notifications import presenters, wording
from citizens.notifications.topics import topics
from services.catalogue.registry import registry


@dataclass(frozen=True)
class Preview:
    """Hold one message as it is read."""

    code: str
    subject: str
    body: str
    length: int


def titles(confidential: bool = False) -> dict[str, str]:
    """Return what each message begins with."""
    return {name: _preview(name, confidential).subject or name for name in registry.notices if _code(name) in topics}


def previews(names: list[str], confidential: bool) -> list[Preview]:
    """Return the messages a service sends, each once."""
    return [_preview(name, confidential) for name in dict.fromkeys(names) if _code(name) in topics]


def _code(name: str) -> str:
    """Return the topic a document's message is sent under."""
    return f"requests.{name}"


def _preview(name: str, confidential: bool) -> Preview:
    topic = topics.get(_code(name))
    silent = confidential and topic.confidential_variables is not None
    text = presenters.render(topic, wording.samples(topic), confidential=silent, language="id")
    return Preview(name, text.subject, text.body, len(text.subject) + len(text.body))
