"""Let Diskominfosatik write the words of each message: a preview on invented values, then publish, or put back."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from django.contrib import messages
from django.contrib.admin.models import CHANGE, LogEntry
from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import BadRequest, PermissionDenied
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from agencies.policies import is_platform_admin
from citizens.models import User
from citizens.notifications import editing, presenters, wording
from citizens.notifications.models import Channel, Language, MessageTemplate, TemplateState
from citizens.notifications.presenters import Text
from citizens.notifications.topics import Topic, topics

IN_USE: Final = (Channel.INBOX, Channel.EMAIL)  # what the portal sends on; another one joins with its sender
SAVE, PUBLISH, PUT_BACK = "simpan", "terbitkan", "bawaan"
REMEMBERED: Final = 10


@dataclass(frozen=True)
class Cell:
    """Hold one place of the list: a topic on a channel in a language."""

    title: str
    url: str
    state: str


@never_cache
@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """List every event people are told of, by what its message says first, with what is in force on each channel."""
    _keeper(request)
    kept = MessageTemplate.objects.exclude(state=TemplateState.RETIRED)
    states = {(row.topic, row.channel, row.language, row.state): row.version for row in kept}
    rows = [(_title(topic), topic.code, [_cell(topic, *place, states) for place in _places()]) for topic in topics]
    return render(request, "panel/wordings.html", {"rows": sorted(rows), "heads": [_place(*p) for p in _places()]})


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def page(request: HttpRequest, code: str, channel: str, language: str) -> HttpResponse:
    """Show the words of one message, or take what was written, publish it, or put back what was shipped."""
    user = _keeper(request)
    if code not in topics or channel not in IN_USE or language not in Language.values:
        raise Http404
    topic = topics.get(code)
    if request.method != "POST":
        return _show(request, topic, channel, language)
    doing = request.POST.get("lakukan", "")
    if doing not in {SAVE, PUBLISH, PUT_BACK}:
        raise BadRequest
    if doing == PUT_BACK:
        _put_back(request, topic, channel, language)
    else:
        subject, body = (request.POST.get(name, "").replace("\x00", "") for name in ("judul", "isi"))
        try:
            _take(request, editing.save(topic, channel, language, subject, body, user), user, doing == PUBLISH)
        except editing.Refused as refused:
            return _show(request, topic, channel, language, (subject, body), refused.problems)
    return redirect("wording", code, channel, language)


def _take(request: HttpRequest, draft: MessageTemplate, user: User, publish: bool) -> None:
    if not publish:
        messages.success(request, _("Draf tersimpan. Periksa contohnya, lalu terbitkan."))
        return
    with transaction.atomic():
        editing.publish(draft, user)
        _remember(user, draft, _("Diterbitkan: versi %(n)d.") % {"n": draft.version})
    messages.success(request, _("Kalimat baru berlaku untuk pesan yang dikirim mulai sekarang."))


def _put_back(request: HttpRequest, topic: Topic, channel: str, language: str) -> None:
    before = editing.current(topic.code, channel, language)
    if before is None:
        messages.info(request, _("Kalimat bawaan memang sedang berlaku."))
        return
    with transaction.atomic():
        editing.put_back(topic.code, channel, language)
        _remember(_keeper(request), before, _("Kembali ke kalimat bawaan."))
    messages.success(request, _("Kalimat bawaan berlaku lagi."))


def _show(
    request: HttpRequest,
    topic: Topic,
    channel: str,
    language: str,
    typed: tuple[str, str] | None = None,
    problems: dict[str, str] | None = None,
) -> HttpResponse:
    draft, force = editing.draft_of(topic.code, channel, language), editing.current(topic.code, channel, language)
    kept, wrong = draft or force, problems or {}
    template = _shipped(topic, language)
    subject, body = typed or ((kept.subject, kept.body) if kept else (template.subject, template.body))
    context = {
        "title": _title(topic),
        "place": _place(channel, language),
        "code": topic.code,
        "subject": subject,
        "body": body,
        "wrong": {name: wrong.get(name, "") for name in ("subject", "body")},
        "errors": [({"subject": "judul", "body": "isi-pesan"}[name], said) for name, said in wrong.items()],
        "variables": [(f"{{{name}}}", sample) for name, sample in wording.samples(topic).items()],
        "draft": draft,
        "force": force,
        "preview": presenters.written(kept, _samples(topic))
        if kept
        else presenters.shipped(topic, _samples(topic), False, language),
        "versions": _versions(topic.code, channel, language),
        "limit": wording.BODY_LENGTH,
    }
    return render(request, "panel/wording.html", context, status=422 if wrong else 200)


def _shipped(topic: Topic, language: str) -> Text:
    """Return the words that came with the portal, with their variables as they are written here."""
    return presenters.shipped(topic, {name: f"{{{name}}}" for name in topic.variables}, False, language)


def _samples(topic: Topic) -> dict[str, str]:
    return {name: text for name, text in wording.samples(topic).items() if name in topic.variables}


def _title(topic: Topic) -> str:
    return presenters.shipped(topic, _samples(topic), False, Language.INDONESIAN).subject


def _places() -> list[tuple[str, str]]:
    return [(channel.value, language.value) for channel in IN_USE for language in Language]


def _place(channel: str, language: str) -> str:
    words = {"channel": Channel(channel).label.capitalize(), "language": Language(language).label}
    return _("%(channel)s (%(language)s)") % words


def _cell(topic: Topic, channel: str, language: str, states: dict[tuple[str, str, str, str], int]) -> Cell:
    key = (topic.code, channel, language)
    url = reverse("wording", args=key)
    if (draft := states.get((*key, TemplateState.DRAFT))) is not None:
        return Cell(_place(channel, language), url, _("Draf versi %(n)d") % {"n": draft})
    if (version := states.get((*key, TemplateState.PUBLISHED))) is not None:
        return Cell(_place(channel, language), url, _("Versi %(n)d") % {"n": version})
    return Cell(_place(channel, language), url, _("Bawaan"))


def _versions(code: str, channel: str, language: str) -> list[MessageTemplate]:
    rows = MessageTemplate.objects.filter(topic=code, channel=channel, language=language, published_at__isnull=False)
    return list(rows.select_related("author__party").order_by("-version")[:REMEMBERED])


def _remember(user: User, template: MessageTemplate, what: str) -> None:
    LogEntry.objects.create(
        user_id=str(user.pk),
        content_type=ContentType.objects.get_for_model(MessageTemplate),
        object_id=str(template.pk),
        object_repr=str(template)[:200],
        action_flag=CHANGE,
        change_message=what,
    )


def _keeper(request: HttpRequest) -> User:
    """Return who keeps the portal; raises PermissionDenied for everybody else."""
    if not isinstance(request.user, User) or not is_platform_admin(request.user):
        raise PermissionDenied
    return request.user
