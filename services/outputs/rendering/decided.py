"""Add to a content what only a decision brings: number, day, signer, code and its QR code."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.utils import translation
from django.utils.translation import gettext as _

from foundation import formats
from services.outputs.rendering.compiler import Sheet
from services.outputs.rendering.content import LANGUAGE, Content
from services.outputs.verifying.sheet import qr_svg


@dataclass(frozen=True)
class Decided:
    """Hold what a decision brings; the preview has a sentence instead of a number, and neither code nor signer."""

    moment: dt.datetime
    number: str
    signer: dict[str, str]
    valid_until: dt.date | None = None
    code: str = ""
    link: str = ""  # what the QR code holds
    preview: bool = False


def sheet(content: Content, decided: Decided) -> Sheet:
    """Return all that the bytes of a document depend on."""
    with translation.override(LANGUAGE):
        values = {
            **content.data["values"],
            "number": decided.number,
            "issued_on": "" if decided.preview else formats.long_date(decided.moment, weekday=False),
            "valid_until": formats.long_date(decided.valid_until, weekday=False) if decided.valid_until else "",
            "signer": decided.signer["name"],
            "signer_title": decided.signer["title"],
            "check_code": decided.code,
        }
        qr = str(qr_svg(decided.link, "Kode QR")) if decided.link else ""
    data: dict[str, Any] = {
        **content.data,
        "values": values,
        "signer": decided.signer,
        "code": decided.code,
        "qr": qr,
        "preview": decided.preview,
    }
    return Sheet(content.base, content.template.source, data, decided.moment)


def previewed(moment: dt.datetime, signer: dict[str, str], valid_until: dt.date | None) -> Decided:
    """Return what stands in a preview where the decision is missing."""
    with translation.override(LANGUAGE):
        return Decided(moment, _("nomor diberi saat terbit"), signer, valid_until, preview=True)
