"""Many reports of one place are one site: near in space, in any order, however often a job runs."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
import time_machine

from foundation.outbox.models import Job
from services.catalogue.models import ServiceVersion
from services.opd.diskominfosatik.signal import actions, geo, joining, workflow
from services.opd.diskominfosatik.signal.models import SignalSite, SiteReport, SiteStep
from services.requests import engine
from services.requests.models import RequestEvent
from tests.services.opd.signal import world as signal
from tests.services.requests import world
from tests.together import together

HERE = signal.CIKEDUNG


@pytest.fixture
def version(db: None) -> Iterator[ServiceVersion]:
    with time_machine.travel("2026-11-23T03:00:00Z", tick=False):
        signal.places()
        yield signal.published()


def test_a_report_makes_a_site_that_waits_to_be_checked(version: ServiceVersion) -> None:
    request = signal.reported(version, HERE)
    assert signal.work() == 1
    site = SignalSite.objects.get()
    assert (site.code, site.state, site.reports) == ("BS-2026-00001", workflow.REPORTED, 1)
    assert (site.lat, site.lng, site.village_id) == (HERE["lat"], HERE["lng"], signal.village_of(HERE)["desa"])
    assert SiteReport.objects.get().request == request


@pytest.mark.parametrize(("metres", "sites"), [(0, 1), (499, 1), (501, 2)])
def test_within_500_metres_it_is_the_same_site(version: ServiceVersion, metres: int, sites: int) -> None:
    signal.reported(version, HERE)
    signal.reported(version, signal.north(HERE, metres))
    signal.work()
    assert SignalSite.objects.count() == sites
    assert sum(SignalSite.objects.values_list("reports", flat=True)) == 2


def test_the_nearest_site_takes_a_report_and_of_two_as_near_the_older(version: ServiceVersion) -> None:
    for metres in (0, 800):
        signal.reported(version, signal.north(HERE, metres))
    signal.work()
    nearer = joining.near(**signal.north(HERE, 450))
    assert nearer is not None
    assert nearer.code == "BS-2026-00002"
    SignalSite.objects.update(lat=HERE["lat"])
    tie = joining.near(**HERE)
    assert tie is not None
    assert tie.code == "BS-2026-00001"


def test_a_site_that_has_ended_takes_no_report_any_more(version: ServiceVersion) -> None:
    signal.reported(version, HERE)
    signal.work()
    SignalSite.objects.update(state=workflow.DONE)
    signal.reported(version, HERE)
    signal.work()
    assert SignalSite.objects.count() == 2


def test_a_job_that_runs_twice_joins_once(version: ServiceVersion) -> None:
    request = signal.reported(version, HERE)
    event = RequestEvent.objects.get(request=request, action="ajukan")
    for _again in range(3):
        actions.follow(event)
    assert SignalSite.objects.get().reports == 1


def test_jobs_in_the_wrong_order_end_the_same(version: ServiceVersion) -> None:
    request = signal.reported(version, HERE)
    world.press(request, "benarkan", signal.officer())
    for action in ("benarkan", "ajukan"):
        actions.follow(RequestEvent.objects.get(request=request, action=action))
    site = SignalSite.objects.get()
    assert (site.state, site.reports, site.seq) == (workflow.VERIFIED, 1, 2)


def test_a_true_report_verifies_the_site_in_the_name_of_who_checked_it(version: ServiceVersion) -> None:
    request, desk = signal.reported(version, HERE), signal.officer()
    world.press(request, "benarkan", desk)
    signal.work()
    step = SiteStep.objects.get(action=workflow.VERIFY)
    assert (step.actor, step.to_state) == (desk.user, workflow.VERIFIED)
    assert world.fresh(request).state == "dipantau"


def test_a_site_whose_reports_were_all_closed_is_closed(version: ServiceVersion) -> None:
    first, second, desk = signal.reported(version, HERE), signal.reported(version, HERE), signal.officer()
    world.press(first, "tutup", desk, alasan="Bukan laporan.")
    signal.work()
    assert SignalSite.objects.get().state == workflow.REPORTED
    world.press(second, "tutup", desk, alasan="Bukan laporan.")
    signal.work()
    assert SignalSite.objects.get().state == workflow.DROPPED


def test_a_report_without_a_point_stands_in_the_middle_of_its_desa_until_somebody_measures(
    version: ServiceVersion,
) -> None:
    village = geo.atlas().villages[signal.village_of(HERE)["desa"]]
    signal.reported(version)
    signal.work()
    site = SignalSite.objects.get()
    assert (site.is_rough, site.lat, site.lng) == (True, village.lat, village.lng)
    measured = {"lat": round(village.lat + 0.001, 6), "lng": village.lng}
    signal.reported(version, measured)
    signal.work()
    site.refresh_from_db()
    assert (site.is_rough, site.lat, site.reports) == (False, measured["lat"], 2)


def test_a_site_knows_the_worst_trouble_and_every_operator_tried(version: ServiceVersion) -> None:
    signal.reported(version, HERE, status="lemah", operator=["telkomsel"], kk_terdampak=5)
    signal.reported(version, HERE, status="tidak-ada", operator=["indosat", "telkomsel"], kk_terdampak=30)
    signal.work()
    site = SignalSite.objects.get()
    assert (site.coverage, site.households) == ("tidak-ada", 30)
    assert sorted(site.operators.values_list("operator", flat=True)) == ["indosat", "telkomsel"]


def test_a_point_at_sea_is_refused_before_anything_is_sent(version: ServiceVersion) -> None:
    actor = world.citizen()
    with pytest.raises(engine.InvalidData) as refused:
        signal.reported(version, {"lat": -5.90, "lng": 106.35}, actor)
    assert "titik" in str(refused.value.__dict__)
    assert not Job.objects.filter(kind=actions.FOLLOW).exists()


@pytest.mark.django_db(transaction=True)
@pytest.mark.services
def test_two_reports_at_the_same_moment_make_one_site() -> None:
    signal.places()
    version = signal.published()
    events = []
    for metres in (0, 100):
        request = signal.reported(version, signal.north(HERE, metres))
        events.append(RequestEvent.objects.select_related("request").get(request=request, action="ajukan"))
    assert together(*(lambda event=event: actions.follow(event) for event in events)) == [None, None]
    assert SignalSite.objects.get().reports == 2
