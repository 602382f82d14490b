"""Publish a template: looked through, typeset once with made-up data, and from then on never changed."""

from __future__ import annotations

import re
from typing import Final

from django.db import transaction
from django.utils.translation import gettext as _

from citizens.models import User
from foundation import clock
from services.outputs.models import OutputTemplate, TemplateState
from services.outputs.rendering import linting, templates
from services.outputs.rendering.compiler import RenderFailed, Sheet, render
from services.outputs.rendering.content import GOVERNMENT
from services.outputs.rendering.signers import NOBODY

KEY: Final = re.compile(r"[a-z][a-z0-9_]{0,39}")


class BadTemplate(ValueError):
    """Refuse a template, in Indonesian sentences."""

    def __init__(self, sentences: list[str]) -> None:
        """Keep the sentences."""
        super().__init__(" ".join(sentences))
        self.sentences = sentences


def publish(key: str, source: str, note: str = "", user: User | None = None) -> OutputTemplate:
    """Return the new version, which is in force at once; raises BadTemplate."""
    check(key, source)
    with transaction.atomic():
        last = OutputTemplate.objects.filter(key=key).order_by("-version").first()
        now = clock.now()
        return OutputTemplate.objects.create(
            key=key,
            version=last.version + 1 if last else 1,
            source=source,
            note=note[:200],
            state=TemplateState.PUBLISHED,
            made_by=user,
            made_at=now,
            published_at=now,
        )


def check(key: str, source: str) -> None:
    """Raise BadTemplate for what reaches outside its data or cannot be typeset."""
    if not KEY.fullmatch(key) or key == templates.BASE:
        raise BadTemplate([_("Kunci templat ditulis dengan huruf kecil, angka, dan garis bawah.")])
    found = linting.problems(source)
    if found:
        raise BadTemplate(found)
    try:
        render(sample(source))
    except RenderFailed as failed:
        said = _("Templat tidak dapat dicetak: %(reason)s")
        raise BadTemplate([said % {"reason": failed.reason}]) from failed


def sample(source: str) -> Sheet:
    """Return a template with made-up data for everything it asks for."""
    asked = linting.asked(source)
    empty = {"address": "", "phone": "", "email": "", "website": ""}
    data = {
        "title": "Contoh",
        "agency": {"government": GOVERNMENT, "name": "Contoh", **empty},
        "place": "",
        "footer": "",
        "address": "",
        "values": dict.fromkeys(asked.values, "contoh"),
        "answers": dict.fromkeys(asked.answers, "contoh"),
        "labels": dict.fromkeys(asked.answers, "Contoh"),
        "facts": dict.fromkeys(asked.facts, "contoh"),
        "rows": [["Contoh", "contoh"]],
        "signer": dict(NOBODY),
        "code": "",
        "qr": "",
        "preview": True,
    }
    return Sheet(templates.base(), source, data, clock.now())
