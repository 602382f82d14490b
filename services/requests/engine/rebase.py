"""Move one request to a newer version of its service: asked for, never automatic, and only where nothing breaks."""

from __future__ import annotations

from typing import Final

from django.utils.translation import gettext as _

from services.catalogue import documents
from services.catalogue.models import ServiceVersion, VersionStatus
from services.definition.diff import Impact, diff, worst
from services.requests import policies
from services.requests.engine import ledger
from services.requests.engine.admit import is_own_request
from services.requests.engine.errors import NotAllowed
from services.requests.engine.step import Step
from services.requests.models import OPEN_PHASES, Phase, ServiceRequest, Visibility

KEY: Final = "perbarui_versi"


def newer(request: ServiceRequest) -> ServiceVersion | None:
    """Return the live version when the request began with another one, None otherwise."""
    live = request.service.live
    if live is None or live.pk == request.version_id or live.status != VersionStatus.PUBLISHED:
        return None
    return live


def verdict(request: ServiceRequest, version: ServiceVersion) -> Impact:
    """Return what moving the request to that version would mean."""
    return worst(diff(documents.load(request.version), documents.load(version)))


def on_offer(request: ServiceRequest) -> ServiceVersion | None:
    """Return the version an open request can be moved to as it stands, None where there is none."""
    version = newer(request)
    fits = version is not None and request.phase in OPEN_PHASES and not request.shown_state
    return version if fits and version is not None and verdict(request, version) == Impact.COMPATIBLE else None


def rebase(step: Step) -> None:
    """Move the request to the live version; a filed one only when compatible, a draft also when it asks more."""
    request = step.request
    version = newer(request)
    if version is None:
        raise NotAllowed(_("Permohonan ini sudah memakai versi layanan yang terbaru."))
    _check_right(step)
    impact = verdict(request, version)
    if impact == Impact.INCOMPATIBLE or (impact == Impact.NEEDS_APPLICANT and request.phase != Phase.DRAFT):
        raise NotAllowed(_("Versi baru layanan ini tidak cocok dengan permohonan yang sudah berjalan."))
    old = request.version
    request.version, step.document = version, documents.load(version)
    if request.phase == Phase.DRAFT:  # a draft has no history yet
        ServiceRequest.objects.filter(pk=request.pk, seq=request.seq).update(version=version, updated_at=step.now)
        return
    payload = {"from": old.number, "to": version.number}
    ledger.record(step, "rebase", payload=payload, visibility=Visibility.INTERNAL)


def _check_right(step: Step) -> None:
    request = step.request
    if request.phase == Phase.DRAFT:
        if not policies.owns(step.actor, request):
            raise NotAllowed(_("Langkah ini bukan wewenang Anda untuk permohonan ini."))
        return
    staff = step.actor.staff
    held = policies.functions_of(staff, request) if staff is not None and step.actor.kind == "staff" else set()
    if not held:
        raise NotAllowed(_("Langkah ini bukan wewenang Anda untuk permohonan ini."))
    if is_own_request(step):
        raise NotAllowed(_("Anda tidak dapat memproses permohonan milik sendiri."))
    if request.phase not in OPEN_PHASES or request.shown_state:
        raise NotAllowed(_("Permohonan yang sudah diputus tetap pada versinya."))
    step.function = min(held)
