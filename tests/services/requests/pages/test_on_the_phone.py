"""What a page says may be kept on the phone: nothing secret, nothing confidential, nothing on a shared device."""

from __future__ import annotations

import json
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from services.requests.actor import Actor
from services.requests.models import ServiceRequest
from tests.services.requests import world
from tests.services.requests.documents import PLAIN
from tests.services.requests.pages import rooms
from tests.spbe_portal.markup import sound

pytestmark = pytest.mark.django_db


@pytest.fixture
def draft(warga: Actor) -> ServiceRequest:
    return world.draft(world.publish(), warga)


def attributes(client: Client, path: str) -> dict[str, str]:
    """Return the data attributes that the script reads."""
    html = client.get(path).content.decode()
    sound(html)
    found: dict[str, str] = {}
    for part in html.split("data-draft")[1:]:
        name, _equals, rest = part.partition('="')
        if rest and len(name) < 20:
            found[name.lstrip("-")] = rest.partition('"')[0].replace("&quot;", '"')
    return found


def test_a_page_names_what_may_be_kept_and_nothing_secret(warga: Actor, draft: ServiceRequest) -> None:
    said = attributes(rooms.browser(warga), rooms.page_url(draft, "data"))
    assert said["keep"].split() == ["nama", "punya", "alasan_tanpa"], "the NIK is secret"
    assert said[""] == f"{draft.pk}:data" if "" in said else True
    assert said["base"] == ServiceRequest.objects.get(pk=draft.pk).updated_at.isoformat()
    assert str(warga.user.pk) not in said["owner"]  # type: ignore[union-attr]


def test_two_accounts_have_two_names_on_one_phone(warga: Actor, draft: ServiceRequest) -> None:
    other = world.citizen("Orang Lain")
    theirs = world.draft(draft.version, other, key="lain-lain-lain-lain")
    mine = attributes(rooms.browser(warga), rooms.page_url(draft, "data"))["owner"]
    assert mine == attributes(rooms.browser(warga), reverse("requests:list"))["owner"]
    assert mine != attributes(rooms.browser(other), rooms.page_url(theirs, "data"))["owner"]


def test_where_the_session_ends_with_the_browser_nothing_is_kept(warga: Actor, draft: ServiceRequest) -> None:
    client = rooms.browser(warga)
    session = client.session
    session.set_expiry(0)
    session.save()
    assert not attributes(client, rooms.page_url(draft, "data"))
    assert not attributes(client, reverse("requests:list"))
    assert "draf.js" not in client.get(rooms.page_url(draft, "data")).content.decode()


def test_what_is_confidential_leaves_no_trace_on_the_phone() -> None:
    rooms.places()
    rooms.real(rooms.PPA)
    client = Client()
    draft = rooms.begin(client, "pengaduan-kekerasan")
    assert not attributes(client, rooms.page_url(draft, "keadaan"))


def test_a_page_of_files_alone_keeps_nothing(warga: Actor) -> None:
    data: dict[str, Any] = json.loads(json.dumps(PLAIN))
    data["form"]["pages"].append(
        {
            "id": "berkas",
            "title": {"id": "Berkas"},
            "fields": [{"id": "bukti", "type": "file", "label": {"id": "Bukti"}, "required": False}],
        }
    )
    draft = world.draft(world.publish(data), warga)
    assert not attributes(rooms.browser(warga), rooms.page_url(draft, "berkas"))


def test_the_list_says_what_the_portal_has_of_each_draft(warga: Actor, draft: ServiceRequest) -> None:
    said = attributes(rooms.browser(warga), reverse("requests:list"))
    assert json.loads(said["bases"]) == {str(draft.pk): ServiceRequest.objects.get(pk=draft.pk).updated_at.isoformat()}
