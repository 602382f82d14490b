"""A renewal begins with the answers of last time that still hold, and says where to look again."""

from __future__ import annotations

import pytest
import time_machine

from services.definition import document as definition
from services.outputs.life import renewing
from services.requests import engine
from services.requests.engine import drafts
from services.requests.engine.carrying import carry
from services.requests.models import Phase, ServiceRequest
from services.requests.secrets import is_sealed
from tests.services.outputs import world as outputs
from tests.services.requests import world
from tests.signing_in import sign_in

pytestmark = pytest.mark.django_db
NOON = "2026-11-24T05:00:00Z"
VALID = {"valid": {"years": 1}}


@pytest.fixture
def out():
    with time_machine.travel(NOON, tick=False) as now:
        found = outputs.issued(**VALID)
        now.shift(60)
        yield found


def address(out):
    request, *_rest, output = out
    return f"/permohonan/{request.pk}/hasil/{output.pk}/perpanjang/"


def begin(out, key="perpanjang-sekali-saja"):
    _request, citizen, _head, output = out
    version = renewing.version_of(output.request)
    return renewing.begin(output, version, citizen, key)


def changed(out, change):
    data = outputs.document(**VALID)
    change(data)
    return world.publish(data)


def test_the_new_draft_holds_the_last_answers_secret_ones_sealed_anew(out):
    request, citizen, *_rest = out
    draft = begin(out)
    assert (draft.phase, draft.applicant, draft.pk != request.pk) == (Phase.DRAFT, citizen.party, True)
    assert engine.plain_answers(draft) == engine.plain_answers(request)
    assert is_sealed(draft.answers["nik"])
    assert draft.answers["nik"] != request.answers["nik"]


def test_it_can_be_sent_at_once_and_is_a_request_of_its_own(out):
    draft = begin(out)
    _request, citizen, *_rest = out
    world.press(draft, "ajukan", citizen)
    sent = world.fresh(draft)
    assert sent.phase == Phase.IN_PROCESS
    assert sent.number != out[0].number


def test_pressing_again_goes_on_with_the_draft_until_it_was_changed(out):
    _request, citizen, *_rest = out
    first = begin(out)
    assert begin(out).pk == begin(out, "perpanjang-yang-lain").pk == first.pk
    engine.save_answers(first.pk, "lain", {"jumlah": 7}, citizen)
    assert begin(out, "perpanjang-yang-ketiga").pk != first.pk


def test_a_question_that_is_new_waits_for_its_answer(out):
    version = changed(
        out,
        lambda data: data["form"]["pages"][1]["fields"].append(
            {"id": "tujuan", "type": "short_text", "required": True, "label": {"id": "Tujuan"}}
        ),
    )
    assert begin(out).version == version
    assert renewing.outlook(out[0], version).again == ("Tujuan",)


def test_what_no_longer_fits_is_typed_and_not_an_answer(out):
    request, _citizen, *_rest = out
    version = changed(
        out,
        lambda data: data["form"]["pages"][0]["fields"].__setitem__(
            2, {"id": "punya", "type": "integer", "required": True, "min": 1, "max": 3}
        ),
    )
    draft = begin(out)
    assert "punya" not in draft.answers
    assert engine.typed(draft) == {"punya": engine.plain_answers(request)["punya"]}
    assert "Punya" in " ".join(renewing.outlook(request, version).again).title()


def test_files_are_never_carried_and_the_page_names_them(out, client):
    def with_paper(data):
        data["form"]["pages"][1]["fields"].append(
            {
                "id": "kk",
                "type": "file",
                "required": True,
                "secret": True,
                "why": {"id": "Bukti."},
                "label": {"id": "Kartu keluarga"},
            }
        )

    changed(out, with_paper)
    _request, citizen, *_rest = out
    page = sign_in(client, citizen.user).get(address(out)).content.decode()
    assert "Kartu keluarga" in page
    assert "Berkas tidak dibawa" in page


def test_the_profile_of_today_goes_before_the_answer_of_then(out):
    def from_profile(data):
        data["form"]["pages"][0]["fields"][0] = {"id": "nama", "type": "name", "required": True, "from": "profile.name"}

    changed(out, from_profile)
    _request, citizen, *_rest = out
    assert engine.plain_answers(begin(out))["nama"] == citizen.party.name


def test_the_button_opens_the_first_page_of_the_draft(out, client):
    _request, citizen, *_rest = out
    sign_in(client, citizen.user)
    answer = client.post(address(out), {"kunci": "1" * 32})
    draft = ServiceRequest.objects.get(phase=Phase.DRAFT)
    assert answer.url == f"/permohonan/{draft.pk}/isi/data/"
    page = client.get(answer.url).content.decode()
    assert "Jawaban terakhir Anda sudah terisi." in page


def test_a_stranger_and_an_officer_find_nothing(out, client):
    _request, _citizen, head, _output = out
    for user in (world.citizen("Orang Lain").user, head.user):
        signed = sign_in(client, user)
        assert signed.get(address(out)).status_code == signed.post(address(out)).status_code == 404


def test_a_closed_service_says_so_and_offers_nothing(out, client):
    request, citizen, *_rest = out
    request.service.closes_at = request.submitted_at
    request.service.save()
    answer = sign_in(client, citizen.user).get(address(out), follow=True)
    assert "belum dapat diperpanjang" in answer.content.decode()
    assert 'perpanjang/"' not in answer.content.decode()


def test_what_was_revoked_or_never_ends_is_not_renewed(out, client):
    request, citizen, head, output = out
    world.press(request, "cabut_hasil", head, output=str(output.pk), alasan="Keliru.", dasar_hukum="UU 30/2014")
    assert sign_in(client, citizen.user).get(address(out)).status_code == 404
    endless = outputs.issued(valid={"note": {"id": "Seumur hidup"}})
    client.logout()
    assert sign_in(client, endless[1].user).get(address(endless)).status_code == 404


def test_too_many_drafts_is_said_on_the_page(out, client, monkeypatch):
    _request, citizen, *_rest = out
    monkeypatch.setattr(drafts, "MOST_OPEN", 0)
    answer = sign_in(client, citizen.user).post(address(out), {"kunci": "2" * 32})
    assert answer.status_code == 409
    assert "draf yang belum dikirim" in answer.content.decode()


def test_rows_of_a_group_are_carried_without_their_files(out):
    request, *_rest = out
    paper = {"id": "foto", "type": "file", "secret": True, "why": {"id": "Bukti."}}
    rows = [{"id": "nama_anak", "type": "name"}, paper]
    data = outputs.document(**VALID)
    group = {"id": "anak", "type": "group", "repeat": {"min": 0, "max": 3}, "fields": rows}
    data["form"]["pages"][1]["fields"].append(group)
    request.answers |= {"anak": [{"nama_anak": "Siti Uji", "foto": ["1"]}], "hilang": 1}
    then = carry(definition.parse(data), request, {}, {"today": "2026-11-24"})
    assert then.answers["anak"] == [{"nama_anak": "Siti Uji"}]
    assert "hilang" not in {**then.answers, **then.typed}
    request.answers["anak"] = "bukan daftar"
    assert carry(definition.parse(data), request, {}, {"today": "2026-11-24"}).typed["anak"] == "bukan daftar"
