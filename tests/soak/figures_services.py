"""Make the offices, calendars, places and services of random requests. Nothing here exists in the kabupaten."""

from __future__ import annotations

import copy
import datetime as dt
from dataclasses import dataclass
from typing import Any, Final

from agencies.models import Agency, Holiday, HolidayKind, WorkCalendar
from citizens.models import Region
from foundation import clock
from services.catalogue import documents
from services.catalogue.models import Service, ServiceVersion
from services.definition.document import Document
from services.definition.worktime import Calendar
from services.requests import deadlines
from tests.services.requests import world
from tests.services.requests.documents import PLAIN

COUNTY: Final = "36.04"
DISTRICTS: Final = ("36.04.91", "36.04.92", "36.04.93")
OFFICES: Final = {"uji-satu": "UJA", "uji-dua": "UJB", "uji-tiga": "UJC"}  # slug: code in numbers
# How each office works; the first and the kecamatan follow the default week.
WEEKS: Final[dict[str, dict[str, Any]]] = {
    "uji-dua": {"weekdays": "123456", "counts_joint_leave": True},
    "uji-tiga": {"weekdays": "1234567", "follows_holidays": False},
}
REOPEN: Final = {"key": "buka", "by": ["kepala", "applicant", "system"], "to": "verifikasi", "type": "reopen"}
FORM: Final = [{"id": "alasan", "type": "long_text", "required": True}]
SELF_CLOSING: Final = {
    "key": "tutup_otomatis",
    "by": ["system"],
    "to": "ditutup",
    "type": "close",
    "after": {"amount": 10},
}
DAYS: Final = {"amount": 5, "unit": "working_days", "from": "complete", "pause_on": ["perbaikan"]}


@dataclass(frozen=True)
class Offer:
    """Hold one service as requests are filed with it."""

    versions: tuple[ServiceVersion, ...]
    document: Document
    offices: tuple[Agency, ...]
    places: tuple[Region | None, ...]
    weight: int

    @property
    def service(self) -> Service:
        """Return the service itself."""
        return self.versions[0].service

    def has(self, state: str, action: str = "") -> bool:
        """Say whether the document knows a state, and in it an action."""
        found = self.document.workflow.states.get(state)
        return found is not None and (not action or any(each.key == action for each in found.actions))


def offers() -> tuple[list[Offer], Offer]:
    """Return the services people file with, and the one that takes objections; made where they are missing."""
    villages, halls = _places(), _halls()
    first, second, third = (world.agency(slug, code) for slug, code in OFFICES.items())
    _calendars()
    everywhere = (*villages, None)
    silent = {**DAYS, "silence": {"after": 5, "register": True}}
    filed = [
        _offer(_document(1, sla=silent, extend=True), (first,), everywhere, 5, newer=True),
        _offer(_document(2, sla=None), (second,), everywhere, 2),
        _offer(_document(3, sla={"amount": 10, "unit": "calendar_days", "from": "submitted"}), (second,), (None,), 2),
        _offer(
            _document(4, sla={"amount": 48, "unit": "hours", "from": "submitted", "pause_on": ["perbaikan"]}), (third,)
        ),
        _offer(_complaint(5), (first, second, third), everywhere, 4),
        _offer(_document(6, sla={**DAYS, "amount": 2}, stage={"amount": 1}), halls, villages, 3),
        _offer(_document(7, sla=DAYS, confidential=True), (first,), villages, 1),
    ]
    return filed, _offer(_document(8, kind="objection", sla=DAYS), (first, second), (None,))


def _offer(
    data: dict[str, Any],
    offices: tuple[Agency, ...],
    places: tuple[Region | None, ...] = (None,),
    weight: int = 1,
    *,
    newer: bool = False,
) -> Offer:
    versions = list(ServiceVersion.objects.filter(service=data["slug"]).select_related("service").order_by("number"))
    if not versions:
        versions = [world.publish(data)]
        if newer:
            later = copy.deepcopy(data)
            later["workflow"]["states"]["arsip"] = {"phase": "closed"}
            versions.append(world.publish(later))
    return Offer(tuple(versions), documents.load(versions[0]), offices, places, weight)


def _document(
    number: int,
    *,
    sla: dict[str, Any] | None,
    kind: str = "request",
    confidential: bool = False,
    extend: bool = False,
    stage: dict[str, Any] | None = None,
) -> dict[str, Any]:
    data = copy.deepcopy(PLAIN)
    data |= {"code": f"TST-9{number}", "slug": f"uji-angka-{number}", "kind": kind, "agency": "uji-satu"}
    data |= {"title": {"id": f"Layanan uji {number}"}, "access": {"level": "account", "confidential": confidential}}
    data["retention"] = {}
    data.pop("sla")
    if sla is not None:
        data["sla"] = sla
    states = data["workflow"]["states"]
    states["ditutup"] = {"phase": "closed", "actions": [REOPEN]}
    states["ditolak"] |= {"actions": [REOPEN]}
    states["selesai"] |= {"actions": [REOPEN]}
    states["verifikasi"]["actions"].append({"key": "tutup", "by": ["verifikator"], "to": "ditutup", "type": "close"})
    states["perbaikan"]["actions"].append(SELF_CLOSING)
    states["putusan"]["actions"].append({**states["putusan"]["actions"][-1], "key": "tolak_wilayah"})
    if stage is not None:
        states["putusan"]["sla"] = stage
    if extend:
        longer = {"key": "perpanjang", "by": ["kepala"], "type": "extend", "extend": {"amount": 3}, "form": FORM}
        states["putusan"]["actions"].append(longer)
        states["dicabut"] = {"phase": "withdrawn", "actions": [REOPEN]}
    return data


def _complaint(number: int) -> dict[str, Any]:
    """Return a service that is forwarded, and that ends when the person is content or says nothing."""
    data = _document(number, kind="complaint", sla={**DAYS, "from": "submitted", "pause_on": ["perbaikan", "dijawab"]})
    states = data["workflow"]["states"]
    states["verifikasi"]["actions"].append(
        {"key": "alihkan", "by": ["verifikator"], "to": "verifikasi", "type": "forward"}
    )
    states["putusan"]["actions"].append({"key": "kirim_jawaban", "by": ["verifikator"], "to": "dijawab"})
    content = {"key": "terima_jawaban", "by": ["applicant"], "type": "close", "to": "ditutup"}
    states["dijawab"] = {
        "phase": "in_process",
        "actions": [content, {"key": "belum_selesai", "by": ["applicant"], "to": "putusan"}, SELF_CLOSING],
    }
    return data


def _places() -> tuple[Region, ...]:
    """Return two villages of each kecamatan."""
    Region.objects.get_or_create(code=COUNTY, defaults={"kind": "regency", "name": "Serang", "folded": "serang"})
    for code in DISTRICTS:
        _region(code, "district", COUNTY)
    return tuple(_region(f"{code}.200{n}", "village", code) for code in DISTRICTS for n in (1, 2))


def _region(code: str, kind: str, parent: str) -> Region:
    named = {"kind": kind, "name": f"Tempat {code}", "folded": f"tempat{code}", "parent_id": parent}
    return Region.objects.get_or_create(code=code, defaults=named)[0]


def _halls() -> tuple[Agency, ...]:
    """Return the office of each kecamatan."""
    return tuple(
        world.agency(f"kecamatan-uji-{n}", f"UK{n}", region_id=code) for n, code in enumerate(DISTRICTS, start=1)
    )


def _calendars() -> None:
    """Write weeks and days off of two years; in bulk, so that nobody is told to count anew."""
    kept = set(WorkCalendar.objects.values_list("agency_id", flat=True))
    rows = [WorkCalendar(agency_id=slug, **week) for slug, week in WEEKS.items() if slug not in kept]
    WorkCalendar.objects.bulk_create(rows)
    today = clock.today()
    every_ninth = [today - dt.timedelta(days=9 * n) for n in range(-20, 80)]
    kinds = [HolidayKind.NATIONAL, HolidayKind.JOINT_LEAVE, HolidayKind.LOCAL, HolidayKind.JOINT_LEAVE]
    days = [Holiday(date=day, kind=kinds[day.toordinal() // 9 % 4], name="Hari libur uji") for day in every_ninth]
    if not Holiday.objects.exists():
        Holiday.objects.bulk_create(days)


def calendars() -> dict[str, Calendar]:
    """Return the working calendar of every agency."""
    return {slug: deadlines.calendar_for(slug) for slug in Agency.objects.values_list("pk", flat=True)}
