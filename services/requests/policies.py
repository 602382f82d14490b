"""Answer who may see and who may do: agency x territory x function, the one scope every query starts from."""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import Q, QuerySet

from agencies.models import Staff
from citizens.models import Mandate
from foundation import clock
from services.catalogue.models import FunctionHolder
from services.requests.actor import Actor
from services.requests.models import Phase, RequestTask, ServiceRequest

NOTHING = Q(pk__in=[])


def visible_to(actor: Actor) -> QuerySet[ServiceRequest]:
    """Return the requests this actor may know of; test requests never, drafts only for their owner."""
    requests = ServiceRequest.objects.filter(is_test=False)
    if actor.kind == "system":
        return requests
    if actor.kind == "staff" and actor.staff is not None:
        return requests.exclude(phase=Phase.DRAFT).filter(_desk_scope(actor.staff))
    return requests.filter(own_scope(actor))


def workable_by(actor: Actor) -> QuerySet[ServiceRequest]:
    """Return what lies on this officer's desk: requests in which a function is held, and a guest's open tasks."""
    if actor.staff is None:
        return ServiceRequest.objects.none()
    held = holdings(actor.staff)
    scope = NOTHING
    for holder in held:
        scope |= _covers(holder)
    tasks = RequestTask.objects.filter(
        agency=actor.staff.agency_id, done_at__isnull=True, function__in={holder.function for holder in held}
    )
    guest = Q(pk__in=tasks.values("request"), confidential=False)
    filed = ServiceRequest.objects.filter(is_test=False).exclude(phase=Phase.DRAFT)
    return filed.filter(Q(agency=actor.staff.agency_id) & scope | guest)


def own_scope(actor: Actor) -> Q:
    """Return what an applicant owns: by party, by mandate, by having filed it, or by this very session."""
    if actor.user is None:
        return (
            Q(applicant__isnull=True, filed_by__isnull=True, session_hash=actor.session) if actor.session else NOTHING
        )
    own = Q(filed_by=actor.user)
    if actor.party is not None:
        own |= Q(applicant=actor.party) | Q(applicant__in=_principals(actor))
    return own


def _principals(actor: Actor) -> QuerySet[Mandate, object]:
    today = clock.today()
    return (
        Mandate.objects.filter(agent=actor.party, revoked_at__isnull=True, valid_from__lte=today)
        .filter(Q(valid_to__isnull=True) | Q(valid_to__gte=today))
        .values("principal")
    )


def holdings(staff: Staff) -> list[FunctionHolder]:
    """Return every function this member of staff holds, in person or through the unit."""
    mine = Q(staff=staff)
    if staff.unit_id is not None:
        mine |= Q(unit=staff.unit_id)
    return list(FunctionHolder.objects.filter(mine, agency=staff.agency_id))


def _desk_scope(staff: Staff) -> Q:
    scope = NOTHING
    for holder in holdings(staff):
        scope |= _covers(holder)
    if staff.is_agency_admin:
        scope |= Q(confidential=False)
    guest = Q(grants__agency=staff.agency_id, grants__ends_at__isnull=True, confidential=False, pk__in=_asked(staff))
    inside = Q(agency=staff.agency_id) & scope
    return inside | Q(pk__in=ServiceRequest.objects.filter(guest).values("pk"))


def _asked(staff: Staff) -> QuerySet[RequestTask, object]:
    """Return the requests in which a function this guest holds is still asked for its part."""
    held = {h.function for h in holdings(staff)}
    tasks = RequestTask.objects.filter(agency=staff.agency_id, function__in=held, done_at__isnull=True)
    return tasks.values("request")


def _covers(holder: FunctionHolder) -> Q:
    """Return what one holding covers; a confidential service opens only to a holding that names it."""
    q = Q(service=holder.service_id) if holder.service_id else Q(confidential=False)
    if holder.region_id:
        q &= Q(region=holder.region_id) | Q(region__code__startswith=f"{holder.region_id}.")
    return q


def functions_of(staff: Staff, request: ServiceRequest) -> set[str]:
    """Return the functions this member of staff holds for this very request."""
    agencies = {request.agency_id}
    tasks = {t.function for t in request.tasks.all() if t.agency_id == staff.agency_id and t.done_at is None}
    held = {h.function for h in holdings(staff) if _holds(h, request, agencies)}
    guest = {h.function for h in holdings(staff) if h.function in tasks and not request.confidential}
    return held | guest


def _holds(holder: FunctionHolder, request: ServiceRequest, agencies: Iterable[str | None]) -> bool:
    if holder.agency_id not in agencies:
        return False
    if holder.service_id is None:
        if request.confidential:
            return False
    elif holder.service_id != request.service_id:
        return False
    region = request.region_id or ""
    return holder.region_id is None or region == holder.region_id or region.startswith(f"{holder.region_id}.")


def owns(actor: Actor, request: ServiceRequest) -> bool:
    """Say whether the actor stands on the applicant's side of this request."""
    if actor.kind not in {"citizen", "anonymous"}:
        return False
    return ServiceRequest.objects.filter(own_scope(actor), pk=request.pk).exists()
