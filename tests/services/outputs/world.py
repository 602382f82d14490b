"""Make files and a service whose approval issues a document."""

from __future__ import annotations

import copy
import io
from datetime import timedelta
from typing import Any

import pypdfium2 as pdfium
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from foundation import clock
from services.catalogue.models import ServiceVersion
from services.outputs import actions
from services.outputs.models import Output
from services.requests import engine
from services.requests.actor import Actor
from services.requests.models import ServiceRequest
from tests.services.requests import world
from tests.services.requests.documents import PLAIN


def document(**output: Any) -> dict[str, Any]:
    """Return the plain test document, issuing one uploaded document on approval."""
    data = copy.deepcopy(PLAIN)
    data["outputs"] = [
        {"key": "izin", "title": {"id": "Surat izin uji"}, "origin": "uploaded", "signer": "kepala", **output}
    ]
    states = data["workflow"]["states"]
    approve = next(a for a in states["putusan"]["actions"] if a["key"] == "setujui")
    approve["effects"] = [{"output": "izin"}]
    approve["form"] = [{"id": "external_number", "type": "short_text", "required": True, "max_length": 60}]
    return data


def pdf(pages: int = 1, width: int = 300, height: int = 400) -> bytes:
    """Return a real PDF of empty pages."""
    made = pdfium.PdfDocument.new()
    for _number in range(pages):
        made.new_page(width, height)
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def photo(size: tuple[int, int] = (40, 30), colour: str = "navy") -> bytes:
    """Return a real JPEG."""
    out = io.BytesIO()
    Image.new("RGB", size, colour).save(out, "JPEG")
    return out.getvalue()


def sent(data: bytes | None = None, name: str = "scan 3604054104900001.pdf") -> SimpleUploadedFile:
    """Return a file as a browser sends it; its name holds a NIK, which must never be kept."""
    return SimpleUploadedFile(name, pdf() if data is None else data, content_type="application/octet-stream")


def ready_to_decide(version: ServiceVersion | None = None) -> tuple[ServiceRequest, Actor, Actor]:
    """Return a request that waits for the head, its citizen and the head."""
    version = version or world.publish(document())
    citizen = world.citizen()
    request = world.submitted(version, citizen)
    world.press(request, "lengkap", world.officer("verifikator"))
    return world.fresh(request), citizen, world.officer("kepala")


def approve(request: ServiceRequest, head: Actor, output: Output, number: str = "503/7/2026") -> None:
    """Decide with a prepared document."""
    world.press(request, "setujui", head, output=str(output.pk), sha256=output.sha256, external_number=number)


def prepared(request: ServiceRequest, head: Actor, data: bytes | None = None) -> Output:
    """Attach a document as a draft."""
    return actions.prepare(request, "izin", sent(data), head.user)


def issued(**output: Any) -> tuple[ServiceRequest, Actor, Actor, Output]:
    """Return a request whose document is out, with its citizen and its head; time must be frozen by the caller."""
    return issued_by(document(**output))


def issued_by(data: dict[str, Any]) -> tuple[ServiceRequest, Actor, Actor, Output]:
    """Return the same for a document of one's own."""
    request, citizen, head = ready_to_decide(world.publish(data))
    draft = prepared(request, head)
    approve(request, head, draft)
    with time_machine.travel(clock.now() + timedelta(seconds=11), tick=False):
        engine.settle(request.pk)
    draft.refresh_from_db()
    return world.fresh(request), citizen, head, draft
