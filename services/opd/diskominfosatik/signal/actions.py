"""Change a site: follow what happens to its reports, and take the steps of the office; each once, each recorded."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from citizens.models import User
from foundation import clock
from foundation.outbox import enqueue
from services.opd.diskominfosatik.signal import figures, geo, joining, rules, workflow
from services.opd.diskominfosatik.signal.models import (
    Series,
    SignalSite,
    SiteProposal,
    SiteReport,
    SiteStep,
    Target,
)
from services.requests.models import Phase, RequestEvent, ServiceRequest
from services.requests.secrets import unseal

SERVICE: Final = "laporan-blank-spot"
FOLLOW: Final = "signal.follow"
CONCLUDE: Final = "signal.conclude"
# Steps of a report that a site follows; the words are those of the document.
SENT: Final = "ajukan"
TRUE: Final = "benarkan"
CLOSED: Final = "tutup"
HEARD: Final = frozenset({SENT, TRUE, CLOSED})
LONGEST_NOTE: Final = 2000


class StepRefused(Exception):
    """Say in a sentence why a step cannot be taken; nothing was written."""

    def __init__(self, sentence: str, field: str = "") -> None:
        """Keep the sentence and the field it belongs to."""
        super().__init__(sentence)
        self.field = field


def listen(event: RequestEvent) -> None:
    """Write the job that lets a site follow its report; filing itself waits for nothing."""
    request = event.request
    if request.service_id == SERVICE and not request.is_test and event.action in HEARD:
        enqueue(FOLLOW, {"event": str(event.pk)}, key=str(event.pk))


def follow(event: RequestEvent) -> None:
    """Join the report of an event to its site, then let the site learn what the office said of it.

    Whatever comes twice or in the wrong order ends the same: a report is joined once, a site verified once.
    """
    with transaction.atomic():
        series = joining.lock()
        site = _site_of(event.request, series)
        if site is None:
            return
        if event.action == TRUE and site.state == workflow.REPORTED:
            record(site, workflow.BY_KEY[workflow.VERIFY], event.actor, Said())
        if event.action == CLOSED and site.state == workflow.REPORTED and not _others(site, event.request):
            record(site, workflow.BY_KEY[workflow.DROP], event.actor, Said(_("Semua laporannya ditutup.")))
        figures.refresh(site.district_id)


def _site_of(request: ServiceRequest, series: Series) -> SignalSite | None:
    joined = SiteReport.objects.filter(request=request).select_related("site").first()
    if joined is not None:
        return joined.site
    place = joining.Place.of(unseal(request.answers, request.pk))
    return joining.join(request, place, series) if place is not None else None


def _others(site: SignalSite, request: ServiceRequest) -> bool:
    """Say whether another report of the site is still open or was found true."""
    rows = SiteReport.objects.filter(site=site).exclude(request=request)
    return rows.exclude(request__phase__in=[Phase.CLOSED, Phase.WITHDRAWN]).exists()


@dataclass(frozen=True)
class Said:
    """Hold what was said with a step."""

    note: str = ""
    targets: Sequence[str] = ()
    on_date: dt.date | None = None


def take(pk: UUID, key: str, actor: User, said: Said, *, seq: int | None, operator: str = "") -> SignalSite:
    """Take one step on one site, for the office or for the operator with whom it lies; raises StepRefused.

    1. lock, 2. compare what the page showed, 3. check the step and what it needs, 4. append the step, move the site,
    5. write the figures down, 6. when it ends, write the jobs that tell the reporters.
    """
    with transaction.atomic():
        joining.lock()
        site = SignalSite.objects.select_for_update(of=("self",)).get(pk=pk)
        rule = workflow.BY_KEY[key]
        if seq != site.seq or site.state not in rule.start:
            raise StepRefused(_("Titik ini baru saja berubah. Lihat keadaan terbarunya, lalu coba lagi."))
        said = _checked(rule, said)
        if operator:
            _require_operator(site, rule, operator)
            said = replace(said, targets=[operator])
        elif not rule.target:
            said = replace(said, targets=_last_targets(site))
        step = record(site, rule, actor, said)
        figures.refresh(site.district_id)
        if rule.to in workflow.FINAL:
            _tell_reporters(site, step)
    return site


def _checked(rule: workflow.Rule, said: Said) -> Said:
    note, targets = said.note.strip(), sorted(set(said.targets))
    if rule.note and not note:
        raise StepRefused(_("Tulis catatannya dulu."), "catatan")
    if len(note) > LONGEST_NOTE:
        raise StepRefused(_("Catatan paling panjang %(n)d huruf.") % {"n": LONGEST_NOTE}, "catatan")
    if rule.target and (not targets or set(targets) - set(Target.values)):
        raise StepRefused(_("Pilih kepada siapa titik ini diusulkan."), "tujuan")
    return Said(note, targets, said.on_date if rule.dated else None)


def _require_operator(site: SignalSite, rule: workflow.Rule, operator: str) -> None:
    here = SiteProposal.objects.filter(site=site, target=operator, is_current=True).exists()
    if rule.key not in workflow.OPERATORS or not here:
        raise StepRefused(_("Langkah ini bukan bagian operator."))


def move(pk: UUID, actor: User, lat: float, lng: float, *, seq: int | None) -> SignalSite:
    """Set the point of a site as the office measured it; raises StepRefused for a point outside or far away."""
    with transaction.atomic():
        joining.lock()
        site = SignalSite.objects.select_for_update(of=("self",)).get(pk=pk)
        if seq != site.seq or site.state in workflow.FINAL:
            raise StepRefused(_("Titik ini baru saja berubah. Lihat keadaan terbarunya, lalu coba lagi."))
        if not geo.inside(lat, lng):
            raise StepRefused(_("Titik ini di luar Kabupaten Serang atau di laut. Periksa angkanya."), "titik")
        if geo.far_from(lat, lng, site.village_id, rules.current().far_km):
            raise StepRefused(_("Titik ini jauh dari desanya. Periksa angkanya."), "titik")
        before = "-" if site.is_rough else f"{site.lat:.6f}, {site.lng:.6f}"
        site.lat, site.lng, site.is_rough = lat, lng, False
        site.save(update_fields=["lat", "lng", "is_rough"])
        note = _("Dari %(before)s ke %(after)s.") % {"before": before, "after": f"{lat:.6f}, {lng:.6f}"}
        rule = workflow.Rule(workflow.MOVE, frozenset(workflow.OPEN), site.state)
        record(site, rule, actor, Said(note))
    return site


def record(site: SignalSite, rule: workflow.Rule, actor: User | None, said: Said) -> SiteStep:
    """Append one step and move the site; called under the lock."""
    now = clock.now()
    step = SiteStep.objects.create(
        site=site,
        seq=site.seq + 1,
        at=now,
        action=rule.key,
        from_state=site.state,
        to_state=rule.to,
        actor=actor,
        targets=list(said.targets),
        on_date=said.on_date,
        note=said.note,
    )
    if rule.target:
        _propose(site, step)
    since = site.state_since if rule.to == site.state else now
    site.seq, site.state, site.state_since = step.seq, rule.to, since
    site.save(update_fields=["seq", "state", "state_since"])
    return step


def _propose(site: SignalSite, step: SiteStep) -> None:
    """Let the site lie with its new addressees; whoever had it before still sees what became of it."""
    SiteProposal.objects.filter(site=site).update(is_current=False)
    for target in step.targets:
        values = {"at": step.at, "is_current": True}
        SiteProposal.objects.update_or_create(site=site, target=target, defaults=values)


def _last_targets(site: SignalSite) -> list[str]:
    """Return to whom the site was proposed last: who answers, builds and is tested is among them."""
    rows = SiteStep.objects.filter(site=site, action="usulkan").order_by("-seq")
    return rows.values_list("targets", flat=True).first() or []


def _tell_reporters(site: SignalSite, step: SiteStep) -> None:
    for request in SiteReport.objects.filter(site=site).order_by("pk").values_list("request", flat=True):
        enqueue(CONCLUDE, {"step": str(step.pk), "request": str(request)}, key=f"{step.pk}:{request}")
