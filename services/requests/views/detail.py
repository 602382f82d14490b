"""Show one request: where it is, what happens next, until when, what was said; and take a message."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from foundation import clock
from services.catalogue import wording
from services.definition import derived
from services.requests import engine
from services.requests.effects import papers, result_links
from services.requests.forms.filing import Filing
from services.requests.inviting import invitations
from services.requests.models import CorrectionItem, Message, Phase, ServiceRequest
from services.requests.presenters import endings, states
from services.requests.presenters.days import day_track
from services.requests.presenters.problems import name_of
from services.requests.presenters.states import public_phase
from services.requests.presenters.timeline import Entry, next_sentence, timeline
from services.requests.views.common import Own, acting, key_of, new_key, own_page
from services.requests.views.sending import sections
from services.requests.views.start import resume_url

KINDS = {"done": "done", "now": "wait", "next": "todo"}


@own_page("GET", "POST")
def detail(http: HttpRequest, own: Own) -> HttpResponse:
    """Show a request, or send a message into its conversation."""
    if own.request.phase == Phase.DRAFT:
        return redirect(resume_url(own.request))
    if http.method == "POST":
        return _say(http, own)
    return _show(http, own, "", "")


def _say(http: HttpRequest, own: Own) -> HttpResponse:
    text = http.POST.get("tulis", "")
    try:
        engine.perform(own.request.pk, "pesan", own.actor, data={"text": text}, key=key_of(http))
    except engine.EngineError as error:
        return _show(http, own, text, error.sentence)
    messages.success(http, _("Pesan terkirim."))
    return redirect(f"{reverse('requests:detail', args=[own.request.pk])}#pesan")


def _show(http: HttpRequest, own: Own, text: str, error: str) -> HttpResponse:
    request = own.request
    filing = Filing(request)
    track, results = day_track(request), result_links(request)
    context: dict[str, Any] = {
        "case": request,
        "title": _("Laporan Anda") if request.confidential else request.service.title,
        "nameless": request.applicant_id is None,
        "acting": acting(own),
        "confidential": request.confidential,
        "badge": states.badge(request),
        "phase": public_phase(request),
        "next": next_sentence(request),
        "office": request.agency.short_name if request.agency else "",
        "fixes": fixes(filing) if public_phase(request) == Phase.WAITING_APPLICANT else [],
        "track": track,
        "promised": _promised(filing),
        "used_days": [box.day for box in track.boxes if box.used] if track else [],
        "timeline": _story(request),
        "conversation": _conversation(request),
        "results": results,
        "has_results": bool(results) or bool(filing.document.outputs),
        # Whoever sits at this browser next must not read what was reported without a name.
        "sections": [] if request.confidential and request.applicant_id is None else sections(filing, editable=False),
        "references": endings.references(request),
        "relatives": endings.relatives(request, own.actor),
        "objection": engine.chance_of(request),
        "basis": [wording.text(law) for law in engine.legal_basis(request)],
        "reopenings": engine.reopenings(request, own.actor),
        "may_withdraw": engine.may_withdraw(request),
        "papers": papers(request),
        "invitations": invitations(request),
        "access_url": _access_url(http),
        "text": text,
        "error": error,
        "key": new_key(),
    }
    return render(http, "requests/detail.html", context, status=422 if error else 200)


def fixes(filing: Filing) -> list[dict[str, str]]:
    """Return what an officer asked to be mended: the field, what was answered, what is wrong with it, the remark."""
    items = CorrectionItem.objects.filter(request=filing.request, resolved_at__isnull=True)
    rows = {row.field: row for section in sections(filing, editable=False) for row in section["rows"]}
    found = []
    for item in items:
        row = rows.get(item.field)
        answered = row.text or ", ".join(file.display_name for file in row.files) if row else ""
        label = row.label if row else name_of(filing.document.field(item.field))
        reason = str(item.get_reason_display()) if item.reason else ""
        found.append({"field": item.field, "label": label, "answer": answered, "reason": reason, "note": item.note})
    return found


def _promised(filing: Filing) -> str:
    duration = derived.overall_clock(filing.document)
    if duration is None:
        return ""
    return f"{wording.length(duration)} {wording.since(duration, filing.document)}"


def _story(request: ServiceRequest) -> list[dict[str, Any]]:
    """Return what happened, newest first, and below it what is still to come in its order."""
    entries = timeline(request)
    ahead = [entry for entry in reversed(entries) if entry.state == "next"]
    return [_entry(entry) for entry in [*(e for e in entries if e.state != "next"), *ahead]]


def _entry(entry: Entry) -> dict[str, Any]:
    return {"title": entry.title, "at": entry.at, "who": entry.who, "remark": entry.text, "kind": KINDS[entry.state]}


def _access_url(http: HttpRequest) -> str:
    return reverse("citizens:access_log") if http.user.is_authenticated else ""


def _conversation(request: ServiceRequest) -> list[Message]:
    """Return the messages of a case; what officers wrote counts as read from now on."""
    said = list(Message.objects.filter(request=request))
    if any(message.from_staff and message.read_at is None for message in said):
        unread = Message.objects.filter(request=request, from_staff=True, read_at__isnull=True)
        unread.update(read_at=clock.now())
    return said
