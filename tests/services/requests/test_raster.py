"""A PDF reaches an officer's screen as pictures only."""

from __future__ import annotations

import resource
import zlib

import pytest
from django.db import transaction
from PIL import Image

from foundation.outbox import PermanentFailure, enqueue
from services.requests import files, raster, raster_child
from services.requests.handlers import draw_pages
from services.requests.models import Attachment
from services.requests.uploads import disk
from tests.services.outputs.world import pdf, photo
from tests.services.requests import world

pytestmark = pytest.mark.django_db


def attachment(data: bytes, mime: str = "application/pdf", pages: int = 1) -> Attachment:
    request = world.draft(world.publish(), world.citizen())
    row = Attachment(
        request=request, field="kk", display_name="kk.pdf", sha256="0" * 64, mime=mime, size=len(data), pages=pages,
        uploaded_at=request.created_at,
    )  # fmt: skip
    row.path = disk.relative_path(row.pk)
    disk.write(row.path, data)
    row.save(force_insert=True)
    return row


def greedy() -> bytes:
    """Return a PDF whose second page is drawn by three gigabytes of spaces in three megabytes: one block, repeated."""
    packer = zlib.compressobj(1)
    block = packer.compress(b" " * 10_000_000) + packer.flush(zlib.Z_FULL_FLUSH)
    spaces = block[:2] + block[2:] * 300
    page = b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 200 200]"
    return plain(
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R 4 0 R] /Count 2 >>",
        page + b" >>",
        page + b" /Contents 5 0 R >>",
        b"<< /Filter /FlateDecode /Length %d >>\nstream\n%s\nendstream" % (len(spaces), spaces),
    )


def plain(*objects: bytes) -> bytes:
    """Return a PDF of these objects, numbered from 1; the first is the catalogue."""
    body, places = b"%PDF-1.5\n", []
    for number, content in enumerate(objects, 1):
        places.append(len(body))
        body += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    rows = b"0000000000 65535 f \n" + b"".join(b"%010d 00000 n \n" % place for place in places)
    size = len(objects) + 1
    tail = b"trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (size, len(body))
    return body + b"xref\n0 %d\n%s%s" % (size, rows, tail)


def job_for(row: Attachment):
    with transaction.atomic():
        return enqueue(raster.JOB, {"attachment": str(row.pk)}, key=str(row.pk))


def test_every_page_becomes_a_picture_of_bounded_size():
    row = attachment(pdf(3, 300, 9000), pages=3)
    assert not raster.is_ready(row)
    draw_pages(job_for(row))
    assert raster.is_ready(row)
    sizes = {Image.open(raster.page_path(row, number)).size for number in (1, 2, 3)}
    assert {max(size) for size in sizes} == {raster_child.LONG_SIDE}


def test_drawing_again_draws_only_what_is_missing():
    row = attachment(pdf(2), pages=2)
    assert raster.rasterise(row) == 2
    raster.page_path(row, 2).unlink()
    assert raster.rasterise(row) == 1


def test_a_photo_is_its_own_page():
    row = attachment(photo(), "image/jpeg")
    assert raster.is_ready(row)
    assert raster.page_path(row, 1) == files.private_path(row.path)


def test_a_file_that_cannot_be_drawn_ends_the_job_with_a_name():
    row = attachment(b"%PDF-1.7 torn")
    with pytest.raises(PermanentFailure, match="tidak dapat digambar"):
        draw_pages(job_for(row))


def test_a_page_that_swallows_memory_ends_its_own_process_and_the_pages_before_it_stay():
    row = attachment(greedy(), pages=2)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    with pytest.raises(raster.Unreadable):
        raster.rasterise(row)
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 100_000, "kilobytes of our own"
    assert raster.page_path(row, 1).exists()
    assert not raster.page_path(row, 2).exists()


def test_drawing_that_never_ends_is_ended(monkeypatch):
    monkeypatch.setattr(raster, "SECONDS", 0)
    row = attachment(pdf())
    with pytest.raises(raster.Unreadable, match="0 seconds"):
        raster.rasterise(row)


def test_a_file_erased_before_its_turn_needs_nothing():
    row = attachment(pdf())
    job = job_for(row)
    row.delete()
    draw_pages(job)


def test_erasing_a_file_erases_its_pictures():
    row = attachment(pdf())
    raster.rasterise(row)
    files.remove_all([row.path])
    assert not raster.page_path(row, 1).exists()
    assert not files.drawings_of(row.path).exists()
