"""Let a person say that they come, and take it back; the same press twice changes nothing."""

from __future__ import annotations

from django.db import transaction
from django.db.models import F
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from agencies.models import Activity, Occurrence, Participant
from citizens.models import User
from foundation import clock


class Refused(Exception):
    """Refuse a registration, with a sentence for the person who asked."""

    def __init__(self, sentence: str | Promise) -> None:
        super().__init__(str(sentence))


def join(occurrence: Occurrence, user: User) -> Participant:
    """Register a person for one day; raises Refused. A repeated press returns the same row."""
    with transaction.atomic():
        row = _locked(occurrence)
        known = row.participants.filter(user=user).first()
        if known is not None and known.left_at is None:
            return known
        _require_open(row, user)
        # The condition stands in the statement too, for a database that cannot lock a row.
        if not Occurrence.objects.filter(pk=row.pk, taken__lt=row.activity.capacity).update(taken=F("taken") + 1):
            raise Refused(_("Semua tempat sudah terisi. Coba hari lain, atau hubungi penyelenggara."))
        participant = known or Participant(occurrence=row, user=user)
        participant.joined_at, participant.left_at = clock.now(), None
        participant.save()
    return participant


def leave(occurrence: Occurrence, user: User) -> None:
    """Take a registration back, which gives the place to somebody else; whoever is not registered changes nothing."""
    with transaction.atomic():
        row = _locked(occurrence)
        if Participant.objects.filter(occurrence=row, user=user, left_at=None).update(left_at=clock.now()):
            Occurrence.objects.filter(pk=row.pk, taken__gt=0).update(taken=F("taken") - 1)


def is_open(occurrence: Occurrence, activity: Activity) -> bool:
    """Say whether people may still register for one day, whatever the places left."""
    off = activity.is_cancelled or occurrence.is_cancelled or occurrence.is_dropped
    return activity.capacity is not None and not off and clock.now() < occurrence.starts_at


def joined(occurrence: Occurrence, user: User) -> bool:
    """Say whether a person is registered for one day."""
    return Participant.objects.filter(occurrence=occurrence, user=user, left_at=None).exists()


def _locked(occurrence: Occurrence) -> Occurrence:
    rows = Occurrence.objects.select_for_update(of=("self",)).select_related("activity")
    return rows.get(pk=occurrence.pk)


def _require_open(row: Occurrence, user: User) -> None:
    if not is_open(row, row.activity):
        raise Refused(_("Pendaftaran untuk tanggal ini sudah ditutup."))
    if user.party is None or not user.party.name:
        raise Refused(_("Isi dulu nama lengkap Anda di Profil, lalu daftar lagi."))
