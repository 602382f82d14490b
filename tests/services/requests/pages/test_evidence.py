"""What was sent stays evidence, and opening it leaves the same trace whichever address it was opened by."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from citizens.models import AccessLog
from services.catalogue import documents
from services.catalogue.models import ServiceVersion
from services.definition.fields.file import FileField
from services.requests import engine
from services.requests.actor import Actor
from services.requests.models import Attachment, ServiceRequest
from services.requests.openings import confidential_reference
from services.requests.uploads import store
from tests.services.requests import world
from tests.services.requests.documents import PLAIN
from tests.services.requests.pages import rooms
from tests.signing_in import sign_in

pytestmark = pytest.mark.django_db
FIELDS = [{"id": "foto", "type": "file", "max": 2, "accept": ["image"], "label": "Foto"}]


def published(**access: Any) -> ServiceVersion:
    pages = [{"id": "berkas", "title": "Berkas", "fields": FIELDS}]
    return world.publish({**PLAIN, "form": {"pages": pages}, "access": {"level": "account", **access}})


def with_photo(version: ServiceVersion, warga: Actor) -> tuple[ServiceRequest, Attachment]:
    draft = world.draft(version, warga, {})
    field = documents.load(version).field("foto")
    assert isinstance(field, FileField)
    photo = store(draft, field, rooms.photo(), warga.user)
    engine.save_answers(draft.pk, "berkas", {"foto": [str(photo.pk)]}, warga)
    return draft, photo


def test_a_repeated_press_of_send_throws_no_evidence_away(warga: Actor) -> None:
    draft, photo = with_photo(published(), warga)
    client, press = rooms.browser(warga), {"benar": "ya", "kunci": "a" * 32}
    check = reverse("requests:check", args=[draft.pk])
    client.post(check, press)
    verifier = world.officer("verifikator")
    world.press(draft, "kembalikan", verifier, items=[{"field": "foto", "note": "buram"}])
    client.post(reverse("requests:fix", args=[draft.pk]), {"hapus": str(photo.pk), "keluar": "1"})
    assert client.post(check, press).status_code == 302
    assert Attachment.objects.filter(pk=photo.pk).exists()


def test_opening_a_confidential_file_by_the_applicants_address_names_nobody(warga: Actor, client: Client) -> None:
    version = published(confidential=True)
    draft, photo = with_photo(version, warga)
    engine.perform(draft.pk, "ajukan", warga, key="kirim-1")
    officer = world.officer("verifikator", service=version.service)
    page = sign_in(client, officer.user).get(reverse("requests:attachment", args=[draft.pk, photo.pk]))
    assert page.status_code == 200
    row = AccessLog.objects.get()
    assert (row.party, row.object_id) == (None, confidential_reference(photo.pk))
