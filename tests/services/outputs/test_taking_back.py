"""Whoever is named for it takes a document back or corrects it, and everybody who looks reads so from then on."""

from __future__ import annotations

import pytest
import time_machine
from django.core.management import call_command

from citizens.notifications.models import Notification
from services.outputs import actions
from services.outputs.models import Output, OutputNumber, OutputStatus
from services.outputs.rendering import issuing
from services.outputs.verifying import lookup, revocations
from services.outputs.verifying.lookup import Standing
from services.requests import engine
from services.requests.effects import result_links
from services.requests.models import RequestEvent
from tests.services.outputs import world as outputs
from tests.services.outputs.rendering import world as made
from tests.services.requests import world
from tests.signing_in import sign_in

pytestmark = pytest.mark.django_db
NOON = "2026-11-24T05:00:00Z"
WHY = {"alasan": "Data lokasi ternyata tidak benar.", "dasar_hukum": "UU 30/2014 Pasal 64 ayat (1)"}


@pytest.fixture
def now():
    with time_machine.travel(NOON, tick=False) as traveller:
        yield traveller


@pytest.fixture
def out(now):
    found = outputs.issued(valid={"years": 1}, remind=[30])
    now.shift(60)
    return found


def revoke(out, actor=None, **data):
    request, _citizen, head, output = out
    return world.press(request, "cabut_hasil", actor or head, **{"output": str(output.pk), **WHY, **data})


def desk_page(out, deed):
    request, _citizen, _head, output = out
    return f"/panel/antrean/{request.pk}/hasil/{output.pk}/{deed}/"


def test_page_list_and_check_say_so_within_the_request(out, client):
    request, citizen, _head, output = out
    code = output.credential.code
    revoke(out)
    output.refresh_from_db()
    assert (output.status, output.look_at) == (OutputStatus.REVOKED, None)
    assert lookup.by_code(code).standing is Standing.REVOKED
    assert revocations.mark(code) in revocations.marks()
    checked = client.get(f"/verifikasi/{code}/").content.decode()
    assert "Dicabut sejak" in checked
    assert "24 November 2026" in checked
    assert WHY["alasan"] not in checked
    page = sign_in(client, citizen.user).get(f"/permohonan/{request.pk}/").content.decode()
    for said in (WHY["alasan"], WHY["dasar_hukum"], "UU 30/2014 Pasal 77", "Dokumen hasil dicabut"):
        assert said in page
    (link,) = result_links(request)
    assert (link.url, link.sheet, link.renew, link.standing) == ("", "", "", "dicabut")


def test_what_was_revoked_is_handed_out_no_more_but_stays_readable_at_the_desk(out, client):
    request, citizen, head, output = out
    revoke(out)
    url = f"/permohonan/{request.pk}/hasil/{output.pk}/"
    assert sign_in(client, citizen.user).get(url).status_code == 404
    assert sign_in(client, head.user).get(url).status_code == 200


def test_the_applicant_is_told_once_and_the_history_chains_it(out):
    request, citizen, head, output = out
    revoke(out)
    notice = Notification.objects.get(topic="outputs.dicabut")
    assert (notice.party, notice.path) == (citizen.party, f"/permohonan/{request.pk}/")
    assert set(notice.context) == {"number", "service", "output"}
    event = RequestEvent.objects.get(request=request, kind="output_revoked")
    assert (event.actor, event.function) == (head.user, "kepala")
    assert event.payload.data == {"output": str(output.pk), "title": output.title, **WHY}
    call_command("verify_audit")


def test_only_the_function_named_for_it_may(now):
    named = outputs.issued(revoker="verifikator")
    now.shift(60)
    with pytest.raises(engine.NotAllowed):
        revoke(named)
    revoke(named, world.officer("verifikator"))
    assert Output.objects.get().status == OutputStatus.REVOKED


def test_without_a_name_the_signer_may_and_a_verifier_may_not(out):
    with pytest.raises(engine.NotAllowed):
        revoke(out, world.officer("verifikator"))
    foreign = world.officer("kepala", at=world.agency("bapenda", "BPD"))
    with pytest.raises(engine.NotFound):
        revoke(out, foreign)
    revoke(out)


def test_without_a_signer_those_who_issue_it_may(now):
    data = outputs.document()
    del data["outputs"][0]["signer"]
    request, _citizen, head = outputs.ready_to_decide(world.publish(data))
    draft = outputs.prepared(request, head)
    outputs.approve(request, head, draft)
    now.shift(11)
    engine.settle(request.pk)
    now.shift(60)
    world.press(request, "cabut_hasil", head, output=str(draft.pk), **WHY)
    draft.refresh_from_db()
    assert draft.status == OutputStatus.REVOKED


@pytest.mark.parametrize(
    ("data", "paths"),
    [
        ({"alasan": " "}, ["alasan"]),
        ({"dasar_hukum": ""}, ["dasar_hukum"]),
        ({"alasan": "", "dasar_hukum": ""}, ["alasan", "dasar_hukum"]),
        ({"alasan": "x" * 2001}, ["alasan"]),
        ({"output": "bukan-kode"}, ["output"]),
    ],
)
def test_without_reason_or_law_nothing_is_taken_back(out, data, paths):
    with pytest.raises(engine.InvalidData) as refused:
        revoke(out, **data)
    assert [problem.path for problem in refused.value.problems] == paths
    assert Output.objects.get().status == OutputStatus.ISSUED


def test_a_document_of_another_request_is_as_unknown_as_none(out):
    request, _citizen, head, _output = out
    *_rest, other = outputs.issued()
    with pytest.raises(engine.InvalidData):
        world.press(request, "cabut_hasil", head, output=str(other.pk), **WHY)


def test_twice_is_refused_and_the_same_press_answered(out):
    request, _citizen, head, output = out
    data = {"output": str(output.pk), **WHY}
    first = engine.perform(request.pk, "cabut_hasil", head, data=data, key="tekan-cabut-sekali")
    again = engine.perform(request.pk, "cabut_hasil", head, data=data, key="tekan-cabut-sekali")
    assert (again.replayed, again.event_seq) == (True, first.event_seq)
    with pytest.raises(engine.NotAllowed):
        revoke(out)


def corrected(out, **data):
    request, _citizen, head, output = out
    draft = actions.prepare(request, "izin", outputs.sent(outputs.pdf(2)), head.user)
    named = {"replaces": str(output.pk), "output": str(draft.pk), "sha256": draft.sha256}
    sent = {**named, "alasan": "Nama jalan keliru.", "external_number": "503/7a/2026", **data}
    world.press(request, "ganti_hasil", head, **sent)
    draft.refresh_from_db()
    return draft


def test_a_corrected_version_replaces_the_old_one_and_keeps_its_last_day(out, client):
    request, citizen, head, old = out
    old_look = old.look_at
    new = corrected(out)
    old.refresh_from_db()
    assert (old.status, new.status, new.valid_until) == (OutputStatus.SUPERSEDED, OutputStatus.ISSUED, old.valid_until)
    assert (new.external_number, new.signer, new.look_at) == ("503/7a/2026", head.staff, old_look)
    verdict = lookup.by_code(old.credential.code)
    assert verdict.standing is Standing.REPLACED
    assert "Diganti sejak" in client.get(f"/verifikasi/{old.credential.code}/").content.decode()
    assert lookup.by_code(new.credential.code).standing is Standing.VALID
    fresh, gone = result_links(request)
    assert fresh.url
    assert not gone.url
    assert gone.remarks == ("Diganti 24 November 2026.", "Alasan: Nama jalan keliru.")
    assert Notification.objects.filter(topic="outputs.diganti", party=citizen.party).count() == 1


def test_a_file_changed_since_it_was_seen_is_not_issued(out):
    with pytest.raises(engine.InvalidData):
        corrected(out, sha256="0" * 64)
    assert Output.objects.filter(status=OutputStatus.ISSUED).count() == 1


def test_the_number_is_demanded_where_the_document_demands_it(out):
    with pytest.raises(engine.InvalidData) as refused:
        corrected(out, external_number="")
    assert [problem.path for problem in refused.value.problems] == ["external_number"]


def test_the_number_typed_with_the_decision_wins_over_the_one_sent_with_the_file(now):
    request, _citizen, head = outputs.ready_to_decide()
    draft = actions.prepare(request, "izin", outputs.sent(), head.user, "503/salah/2026")
    outputs.approve(request, head, draft, "503/benar/2026")
    now.shift(11)
    engine.settle(request.pk)
    draft.refresh_from_db()
    assert draft.external_number == "503/benar/2026"


def test_the_desk_takes_back_with_one_form_and_keeps_what_was_typed(out, client):
    _request, _citizen, head, output = out
    sign_in(client, head.user)
    page = client.get(desk_page(out, "cabut"))
    assert page.status_code == 200
    wrong = client.post(desk_page(out, "cabut"), {"alasan": "Lokasi keliru.", "dasar_hukum": ""})
    assert wrong.status_code == 422
    assert "Lokasi keliru." in wrong.content.decode()
    assert "Tulis pasal dan peraturan yang menjadi dasar." in wrong.content.decode()
    done = client.post(desk_page(out, "cabut"), {**WHY, "kunci": "0" * 32})
    assert done.status_code == 302
    output.refresh_from_db()
    assert output.status == OutputStatus.REVOKED
    assert client.get(desk_page(out, "cabut")).status_code == 302


def test_the_desk_replaces_and_keeps_the_file_when_the_reason_is_missing(out, client):
    request, _citizen, head, old = out
    sign_in(client, head.user)
    assert client.get(desk_page(out, "ganti")).status_code == 200
    sent = {"alasan": "", "external_number": "503/7a/2026", "hasil": outputs.sent(outputs.pdf(3))}
    wrong = client.post(desk_page(out, "ganti"), sent)
    assert wrong.status_code == 422
    draft = Output.objects.get(status=OutputStatus.DRAFT)
    assert str(draft.pk) in wrong.content.decode()
    kept = {"alasan": "Salah ketik.", "external_number": "503/7a/2026", "output": str(draft.pk)}
    assert client.post(desk_page(out, "ganti"), kept).status_code == 302
    old.refresh_from_db()
    assert old.status == OutputStatus.SUPERSEDED
    case = client.get(f"/panel/antrean/{request.pk}/").content.decode()
    assert "Salah ketik." in case
    assert f"hasil/{draft.pk}/cabut/" in case


def test_the_desk_asks_for_the_file(out, client):
    sign_in(client, out[2].user)
    page = client.post(desk_page(out, "ganti"), {"alasan": "Salah ketik.", "external_number": "1"})
    assert page.status_code == 422
    assert "Lampirkan dokumen yang sudah dibetulkan." in page.content.decode()


@pytest.mark.parametrize("deed", ["cabut", "ganti"])
def test_who_may_not_is_refused_and_who_may_not_know_finds_nothing(out, client, deed):
    request, *_rest = out
    assert sign_in(client, world.officer("verifikator").user).get(desk_page(out, deed)).status_code == 403
    foreign = world.officer("kepala", at=world.agency("bapenda", "BPD"))
    assert sign_in(client, foreign.user).get(desk_page(out, deed)).status_code == 404
    case = sign_in(client, world.officer("verifikator").user).get(f"/panel/antrean/{request.pk}/").content.decode()
    assert f"/{deed}/" not in case


def test_a_document_still_being_made_is_taken_back_and_never_made(now, client):
    request, citizen, head = made.ready()
    draft = made.effective(request, head, now)
    case = sign_in(client, head.user).get(f"/panel/antrean/{request.pk}/").content.decode()
    assert f"hasil/{draft.pk}/cabut/" in case
    assert client.get(f"/panel/antrean/{request.pk}/hasil/{draft.pk}/cabut/").status_code == 200
    world.press(request, "cabut_hasil", head, output=str(draft.pk), **WHY)
    draft.refresh_from_db()
    assert (draft.status, draft.content) == (OutputStatus.REVOKED, "")
    assert issuing.issue(draft.pk) is False
    assert not OutputNumber.objects.exists()
    (link,) = result_links(world.fresh(request))
    assert (link.url, link.detail, link.standing) == ("", "", "dicabut")
    client.logout()
    page = sign_in(client, citizen.user).get(f"/permohonan/{request.pk}/").content.decode()
    assert WHY["alasan"] in page
    assert "sedang dibuat" not in page


def test_what_the_portal_made_is_not_replaced_by_a_file_and_the_sentence_says_what_to_do(now, client):
    request, _citizen, head = made.ready()
    output = made.issued(request, head, now)
    with pytest.raises(engine.NotAllowed, match="Cabut bila keliru"):
        world.press(request, "ganti_hasil", head, replaces=str(output.pk), alasan="Salah ketik.")
    url = f"/panel/antrean/{request.pk}/hasil/{output.pk}/ganti/"
    answer = sign_in(client, head.user).get(url, follow=True)
    assert "Dokumen ini sudah tidak dapat diubah." in answer.content.decode()
