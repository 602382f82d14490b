"""Say what belongs to a request besides itself: numbers from elsewhere, and the objection to it or its origin."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _

from services.catalogue import documents
from services.requests import policies
from services.requests.actor import Actor
from services.requests.models import FINAL_PHASES, Phase, ServiceRequest


@dataclass(frozen=True)
class Relative:
    """Name a request tied to this one, as one side may know it."""

    request: ServiceRequest
    text: str


def references(request: ServiceRequest) -> list[str]:
    """Return the numbers other systems gave, as an officer wrote them down; nothing while a decision is pending."""
    if request.shown_state:
        return []
    said = []
    handoff = documents.load(request.version).handoff
    if request.external_number:
        words = {"number": request.external_number, "system": handoff.system if handoff else ""}
        named = _("Terbit di %(system)s, nomor %(number)s.") if handoff else _("Nomor dari sistem lain: %(number)s.")
        said.append(named % words)
    if request.receipt_number:
        # The portal saw no money: it says who wrote the number down, and never that something is paid.
        said.append(_("Nomor bukti bayar %(number)s dicatat petugas.") % {"number": request.receipt_number})
    return said


def relatives(request: ServiceRequest, actor: Actor) -> list[Relative]:
    """Return the decision this one objects to and the objections to it, where this side may see them."""
    seen = policies.visible_to(actor).select_related("service")
    found = []
    if request.parent_id is not None:
        about = _("Keberatan atas putusan permohonan %(number)s")
        found += [Relative(p, about % {"number": p.number}) for p in seen.filter(pk=request.parent_id)]
    if not request.cycle and request.phase not in FINAL_PHASES:  # nobody objects to what was never decided
        return found
    children = seen.filter(parent=request.pk).exclude(phase=Phase.DRAFT).order_by("created_at", "pk")
    return found + [Relative(c, _("Keberatan %(number)s") % {"number": c.number}) for c in children]
