"""One press, one step: asked for what it needs, refused with a sentence, nothing typed is lost."""

from __future__ import annotations

import pytest
import time_machine

from services.outputs.models import Output, OutputStatus
from services.requests import engine
from services.requests.models import CorrectionItem, Message, Phase, RequestEvent
from tests.services.desk import world as desk
from tests.services.outputs.world import document as issuing
from tests.services.outputs.world import sent
from tests.services.requests import world

pytestmark = pytest.mark.django_db
KEY = "11111111-1111-4111-8111-111111111111"


@pytest.fixture(autouse=True)
def now():
    with time_machine.travel(desk.NOW, tick=False) as traveller:
        yield traveller


@pytest.fixture
def version():
    return world.publish(issuing())


@pytest.fixture
def case(version):
    return world.submitted(version, world.citizen())


@pytest.fixture
def verifier(client):
    made = world.officer("verifikator")
    desk.seat(client, made)
    return made


@pytest.fixture
def head(client, case):
    world.press(case, "lengkap", world.officer("verifikator"))
    made = world.officer("kepala")
    desk.seat(client, made)
    return made


def post(client, case, action: str, **data):
    case = world.fresh(case)
    return client.post(desk.url(case, action), {"kunci": KEY, "urutan": case.seq, **data})


def approve(client, case, **data):
    return post(client, case, "setujui", **{"external_number": "503/7/2026", "hasil": sent(), **data})


def test_an_action_that_needs_nothing_is_taken_at_once(client, case, verifier):
    response = post(client, case, "lengkap")
    assert response.status_code == 302
    assert "Tersimpan: Lengkap." in desk.words(client.get(response.url))
    assert world.fresh(case).state == "putusan"


def test_a_return_asks_for_a_remark_on_every_marked_field(client, case, verifier):
    page = client.get(desk.url(case, "kembalikan") + "?bagian=nama&bagian=nik&bagian=palsu")
    assert [remark.field for remark in page.context["remarks"]] == ["nama", "nik"]
    given = {"bagian": ["nama", "nik"], "catatan.nama": "Seperti di KTP.", "catatan.nik": "Foto buram."}
    post(client, case, "kembalikan", **given, remark="Silakan perbaiki.")
    assert world.fresh(case).phase == Phase.WAITING_APPLICANT
    assert dict(CorrectionItem.objects.values_list("field", "note")) == {
        "nama": "Seperti di KTP.",
        "nik": "Foto buram.",
    }


def test_a_return_with_a_remark_missing_keeps_the_other(client, case, verifier):
    given = {"bagian": ["nama", "nik"], "catatan.nama": "Seperti di KTP.", "catatan.nik": "  "}
    response = post(client, case, "kembalikan", **given)
    assert response.status_code == 422
    said = response.content.decode()
    assert response.context["errors"] == [("catatan.nik", "Nik: tulis apa yang perlu dibetulkan.")]
    assert 'href="#catatan.nik"' in said
    assert "Seperti di KTP." in said
    assert world.fresh(case).phase == Phase.IN_PROCESS


def test_a_return_without_a_mark_tells_how_to_mark(client, case, verifier):
    said = desk.words(client.get(desk.url(case, "kembalikan")))
    assert "Belum ada bagian yang ditandai" in said


def test_a_refusal_needs_its_reason(client, case, head):
    response = post(client, case, "tolak", alasan="")
    assert response.status_code == 422
    assert "Isi alasan." in desk.words(response)
    assert "<title>Galat: Tolak" in response.content.decode()
    assert post(client, case, "tolak", alasan="Berkas palsu.").status_code == 302
    assert world.fresh(case).phase == Phase.REJECTED


def test_a_note_stays_inside_and_a_message_goes_out(client, case, verifier):
    post(client, case, "catatan", text="Sudah ditelepon.")
    post(client, case, "pesan", text="Mohon tunggu.")
    assert Message.objects.get().body == "Mohon tunggu."
    assert list(RequestEvent.objects.filter(request=case, kind="note").values_list("visibility", flat=True)) == [
        "internal"
    ]


@pytest.mark.parametrize(("text", "said"), [("", "Tulis isinya dahulu."), ("x" * 4001, "paling panjang 4.000 huruf")])
def test_a_text_that_is_missing_or_endless_is_refused_and_kept(client, case, verifier, text, said):
    response = post(client, case, "pesan", text=text)
    assert response.status_code == 422
    assert said in desk.words(response)
    assert text in response.content.decode()


def test_a_result_is_attached_numbered_and_issued(client, case, head, now):
    assert approve(client, case).status_code == 302
    draft = Output.objects.get()
    assert (draft.status, draft.external_number, draft.uploaded_by) == (OutputStatus.DRAFT, "503/7/2026", head.user)
    now.shift(11)
    engine.settle(case.pk)
    draft.refresh_from_db()
    assert draft.status == OutputStatus.ISSUED


def test_a_decision_without_its_document_is_refused(client, case, head):
    response = approve(client, case, hasil="")
    assert response.status_code == 422
    assert "Lampirkan dokumen hasil dahulu." in desk.words(response)


def test_a_missing_document_and_a_missing_number_are_told_together(client, case, head):
    response = approve(client, case, hasil="", external_number="")
    assert [control for control, _said in response.context["errors"]] == ["external_number", "hasil"]
    assert not response.context["refusal"]


def test_a_document_survives_a_mistake_in_another_field(client, case, head):
    response = approve(client, case, external_number="")
    assert response.status_code == 422
    kept = desk.hidden(response.content.decode(), "output")
    assert approve(client, case, hasil="", output=kept).status_code == 302
    assert Output.objects.count() == 1


def test_a_file_that_may_not_be_kept_is_refused_with_what_to_do(client, case, head):
    response = approve(client, case, hasil=sent(b"MZ" + b"\0" * 99, "akta.pdf"))
    assert response.status_code == 422
    assert "adalah program" in desk.words(response)
    assert "503/7/2026" in response.content.decode()
    assert not Output.objects.exists()


def test_whoever_may_not_issue_cannot_even_store_a_file(client, case, verifier):
    assert approve(client, case).status_code in {403, 409}
    assert not Output.objects.exists()


def test_the_document_of_another_case_cannot_be_slipped_in(client, case, head, version):
    other = world.submitted(version, world.citizen())
    world.press(other, "lengkap", world.officer("verifikator"))
    approve(client, other)
    foreign = Output.objects.get()
    response = approve(client, case, hasil="", output=str(foreign.pk))
    assert response.status_code == 422


def test_a_second_press_counts_once(client, case, head):
    form = {"kunci": KEY, "urutan": world.fresh(case).seq, "alasan": "Berkas palsu."}
    first, second = (client.post(desk.url(case, "tolak"), form) for _press in range(2))
    assert (first.status_code, second.status_code) == (302, 302)
    assert RequestEvent.objects.filter(request=case, kind="decide").count() == 1


def test_a_second_press_with_a_file_counts_once_too(client, case, head):
    data, seq = sent().read(), world.fresh(case).seq
    answers = [
        client.post(
            desk.url(case, "setujui"), {"kunci": KEY, "urutan": seq, "external_number": "1", "hasil": sent(data)}
        )
        for _press in range(2)
    ]
    assert [answer.status_code for answer in answers] == [302, 302]
    assert Output.objects.count() == 1
    assert RequestEvent.objects.filter(request=case, kind="decide").count() == 1


def test_the_same_key_with_other_words_is_refused(client, case, verifier):
    post(client, case, "catatan", text="Satu.")
    response = post(client, case, "catatan", text="Dua.")
    assert response.status_code == 409
    assert "Dua." in response.content.decode()


def test_when_two_decide_the_second_reads_who_was_first_and_keeps_the_words(client, case, head, now):
    seq = world.fresh(case).seq
    rival = world.officer("kepala")
    world.press(case, "kembalikan", rival, items=[{"field": "nama", "note": "x"}])
    response = client.post(desk.url(case, "tolak"), {"kunci": KEY, "urutan": seq, "alasan": "Panjang dan berharga."})
    assert response.status_code == 409
    assert f"Sudah diproses {rival.staff} pukul 10.00 WIB" in desk.words(response)
    assert "Panjang dan berharga." in response.content.decode()
    assert RequestEvent.objects.filter(request=case, kind="decide").count() == 0


def test_a_page_older_than_the_case_keeps_the_words_and_can_be_sent_again(client, case, head):
    seq = world.fresh(case).seq
    world.press(case, "catatan", world.officer("kepala"), text="Baru.")
    form = {"kunci": KEY, "urutan": seq, "alasan": "Berkas palsu."}
    response = client.post(desk.url(case, "tolak"), form)
    assert response.status_code == 409
    html = response.content.decode()
    again = {"kunci": desk.hidden(html, "kunci"), "urutan": desk.hidden(html, "urutan"), "alasan": "Berkas palsu."}
    assert client.post(desk.url(case, "tolak"), again).status_code == 302


def test_a_step_that_is_not_yours_is_403_with_the_reason(client, case, head):
    verifier_only = world.submitted(case.version, world.citizen())
    for response in (client.get(desk.url(verifier_only, "lengkap")), post(client, verifier_only, "lengkap")):
        assert response.status_code == 403
        assert "bukan wewenang Anda" in desk.words(response)
    assert world.fresh(verifier_only).state == "verifikasi"


def test_a_step_of_another_stage_is_409_and_shows_no_button(client, case, verifier):
    response = client.get(desk.url(case, "setujui"))
    assert response.status_code == 409
    assert 'type="submit">Setujui' not in response.content.decode()


def test_four_eyes_are_refused_with_the_sentence(client, version):
    both = world.officer("verifikator", "kepala")
    desk.seat(client, both)
    case = world.submitted(version, world.citizen())
    world.press(case, "lengkap", both)
    response = post(client, case, "tolak", alasan="x")
    assert response.status_code == 403
    assert "Empat mata" in desk.words(response)


@pytest.mark.parametrize("action", ["tidak-ada", "ajukan_lagi", "hapus"])
def test_an_action_no_service_has_is_not_found(client, case, verifier, action):
    assert client.get(desk.url(case, action)).status_code == 404
    assert post(client, case, action).status_code == 404


def test_an_action_of_the_applicant_is_not_the_officers(client, case, verifier):
    assert post(client, case, "perbaiki").status_code in {403, 409}
    assert world.fresh(case).phase == Phase.IN_PROCESS


def test_a_form_without_a_key_still_works(client, case, verifier):
    assert client.post(desk.url(case, "catatan"), {"text": "Tanpa kunci."}).status_code == 302


def test_claim_and_release(client, case, verifier):
    assert client.get(desk.url(case, "ambil")).status_code == 302  # a page to read is the case itself
    post(client, case, "ambil")
    assert world.fresh(case).assignee == verifier.staff
    post(client, case, "lepas")
    assert world.fresh(case).assignee is None
