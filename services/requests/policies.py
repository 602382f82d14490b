"""Answer who may see and who may do: agency x territory x function, the one scope every query starts from."""

from __future__ import annotations

from collections.abc import Sequence

from django.db.models import Exists, F, OuterRef, Q, QuerySet

from agencies.models import Staff
from citizens import mandates
from citizens.models import Mandate
from services.catalogue.holdings import Holding, agencies_in, holdings_of, holdings_of_all, staff_on_duty
from services.requests.actor import Actor
from services.requests.models import Phase, RequestExclusion, RequestGrant, RequestTask, ServiceRequest

NOTHING = Q(pk__in=[])
holdings = holdings_of


def visible_to(actor: Actor) -> QuerySet[ServiceRequest]:
    """Return the requests this actor may know of; test requests never, drafts only for their owner."""
    requests = ServiceRequest.objects.filter(is_test=False)
    if actor.kind == "system":
        return requests
    if actor.kind == "staff" and actor.staff is not None:
        return requests.exclude(phase=Phase.DRAFT).filter(_desk_scope(actor.staff))
    return requests.filter(own_scope(actor))


def workable_by(actor: Actor, held: Sequence[Holding] | None = None) -> QuerySet[ServiceRequest]:
    """Return what lies on this officer's own desk: requests in which a function is held; guests see `asked_of`.

    `held` are the holdings of today, where they are known already.
    """
    if actor.staff is None:
        return ServiceRequest.objects.none()
    held = holdings(actor.staff) if held is None else held
    mine = ServiceRequest.objects.filter(_inside(held), not_kept_from(actor.staff), is_test=False)
    return mine.exclude(phase=Phase.DRAFT)


def not_kept_from(staff: Staff, of: str = "") -> Q:
    """Return what is not about this officer: requests kept from an account stand nowhere it looks.

    `of` leads to the request from the rows that are asked ("request__").
    """
    named = RequestExclusion.objects.filter(request=OuterRef("request" if of else "pk"), user=staff.user_id)
    return Q(**{f"{of}restricted": False}) | Q(~Exists(named))


def is_kept_from(request: ServiceRequest, staff: Staff) -> bool:
    """Say whether a request is about this officer; no other request is asked for."""
    return request.restricted and request.exclusions.filter(user=staff.user_id).exists()


def asked_of(held: Sequence[Holding], staff: Staff) -> QuerySet[RequestTask]:
    """Return the open tasks that wait for an officer's holdings, at home and in the requests of other agencies."""
    home = NOTHING
    for holding in held:
        home |= Q(agency=holding.agency_id, function=holding.function) & _covers(holding, "request__")
    asked = RequestTask.objects.filter(not_kept_from(staff, "request__"), done_at__isnull=True, request__is_test=False)
    # Asked row by row: a list of all guest parts beside the join makes PostgreSQL read every request there is.
    granted = RequestGrant.objects.filter(request=OuterRef("request"), agency=OuterRef("agency"), ends_at__isnull=True)
    elsewhere = _wanted(held) & ~Q(agency=F("request__agency")) & Q(request__confidential=False) & Exists(granted)
    return asked.filter(home & Q(agency=F("request__agency")) | elsewhere)


def own_scope(actor: Actor) -> Q:
    """Return what an applicant owns: as its party, by having filed it, or by this very session.

    Who filed under a mandate owns that only while the mandate holds, and nothing else of whom they act for.
    """
    if actor.user is None:
        return (
            Q(applicant__isnull=True, filed_by__isnull=True, session_hash=actor.session) if actor.session else NOTHING
        )
    own = Q(filed_by=actor.user, mandate__isnull=True)
    if actor.party is not None:
        own |= Q(applicant=actor.party) | Q(mandate__in=_mandates(actor))
    return own


def _mandates(actor: Actor) -> QuerySet[Mandate, object]:
    return mandates.held_by(actor.party).order_by().values("pk")


def _desk_scope(staff: Staff) -> Q:
    held = holdings(staff)
    guest = Q(pk__in=_asked(held).filter(_granted()).values("request"), confidential=False)
    # The administration of an agency is not handed on: a substitute receives functions alone.
    admin = Q(agency=staff.agency_id, confidential=False) if staff.is_agency_admin else NOTHING
    return (_inside(held) | admin | guest) & not_kept_from(staff)


def _inside(held: Sequence[Holding]) -> Q:
    """Return what the holdings cover at the agencies they are held at."""
    found = NOTHING
    for agency in agencies_in(held):
        scope = NOTHING
        for holding in held:
            if holding.agency_id == agency:
                scope |= _covers(holding)
        found |= Q(agency=agency) & scope
    return found


def _covers(holding: Holding, of: str = "") -> Q:
    """Return what one holding covers; a confidential service opens only to a holding that names it.

    `of` leads to the request from the rows that are asked ("request__").
    """
    named = {f"{of}service": holding.service_id} if holding.service_id else {f"{of}confidential": False}
    covered = Q(**named) & _place(holding, f"{of}region") if holding.region_id else Q(**named)
    # Whoever stands in for a reported colleague does not receive from them what is about them.
    return covered & not_kept_from(holding.acting_for, of) if holding.acting_for else covered


def _place(holding: Holding, path: str) -> Q:
    return Q(**{path: holding.region_id}) | Q(**{f"{path}__code__startswith": f"{holding.region_id}."})


def _asked(held: Sequence[Holding]) -> QuerySet[RequestTask]:
    """Return the open tasks other agencies ask of these holdings; tasks at home lie in the scope of home."""
    return RequestTask.objects.filter(_wanted(held), done_at__isnull=True).exclude(agency=F("request__agency"))


def _wanted(held: Sequence[Holding]) -> Q:
    """Return the tasks that name a function held, for the services and areas it is held for."""
    wanted = NOTHING
    for holding in held:
        q = Q(agency=holding.agency_id, function=holding.function)
        if holding.service_id:
            q &= Q(request__service=holding.service_id)
        if holding.region_id:  # a request that names no place is every area's
            q &= _place(holding, "request__region") | Q(request__region__isnull=True)
        wanted |= q
    return wanted


def _granted() -> Q:
    return Q(request__grants__ends_at__isnull=True, request__grants__agency=F("agency"))


def holdings_for(staff: Staff, request: ServiceRequest, held: Sequence[Holding] | None = None) -> list[Holding]:
    """Return the holdings that count for this very request, one's own first, those of open guest tasks among them."""
    if is_kept_from(request, staff):
        return []
    held = holdings(staff) if held is None else held
    asked = [t for t in request.tasks.all() if t.done_at is None and t.agency_id != request.agency_id]
    tasks = {(t.agency_id, t.function) for t in asked}
    return [h for h in held if _holds(h, request) or ((h.agency_id, h.function) in tasks and _guest(h, request))]


def functions_of(staff: Staff, request: ServiceRequest) -> set[str]:
    """Return the functions this member of staff may act in for this very request, today."""
    return {holding.function for holding in holdings_for(staff, request)}


def who_may(request: ServiceRequest, agency: str, function: str) -> list[Staff]:
    """Return who may act in a function of an agency in this request today, substitutes among them (three queries)."""
    people = staff_on_duty(agency, [function])
    held = holdings_of_all(people)
    admits = _holds if agency == request.agency_id else _guest

    def gives(holding: Holding) -> bool:
        return (holding.agency_id, holding.function) == (agency, function) and admits(holding, request)

    return [s for s in people if not is_kept_from(request, s) and any(gives(holding) for holding in held[s.pk])]


def works_on(staff: Staff | None, request: ServiceRequest) -> bool:
    """Say whether somebody still in office may act on this request; a claim by anybody else binds nobody."""
    return staff is not None and staff.is_active and bool(holdings_for(staff, request))


def at_home(staff: Staff, request: ServiceRequest, held: Sequence[Holding] | None = None) -> bool:
    """Say whether this officer belongs to the request's own agency, which sees all; a guest sees what was granted."""
    if is_kept_from(request, staff):
        return False
    held = holdings(staff) if held is None else held
    if any(_holds(holding, request) for holding in held):
        return True
    return staff.is_agency_admin and staff.agency_id == request.agency_id and not request.confidential


def at_home_in(request: ServiceRequest, held: Sequence[Holding]) -> set[str]:
    """Return the functions, of those held, that count for a request of the officer's own side: no guest's part."""
    return {holding.function for holding in held if _holds(holding, request)}


def guest_agencies(staff: Staff, request: ServiceRequest, held: Sequence[Holding] | None = None) -> set[str]:
    """Return the agencies for which this officer looks in as a guest."""
    return {h.agency_id for h in holdings_for(staff, request, held)} - {request.agency_id or ""}


def office_of(staff: Staff, request: ServiceRequest) -> str:
    """Return the agency in whose name this officer deals with a request: the absent colleague's, for a substitute."""
    if staff.agency_id == request.agency_id:
        return staff.agency_id
    held = holdings_for(staff, request)
    return held[0].agency_id if held else staff.agency_id


def _holds(holding: Holding, request: ServiceRequest) -> bool:
    if holding.agency_id != request.agency_id:
        return False
    if holding.service_id is None:
        if request.confidential:
            return False
    elif holding.service_id != request.service_id:
        return False
    if holding.acting_for is not None and is_kept_from(request, holding.acting_for):
        return False
    return holding.covers_place(request.region_id or "")


def _guest(holding: Holding, request: ServiceRequest) -> bool:
    if request.confidential or holding.service_id not in {None, request.service_id}:
        return False
    return not request.region_id or holding.covers_place(request.region_id)


def owns(actor: Actor, request: ServiceRequest) -> bool:
    """Say whether the actor stands on the applicant's side of this request."""
    if actor.kind not in {"citizen", "anonymous"}:
        return False
    return ServiceRequest.objects.filter(own_scope(actor), pk=request.pk).exists()
