"""Whoever checks a document with a weak signal fetches little, and learns nothing of anybody."""

from __future__ import annotations

import gzip
import re
from pathlib import Path

import pytest
import time_machine
from django.contrib.staticfiles import finders

from services.outputs.models import OutputStatus
from tests.services.outputs import world as outputs

pytestmark = pytest.mark.django_db
NOON = "2026-11-24T05:00:00Z"
MOST = 15 * 1024  # to read the answer: the page, the stylesheet and the mark, compressed as they go over the wire
PAGE = 5 * 1024  # the page alone, which is all that a second check fetches
WHOLE = 30 * 1024  # once, with what lets this phone check the next QR code without a network
NAME, STREET = "Ratu Melati Sucinta", "Gang Kenanga Ujung"
NIK, PHONE = "3604054104900001", "+6281200001234"


@pytest.fixture
def out():
    with time_machine.travel(NOON, tick=False) as now:
        request, citizen, head, output = outputs.issued(valid={"years": 1})
        party = citizen.party
        party.name, party.street, party.nik, party.phone = NAME, STREET, NIK, PHONE
        party.save()
        now.shift(60)
        yield request, citizen, head, output


def fetched(client, output):
    answer = client.get(f"/verifikasi/{output.credential.code}/", headers={"accept-encoding": "gzip"})
    assert answer["Content-Encoding"] == "gzip"
    head = sum(len(name) + len(value) + 4 for name, value in answer.items())
    return gzip.decompress(answer.content).decode(), head + len(answer.content)


def light(address):
    path = finders.find(address.removeprefix("/static/"))
    assert path, address
    return len(gzip.compress(Path(path).read_bytes(), 9))


def test_the_answer_is_read_after_fifteen_kilobytes_and_a_second_one_after_five(out, client):
    html, page = fetched(client, out[3])
    assert page <= PAGE
    sheets = re.findall(r'<link rel="stylesheet" href="([^"]+)"', html)
    marks = set(re.findall(r'<img [^>]*src="([^"]+)"', html))
    seen = page + sum(light(each) for each in (*sheets, *marks))
    assert seen <= MOST, f"{seen} bytes before anybody reads whether the document counts"
    modules = [*re.findall(r'<script [^>]*src="([^"]+)"', html), "/static/js/vendor/noble-ed25519.js"]
    assert seen + sum(light(each) for each in modules) <= WHOLE


@pytest.mark.parametrize("status", [OutputStatus.ISSUED, OutputStatus.REVOKED, OutputStatus.SUPERSEDED])
def test_no_page_of_a_code_names_anybody(out, client, status):
    request, citizen, head, output = out
    type(output).objects.filter(pk=output.pk).update(status=status, look_at=None)
    html, _page = fetched(client, output)
    assert "R*** M*** S***" in html
    words = [*NAME.split(), *STREET.split(), NIK, PHONE, citizen.party.email, head.staff.title, str(request.pk)]
    assert [word for word in words if word and word in html] == []
    assert re.findall(r"\b\d{16}\b|\+62\d{8,}|\b08\d{8,}\b", html) == []
