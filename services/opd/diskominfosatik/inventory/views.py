"""Show the inventory in the panel, and to everybody what of it is published and who works through the portal."""

from __future__ import annotations

from typing import Any, Final
from uuid import UUID

from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.http import urlencode
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from agencies import policies as offices
from agencies.models import Agency
from foundation import sheets
from foundation.keyset import paginate
from services.catalogue import queries
from services.opd.diskominfosatik.inventory import presenters
from services.opd.diskominfosatik.inventory.models import Adoption, Application, Plan
from services.opd.diskominfosatik.inventory.policies import applications_of, enters

PAGE: Final = 30
HEADS: Final = (
    *("aplikasi", "pemilik", "jenis", "asal", "pengguna", "data", "api", "cara_masuk", "kode_sumber"),
    *("biaya_terbaru", "tahun_biaya", "rencana", "tahun_target", "kemajuan", "layanan", "sumber_fakta"),
)
ADOPTION_HEADS: Final = ("opd", "layanan_daring", "permohonan_setahun", "lewat_portal")


@never_cache
@require_safe
def room(request: HttpRequest) -> HttpResponse:
    """List the applications an account may look at, or write them down as CSV."""
    if not enters(request.user):
        raise PermissionDenied
    plan, rows = _plan(request), applications_of(request.user)
    if "unduh" in request.GET:
        return _table(_narrow(rows, plan))
    context = _listed(request, rows, plan) | {"steers": offices.is_platform_admin(request.user)}
    return render(request, "diskominfosatik/inventory/room.html", context)


@never_cache
@require_safe
def application(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Show everything that is known of one application."""
    if not enters(request.user):
        raise PermissionDenied
    rows = applications_of(request.user).select_related("agency").prefetch_related("costs", "services")
    each = get_object_or_404(rows, pk=pk)
    context = {
        "application": each,
        "facts": presenters.facts(each),
        "services": [service for service in each.services.all() if service.live_id and not service.confidential],
        "keeps": offices.manages(request.user, each.agency_id),
    }
    return render(request, "diskominfosatik/inventory/application.html", context)


@login_not_required
@require_safe
def public(request: HttpRequest) -> HttpResponse:
    """List the applications that are published and say how far they have become one; or as CSV."""
    plan, rows = _plan(request), Application.objects.filter(is_public=True)
    if "unduh" in request.GET:
        return _table(_narrow(rows, plan))
    return render(request, "diskominfosatik/inventory/public.html", _listed(request, rows, plan))


@login_not_required
@require_safe
def adoption(request: HttpRequest) -> HttpResponse:
    """Show which OPD has which services online and how much of its work comes through the portal (three queries)."""
    counted = {row.agency_id: row for row in Adoption.objects.all()}
    agencies = list(Agency.objects.filter(is_active=True).order_by("short_name"))
    found, shared = presenters.offices(agencies, queries.published(), counted)
    if "unduh" in request.GET:
        cells = ([each.slug, str(each.number), each.received, each.share] for each in found)
        return sheets.table("pemakaian-portal", ADOPTION_HEADS, cells)
    some = next(iter(counted.values()), None)
    context = {
        "offices": found,
        "shared": shared,
        "without": sum(1 for each in found if not each.number),
        "first_day": some.first_day if some else None,
        "last_day": some.last_day if some else None,
    }
    return render(request, "diskominfosatik/inventory/adoption.html", context)


def _plan(request: HttpRequest) -> str:
    plan = request.GET.get("rencana", "")
    return plan if plan in {*Plan.values, "belum"} else ""


def _narrow(rows: QuerySet[Application], plan: str) -> QuerySet[Application]:
    return rows.filter(plan="" if plan == "belum" else plan) if plan else rows


def _listed(request: HttpRequest, rows: QuerySet[Application], plan: str) -> dict[str, Any]:
    fetched = _narrow(rows, plan).select_related("agency").prefetch_related("costs", "services")
    found = paginate(fetched, order=("name",), cursor=request.GET.get("setelah", ""), size=PAGE)
    words = {"rencana": plan} if plan else {}

    def turn(**more: str) -> str:
        return f"?{urlencode(words | more)}"

    return {
        "rows": [presenters.row(each) for each in found.items],
        "whole": presenters.whole(rows.values_list("plan", "progress")),
        "plan": plan,
        "plans": [(value, str(label).capitalize()) for value, label in Plan.choices] + [("belum", "Belum diisi")],
        "csv_url": turn(unduh="1"),
        "previous_url": turn(setelah=found.previous_cursor) if found.previous_cursor else "",
        "next_url": turn(setelah=found.next_cursor) if found.next_cursor else "",
    }


def _table(rows: QuerySet[Application]) -> HttpResponse:
    found = rows.select_related("agency").prefetch_related("costs", "services").order_by("name")
    return sheets.table("inventaris-aplikasi", HEADS, (_cells(each) for each in found.iterator(500)))


def _cells(each: Application) -> list[str]:
    newest = next(iter(each.costs.all()), None)
    return [
        *(each.name, each.agency_id or "", each.kind, each.origin, each.users, each.data, each.interface),
        *(each.sign_on, each.source_link, str(newest.amount) if newest else "", str(newest.year) if newest else ""),
        *(each.plan, str(each.plan_year or ""), str(each.progress)),
        " ".join(sorted(service.code for service in each.services.all() if not service.confidential)),
        each.found_in,
    ]
