"""Judge who holds an office when: one holder at a time, a Plh. beside, dates that run forward."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Final

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from agencies.models import BESIDE, Official
from foundation import clock, formats

Problem = tuple[str, str]  # field, sentence
FARTHEST: Final = dt.timedelta(days=366)  # an appointment is known at most so long before
_LAST: Final = dt.date.max
_FIRST: Final = dt.date.min


def in_office(day: dt.date) -> Q:
    """Return the condition that picks the rows of a day; a date nobody typed in bounds nothing."""
    return (Q(since__isnull=True) | Q(since__lte=day)) & (Q(until__isnull=True) | Q(until__gte=day))


def is_in_office(official: Official, day: dt.date) -> bool:
    """Say the same of one row."""
    return (official.since or _FIRST) <= day <= (official.until or _LAST)


def has_one_holder(official: Official) -> bool:
    """Say whether the office is one that a single person holds: heading the agency or leading a unit."""
    return official.is_head or official.unit_id is not None


def rivals(official: Official) -> QuerySet[Official]:
    """Return the other named holders of the same office; those beside it only meet each other."""
    others = Official.objects.filter(agency=official.agency_id, is_head=official.is_head, unit=official.unit_id)
    others = others.exclude(pk=official.pk).exclude(name="")
    return others.filter(acting=BESIDE) if official.acting == BESIDE else others.exclude(acting=BESIDE)


def predecessor(official: Official) -> Official | None:
    """Return who still holds the office without an end and makes way for `official` the day before it begins."""
    if not _comes_in(official) or official.since is None:
        return None
    present = rivals(official).filter(until__isnull=True).first()
    makes_way = present is not None and (present.since is None or present.since < official.since)
    return present if makes_way else None


def last_day_before(coming: Official) -> dt.date:
    """Return the last day of whoever makes way; raises ValueError where nobody said when the successor begins."""
    if coming.since is None:
        raise ValueError("a successor begins some day")
    return coming.since - dt.timedelta(days=1)


def problems(official: Official) -> list[Problem]:
    """Return what is wrong with a term, in sentences by field; nothing when it may be written."""
    return list(_own(official)) or list(_against_others(official))


def _own(official: Official) -> Iterator[Problem]:
    since, until = official.since, official.until
    if since is not None and until is not None and until < since:
        yield "until", _("Tanggal berakhir tidak boleh mendahului tanggal mulai.")
    if since is not None and since > clock.today() + FARTHEST:
        yield "since", _("Tanggal mulai lebih dari setahun lagi. Periksa tahunnya.")
    if official.is_head and official.unit_id is not None:
        yield (
            "unit",
            _("Pimpinan OPD tidak sekaligus memimpin unit di baris yang sama. Buat baris kedua untuk unitnya."),
        )
    if official.unit is not None and official.unit.agency_id != official.agency_id:
        yield "unit", _("Unit ini milik OPD lain. Pilih unit dari OPD yang sama.")
    if not official.name.strip() and (since is not None or until is not None):
        yield "name", _("Isi nama pejabatnya. Tanpa nama, masa jabatan tidak ada artinya.")


def _against_others(official: Official) -> Iterator[Problem]:
    if not official.name or not has_one_holder(official):
        return
    leaving = predecessor(official)
    for other in rivals(official).order_by("since", "id"):
        if leaving is not None and other.pk == leaving.pk:
            continue
        if _share_a_day(official, other):
            yield _clash(official, other)
            return


def _comes_in(official: Official) -> bool:
    # A term that is over already belongs to history and ends nobody's.
    is_current = official.until is None or official.until >= clock.today()
    return bool(official.name) and has_one_holder(official) and is_current


def _share_a_day(one: Official, other: Official) -> bool:
    return (one.since or _FIRST) <= (other.until or _LAST) and (other.since or _FIRST) <= (one.until or _LAST)


def _clash(official: Official, other: Official) -> Problem:
    words = {"name": other.name, "term": term_text(other)}
    if official.since is None:
        sentence = _("Isi tanggal mulai. Jabatan ini sudah dipegang %(name)s (%(term)s).")
        return "since", sentence % words
    if other.since is None:
        sentence = _("Isi dulu tanggal mulai %(name)s, yang tercatat memegang jabatan ini (%(term)s).")
        return "since", sentence % words
    sentence = _(
        "Masa jabatan ini bertumpuk dengan %(name)s (%(term)s). Satu jabatan dipegang satu orang. "
        "Ubah tanggalnya, atau pilih Plh. bila hanya mewakili sementara."
    )
    return "since", sentence % words


def term_text(official: Official) -> str:
    """Write a term as "2 Januari 2025 sampai sekarang"; what is unknown is said."""
    since = formats.long_date(official.since, weekday=False) if official.since else _("tanggal mulai belum diisi")
    if official.until is None:
        return _("%(since)s sampai sekarang") % {"since": since}
    until = formats.long_date(official.until, weekday=False)
    return _("%(since)s sampai %(until)s") % {"since": since, "until": until}
