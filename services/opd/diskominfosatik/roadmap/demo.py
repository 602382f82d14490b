"""Make initiatives for the demo; there is no published roadmap to carry over, so each says DEMO in code and name."""

from __future__ import annotations

import datetime as dt
from typing import Final

from django.db import transaction

from agencies.models import Agency
from foundation import clock
from services.opd.diskominfosatik.roadmap import actions
from services.opd.diskominfosatik.roadmap.models import Budget, Dependency, Initiative, Status, StepKind

# Number, name, office, start and end in months from this January, status, percent, what it waits for.
PLANS: Final = (
    ("01", "satu akun bagi semua layanan", "diskominfosatik", 0, 9, Status.RUNNING, 70, ()),
    ("02", "tanda tangan elektronik petugas", "diskominfosatik", 3, 12, Status.RUNNING, 30, ("01",)),
    ("03", "loket desa memakai portal", "diskominfosatik", 9, 21, Status.PLANNED, 0, ("01",)),
    ("04", "antrean puskesmas lewat portal", "dinkes", 12, 30, Status.PLANNED, 0, ("02",)),
    ("05", "data usaha terhubung", "dpmptsp", 0, 8, Status.DONE, 100, ()),
)
MILLION: Final = 1_000_000


@transaction.atomic
def load() -> int:
    """Make the initiatives once and publish them; returns how many are new."""
    if Initiative.objects.filter(is_demo=True).exists():
        return 0
    first, made = dt.date(clock.today().year, 1, 1), {}
    for number, name, office, start, end, status, percent, _needs in PLANS:
        agency = Agency.objects.filter(pk=office).first()
        if agency is None:
            continue
        due = _months(first, end) - dt.timedelta(1)
        made[number] = Initiative.objects.create(
            **{"code": f"DEMO-{number}", "title": f"DEMO {name}", "agency": agency, "start_on": _months(first, start)},
            **{"due_on": due, "status": status, "percent": percent, "is_public": True, "is_demo": True},
            finished_on=due + dt.timedelta(20) if status == Status.DONE else None,
        )
    for number, _name, _office, *_times, needs in PLANS:
        for other in needs:
            if number in made and other in made:
                Dependency.objects.create(initiative=made[number], needed=made[other])
    for place, row in enumerate(made.values(), 1):
        for year in row.years:
            spent = 40 * MILLION * place if year <= clock.today().year else 0
            Budget.objects.create(initiative=row, year=year, planned=60 * MILLION * place, realised=spent)
        actions.record(row, StepKind.PLAN, None, "DEMO")
    actions.publish(None)
    return len(made)


def _months(day: dt.date, number: int) -> dt.date:
    return dt.date(day.year + number // 12, number % 12 + 1, 1)
