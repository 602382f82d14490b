"""Write the receipt and the letters about a request: made on demand from its history, so the same bytes every time."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final

from django.utils import translation
from django.utils.translation import gettext as _

from foundation import formats
from services.catalogue import documents
from services.definition.document import Document, Phase
from services.outputs.rendering import templates
from services.outputs.rendering.compiler import render
from services.outputs.rendering.content import LANGUAGE, gather
from services.outputs.rendering.decided import Decided, sheet
from services.outputs.rendering.signers import NOBODY, signer_in
from services.requests import deadlines
from services.requests.models import CorrectionItem, RequestEvent, ServiceRequest, Visibility
from services.requests.presenters.states import state_text, state_title
from services.requests.presenters.timeline import written

KINDS: Final = ("return", "extend", "forward", "effective")


@dataclass(frozen=True)
class Letter:
    """Name one letter: the event it is about, and the one that holds its words and its signer."""

    event: RequestEvent
    said: RequestEvent
    title: str


def letters(request: ServiceRequest) -> list[Letter]:
    """Return the letters about a request, oldest first; of what was destroyed there is none."""
    if request.confidential and request.applicant_id is None:
        return []  # whoever sits at this browser next must not read what was reported
    shown = RequestEvent.objects.filter(request=request, kind__in=(*KINDS, "decide"))
    people = ("payload", "actor__staff__user__party", "acting_for")
    document, found, decision = documents.load(request.version), list[Letter](), None
    for event in shown.select_related(*people).order_by("seq"):
        decision = event if event.kind == "decide" else decision
        said = decision if event.kind == "effective" and decision is not None else event
        title = _title(document, event)
        kept = getattr(said, "payload", None)
        if title and event.visibility != Visibility.INTERNAL and kept is not None and kept.data is not None:
            found.append(Letter(event, said, title))
    return found


def _title(document: Document, event: RequestEvent) -> str:
    if event.kind == "effective":
        state = document.workflow.states.get(event.to_state)
        return _("Surat penolakan") if state is not None and state.phase == Phase.REJECTED else ""
    titles = {"return": _("Surat permintaan perbaikan"), "extend": _("Surat perpanjangan waktu")}
    return {**titles, "forward": _("Surat pengalihan")}.get(event.kind, "")


def letter(request: ServiceRequest, found: Letter) -> bytes:
    """Return one letter as a PDF; raises RenderFailed."""
    with translation.override(LANGUAGE):
        content = gather(request, templates.own("pemberitahuan"), found.title, {"more": _more(request, found)})
    return render(sheet(content, Decided(found.event.at, request.number or "", signer_in(found.said))))


def _more(request: ServiceRequest, found: Letter) -> dict[str, Any]:
    document, event = documents.load(request.version), found.event
    rejected = event.kind == "effective"
    return {
        "what": state_title(request, event.to_state) + ".",
        "reason": written(request, found.said),
        "items": _items(request, document, event) if event.kind == "return" else "",
        "todo": state_text(request, event.to_state),
        "objection": _objection(request, document, event) if rejected else "",
        "basis": "; ".join(law.id for law in document.standard.legal_basis) if rejected else "",
    }


def _items(request: ServiceRequest, document: Document, event: RequestEvent) -> list[list[str]] | str:
    """Return what was asked to be mended in the round that this event began, "" for nothing."""
    fields = {field.id: field for _page, field in document.fields()}
    items = CorrectionItem.objects.filter(request=request, created_at=event.at).order_by("pk")
    return [[fields[item.field].label.id, item.note] for item in items if item.field in fields] or ""


def _objection(request: ServiceRequest, document: Document, event: RequestEvent) -> str:
    """Return how and until when one may object, as the service says; a window begins with the decision."""
    state = document.workflow.states.get(event.to_state)
    rule = state.objection_rule if state is not None else None
    if rule is None:
        return ""
    if rule.within is None:
        return _("Anda berhak mengajukan keberatan lewat halaman permohonan ini di portal.")
    until = deadlines.window(rule.within, event.at, request.agency_id or "")
    said = _("Anda berhak mengajukan keberatan lewat halaman permohonan ini di portal, paling lambat %(date)s.")
    return said % {"date": formats.long_date(until)}


def receipt(request: ServiceRequest) -> bytes:
    """Return the receipt of a filed request as a PDF; raises RenderFailed."""
    filing = RequestEvent.objects.filter(request=request, kind="submit").order_by("seq").first()
    moment = filing.at if filing is not None else request.created_at
    with translation.override(LANGUAGE):
        more = {"sent": formats.moment(moment), "hash": filing.hash if filing is not None else ""}
        content = gather(request, templates.own("tanda_terima"), _("Tanda terima"), {"more": more})
    return render(sheet(content, Decided(moment, request.number or "", dict(NOBODY))))
