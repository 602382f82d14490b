"""Show one case: answers at the left, files at the right, what may be done below."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from agencies.models import Staff
from services.catalogue import documents
from services.catalogue.holdings import Holding
from services.definition.document import Document
from services.desk import actions, queries
from services.desk.calendars import calendar_of
from services.desk.forms import new_key
from services.desk.policies import IDENTITY, may_learn_identity, officer, open_case, shared_fields
from services.desk.presenters import answers, bar, case, tasks, viewer
from services.desk.presenters.acts import acts
from services.desk.presenters.due import silence_words, soon_until
from services.desk.presenters.results import results
from services.requests import policies
from services.requests.actor import Actor
from services.requests.engine import rebase
from services.requests.models import Attachment, ServiceRequest
from services.requests.presenters import endings

# What a guest sees of all that: nothing but that it is one.
OUTSIDE: Final[dict[str, Any]] = {
    "works_here": False,
    "newer": None,
    "acts": [],
    "results": [],
    "relatives": [],
    "story": [],
    "messages_said": [],
    "silence": "",
    "guest": True,
}
NEAR = 200  # how far ahead the queue is known on a case's page


@never_cache
@require_safe
def work(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Show a case to an officer within scope; every opening is written down for its applicant."""
    actor, staff = officer(request)
    found = open_case(actor, pk)
    actions.log_opening(found, staff, "request", found.pk)
    return render(request, "desk/work.html", page(request, found, actor, staff))


def page(request: HttpRequest, found: ServiceRequest, actor: Actor, staff: Staff) -> dict[str, Any]:
    """Return everything the page of a case shows."""
    tab = queries.BY_KEY.get(request.GET.get("dari", ""), queries.TABS[0])
    document = documents.load(found.version)
    files = list(Attachment.objects.filter(request=found, replaced_by__isnull=True))
    shared = shared_fields(found, staff)
    parts = answers.parts(found, document, files, shared)
    papers = viewer.Papers(reverse("desk:work", args=[found.pk]), {"dari": tab.key}, answers.papers(parts))
    actions.draw(viewer.drawable(papers.files))
    chosen = papers.find(request.GET.get("berkas", ""))
    held = policies.holdings_for(staff, found)
    return {
        "case": found,
        "parts": answers.linked(parts, papers.url),
        "papers": papers.sheets(chosen),
        "viewer": papers.open(chosen, _look(request)) if chosen else None,
        "bar": bar.bar(found, document, actor, staff, held),
        "marks": bar.MARKS,
        **(_inside(found, document, held, actor, tab.key) if shared is None else _outside(found, document, held)),
        "near": _near(actor, staff, found.pk, tab),
        "tab": tab,
        "queue_url": f"{reverse('desk:queue')}?tab={tab.key}",
        "key": new_key(),
    }


def _inside(
    found: ServiceRequest, document: Document, held: Sequence[Holding], actor: Actor, tab: str
) -> dict[str, Any]:
    """Return what the request's own agency sees besides the answers."""
    works_here = bool(held)
    asked = tasks.asked(found, document)
    return {
        "head": case.head(found, calendar_of(found.agency_id or ""), actor.staff.pk if actor.staff else 0),
        "silence": silence_words(found),
        "asked": asked,
        "asked_first": any(each.open for each in asked),
        "works_here": works_here,
        "identity": IDENTITY if works_here and actor.staff and may_learn_identity(found, actor.staff) else "",
        "newer": rebase.on_offer(found) if works_here else None,
        "acts": acts(found, document),
        "results": results(found, held),
        "relatives": [(each, case.case_url(each.request.pk, tab)) for each in endings.relatives(found, actor)],
        "story": case.story(found),
        "messages_said": case.conversation(found),
        "guest": False,
    }


def _outside(found: ServiceRequest, document: Document, held: Sequence[Holding]) -> dict[str, Any]:
    """Return what a guest sees besides the shared answers: its own part, and nothing of what is said or done inside."""
    asked = tasks.asked(found, document, {holding.agency_id for holding in held})
    due = next((each.due for each in reversed(asked) if each.due is not None), None)
    return {**OUTSIDE, "head": case.guest_head(found, due), "asked": asked, "asked_first": True}


def _near(actor: Actor, staff: Staff, pk: UUID, tab: queries.Tab) -> case.Neighbours:
    if tab.key == queries.ASKED:
        waiting = policies.asked_of(policies.holdings(staff), staff)
        return case.neighbours(pk, queries.asked_keys(waiting, NEAR), tab.key, NEAR)
    soon = soon_until(calendar_of(staff.agency_id))
    rows = policies.workable_by(actor).filter(queries.within(tab.key, staff, soon))
    return case.neighbours(pk, queries.first_keys(rows, tab, NEAR), tab.key, NEAR)


def _look(request: HttpRequest) -> viewer.Look:
    page = request.GET.get("hal", "")
    return viewer.Look(
        page=int(page) if page.isascii() and page.isdigit() and len(page) < 5 else 1,
        large=request.GET.get("besar") == "1",
        turn=request.GET.get("putar", "0"),
    )
