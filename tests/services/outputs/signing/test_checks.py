"""A start with a seal that does not open, or with authorities nobody can read, says so."""

from __future__ import annotations

import pytest

from services.outputs import checks
from services.outputs.signing import stand_in
from spbe_portal import env, outside


def found():
    return [str(each.id) for each in [*checks.seals_open(), *checks.authorities_are_readable()]]


def test_sound_settings_are_not_complained_about(settings, tmp_path):
    assert found() == []
    authority = stand_in.Authority()
    (tmp_path / "dinkes.p12").write_bytes(authority.issue("Segel", "kunci"))
    (tmp_path / "penerbit.pem").write_bytes(authority.pem)
    settings.AGENCY_SEAL_DIR, settings.AGENCY_SEAL_PASSWORD = str(tmp_path), "kunci"
    settings.SIGNATURE_TRUST_FILE = str(tmp_path / "penerbit.pem")
    assert found() == []


@pytest.mark.parametrize("password", ["", "keliru"])
def test_a_seal_that_does_not_open_is_named(settings, tmp_path, password):
    (tmp_path / "dinkes.p12").write_bytes(stand_in.Authority().issue("Segel", "kunci"))
    (tmp_path / "dishub.p12").write_bytes(b"no key")
    settings.AGENCY_SEAL_DIR, settings.AGENCY_SEAL_PASSWORD = str(tmp_path), password
    assert found() == ["outputs.E002", "outputs.E002"]


def test_a_folder_or_a_file_that_is_not_there_is_named(settings, tmp_path):
    settings.AGENCY_SEAL_DIR = str(tmp_path / "tidak-ada")
    settings.SIGNATURE_TRUST_FILE = str(tmp_path / "tidak-ada.pem")
    assert found() == ["outputs.E001", "outputs.E003"]
    (tmp_path / "tidak-ada.pem").write_text("kosong")
    assert found() == ["outputs.E001", "outputs.E003"]


@pytest.mark.parametrize("url", ["http://10.0.0.5", "http://esign.example/api", "ftp://127.0.0.1", "esign.example"])
def test_a_passphrase_over_an_open_network_stops_the_start(monkeypatch, url):
    monkeypatch.setenv("ESIGN_URL", url)
    with pytest.raises(env.SettingError, match="ESIGN_URL"):
        outside.signing_service()


def test_the_service_is_off_by_default_and_reads_its_password_from_a_file(monkeypatch, tmp_path):
    assert outside.signing_service()["url"] == ""
    (tmp_path / "sandi").write_text("rahasia\n")
    monkeypatch.setenv("ESIGN_PASSWORD_FILE", str(tmp_path / "sandi"))
    monkeypatch.setenv("ESIGN_URL", "https://esign.example")
    assert outside.signing_service()["password"] == "rahasia"


@pytest.mark.parametrize("place", ["1,2,3", "a,b,c,d,e", "1,2,3,4,5,6", "0"])
def test_a_place_that_is_none_stops_the_start(monkeypatch, place):
    monkeypatch.setenv("ESIGN_PLACE", place)
    with pytest.raises(env.SettingError, match="ESIGN_PLACE"):
        outside.signing_service()
