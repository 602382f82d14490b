"""Show the catalogue to everybody: find a service in one's own words, and decide before starting."""

from __future__ import annotations

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from agencies.directory import page
from agencies.directory.linked import linked_data
from foundation import clock
from services.catalogue import queries
from services.catalogue.life_events import LIFE_EVENTS
from services.catalogue.presenters import finding
from services.catalogue.presenters.linked import linked_data as service_data
from services.catalogue.presenters.paper import paper
from services.catalogue.presenters.rows import offices, row, steps
from services.catalogue.presenters.start import LAPOR, start_page


@login_not_required
@require_safe
def service_list(request: HttpRequest) -> HttpResponse:
    """Show all services, or those that fit own words, an office or a shelf; nothing found still leads somewhere."""
    found = finding.find(finding.wanted(request.GET.dict()), queries.services_listed(clock.now()))
    return render(request, "catalogue/list.html", {"page": found, "query": found.wanted.query})


@login_not_required
@require_safe
def search(request: HttpRequest) -> HttpResponse:
    """Lead the short address people type and print to the one page of services."""
    query = request.GET.urlencode()
    return redirect(reverse("catalogue:list") + (f"?{query}" if query else ""))


@login_not_required
@require_safe
def suggestions(request: HttpRequest) -> HttpResponse:
    """Give the titles that fit what is typed so far; the page works without them."""
    wanted = finding.wanted(request.GET.dict())
    titles = finding.suggested(wanted.query, queries.services_listed(clock.now()))
    return JsonResponse({"titles": titles})


@login_not_required
@require_safe
def service(request: HttpRequest, slug: str) -> HttpResponse:
    """Show the start page of one service; closed ones say why and when they open."""
    listed = queries.service_page(slug, clock.now())
    if listed is None:
        raise Http404(slug)
    context = {
        "page": start_page(listed),
        "lapor": LAPOR,
        "linked_data": service_data(listed, settings.PORTAL_URL),
    }
    return render(request, "catalogue/service.html", context)


@login_not_required
@require_safe
def paper_form(request: HttpRequest, slug: str) -> HttpResponse:
    """Show the questions of a service to be printed and filled in by hand; services that ask nothing have none."""
    listed = queries.service_page(slug, clock.now())
    form = paper(listed) if listed is not None and listed.availability.is_open else None
    if form is None:
        raise Http404(slug)
    return render(request, "catalogue/paper.html", {"paper": form})


@login_not_required
@require_safe
def agency(request: HttpRequest, slug: str) -> HttpResponse:
    """Show one agency whole: its own facts and the services it serves."""
    now = clock.now()
    found = page.find(slug)
    if found is None:
        raise Http404(slug)
    shown = page.load(found, now)
    context = {
        "page": shown,
        "rows": [row(each) for each in queries.services_of(found, now)],
        "linked_data": linked_data(shown, f"{settings.PORTAL_URL}{reverse('agency', args=[slug])}"),
    }
    return render(request, "catalogue/agency.html", context)


@login_not_required
@require_safe
def life_event(request: HttpRequest, slug: str) -> HttpResponse:
    """Show what an event of a life asks for; events without services have no page."""
    listed = queries.services_listed(clock.now())
    for event, services in queries.life_events(listed):
        if event.slug == slug:
            context = {
                "event": LIFE_EVENTS[slug],
                "offices": offices(services),
                "steps": steps(event, services),
                "confidential": any(each.document.access.confidential for each in services),
            }
            return render(request, "catalogue/life_event.html", context)
    raise Http404(slug)
