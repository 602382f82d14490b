"""Write the receipt and the letters about a request: made on demand from its history, so the same bytes every time."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from django.utils import translation
from django.utils.translation import gettext as _

from agencies.models import Agency
from foundation import clock, formats
from services.catalogue import documents
from services.definition.document import Action, ActionType, Document, Phase
from services.outputs.rendering import templates
from services.outputs.rendering.compiler import render
from services.outputs.rendering.content import LANGUAGE, gather
from services.outputs.rendering.decided import Decided, sheet
from services.outputs.rendering.signers import NOBODY, signer_in
from services.outputs.verifying import receipts
from services.outputs.verifying.sheet import qr_svg
from services.requests import deadlines
from services.requests.models import CorrectionItem, RequestEvent, ServiceRequest, Visibility
from services.requests.presenters.states import state_text, state_title
from services.requests.presenters.timeline import said_with, written

KINDS: Final = ("return", "extend", "forward", "effective")


@dataclass(frozen=True)
class Letter:
    """Name one letter: the event it is about, the one that holds its words and its signer, and the office it is of."""

    event: RequestEvent
    said: RequestEvent
    title: str
    office: str = ""  # where the request lay when it was written, "" where it still lies there


def letters(request: ServiceRequest) -> list[Letter]:
    """Return the letters about a request, oldest first; of what was destroyed there is none."""
    if request.confidential and request.applicant_id is None:
        return []  # whoever sits at this browser next must not read what was reported
    shown = RequestEvent.objects.filter(request=request, kind__in=(*KINDS, "decide"))
    people = ("payload", "actor__staff__user__party", "acting_for")
    document, found, decision = documents.load(request.version), list[Letter](), None
    history = list(shown.select_related(*people).order_by("seq"))
    offices = _offices(history)
    for event in history:
        decision = event if event.kind == "decide" else decision
        said = decision if event.kind == "effective" and decision is not None else event
        title = _title(document, event)
        kept = getattr(said, "payload", None)
        if title and event.visibility != Visibility.INTERNAL and kept is not None and kept.data is not None:
            found.append(Letter(event, said, title, offices[event.seq]))
    return found


def _offices(history: Sequence[RequestEvent]) -> dict[int, str]:
    """Return by event at which office the request lay: the one that later gave it away, "" for where it lies now."""
    offices, office = dict[int, str](), ""
    for event in reversed(history):
        if event.kind == "forward":
            office = str(_data(event).get("from", "")) or office
        offices[event.seq] = office
    return offices


def _data(event: RequestEvent) -> dict[str, Any]:
    kept = getattr(event, "payload", None)
    return dict(kept.data or {}) if kept is not None else {}


def _title(document: Document, event: RequestEvent) -> str:
    if event.kind == "effective":
        return _refusal(document, event.to_state)
    titles = {"return": _returned(), "extend": _("Surat perpanjangan waktu")}
    return {**titles, "forward": _("Surat pengalihan")}.get(event.kind, "")


def _refusal(document: Document, to_state: str | None) -> str:
    state = document.workflow.states.get(to_state or "")
    return _("Surat penolakan") if state is not None and state.phase == Phase.REJECTED else ""


def _returned() -> str:
    return _("Surat permintaan perbaikan")


def announced(document: Document, rule: Action | None) -> str:
    """Return which letter an action would send to the applicant, "" for none that can be seen beforehand."""
    if rule is None or not rule.to:
        return ""
    return _returned() if rule.type == ActionType.RETURN else _refusal(document, rule.to)


def preview(request: ServiceRequest, rule: Action, data: Mapping[str, Any], signer: dict[str, str]) -> bytes:
    """Return the letter that an action would send with these data, marked PRATINJAU; raises RenderFailed."""
    document, now = documents.load(request.version), clock.now()
    with translation.override(LANGUAGE):
        returned = rule.type == ActionType.RETURN
        items = [(str(item["field"]), str(item["note"])) for item in data.get("items", ())] if returned else []
        to_state = rule.to or ""
        told = (state_title(request, to_state) + ".", state_text(request, to_state))
        said = _Said(*told, said_with(rule, data), _listed(document, items), "" if returned else to_state)
        more = {"more": _more(request, document, said, now)}
        content = gather(request, templates.own("pemberitahuan"), announced(document, rule), more)
    return render(sheet(content, Decided(now, request.number or "", signer, preview=True)))


def letter(request: ServiceRequest, found: Letter) -> bytes:
    """Return one letter as a PDF; raises RenderFailed."""
    with translation.override(LANGUAGE):
        more = {"more": _more(request, documents.load(request.version), _said(request, found), found.event.at)}
        office = Agency.objects.filter(pk=found.office).first() if found.office else None
        content = gather(request, templates.own("pemberitahuan"), found.title, more, office)
    return render(sheet(content, Decided(found.event.at, request.number or "", signer_in(found.said))))


@dataclass(frozen=True)
class _Said:
    """Hold what a letter tells, whether it is sent or only looked at."""

    what: str
    todo: str
    reason: str
    items: list[list[str]] | str = ""
    refused_in: str = ""  # the state that refuses, in which one may object


def _said(request: ServiceRequest, found: Letter) -> _Said:
    event, reason = found.event, written(request, found.said)
    if event.kind == "extend":
        return _Said(_("Waktu penyelesaian diperpanjang."), _("Anda tidak perlu berbuat apa-apa."), reason)
    if event.kind == "forward":
        said = _("Permohonan dialihkan ke %(office)s, yang berwenang menanganinya.")
        todo = _("Anda tidak perlu mengajukan lagi. Nomor permohonan tetap, dan waktu yang sudah berjalan dihitung.")
        return _Said(said % {"office": _data(event).get("office", "")}, todo, reason)
    told = (state_title(request, event.to_state) + ".", state_text(request, event.to_state))
    items = _items(request, event) if event.kind == "return" else ""
    return _Said(*told, reason, items, event.to_state if event.kind == "effective" else "")


def _more(request: ServiceRequest, document: Document, said: _Said, moment: dt.datetime) -> dict[str, Any]:
    return {
        "what": said.what,
        "reason": said.reason,
        "items": said.items,
        "todo": said.todo,
        "objection": _objection(request, document, said.refused_in, moment) if said.refused_in else "",
        "basis": "; ".join(law.id for law in document.standard.legal_basis) if said.refused_in else "",
    }


def _items(request: ServiceRequest, event: RequestEvent) -> list[list[str]] | str:
    """Return what was asked to be mended in the round that this event began, "" for nothing."""
    rows = CorrectionItem.objects.filter(request=request, created_at=event.at).order_by("pk")
    return _listed(documents.load(request.version), [(item.field, item.note) for item in rows])


def _listed(document: Document, items: Iterable[tuple[str, str]]) -> list[list[str]] | str:
    fields = {field.id: field for _page, field in document.fields()}
    return [[fields[field].label.id, note] for field, note in items if field in fields] or ""


def _objection(request: ServiceRequest, document: Document, to_state: str, moment: dt.datetime) -> str:
    """Return how and until when one may object, as the service says; a window begins with the decision."""
    state = document.workflow.states.get(to_state)
    rule = state.objection_rule if state is not None else None
    if rule is None:
        return ""
    if rule.within is None:
        return _("Anda berhak mengajukan keberatan lewat halaman permohonan ini di portal.")
    until = deadlines.window(rule.within, moment, request.agency_id or "")
    said = _("Anda berhak mengajukan keberatan lewat halaman permohonan ini di portal, paling lambat %(date)s.")
    return said % {"date": formats.long_date(until)}


def receipt(request: ServiceRequest) -> bytes:
    """Return the receipt of a filed request as a PDF; raises RenderFailed."""
    filing = RequestEvent.objects.filter(request=request, kind="submit").order_by("seq").first()
    moment = filing.at if filing is not None else request.created_at
    with translation.override(LANGUAGE):
        address = receipts.address(request)
        qr = str(qr_svg(address, "Kode QR")) if address else ""
        more = {"sent": formats.moment(moment), "hash": filing.hash if filing is not None else "", "qr": qr}
        content = gather(request, templates.own("tanda_terima"), _("Tanda terima"), {"more": more})
    return render(sheet(content, Decided(moment, request.number or "", dict(NOBODY))))
