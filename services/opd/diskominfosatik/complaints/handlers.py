"""Do the jobs of the line to SP4N-LAPOR!."""

from __future__ import annotations

from uuid import UUID

from django.utils.translation import gettext_lazy

from foundation.outbox import PermanentFailure, handles, hourly
from foundation.outbox.models import Job
from services.opd.diskominfosatik.complaints import actions
from services.opd.diskominfosatik.complaints.models import LaporTicket

hourly(actions.look_around)


@handles(actions.PUSH, says=gettext_lazy("mengirim aduan ke SP4N-LAPOR!"))
def push(job: Job) -> None:
    """Send one ticket."""
    actions.push(_ticket(job))


@handles(actions.POLL, says=gettext_lazy("mengambil tindak lanjut dari SP4N-LAPOR!"))
def poll(job: Job) -> None:
    """Fetch what followed on one ticket."""
    actions.poll(_ticket(job))


@handles(actions.REJECT, says=gettext_lazy("menutup aduan di SP4N-LAPOR!"))
def reject(job: Job) -> None:
    """Say that one ticket is over."""
    actions.reject(_ticket(job))


def _ticket(job: Job) -> LaporTicket:
    found = LaporTicket.objects.select_related("request").filter(pk=UUID(job.ids["ticket"])).first()
    if found is None:
        raise PermanentFailure("aduan sudah dihapus")
    return found
