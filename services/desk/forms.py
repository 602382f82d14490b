"""Read what an officer sent; the engine judges it."""

from __future__ import annotations

import re
from typing import Any, Final
from uuid import uuid4

from django.http import HttpRequest

from services.definition.document import Action
from services.desk.presenters.act import note_of, reason_of
from services.requests.forms.reading import read

MOST_ITEMS: Final = 200
CHOICES: Final = ("to", "flag", "advice")  # what is chosen beside the text of an everyday step
_KEY: Final = re.compile(r"[0-9a-f-]{16,64}")


def new_key() -> str:
    """Make the key of one drawn form: pressed twice, it counts once."""
    return str(uuid4())


def key_of(request: HttpRequest) -> str:
    """Return the key a form was drawn with; a form without one counts every press."""
    sent = request.POST.get("kunci", "")
    return sent if _KEY.fullmatch(sent) else new_key()


def seq_of(request: HttpRequest) -> int | None:
    """Return which version of the case the form was drawn from."""
    text = request.POST.get("urutan", "")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else None


def marked(request: HttpRequest) -> list[str]:
    """Return the fields marked for correction, each once."""
    given = request.POST if request.method == "POST" else request.GET
    return list(dict.fromkeys(given.getlist("bagian")))[:MOST_ITEMS]


def data_of(request: HttpRequest, rule: Action | None) -> dict[str, Any]:
    """Return the data of an action: marked fields with remarks, the fields of its own form, or a text."""
    if rule is None:
        chosen = {name: request.POST[name] for name in CHOICES if name in request.POST}
        return {"text": request.POST.get("text", ""), **chosen}
    if rule.type == "return":
        given = request.POST
        items = [
            {"field": f, "note": given.get(note_of(f), ""), "reason": given.get(reason_of(f), "")}
            for f in marked(request)
        ]
        return {"items": items, "remark": request.POST.get("remark", "")}
    sent = read(rule.form, request.POST)
    if rule.type == "forward":
        sent |= {name: request.POST.get(name, "") for name in ("agency", "text")}
    return sent
