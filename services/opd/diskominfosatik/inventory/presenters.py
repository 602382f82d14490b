"""Turn the inventory into words: the lines of its table, how far all is one, and who works through the portal."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from agencies.models import Agency, AgencyKind
from foundation import formats
from services.catalogue.models import Service
from services.opd.diskominfosatik.inventory.models import Adoption, Application, Plan


@dataclass(frozen=True)
class Row:
    """Hold one application as a table shows it; "" is not known."""

    application: Application
    owner: str
    facts: list[tuple[str, str]]
    cost: str
    services: int
    plan: str


def row(each: Application) -> Row:
    """Return a line; needs `agency`, `costs` and `services` to be fetched with it."""
    costs = list(each.costs.all())
    newest = costs[0] if costs else None
    plan = str(each.get_plan_display()) if each.plan else ""
    if each.plan in {Plan.JOIN, Plan.RETIRE}:
        plan = _("%(plan)s, %(progress)s %%") % {"plan": plan, "progress": each.progress}
    if each.plan and each.plan_year:
        plan = _("%(plan)s, target %(year)s") % {"plan": plan, "year": each.plan_year}
    return Row(
        application=each,
        owner=each.agency.short_name if each.agency else "",
        facts=_facts(each),
        cost=f"{formats.rupiah(newest.amount)} ({newest.year})" if newest else "",
        services=len(each.services.all()),
        plan=plan.capitalize(),
    )


def _facts(each: Application) -> list[tuple[str, str]]:
    found = [
        (_("Jenis"), str(each.get_kind_display()) if each.kind else ""),
        (_("Asal"), str(each.get_origin_display()) if each.origin else ""),
        (_("API"), str(each.get_interface_display()) if each.interface else ""),
        (_("Cara masuk"), str(each.get_sign_on_display()) if each.sign_on else ""),
    ]
    return [(name, word) for name, word in found if word]


@dataclass(frozen=True)
class Whole:
    """Hold how far the applications have become one; `average` is "" while none is on its way."""

    all: int
    planned: int
    moving: int
    done: int
    average: str


def whole(rows: Iterable[tuple[str, int]]) -> Whole:
    """Add up plan and progress of applications."""
    pairs = list(rows)
    moving = [progress for plan, progress in pairs if plan in {Plan.JOIN, Plan.RETIRE}]
    return Whole(
        all=len(pairs),
        planned=sum(1 for plan, _progress in pairs if plan),
        moving=len(moving),
        done=sum(1 for progress in moving if progress == 100),
        average=formats.share(sum(moving), 100 * len(moving)) if moving else "",
    )


@dataclass(frozen=True)
class Office:
    """Hold one OPD: its services that are open to everybody, and the share that comes through the portal."""

    name: str
    slug: str
    services: list[Service]
    shared: int  # services that every kecamatan has
    received: str
    share: str
    rank: tuple[int, int, str]

    @property
    def number(self) -> int:
        """Return how many services it has online."""
        return len(self.services) + self.shared


def offices(
    agencies: Sequence[Agency], services: Iterable[Service], adoption: dict[str, Adoption]
) -> tuple[list[Office], list[Service]]:
    """Return the OPD, those without a service first and then by the smallest share, and what every kecamatan has."""
    own: dict[str, list[Service]] = {}
    shared = []
    for each in services:
        if each.agency_id is None:
            shared.append(each)
        else:
            own.setdefault(each.agency_id, []).append(each)
    found = [
        _office(
            each, own.get(each.pk, []), len(shared) if each.kind == AgencyKind.DISTRICT else 0, adoption.get(each.pk)
        )
        for each in agencies
    ]
    return sorted(found, key=lambda office: office.rank), shared


def _office(agency: Agency, services: list[Service], shared: int, counted: Adoption | None) -> Office:
    received = counted.received if counted is not None else None
    through = counted.through if counted is not None else None
    share, place = "", 1001
    if received and through is not None:
        share, place = formats.share(through, received), 1000 * through // received
    return Office(
        name=agency.short_name,
        slug=agency.pk,
        services=services,
        shared=shared,
        received="–" if received is None else formats.number(received),
        share=share,
        rank=(int(bool(services or shared)), place, agency.short_name.casefold()),
    )


def facts(each: Application) -> list[tuple[str, Any]]:
    """Return everything that is known of an application, in the order of its form; what is not known is None."""
    plain = row(each)
    known = dict(plain.facts)
    return [
        (_("Pemilik"), plain.owner),
        (_("Kegunaan"), each.summary),
        *((name, known.get(name, "")) for name in (_("Jenis"), _("Asal"), _("API"), _("Cara masuk"))),
        (_("Pengguna"), each.users),
        (_("Data yang dipakai"), each.data),
        (_("Kode sumber"), each.source_link),
        (_("Dokumentasi API"), each.interface_link),
        (_("Surat pertimbangan"), each.clearance),
        (_("Rencana"), plain.plan),
        (_("Sumber fakta"), each.found_in),
    ]
