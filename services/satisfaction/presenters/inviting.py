"""Ask an applicant, on the page of a request that ended, how it went."""

from __future__ import annotations

from django.urls import reverse
from django.utils.translation import gettext as _

from services.requests.inviting import Invitation
from services.requests.models import ServiceRequest
from services.satisfaction import policies


def invitation(request: ServiceRequest) -> Invitation | None:
    """Return the invitation, or the thanks where both parts were answered; None where nobody is asked."""
    if not policies.may_rate(request):
        return None
    title, asked = _("Bagaimana layanan kami?"), policies.asked_of(request)
    if not asked.scores:
        return Invitation(title, _("Terima kasih, penilaian Anda sudah masuk."))
    text = _("Sembilan pertanyaan, kurang dari satu menit. Jawaban disimpan tanpa nama dan tanpa nomor permohonan.")
    label = _("Nilai layanan ini") if asked.marks else _("Lanjutkan penilaian")
    return Invitation(title, text, label, reverse("satisfaction:rate", args=[request.pk]))
