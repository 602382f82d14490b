"""Dukcapil is asked by element over its own protocol, here spoken by the stand-in on a real port."""

from __future__ import annotations

import datetime as dt
import threading
from collections.abc import Iterator

import pytest

from citizens import actions
from citizens.identity import stand_in
from citizens.identity.dukcapil import DukcapilVerifier
from citizens.identity.verification import Claim, Unanswered
from citizens.models import IdentityCheck, Party

KNOWN = "3604052902009001"
BORN = dt.date(2000, 2, 29)


@pytest.fixture(scope="module")
def verifier() -> Iterator[DukcapilVerifier]:
    server = stand_in.serve(0)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    url = f"http://127.0.0.1:{server.server_port}{stand_in.PATH}"
    yield DukcapilVerifier(url=url, user_id="contoh", password=stand_in.PASSWORD, ip_user="127.0.0.1")
    server.shutdown()
    server.server_close()
    thread.join()


def test_data_that_agree_match_in_every_element(verifier: DukcapilVerifier) -> None:
    match = verifier.verify(Claim(KNOWN, "Warga Contoh Satu", BORN))
    assert match.complete
    assert dict(match.flags) == {"NIK": True, "NAMA_LGKP": True, "TGL_LHR": True}


def test_one_element_that_differs_is_named_and_the_match_is_not_complete(verifier: DukcapilVerifier) -> None:
    match = verifier.verify(Claim(KNOWN, "Warga Contoh Satu", dt.date(2001, 1, 1)))
    assert dict(match.flags)["TGL_LHR"] is False
    assert not match.complete


def test_an_unknown_nik_gives_a_code_and_no_verdict(verifier: DukcapilVerifier) -> None:
    with pytest.raises(Unanswered, match="KOSONG"):
        verifier.verify(Claim("3604054104900001", "Siapa Saja"))


def test_a_used_up_quota_and_a_refused_right_are_told_apart(verifier: DukcapilVerifier) -> None:
    with pytest.raises(Unanswered, match="KUOTA"):
        verifier.verify(Claim(stand_in.QUOTA_NIK, "Siapa Saja"))
    wrong = DukcapilVerifier(url=verifier.url, user_id="x", password="x", ip_user="x")
    with pytest.raises(Unanswered, match="AKSES"):
        wrong.verify(Claim(KNOWN, "Warga Contoh Satu"))


@pytest.mark.parametrize("url", ["http://127.0.0.1:9/x", "file:///etc/passwd", "ftp://127.0.0.1/x"])
def test_a_register_that_cannot_be_reached_is_said_so(url: str) -> None:
    with pytest.raises(Unanswered, match="unreachable"):
        DukcapilVerifier(url=url, user_id="x", password="x", ip_user="x", timeout=0.5).verify(Claim(KNOWN, "X"))


def test_an_unknown_address_of_the_register_gives_no_verdict(verifier: DukcapilVerifier) -> None:
    elsewhere = verifier.url.replace("VERIFY", "OTHER")
    with pytest.raises(Unanswered):
        DukcapilVerifier(url=elsewhere, user_id="x", password="x", ip_user="x").verify(Claim(KNOWN, "X"))


def test_neither_claim_nor_password_is_printed(verifier: DukcapilVerifier) -> None:
    assert stand_in.PASSWORD not in repr(verifier).replace(stand_in.PATH, "").replace("user_id='contoh'", "")
    assert KNOWN not in repr(Claim(KNOWN, "Warga"))


@pytest.mark.django_db
def test_a_match_raises_the_identity_and_keeps_flags_only(verifier: DukcapilVerifier) -> None:
    party = Party.objects.create(name="Warga Contoh Satu", nik=KNOWN, birth_date=BORN)
    check = actions.verify_identity(party, verifier)
    party.refresh_from_db()
    assert (party.identity, check.outcome) == ("matched", "matched")
    assert set(check.flags.values()) == {True}


@pytest.mark.django_db
def test_a_nik_proven_by_somebody_else_is_not_proven_twice(verifier: DukcapilVerifier) -> None:
    Party.objects.create(name="Warga Contoh Satu", nik=KNOWN, birth_date=BORN, identity="seen")
    party = Party.objects.create(name="Warga Contoh Satu", nik=KNOWN, birth_date=BORN)
    assert actions.verify_identity(party, verifier).outcome == "differs"
    party.refresh_from_db()
    assert party.identity == "claimed"


@pytest.mark.django_db
def test_silence_of_the_register_is_kept_with_its_code(verifier: DukcapilVerifier) -> None:
    party = Party.objects.create(name="Siapa", nik="3604054104900001")
    actions.verify_identity(party, verifier)
    assert IdentityCheck.objects.get(party=party).code == "KOSONG"
