"""Write letters that propose sites to an operator or BAKTI; a letter stays as it was written."""

from __future__ import annotations

from typing import Any, Final

from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from agencies.models import Official
from citizens.models import User
from foundation import clock
from services.opd.diskominfosatik.signal import joining, workflow
from services.opd.diskominfosatik.signal.models import Coverage, Letter, LetterSite, SignalSite, Target
from services.opd.diskominfosatik.signal.policies import OFFICE

MOST_SITES: Final = 500
LONGEST_NUMBER: Final = 60


class NothingToWrite(Exception):
    """Say that no proposed site waits for a letter to this addressee."""


def waiting(target: str) -> QuerySet[SignalSite]:
    """Return the sites that lie with an addressee and stand in no letter to it yet."""
    lying = SignalSite.objects.filter(state=workflow.PROPOSED, proposals__target=target, proposals__is_current=True)
    return lying.exclude(letters__letter__target=target).select_related("village", "district").order_by("code")


def write(target: str, actor: User) -> Letter:
    """Write a letter about all sites that wait for one; raises NothingToWrite."""
    with transaction.atomic():
        joining.lock()
        sites = list(waiting(target).prefetch_related("operators")[:MOST_SITES]) if target in Target.values else []
        if not sites:
            raise NothingToWrite
        head = _head()
        letter = Letter.objects.create(
            target=target,
            dated=clock.today(),
            signer_name=head.name if head else "",
            signer_position=head.position if head else "",
            rows=[_row(site) for site in sites],
            made_by=actor,
            made_at=clock.now(),
            is_demo=any(site.is_demo for site in sites),
        )
        LetterSite.objects.bulk_create(LetterSite(letter=letter, site=site) for site in sites)
    return letter


def number(letter: Letter, text: str) -> str:
    """Write the number of the office's register onto a letter; returns what is wrong, "" when it was written."""
    text = " ".join(text.replace("\x00", "").split())
    if not text or len(text) > LONGEST_NUMBER:
        return _("Isi nomor surat dari buku agenda, paling panjang %(n)d huruf.") % {"n": LONGEST_NUMBER}
    if Letter.objects.filter(number=text).exclude(pk=letter.pk).exists():
        return _("Nomor itu sudah dipakai surat lain.")
    # A number that was given is on paper somewhere: it is never changed here.
    if not Letter.objects.filter(pk=letter.pk, number="").update(number=text):
        return _("Surat ini sudah bernomor.")
    return ""


def _head() -> Official | None:
    today = clock.today()
    heads = Official.objects.filter(agency_id=OFFICE, is_head=True).exclude(name="").exclude(until__lt=today)
    return heads.order_by("-since", "pk").first()


def _row(site: SignalSite) -> dict[str, Any]:
    return {
        "code": site.code,
        "village": site.village.name,
        "district": site.district.name,
        "point": "" if site.is_rough else f"{site.lat:.5f}, {site.lng:.5f}",
        "coverage": str(Coverage(site.coverage).label),
        "households": site.households,
    }
