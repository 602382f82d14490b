"""Only JSON that every database can keep gets in, and only members that are known."""

from __future__ import annotations

import io
from types import SimpleNamespace
from typing import Any

import pytest

from foundation.api import reading
from foundation.api.problems import Problem


def read(raw: bytes) -> Any:
    return reading.StrictJSONParser().parse(io.BytesIO(raw))


def refused(raw: bytes) -> int:
    with pytest.raises(Problem) as caught:
        read(raw)
    return caught.value.status_code


def asked(**headers: str) -> Any:
    return SimpleNamespace(headers=headers, data={})


def test_sound_json_is_read() -> None:
    assert read('{"nama": "Siti Ñ", "anak": [{"umur": 3}]}'.encode()) == {"nama": "Siti Ñ", "anak": [{"umur": 3}]}


@pytest.mark.parametrize(
    "raw",
    [
        b"",
        b"{",
        b"\xff\xfe",
        b'{"a": NaN}',
        b'{"a": Infinity}',
        b'{"a": 1e400}',
        b'{"a": "\\u0000"}',
        b'{"a": "\\ud800"}',
        b'{"\\u0000": 1}',
        b"[" * 30 + b"]" * 30,
        b"[" * 100_000,
        b"1" * 5000,
    ],
)
def test_what_no_database_keeps_is_refused(raw: bytes) -> None:
    assert refused(raw) == 400


def test_a_body_beyond_the_limit_is_refused_before_it_is_read_whole(settings: Any) -> None:
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 10
    assert refused(b'"aaaaaaaaaaaaaaaaaa"') == 413


def test_members_nobody_knows_are_named() -> None:
    with pytest.raises(Problem) as caught:
        reading.given(SimpleNamespace(data={"service": "x", "state": "selesai"}), "service")  # type: ignore[arg-type]
    assert [each["path"] for each in caught.value.errors] == ["state"]


@pytest.mark.parametrize("key", ["", "pendek", "x" * 81, "ada spasi di sini", "kunci-ñ-12345"])
def test_a_key_that_is_missing_or_no_key_is_refused(key: str) -> None:
    with pytest.raises(Problem) as caught:
        reading.idempotency_key(asked(**{"Idempotency-Key": key}))
    assert (caught.value.status_code, caught.value.named) == (400, "idempotency_key_missing")


@pytest.mark.parametrize("value", [-1, True, "3", 2**31, 1.5, []])
def test_a_number_that_is_none_is_refused(value: Any) -> None:
    with pytest.raises(Problem):
        reading.whole({"seq": value}, "seq")


@pytest.mark.parametrize("value", [None, 3, "", "   ", "x" * 4001])
def test_a_text_that_is_none_is_refused(value: Any) -> None:
    with pytest.raises(Problem):
        reading.text({"text": value}, "text", required=True)
