"""Take a scheme in, whole, and open a year under it."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from services.opd.diskominfosatik.index import proofs
from services.opd.diskominfosatik.index.models import Aspect, Assessment, Entry, Indicator, Result, Scheme
from services.opd.diskominfosatik.index.reading import Draft, Refused, read

FOLDER: Final = Path(__file__).with_name("data")
FILES: Final = ("spbe_2020.json", "pemdi_2026.json")
EARLIEST: Final = 2018  # SPBE began with Perpres 95/2018


def load() -> int:
    """Add the schemes that are shipped and not there yet; returns how many."""
    made = 0
    for name in FILES:
        draft = read((FOLDER / name).read_text(encoding="utf-8"), proofs.known())
        if not Scheme.objects.filter(pk=draft.key).exists():
            install(draft)
            made += 1
    return made


def install(draft: Draft) -> Scheme:
    """Write a scheme with all its parts; raises Refused where its key is taken."""
    try:
        with transaction.atomic():
            return _write(draft)
    except IntegrityError as taken:
        said = _("Skema dengan kunci %(key)s sudah ada. Skema yang berubah dimasukkan dengan kunci baru.")
        raise Refused([said % {"key": draft.key}]) from taken


def open_year(scheme: Scheme, year: int) -> Assessment:
    """Begin the assessment of a year with an empty entry for each indicator; raises Refused for a second one."""
    try:
        with transaction.atomic():
            made = Assessment.objects.create(scheme=scheme, year=year)
            indicators = scheme.indicators.all()
            Entry.objects.bulk_create(Entry(assessment=made, indicator=indicator) for indicator in indicators)
            return made
    except IntegrityError as twice:
        said = _("Penilaian %(title)s tahun %(year)d sudah ada.")
        raise Refused([said % {"title": scheme.title, "year": year}]) from twice


def _write(draft: Draft) -> Scheme:
    facts = {name: getattr(draft, name) for name in ("title", "basis", "is_current", "note", "sources", "bands")}
    scheme = Scheme(key=draft.key, levels=draft.levels, **facts)
    scheme.save(force_insert=True)
    aspects = {}
    for part in draft.aspects:
        aspects[part.number] = Aspect.objects.create(
            scheme=scheme, number=part.number, name=part.name, domain=part.domain, weight=part.weight
        )
    Indicator.objects.bulk_create(
        Indicator(
            scheme=scheme,
            aspect=aspects[part.aspect],
            number=part.number,
            name=part.name,
            weight=part.weight,
            hint=part.hint,
            proofs=list(part.proofs),
        )
        for part in draft.indicators
    )
    Result.objects.bulk_create(
        Result(scheme=scheme, year=year, value=value, source=source) for year, value, source in draft.history
    )
    return scheme
