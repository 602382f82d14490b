"""Who works through the portal is counted once a day and never tells of fewer than ten."""

from __future__ import annotations

import datetime as dt

import pytest
import time_machine
from django.db.models import F
from django.test import Client
from django.urls import reverse
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from foundation.outbox import runner
from foundation.outbox.models import Job
from services.catalogue.models import Service, ServiceVersion
from services.opd.diskominfosatik.inventory import adoption, handlers
from services.opd.diskominfosatik.inventory.models import Adoption
from services.requests.models import ServiceRequest
from tests.services.requests import world
from tests.spbe_portal.markup import sound

NOON = dt.datetime(2026, 11, 29, 5, 0, tzinfo=dt.UTC)  # noon in Serang


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.integers(0, 60), st.integers(0, 60))
def test_nothing_between_one_and_nine_is_shown_or_found_by_subtraction(through: int, beside: int) -> None:
    received, part = adoption.shown(through + beside, through)
    if received is None:
        assert part is None
        assert any(0 < number < 10 for number in (through, beside, through + beside))
    else:
        assert (received, part) == (through + beside, through)
        assert not any(0 < number < 10 for number in (received, through, received - through))


def filed(version: ServiceVersion, number: int, channel: str, at: dt.datetime = NOON - dt.timedelta(days=30)) -> None:
    """File requests by some channel at a moment."""
    citizen = world.citizen()
    for _each in range(number):
        request = world.draft(version, citizen, world.ANSWERS)
        world.press(request, "ajukan", citizen)
        ServiceRequest.objects.filter(pk=request.pk).update(channel=channel, submitted_at=at)


@pytest.mark.django_db
@time_machine.travel(NOON, tick=False)
def test_a_year_is_counted_by_its_doors_and_drafts_tests_and_today_are_not() -> None:
    version = world.publish()
    slug = version.service.agency_id
    filed(version, 12, "web")
    filed(version, 10, "counter")
    filed(version, 1, "web", NOON)
    filed(version, 1, "web", NOON - dt.timedelta(days=366))
    world.draft(version, world.citizen(), world.ANSWERS)
    ServiceRequest.objects.filter(pk=ServiceRequest.objects.order_by("pk").values("pk")[:1]).update(is_test=True)
    adoption.refresh()
    row = Adoption.objects.get(agency=slug)
    assert (row.received, row.through) == (21, 11)
    assert (row.first_day, row.last_day) == (dt.date(2025, 11, 29), dt.date(2026, 11, 28))
    html = Client().get(reverse("inventory:adoption")).content.decode()
    sound(html)
    assert "52,3 %" in html
    assert "29 November 2025 sampai 28 November 2026" in html
    text = Client().get(f"{reverse('inventory:adoption')}?unduh=1").content.decode("utf-8-sig")
    assert f'{slug},1,21,"52,3 %"' in text


@pytest.mark.django_db
@time_machine.travel(NOON, tick=False)
def test_offices_without_a_service_come_first_and_a_confidential_one_counts_as_online() -> None:
    version = world.publish()
    world.agency("dlh", "DLH")
    html = Client().get(reverse("inventory:adoption")).content.decode()
    assert html.index("/opd/dlh/") < html.index(f"/opd/{version.service.agency_id}/")
    assert "Belum ada" in html
    assert version.service.title in html
    Service.objects.update(confidential=True)
    assert version.service.title in Client().get(reverse("inventory:adoption")).content.decode()


@pytest.mark.django_db
@time_machine.travel(NOON, tick=False)
def test_confidential_requests_are_in_no_public_figure() -> None:
    version = world.publish()
    filed(version, 12, "web")
    ServiceRequest.objects.filter(pk__in=ServiceRequest.objects.values("pk")[:2]).update(confidential=True)
    adoption.refresh()
    assert Adoption.objects.get(agency=version.service.agency_id).received == 10


@pytest.mark.django_db
@time_machine.travel(NOON, tick=False)
def test_the_job_runs_once_a_day_and_forgets_offices_that_closed() -> None:
    closed = world.agency("dlh", "DLH")
    adoption.refresh()
    type(closed).objects.filter(pk="dlh").update(is_active=False)
    world.agency("dinkes", "DKS")
    for _hour in range(3):
        handlers.count_this_day()
    job = Job.objects.get(kind=adoption.REFRESH)
    runner.run(job.pk)
    assert list(Adoption.objects.values_list("agency", flat=True)) == ["dinkes"]
    assert not Adoption.objects.filter(through__gt=F("received")).exists()
