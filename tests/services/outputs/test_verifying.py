"""Anybody checks a document: by its code, by its file, by its QR code; and reads initials, never a name."""

from __future__ import annotations

import json
import random
import re
import subprocess
import sys
from io import StringIO
from typing import Any

import jwt
import pytest
import time_machine
from django.conf import settings
from django.core.cache import cache
from django.core.management import CommandError, call_command
from django.db import IntegrityError, transaction
from django.test import Client

from foundation import crypto, signing
from services.outputs.effect import revoke
from services.outputs.models import Credential, Output, OutputStatus
from services.outputs.presenters import links
from services.outputs.verifying import codes, credentials, limits, revocations
from services.outputs.verifying.credentials import Claims, Forged, KeyGivenUp
from services.outputs.verifying.lookup import Standing, by_code
from services.requests import engine
from services.requests.files import private_path
from services.requests.models import ServiceRequest
from tests.services.outputs import world as outputs
from tests.services.requests import world
from tests.signing_in import sign_in

pytestmark = pytest.mark.django_db
NOON = "2026-11-24T05:00:00Z"
NAME = "Ratu Melati Sucinta"


@pytest.fixture
def issued() -> Any:
    """Issue one document and return it; the clock stands still afterwards."""
    with time_machine.travel(NOON, tick=False) as now:
        request, citizen, head = outputs.ready_to_decide()
        citizen.party.name = NAME
        citizen.party.save()
        draft = outputs.prepared(request, head)
        outputs.approve(request, head, draft)
        now.shift(11)
        engine.settle(request.pk)
        draft.refresh_from_db()
        yield draft


def page(client: Client, address: str, status: int = 200) -> str:
    answer = client.get(address)
    assert answer.status_code == status, answer.status_code
    return str(answer.content.decode())


def change(output: Output, **values: Any) -> None:
    Output.objects.filter(pk=output.pk).update(**values)


def test_a_document_gets_its_code_with_the_decision_and_never_another(issued):
    first = issued.credential
    assert credentials.issue(issued) == first
    assert codes.read(codes.shown(first.code).lower()) == first.code


def test_the_page_of_a_code_tells_type_number_date_agency_and_initials(issued, client):
    html = page(client, f"/verifikasi/{issued.credential.code}/")
    for word in ("Sah", "Surat izin uji", "503/7/2026", "24 November 2026", "R*** M*** S***"):
        assert word in html, word


def test_nothing_else_of_anybody_is_told(issued, client):
    request = ServiceRequest.objects.select_related("applicant").get(pk=issued.request_id)
    told = page(client, f"/verifikasi/{issued.credential.code}/") + issued.credential.token
    told += json.dumps(jwt.decode(issued.credential.token, options={"verify_signature": False}))
    for secret in (*NAME.split(), request.applicant.phone, request.applicant.email, "Melati", "3604054104900001"):
        assert secret not in told, secret


@pytest.mark.parametrize(
    ("values", "word"),
    [
        ({"status": OutputStatus.REVOKED}, "Dicabut"),
        ({"status": OutputStatus.SUPERSEDED}, "Diganti"),
        ({"valid_until": "2026-11-23"}, "Kedaluwarsa"),
        ({"valid_until": "2026-11-24"}, "Sah"),
    ],
)
def test_the_very_next_look_says_what_became_of_it(issued, client, values, word):
    change(issued, **values)
    assert f"</svg> {word}</h1>" in page(client, f"/verifikasi/{issued.credential.code}/")


def test_a_revoked_document_stands_in_the_signed_list_with_its_date(issued, client):
    revoke(issued.request)
    body = client.get("/verifikasi/dicabut.json").json()
    listed = signing.open_token(revocations.KIND, body["token"])
    assert listed == {"at": "2026-11-24T05:00:11+00:00", "r": [revocations.mark(issued.credential.code)]}
    assert issued.credential.code not in json.dumps(listed)


def test_an_unknown_code_is_unknown_and_a_mistyped_one_is_told(client):
    assert "Tidak dikenal" in page(client, "/verifikasi/7K3M9QRT2XYZ/", 404)
    answer = client.get("/verifikasi/", {"kode": "7K3M-9QR"})
    assert answer.status_code == 422
    assert "12 huruf dan angka" in answer.content.decode()
    assert 'value="7K3M-9QR"' in answer.content.decode()


def test_a_code_is_read_however_it_is_typed(issued, client):
    code = issued.credential.code
    typed = f" {code[:4].lower()} {code[4:8]}–{code[8:]} ".replace("0", "o").replace("1", "l")
    answer = client.get("/verifikasi/", {"kode": typed})
    assert (answer.status_code, answer.headers["Location"]) == (302, f"/verifikasi/{code}/")


def test_a_file_is_known_by_its_bytes_and_one_flipped_bit_is_noticed(issued, client):
    whole = private_path(issued.path).read_bytes()
    good = client.post("/verifikasi/", {"berkas": outputs.sent(whole)})
    assert "503/7/2026" in good.content.decode()
    flipped = bytearray(whole)
    flipped[len(whole) // 2] ^= 1
    for bad in (bytes(flipped), whole + b"\n", b"x"):
        assert "Tidak dikenal" in client.post("/verifikasi/", {"berkas": outputs.sent(bad)}).content.decode()


@pytest.mark.parametrize("sent", [None, b""])
def test_without_a_file_the_page_asks_for_one(client, sent):
    data = {} if sent is None else {"berkas": outputs.sent(sent)}
    answer = client.post("/verifikasi/", data)
    assert answer.status_code == 422
    assert "Pilih berkas" in answer.content.decode()


def test_of_a_confidential_document_not_even_the_kind_is_told(issued, client):
    ServiceRequest.objects.filter(pk=issued.request_id).update(confidential=True)
    Credential.objects.all().delete()
    issued = Output.objects.select_related("request__applicant", "request__agency").get(pk=issued.pk)
    credential = credentials.issue(issued)
    told = page(client, f"/verifikasi/{credential.code}/") + str(credentials.read(credential.token))
    for word in ("Surat izin uji", "503/7/2026", "R***", issued.request.number, issued.request.agency.short_name):
        assert word not in told, word
    assert "Sah" in told


def test_the_statement_of_a_qr_code_says_the_same_and_verifies_with_any_library(issued, client):
    portal, _hash, text = credentials.address(issued.credential).partition("#")
    assert portal == f"{settings.PORTAL_URL}/verifikasi/{issued.credential.code}/"
    assert credentials.read(text) == by_code(issued.credential.code).claims
    keys = jwt.PyJWKSet.from_dict(client.get("/verifikasi/kunci.json").json())
    kid = jwt.get_unverified_header(text)["kid"]
    assert jwt.decode(text, keys[kid].key, algorithms=["EdDSA"])["n"] == "503/7/2026"


def test_a_thousand_changed_statements_are_all_refused(issued):
    text, chance = issued.credential.token, random.Random(20261124)
    alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
    last = len(text) - 1  # its two last bits say nothing, so another letter may mean the same bytes
    for _number in range(1000):
        at = chance.randrange(last)
        if text[at] == ".":
            continue
        other = chance.choice(alphabet.replace(text[at], ""))
        with pytest.raises(Forged):
            credentials.read(text[:at] + other + text[at + 1 :])


@pytest.mark.parametrize("text", ["", "x", "a.b.c", "....", "é" * 50, "eyJhbGciOiJub25lIn0.e30."])
def test_what_is_no_statement_is_refused(text):
    with pytest.raises(Forged):
        credentials.read(text)


def test_a_statement_of_another_kind_or_signed_by_none_of_us_is_refused(issued):
    claims = jwt.decode(issued.credential.token, options={"verify_signature": False})
    kid = crypto.key_ids()[0]
    stranger = signing.Ed25519PrivateKey.generate()
    secret = jwt.encode(claims, "x" * 32, algorithm="HS256", headers={"kid": kid, "typ": credentials.KIND})
    foreign = jwt.encode(claims, stranger, algorithm="EdDSA", headers={"kid": kid, "typ": credentials.KIND})
    for text in (signing.token(revocations.KIND, claims), secret, foreign):
        with pytest.raises(Forged):
            credentials.read(text)


def test_after_rotation_old_statements_verify_and_a_revoked_key_no_more(issued, settings):
    text, old = issued.credential.token, settings.FIELD_KEYS[0]
    new = "k9:" + "A" * 43 + "="
    settings.FIELD_KEYS = [new, old]
    assert credentials.read(text).number == "503/7/2026"
    settings.REVOKED_SIGNING_KEYS = [old.partition(":")[0]]
    with pytest.raises(KeyGivenUp):
        credentials.read(text)
    assert [key["kid"] for key in signing.key_set()["keys"]] == ["k9"]
    assert signing.key_set()["revoked"] == [old.partition(":")[0]]


def test_the_key_in_use_cannot_be_revoked_before_there_is_another():
    kid = settings.FIELD_KEYS[0].partition(":")[0]
    ran = subprocess.run(
        [sys.executable, "manage.py", "check"],
        env={"REVOKED_SIGNING_KEYS": kid, "FIELD_KEYS": ",".join(settings.FIELD_KEYS), "PATH": ""},
        capture_output=True,
        text=True,
        cwd=settings.BASE_DIR,
        check=False,
    )
    assert ran.returncode != 0
    assert "REVOKED_SIGNING_KEYS" in ran.stderr + ran.stdout


def test_whoever_tries_many_codes_is_slowed_down(client, monkeypatch):
    cache.clear()
    monkeypatch.setattr(limits, "TRIES", 3)
    for number in range(4):
        assert client.get(f"/verifikasi/7K3M9QRT2XY{number}/").status_code == 404
    assert client.get("/verifikasi/7K3M9QRT2XYZ/").status_code == 429


def test_the_applicant_opens_a_sheet_with_the_qr_code_and_nobody_else_does(issued, client):
    link = links(issued.request)[0]
    owner = issued.request.filed_by
    html = page(sign_in(Client(), owner), link.sheet)
    assert codes.shown(issued.credential.code) in html
    assert re.search(r'<svg class="qr" viewBox="0 0 \d+ \d+"', html)
    assert sign_in(client, world.citizen().user).get(link.sheet).status_code == 404


def test_the_qr_code_holds_few_enough_modules_for_a_cheap_phone(issued):
    from services.outputs.verifying.sheet import qr_svg

    found = re.search(r'viewBox="0 0 (\d+)', qr_svg(credentials.address(issued.credential), "QR"))
    assert found
    assert int(found[1]) <= 85 + 8


def test_the_command_checks_a_file_and_a_qr_code(issued, tmp_path):
    said = StringIO()
    call_command("verify_output", str(private_path(issued.path)), stdout=said)
    assert json.loads(said.getvalue())["standing"] == "valid"
    said = StringIO()
    call_command("verify_output", qr=credentials.address(issued.credential), stdout=said)
    assert json.loads(said.getvalue())["number"] == "503/7/2026"
    other = tmp_path / "lain.pdf"
    other.write_bytes(outputs.pdf())
    for wrong in ({"args": [str(other)]}, {"qr": issued.credential.token[:-4]}, {}, {"args": [str(tmp_path / "x")]}):
        with pytest.raises(CommandError):
            call_command("verify_output", *wrong.get("args", []), qr=wrong.get("qr", ""), stdout=StringIO())


def test_the_database_keeps_one_code_a_document(issued):
    with pytest.raises(IntegrityError), transaction.atomic():
        Credential.objects.create(code="0" * 12, output=issued, token="x", created_at=issued.issued_at)
    with pytest.raises(IntegrityError), transaction.atomic():
        Credential.objects.filter(output=issued).update(code="oOoOoOoOoOoO")


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("Siti Aminah", "S*** A***"),
        ("suharto", "S***"),
        ("H. Tb. Ade Ma'mun", "H*** T*** A*** M***"),
        ("", ""),
        ("- 'x", ""),
        ("Ñu 李", "Ñ*** 李***"),
    ],
)
def test_a_name_is_told_by_its_initials(name, shown):
    assert credentials.initials(name) == shown


def test_every_claim_survives_the_way_through_a_statement(issued):
    one = credentials.read(issued.credential.token)
    empty = Claims(one.code, "", "", one.date, one.date, "", "", "")
    for claims in (one, empty):
        assert credentials.read(credentials.written(claims)) == claims


def test_a_standing_is_what_the_day_makes_of_it(issued):
    change(issued, valid_until="2026-11-30")
    assert by_code(issued.credential.code).standing is Standing.VALID
    with time_machine.travel("2026-11-30T18:00:00Z", tick=False):  # one o'clock on 1 December in Serang
        assert by_code(issued.credential.code).standing is Standing.EXPIRED
