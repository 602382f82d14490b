"""Do the jobs of sites: follow reports, and end them when the site has ended."""

from __future__ import annotations

from uuid import UUID

from django.utils.translation import gettext_lazy

from foundation.outbox import PermanentFailure, handles
from foundation.outbox.models import Job
from services.opd.diskominfosatik.signal import actions, workflow
from services.opd.diskominfosatik.signal.models import SiteStep
from services.requests import engine
from services.requests.actor import Actor
from services.requests.models import RequestEvent

# What the end of a site means for its reports: the words are those of the document.
ENDINGS = {workflow.FINISH: ("tertangani", "hasil_uji"), workflow.DROP: ("tutup", "alasan")}


@handles(actions.FOLLOW, says=gettext_lazy("menggabungkan laporan sinyal"))
def follow(job: Job) -> None:
    """Let a site follow one event of a report."""
    actions.follow(RequestEvent.objects.select_related("request", "actor").get(pk=UUID(job.ids["event"])))


@handles(actions.CONCLUDE, says=gettext_lazy("menutup laporan dari titik yang selesai"))
def conclude(job: Job) -> None:
    """End one report in the name of the officer who ended its site, through the one door."""
    step = SiteStep.objects.select_related("actor").get(pk=UUID(job.ids["step"]))
    actor = Actor.at_desk(step.actor) if step.actor is not None else None
    if actor is None:
        raise PermanentFailure("petugas yang menutup titik tidak aktif lagi")
    action, field = ENDINGS[step.action]
    try:
        engine.perform(UUID(job.ids["request"]), action, actor, data={field: step.note}, key=f"titik-{step.pk}")
    except engine.WrongState:
        return  # the report had ended before
    except engine.EngineError as refused:
        raise PermanentFailure(f"laporan tidak dapat ditutup: {refused.code}") from refused
