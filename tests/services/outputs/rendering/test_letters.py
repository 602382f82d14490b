"""The applicant fetches a receipt and the letters of the office as PDF; nobody else does."""

from __future__ import annotations

import pytest
import time_machine

from services.outputs.presenters import papers
from services.outputs.rendering import letters
from services.outputs.rendering.compiler import RenderFailed
from services.requests import engine
from services.requests.engine.erase import erase_request
from services.requests.models import RequestEvent
from tests.services.outputs.rendering import world as made
from tests.services.requests import timed, world
from tests.services.requests.engine.test_forwarding import forwarding
from tests.signing_in import sign_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def now():
    with time_machine.travel(made.NOON, tick=False) as traveller:
        yield traveller


@pytest.fixture
def case(now):
    return made.ready()


def fetched(client, url):
    response = client.get(url)
    assert (response.status_code, response["Content-Type"]) == (200, "application/pdf")
    assert response.content == client.get(url).content
    return made.text_of(response.content)


def test_the_receipt_bears_number_moment_and_the_hash_of_the_filing(case, client):
    request, citizen, _head = case
    sign_in(client, citizen.user)
    filing = RequestEvent.objects.get(request=request, kind="submit")
    said = fetched(client, f"/permohonan/{request.pk}/tanda-terima.pdf")
    for part in (request.number, "24 November 2026", citizen.party.name):
        assert part in said
    assert filing.hash in said.replace(" ", "").replace("\u200b", "")


def test_a_request_to_mend_lists_what_and_why(case, client):
    request, citizen, head = case
    sign_in(client, citizen.user)
    world.press(
        request, "kembalikan", head, items=[{"field": "nama", "note": "Seperti di KTP."}], remark="Mohon segera."
    )
    (_receipt, letter) = papers(world.fresh(request))
    assert letter.title == "Surat permintaan perbaikan"
    said = fetched(client, letter.url)
    for part in ("Nama", "Seperti di KTP.", "Mohon segera.", head.staff.title):
        assert part in said
    page = client.get(f"/permohonan/{request.pk}/").content.decode()
    assert letter.url in page
    assert "Tanda terima (PDF)" in page


def test_a_refusal_is_a_letter_once_it_is_in_force_with_reason_and_the_way_to_object(case, client, now):
    request, citizen, head = case
    sign_in(client, citizen.user)
    world.press(request, "tolak", head, alasan="Lokasi di luar wilayah #panic().")
    assert len(papers(world.fresh(request))) == 1  # it can still be taken back
    now.shift(11)
    engine.settle(request.pk)
    (_receipt, letter) = papers(world.fresh(request))
    said = fetched(client, letter.url)
    for part in ("Surat penolakan", "Lokasi di luar wilayah #panic().", "mengajukan keberatan", head.staff.title):
        assert part in said


def test_nobody_else_gets_a_paper(case, client):
    request, _citizen, head = case
    world.press(request, "kembalikan", head, items=[{"field": "nama", "note": "Seperti di KTP."}])
    (receipt, letter) = papers(world.fresh(request))
    sign_in(client, world.citizen().user)
    assert [client.get(paper.url).status_code for paper in (receipt, letter)] == [404, 404]


def test_of_what_was_destroyed_there_is_no_letter(case, now):
    request, _citizen, head = case
    world.press(request, "tolak", head, alasan="Alasan lama.")
    now.shift(11)
    engine.settle(request.pk)
    erase_request(request.pk, world.Actor.clock(), "uji")
    assert len(papers(world.fresh(request))) == 1


def test_a_paper_that_cannot_be_typeset_leads_back_with_a_sentence(case, client, monkeypatch):
    request, citizen, _head = case
    sign_in(client, citizen.user)

    def broken(_request):
        raise RenderFailed("kurung tidak ditutup")

    monkeypatch.setattr(letters, "receipt", broken)
    answer = client.get(f"/permohonan/{request.pk}/tanda-terima.pdf", follow=True)
    assert answer.redirect_chain == [(f"/permohonan/{request.pk}/", 302)]
    assert "Surat ini belum dapat dicetak." in answer.content.decode()


def test_what_is_not_filed_has_no_receipt(now, client):
    _request, citizen, _head = made.ready()
    sign_in(client, citizen.user)
    draft = world.draft(_request.version, citizen)
    answer = client.get(f"/permohonan/{draft.pk}/tanda-terima.pdf")
    assert (answer.status_code, answer["Location"]) == (302, f"/permohonan/{draft.pk}/periksa/")


def test_an_extension_is_a_letter_with_both_dates_and_the_reason(now, client):
    citizen, head = world.citizen(), world.officer("kepala")
    request = world.submitted(world.publish(timed.document()), citizen)
    world.press(request, "lengkap", world.officer("verifikator"))
    world.press(request, "perpanjang", head, alasan="Menunggu data lapangan.")
    (_receipt, letter) = papers(world.fresh(request))
    assert letter.title == "Surat perpanjangan waktu"
    sign_in(client, citizen.user)
    said = fetched(client, letter.url)
    for part in ("Waktu penyelesaian diperpanjang.", "Tenggat menjadi", "semula", "Menunggu data lapangan."):
        assert part in said
    assert head.staff.title in said
    assert "Keberatan" not in said


def test_a_forwarding_is_a_letter_of_the_office_that_gave_the_request_away(now, client):
    dlh, citizen, here = world.agency("dlh", "DLH"), world.citizen(), world.officer("verifikator")
    world.officer("verifikator", at=dlh)
    world.agency("dpupr", "DPU")
    request = world.submitted(world.publish(forwarding()), citizen)
    world.press(request, "alihkan", here, agency="dlh", text="Rahasia antar kantor.")
    request = world.fresh(request)
    assert request.agency_id == "dlh"
    (_receipt, letter) = papers(request)
    assert letter.title == "Surat pengalihan"
    sign_in(client, citizen.user)
    said = fetched(client, letter.url)
    head, _heading, rest = said.partition("Perihal")
    assert "DISDUKCAPIL" in head
    assert "DLH" not in head
    for part in ("Permohonan dialihkan ke Dlh", request.number, "tidak perlu mengajukan lagi", here.staff.title):
        assert part in rest
    assert "Rahasia antar kantor." not in said  # why is written from office to office


def test_what_an_office_wrote_before_it_gave_the_request_away_stays_its_letter(now, client):
    dlh, citizen, here = world.agency("dlh", "DLH"), world.citizen(), world.officer("verifikator")
    there = world.officer("verifikator", at=dlh)
    world.agency("dpupr", "DPU")
    request = world.submitted(world.publish(forwarding()), citizen)
    world.press(request, "kembalikan", here, items=[{"field": "nama", "note": "Seperti di KTP."}])
    world.press(request, "perbaiki", citizen)
    world.press(request, "alihkan", here, agency="dlh", text="Bukan wilayah kami.")
    world.press(request, "kembalikan", there, items=[{"field": "nama", "note": "Lengkapi."}])
    sign_in(client, citizen.user)
    heads = [fetched(client, each.url).partition("Perihal")[0] for each in papers(world.fresh(request))[1:]]
    assert [("DISDUKCAPIL" in head, "DLH" in head) for head in heads] == [(True, False), (True, False), (False, True)]
