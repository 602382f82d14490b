"""Change a site: follow what happens to its reports, and take the steps of the office; each once, each recorded."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from citizens.models import User
from foundation import clock
from foundation.outbox import enqueue
from services.opd.diskominfosatik.signal import figures, joining, workflow
from services.opd.diskominfosatik.signal.models import Series, SignalSite, SiteReport, SiteStep, Target
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
            record(site, workflow.BY_KEY[workflow.VERIFY], event.actor, "", ())
        if event.action == CLOSED and site.state == workflow.REPORTED and not _others(site, event.request):
            record(site, workflow.BY_KEY[workflow.DROP], event.actor, _("Semua laporannya ditutup."), ())
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


def take(
    pk: UUID, key: str, actor: User, *, seq: int | None, note: str = "", targets: Sequence[str] = ()
) -> SignalSite:
    """Take one step on one site; raises StepRefused with a sentence.

    1. lock, 2. compare what the page showed, 3. check the step and what it needs, 4. append the step, move the site,
    5. write the figures down, 6. when it ends, write the jobs that tell the reporters.
    """
    with transaction.atomic():
        joining.lock()
        site = SignalSite.objects.select_for_update(of=("self",)).get(pk=pk)
        rule = workflow.BY_KEY[key]
        if seq != site.seq or site.state not in rule.start:
            raise StepRefused(_("Titik ini baru saja berubah. Lihat keadaan terbarunya, lalu coba lagi."))
        note, targets = note.strip(), sorted(set(targets))
        if rule.note and not note:
            raise StepRefused(_("Tulis catatannya dulu."), "catatan")
        if len(note) > LONGEST_NOTE:
            raise StepRefused(_("Catatan paling panjang %(n)d huruf.") % {"n": LONGEST_NOTE}, "catatan")
        if rule.target and (not targets or set(targets) - set(Target.values)):
            raise StepRefused(_("Pilih kepada siapa titik ini diusulkan."), "tujuan")
        step = record(site, rule, actor, note, targets if rule.target else _last_targets(site))
        figures.refresh(site.district_id)
        if rule.to in workflow.FINAL:
            _tell_reporters(site, step)
    return site


def record(site: SignalSite, rule: workflow.Rule, actor: User | None, note: str, targets: Sequence[str]) -> SiteStep:
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
        targets=list(targets),
        note=note,
    )
    site.seq, site.state, site.state_since = step.seq, rule.to, now
    site.save(update_fields=["seq", "state", "state_since"])
    return step


def _last_targets(site: SignalSite) -> list[str]:
    """Return to whom the site was proposed last: who answers, builds and is tested is among them."""
    rows = SiteStep.objects.filter(site=site, action="usulkan").order_by("-seq")
    return rows.values_list("targets", flat=True).first() or []


def _tell_reporters(site: SignalSite, step: SiteStep) -> None:
    for request in SiteReport.objects.filter(site=site).order_by("pk").values_list("request", flat=True):
        enqueue(CONCLUDE, {"step": str(step.pk), "request": str(request)}, key=f"{step.pk}:{request}")
