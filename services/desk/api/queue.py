"""Read the queue: what waits on one's own desk, and the parts others ask for."""

from __future__ import annotations

from typing import Final

from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from foundation.api import pages
from foundation.api.problems import Problem
from services.catalogue.holdings import agencies_in
from services.desk import queries
from services.desk.api import bodies, shapes
from services.desk.api.base import DeskView
from services.desk.calendars import calendar_of
from services.desk.presenters.due import soon_until
from services.requests.models import Priority
from services.requests.policies import asked_of, holdings, workable_by

TABS: Final = tuple(tab.key for tab in queries.TABS if tab.key != queries.ASKED)
FLAGS: Final = (queries.ANY_FLAG, *Priority.values)
LONGEST_SEARCH: Final = 80


class Queue(DeskView):
    """List the cases in which a function is held today."""

    @extend_schema(
        operation_id="queue",
        tags=["desk"],
        parameters=[
            *pages.PARAMETERS,
            OpenApiParameter("tab", str, enum=list(TABS), default=TABS[0], description="Which view of the queue."),
            OpenApiParameter("service", str, description="Only this service, by slug."),
            OpenApiParameter("area", str, description="Only this place, by code, with what lies inside it."),
            OpenApiParameter("priority", str, enum=list(FLAGS), description="Only with this flag, or with any."),
            OpenApiParameter("q", str, description="Only with these words, names, numbers or NIK."),
        ],
        responses=shapes.CasePage,
    )
    def get(self, request: Request) -> Response:
        """Return one page of one view; every filter only takes cases away."""
        actor, staff = self.officer(request)
        tab = _chosen(request, "tab", TABS) or TABS[0]
        held = holdings(staff)
        soon = soon_until(calendar_of(staff.agency_id))
        rows = workable_by(actor, held).filter(queries.within(tab, staff, soon))
        filters = queries.Filters(
            service=_given(request, "service"),
            area=_given(request, "area"),
            priority=_chosen(request, "priority", FLAGS),
            words=_given(request, "q"),
        )
        narrowed = queries.narrow(rows, filters, agencies_in(held))
        page = queries.page(narrowed, queries.BY_KEY[tab], pages.cursor(request), pages.limit(request))
        return Response(pages.listed(page, lambda case: bodies.brief(case, staff)))


class Parts(DeskView):
    """List the parts that wait for the functions held today, at home and of other agencies."""

    @extend_schema(operation_id="parts", tags=["desk"], parameters=pages.PARAMETERS, responses=shapes.PartPage)
    def get(self, request: Request) -> Response:
        """Return what waits, the nearest deadline first."""
        _actor, staff = self.officer(request)
        waiting = asked_of(holdings(staff), staff)
        page = queries.asked_page(waiting, pages.cursor(request), pages.limit(request))
        return Response(pages.listed(page, bodies.part))


def _given(request: Request, name: str) -> str:
    return str(request.query_params.get(name, "")).replace("\x00", "").strip()[:LONGEST_SEARCH]


def _chosen(request: Request, name: str, known: tuple[str, ...]) -> str:
    """Return a value of a closed list, "" for none; raises a problem 400 for another."""
    given = _given(request, name)
    if given and given not in known:
        raise Problem(400, _("Isi %(name)s dengan salah satu dari: %(known)s.") % {
            "name": name, "known": ", ".join(known)})  # fmt: skip
    return given
