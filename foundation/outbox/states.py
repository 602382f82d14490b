"""Name the lanes and the states of jobs; needs no table."""

from __future__ import annotations

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Lane(TextChoices):
    """Order lanes by urgency: codes never wait behind bulk."""

    OTP = "otp", _("kode sekali pakai")
    TRANSACTIONAL = "transactional", _("transaksi")
    BULK = "bulk", _("massal")


class JobState(TextChoices):
    """Name every state a job can rest in; the last three are final."""

    WAITING = "waiting", _("menunggu")
    LEASED = "leased", _("dikerjakan")
    DONE = "done", _("selesai")
    FAILED = "failed", _("gagal tetap")
    EXHAUSTED = "exhausted", _("habis percobaan")


LOST_STATES = (JobState.FAILED, JobState.EXHAUSTED)
FINAL_STATES = (JobState.DONE, JobState.FAILED, JobState.EXHAUSTED)
