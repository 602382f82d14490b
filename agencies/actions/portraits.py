"""Take in the photo of an official, and forget pixels that nobody shows any more."""

from __future__ import annotations

import datetime as dt
import hashlib
from typing import IO, Final

from django.conf import settings
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from agencies.models import Official, Outcome, Portrait, Proposal, Subject
from citizens.models import User
from foundation import clock, pictures

LARGE: Final = 256
SMALL: Final = 64
QUALITY: Final = 60
LEFT_FOR: Final = dt.timedelta(days=1)  # how long a photo may wait for its proposal
GONE: Final = b""


class UnfitPhoto(Exception):
    """Refuse a photo, with a sentence for the person who sent it."""

    def __init__(self, sentence: str | Promise) -> None:
        super().__init__(str(sentence))


def draw(source: IO[bytes], size: int) -> tuple[bytes, bytes]:
    """Return a sent photo in both sizes, drawn anew; raises UnfitPhoto."""
    if not size:
        raise UnfitPhoto(_("Berkas foto kosong. Pilih foto lain."))
    if size > settings.UPLOAD_MAX_BYTES:
        raise UnfitPhoto(_("Foto lebih besar dari 5 MB. Perkecil dulu, lalu unggah lagi."))
    source.seek(0)
    kind = pictures.format_of(source.read(12))
    if not kind:
        raise UnfitPhoto(_("Berkas ini bukan foto JPG, PNG, atau WebP. Simpan ulang sebagai JPG."))
    try:
        large, small = pictures.portraits(source, kind, sides=(LARGE, SMALL), quality=QUALITY)
    except pictures.TooManyPixels as error:
        raise UnfitPhoto(_("Foto terlalu besar: lebih dari 40 megapiksel. Perkecil dulu.")) from error
    except pictures.BrokenPicture as error:
        raise UnfitPhoto(_("Foto rusak atau terpotong. Coba unggah lagi.")) from error
    return large, small


def keep(official: Official, drawn: tuple[bytes, bytes], source: str, user: User) -> Portrait:
    """Keep a drawn photo for an official; the same photo of the same agency sent again is the same row."""
    large, small = drawn
    found, _new = Portrait.objects.update_or_create(
        agency_id=official.agency_id,
        sha256=hashlib.sha256(large).hexdigest(),
        defaults={
            **{"large": large, "small": small, "source": source},
            **{"uploaded_by": user, "uploaded_at": clock.now()},
        },
    )
    return found


def forget_unshown() -> int:
    """Wipe the pixels of photos that no official shows and no proposal waits with; returns how many."""
    waiting = Proposal.objects.filter(subject=Subject.OFFICIAL, outcome=Outcome.WAITING)
    wanted = {text for text in (values.get("portrait") for values in waiting.values_list("values", flat=True)) if text}
    rows = Portrait.objects.filter(officials=None, uploaded_at__lt=clock.now() - LEFT_FOR).exclude(pk__in=wanted)
    return rows.exclude(large=GONE).update(large=GONE, small=GONE)
