"""Make a service whose document the portal makes itself, and read what such a document says."""

from __future__ import annotations

from typing import Any

import pypdfium2 as pdfium

from services.catalogue.models import ServiceVersion
from services.outputs.models import Output
from services.outputs.rendering import issuing, preparing
from services.requests import engine
from services.requests.actor import Actor
from services.requests.models import ServiceRequest
from tests.services.outputs import world as outputs
from tests.services.requests import world

NOON = "2026-11-24T05:00:00Z"


def document(**output: Any) -> dict[str, Any]:
    """Return the issuing test document with a document made from a template."""
    wanted = {"origin": "rendered", "template": "umum", "number": "503/{seq}/{month_roman}/{year}", **output}
    data = outputs.document(**wanted)
    states = data["workflow"]["states"]
    approve = next(each for each in states["putusan"]["actions"] if each["key"] == "setujui")
    del approve["form"]
    return data


def ready(version: ServiceVersion | None = None, **output: Any) -> tuple[ServiceRequest, Actor, Actor]:
    """Return a request that waits for the head, its citizen and the head."""
    return outputs.ready_to_decide(version or world.publish(document(**output)))


def decide(request: ServiceRequest, head: Actor) -> Output:
    """Decide with the document as it stands."""
    draft = preparing.prepare(request, "izin", head.user)
    world.press(request, "setujui", head, output=str(draft.pk), sha256=draft.content_sha256)
    return draft


def effective(request: ServiceRequest, head: Actor, now: Any) -> Output:
    """Decide and wait until the decision is effective; the document is pending then."""
    draft = decide(request, head)
    now.shift(11)
    engine.settle(request.pk)
    draft.refresh_from_db()
    return draft


def issued(request: ServiceRequest, head: Actor, now: Any) -> Output:
    """Decide, wait, and have the document made."""
    draft = effective(request, head, now)
    assert issuing.issue(draft.pk)
    draft.refresh_from_db()
    return draft


def text_of(pdf: bytes) -> str:
    """Return what a PDF says, page after page, its lines joined."""
    pages = pdfium.PdfDocument(pdf)
    return " ".join(" ".join(page.get_textpage().get_text_range().split()) for page in pages)
