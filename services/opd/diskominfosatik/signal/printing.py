"""Typeset a letter to an operator with the machinery of every letter: the same letter gives the same bytes."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any, Final
from zoneinfo import ZoneInfo

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext as _

from agencies.models import Agency
from foundation import formats
from services.opd.diskominfosatik.signal.models import Letter
from services.opd.diskominfosatik.signal.policies import OFFICE
from services.outputs.rendering import templates
from services.outputs.rendering.compiler import Sheet, render
from services.outputs.rendering.content import LANGUAGE, letterhead
from services.outputs.rendering.signers import NOBODY

TEMPLATE: Final = Path(__file__).with_name("typst") / "usulan.typ"


def pdf(letter: Letter) -> bytes:
    """Return the letter as a PDF, dated by its own day; raises RenderFailed."""
    midnight = dt.datetime.combine(letter.dated, dt.time(), ZoneInfo(settings.TIME_ZONE))
    with translation.override(LANGUAGE):
        return render(Sheet(templates.base(), TEMPLATE.read_text(encoding="utf-8"), _data(letter), midnight))


def _data(letter: Letter) -> dict[str, Any]:
    title = letter.signer_position or _("Kepala Diskominfosatik")
    return {
        "title": _("Usulan penanganan titik tanpa sinyal seluler"),
        "agency": letterhead(Agency.objects.filter(pk=OFFICE).first()),
        "place": "",
        "footer": _("Diskominfosatik Kabupaten Serang"),
        "address": "",
        "code": "",
        "qr": "",
        "preview": False,
        "answers": {},
        "labels": {},
        "facts": {},
        "rows": [],
        "values": {
            "number": letter.number or _("belum diisi (Diskominfosatik)"),
            "issued_on": formats.long_date(letter.dated, weekday=False),
        },
        "signer": {**NOBODY, "title": title, "name": letter.signer_name or _("belum diisi (Diskominfosatik)")},
        "more": {
            "to": _("Pimpinan %(name)s di tempat") % {"name": letter.get_target_display()},
            "demo": "ya" if letter.is_demo else "",
            "count": formats.number(len(letter.rows)),
            "sites": [_site(row) for row in letter.rows],
        },
    }


def _site(row: dict[str, Any]) -> list[str]:
    households = row["households"]
    return [
        *(row["code"], row["village"], row["district"], row["point"] or _("belum diukur"), row["coverage"]),
        "-" if households is None else formats.number(households),
    ]
