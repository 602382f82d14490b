"""Say in words where a request stands, as each side may know it."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from services.catalogue import documents
from services.requests.models import Phase, ServiceRequest


@dataclass(frozen=True)
class Badge:
    """Describe a state as words, a tone of the stylesheet and an icon; never colour alone."""

    text: str
    tone: str
    icon: str


_LOOKS = {
    Phase.DRAFT: ("plain", "pencil"),
    Phase.IN_PROCESS: ("guide", "clock"),
    Phase.WAITING_APPLICANT: ("warning", "alert-triangle"),
    Phase.APPROVED: ("positive", "circle-check"),
    Phase.REJECTED: ("negative", "alert-circle"),
    Phase.WITHDRAWN: ("plain", "x"),
    Phase.CLOSED: ("plain", "circle-check"),
}


def public_state(request: ServiceRequest) -> str:
    """Return the state the applicant sees: the old one until a decision is effective."""
    return request.shown_state or request.state


def public_phase(request: ServiceRequest) -> Phase:
    """Return the phase the applicant sees."""
    return Phase(request.shown_phase or request.phase)


def badge(request: ServiceRequest, *, staff: bool = False) -> Badge:
    """Return the badge of a request for one side."""
    phase = Phase(request.phase) if staff else public_phase(request)
    words = {
        Phase.DRAFT: _("Draf"),
        Phase.IN_PROCESS: _("Diproses"),
        Phase.WAITING_APPLICANT: _("Menunggu warga") if staff else _("Perlu perbaikan"),
        Phase.APPROVED: _("Selesai"),
        Phase.REJECTED: _("Ditolak"),
        Phase.WITHDRAWN: _("Dibatalkan"),
        Phase.CLOSED: _("Ditutup"),
    }
    tone, icon = _LOOKS[phase]
    return Badge(words[phase], tone, icon)


def state_title(request: ServiceRequest, state: str) -> str:
    """Return how a state is called on screens: its own label, else words made of its key."""
    entry = documents.load(request.version).workflow.states.get(state)
    label = entry.label if entry else None
    return label.in_language(get_language() or "id") if label and label.id else state.replace("_", " ").capitalize()


def state_text(request: ServiceRequest, state: str) -> str:
    """Return the sentence a document says to the citizen in a state, or the plain sentence of its phase."""
    entry = documents.load(request.version).workflow.states.get(state)
    if entry is not None and entry.citizen_text:
        return str(entry.citizen_text.in_language(get_language() or "id"))
    return {
        Phase.DRAFT: _("Belum dikirim. Jawaban Anda tersimpan."),
        Phase.IN_PROCESS: _("Permohonan Anda sedang diproses."),
        Phase.WAITING_APPLICANT: _("Petugas menunggu perbaikan dari Anda."),
        Phase.APPROVED: _("Permohonan Anda disetujui."),
        Phase.REJECTED: _("Permohonan Anda ditolak."),
        Phase.WITHDRAWN: _("Permohonan ini dibatalkan oleh pemohon."),
        Phase.CLOSED: _("Permohonan ini sudah ditutup."),
    }[Phase(entry.phase) if entry else public_phase(request)]
