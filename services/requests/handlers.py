"""Do the jobs requests leave behind: make decisions effective, draw PDFs, watch over time, follow the calendar."""

from __future__ import annotations

from uuid import UUID

from django.dispatch import receiver
from django.utils.translation import gettext_lazy

from agencies.events import calendar_changed
from foundation import clock
from foundation.outbox import PermanentFailure, TemporaryFailure, handles, hourly
from foundation.outbox.models import Job
from services.requests import hooks, raster, recalculation, watch
from services.requests.engine import asking, listeners, watching
from services.requests.engine.decisions import JOB, settle
from services.requests.models import Attachment, RequestEvent, ServiceRequest
from services.requests.sealing import ONE_DAY, seal_until
from services.requests.secrets import unseal
from services.requests.uploads import scanning
from services.requests.uploads.clamd import ScannerAway


@handles(JOB, says=gettext_lazy("memberlakukan putusan"))
def settle_decision(job: Job) -> None:
    """Make one decision effective; an undone one needs nothing."""
    settle(UUID(job.ids["request"]), int(job.ids["seq"]))


@handles(listeners.EVENT_JOB, says=gettext_lazy("memberi tahu kait OPD"))
def tell_listener(job: Job) -> None:
    """Tell an OPD's listening hook of one event; a failure is tried again and ends in a named state."""
    event = RequestEvent.objects.select_related("request").get(pk=UUID(job.ids["event"]))
    seen = hooks.EventSeen(
        request=str(event.request_id),
        number=event.request.number or "",
        service=event.request.service_id,
        kind=event.kind,
        action=event.action,
        from_state=event.from_state,
        to_state=event.to_state,
        at=event.at.isoformat(),
    )
    _run(job.ids["hook"], seen)


def effect_gave_up(job: Job) -> None:
    """Let staff see on the case that what should follow the decision did not happen."""
    asking.effect_failed(UUID(job.ids["request"]), job.ids["hook"])


@handles(listeners.EFFECT_JOB, gave_up=effect_gave_up, says=gettext_lazy("menjalankan tindak lanjut OPD"))
def carry_out_effect(job: Job) -> None:
    """Let an effect hook act on an effective decision."""
    request = ServiceRequest.objects.get(pk=UUID(job.ids["request"]))
    answers = unseal(request.answers, request.pk)
    decided = hooks.Decided(str(request.pk), request.number or "", request.service_id, request.phase, answers)
    _run(job.ids["hook"], decided)


@handles(scanning.JOB, says=gettext_lazy("memeriksa berkas dari virus"))
def scan_file(job: Job) -> None:
    """Look through one file; while the scanner is away the file stays shut and is tried again."""
    try:
        scanning.scan(UUID(job.ids["attachment"]))
    except ScannerAway as away:
        raise TemporaryFailure(f"pemindai virus tidak menjawab: {away}") from away


def _run(name: str, given: object) -> None:
    try:
        hooks.call(name, given)
    except hooks.HookFailed as failed:
        if failed.how == "missing":
            raise PermanentFailure(f"kait {name} tidak terdaftar") from failed
        raise TemporaryFailure(f"kait {name}: {failed.how}") from failed


@handles(raster.JOB, says=gettext_lazy("menggambar halaman PDF"))
def draw_pages(job: Job) -> None:
    """Draw one PDF; a file that was erased meanwhile needs nothing, one that cannot be drawn is named so."""
    attachment = Attachment.objects.filter(pk=UUID(job.ids["attachment"])).first()
    if attachment is None:
        return
    try:
        raster.rasterise(attachment)
    except raster.Unreadable as broken:
        raise PermanentFailure("PDF tidak dapat digambar") from broken


@hourly
def seal_history() -> None:
    """Seal every day that is over; a day sealed already is left as it is."""
    seal_until(clock.today() - ONE_DAY)


@handles(watching.JOB, says=gettext_lazy("mengawasi tenggat permohonan"))
def watch_requests(job: Job) -> None:
    """Attend to the requests whose moment has come."""
    watch.run(job.ids["minute"], int(job.ids.get("part", "0")))


hourly(watch.look_ahead)


@handles(recalculation.JOB, says=gettext_lazy("menghitung ulang tenggat"))
def recalculate(job: Job) -> None:
    """Date the next batch of open requests anew."""
    recalculation.run(job.ids["agency"], job.ids["after"], job.ids["run"])


@receiver(calendar_changed, dispatch_uid="requests.recalculation")
def follow_calendar(sender: object, agency: str, **_more: object) -> None:
    """Have the open requests of an agency dated anew after this transaction."""
    recalculation.order(agency)
