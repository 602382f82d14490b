"""The page of a case: everything needed to decide, and nothing read without a trace."""

from __future__ import annotations

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext

from citizens.models import AccessLog
from foundation.outbox.models import Job
from services.requests import engine, raster
from services.requests.models import Attachment
from services.requests.models.attachment import Scan
from tests.services.desk import world as desk
from tests.services.requests import world

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def now():
    with time_machine.travel(desk.NOW, tick=False) as traveller:
        yield traveller


@pytest.fixture
def version():
    return world.publish(desk.with_papers())


@pytest.fixture
def officer(client):
    made = world.officer("verifikator")
    desk.seat(client, made)
    return made


def test_each_opening_is_written_down_once_for_the_applicant(client, version, officer):
    citizen = world.citizen()
    request = desk.filed(version, citizen)
    for opened in (1, 2):
        assert client.get(desk.url(request)).status_code == 200
        assert AccessLog.objects.count() == opened
    row = AccessLog.objects.first()
    assert (row.party, row.reader, row.agency_code) == (citizen.party, officer.user, "disdukcapil")
    assert (row.what, row.object_id) == ("request", str(request.pk))


def test_a_case_without_files_leaves_no_empty_half_of_a_page(client, version, officer):
    bare, papered = world.submitted(version, world.citizen()), desk.filed(version, world.citizen(), desk.photo())
    page = client.get(desk.url(bare))
    assert page.context["viewer"] is None
    assert "Pemohon tidak mengirim berkas untuk permohonan ini." in desk.words(page)
    assert 'class="split one"' in page.content.decode()
    assert 'class="split"' in client.get(desk.url(papered)).content.decode()


def test_the_page_is_never_kept_by_the_browser(client, version, officer):
    request = desk.filed(version, world.citizen())
    assert "no-store" in client.get(desk.url(request)).headers["Cache-Control"]


def test_numbers_of_identity_are_masked(client, version, officer):
    request = desk.filed(version, world.citizen())
    html = client.get(desk.url(request)).content.decode()
    assert "3604 •••• •••• ••01" in html
    assert "3604054104900001" not in html.replace(" ", "")


def test_answers_stand_page_by_page_with_what_was_left_empty(client, version, officer):
    request = desk.filed(version, world.citizen())
    said = desk.words(client.get(desk.url(request)))
    assert "Nama Siti Uji" in said
    assert "Jumlah tidak diisi" in said


def test_marked_answers_go_along_to_the_page_of_the_return(client, version, officer):
    request = desk.filed(version, world.citizen())
    html = client.get(desk.url(request)).content.decode()
    assert f'id="tandai" method="get" action="{desk.url(request, "kembalikan")}"' in html
    assert 'form="tandai" name="bagian" value="nama"' in html


def test_whoever_cannot_return_a_case_cannot_mark_it(client, version):
    request = desk.filed(version, world.citizen())
    desk.seat(client, world.officer("kepala"))
    assert 'name="bagian"' not in client.get(desk.url(request)).content.decode()


def test_after_a_correction_old_and_new_stand_side_by_side(client, version, officer):
    citizen = world.citizen()
    request = desk.filed(version, citizen)
    world.press(request, "kembalikan", officer, items=[{"field": "nama", "note": "Seperti di KTP."}])
    waiting = desk.words(client.get(desk.url(request)))
    assert "Diminta: Seperti di KTP. Diminta perbaikan" in waiting
    engine.save_answers(request.pk, "data", {**desk.ANSWERS, "nama": "Siti Aminah"}, citizen)
    world.press(request, "perbaiki", citizen)
    html = client.get(desk.url(request)).content.decode()
    assert "<del>Siti Uji</del> <ins>Siti Aminah</ins>" in html
    assert "Sudah dikirim ulang" in html


def test_a_pdf_is_drawn_by_a_worker_and_asked_for_once(client, version, officer):
    request = desk.filed(version, world.citizen(), desk.pdf(2))
    assert "Sedang disiapkan" in desk.words(client.get(desk.url(request)))
    client.get(desk.url(request))
    job = Job.objects.get(kind=raster.JOB)
    raster.rasterise(Attachment.objects.get(pk=job.ids["attachment"]))
    html = client.get(desk.url(request) + "?hal=2").content.decode()
    assert f'{desk.url(request, "berkas", job.ids["attachment"], "2")}"' in html
    assert "Hal. 2 dari 2" in html
    assert "application/pdf" not in html


def test_a_pdf_that_cannot_be_drawn_says_what_to_do(client, version, officer):
    request = desk.filed(version, world.citizen(), desk.pdf())
    client.get(desk.url(request))
    Job.objects.filter(kind=raster.JOB).update(state="failed")
    assert "tidak dapat ditampilkan" in desk.words(client.get(desk.url(request)))


def test_an_infected_file_is_not_shown(client, version, officer):
    request = desk.filed(version, world.citizen(), desk.photo())
    Attachment.objects.update(scan=Scan.INFECTED)
    html = client.get(desk.url(request)).content.decode()
    assert "Berkas berbahaya" in html
    assert '<img src="/panel' not in html


@pytest.mark.parametrize("look", ["hal=99", "hal=-1", "hal=x", "putar=45", "besar=1&putar=90", "berkas=x", "dari=x"])
def test_a_made_up_look_shows_the_nearest_true_one(client, version, officer, look):
    request = desk.filed(version, world.citizen(), desk.photo())
    response = client.get(f"{desk.url(request)}?{look}")
    assert response.status_code == 200
    assert '<img src="/panel' in response.content.decode()


def test_forms_of_earlier_actions_are_read_by_the_next_officer(client, now):
    data = desk.with_papers()
    check = data["workflow"]["states"]["verifikasi"]["actions"][0]
    check["form"] = [{"id": "nomor_loket", "type": "short_text", "required": True, "label": {"id": "Nomor loket"}}]
    request = desk.filed(world.publish(data), world.citizen())
    world.press(request, "lengkap", world.officer("verifikator"), nomor_loket="7B")
    desk.seat(client, world.officer("kepala"))
    assert "Nomor loket 7B" in desk.words(client.get(desk.url(request)))


def test_notes_and_messages_stand_with_the_case(client, version, officer):
    citizen = world.citizen()
    request = desk.filed(version, citizen)
    world.press(request, "catatan", officer, text="Sudah ditelepon.")
    world.press(request, "pesan", citizen, text="Kapan selesai?")
    said = desk.words(client.get(desk.url(request)))
    assert "Sudah ditelepon." in said
    assert "Kapan selesai? Pemohon" in said


def test_what_cannot_be_done_says_why(client, version):
    both = world.officer("verifikator", "kepala")
    desk.seat(client, both)
    request = desk.filed(version, world.citizen())
    said = desk.words(client.get(desk.url(request)))
    assert "Empat mata. Siapa yang menekan “Lengkap” tidak boleh menekan “Setujui”." in said
    world.press(request, "lengkap", both)
    said = desk.words(client.get(desk.url(request)))
    assert "Langkah yang belum bisa Anda ambil" in said
    assert "Anda sudah memeriksa permohonan ini" in said


def test_an_officer_who_has_nothing_to_do_is_led_on(client, version, officer):
    first, second = desk.filed(version, world.citizen()), desk.filed(version, world.citizen())
    world.press(first, "lengkap", officer)
    response = client.get(desk.url(first))
    assert "Tidak ada langkah untuk Anda" in desk.words(response)
    assert response.context["near"].next_url == desk.url(second) + "?dari=belum"


def test_an_ended_request_says_that_it_ended(client, version, officer, now):
    ended = desk.filed(version, world.citizen())
    world.press(ended, "lengkap", officer)
    world.press(ended, "tolak", world.officer("kepala"), alasan="Berkas palsu.")
    now.shift(11)
    engine.settle(ended.pk)
    assert "Permohonan ini sudah berakhir." in desk.words(client.get(desk.url(ended)))


def test_neighbours_follow_the_queue_the_case_was_opened_from(client, version, officer):
    cases = [desk.filed(version, world.citizen()) for _number in range(3)]
    near = client.get(desk.url(cases[1]) + "?dari=belum").context["near"]
    assert (near.place, near.total) == (2, 3)
    assert near.previous_url.startswith(desk.url(cases[0]))
    assert near.next_url.startswith(desk.url(cases[2]))


def test_the_clock_shows_what_is_used_of_the_promise(client, version, officer, now):
    request = desk.filed(version, world.citizen())
    world.press(request, "lengkap", officer)
    now.shift(24 * 3600)
    response = client.get(desk.url(request))
    assert response.context["head"].percent == 33
    assert "Sisa 2 hari kerja" in desk.words(response)


def test_a_case_costs_the_same_with_a_long_history(client, version, officer):
    request = desk.filed(version, world.citizen(), desk.photo())
    client.get(desk.url(request))
    with CaptureQueriesContext(connection) as short:
        client.get(desk.url(request))
    for number in range(10):
        world.press(request, "catatan", officer, text=f"Catatan {number}")
    with CaptureQueriesContext(connection) as long:
        client.get(desk.url(request))
    assert len(long) == len(short) <= 45
