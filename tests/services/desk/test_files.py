"""Files reach an officer as pictures we drew, or as a download; every look leaves one trace."""

from __future__ import annotations

import pytest
import time_machine

from citizens.models import AccessLog
from services.requests import raster
from services.requests.files import private_path
from services.requests.models import Attachment
from services.requests.models.attachment import Scan
from tests.services.desk import world as desk
from tests.services.requests import world

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def tuesday():
    with time_machine.travel(desk.NOW, tick=False):
        yield


@pytest.fixture
def officer(client):
    made = world.officer("verifikator")
    desk.seat(client, made)
    return made


def paper(data: bytes):
    request = desk.filed(world.publish(desk.with_papers()), world.citizen(), data)
    return request, Attachment.objects.get()


def test_a_photo_is_shown_as_the_picture_we_drew_and_logged_once(client, officer):
    request, file = paper(desk.photo())
    response = client.get(desk.url(request, "berkas", file.pk, 1))
    assert b"".join(response.streaming_content) == private_path(file.path).read_bytes()
    assert response.headers["Content-Type"] == "image/jpeg"
    assert response.headers["Content-Disposition"] == "inline"
    assert response.headers["Cache-Control"] == "no-store"
    assert response.headers["X-Content-Type-Options"] == "nosniff"
    row = AccessLog.objects.get()
    assert (row.what, row.object_id, row.party) == ("attachment", str(file.pk), request.applicant)


def test_pages_of_a_pdf_come_as_pictures_once_they_are_drawn(client, officer):
    request, file = paper(desk.pdf(2))
    assert client.get(desk.url(request, "berkas", file.pk, 1)).status_code == 404
    raster.rasterise(file)
    response = client.get(desk.url(request, "berkas", file.pk, 2))
    assert next(response.streaming_content).startswith(b"\xff\xd8\xff")
    assert client.get(desk.url(request, "berkas", file.pk, 3)).status_code == 404
    assert client.get(desk.url(request, "berkas", file.pk, 0)).status_code == 404


def test_the_original_is_only_ever_downloaded(client, officer):
    request, file = paper(desk.pdf())
    response = client.get(desk.url(request, "berkas", file.pk))
    assert response.headers["Content-Disposition"].startswith('attachment; filename="kk.pdf"')
    assert response.headers["Cache-Control"] == "no-store"
    assert AccessLog.objects.count() == 1


def test_an_infected_file_is_given_to_nobody(client, officer):
    request, file = paper(desk.photo())
    Attachment.objects.update(scan=Scan.INFECTED)
    for address in (desk.url(request, "berkas", file.pk, 1), desk.url(request, "berkas", file.pk)):
        assert client.get(address).status_code == 404
    assert not AccessLog.objects.exists()


def test_a_file_is_found_only_under_its_own_case(client, officer):
    request, file = paper(desk.photo())
    other = desk.filed(request.version, world.citizen())
    assert client.get(desk.url(other, "berkas", file.pk, 1)).status_code == 404


def test_a_file_gone_from_the_disk_is_not_found(client, officer):
    request, file = paper(desk.photo())
    private_path(file.path).unlink()
    assert client.get(desk.url(request, "berkas", file.pk)).status_code == 404
    assert client.get(desk.url(request, "berkas", file.pk, 1)).status_code == 404
