"""What is larger than anything we take is counted, not written."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.files.uploadhandler import TemporaryFileUploadHandler
from django.http import HttpRequest
from django.test import RequestFactory
from django.urls import reverse

from services.requests.uploads import UploadCode, UploadProblem, store
from tests.services.requests import world
from tests.services.requests.uploads.test_storing import field


def receive(size: int) -> HttpRequest:
    request = RequestFactory().post(
        reverse("track"), {"berkas": SimpleUploadedFile("foto.jpg", b"x" * size), "lain": "tetap"}
    )
    assert request.POST["lain"] == "tetap"
    return request


def test_a_huge_file_arrives_empty_and_knows_its_size(settings: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    written: list[int] = []
    plain = TemporaryFileUploadHandler.receive_data_chunk

    def counting(self: TemporaryFileUploadHandler, raw_data: bytes, start: int) -> None:
        written.append(len(raw_data))
        plain(self, raw_data, start)

    monkeypatch.setattr(TemporaryFileUploadHandler, "receive_data_chunk", counting)
    file = receive(20_000_000).FILES["berkas"]
    assert file.size == 20_000_000
    assert file.read() == b""
    assert sum(written) <= settings.UPLOAD_MAX_BYTES + 2**16


@pytest.mark.parametrize("size", [10, 2_000_000, 5_000_000])
def test_a_file_within_the_limit_arrives_whole(size: int) -> None:
    assert len(receive(size).FILES["berkas"].read()) == size


@pytest.mark.django_db
def test_a_huge_file_is_refused_for_its_size() -> None:
    draft = world.draft(world.publish(), world.citizen())
    with pytest.raises(UploadProblem) as refusal:
        store(draft, field(), receive(20_000_000).FILES["berkas"], None)
    assert refusal.value.code == UploadCode.TOO_BIG
