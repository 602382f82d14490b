"""Tell the applicant's request page what can be fetched."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from foundation import formats
from services.outputs.life import ends, fetching, renewing, rights
from services.outputs.models import Output, OutputStatus
from services.outputs.rendering.letters import letters
from services.requests.effects import ResultLink
from services.requests.models import ServiceRequest
from services.requests.presenters.people import signed_as

KINDS = {"application/pdf": "PDF", "image/jpeg": "JPEG"}


def address(output: Output) -> str:
    """Return where a document is fetched, by its owner as by staff."""
    return reverse("outputs:download", args=[output.request_id, output.pk])


def links(request: ServiceRequest) -> list[ResultLink]:
    """Return the documents of a request that were issued, those that count first; nothing of a draft."""
    rows = Output.objects.filter(request=request).exclude(status=OutputStatus.DRAFT)
    issued = sorted(rows.select_related("signer", "acting_for").order_by("issued_at", "key"), key=_place)
    said, fetched = ends.reasons(request, issued), fetching.newest(issued)
    return [_link(request, output, said.get(str(output.pk), {}), fetched.get(output.pk, ())) for output in issued]


def _place(output: Output) -> bool:
    return output.status not in rights.COUNTING


def _link(request: ServiceRequest, output: Output, said: Mapping[str, Any], fetched: tuple[str, ...]) -> ResultLink:
    standing = ends.standing(output)
    # What was taken back is not handed out again, and what was destroyed cannot be.
    counts = output.status in rights.COUNTING and output.erased_at is None
    return ResultLink(
        output.title,
        address(output) if counts else "",
        detail(output),
        sheet(output) if counts else "",
        standing="" if standing == OutputStatus.ISSUED else str(standing.label),
        tone=ends.TONES.get(standing, "plain"),
        remarks=ends.remarks(output, said),
        renew=renew(output) if renewing.may(output) else "",
        id=str(output.pk),
        fetched=fetched,
    )


def renew(output: Output) -> str:
    """Return the page on which a new one is asked for with the last answers."""
    return reverse("outputs:renew", args=[output.request_id, output.pk])


def sheet(output: Output) -> str:
    """Return the page with the code by which others check a document."""
    return reverse("outputs:sheet", args=[output.request_id, output.pk])


def detail(output: Output) -> str:
    """Return what stands below a document's title: kind, size, number, and who signed for whom."""
    if not output.sha256:
        if output.status != OutputStatus.PENDING:
            return ""  # taken back before it was made
        return _("Dokumen ini sedang dibuat. Muat ulang halaman sebentar lagi.")
    parts = [KINDS.get(output.mime, output.mime), formats.file_size(output.size)]
    number = output.number or output.external_number
    if number:
        parts.append(_("nomor %(number)s") % {"number": number})
    if output.signer is not None and output.acting_for is not None:
        who = signed_as(output.signer, output.acting_for, output.acts_as)
        parts.append(_("ditandatangani %(who)s") % {"who": who})
    return " · ".join(parts)


def receipts(request: ServiceRequest) -> list[ResultLink]:
    """Return what the receipt of a filed request offers: a QR code to show, and a PDF to keep."""
    if not request.number:
        return []
    shown = ResultLink(_("Tunjukkan bukti dengan QR"), reverse("outputs:receipt_sheet", args=[request.pk]), "")
    return [shown, ResultLink(_("Tanda terima (PDF)"), reverse("outputs:receipt", args=[request.pk]), "")]


def papers(request: ServiceRequest) -> list[ResultLink]:
    """Return the receipt and the letters about a filed request."""
    if not request.number:
        return []
    receipt = reverse("outputs:receipt", args=[request.pk])
    found = [ResultLink(_("Tanda terima (PDF)"), receipt, "")]
    for each in letters(request):
        url = reverse("outputs:letter", args=[request.pk, each.event.seq])
        found.append(ResultLink(each.title, url, formats.long_date(each.event.at)))
    return found
