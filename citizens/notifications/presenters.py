"""Turn a topic and its variables into words, at the time of sending."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final
from urllib.parse import urlsplit

from django.conf import settings
from django.template import Context
from django.template.backends.django import Template
from django.template.loader import get_template
from django.utils import translation

from citizens.notifications import editing, wording
from citizens.notifications.models import Channel, MessageTemplate
from citizens.notifications.topics import Topic

LAYOUT: Final = "notifications/layout.txt"
VERSION_LENGTH: Final = 16


@dataclass(frozen=True)
class Text:
    """Hold a rendered notice and the version of the template it came from."""

    subject: str
    body: str
    version: str
    template: MessageTemplate | None = None  # None for what was shipped with the portal


def portal_host() -> str:
    """Return the portal's domain, the only address a message ever names."""
    return urlsplit(settings.PORTAL_URL).netloc


def render(topic: Topic, context: Mapping[str, str], *, confidential: bool, language: str) -> Text:
    """Render a notice in a language, in the words in force now; what is confidential keeps those shipped."""
    own = None if confidential else editing.current(topic.code, Channel.INBOX, language)
    return written(own, context) if own is not None else shipped(topic, context, confidential, language)


def render_letter(topic: Topic, context: Mapping[str, str], *, confidential: bool, language: str) -> Text | None:
    """Render the letter of a notice in words of its own, None where it says what the inbox says."""
    own = None if confidential else editing.current(topic.code, Channel.EMAIL, language)
    return written(own, context) if own is not None else None


def shipped(topic: Topic, context: Mapping[str, str], confidential: bool, language: str) -> Text:
    """Render the words that came with the portal: the first line of the file is the subject, the rest the body."""
    template = _load(topic.template(confidential))
    values = {name: wording.value(text) for name, text in context.items()}
    with translation.override(language):
        subject, _separator, body = _fill(template, values).strip().partition("\n")
    return Text(subject.strip()[:200], body.strip(), _version(template))


def written(template: MessageTemplate, context: Mapping[str, str]) -> Text:
    """Render words of our own; a value is one line of plain text, whatever is in it."""
    values = {**context, wording.PORTAL: portal_host()}
    subject = wording.fill(template.subject, values)[: wording.SUBJECT_LENGTH]
    return Text(subject, wording.fill(template.body, values), f"v{template.version}", template)


def as_letter(body: str, language: str) -> str:
    """Put a notice's body into the frame that every letter has: where the portal is and what we never ask."""
    with translation.override(language):
        return _fill(_load(LAYOUT), {"body": body, "portal_host": portal_host()}).strip() + "\n"


def _load(name: str) -> Template:
    template = get_template(name, using="django")
    assert isinstance(template, Template)  # noqa: S101  for the type checker: "django" is our only engine
    return template


def _fill(template: Template, context: Mapping[str, str]) -> str:
    """Render as plain text: nothing is escaped, because nothing here is HTML."""
    return template.template.render(Context(dict(context), autoescape=False))


def _version(template: Template) -> str:
    return hashlib.sha256(template.template.source.encode()).hexdigest()[:VERSION_LENGTH]
