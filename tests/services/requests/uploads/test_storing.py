"""A stored file is whole, outside of every web root, counted, and gone without a trace when something fails."""

from __future__ import annotations

import errno
import hashlib
import os
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import DatabaseError

from foundation import clock
from services.definition.fields import make
from services.definition.fields.file import FileField
from services.requests.models import Attachment, ServiceRequest
from services.requests.uploads import UploadCode, UploadProblem, disk, open_private, quota, remove, replace, store
from tests.services.requests import world
from tests.services.requests.uploads import corpus

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def private_root(tmp_path: Path, settings: Any) -> Path:
    settings.PRIVATE_ROOT = tmp_path / "private"
    return tmp_path / "private"


@pytest.fixture
def draft() -> ServiceRequest:
    return world.draft(world.publish(), world.citizen())


def field(**extra: Any) -> FileField:
    made = make({"id": "kk", "type": "file", **extra})
    assert isinstance(made, FileField)
    return made


def sent(data: bytes | None = None, name: str = "kk.jpg") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, corpus.picture() if data is None else data)


def files_in(root: Path) -> list[Path]:
    return [path for path in root.rglob("*") if path.is_file()]


def test_a_photo_is_kept_under_a_name_no_person_chose(draft: ServiceRequest, private_root: Path) -> None:
    kept = store(draft, field(), sent(name="../../Kartu Keluarga.PNG"), None)
    assert kept.display_name == "Kartu Keluarga.jpg"
    assert kept.path == f"berkas/{kept.pk.hex[-2:]}/{kept.pk.hex[-4:-2]}/{kept.pk.hex}"
    assert [path.relative_to(private_root).as_posix() for path in files_in(private_root)] == [kept.path]
    with open_private(kept.path) as file:
        stored = file.read()
    assert (kept.sha256, kept.size) == (hashlib.sha256(stored).hexdigest(), len(stored))
    assert kept.mime == "image/jpeg"


def test_a_pdf_is_kept_byte_for_byte(draft: ServiceRequest) -> None:
    data = corpus.pdf(pages=3)
    kept = store(draft, field(), sent(data, "pindai"), None)
    assert (kept.mime, kept.pages, kept.display_name) == ("application/pdf", 3, "pindai.pdf")
    assert kept.sha256 == hashlib.sha256(data).hexdigest()


def test_an_empty_file_is_refused(draft: ServiceRequest) -> None:
    with pytest.raises(UploadProblem) as refusal:
        store(draft, field(), sent(b""), None)
    assert refusal.value.code == UploadCode.EMPTY


@pytest.mark.parametrize(("max_mb", "size", "limit"), [(5, 20_000_000, 5), (200, 5_000_001, 5), (0.5, 500_001, 0.5)])
def test_a_file_above_the_limit_is_refused_with_the_limit(
    draft: ServiceRequest, max_mb: float, size: int, limit: float
) -> None:
    with pytest.raises(UploadProblem) as refusal:
        store(draft, field(max_mb=max_mb), sent(b"\xff\xd8\xff" + b"\0" * (size - 3)), None)
    assert refusal.value.code == UploadCode.TOO_BIG
    assert refusal.value.params == {"limit": limit}


def test_a_file_exactly_at_the_limit_is_looked_at(draft: ServiceRequest) -> None:
    with pytest.raises(UploadProblem) as refusal:
        store(draft, field(), sent(b"\xff\xd8\xff" + b"\0" * (5_000_000 - 3)), None)
    assert refusal.value.code == UploadCode.IMAGE_BROKEN


def test_the_twenty_first_file_of_a_request_is_refused(draft: ServiceRequest) -> None:
    for _number in range(20):
        store(draft, field(), sent(), None)
    with pytest.raises(UploadProblem) as refusal:
        store(draft, field(), sent(), None)
    assert refusal.value.code == UploadCode.REQUEST_FULL


def test_fifty_megabytes_a_request_are_enough(draft: ServiceRequest) -> None:
    first = store(draft, field(), sent(), None)
    Attachment.objects.filter(pk=first.pk).update(size=50_000_000)
    with pytest.raises(UploadProblem) as refusal:
        store(draft, field(), sent(), None)
    assert refusal.value.code == UploadCode.REQUEST_HEAVY


def test_an_account_that_filled_its_day_may_go_on_tomorrow(draft: ServiceRequest) -> None:
    user = draft.filed_by
    first = store(world.draft(draft.version, world.citizen()), field(), sent(), user)
    Attachment.objects.filter(pk=first.pk).update(size=quota.DAY_BYTES)
    with pytest.raises(UploadProblem) as refusal:
        store(draft, field(), sent(), user)
    assert refusal.value.code == UploadCode.DAY_FULL
    with time_machine.travel(clock.now() + timedelta(days=1, minutes=1)):
        assert store(draft, field(), sent(), user).pk


def test_a_full_disk_gets_a_sentence_and_leaves_nothing(
    draft: ServiceRequest, private_root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_descriptor: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(UploadProblem) as refusal:
        store(draft, field(), sent(), None)
    assert refusal.value.code == UploadCode.NO_SPACE
    assert files_in(private_root) == []
    assert not Attachment.objects.exists()


def test_the_last_tenth_of_the_disk_is_not_filled_with_uploads(
    draft: ServiceRequest, private_root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(disk, "FLOOR_SHARE", 1.0)
    monkeypatch.setattr(disk, "FLOOR_BYTES", 10**18)
    with pytest.raises(UploadProblem) as refusal:
        store(draft, field(), sent(), None)
    assert refusal.value.code == UploadCode.NO_SPACE
    assert files_in(private_root) == []


def test_a_row_that_cannot_be_written_takes_its_file_with_it(
    draft: ServiceRequest, private_root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(**_values: Any) -> Attachment:
        raise DatabaseError("gone")

    monkeypatch.setattr(Attachment.objects, "create", broken)
    with pytest.raises(DatabaseError):
        store(draft, field(), sent(), None)
    assert files_in(private_root) == []


def test_a_path_that_leaves_the_private_root_is_never_opened() -> None:
    with pytest.raises(ValueError, match="private root"):
        open_private("../keys.json")


@pytest.mark.django_db(transaction=True)
def test_a_file_taken_out_of_a_draft_is_really_gone(private_root: Path) -> None:
    draft = world.draft(world.publish(), world.citizen())
    kept = store(draft, field(), sent(), None)
    remove(draft, "kk", [str(kept.pk)])
    assert not Attachment.objects.exists()
    assert files_in(private_root) == []


def test_a_file_of_a_submitted_request_stays_as_evidence(private_root: Path) -> None:
    request = world.submitted(world.publish(), world.citizen())
    kept = store(request, field(), sent(), None)
    remove(request, "kk", [str(kept.pk)])
    assert files_in(private_root) == [private_root / kept.path]


@pytest.mark.parametrize("invented", ["bukan-id", "", "a\x00b", "x" * 5000])
def test_an_invented_id_removes_and_replaces_nothing(draft: ServiceRequest, invented: str) -> None:
    kept = store(draft, field(), sent(), None)
    remove(draft, "kk", [invented])
    replace(draft, [invented], kept.pk)
    assert Attachment.objects.get(replaced_by=None).pk == kept.pk
