"""Field encryption: bound to its place, under named keys, with a blind index for equality."""

from __future__ import annotations

from base64 import b64encode
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from foundation import crypto

NIK = "3604012345670001"
KEYS = {name: f"{name}:{b64encode(bytes([number]) * 32).decode()}" for number, name in enumerate(["k1", "k2"], 1)}


@given(st.text(), st.text())
def test_what_was_encrypted_comes_back_for_the_same_place(plain: str, aad: str) -> None:
    assert crypto.decrypt(crypto.encrypt(plain, aad=aad), aad=aad) == plain


def test_the_same_value_never_looks_the_same_twice() -> None:
    assert crypto.encrypt(NIK, aad="row 1") != crypto.encrypt(NIK, aad="row 1")


def test_a_value_moved_to_another_row_cannot_be_read() -> None:
    with pytest.raises(crypto.CryptoError):
        crypto.decrypt(crypto.encrypt(NIK, aad="row 1"), aad="row 2")


def test_every_changed_character_is_noticed() -> None:
    token = crypto.encrypt(NIK, aad="row 1")
    start = token.index(":") + 1
    for position in range(start, len(token) - 2):  # the last two carry padding bits
        other = "A" if token[position] != "A" else "B"
        with pytest.raises(crypto.CryptoError):
            crypto.decrypt(token[:position] + other + token[position + 1 :], aad="row 1")


@pytest.mark.parametrize("token", ["", "k1", "k1:", "k1:@@", "k9:QUFB", "plain text", "k1:ééé"])
def test_nonsense_is_an_error_of_ours_and_never_a_crash(token: str, settings: Any) -> None:
    settings.FIELD_KEYS = [KEYS["k1"]]
    with pytest.raises(crypto.CryptoError):
        crypto.decrypt(token, aad="row 1")


def test_a_new_first_key_encrypts_while_old_values_stay_readable_and_can_be_rotated(settings: Any) -> None:
    settings.FIELD_KEYS = [KEYS["k1"]]
    old = crypto.encrypt(NIK, aad="row 1")
    settings.FIELD_KEYS = [KEYS["k2"], KEYS["k1"]]
    assert crypto.decrypt(old, aad="row 1") == NIK
    assert crypto.needs_rotation(old)
    new = crypto.rotate(old, aad="row 1")
    assert new.startswith("k2:")
    assert not crypto.needs_rotation(new)
    assert crypto.rotate(new, aad="row 1") == new
    settings.FIELD_KEYS = [KEYS["k2"]]
    assert crypto.decrypt(new, aad="row 1") == NIK
    with pytest.raises(crypto.CryptoError, match="no key"):
        crypto.decrypt(old, aad="row 1")


def test_two_ids_for_one_key_do_not_open_each_others_values(settings: Any) -> None:
    settings.FIELD_KEYS = [KEYS["k1"], KEYS["k1"].replace("k1", "k3")]
    token = crypto.encrypt(NIK, aad="row 1")
    with pytest.raises(crypto.CryptoError):
        crypto.decrypt(token.replace("k1:", "k3:"), aad="row 1")


@pytest.mark.parametrize(
    ("keys", "word"),
    [
        ([], "no key"),
        (["k1:not-base64!"], "base64"),
        (["k1:" + b64encode(b"short").decode()], "5 bytes"),
        ([KEYS["k1"], KEYS["k1"]], "own id"),
        ([":" + KEYS["k1"][3:]], "own id"),
    ],
)
def test_an_impossible_key_is_named_in_a_sentence(keys: list[str], word: str, settings: Any) -> None:
    settings.FIELD_KEYS = keys
    with pytest.raises(crypto.CryptoError, match=word):
        crypto.encrypt(NIK, aad="row 1")


def test_the_blind_index_is_equal_for_equal_values_of_one_purpose_only() -> None:
    index = crypto.blind_index(NIK, purpose="nik")
    assert index == crypto.blind_index(NIK, purpose="nik")
    assert len(index) == 64
    assert NIK not in index
    assert index != crypto.blind_index(NIK, purpose="kk")
    assert index != crypto.blind_index("3604012345670002", purpose="nik")


def test_the_blind_index_depends_on_its_key(settings: Any) -> None:
    before = crypto.blind_index(NIK, purpose="nik")
    settings.BLIND_INDEX_KEY = b64encode(b"7" * 32).decode()
    assert crypto.blind_index(NIK, purpose="nik") != before
