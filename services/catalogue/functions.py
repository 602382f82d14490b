"""Say who holds which function: in person or through a unit, for a whole agency or one of its areas."""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import Q, QuerySet

from agencies.models import Staff
from services.catalogue.models import FunctionHolder


def holders(agency: str, function: str, *, service: str = "", region: str = "") -> QuerySet[FunctionHolder]:
    """Return the rows that give `function` at `agency` for a service and a place; a kecamatan's covers its desa."""
    found = FunctionHolder.objects.filter(agency=agency, function=function)
    found = found.filter(Q(service__isnull=True) | Q(service=service)) if service else found
    if region:
        above = [region] if region.count(".") < 3 else [region, region.rpartition(".")[0]]
        found = found.filter(Q(region__isnull=True) | Q(region__in=above))
    return found


def staff_holding(agency: str, function: str, *, service: str = "", region: str = "") -> QuerySet[Staff]:
    """Return the active staff who hold a function there, in person or through their unit."""
    rows = holders(agency, function, service=service, region=region)
    mine = Q(functions__in=rows) | Q(unit__functions__in=rows)
    return Staff.objects.filter(mine, agency=agency, is_active=True).distinct().order_by("agency", "id")


def functions_of(staff: Staff) -> QuerySet[FunctionHolder]:
    """Return every function a member of staff holds, in person or through the unit."""
    mine = Q(staff=staff)
    if staff.unit_id is not None:
        mine |= Q(unit=staff.unit_id)
    return FunctionHolder.objects.filter(mine, agency=staff.agency_id).order_by("function", "id")


def unheld(agency: str, names: Iterable[str], *, service: str = "") -> list[str]:
    """Return the functions among `names` that nobody holds at an agency, in their order."""
    return [name for name in names if not staff_holding(agency, name, service=service).exists()]
