"""Files come in with the form: shown, replaced, removed; a bad one is explained while everything else is kept."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from citizens.models import AccessLog
from services.catalogue.models import ServiceVersion
from services.requests import engine
from services.requests.actor import Actor
from services.requests.models import Attachment, RequestGrant, RequestTask, ServiceRequest
from tests.services.requests import world
from tests.services.requests.documents import PLAIN
from tests.services.requests.pages import rooms
from tests.services.requests.uploads import corpus

pytestmark = pytest.mark.django_db
FIELDS = [
    {"id": "catatan", "type": "short_text", "label": "Catatan"},
    {"id": "kk", "type": "file", "required": True, "label": "Kartu keluarga"},
    {"id": "foto", "type": "file", "max": 2, "accept": ["image"], "label": "Foto rumah"},
]


@pytest.fixture
def version() -> ServiceVersion:
    return world.publish({**PLAIN, "form": {"pages": [{"id": "berkas", "title": "Berkas", "fields": FIELDS}]}})


@pytest.fixture
def client(warga: Actor) -> Client:
    return rooms.browser(warga)


@pytest.fixture
def draft(client: Client, version: ServiceVersion) -> ServiceRequest:
    return rooms.begin(client, "izin-uji")


def url(draft: ServiceRequest) -> str:
    return rooms.page_url(draft, "berkas")


@pytest.mark.parametrize(
    ("name", "data", "said"),
    [
        ("kosong.jpg", b"", "kosong (0 byte)"),
        ("foto.jpg", b"MZ\x90\x00" + b"\0" * 900, "adalah program"),
        ("besar.jpg", corpus.picture() + b"\0" * 20_000_000, "lebih besar dari 5 MB"),
        ("gambar.svg", b"<svg xmlns='http://www.w3.org/2000/svg'/>", "SVG"),
        ("foto.heic", b"\x00\x00\x00\x18ftypheic" + b"\0" * 50, "Paling Kompatibel"),
        ("surat.docx", corpus.archive("word/document.xml"), "Simpan sebagai"),
    ],
)
def test_a_bad_file_is_explained_and_the_rest_is_kept(
    client: Client, draft: ServiceRequest, private_root: Path, name: str, data: bytes, said: str
) -> None:
    refused = client.post(url(draft), {"catatan": "Tetap ada", "kk": rooms.photo(name, data), "foto": rooms.photo()})
    assert refused.status_code == 422
    sentences = rooms.summary_of(refused)
    assert len(sentences) == 1
    assert said in sentences[0]
    assert "kartu keluarga" in sentences[0]
    assert set(rooms.links_of(refused)) <= rooms.ids_of(refused)
    kept = engine.plain_answers(world.fresh(draft))
    assert kept["catatan"] == "Tetap ada"
    assert [a.field for a in Attachment.objects.all()] == ["foto"]
    assert len([p for p in private_root.rglob("*") if p.is_file()]) == 1


def test_a_file_is_shown_with_its_size_and_can_be_opened(client: Client, draft: ServiceRequest) -> None:
    client.post(url(draft), {"kk": rooms.photo("KK Bapak.png")})
    page = client.get(url(draft))
    kept = Attachment.objects.get()
    assert "KK Bapak.jpg" in rooms.text_of(page)
    assert reverse("requests:attachment", args=[draft.pk, kept.pk]) in page.content.decode()


def test_removing_a_file_needs_no_script_and_no_other_answer(
    client: Client, draft: ServiceRequest, private_root: Path
) -> None:
    client.post(url(draft), {"kk": rooms.photo()})
    kept = Attachment.objects.get()
    gone = client.post(url(draft), {"catatan": "Sambil jalan", "hapus": str(kept.pk)})
    assert gone.status_code == 302
    assert not Attachment.objects.exists()
    assert engine.plain_answers(world.fresh(draft)) == {"catatan": "Sambil jalan"}


def test_a_new_file_takes_the_place_of_the_only_one(client: Client, draft: ServiceRequest) -> None:
    client.post(url(draft), {"kk": rooms.photo("lama.jpg")})
    client.post(url(draft), {"kk": rooms.photo("baru.jpg")})
    assert [a.display_name for a in Attachment.objects.all()] == ["baru.jpg"]


def test_several_files_are_kept_up_to_the_limit(client: Client, draft: ServiceRequest) -> None:
    three = [rooms.photo(f"{number}.jpg") for number in range(3)]
    refused = client.post(url(draft), {"kk": rooms.photo(), "foto": three})
    assert rooms.summary_of(refused) == ["Unggah paling banyak 2 berkas untuk foto rumah. Hapus satu dahulu."]
    assert Attachment.objects.filter(field="foto").count() == 2


def test_going_on_without_choosing_again_keeps_the_file(client: Client, draft: ServiceRequest) -> None:
    client.post(url(draft), {"kk": rooms.photo()})
    assert client.post(url(draft), {"catatan": ""}).status_code == 302
    assert Attachment.objects.filter(field="kk").exists()
    assert engine.plain_answers(world.fresh(draft))["kk"]


def test_a_foreign_file_cannot_be_claimed(client: Client, draft: ServiceRequest, version: ServiceVersion) -> None:
    other = rooms.browser(world.citizen())
    theirs = rooms.begin(other, "izin-uji")
    other.post(url(theirs), {"kk": rooms.photo()})
    foreign = Attachment.objects.get()
    client.post(url(draft), {"kk": str(foreign.pk), "hapus": str(foreign.pk)})
    assert "kk" not in engine.plain_answers(world.fresh(draft))
    assert Attachment.objects.filter(pk=foreign.pk).exists()


def read(answer: Any) -> bytes:
    """Read a streamed answer to its end, which also closes it as a server would."""
    return b"".join(answer.streaming_content)


def sent_with_file(client: Client, draft: ServiceRequest) -> Attachment:
    assert client.post(url(draft), {"kk": rooms.photo("kk.png")}).status_code == 302
    assert rooms.send(client, draft).status_code == 302
    return Attachment.objects.get()


def test_a_file_is_handed_out_so_that_it_cannot_act(client: Client, draft: ServiceRequest) -> None:
    kept = sent_with_file(client, draft)
    answer = client.get(reverse("requests:attachment", args=[draft.pk, kept.pk]))
    assert answer.status_code == 200
    assert read(answer).startswith(b"\xff\xd8\xff")
    assert answer["Content-Type"] == "image/jpeg"
    assert answer["Content-Disposition"] == "inline; filename=\"kk.jpg\"; filename*=UTF-8''kk.jpg"
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in answer["Content-Security-Policy"]
    assert answer["Cache-Control"] == "no-store"
    saved = client.get(reverse("requests:attachment", args=[draft.pk, kept.pk]) + "?unduh")
    assert saved["Content-Disposition"].startswith("attachment")
    assert read(saved)


def test_a_pdf_is_never_shown_inside_the_page(client: Client, draft: ServiceRequest) -> None:
    client.post(url(draft), {"kk": rooms.photo("kk.pdf", corpus.pdf())})
    answer = client.get(reverse("requests:attachment", args=[draft.pk, Attachment.objects.get().pk]))
    assert answer["Content-Disposition"].startswith("attachment")
    assert read(answer) == corpus.pdf()


def test_a_file_is_there_for_its_owner_only(client: Client, draft: ServiceRequest) -> None:
    kept = sent_with_file(client, draft)
    address = reverse("requests:attachment", args=[draft.pk, kept.pk])
    assert rooms.browser(world.citizen()).get(address).status_code == 404
    assert Client().get(address)["Location"].startswith(reverse("account_login"))
    assert not AccessLog.objects.exists()


def test_a_file_of_one_request_does_not_open_under_another(
    client: Client, draft: ServiceRequest, version: ServiceVersion
) -> None:
    kept = sent_with_file(client, draft)
    mine = rooms.begin(client, "izin-uji", kunci="f" * 32)
    assert client.get(reverse("requests:attachment", args=[mine.pk, kept.pk])).status_code == 404


def test_a_file_that_is_gone_from_the_disk_is_not_there(
    client: Client, draft: ServiceRequest, private_root: Path
) -> None:
    kept = sent_with_file(client, draft)
    (private_root / kept.path).unlink()
    assert client.get(reverse("requests:attachment", args=[draft.pk, kept.pk])).status_code == 404


def test_every_opening_by_an_officer_is_written_down(
    client: Client, draft: ServiceRequest, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("citizens.policies.owes_second_factor", lambda *_args: False)
    kept = sent_with_file(client, draft)
    address = reverse("requests:attachment", args=[draft.pk, kept.pk])
    elsewhere = world.officer("verifikator", at=world.agency("dinkes", "DKS"))
    assert rooms.browser(elsewhere).get(address).status_code == 404
    assert read(rooms.browser(world.officer("verifikator")).get(address))
    log = AccessLog.objects.get()
    assert (log.party, log.what, log.object_id, log.agency_code) == (
        world.fresh(draft).applicant,
        "attachment",
        str(kept.pk),
        "disdukcapil",
    )


def test_a_guest_agency_opens_only_what_it_was_let_see(
    client: Client, draft: ServiceRequest, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("citizens.policies.owes_second_factor", lambda *_args: False)
    kept = sent_with_file(client, draft)
    guest = world.agency("dinkes", "DKS")
    grant = RequestGrant.objects.create(request=draft, agency=guest, fields=["foto"])
    RequestTask.objects.create(request=draft, fork="1", function="teknis", agency=guest)
    desk = rooms.browser(world.officer("teknis", at=guest))
    address = reverse("requests:attachment", args=[draft.pk, kept.pk])
    assert desk.get(address).status_code == 404
    grant.fields = ["kk"]
    grant.save()
    opened = desk.get(address)
    assert opened.status_code == 200
    assert read(opened)
