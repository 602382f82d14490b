"""Standing in, handing on and going first, as an officer meets them on the pages, without JavaScript."""

from __future__ import annotations

from datetime import timedelta

import pytest
import time_machine

from agencies.models import Absence
from citizens.models import AccessLog, Region
from foundation import clock
from services.desk import queries
from services.requests.models import Attachment, RequestGrant, RequestTask, ServiceRequest
from tests.services.desk import world as desk
from tests.services.requests import world

pytestmark = pytest.mark.django_db
QUEUE = "/panel/antrean/"


@pytest.fixture(autouse=True)
def tuesday():
    with time_machine.travel(desk.NOW, tick=False):
        yield


@pytest.fixture
def version():
    return world.publish(desk.with_papers())


@pytest.fixture
def case(version):
    return desk.filed(version, world.citizen("Siti Aminah"), desk.photo())


@pytest.fixture
def bapenda():
    return world.agency("bapenda", "BPD")


def titled(actor, title):
    actor.staff.title = title
    actor.staff.save()
    return actor


def numbers(response) -> list[str]:
    return [row.number for row in response.context["rows"]]


def post(client, case, action, **data):
    return client.post(desk.url(case, action), {"urutan": world.fresh(case).seq, **data})


# Standing in


def test_the_queue_says_for_whom_one_stands_in_and_until_when(client, case, bapenda):
    substitute = world.officer(at=bapenda)
    world.away(titled(world.officer("verifikator"), "Camat Uji"), substitute)
    desk.seat(client, substitute)
    said = desk.words(client.get(QUEUE))
    assert "Anda menggantikan Camat Uji di Disdukcapil sebagai Plh. sampai Kamis, 26 November 2026." in said


@pytest.mark.parametrize(
    ("acts_as", "words"), [("plh", "Anda tetap dapat bertindak"), ("plt", "tidak dapat bertindak")]
)
def test_the_queue_tells_the_absent_what_they_may_still_do(client, case, acts_as, words):
    absent = world.officer("verifikator")
    world.away(absent, titled(world.officer(), "Sekretaris Uji"), acts_as)
    desk.seat(client, absent)
    response = client.get(QUEUE)
    assert words in desk.words(response)
    assert numbers(response) == ([case.number] if acts_as == "plh" else [])


def test_without_an_absence_the_queue_says_nothing_of_it(client, case):
    desk.seat(client, world.officer("verifikator"))
    assert client.get(QUEUE).context["standing_in"] == []


def test_a_substitute_from_another_agency_works_on_the_case_as_one_of_its_own(client, case, bapenda):
    substitute = world.officer(at=bapenda)
    absence = world.away(titled(world.officer("verifikator"), "Camat Uji"), substitute)
    desk.seat(client, substitute)
    file = Attachment.objects.get()
    for query in ({}, {"cari": "aminah"}, {"cari": case.number}, {"layanan": case.service_id}):
        assert numbers(client.get(QUEUE, query)) == [case.number], query
    response = client.get(desk.url(case))
    said = desk.words(response)
    assert "Kartu keluarga" in said
    assert "Lengkap, Kembalikan: sebagai Plh. Camat Uji" in said
    assert client.get(desk.url(case, "berkas", file.pk)).status_code == 200
    assert client.get(f"/permohonan/{case.pk}/berkas/{file.pk}/").status_code == 200
    assert "Anda bertindak sebagai Plh. Camat Uji." in desk.words(client.get(desk.url(case, "kembalikan")))
    assert set(AccessLog.objects.values_list("agency_code", flat=True)) == {"disdukcapil"}
    absence.delete()
    for address in (desk.url(case), desk.url(case, "berkas", file.pk), f"/permohonan/{case.pk}/berkas/{file.pk}/"):
        assert client.get(address).status_code == 404
    assert numbers(client.get(QUEUE)) == []


def test_the_services_and_areas_to_filter_by_follow_the_office_one_stands_in_for(client, bapenda):
    district = Region.objects.create(code="36.04.09", kind="district", name="Ciruas", folded="ciruas")
    Region.objects.create(code="36.04.09.2001", kind="village", name="Ranjeng", folded="ranjeng", parent=district)
    office = world.agency("kec-ciruas", "K09", kind="kecamatan", region=district)
    substitute = world.officer(at=bapenda)
    desk.seat(client, substitute)
    assert client.get(QUEUE).context["areas"] == [("36.04.09", "Ciruas")]
    world.away(world.officer("verifikator", at=office), substitute)
    assert client.get(QUEUE).context["areas"] == [("36.04.09.2001", "Ranjeng")]


def test_who_looks_in_for_a_guest_sees_the_shared_fields_alone_even_in_their_own_agency(client, case):
    dlh = world.agency("dlh", "DLH")
    RequestTask.objects.create(request=case, fork="2", function="teknis", agency=dlh)
    RequestGrant.objects.create(request=case, agency=dlh, fields=["nama"])
    here = world.officer()
    world.away(world.officer("teknis", at=dlh), here)
    desk.seat(client, here)
    said = desk.words(client.get(desk.url(case)))
    assert "Siti Uji" in said
    assert "Kartu keluarga" not in said
    assert client.get(desk.url(case, "berkas", Attachment.objects.get().pk)).status_code == 404


def test_a_queue_for_two_agencies_costs_no_more_for_many_cases(client, version, bapenda, django_assert_max_num_queries):
    substitute = world.officer("verifikator", at=bapenda)
    world.away(world.officer("verifikator"), substitute)
    for _number in range(8):
        world.submitted(version, world.citizen())
    desk.seat(client, substitute)
    client.get(QUEUE)
    with django_assert_max_num_queries(18):
        client.get(QUEUE)


# Handing on


def test_a_case_is_handed_on_from_its_page(client, case):
    officer, colleague = world.officer("verifikator"), titled(world.officer("verifikator"), "Verifikator Dua")
    world.press(case, "ambil", officer)
    desk.seat(client, officer)
    assert desk.url(case, "limpahkan") in client.get(desk.url(case)).content.decode()
    page = client.get(desk.url(case, "limpahkan"))
    assert [words for _value, words in page.context["choice"].options] == ["Verifikator Dua"]
    response = post(client, case, "limpahkan", to=colleague.staff.pk, text="Tolong lanjutkan.")
    assert response.status_code == 302
    assert "Rekan Anda menemukannya di “Saya tangani”" in desk.words(client.get(response.url))
    desk.seat(client, colleague)
    assert numbers(client.get(QUEUE, {"tab": "saya"})) == [case.number]
    said = desk.words(client.get(desk.url(case)))
    assert "Dilimpahkan kepada Verifikator Dua" in said
    assert "Tolong lanjutkan." in said


def test_a_receiver_who_cannot_take_it_is_refused_and_the_note_is_kept(client, case):
    officer, wrong = world.officer("verifikator"), world.officer("kepala")
    world.officer("verifikator")
    world.press(case, "ambil", officer)
    desk.seat(client, officer)
    response = post(client, case, "limpahkan", to=wrong.staff.pk, text="Panjang dan berharga.")
    assert response.status_code == 422
    assert "tidak berwenang pada tahap" in desk.words(response)
    assert "Panjang dan berharga." in response.content.decode()


def test_who_may_not_hand_it_on_reads_why_and_gets_no_button(client, case):
    world.press(case, "ambil", world.officer("verifikator"))
    desk.seat(client, world.officer("verifikator"))
    assert desk.url(case, "limpahkan") not in client.get(desk.url(case)).content.decode()
    for response in (client.get(desk.url(case, "limpahkan")), post(client, case, "limpahkan", to="1")):
        assert response.status_code == 403
        assert "Hanya ia sendiri, atasan, atau admin OPD" in desk.words(response)
        assert 'type="submit">Limpahkan' not in response.content.decode()


def test_with_nobody_to_receive_it_the_page_says_whom_to_ask(client, case):
    officer = world.officer("verifikator")
    world.press(case, "ambil", officer)
    desk.seat(client, officer)
    response = client.get(desk.url(case, "limpahkan"))
    assert "Tidak ada rekan lain yang berwenang" in desk.words(response)
    assert 'type="submit">Limpahkan' not in response.content.decode()


def test_a_list_of_colleagues_names_whose_office_a_substitute_holds(client, case, bapenda):
    officer, substitute = world.officer("verifikator"), titled(world.officer(at=bapenda), "Kabid Uji")
    absent = titled(world.officer("verifikator"), "Camat Uji")
    world.away(absent, substitute)
    world.press(case, "ambil", officer)
    desk.seat(client, officer)
    page = client.get(desk.url(case, "limpahkan"))
    assert [words for _value, words in page.context["choice"].options] == ["Kabid Uji (Plh. Camat Uji)"]


def test_a_case_whose_officer_lost_the_function_can_be_taken_from_its_page(client, case):
    former = world.officer("verifikator")
    world.press(case, "ambil", former)
    officer = world.officer("verifikator")
    desk.seat(client, officer)
    assert client.get(desk.url(case)).context["bar"].may_claim is False
    former.staff.functions.all().delete()
    assert client.get(desk.url(case)).context["bar"].may_claim is True
    assert post(client, case, "ambil").status_code == 302
    assert world.fresh(case).assignee == officer.staff


def test_a_case_is_offered_only_to_those_who_have_a_step_in_its_state(client, case):
    head = world.officer("kepala")
    desk.seat(client, head)
    assert client.get(desk.url(case)).context["bar"].may_claim is False
    assert client.get(f"{QUEUE}?tab=semua").context["rows"][0].claim_url == ""
    world.press(case, "lengkap", world.officer("verifikator"))
    assert client.get(desk.url(case)).context["bar"].may_claim is True
    assert client.get(f"{QUEUE}?tab=semua").context["rows"][0].claim_url == desk.url(case, "ambil")


def test_a_case_that_waits_for_its_applicant_is_not_offered(client, case):
    officer = world.officer("verifikator")
    desk.seat(client, officer)
    world.press(case, "kembalikan", officer, items=[{"field": "nama", "note": "Tulis sesuai KTP."}])
    assert client.get(desk.url(case)).context["bar"].may_claim is False


# Going first


def flagged(case, flag="hamil"):
    world.press(case, "prioritaskan", world.officer("verifikator"), flag=flag, text="x")
    return case


def due(case, **ahead):
    ServiceRequest.objects.filter(pk=case.pk).update(due_at=clock.now() + timedelta(**ahead))
    return case


def test_flagged_cases_stand_above_the_others_each_by_their_deadline(client, version):
    citizen = world.citizen()
    late, plain, slow, fast = [world.submitted(version, citizen) for _number in range(4)]
    due(late, days=-3)
    due(flagged(slow, "bencana"), days=5)
    due(flagged(fast, "lansia"), days=1)
    desk.seat(client, world.officer("verifikator"))
    assert numbers(client.get(QUEUE)) == [fast.number, slow.number, late.number, plain.number]


@pytest.mark.parametrize("tab", ["belum", "tenggat"])
def test_pages_cut_through_flagged_and_plain_lose_and_repeat_nothing(client, version, monkeypatch, tab):
    monkeypatch.setattr(queries, "PAGE", 2)
    citizen = world.citizen()
    made = [due(world.submitted(version, citizen), hours=number - 3) for number in range(7)]
    for one in made[4:]:
        flagged(one)
    wanted = [one.number for one in made[4:] + made[:4]]
    desk.seat(client, world.officer("verifikator"))
    response, seen, back = client.get(QUEUE, {"tab": tab}), [], []
    while True:
        seen += numbers(response)
        if not response.context["next_url"]:
            break
        response = client.get(response.context["next_url"])
    while response.context["previous_url"]:
        response = client.get(response.context["previous_url"])
        back = numbers(response) + back
    assert seen == wanted
    assert back == wanted[:6]


def test_a_flag_is_a_badge_with_words_in_the_list_and_on_the_page(client, case):
    flagged(case, "disabilitas")
    desk.seat(client, world.officer("verifikator"))
    for address in (QUEUE, desk.url(case)):
        assert "Prioritas: penyandang disabilitas" in desk.words(client.get(address))


def test_the_filter_shows_one_flag_or_all_flagged(client, version):
    citizen = world.citizen()
    plain, old, pregnant = [world.submitted(version, citizen) for _number in range(3)]
    flagged(old, "lansia")
    flagged(pregnant, "hamil")
    desk.seat(client, world.officer("verifikator"))
    wanted = {"semua": [old, pregnant], "hamil": [pregnant], "bencana": [], "raja": [old, pregnant, plain]}
    for flag, cases in wanted.items():
        assert numbers(client.get(QUEUE, {"prioritas": flag})) == [each.number for each in cases]
    assert "prioritas=hamil" in client.get(QUEUE, {"prioritas": "hamil"}).context["tabs"][1]["url"]


def test_an_officer_flags_and_lifts_from_the_page(client, case):
    desk.seat(client, world.officer("verifikator"))
    assert desk.url(case, "prioritaskan") in client.get(desk.url(case)).content.decode()
    response = post(client, case, "prioritaskan", flag="hamil", text="")
    assert response.status_code == 422
    assert "Tulis alasannya" in desk.words(response)
    assert '<option value="hamil" selected>' in response.content.decode()
    assert post(client, case, "prioritaskan", flag="hamil", text="Datang ke loket.").status_code == 302
    assert world.fresh(case).priority == "hamil"
    assert '<option value="hamil" selected>' in client.get(desk.url(case, "prioritaskan")).content.decode()
    assert post(client, case, "prioritaskan", flag="", text="Keliru.").status_code == 302
    assert world.fresh(case).priority == ""


@pytest.mark.parametrize("action", ["limpahkan", "prioritaskan"])
def test_a_stranger_finds_no_such_page(client, case, action):
    desk.seat(client, world.officer("verifikator", at=world.agency("dlh", "DLH")))
    assert client.get(desk.url(case, action)).status_code == 404
    assert post(client, case, action, to="1", flag="hamil", text="x").status_code == 404


def test_an_ended_absence_takes_the_banner_along(client, case):
    substitute = world.officer()
    world.away(world.officer("verifikator"), substitute)
    Absence.objects.update(first_day="2026-11-01", last_day="2026-11-23")
    desk.seat(client, substitute)
    assert client.get(QUEUE).context["standing_in"] == []
