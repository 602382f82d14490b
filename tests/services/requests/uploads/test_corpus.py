"""Every hostile file has its declared answer, and every honest one gets in."""

from __future__ import annotations

import io

import pytest
from PIL import Image

from services.requests.uploads import UploadCode, UploadProblem, sniff
from services.requests.uploads.images import MAX_SIDE
from services.requests.uploads.storing import Harmless, make_harmless
from tests.services.requests.uploads import corpus
from tests.services.requests.uploads.corpus import Hostile

# As in the portal itself: pytest puts its own list of filters in place of ours.
pytestmark = pytest.mark.filterwarnings("error::PIL.Image.DecompressionBombWarning")
ALL = frozenset(sniff.Kind)


def take(data: bytes, allowed: frozenset[sniff.Kind] = ALL) -> Harmless:
    return make_harmless(io.BytesIO(data), allowed)


@pytest.mark.parametrize("hostile", [h for h in corpus.REFUSED if h.code != UploadCode.EMPTY], ids=str)
def test_a_hostile_file_is_refused_for_its_own_reason(hostile: Hostile) -> None:
    with pytest.raises(UploadProblem) as refusal:
        take(hostile.make())
    assert refusal.value.code == hostile.code


@pytest.mark.parametrize("name", corpus.ACCEPTED)
def test_an_honest_file_is_taken(name: str) -> None:
    ready = take(corpus.ACCEPTED[name]())
    assert ready.mime == ("application/pdf" if name.endswith(".pdf") else "image/jpeg")
    assert ready.data


def test_a_phone_photo_stands_upright_and_forgets_where_it_was_taken() -> None:
    ready = take(corpus.phone_photo())
    with Image.open(io.BytesIO(ready.data)) as stored:
        assert stored.size == (200, 400)
        red, _green, blue = stored.convert("RGB").getpixel((150, 50))  # type: ignore[misc]
        assert blue > 200 > 60 > red, "the blue corner is now on the upper right"
        assert not dict(stored.getexif())
    assert b"MerekUji" not in ready.data


def test_a_large_photo_is_made_smaller() -> None:
    with Image.open(io.BytesIO(take(corpus.picture(size=(6000, 3000))).data)) as stored:
        assert stored.size == (MAX_SIDE, MAX_SIDE // 2)


def test_transparency_becomes_white_paper() -> None:
    see_through = io.BytesIO()
    Image.new("RGBA", (10, 10), (0, 0, 0, 0)).save(see_through, "PNG")
    with Image.open(io.BytesIO(take(see_through.getvalue()).data)) as stored:
        assert stored.convert("RGB").getpixel((5, 5)) == (255, 255, 255)


def test_code_hidden_in_a_photo_does_not_survive() -> None:
    assert b"php" not in take(corpus.ACCEPTED["jpeg-dengan-php.jpg"]()).data


def test_a_pdf_is_stored_as_it_came_with_its_pages_counted() -> None:
    data = corpus.pdf(pages=10)
    assert take(data) == Harmless(data, "application/pdf", ".pdf", pages=10)


def test_a_field_for_photos_refuses_a_pdf() -> None:
    with pytest.raises(UploadProblem) as refusal:
        take(corpus.pdf(), sniff.IMAGES)
    assert refusal.value.code == UploadCode.NOT_HERE


def test_a_field_for_a_pdf_refuses_a_photo() -> None:
    with pytest.raises(UploadProblem) as refusal:
        take(corpus.picture(), frozenset({sniff.Kind.PDF}))
    assert refusal.value.code == UploadCode.NOT_HERE


def test_random_bytes_never_raise_anything_else() -> None:
    good = [corpus.picture(), corpus.picture("PNG"), corpus.picture("WEBP"), corpus.pdf()]
    for data in good:
        for place in range(0, len(data), max(1, len(data) // 60)):
            spoiled = bytearray(data)
            spoiled[place] ^= 0xFF
            try:
                take(bytes(spoiled))
            except UploadProblem:
                continue
