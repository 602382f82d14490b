"""Pin remarks to fields, count rounds, and settle them when the applicant answers."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _

from services.definition import workflow
from services.definition.document import HEAD, Document
from services.definition.fields import type_of
from services.requests.engine.errors import InvalidData, NotAllowed
from services.requests.engine.step import Step
from services.requests.models import CorrectionItem, CorrectionReason, RequestEvent, ServiceRequest

NOTE_LIMIT = 1000


def markable(document: Document) -> frozenset[str]:
    """Return the fields an applicant can correct: not what the server works out, nor what a fact answers."""
    found = ((f, type_of(f)) for _page, f in document.fields())
    return frozenset(f.id for f, kind in found if kind.answered and not kind.derived and not f.read_only)


def wanted(step: Step) -> list[dict[str, str]]:
    """Read the items of a return: at least one field of the document, each with a remark."""
    fields = markable(step.document)
    raw = step.data.get("items")
    items = [_item(i) for i in raw] if isinstance(raw, list) else []
    items = [i for i in items if i["field"] in fields]
    if not items:
        raise InvalidData([], _("Tandai paling sedikit satu bagian yang perlu dibetulkan."))
    if any(not i["note"] for i in items):
        raise InvalidData([], _("Tulis apa yang perlu dibetulkan pada setiap bagian yang ditandai."))
    if any(len(i["note"]) > NOTE_LIMIT for i in items):
        raise InvalidData([], _("Catatan paling panjang 1.000 huruf."))
    if any(i["reason"] and i["reason"] not in CorrectionReason.values for i in items):
        raise InvalidData([], _("Pilih alasan perbaikan dari daftar."))
    return items


def _item(raw: Any) -> dict[str, str]:
    if not isinstance(raw, Mapping):
        return {"field": "", "note": "", "reason": ""}
    return {
        "field": str(raw.get("field", ""))[:80],
        "note": str(raw.get("note", "")).strip(),
        "reason": str(raw.get("reason") or "").strip(),
    }


def open_round(step: Step, items: list[dict[str, str]]) -> None:
    """Start a round of correction; above the document's cap only a signing function may.

    Rounds are counted anew after a reopening: the cap protects the applicant within one way to a decision.
    """
    request, cap = step.request, step.document.workflow.max_rounds
    function = step.document.functions.get(step.function)
    is_head = step.function == HEAD or (function is not None and function.signs)
    if workflow.return_needs_head(step.document, rounds(request)) and not is_head:
        raise NotAllowed(_("Permohonan sudah %(n)d kali dikembalikan. Hanya pimpinan yang boleh lagi.") % {"n": cap})
    request.round += 1
    CorrectionItem.objects.bulk_create(
        CorrectionItem(request=request, round=request.round, created_at=step.now, **i)
        for i in {i["field"]: i for i in items}.values()
    )


def rounds(request: ServiceRequest) -> int:
    """Return how often the request was returned on its present way to a decision."""
    if not request.cycle:
        return request.round
    return RequestEvent.objects.filter(request=request, kind="return", cycle=request.cycle).count()


def open_fields(request: ServiceRequest) -> set[str]:
    """Return the fields the applicant may change in this round."""
    items = CorrectionItem.objects.filter(request=request, resolved_at__isnull=True)
    return set(items.values_list("field", flat=True))


def settle(step: Step) -> None:
    """Mark every open remark as answered."""
    CorrectionItem.objects.filter(request=step.request, resolved_at__isnull=True).update(resolved_at=step.now)
