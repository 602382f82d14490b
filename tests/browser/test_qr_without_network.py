"""A phone that opened the page once tells real, forged, expired, revoked and filed apart, with the network off."""

from __future__ import annotations

import json
from typing import Any

import pytest
from playwright.sync_api import Route, expect

from foundation import signing
from services.outputs.verifying import credentials, receipts, revocations
from tests.browser.conftest import Newcomer

CODE, TAKEN_BACK = "7K3M9QRT2XYZ", "0K3M9QRT2XYZ"
CLAIMS = {"c": CODE, "t": "Surat izin uji", "n": "503/7/2026", "d": "2026-11-24", "a": "Dinas Uji", "i": "R*** M***"}
LISTED = {"at": "2026-11-24T05:00:00+00:00", "r": [revocations.mark(TAKEN_BACK)]}
FILED = {"n": "SRG-DKC-2026-000123-7", "t": "Izin uji", "d": "2026-11-24", "i": "R*** M***", "f": "A" * 22}


def statement(**claims: Any) -> str:
    """Return a statement about a document, signed by the key the phone kept."""
    return signing.token(credentials.KIND, CLAIMS | claims)


def told() -> dict[str, str]:
    """Return what is scanned, and the word that the page says to it."""
    real = statement()
    head, _body, signature = real.split(".")
    other = statement(n="503/999/2026").split(".")[1]
    return {
        real: "Tanda tangan QR sah",
        f"{head}.{other}.{signature}": "Tidak sah",
        "bukan.pernyataan.kita": "Tidak sah",
        statement(u="2020-01-01"): "Kedaluwarsa",
        statement(c=TAKEN_BACK): "Dicabut",
        signing.token(receipts.KIND, FILED): "Tanda terima sah",
        signing.token(revocations.KIND, LISTED): "Tidak sah",
    }


def answer(body: dict[str, Any]) -> Any:
    """Return a handler that answers with JSON."""

    def give(route: Route) -> None:
        route.fulfill(status=200, content_type="application/json", body=json.dumps(body))

    return give


@pytest.mark.browser
def test_every_kind_of_code_is_told_apart_without_a_network(newcomer: Newcomer) -> None:
    person = newcomer()
    kept = {
        "**/verifikasi/kunci.json": signing.key_set(),
        "**/verifikasi/dicabut.json": {"token": signing.token(revocations.KIND, LISTED)},
    }
    for address, body in kept.items():
        person.context.route(address, answer(body))
    person.go("/verifikasi/")
    person.page.wait_for_function(
        "() => localStorage.getItem('verifikasi:kunci') && localStorage.getItem('verifikasi:daftar')"
    )
    for address in kept:
        person.context.unroute(address)
    for address in ("/verifikasi/", "/verifikasi/kunci.json", "/verifikasi/dicabut.json", "/sw.js"):
        person.watch.expect(f"{person.url}{address}")
    person.context.set_offline(True)
    for scanned, word in told().items():
        person.page.evaluate("(text) => { location.hash = text; }", scanned)
        expect(person.page.locator("#luring-kata")).to_have_text(word)
    person.page.evaluate("(text) => { location.hash = text; }", signing.token(receipts.KIND, FILED))
    expect(person.page.locator("#luring")).to_contain_text("SRG-DKC-2026-000123-7")
    person.context.set_offline(False)
    person.look("tanda-terima-luring")
