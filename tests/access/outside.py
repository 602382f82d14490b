"""Add to the world of the access tests what each agency tells everybody, who comes to it, and what is counted."""

from __future__ import annotations

import datetime as dt
from typing import Any, Final

from django.contrib.admin.models import LogEntry

from agencies.activities import joining, schedule
from agencies.models import (
    Activity,
    AgencyFigures,
    Announcement,
    EmergencyNotice,
    HelpContact,
    News,
    Official,
    Portrait,
    Proposal,
    Staff,
)
from citizens.models import Region
from foundation import clock
from services.catalogue.models import ServiceFigures
from services.opd.diskominfosatik.executive.models import Seat
from services.opd.diskominfosatik.index.models import Aspect, Assessment, Entry, EvidenceFile, Indicator, Scheme
from services.opd.diskominfosatik.inventory.models import Application
from services.opd.diskominfosatik.ppid.models import InformationItem
from services.opd.diskominfosatik.roadmap.models import Fulfilment, Initiative, Obligation, Regulation, Study
from services.opd.diskominfosatik.signal.models import Letter, SignalSite, SiteProposal, SiteReport
from services.performance.models import Improvement
from services.satisfaction.models import FollowUp, Remark, Report, SurveyPoint
from tests.access.estate import GUESTS, Estate, office, person, unshown
from tests.services.requests import world

CODE: Final = "SNY-2026-00001"
PROPOSED: Final = "SNY-2026-00002"


def add(estate: Estate) -> Estate:
    """Give the agencies what they show outside, and return the world."""
    for key in GUESTS:
        _public(estate, key)
        _surveyed(estate, key)
        _indexed(estate, key)
    _unshown(estate)
    _top(estate)
    return estate


def _public(estate: Estate, key: str) -> None:
    agency, mark = estate.agencies[key], office(key)
    activity = _activity(agency, f"Kegiatan {mark}", is_published=True)
    day = activity.occurrences.get()
    guest = world.citizen(person(GUESTS[key])).user
    admin = next(user for name, user in estate.accounts.items() if name == f"an admin of agency {key}")
    assert guest is not None
    _planned(estate, key)
    portrait = Portrait.objects.create(
        **{"agency": agency, "sha256": mark, "large": b"besar", "small": b"kecil", "source": f"Foto {mark}"},
        **{"uploaded_by": admin, "uploaded_at": clock.now()},
    )
    Official.objects.create(agency=agency, position=f"Pejabat {mark}", name=f"Pejabat {mark}", portrait=portrait)
    estate.keep(
        key,
        portrait,
        activity,
        day,
        joining.join(day, guest),
        News.objects.create(agency=agency, title=f"Kabar {mark}", body=mark, shown_from=clock.now(), is_published=True),
        Improvement.objects.create(
            agency=agency, said="Antre lama.", done=f"Diperbaiki {mark}", changed_on=clock.today()
        ),
        InformationItem.objects.create(agency=agency, title=f"Informasi {mark}", category="berkala"),
        Proposal.objects.create(
            agency=agency,
            subject="agency",
            target=agency.pk,
            values={"address": f"Jalan {mark}"},
            proposed_by=admin,
            proposed_at=clock.now(),
        ),
    )


def _surveyed(estate: Estate, key: str) -> None:
    agency, mark, today = estate.agencies[key], office(key), clock.today()
    token = "loket-uji" if key == "A" else f"loket-{key.lower()}"
    plan = {"period": "2026", "element": "waktu", "responsible": "Kepala bidang", "due_on": today}
    estate.keep(
        key,
        SurveyPoint.objects.create(agency=agency, name="Loket uji", token=token),
        FollowUp.objects.create(agency=agency, plan=f"Rencana {mark}", **plan),
        Remark.objects.create(agency=agency, channel="loket", said_on=today, text=f"Catatan {mark}"),
        Report.objects.create(agency=agency, period="2026", state="siap", file=mark.encode(), made_at=clock.now()),
    )


def _indexed(estate: Estate, key: str) -> None:
    agency, mark, now = estate.agencies[key], office(key), clock.now()
    boss = next(user for name, user in estate.accounts.items() if name == f"an admin of agency {key}")
    scheme, _new = Scheme.objects.get_or_create(
        pk="uji", defaults={"title": "Skema uji", "bands": [{"name": "Kurang", "tier": "", "from": "1.00"}]}
    )
    aspect, _new = Aspect.objects.get_or_create(scheme=scheme, number=1, defaults={"name": "Uji", "weight": 100})
    number = 1 + len(estate.records.get("index_room_entry", {}))
    indicator = Indicator.objects.create(scheme=scheme, aspect=aspect, number=number, name="Uji", weight=50)
    year, _new = Assessment.objects.get_or_create(scheme=scheme, year=2026)
    entry = Entry.objects.create(
        **{"assessment": year, "indicator": indicator, "agency": agency, "level": 2, "evidence": f"Bukti {mark}"},
        **{"assessed_by": boss, "assessed_at": now},
    )
    file = {"name": f"{mark}.pdf", "mime": "application/pdf", "size": 4, "sha256": mark, "content": mark.encode()}
    estate.keep(key, entry, EvidenceFile.objects.create(entry=entry, added_by=boss, added_at=now, **file))


def _planned(estate: Estate, key: str) -> None:
    agency, mark, today = estate.agencies[key], office(key), clock.today()
    law, _new = Regulation.objects.get_or_create(key="uji", defaults={"title": "Peraturan uji"})
    duty, _new = Obligation.objects.get_or_create(key="uji", defaults={"regulation": law, "text": "Kewajiban uji"})
    days = {"start_on": today, "due_on": today + dt.timedelta(days=90)}
    plan = Initiative.objects.create(code=f"UJI-{key}", title=f"Rencana {mark}", agency=agency, **days)
    fulfilment = Fulfilment.objects.create(obligation=duty, agency=agency, standing="sebagian", evidence=mark)
    estate.keep(key, plan, fulfilment, Application.objects.create(name=f"Aplikasi {mark}", agency=agency))
    estate.keep("*", law, duty)


def _activity(agency: Any, title: str, **more: Any) -> Activity:
    day = clock.today() + dt.timedelta(days=3)
    hours = {"opens": dt.time(9), "closes": dt.time(12)}
    return schedule.save(
        Activity(agency=agency, title=title, place="Aula uji", first_day=day, last_day=day, capacity=9, **hours, **more)
    )


def _unshown(estate: Estate) -> None:
    agency, word = estate.agencies["A"], unshown()
    estate.hide(_activity(agency, word))
    estate.hide(News.objects.create(agency=agency, title=word, body=word, shown_from=clock.now()))


def _site(code: str, village: Region, **more: Any) -> SignalSite:
    now, where = clock.now(), {"lat": -6.1, "lng": 106.1, "coverage": "lemah"}
    return SignalSite.objects.create(
        code=code, district=village.parent, village=village, reported_at=now, state_since=now, **where, **more
    )


def _top(estate: Estate) -> None:
    """Give Diskominfosatik its place without signal, reported by a citizen, and what is counted and logged."""
    now, today, village = clock.now(), clock.today(), estate.villages["1"]
    site, proposed = _site(CODE, village), _site(PROPOSED, village, state="diusulkan")
    SiteProposal.objects.create(site=proposed, target="telkomsel", at=now)
    estate.keep("telkomsel", proposed)
    SiteReport.objects.create(site=site, request=estate.cases["a2"].request, distance=9, joined_at=now)
    figures = {"first_day": today, "last_day": today, "computed_at": now}
    boss = estate.accounts["an admin of Diskominfosatik"]
    absent = Staff.objects.filter(agency=estate.agencies["A"], title__startswith="Cuti").first()
    estate.keep(
        "*",
        Seat.objects.create(staff=absent),
        site,
        Letter.objects.create(target="telkomsel", dated=today, made_by=boss, made_at=now),
        EmergencyNotice.objects.create(
            text="Uji", shown_from=now - dt.timedelta(days=2), shown_until=now - dt.timedelta(days=1)
        ),
        HelpContact.objects.create(kind="whatsapp", value="Uji"),
        Study.objects.create(title="Kajian uji", agency=estate.agencies["TOP"], year=2026),
        Announcement.objects.create(kind="gangguan", title="Uji", body="Uji", starts_at=now),
        AgencyFigures.objects.create(agency=estate.agencies["A"], **figures),
        ServiceFigures.objects.create(service=estate.services["A"].service, **figures),
        LogEntry.objects.create(user=boss, action_flag=2, object_repr="Baris uji", change_message="uji"),
    )
