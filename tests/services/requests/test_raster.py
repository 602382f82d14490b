"""A PDF reaches an officer's screen as pictures only."""

from __future__ import annotations

import pytest
from django.db import transaction
from PIL import Image

from foundation.outbox import PermanentFailure, enqueue
from services.requests import files, raster
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


def job_for(row: Attachment):
    with transaction.atomic():
        return enqueue(raster.JOB, {"attachment": str(row.pk)}, key=str(row.pk))


def test_every_page_becomes_a_picture_of_bounded_size():
    row = attachment(pdf(3, 300, 9000), pages=3)
    assert not raster.is_ready(row)
    draw_pages(job_for(row))
    assert raster.is_ready(row)
    sizes = {Image.open(raster.page_path(row, number)).size for number in (1, 2, 3)}
    assert {max(size) for size in sizes} == {raster.LONG_SIDE}


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
