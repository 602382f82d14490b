"""Say in which functions somebody may act today: one's own, and those of absent colleagues one stands in for."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db.models import Q

from agencies import policies as agencies
from agencies.models import Absence, Agency, Staff
from services.catalogue.models import FunctionHolder


@dataclass(frozen=True)
class Holding:
    """Hold one function at one agency, perhaps for one service or one area, and whose office is exercised by it."""

    function: str
    agency_id: str
    service_id: str | None = None
    region_id: str | None = None
    acting_for: Staff | None = None  # the absent colleague; None for a function of one's own
    acts_as: str = ""  # "plh" or "plt" beside acting_for

    @property
    def own(self) -> bool:
        """Say whether it is held in person or through the unit, and not for somebody away."""
        return self.acting_for is None

    def covers_place(self, region: str) -> bool:
        """Say whether a place lies in its area; a kecamatan's covers its desa, and no area covers everywhere."""
        return self.region_id is None or region == self.region_id or region.startswith(f"{self.region_id}.")


def holdings_of(staff: Staff) -> list[Holding]:
    """Return what this member of staff may act in today, one's own first (two queries).

    A substitute receives what the absent colleague holds in person or through the unit, at the colleague's agency,
    and not what that colleague received by standing in for a third: a mandate stops where it was given to. Whoever is
    replaced by a Plt. holds nothing meanwhile.
    """
    return holdings_of_all([staff])[staff.pk]


def holdings_of_all(people: Sequence[Staff]) -> dict[int, list[Holding]]:
    """Return the same for several people, by their key, in two queries altogether."""
    absences = agencies.substitutions(people)
    wanted = Q(pk__in=[])
    for staff in {each.pk: each for each in [*people, *(absence.staff for absence in absences)]}.values():
        wanted |= _of(staff)
    rows = list(FunctionHolder.objects.filter(wanted))
    return {staff.pk: _holdings(staff, absences, rows) for staff in people}


def _holdings(staff: Staff, absences: Sequence[Absence], rows: Sequence[FunctionHolder]) -> list[Holding]:
    # Whoever audits looks at everything and acts in nothing, whatever was given to them before.
    if staff.is_auditor or agencies.is_replaced(staff, absences):
        return []
    found = [_holding(row) for row in rows if _gives(row, staff)]
    for absence in absences:
        if absence.substitute_id == staff.pk:
            found += [_holding(row, absence) for row in rows if _gives(row, absence.staff)]
    return found


def staff_on_duty(agency: str, functions: Iterable[str]) -> list[Staff]:
    """Return the active staff who may act in one of these functions of an agency today, substitutes among them.

    Service and area are not looked at: ask `holdings_of` of those who remain. One query.
    """
    rows = FunctionHolder.objects.filter(agency=agency, function__in=list(functions))
    mine = Q(functions__in=rows) | Q(unit__functions__in=rows)
    holders = Staff.objects.filter(mine, agency=agency).values("pk")
    substitutes = agencies.in_force().filter(staff__in=holders).values("substitute")
    people = Staff.objects.filter(Q(pk__in=holders) | Q(pk__in=substitutes), is_active=True, is_auditor=False)
    return list(people.select_related("agency", "user__party").order_by("title", "id"))


def agencies_in(holdings: Sequence[Holding]) -> list[str]:
    """Return the agencies somebody acts at, each once."""
    return list(dict.fromkeys(holding.agency_id for holding in holdings))


def homes(staff: Staff, holdings: Sequence[Holding]) -> list[Agency]:
    """Return the same as rows: one's own agency from memory, others in one query."""
    others = [slug for slug in agencies_in(holdings) if slug != staff.agency_id]
    own = [staff.agency] if staff.agency_id in agencies_in(holdings) or not others else []
    return own + (list(Agency.objects.filter(pk__in=others)) if others else [])


def _of(staff: Staff) -> Q:
    mine = Q(staff=staff)
    if staff.unit_id is not None:
        mine |= Q(unit=staff.unit_id)
    return mine & Q(agency=staff.agency_id)


def _gives(row: FunctionHolder, staff: Staff) -> bool:
    if row.agency_id != staff.agency_id:
        return False
    return row.staff_id == staff.pk or (row.unit_id is not None and row.unit_id == staff.unit_id)


def _holding(row: FunctionHolder, absence: Absence | None = None) -> Holding:
    return Holding(
        function=row.function,
        agency_id=row.agency_id,
        service_id=row.service_id,
        region_id=row.region_id,
        acting_for=absence.staff if absence else None,
        acts_as=absence.acts_as if absence else "",
    )
