"""Read the free text of a step every service has."""

from __future__ import annotations

from typing import Final

from django.utils.translation import gettext as _

from services.requests.engine.errors import InvalidData
from services.requests.engine.step import Step

LIMIT: Final = 4000


def wanted(step: Step, missing: str = "") -> str:
    """Return the text of a step; raises InvalidData when it is missing or endless."""
    text = given(step)
    if not text:
        raise InvalidData([], missing or _("Tulis isinya dahulu."))
    return text


def given(step: Step) -> str:
    """Return the text of a step, "" for none; raises InvalidData when it is endless."""
    text = str(step.data.get("text", "")).replace("\x00", "").strip()
    if len(text) > LIMIT:
        raise InvalidData([], _("Tulisan paling panjang 4.000 huruf."))
    return text
