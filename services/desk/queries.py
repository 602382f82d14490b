"""Ask for the queue: tabs, counts in one query, filters that only narrow, pages by the last row seen."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from django.db.models import Count, F, Q, QuerySet
from django.db.models.expressions import OrderBy
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from agencies.models import Agency, Staff
from citizens.models import Region
from foundation.keyset import KeysetPage, paginate
from services.catalogue import documents
from services.catalogue.holdings import Holding
from services.catalogue.models import Service
from services.requests import terms
from services.requests.models import FINAL_PHASES, OPEN_PHASES, Phase, RequestTask, RequestTerm, ServiceRequest

Requests = QuerySet[ServiceRequest]
PAGE: Final = 25
MOST_TERMS: Final = 6
HIDDEN: Final = ("version__document", "answers", "typed")
HEAVY: Final = ("version__document", "answers", "typed", "applicant__nik", "assignee__user__party__nik")
PEOPLE: Final = ("applicant__village__parent", "region__parent", "assignee__user__party")
URGENT: Final = ("-goes_first", "due_at", "submitted_at", "id")
NEVER_EMPTY: Final = {"goes_first", "id"}  # no rule for blanks, so that the index serves
ANY_FLAG: Final = "semua"


@dataclass(frozen=True)
class Tab:
    """Describe one view of the queue; only views of open requests are counted."""

    key: str
    title: str | Promise
    order: tuple[str, ...] = URGENT
    counted: bool = True


TABS: Final = (
    Tab("belum", _("Belum diambil")),
    Tab("saya", _("Saya tangani")),
    Tab("warga", _("Menunggu warga")),
    Tab("tenggat", _("Mendekati tenggat")),
    Tab("diminta", _("Diminta pendapat"), ("due_at", "id"), counted=False),
    Tab("selesai", _("Selesai"), ("-updated_at", "-id"), counted=False),
    Tab("semua", _("Semua"), ("-submitted_at", "-id"), counted=False),
)
ASKED: Final = "diminta"  # rows are parts that wait, not requests
BY_KEY: Final = {tab.key: tab for tab in TABS}


@dataclass(frozen=True)
class Filters:
    """Hold what narrows the list; empty means everything."""

    service: str = ""
    area: str = ""
    words: str = ""
    priority: str = ""  # one flag, or ANY_FLAG

    @property
    def active(self) -> bool:
        """Say whether anything narrows the list."""
        return bool(self.service or self.area or self.words or self.priority)


def counts(rows: Requests, staff: Staff, soon: datetime) -> dict[str, int]:
    """Count the open tabs in one query over open phases; what ended is never counted."""
    counted = {tab.key: Count("pk", filter=within(tab.key, staff, soon)) for tab in TABS if tab.counted}
    return rows.filter(phase__in=OPEN_PHASES).aggregate(**counted)


def within(tab: str, staff: Staff, soon: datetime) -> Q:
    """Return what a tab holds."""
    return {
        "belum": Q(phase=Phase.IN_PROCESS, assignee__isnull=True),
        "saya": Q(phase__in=OPEN_PHASES, assignee=staff),
        "warga": Q(phase=Phase.WAITING_APPLICANT),
        "tenggat": Q(phase=Phase.IN_PROCESS, due_at__lte=soon),
        "selesai": Q(phase__in=FINAL_PHASES),
        "semua": Q(),
    }[tab]


def narrow(rows: Requests, filters: Filters, agencies: Sequence[str]) -> Requests:
    """Apply the filters; each only takes rows away. Words are looked for at the agencies one works for today."""
    if filters.service:
        rows = rows.filter(service=filters.service)
    if filters.area:
        inside = Q(region=filters.area) | Q(region__code__startswith=f"{filters.area}.")
        lives = Q(applicant__village=filters.area) | Q(applicant__village__code__startswith=f"{filters.area}.")
        rows = rows.filter(inside | Q(lives, region__isnull=True))
    if filters.priority:
        rows = rows.filter(goes_first=1) if filters.priority == ANY_FLAG else rows.filter(priority=filters.priority)
    for term in terms.query_terms(filters.words)[:MOST_TERMS]:
        found = RequestTerm.objects.filter(agency__in=agencies, term=term[:80]).values("request")
        rows = rows.filter(pk__in=found)
    return rows


def page(rows: Requests, tab: Tab, cursor: str, size: int = 0) -> KeysetPage[ServiceRequest]:
    """Return one page with everything a row shows; the documents of its versions come along in one query at most."""
    light = rows.select_related("service", "version", *PEOPLE).defer(*HEAVY)
    found = paginate(light, order=tab.order, cursor=cursor, size=size or PAGE)
    documents.load_many({row.version for row in found.items})
    return found


def asked_page(tasks: QuerySet[RequestTask], cursor: str, size: int = 0) -> KeysetPage[RequestTask]:
    """Return one page of the parts that wait, the nearest deadline first, with everything a row shows."""
    order = BY_KEY[ASKED].order
    light = tasks.select_related("request__service", "request__version", "request__agency", "agency")
    found = paginate(
        light.defer(*(f"request__{name}" for name in HIDDEN)), order=order, cursor=cursor, size=size or PAGE
    )
    documents.load_many({row.request.version for row in found.items})
    return found


def asked_keys(tasks: QuerySet[RequestTask], limit: int) -> list[object]:
    """Return the requests at the head of what waits, in its order, each once."""
    ordered = tasks.order_by(*_ordering(BY_KEY[ASKED].order)).values_list("request", flat=True)[:limit]
    return list(dict.fromkeys(ordered))


def first_keys(rows: Requests, tab: Tab, limit: int) -> list[object]:
    """Return the ids at the head of a tab, in its order."""
    return list(rows.order_by(*_ordering(tab.order)).values_list("pk", flat=True)[:limit])


def services_for(held: Sequence[Holding], offices: Sequence[Agency]) -> list[Service]:
    """Return the services an officer may filter by: those named by the functions held, and all of a general one's."""
    named = {holding.service_id for holding in held if holding.service_id}
    general = {holding.agency_id for holding in held if not holding.service_id}
    everything = Q(agency__in=general)
    if any(office.region_id and office.pk in general for office in offices):
        everything |= Q(agency__isnull=True)  # an answer decides which kecamatan serves it
    found = Service.objects.filter(Q(pk__in=named) | (everything & Q(confidential=False)))
    return list(found.only("slug", "title"))


def areas_for(offices: Sequence[Agency]) -> list[Region]:
    """Return the areas to filter by: the desa of the kecamatan one works for, else all kecamatan."""
    rows = Region.objects.filter(valid_to__isnull=True)
    homes = [office.region_id for office in offices]
    rows = rows.filter(parent__in=homes, kind="village") if all(homes) else rows.filter(kind="district")
    return list(rows.only("code", "name"))


def _ordering(order: Sequence[str]) -> list[OrderBy]:
    return [_column(name.removeprefix("-"), descending=name.startswith("-")) for name in order]


def _column(name: str, *, descending: bool) -> OrderBy:
    last = None if name in NEVER_EMPTY else True
    return F(name).desc(nulls_last=last) if descending else F(name).asc(nulls_last=last)
