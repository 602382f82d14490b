"""A confidential case is known to its unit alone: desk, admin, notices, logs and jobs are walked for a trace."""

from __future__ import annotations

import pytest
import time_machine
from django.apps import apps
from django.contrib import admin
from django.core.serializers import serialize
from django.urls import reverse

from citizens.models import AccessLog
from citizens.notifications.models import Notification
from services.requests.policies import visible_to, workable_by
from tests.services.desk import world as desk
from tests.services.requests import documents, world

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def tuesday():
    with time_machine.travel(desk.NOW, tick=False):
        yield


@pytest.fixture
def home():
    return world.agency("dkbp3a", "PPA")


@pytest.fixture
def case(home):
    return world.submitted(world.publish(documents.anonymous()), world.citizen("Nama Pelapor"))


@pytest.fixture
def unit(home, case):
    return world.officer("verifikator", "kepala", at=home, service=case.service)


def platform():
    boss = world.officer("verifikator", at=world.agency("diskominfosatik", "KMF"), is_platform_admin=True)
    boss.user.is_superuser = True
    boss.user.save()
    return boss


def strangers(home):
    """Return everybody who might think they have a right: the agency's head, a general function, the platform."""
    return [
        world.officer("verifikator", "kepala", at=home, is_agency_admin=True),
        world.officer("verifikator", at=home),
        world.officer("verifikator", "kepala"),
        platform(),
    ]


def test_the_unit_finds_the_case_in_its_queue(client, case, unit):
    desk.seat(client, unit)
    response = client.get("/panel/antrean/")
    assert [row.number for row in response.context["rows"]] == [case.number]
    assert "Laporan uji" in desk.words(response)


def test_nobody_else_has_it_in_a_list_a_count_a_search_or_a_filter(client, case, home):
    for stranger in strangers(home):
        desk.seat(client, stranger)
        assert not visible_to(stranger).exists()
        assert not workable_by(stranger).exists()
        for tab in ("belum", "semua"):
            for query in ({}, {"cari": case.number}, {"cari": "Siti Uji"}, {"cari": "3604054104900001"}):
                response = client.get("/panel/antrean/", {"tab": tab, **query})
                assert response.context["rows"] == []
                assert {each["count"] for each in response.context["tabs"]} <= {0, None}
                assert "Laporan uji" not in desk.words(response)


def test_nobody_else_opens_or_changes_it(client, case, home):
    for stranger in strangers(home):
        desk.seat(client, stranger)
        for rest in ((), ("lengkap",), ("catatan",), ("lihat-penuh",)):
            assert client.get(desk.url(case, *rest)).status_code == 404
            assert client.post(desk.url(case, *rest), {"text": "x"}).status_code in {404, 405}
    assert not AccessLog.objects.exists()


def test_a_search_finds_it_by_number_only_even_inside_the_unit(client, case, unit):
    desk.seat(client, unit)
    found = [client.get("/panel/antrean/", {"cari": text}).context["rows"] for text in (case.number, "Siti", "Pelapor")]
    assert [len(rows) for rows in found] == [1, 0, 0]


def test_no_admin_page_of_diskominfosatik_holds_a_trace(client, case, unit):
    desk.seat(client, unit)
    client.get(desk.url(case))
    world.press(case, "catatan", unit, text="Korban sudah aman.")
    world.press(case, "pesan", unit, text="Kami menghubungi Anda.")
    desk.seat(client, platform())
    traces = [case.number, str(case.pk), "Siti Uji", "Korban sudah aman", "Kami menghubungi"]
    walked = 0
    for model in admin.site._registry:
        base = f"admin:{model._meta.app_label}_{model._meta.model_name}"
        pages = [reverse(f"{base}_changelist")]
        pages += [reverse(f"{base}_change", args=[row.pk]) for row in model._default_manager.all()[:20]]
        for page in pages:
            if str(case.pk) in page:
                assert client.get(page).status_code == 404  # as for a row that is not there
                continue
            html = client.get(page).content.decode()
            assert not [trace for trace in traces if trace in html], page
            walked += 1
    assert walked > 20


def test_no_notice_says_which_service_or_case_it_is(case, unit):
    world.press(case, "pesan", unit, text="Kami menghubungi Anda.")
    world.press(case, "kembalikan", unit, items=[{"field": "nama", "note": "Nama lengkap."}])
    kept = serialize("json", Notification.objects.all())
    assert Notification.objects.exists()
    for trace in ("Laporan uji", "lapor-uji", case.number, "Kami menghubungi", "Nama lengkap"):
        assert trace not in kept


def test_the_access_log_names_neither_person_nor_case(client, case, unit):
    desk.seat(client, unit)
    client.get(desk.url(case))
    row = AccessLog.objects.get()
    assert row.party is None
    assert str(case.pk) not in serialize("json", [row])


def test_no_table_outside_the_unit_repeats_what_was_said(case, unit):
    world.press(case, "catatan", unit, text="Korban sudah aman.")
    inside = {"requests", "sessions"}
    for model in apps.get_models():
        if model._meta.app_label in inside:
            continue
        assert "Korban sudah aman" not in serialize("json", model._default_manager.all()), model
