"""The entrance, the form, and what the office sees: a number in one page, nothing lost, nobody shown."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from citizens.models import AccessLog
from services.catalogue.registry import registry
from services.definition.document import Phase
from services.desk.actions import confidential_reference
from services.desk.policies import IDENTITY
from services.opd.diskominfosatik.complaints.hooks import check_text
from services.opd.diskominfosatik.complaints.policies import CATALOGUE
from services.requests import engine
from services.requests.actor import Actor
from services.requests.models import ServiceRequest, SlaClock
from services.requests.policies import visible_to
from services.requests.presenters.timeline import timeline
from tests import kept
from tests.services.opd.complaints.world import STORY, filed, published
from tests.services.requests import world
from tests.signing_in import sign_in

DOCUMENTS = [registry.get(slug).document for slug in CATALOGUE]
every_door = pytest.mark.parametrize("document", DOCUMENTS, ids=lambda document: document.code)
DAYS = {"ADU-01": 14, "ADU-02": 60, "ADU-03": 5, "ADU-04": 5}


def enter(client: Client, actor: Actor) -> None:
    assert actor.user is not None
    sign_in(client, actor.user)


@every_door
def test_one_page_of_at_most_seven_questions_leads_to_a_number(document) -> None:  # type: ignore[no-untyped-def]
    assert document.kind == "complaint"
    assert document.access.level == "anonymous"
    (page,) = document.form.pages
    assert len(page.fields) <= 7
    assert sum(field.compulsory for field in page.fields) <= 2


@every_door
def test_the_days_are_data_and_say_that_they_are_unconfirmed(document) -> None:  # type: ignore[no-untyped-def]
    assert document.sla.amount == document.standard.duration.amount == DAYS[document.code]
    assert document.standard.duration.status == "general"
    assert "belum dibaca" in document.standard.duration.source.id
    assert document.state("verifikasi").sla.amount == 3
    assert document.state("tindak_lanjut").sla.amount == 5
    assert document.action("dijawab", "tutup_otomatis").after.amount == 10
    for state in document.workflow.states.values():
        if state.phase is Phase.CLOSED:
            assert "Ombudsman Perwakilan Banten" in state.citizen_text.id


@every_door
def test_where_an_officer_can_be_named_the_case_is_kept_from_that_officer(document) -> None:  # type: ignore[no-untyped-def]
    asked = {field.id for _page, field in document.fields()}
    assert set(document.access.keep_from) == asked & {"terlapor"}
    assert document.access.may_be_confidential
    assert document.access.identity == ("admin_pengaduan",)


@pytest.mark.django_db
def test_the_entrance_shows_four_doors_with_their_days_and_the_other_channels(
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    kept.reference()
    kept.services()
    client = Client()
    client.get("/aduan/")
    with django_assert_max_num_queries(3):
        page = client.get("/aduan/").content.decode()
    for document in DOCUMENTS:
        assert reverse("file", args=[document.slug]) in page
        assert f"Dijawab paling lama {DAYS[document.code]} hari kerja" in page
    for words in ("lapor.go.id", "1708", "Perwakilan Banten", "Belum diisi oleh Inspektorat", reverse("track")):
        assert words in page


@pytest.mark.django_db
def test_without_a_published_door_the_entrance_says_where_else_to_go() -> None:
    page = Client().get("/aduan/").content.decode()
    assert "Aduan belum dibuka di portal ini" in page
    assert "SP4N-LAPOR!" in page


@pytest.mark.parametrize(
    ("text", "refused"),
    [
        ("Ada judi togel di belakang pasar setiap malam.", False),
        ("Fotonya saya taruh di https://contoh.go.id/foto", False),
        ("Slot gacor maxwin, daftar di www.menang.xyz", True),
        ("Kunjungi a.com b.com c.net d.org sekarang", True),
        (STORY, False),
    ],
)
def test_stories_may_speak_of_gambling_and_advertising_may_not(text: str, refused: bool) -> None:
    assert bool(check_text({"isi": text}, {})) is refused


@pytest.mark.django_db
def test_a_refused_text_stays_in_the_form_with_a_sentence() -> None:
    version = published()
    with pytest.raises(engine.InvalidData):
        filed(version, isi="Slot gacor maxwin, daftar di www.menang.xyz sekarang juga")
    draft = ServiceRequest.objects.get()
    assert draft.phase == "draft"
    assert "gacor" in str(engine.plain_answers(draft)["isi"])
    assert visible_to(Actor("anonymous", session="a" * 64)).exists()


@pytest.mark.django_db
def test_a_secret_reporter_is_shown_to_the_complaint_desk_alone_and_each_look_is_logged() -> None:
    version = published()
    home, other = world.agency("diskominfosatik"), world.agency("dinkes", "DKS")
    admin = world.officer("admin_pengaduan", at=home, service=version.service)
    handler = world.officer("pengelola_aduan", at=other, service=version.service, is_agency_admin=True)
    helper = world.officer("pengelola_aduan", at=home, service=version.service)
    person = world.citizen("Wulandari Penapelapor")
    request = filed(version, person, kerahasiaan="rahasia")
    assert (request.confidential, request.identity_hidden, request.restricted) == (True, True, False)

    desk, address = Client(), reverse("desk:reveal", args=[request.pk])
    enter(desk, admin)
    page = desk.get(reverse("desk:work", args=[request.pk])).content.decode()
    assert "Wulandari" not in page
    assert "Identitas dirahasiakan" in page
    assert "Lihat identitas pelapor" in page
    assert "Wulandari" not in desk.get(reverse("desk:queue")).content.decode()
    assert "Wulandari" not in desk.get(address, {"isian": IDENTITY}).content.decode()
    shown = desk.post(address, {"isian": IDENTITY, "alasan": "Menanyakan tempat kejadian"}).content.decode()
    assert "Wulandari Penapelapor" in shown
    opened = AccessLog.objects.filter(reader=admin.user, object_id=confidential_reference(request.pk))
    assert opened.filter(what="nik").exists()

    for stranger in (helper,):
        client = Client()
        enter(client, stranger)
        assert "Lihat identitas" not in client.get(reverse("desk:work", args=[request.pk])).content.decode()
        assert client.get(address, {"isian": IDENTITY}).status_code == 404

    world.press(request, "teruskan", admin, agency="dinkes", text="Kewenangan Dinas Kesehatan.")
    client = Client()
    enter(client, handler)
    page = client.get(reverse("desk:work", args=[request.pk])).content.decode()
    assert STORY in page
    assert "Wulandari" not in page
    assert client.post(address, {"isian": IDENTITY, "alasan": "Ingin tahu"}).status_code == 404


@pytest.mark.django_db
def test_it_is_sent_on_answered_doubted_and_closed_without_asking_again() -> None:
    version = published()
    other = world.agency("dinkes", "DKS")
    admin = world.officer("admin_pengaduan", at=world.agency("diskominfosatik"), service=version.service)
    handler = world.officer("pengelola_aduan", at=other, service=version.service)
    person = world.citizen()
    request = filed(version, person)
    number = request.number
    world.press(request, "teruskan", admin, agency="dinkes", text="Kewenangan Dinas Kesehatan.")
    assert (world.fresh(request).agency_id, world.fresh(request).number) == ("dinkes", number)
    world.press(request, "tanggapi", handler, tanggapan="Kami periksa hari ini.")
    world.press(request, "kirim_jawaban", handler, jawaban="Lampu sudah diganti pada hari Selasa.")
    assert "Lampu sudah diganti" in str(timeline(world.fresh(request))), "the applicant reads the answer"
    world.press(request, "belum_selesai", person, yang_kurang="Lampu kedua masih mati.")
    assert world.fresh(request).state == "tindak_lanjut"
    world.press(request, "kirim_jawaban", handler, jawaban="Lampu kedua sudah diganti.")
    world.press(request, "terima_jawaban", person)
    assert world.fresh(request).phase == "closed"
    assert not SlaClock.objects.filter(request=request, stopped_at=None).exists(), "no clock runs on behind an end"
