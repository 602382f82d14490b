"""Keep what was typed while the session had ended, sealed, until the person has signed in again."""

from __future__ import annotations

import json
from typing import Final

from django.http import HttpRequest, QueryDict

from foundation import crypto

NAME: Final = "isian_terhenti"
LIMIT: Final = 200_000
LEFT_OUT: Final = frozenset({"csrfmiddlewaretoken", "kunci", "seq"})


def keep(http: HttpRequest) -> None:
    """Seal what was sent into the session; files and very long texts are not kept."""
    text = json.dumps([[name, values] for name, values in http.POST.lists() if name not in LEFT_OUT])
    if len(text) <= LIMIT:
        http.session[NAME] = {"path": http.path, "box": crypto.encrypt(text, aad=_aad(http.path))}


def take(http: HttpRequest) -> QueryDict | None:
    """Return what was kept for this very page, once."""
    held = http.session.get(NAME)
    if not isinstance(held, dict) or held.get("path") != http.path:
        return None
    del http.session[NAME]
    try:
        pairs = json.loads(crypto.decrypt(held["box"], aad=_aad(http.path)))
    except (crypto.CryptoError, ValueError, KeyError):
        return None
    data = QueryDict(mutable=True)
    for name, values in pairs:
        data.setlist(name, values)
    return data


def _aad(path: str) -> str:
    return f"requests.stash:{path}"
