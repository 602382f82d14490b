"""List what stands between a person and what is somebody else's, how to take each away, and who should notice."""

from __future__ import annotations

import importlib
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, Final
from unittest import mock

from django.db.models import Q

from agencies.models import Staff
from citizens.models import AccessLog, Mandate
from citizens.notifications.models import Notification
from services.catalogue import holdings
from services.catalogue.models import FunctionHolder
from services.opd.diskominfosatik.signal.models import OperatorSeat
from services.outputs.models import Output
from services.requests.actor import Actor
from services.requests.models import Attachment, RequestTask, ServiceRequest, SilenceEntry

OURS: Final = ("agencies", "citizens", "foundation", "services", "spbe_portal")
OFFICER_A, OFFICER_B = "a verifier of agency A", "an officer of agency B"
ADMIN_A, TOP, ONE, TWO = "an admin of agency A", "an admin of Diskominfosatik", "the citizen one", "the citizen two"
VILLAGE, IDLE, APPROVER = (
    "an officer of village 1",
    "an officer of agency A without a function",
    "an approver of agency A",
)
SYSTEM = "a system of agency A"
OWES = f"{OFFICER_A}, second factor owed"


@dataclass(frozen=True)
class Guard:
    """Name one guard by its dotted path, what stands in its place when it is gone, and whose cells must turn red."""

    path: str
    without: Callable[..., Any]
    role: str
    urls: tuple[str, ...]

    @contextmanager
    def removed(self) -> Iterator[None]:
        """Put nothing in its place, in every module that knows it by name."""
        owner, name = self._home()
        real = owner.__dict__[name] if isinstance(owner, type) else getattr(owner, name)
        with mock.patch.object(owner, name, self.without):
            others = [] if isinstance(owner, type) else list(_users(real, name))
            with _all(others, self.without):
                yield

    def _home(self) -> tuple[Any, str]:
        place, _dot, name = self.path.rpartition(".")
        try:
            return importlib.import_module(place), name
        except ModuleNotFoundError:
            module, _dot, kind = place.rpartition(".")
            return getattr(importlib.import_module(module), kind), name


def _users(real: Any, name: str) -> Iterator[tuple[Any, str]]:
    for module in list(sys.modules.values()):
        if getattr(module, "__name__", "").split(".")[0] in OURS:
            yield from ((module, known) for known, value in list(vars(module).items()) if value is real)


@contextmanager
def _all(places: list[tuple[Any, str]], without: Any) -> Iterator[None]:
    kept = [(module, name, getattr(module, name)) for module, name in places]
    for module, name in places:
        setattr(module, name, without)
    try:
        yield
    finally:
        for module, name, real in kept:
            setattr(module, name, real)


def yes(*args: Any, **kwargs: Any) -> bool:
    """Let everybody."""
    return True


def no(*args: Any, **kwargs: Any) -> bool:
    """Hold nobody up."""
    return False


def nothing(*args: Any, **kwargs: Any) -> None:
    """Say nothing."""


def the_account(request: Any) -> Any:
    """Let whoever asks in, as whoever they are."""
    return request.user


def quiet(*args: Any, **kwargs: Any) -> str:
    """Refuse nobody."""
    return ""


def every_row(*args: Any, **kwargs: Any) -> Q:
    """Narrow nothing."""
    return Q()


def every_request(*args: Any, **kwargs: Any) -> Any:
    """Return every request there is."""
    return ServiceRequest.objects.filter(is_test=False)


def every_task(held: Any, staff: Any) -> Any:
    """Return every part that waits for anybody."""
    return RequestTask.objects.filter(done_at=None)


def any_seat(user: Any) -> OperatorSeat:
    """Seat whoever comes in at some operator."""
    return OperatorSeat.objects.filter(is_active=True).earliest("pk")


def of_model(page: Any, request: Any) -> Any:
    """Return every row of an admin page's model."""
    return page.model._default_manager.all()


def any_request(actor: Any, pk: Any, *args: Any) -> ServiceRequest:
    """Return a request, whoever asks."""
    return ServiceRequest.objects.select_related("service", "version", "agency", "applicant").get(pk=pk)


def any_own(view: Any, request: Any, pk: Any) -> ServiceRequest:
    """Return a request to any program."""
    return any_request(None, pk)


def any_found(http: Any, pk: Any) -> Any:
    """Return a request as the visitor's own."""
    from services.requests.views.common import Own

    return Own(any_request(None, pk), Actor.of(http.user))


def anybody_at_the_desk(request: Any) -> Any:
    """Let whoever comes in as some officer of agency A."""
    actor = Actor.at_desk(request.user) or Actor.at_desk(Staff.objects.filter(is_agency_admin=True).earliest("pk").user)
    assert actor is not None
    return actor, actor.staff


def any_output(actor: Any, request_id: Any, output_id: Any) -> Any:
    """Return a document, whoever asks."""
    return Output.objects.select_related("request__applicant").filter(pk=output_id).first()


def any_attachment(request: Any, pk: Any, attachment: Any) -> Any:
    """Return a file, whoever asks and whatever case it is of."""
    return Attachment.objects.filter(pk=attachment).first()


def every_importer(request: Any, kind: str = "") -> Any:
    """Return an importer to everybody, or all of them."""
    from spbe_portal.imports import IMPORTERS

    return IMPORTERS[kind] if kind else list(IMPORTERS.values())


def plain_field(page: Any, db_field: Any, request: Any, **kwargs: Any) -> Any:
    """Return the form field Django makes, with every row to choose from."""
    from django.contrib.admin import ModelAdmin

    return ModelAdmin.formfield_for_foreignkey(page, db_field, request, **kwargs)


def every_holding(staff: Any) -> Any:
    """Return what anybody holds anywhere."""
    return [holdings._holding(row) for row in FunctionHolder.objects.all()]


def _pages(model: str, *kinds: str) -> tuple[str, ...]:
    return tuple(f"admin:{model}_{kind}" for kind in kinds)


POLICY, DESK, ADMIN, PANEL = (
    "services.requests.policies",
    "services.desk",
    "agencies.admin.scope.ScopedAdmin",
    "spbe_portal",
)
CASE: Final = ("desk:work", "desk_api:case")
OWN: Final = ("requests:detail", "requests_api:request")
HOLIDAY: Final = _pages("agencies_holiday", "changelist", "add", "change")

GUARDS: Final = (
    # Who may see which request.
    Guard(f"{POLICY}.visible_to", every_request, OFFICER_B, CASE),
    Guard(f"{POLICY}.visible_to", every_request, TWO, OWN),
    Guard(f"{POLICY}.own_scope", every_row, TWO, OWN),
    Guard(f"{POLICY}._mandates", lambda actor: Mandate.objects.values("pk"), TWO, OWN),
    Guard(f"{POLICY}._desk_scope", every_row, OFFICER_B, CASE),
    Guard(f"{POLICY}._inside", every_row, OFFICER_B, CASE),
    Guard(f"{POLICY}._covers", every_row, VILLAGE, CASE),
    Guard(f"{POLICY}._covers", every_row, OFFICER_A, CASE),
    Guard(f"{POLICY}._place", every_row, VILLAGE, CASE),
    Guard(f"{POLICY}.workable_by", every_request, OFFICER_B, ("desk:queue",)),
    Guard(f"{POLICY}.workable_by", every_request, OFFICER_B, ("desk_api:queue",)),
    Guard(f"{POLICY}.asked_of", every_task, OFFICER_A, ("desk_api:parts",)),
    Guard("services.catalogue.holdings._of", every_row, IDLE, CASE),
    Guard("services.catalogue.holdings.holdings_of", every_holding, IDLE, CASE),
    # Doors of the desk.
    Guard(f"{DESK}.policies.officer", anybody_at_the_desk, ONE, ("desk:queue",)),
    Guard(f"{DESK}.policies.officer", anybody_at_the_desk, ONE, ("desk_api:queue",)),
    Guard(f"{DESK}.policies.open_case", any_request, OFFICER_B, CASE),
    Guard(f"{DESK}.policies.open_case", any_request, OFFICER_B, ("desk:act", "desk_api:act", "desk:reveal")),
    Guard(f"{DESK}.views.files._open", any_attachment, OFFICER_B, ("desk:original", "desk:page")),
    Guard(f"{DESK}.views.silence._entries", lambda *a: SilenceEntry.objects.all(), OFFICER_A, ("desk:silence",)),
    Guard("services.requests.engine.admit.refuse", quiet, APPROVER, ("desk:act", "desk_api:act")),
    Guard("services.requests.engine.admit._refuse_officer", quiet, APPROVER, ("desk:act", "desk_api:act")),
    # Doors of the applicant.
    Guard("services.requests.views.common.find", any_found, TWO, OWN),
    Guard("services.requests.views.evidence._for_staff", any_attachment, OFFICER_B, ("requests:attachment",)),
    Guard("services.requests.api.base.OwnView.own", any_own, TWO, ("requests_api:request", "requests_api:messages")),
    Guard(
        "services.requests.api.evidence.OneFile._found",
        staticmethod(lambda own, file: Attachment.objects.get(pk=file)),
        ONE,
        ("requests_api:file",),
    ),
    Guard("services.outputs.policies.for_applicant", any_output, TWO, ("outputs:download",)),
    Guard("services.outputs.policies.for_desk", any_output, OFFICER_B, ("outputs:download",)),
    Guard(
        "citizens.notifications.policies.inbox_of",
        lambda user: Notification.objects.exclude(body=""),
        TWO,
        ("notifications:open", "inbox"),
    ),
    Guard("citizens.policies.access_log_of", lambda user: AccessLog.objects.all(), TWO, ("citizens:access_log",)),
    # Sessions and programs.
    Guard("django.contrib.auth.middleware.LoginRequiredMiddleware.process_view", nothing, "nobody", ("inbox", "panel")),
    Guard("citizens.middleware.StaffSecondFactorMiddleware.process_view", nothing, OWES, ("desk:queue",)),
    Guard("citizens.policies.owes_second_factor", no, OWES, ("desk:queue", "desk_api:queue")),
    Guard("citizens.api.authentication._check_staff", nothing, OWES, ("desk_api:queue",)),
    Guard("citizens.api.systems.ScopeOfSystem.has_permission", yes, SYSTEM, ("requests_api:requests",)),
    # Who keeps whose records.
    Guard("agencies.policies.is_platform_admin", yes, ADMIN_A, ("operations", "admin:agencies_agency_add")),
    Guard("agencies.policies.keeps_records", yes, OFFICER_A, ("admin:index",)),
    Guard("agencies.policies.managed_agencies", nothing, ADMIN_A, _pages("agencies_unit", "changelist", "change")),
    Guard("agencies.policies.managed_agencies", nothing, ADMIN_A, ("desk:silence",)),
    Guard("agencies.policies.manages", yes, ADMIN_A, _pages("agencies_unit", "change")),
    Guard(f"{ADMIN}.get_queryset", of_model, ADMIN_A, _pages("webhooks_endpoint", "changelist", "change")),
    Guard(f"{ADMIN}.get_queryset", of_model, ADMIN_A, _pages("catalogue_functionholder", "change", "delete")),
    Guard(f"{ADMIN}._keeps", yes, ADMIN_A, HOLIDAY),
    Guard(f"{ADMIN}.has_view_permission", yes, ADMIN_A, HOLIDAY),
    Guard(f"{ADMIN}.has_change_permission", yes, ADMIN_A, HOLIDAY),
    Guard(f"{ADMIN}.has_add_permission", yes, ADMIN_A, HOLIDAY),
    Guard(f"{ADMIN}.has_delete_permission", yes, ADMIN_A, _pages("agencies_unit", "delete")),
    Guard(f"{ADMIN}.formfield_for_foreignkey", plain_field, ADMIN_A, _pages("agencies_absence", "add")),
    Guard(
        "agencies.admin.scope.scoped",
        lambda model, user: model._default_manager.all(),
        ADMIN_A,
        _pages("agencies_absence", "add"),
    ),
    Guard("agencies.admin.facts.AgencyAdmin.has_add_permission", yes, ADMIN_A, _pages("agencies_agency", "add")),
    Guard(
        "services.catalogue.admin.scope.LookOnly.has_add_permission", yes, ADMIN_A, _pages("catalogue_service", "add")
    ),
    Guard(
        "services.catalogue.admin.scope.LookOnly.has_delete_permission", yes, TOP, _pages("catalogue_service", "delete")
    ),
    Guard(
        "services.catalogue.admin.versions.ServiceVersionAdmin.has_change_permission",
        yes,
        TOP,
        _pages("catalogue_serviceversion", "change"),
    ),
    Guard("services.requests.admin.LookOnly.has_add_permission", yes, TOP, _pages("requests_servicerequest", "add")),
    Guard(
        "services.requests.admin.LookOnly.has_change_permission", yes, TOP, _pages("requests_servicerequest", "change")
    ),
    Guard(
        "services.requests.admin.LookOnly.has_delete_permission", yes, TOP, _pages("requests_servicerequest", "delete")
    ),
    Guard(
        "services.requests.admin.ServiceRequestAdmin.get_queryset",
        of_model,
        TOP,
        _pages("requests_servicerequest", "changelist"),
    ),
    Guard(
        "services.requests.admin.SilenceEntryAdmin.get_queryset",
        of_model,
        ADMIN_A,
        _pages("requests_silenceentry", "changelist", "change"),
    ),
    Guard("services.webhooks.admin.DeliveryAdmin.has_add_permission", yes, TOP, _pages("webhooks_delivery", "add")),
    Guard(
        "services.webhooks.admin.DeliveryAdmin.has_change_permission", yes, TOP, _pages("webhooks_delivery", "change")
    ),
    Guard("citizens.admin.Kept.has_delete_permission", yes, TOP, _pages("citizens_user", "delete")),
    Guard("citizens.admin.ReadOnly.has_add_permission", yes, TOP, _pages("citizens_party", "add")),
    Guard("citizens.admin.ReadOnly.has_change_permission", yes, TOP, _pages("citizens_party", "change")),
    Guard("citizens.admin.UserAdmin.has_add_permission", yes, TOP, _pages("citizens_user", "add")),
    Guard("foundation.outbox.admin.JobAdmin.has_add_permission", yes, TOP, _pages("outbox_job", "add")),
    Guard("foundation.outbox.admin.JobAdmin.has_change_permission", yes, TOP, _pages("outbox_job", "change")),
    Guard("foundation.outbox.admin.JobAdmin.has_delete_permission", yes, TOP, _pages("outbox_job", "delete")),
    # Doors of the panel.
    Guard(f"{PANEL}.panel.PanelSite.has_permission", yes, OFFICER_A, ("admin:index",)),
    Guard(f"{PANEL}.audit.AuditSite.has_permission", yes, TOP, ("audit:index",)),
    Guard("agencies.policies.is_auditor", yes, OFFICER_A, ("audit:index",)),
    Guard("services.opd.diskominfosatik.signal.policies.keeps_sites", yes, OFFICER_A, ("signal:sites", "signal:site")),
    Guard("services.opd.diskominfosatik.signal.policies.seat_of", any_seat, OFFICER_A, ("signal:proposed",)),
    Guard("services.opd.diskominfosatik.signal.policies.rules_sites", yes, OFFICER_A, ("signal:office",)),
    Guard("services.opd.diskominfosatik.roadmap.views.room.require_keeper", nothing, OFFICER_A, ("roadmap:room",)),
    Guard("services.opd.diskominfosatik.index.views.room.require_keeper", the_account, OFFICER_A, ("index_room:room",)),
    Guard("services.satisfaction.admin.RemarkAdmin.has_add_permission", yes, TOP, _pages("satisfaction_remark", "add")),
    Guard(
        "agencies.admin.activities.ParticipantAdmin.get_queryset",
        of_model,
        ADMIN_A,
        _pages("agencies_participant", "changelist", "change"),
    ),
    Guard(f"{PANEL}.views._require_officer", nothing, ONE, ("panel_help", "panel")),
    Guard(f"{PANEL}.operations._require_platform_admin", nothing, ADMIN_A, ("operations",)),
    Guard(f"{PANEL}.imports._allowed", every_importer, OFFICER_A, ("imports",)),
    Guard(f"{PANEL}.imports._importer", every_importer, OFFICER_A, ("import",)),
)
