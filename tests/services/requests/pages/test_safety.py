"""Bad luck and bad will: lost sessions, two tabs, double presses, foreign addresses; nothing lost, nothing leaked."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from foundation.ids import uuid7
from services.catalogue.models import ServiceVersion
from services.requests import engine
from services.requests.actor import Actor
from services.requests.models import ServiceRequest
from tests.services.requests import world
from tests.services.requests.documents import ANSWERS
from tests.services.requests.pages import rooms

pytestmark = pytest.mark.django_db
DATA = {"nama": "Siti Uji", "nik": ANSWERS["nik"], "punya": "ya"}
OWNED = ("detail", "check", "receipt", "fix", "withdraw")


@pytest.fixture
def version() -> ServiceVersion:
    return world.publish()


@pytest.fixture
def client(warga: Actor) -> Client:
    return rooms.browser(warga)


def filled(client: Client) -> ServiceRequest:
    draft = rooms.begin(client, "izin-uji")
    assert client.post(rooms.page_url(draft, "data"), DATA).status_code == 302
    return draft


def bare(response: Any) -> str:
    """Return a page without what changes from one answer to the next."""
    html = re.sub(r'name="(csrfmiddlewaretoken|kunci)" value="[^"]*"', "", response.content.decode())
    return re.sub(r"[0-9a-f]{8}-[0-9a-f-]{27}|\b[2-9A-Z]{4}-[2-9A-Z]{4}\b", "", html)


def test_a_double_press_makes_one_request_and_one_receipt(client: Client, version: ServiceVersion) -> None:
    draft = filled(client)
    url = reverse("requests:check", args=[draft.pk])
    body = {**{n: v[0] for n, v in rooms.form_of(client.get(url)).items()}, "benar": "ya"}
    first, second = client.post(url, body), client.post(url, body)
    assert first["Location"] == second["Location"] == reverse("requests:receipt", args=[draft.pk])
    assert world.fresh(draft).events.count() == 1


def test_two_tabs_send_one_request(client: Client, version: ServiceVersion) -> None:
    draft = filled(client)
    url = reverse("requests:check", args=[draft.pk])
    tabs = [{**{n: v[0] for n, v in rooms.form_of(client.get(url)).items()}, "benar": "ya"} for _tab in range(2)]
    assert tabs[0]["kunci"] != tabs[1]["kunci"]
    client.post(url, tabs[0])
    late = client.post(url, tabs[1], follow=True)
    assert "Permohonan ini sudah terkirim" in rooms.text_of(late)
    assert world.fresh(draft).events.count() == 1


def test_an_old_tab_cannot_write_into_a_request_that_was_sent(client: Client, version: ServiceVersion) -> None:
    draft = filled(client)
    rooms.send(client, draft)
    late = client.post(rooms.page_url(draft, "data"), {**DATA, "nama": "Lain"})
    assert late["Location"] == reverse("requests:detail", args=[draft.pk])
    assert engine.plain_answers(world.fresh(draft))["nama"] == "Siti Uji"


def test_typing_survives_a_lost_session(client: Client, version: ServiceVersion, warga: Actor) -> None:
    draft = rooms.begin(client, "izin-uji")
    url = rooms.page_url(draft, "data")
    client.logout()
    lost = client.post(url, {**DATA, "nama": "Siti Terputus"})
    assert lost["Location"] == f"{reverse('account_login')}?next={url}"
    assert warga.user is not None
    client.force_login(warga.user)
    back = client.get(url, follow=True)
    assert "Isian terakhir Anda tidak hilang" in rooms.text_of(back)
    assert rooms.form_of(back)["nama"] == ["Siti Terputus"]


def test_what_was_typed_without_a_session_lies_sealed(client: Client, version: ServiceVersion) -> None:
    draft = rooms.begin(client, "izin-uji")
    client.logout()
    client.post(rooms.page_url(draft, "data"), DATA)
    assert ANSWERS["nik"] not in str(dict(client.session.items()))


def test_somebody_else_who_signs_in_gets_nothing_of_it(client: Client, version: ServiceVersion) -> None:
    draft = rooms.begin(client, "izin-uji")
    client.logout()
    client.post(rooms.page_url(draft, "data"), DATA)
    other = world.citizen()
    assert other.user is not None
    client.force_login(other.user)
    assert client.get(rooms.page_url(draft, "data")).status_code == 404
    assert "nama" not in engine.plain_answers(world.fresh(draft))


@pytest.mark.parametrize("name", OWNED)
def test_a_foreign_request_looks_like_one_that_is_not_there(client: Client, version: ServiceVersion, name: str) -> None:
    draft = filled(client)
    rooms.send(client, draft)
    other = rooms.browser(world.citizen())
    foreign = other.get(reverse(f"requests:{name}", args=[draft.pk]))
    unknown = other.get(reverse(f"requests:{name}", args=[uuid7()]))
    assert foreign.status_code == unknown.status_code == 404
    assert bare(foreign) == bare(unknown)


def test_a_stranger_learns_nothing_from_an_address(client: Client, version: ServiceVersion) -> None:
    draft = filled(client)
    stranger = Client()
    for pk in (draft.pk, uuid7()):
        answer = stranger.get(reverse("requests:detail", args=[pk]))
        assert answer["Location"] == f"{reverse('account_login')}?next={reverse('requests:detail', args=[pk])}"


def test_a_foreign_request_cannot_be_written(client: Client, version: ServiceVersion) -> None:
    draft = filled(client)
    other = rooms.browser(world.citizen())
    for name in ("check", "fix", "withdraw", "detail"):
        assert other.post(reverse(f"requests:{name}", args=[draft.pk]), {"benar": "ya"}).status_code == 404, name
    assert other.post(rooms.page_url(draft, "data"), DATA).status_code == 404
    assert world.fresh(draft).phase == "draft"


def test_an_unknown_page_of_a_form_is_not_there(client: Client, version: ServiceVersion) -> None:
    draft = filled(client)
    assert client.get(rooms.page_url(draft, "tidak_ada")).status_code == 404


@pytest.mark.parametrize("pages", [OWNED])
def test_personal_pages_are_never_kept_by_a_cache(
    client: Client, version: ServiceVersion, pages: tuple[str, ...]
) -> None:
    draft = filled(client)
    for name in pages:
        answer = client.get(reverse(f"requests:{name}", args=[draft.pk]))
        assert "no-store" in answer["Cache-Control"], name
        assert "Cookie" in answer["Vary"], name
    assert "no-store" in client.get(reverse("requests:list"))["Cache-Control"]


def test_withdrawing_asks_once_and_happens_once(client: Client, version: ServiceVersion) -> None:
    draft = filled(client)
    rooms.send(client, draft)
    url = reverse("requests:withdraw", args=[draft.pk])
    body = {n: v[0] for n, v in rooms.form_of(client.get(url)).items()} | {"alasan": "Salah pilih layanan."}
    gone = client.post(url, body, follow=True)
    assert "Permohonan dibatalkan." in rooms.text_of(gone)
    assert "Dibatalkan" in rooms.text_of(gone)
    client.post(url, body)
    assert world.fresh(draft).events.filter(kind="withdraw").count() == 1
    assert "tidak dapat dibatalkan" in rooms.text_of(client.get(url, follow=True))


def test_withdrawing_from_an_old_page_says_what_happened_meanwhile(client: Client, version: ServiceVersion) -> None:
    draft = filled(client)
    rooms.send(client, draft)
    url = reverse("requests:withdraw", args=[draft.pk])
    body = {n: v[0] for n, v in rooms.form_of(client.get(url)).items()}
    world.press(world.fresh(draft), "lengkap", world.officer("verifikator"))
    late = rooms.text_of(client.post(url, body, follow=True))
    assert "Sudah diproses Petugas" in late
    assert world.fresh(draft).phase == "in_process"


def test_a_draft_is_thrown_away_with_its_files(client: Client, version: ServiceVersion) -> None:
    draft = filled(client)
    url = reverse("requests:withdraw", args=[draft.pk])
    assert "Hapus draf ini?" in rooms.text_of(client.get(url))
    assert client.post(url)["Location"] == reverse("requests:list")
    assert not ServiceRequest.objects.exists()
    assert client.get(url).status_code == 404
