"""Whoever filed something shows a QR code that proves it, and tells nobody more than the day and initials."""

from __future__ import annotations

import json

import jwt
import pytest
import time_machine
from django.urls import reverse

from foundation import signing
from services.outputs.verifying import credentials, receipts
from services.requests.effects import papers
from services.requests.effects import receipts as offered
from services.requests.models import RequestEvent
from tests.services.outputs.rendering import world as made
from tests.services.requests import world
from tests.services.requests.documents import PLAIN
from tests.signing_in import sign_in

pytestmark = pytest.mark.django_db
NAME = "Ratu Melati Sucinta"


@pytest.fixture
def filed():
    with time_machine.travel(made.NOON, tick=False):
        citizen = world.citizen(NAME)
        yield world.submitted(world.publish(), citizen), citizen


def opened(token):
    keys = jwt.PyJWKSet.from_dict(json.loads(json.dumps(signing.key_set())))
    head = jwt.get_unverified_header(token)
    assert head["typ"] == "terima/1"
    return jwt.decode(token, keys[head["kid"]].key, algorithms=["EdDSA"])


def test_the_statement_tells_service_number_day_office_and_initials_to_any_library(filed):
    request, _citizen = filed
    told = opened(receipts.statement(request))
    filing = RequestEvent.objects.get(request=request, kind="submit")
    assert told == {
        "d": "2026-11-24",
        "f": credentials.short_digest(bytes.fromhex(filing.hash)),
        "n": request.number,
        "t": "Izin uji",
        "a": "Disdukcapil",
        "i": "R*** M*** S***",
    }


def test_the_receipt_leads_to_a_page_with_the_code_and_to_the_paper(filed, client):
    request, citizen = filed
    sign_in(client, citizen.user)
    receipt = client.get(reverse("requests:receipt", args=[request.pk])).content.decode()
    shown, paper = offered(request)
    for link in (shown, paper):
        assert f'href="{link.url}"' in receipt
    page = client.get(shown.url)
    html = page.content.decode()
    assert page["Cache-Control"] == "no-store"
    assert receipts.address(request) in html
    assert 'class="qr"' in html
    assert "Pindai kode QR ini" in made.text_of(client.get(paper.url).content)
    assert [link.title for link in papers(request)] == ["Tanda terima (PDF)"]


def test_nobody_else_gets_the_page(filed, client):
    request, _citizen = filed
    sign_in(client, world.citizen().user)
    assert client.get(offered(request)[0].url).status_code == 404


def test_what_was_not_filed_proves_nothing(filed, client):
    request, citizen = filed
    draft = world.draft(request.version, citizen)
    assert (receipts.statement(draft), receipts.address(draft), offered(draft)) == ("", "", [])
    sign_in(client, citizen.user)
    answer = client.get(f"/permohonan/{draft.pk}/tanda-terima/qr/")
    assert (answer.status_code, answer["Location"]) == (302, f"/permohonan/{draft.pk}/periksa/")


def test_of_a_confidential_request_only_the_day_is_told(client):
    with time_machine.travel(made.NOON, tick=False):
        citizen = world.citizen(NAME)
        data = PLAIN | {"access": {"level": "account", "confidential": True}}
        request = world.submitted(world.publish(data), citizen)
        assert set(opened(receipts.statement(request))) == {"d", "f"}
        html = sign_in(client, citizen.user).get(offered(request)[0].url).content.decode()
        assert request.number not in html
        assert "Yang terlihat hanya tanggalnya." in html


def test_a_receipt_does_not_pass_for_a_document_nor_a_changed_one_for_itself(filed):
    request, _citizen = filed
    token = receipts.statement(request)
    with pytest.raises(credentials.Forged):
        credentials.read(token)
    head, body, signature = token.split(".")
    for changed in (f"{head}.{body[:-2]}AA.{signature}", f"{head}.{body}.{signature[:-4]}AAAA", f"{head}.{body}."):
        with pytest.raises(signing.TokenError):
            signing.open_token(receipts.KIND, changed)
