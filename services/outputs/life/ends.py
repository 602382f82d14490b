"""Say in words what became of a document: the reason, the law and the day, as its history has them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, Final

from django.utils.translation import gettext as _

from foundation import clock, formats
from services.outputs.models import Output, OutputStatus
from services.requests.models import EventPayload, ServiceRequest

# UU 30/2014 art. 77 (1): an objection within 21 working days after the act was made known.
OBJECTION_DAYS: Final = 21
KINDS: Final = ("output_revoked", "output_replaced")
TOLD: Final = (OutputStatus.REVOKED, OutputStatus.SUPERSEDED)  # those that ended by somebody's word
TONES: Final = {OutputStatus.REVOKED: "negative", OutputStatus.SUPERSEDED: "warning", OutputStatus.EXPIRED: "warning"}


def is_over(output: Output) -> bool:
    """Say whether the last day of a document is behind us, also where the clock has not written it down yet."""
    return output.valid_until is not None and output.valid_until < clock.today()


def standing(output: Output) -> OutputStatus:
    """Return what a document is worth today."""
    over = output.status == OutputStatus.ISSUED and is_over(output)
    return OutputStatus.EXPIRED if over else OutputStatus(output.status)


def reasons(request: ServiceRequest, outputs: Iterable[Output]) -> dict[str, Mapping[str, Any]]:
    """Return what was written when documents of a request ended, by the document; no query where none did."""
    if not any(output.status in TOLD for output in outputs):
        return {}
    rows = EventPayload.objects.filter(event__request=request, event__kind__in=KINDS, data__isnull=False)
    said = [row.data for row in rows.order_by("event__seq") if row.data]
    return {str(data.get("replaces") or data.get("output")): data for data in said}


def remarks(output: Output, said: Mapping[str, Any]) -> tuple[str, ...]:
    """Return what stands below a document: until when it counts, or since when and why it does not."""
    gone = (_destroyed(output),) if output.erased_at else ()
    return (*_standing_remarks(output, said), *gone)


def _destroyed(output: Output) -> str:
    day = formats.long_date(output.erased_at, weekday=False) if output.erased_at else ""
    return _("Berkas di portal dimusnahkan %(day)s. Kode pada dokumen Anda tetap dapat diperiksa.") % {"day": day}


def _standing_remarks(output: Output, said: Mapping[str, Any]) -> tuple[str, ...]:
    now = standing(output)
    day = formats.long_date(output.ended_at, weekday=False) if output.ended_at else ""
    until = formats.long_date(output.valid_until, weekday=False) if output.valid_until else ""
    if now == OutputStatus.ISSUED:
        return (_("Berlaku sampai %(day)s.") % {"day": until},) if until else ()
    if now == OutputStatus.EXPIRED:
        return (_("Masa berlakunya habis pada %(day)s.") % {"day": until},)
    lines = [_("Dicabut %(day)s.") if now == OutputStatus.REVOKED else _("Diganti %(day)s.")] if day else []
    return tuple(_filled([line % {"day": day} for line in lines], said, now))


def _filled(lines: list[str], said: Mapping[str, Any], now: OutputStatus) -> Iterable[str]:
    yield from lines
    if said.get("alasan"):
        yield _("Alasan: %(reason)s") % {"reason": said["alasan"]}
    if said.get("dasar_hukum"):
        yield _("Dasar hukum: %(basis)s") % {"basis": said["dasar_hukum"]}
    if now == OutputStatus.REVOKED:
        yield _(
            "Tidak setuju? Ajukan keberatan tertulis ke kantor yang mencabut, paling lambat %(days)d hari kerja "
            "sejak Anda diberi tahu (UU 30/2014 Pasal 77)."
        ) % {"days": OBJECTION_DAYS}
