"""Diskominfosatik writes the templates of documents in the panel: looks, keeps, publishes, and loses nothing typed."""

from __future__ import annotations

import pytest
import time_machine
from django.contrib.admin.models import LogEntry
from django.db import IntegrityError, transaction

from foundation import clock
from services.outputs.models import OutputTemplate, TemplateState
from services.outputs.rendering import designing, publishing, templates
from services.requests.files import private_path
from tests.services.outputs.rendering import world as made
from tests.services.requests import world
from tests.signing_in import sign_in

pytestmark = pytest.mark.django_db
INDEX = "/panel/templat/"
PAGE = "/panel/templat/umum/"
OWN = "/panel/templat/surat_domisili/"
GOOD = '#show: surat.with(judul: judul_dokumen)\n\nDengan ini diterangkan bahwa #jawaban("nama") benar warga kami.\n'
HOSTILE = '#show: surat.with()\n#read("/etc/passwd") <script>alert(1)</script>\n'


@pytest.fixture
def now():
    with time_machine.travel(made.NOON, tick=False) as traveller:
        yield traveller


@pytest.fixture
def keeper(client, now):
    return sign_in(client, world.officer(is_platform_admin=True).user)


def press(client, doing, isi=GOOD, catatan="Kalimat lebih pendek.", page=PAGE):
    return client.post(page, {"lakukan": doing, "isi": isi, "catatan": catatan}, follow=True)


def test_the_list_names_what_is_in_force_and_who_uses_it(keeper, django_assert_max_num_queries):
    world.publish(made.document())
    keeper.get(INDEX)
    with django_assert_max_num_queries(14):
        page = keeper.get(INDEX).content.decode()
    for said in ("umum", "sktm", "Bawaan", "Izin uji"):
        assert said in page
    press(keeper, "terbitkan")
    press(keeper, "simpan", page=OWN)
    page = keeper.get(INDEX).content.decode()
    for said in ("Versi 1", "surat_domisili", "Belum terbit", "Draf versi 1"):
        assert said in page


def test_the_form_begins_with_what_is_in_force_and_says_what_may_be_asked(keeper):
    world.publish(made.document())
    page = keeper.get(PAGE).content.decode()
    for said in ("#show: surat.with", "Templat bawaan berlaku", "rincian()", "Izin uji", "<code>nama</code>"):
        assert said in page


def test_a_sample_is_printed_and_nothing_is_kept(keeper):
    answer = press(keeper, "contoh")
    assert (answer.status_code, answer["Content-Type"]) == (200, "application/pdf")
    said = made.text_of(answer.content)
    assert "contoh benar warga kami" in said
    assert "PRATINJAU" in said
    assert not OutputTemplate.objects.exists()


def test_a_draft_changes_nothing_until_it_is_published(keeper):
    page = press(keeper, "simpan").content.decode()
    assert "Draf versi 1 belum terbit" in page
    assert templates.find("umum").source != GOOD
    page = press(keeper, "terbitkan").content.decode()
    assert "Versi 1 berlaku untuk dokumen yang diputus mulai sekarang." in page
    assert "Kalimat lebih pendek." in page
    assert templates.find("umum").source == GOOD
    assert LogEntry.objects.get().object_repr == "umum v1"


def test_the_next_document_is_made_from_what_was_published_and_the_one_before_stays(keeper, now):
    request, _citizen, head = made.ready()
    before = made.issued(request, head, now)
    press(keeper, "terbitkan")
    other, _citizen, head = made.ready(request.version)
    after = made.issued(other, head, now)
    assert (after.template, before.template.partition("@")[0]) == ("umum@1", "umum")
    assert "benar warga kami" in made.text_of(private_path(after.path).read_bytes())
    assert "benar warga kami" not in made.text_of(private_path(before.path).read_bytes())


@pytest.mark.parametrize("doing", ["terbitkan", "contoh"])
@pytest.mark.parametrize(
    ("isi", "said"), [(HOSTILE, "Kata “read” tidak boleh dipakai"), ("#tiada()", "tidak dapat dic")]
)
def test_what_reaches_out_or_does_not_print_is_refused_and_stays_in_the_form(keeper, doing, isi, said):
    answer = press(keeper, doing, isi)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert said in page
    assert "<script>alert" not in page
    assert isi.splitlines()[0] in page
    assert not OutputTemplate.objects.filter(state=TemplateState.PUBLISHED).exists()


def test_a_draft_may_be_unfinished_and_is_there_the_next_day(keeper):
    assert press(keeper, "simpan", "#tiada(").status_code == 200
    assert "#tiada(" in keeper.get(PAGE).content.decode()


def test_what_a_service_in_use_cannot_answer_is_named_and_not_published(keeper):
    world.publish(made.document())
    answer = press(keeper, "terbitkan", GOOD + '#jawaban("nama_ayah") #fakta("profile.tiada")')
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "memakai templat ini dan tidak punya “nama_ayah”, “profile.tiada”." in page
    assert press(keeper, "terbitkan", GOOD + '#fakta("profile.address.desa")').status_code == 200


def test_without_a_word_on_what_changed_nothing_is_published(keeper):
    answer = press(keeper, "terbitkan", catatan=" ")
    assert answer.status_code == 422
    assert "Tulis apa yang berubah" in answer.content.decode()
    assert designing.draft_of("umum").source == GOOD


def test_what_was_shipped_is_put_back_as_a_version_of_its_own(keeper):
    press(keeper, "terbitkan")
    page = press(keeper, "bawaan").content.decode()
    assert "Kembali ke templat bawaan." in page
    assert (templates.find("umum").version, templates.find("umum").source) == ("2", templates.shipped("umum").source)


def test_a_new_template_begins_at_the_list_and_its_key_is_a_plain_word(keeper):
    assert keeper.get(INDEX, {"kunci": "surat_domisili"})["Location"] == OWN
    answer = keeper.get(INDEX, {"kunci": "Surat Domisili"})
    assert answer.status_code == 422
    assert "Kunci ditulis dengan huruf kecil" in answer.content.decode()
    assert "Belum pernah terbit" in keeper.get(OWN).content.decode()
    press(keeper, "terbitkan", page=OWN)
    assert templates.find("surat_domisili").source == GOOD
    assert press(keeper, "bawaan", page=OWN).status_code == 400


@pytest.mark.parametrize("key", ["surat", "Umum", "a-b"])
def test_a_key_that_no_template_may_have_has_no_page(keeper, key):
    assert keeper.get(f"/panel/templat/{key}/").status_code == 404


def test_an_endless_text_is_refused(keeper):
    answer = press(keeper, "simpan", "x" * 40_001)
    assert answer.status_code == 422
    assert "terlalu panjang" in answer.content.decode()


def test_an_unknown_wish_is_refused(keeper):
    assert press(keeper, "hapus").status_code == 400


def test_nobody_but_the_keeper_of_the_portal_comes_in(client, now):
    for who in (world.officer("kepala"), world.officer(is_agency_admin=True), world.citizen()):
        sign_in(client, who.user)
        assert client.get(INDEX).status_code in {302, 403}
        assert client.get(PAGE).status_code in {302, 403}
        client.logout()


def test_a_version_published_in_another_way_meanwhile_does_not_hide_this_one(now):
    user = world.officer(is_platform_admin=True).user
    designing.save("umum", GOOD, "", user)
    publishing.publish("umum", GOOD + "Dua.")
    row = designing.publish("umum", GOOD + "Tiga.", "Tambah kalimat.", user)
    assert row.version == 3
    assert templates.find("umum").source == GOOD + "Tiga."


def test_the_database_keeps_one_draft_of_a_template(now):
    designing.save("umum", GOOD, "", world.officer(is_platform_admin=True).user)
    with pytest.raises(IntegrityError), transaction.atomic():
        OutputTemplate.objects.create(key="umum", version=9, source=GOOD, made_at=clock.now())
