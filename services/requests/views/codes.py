"""Carry a follow-up code from the press to the receipt: sealed in the session, shown once."""

from __future__ import annotations

from typing import Final
from uuid import UUID

from django.http import HttpRequest

from foundation import crypto

NAME: Final = "kode_tindak_lanjut"


def keep(http: HttpRequest, pk: UUID, code: str) -> None:
    """Seal the code until the receipt is shown."""
    http.session[NAME] = {"pk": str(pk), "box": crypto.encrypt(code, aad=_aad(pk))}


def show_once(http: HttpRequest, pk: UUID) -> str:
    """Return the code of this request as "ABCDE-FGHJK" the first time, "" ever after."""
    held = http.session.get(NAME)
    if not isinstance(held, dict) or held.get("pk") != str(pk):
        return ""
    del http.session[NAME]
    code = crypto.decrypt(held["box"], aad=_aad(pk))
    middle = len(code) // 2
    return f"{code[:middle]}-{code[middle:]}"


def _aad(pk: UUID) -> str:
    return f"requests.code:{pk}"
