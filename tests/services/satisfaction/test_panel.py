"""An office keeps its counters and plans and has reports made; only Diskominfosatik puts a plan before the public."""

from __future__ import annotations

import datetime as dt
import json
import logging
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from agencies.models import Staff
from citizens.models import User
from foundation.outbox.models import Job
from foundation.outbox.runner import run
from services.outputs.rendering.compiler import RenderFailed
from services.satisfaction import actions, handlers, reports
from services.satisfaction.models import FollowUp, Remark, Report, SurveyPoint
from tests.services.requests import world
from tests.services.satisfaction import world as survey
from tests.spbe_portal.test_panel import signed_in

pytestmark = pytest.mark.django_db


def keeper(slug: str = "dlh", code: str = "DLH", **rights: bool) -> Client:
    user = User.objects.create_user(
        email=f"{slug}-{'-'.join(rights)}@uji.test",
        password="sandi-uji-2026",
        is_staff=True,
        second_factor_required=True,
    )
    Staff.objects.create(user=user, agency=world.agency(slug, code), **rights)
    return signed_in(user)


@pytest.fixture
def office(now: Any) -> Client:
    return keeper(is_agency_admin=True)


def address(model: str, what: str = "changelist", *args: Any) -> str:
    return reverse(f"admin:satisfaction_{model}_{what}", args=args)


def plan(**more: Any) -> FollowUp:
    values = {"period": "2026", "element": "waktu", "responsible": "Sekretaris", "due_on": dt.date(2026, 12, 20)}
    return FollowUp.objects.create(agency=world.agency("dlh", "DLH"), plan="Tambah loket.", **values | more)


def press(client: Client, action: str, row: FollowUp) -> str:
    client.post(address("followup"), {"action": action, "_selected_action": str(row.pk)})
    row.refresh_from_db()
    return row.status


def test_a_counter_gets_an_address_nobody_guesses_and_a_sheet_with_its_qr_code(office: Client) -> None:
    office.post(address("surveypoint", "add"), {"agency": "dlh", "name": "Loket depan", "is_active": "on"})
    point = SurveyPoint.objects.get()
    assert len(point.token) == 12
    html = office.get(reverse("satisfaction:point", args=[point.pk])).content.decode()
    assert f"/skm/{point.token}/" in html
    assert '<svg class="qr"' in html
    assert keeper("dinkes", "DKS", is_agency_admin=True).get(f"/panel/survei/{point.pk}/").status_code == 404


def test_a_unit_of_another_office_is_refused(office: Client) -> None:
    strange = world.unit(world.agency("dinkes", "DKS"), "bidang")
    answer = office.post(address("surveypoint", "add"), {"agency": "dlh", "name": "Loket", "unit": strange.pk})
    assert answer.status_code == 200
    assert not SurveyPoint.objects.exists()


def test_a_plan_begins_with_the_weakest_element(office: Client) -> None:
    world.publish(survey.surveyed(code="TST-10", slug="izin-dlh", agency="dlh"))
    survey.answers(20, 4, "izin-dlh", "dlh", perilaku=1)
    survey.published()
    html = office.get(address("followup", "add")).content.decode()
    assert '<option value="perilaku" selected>' in html
    assert 'value="2026"' in html


def test_an_office_proposes_and_diskominfosatik_publishes(office: Client) -> None:
    row, platform = plan(), keeper("diskominfosatik", "KMF", is_platform_admin=True)
    assert press(platform, "publish", row) == "draft"
    assert press(office, "propose", row) == "proposed"
    assert press(office, "publish", row) == "proposed"
    assert "Tambah loket." not in Client().get("/kinerja/kepuasan/tindak-lanjut/").content.decode()
    assert press(platform, "publish", row) == "published"
    for path in ("", "tindak-lanjut/", "opd/dlh/"):
        assert "Tambah loket." in Client().get(f"/kinerja/kepuasan/{path}").content.decode()


def test_the_words_of_a_published_plan_stay_and_its_progress_goes_on(office: Client) -> None:
    row, platform = plan(), keeper("diskominfosatik", "KMF", is_platform_admin=True)
    press(office, "propose", row)
    press(platform, "publish", row)
    sent = {"plan": "Lain.", "progress": "selesai", "done_on": "2026-11-20"}
    office.post(address("followup", "change", row.pk), sent)
    row.refresh_from_db()
    assert (row.plan, row.progress, row.done_on) == ("Tambah loket.", "selesai", dt.date(2026, 11, 20))
    office.post(address("followup"), {"action": "delete_selected", "_selected_action": str(row.pk), "post": "yes"})
    assert FollowUp.objects.exists()


@pytest.mark.parametrize(
    ("bent", "said"),
    [
        ({"progress": "selesai"}, "Isi tanggal selesainya."),
        ({"done_on": "2026-11-20"}, "Kosongkan tanggal ini"),
        ({"period": "2026-T9"}, "Tulis tahun atau triwulan"),
        ({"period": "2031"}, "Tulis tahun atau triwulan"),
        ({"plan": "Lihat https://judi.example/"}, "Tautan ke"),
    ],
)
def test_a_plan_that_cannot_be_is_sent_back_with_a_sentence(office: Client, bent: dict[str, str], said: str) -> None:
    sent = {"agency": "dlh", "period": "2026", "element": "waktu", "plan": "Tambah loket.", "responsible": "Sekretaris"}
    sent |= {"due_on": "2026-12-20", "progress": "belum", "done_on": ""} | bent
    answer = office.post(address("followup", "add"), sent)
    assert said in answer.content.decode()
    assert not FollowUp.objects.exists()


def test_remarks_are_read_by_their_office_alone_and_forgotten_after_two_years(office: Client, now: Any) -> None:
    Remark.objects.create(
        agency=world.agency("dlh", "DLH"), channel="loket", said_on=dt.date(2026, 11, 23), text="Antre lama."
    )
    assert "Antre lama." in office.get(address("remark")).content.decode()
    assert "Antre lama." not in keeper("dinkes", "DKS", is_agency_admin=True).get(address("remark")).content.decode()
    for path in ("", "opd/dlh/", "data.csv"):
        assert "Antre lama." not in Client().get(f"/kinerja/kepuasan/{path}").content.decode()
    handlers.publish(Job(kind=actions.PUBLISH))
    assert Remark.objects.exists()
    now.move_to("2028-11-24T03:00:00Z")
    handlers.publish(Job(kind=actions.PUBLISH))
    assert not Remark.objects.exists()


def made(client: Client, **sent: str) -> Report:
    client.post(address("report", "add"), {"agency": "dlh", "period": "2026"} | sent)
    report = Report.objects.get()
    assert report.state == "menunggu"
    run(Job.objects.get(kind=actions.REPORT).pk)
    report.refresh_from_db()
    return report


def test_a_report_is_made_by_a_worker_and_fetched_as_a_pdf(office: Client) -> None:
    world.publish(survey.surveyed(code="TST-10", slug="izin-dlh", agency="dlh"))
    survey.answers(20, 4, "izin-dlh", "dlh", waktu=2)
    survey.published()
    report = made(office)
    assert report.state == "siap"
    answer = office.get(reverse("satisfaction:report", args=[report.pk]))
    assert answer["Content-Type"] == "application/pdf"
    assert answer.content.startswith(b"%PDF-")
    strange = keeper("dinkes", "DKS", is_agency_admin=True)
    assert strange.get(reverse("satisfaction:report", args=[report.pk])).status_code == 404


def test_what_stands_in_a_report_is_what_was_published(now: Any) -> None:
    world.publish(survey.surveyed(code="TST-10", slug="izin-dlh", agency="dlh"))
    world.agency("dlh", "DLH")
    survey.answers(20, 4, "izin-dlh", "dlh", waktu=2)
    survey.published()
    more = reports._data(Report(agency=world.agency("dlh", "DLH"), period="2026"))["more"]
    assert (more["index"], more["grade"], more["count"]) == ("94,44", "A", "20")  # (8 * 4 + 2) / 9 * 25
    assert more["weakest"] == "Waktu Penyelesaian"
    assert ["Waktu Penyelesaian", "2,00"] in more["elements"]
    json.dumps(more)


def test_the_report_of_the_county_is_diskominfosatiks_alone(office: Client) -> None:
    answer = office.post(address("report", "add"), {"agency": "", "period": "2026"})
    assert answer.status_code == 200
    assert not Report.objects.exists()
    assert made(keeper("diskominfosatik", "KMF", is_platform_admin=True), agency="").state == "siap"


def test_a_report_that_cannot_be_made_says_so(
    office: Client, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def broken(_sheet: Any) -> bytes:
        raise RenderFailed("uji")

    monkeypatch.setattr(reports, "render", broken)
    with caplog.at_level(logging.CRITICAL):
        report = made(office)
    assert report.state == "gagal"
    assert "gagal dibuat" in office.get(address("report")).content.decode()
