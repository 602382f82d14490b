"""A worker has every file looked through; until it is found clean nobody at a desk opens it, and infected never."""

from __future__ import annotations

import io
import socket
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from foundation.outbox.models import Job
from services.definition.fields.file import FileField
from services.requests import engine
from services.requests.actor import Actor
from services.requests.handlers import scan_file
from services.requests.lookups import RequestLookups
from services.requests.models import Attachment
from services.requests.models.attachment import Scan
from services.requests.uploads import scanning, store
from services.requests.uploads.clamd import CHUNK, Clamd, ScannerAway
from spbe_portal import outside
from spbe_portal.env import SettingError
from tests.services.desk.world import seat as sit
from tests.services.desk.world import with_papers
from tests.services.requests import world
from tests.services.requests.documents import ANSWERS
from tests.services.requests.pages import rooms
from tests.services.requests.uploads import corpus
from tests.services.requests.uploads.scanner import MARK, NAME, daemon

FIELD = FileField.model_validate({"id": "bukti", "type": "file", "accept": ("image", "pdf")})
BAD = corpus.pdf(objects=(b"(" + MARK + b")",))


@pytest.fixture
def warga(db: None) -> Actor:
    return world.citizen()


def upload(warga: Actor, data: bytes) -> Attachment:
    draft = world.draft(world.publish(with_papers()), warga)
    return store(draft, FIELD, SimpleUploadedFile("surat.pdf", data), warga.user)


def run(kept: Attachment) -> str:
    """Do the job of a file and return what the row says then."""
    scan_file(Job.objects.get(kind=scanning.JOB, key=f"pindai:{kept.pk}"))
    kept.refresh_from_db()
    return str(kept.scan)


@pytest.mark.parametrize("size", [0, 1, CHUNK, CHUNK + 1, 3 * CHUNK])
def test_every_byte_reaches_the_scanner(size: int) -> None:
    sent = bytes(range(256)) * (size // 256) + b"x" * (size % 256)
    with daemon() as (url, seen):
        assert Clamd(url).scan(io.BytesIO(sent)) == ""
    assert seen == [sent]


def test_what_was_found_is_named() -> None:
    with daemon() as (url, _seen):
        assert Clamd(url).scan(io.BytesIO(b"a" * CHUNK + MARK)) == NAME


@pytest.mark.parametrize(
    "said", ["silent", "INSTREAM size limit exceeded. ERROR", "stream: OK, perhaps", "HTTP/1.1 200 OK", "x" * 9000]
)
def test_whatever_is_no_verdict_lets_no_file_pass(said: str) -> None:
    with daemon(said) as (url, _seen), pytest.raises(ScannerAway):
        Clamd(url).scan(io.BytesIO(b"isi"))


def test_a_scanner_that_is_not_there_lets_no_file_pass() -> None:
    with socket.create_server(("127.0.0.1", 0)) as gone:
        port = gone.getsockname()[1]
    for url in (f"tcp://127.0.0.1:{port}", "unix:///nonexistent/clamd.ctl"):
        with pytest.raises(ScannerAway):
            Clamd(url).scan(io.BytesIO(b"isi"))


@pytest.mark.parametrize("url", ["clamd:3310", "http://clamd:3310", "tcp://", "unix://"])
def test_an_address_nobody_can_reach_stops_the_start(url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CLAMD_URL", url)
    with pytest.raises(SettingError, match="CLAMD_URL"):
        outside.virus_scanner()


@pytest.mark.django_db
def test_without_a_scanner_nothing_waits(warga: Actor) -> None:
    assert upload(warga, corpus.pdf()).scan == Scan.NOT_CONFIGURED
    assert not Job.objects.filter(kind=scanning.JOB).exists()


@pytest.mark.django_db
@pytest.mark.parametrize(("data", "verdict"), [(corpus.pdf(), Scan.CLEAN), (BAD, Scan.INFECTED)])
def test_a_file_waits_until_a_worker_has_its_verdict(warga: Actor, settings: Any, data: bytes, verdict: str) -> None:
    with daemon() as (settings.CLAMD_URL, _seen):
        kept = upload(warga, data)
        assert kept.scan == Scan.WAITING
        assert run(kept) == verdict


@pytest.mark.django_db
def test_while_the_scanner_is_away_the_file_stays_shut_and_is_tried_again(warga: Actor, settings: Any) -> None:
    with daemon("silent") as (settings.CLAMD_URL, _seen):
        kept = upload(warga, corpus.pdf())
        with pytest.raises(Exception, match="pemindai virus tidak menjawab"):
            run(kept)
    kept.refresh_from_db()
    assert scanning.is_shut(kept)


@pytest.mark.django_db
@pytest.mark.parametrize("scan", [Scan.WAITING, Scan.INFECTED])
def test_an_officer_opens_no_file_before_it_is_clean(client: Any, warga: Actor, scan: str) -> None:
    version = world.publish(with_papers())
    draft = world.draft(version, warga)
    kept = store(draft, FIELD, SimpleUploadedFile("surat.pdf", corpus.pdf()), warga.user)
    world.press(draft, "ajukan", warga)
    officer = world.officer("verifikator", at=version.service.agency)
    sit(client, officer)
    urls = [
        reverse("desk:original", args=[draft.pk, kept.pk]),
        reverse("requests:attachment", args=[draft.pk, kept.pk]),
    ]
    assert [client.get(url).status_code for url in urls] == [200, 200]
    Attachment.objects.update(scan=scan)
    assert [client.get(url).status_code for url in urls] == [404, 404]


@pytest.mark.django_db
def test_whoever_sent_an_infected_file_is_asked_for_another(warga: Actor) -> None:
    kept = upload(warga, corpus.pdf())
    lookups = RequestLookups(kept.request)
    assert lookups.file_exists(str(kept.pk))
    Attachment.objects.update(scan=Scan.INFECTED)
    assert not RequestLookups(kept.request).file_exists(str(kept.pk))
    answer = rooms.browser(warga).get(reverse("requests:attachment", args=[kept.request_id, kept.pk]))
    assert answer.status_code == 404
    assert engine.plain_answers(world.fresh(kept.request))["nama"] == ANSWERS["nama"], "nothing else is lost"
