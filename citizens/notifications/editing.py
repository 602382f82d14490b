"""Keep the words of messages: a draft is written, published as the next version, and put back to what was shipped."""

from __future__ import annotations

from django.db import transaction
from django.db.models import Max

from citizens.models import User
from citizens.notifications import wording
from citizens.notifications.models import MessageTemplate, TemplateState
from citizens.notifications.topics import Topic
from foundation import clock


class Refused(Exception):
    """Carry what is wrong with a text, a sentence for each field."""

    def __init__(self, problems: dict[str, str]) -> None:
        """Keep the sentences."""
        super().__init__("; ".join(problems.values()))
        self.problems = problems


def current(topic: str, channel: str, language: str) -> MessageTemplate | None:
    """Return the words in force for a topic on a channel, None where what was shipped is."""
    kept = MessageTemplate.objects.filter(topic=topic, channel=channel, language=language)
    return kept.filter(state=TemplateState.PUBLISHED).first()


def draft_of(topic: str, channel: str, language: str) -> MessageTemplate | None:
    """Return the words that wait for being published, None for none."""
    kept = MessageTemplate.objects.filter(topic=topic, channel=channel, language=language)
    return kept.filter(state=TemplateState.DRAFT).first()


def save(topic: Topic, channel: str, language: str, subject: str, body: str, author: User) -> MessageTemplate:
    """Keep a draft, the one there is or a new version; raises Refused, and then nothing was kept."""
    subject, body = wording.tidy(subject), wording.tidy(body)
    wrong = wording.problems(topic, channel, subject, body)
    if wrong:
        raise Refused(wrong)
    with transaction.atomic():
        draft = draft_of(topic.code, channel, language) or _next(topic.code, channel, language)
        draft.subject, draft.body, draft.author, draft.saved_at = subject, body, author, clock.now()
        draft.save()
    return draft


def publish(draft: MessageTemplate, author: User) -> None:
    """Let a draft be what is sent from now on; the version before it is kept and counts no more."""
    with transaction.atomic():
        put_back(draft.topic, draft.channel, draft.language)
        draft.state, draft.published_at, draft.author = TemplateState.PUBLISHED, clock.now(), author
        draft.save()


def put_back(topic: str, channel: str, language: str) -> bool:
    """Send again what was shipped with the portal; returns whether something else was in force."""
    kept = MessageTemplate.objects.filter(topic=topic, channel=channel, language=language)
    return bool(kept.filter(state=TemplateState.PUBLISHED).update(state=TemplateState.RETIRED))


def _next(topic: str, channel: str, language: str) -> MessageTemplate:
    kept = MessageTemplate.objects.filter(topic=topic, channel=channel, language=language)
    last = kept.aggregate(last=Max("version"))["last"] or 0
    return MessageTemplate(topic=topic, channel=channel, language=language, version=last + 1)
