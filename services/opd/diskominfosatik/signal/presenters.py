"""Say what is known of places without signal, without a word about who reported them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Final

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from citizens.presenters import user_display
from foundation import formats
from services.opd.diskominfosatik.signal import drawing, geo, statistics, workflow
from services.opd.diskominfosatik.signal.models import Coverage, Operator, SignalSite, SiteState, SiteStep, Target

# About 110 metres: near enough to find the place, too far to find the house.
PUBLIC_DECIMALS: Final = 3
LINE: Final = 14  # between two lines of a name on the map
_STEPS: Final = (0, 2, 4, 6)  # up to how many sites a colour stands


@dataclass(frozen=True)
class Area:
    """Hold one cell of the map and its line in the table."""

    code: str
    name: str
    short: str
    path: str
    url: str
    tone: int
    spoken: str
    label: tuple[int, int]
    lines: list[tuple[str, int]]  # the name as it is written, each line with its height
    open: int
    proposed: int
    done: int


def tone(count: int) -> int:
    """Return the colour of a cell, 0 for nothing to 4 for the most."""
    return sum(count > step for step in _STEPS)


def legend() -> list[tuple[str, str]]:
    """Return the colours of the stylesheet and what they stand for."""
    colours = ("#e9e5db", "#cfe2ea", "#9cc6d8", "#5a9bb7", "#1f6c8c")
    return list(zip(colours, ("0", "1–2", "3–4", "5–6", _("7 atau lebih")), strict=True))


def areas(figures: dict[str, dict[str, Any]]) -> list[Area]:
    """Return the kecamatan, those with the most unsolved sites first."""
    found = []
    for district in geo.atlas().districts.values():
        states = figures.get(district.code, {}).get("states", {})
        done = states.get(workflow.DONE, 0)
        left = sum(states.values()) - done
        sent = sum(states.get(state, 0) for state in (workflow.PROPOSED, workflow.ANSWERED, workflow.BUILDING))
        spoken = ngettext("%(nama)s: %(n)d titik", "%(nama)s: %(n)d titik", left) % {"nama": district.name, "n": left}
        url = reverse("signal:district", args=[district.slug])
        found.append(
            Area(
                district.code,
                district.name,
                district.short,
                district.path,
                url,
                tone(left),
                spoken,
                district.label,
                _lines(district),
                left,
                sent,
                done,
            )
        )
    return sorted(found, key=lambda area: (-area.open, area.name))


def _lines(district: geo.District) -> list[tuple[str, int]]:
    lines = drawing.lines_of(district.name)
    top = district.label[1] + 4 - LINE * (len(lines) - 1) // 2
    return [(line, top + LINE * number) for number, line in enumerate(lines)]


def villages(district: geo.District, figures: dict[str, Any]) -> list[dict[str, Any]]:
    """Return the desa of a kecamatan with their unsolved sites."""
    counted = figures.get("villages", {})
    return [
        {
            "name": each.name,
            "path": each.path,
            "open": counted.get(each.code, 0),
            "tone": tone(counted.get(each.code, 0)),
        }
        for each in geo.atlas().of(district.code)
    ]


def journey(figures: Iterable[dict[str, Any]]) -> list[tuple[str, int]]:
    """Return how many sites stand at each public step."""
    total: Counter[str] = Counter()
    for each in figures:
        total.update(each.get("states", {}))
    return [(str(SiteState(state).label), total[state]) for state in workflow.PUBLIC]


def ages(figures: Iterable[dict[str, Any]]) -> list[tuple[str, int]]:
    """Return how long the unsolved sites have been known, in whole months."""
    counted = [statistics.by_age(each.get("months", {})) for each in figures]
    sums = [sum(ages[index] for ages in counted) for index in range(len(statistics.BOUNDS) + 1)]
    return list(zip(age_names(), sums, strict=True))


def age_names() -> tuple[str, ...]:
    """Return what the ages of reports are called."""
    return (_("Kurang dari 1 bulan"), _("1 sampai 6 bulan"), _("7 sampai 12 bulan"), _("Lebih dari 1 tahun"))


def operators(figures: Iterable[dict[str, Any]]) -> list[tuple[str, int, int, int]]:
    """Return for each operator and BAKTI: sites affected, proposed to it, answered by it."""
    affected: Counter[str] = Counter()
    proposed: Counter[str] = Counter()
    answered: Counter[str] = Counter()
    for each in figures:
        affected.update(each.get("operators", {}))
        proposed.update(each.get("proposed", {}))
        answered.update(each.get("answered", {}))
    return [(str(name), affected[value], proposed[value], answered[value]) for value, name in Target.choices]


def told_point(site: SignalSite, few: int) -> tuple[float, float] | None:
    """Return where a site is, rounded; None where nobody measured, or too `few` live there to stay unnamed."""
    if site.is_rough or (site.households is not None and site.households < few):
        return None
    return round(site.lat, PUBLIC_DECIMALS), round(site.lng, PUBLIC_DECIMALS)


def point(site: SignalSite, few: int) -> str:
    """Return where a site is in words, "" where that is not told."""
    if told_point(site, few) is None:
        return ""
    return f"{site.lat:.{PUBLIC_DECIMALS}f}, {site.lng:.{PUBLIC_DECIMALS}f}"


def public_rows(sites: Sequence[SignalSite], few: int) -> list[dict[str, Any]]:
    """Return the lines of the public list; never a word that a reporter wrote."""
    return [
        {
            "code": site.code,
            "village": site.village.name,
            "coverage": Coverage(site.coverage).label,
            "state": SiteState(site.state).label,
            "operators": ", ".join(str(Operator(each.operator).label) for each in site.operators.all()),
            "point": point(site, few),
            "since": formats.local_date(site.reported_at).replace(day=1),
        }
        for site in sites
    ]


STEPS: Final = {
    "lapor": gettext_lazy("Laporan pertama"),
    workflow.VERIFY: gettext_lazy("Nyatakan benar"),
    "survei": gettext_lazy("Catat hasil survei"),
    "usulkan": gettext_lazy("Catat usulan"),
    "jawab": gettext_lazy("Catat jawaban"),
    "bangun": gettext_lazy("Catat pembangunan"),
    "siap": gettext_lazy("Siap diuji ulang"),
    "uji": gettext_lazy("Catat uji ulang"),
    workflow.FINISH: gettext_lazy("Selesai: sinyal sudah baik"),
    workflow.DROP: gettext_lazy("Tutup titik"),
    workflow.MOVE: gettext_lazy("Titik diukur"),
}


def step_rows(steps: Iterable[SiteStep]) -> list[dict[str, Any]]:
    """Return the history of a site, for the office alone."""
    return [
        {
            "title": STEPS[step.action],
            "at": step.at,
            "who": user_display(step.actor) if step.actor is not None else "",
            "targets": ", ".join(str(Target(each).label) for each in step.targets),
            "on_date": step.on_date,
            "note": step.note,
        }
        for step in steps
    ]


def facts(site: SignalSite, *, reports: bool) -> list[tuple[str, str]]:
    """Return what is known of a site; how many reported it is for the office alone."""
    where = f"{site.lat:.6f}, {site.lng:.6f}"
    tried = ", ".join(str(Operator(each.operator).label) for each in site.operators.order_by("operator"))
    return [
        (_("Tempat"), f"{site.village.name}, {site.district.name}"),
        (_("Titik"), _("belum diukur, tengah desa") if site.is_rough else where),
        (_("Keadaan sinyal"), str(Coverage(site.coverage).label)),
        (_("Operator yang diuji"), tried or "-"),
        (_("Perkiraan keluarga"), str(site.households or "-")),
        *([(_("Laporan"), str(site.reports))] if reports else []),
    ]
