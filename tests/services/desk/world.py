"""Put officers at the desk, with cases that have papers, and read what a page says."""

from __future__ import annotations

import copy
import re
from html import unescape
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from services.catalogue.models import ServiceVersion
from services.requests import engine, uploads
from services.requests.actor import Actor
from services.requests.models import Attachment, ServiceRequest
from tests.services.outputs.world import document as issuing
from tests.services.outputs.world import pdf, photo
from tests.services.requests import world
from tests.services.requests.documents import ANSWERS
from tests.signing_in import sign_in

NOW = "2026-11-24T03:00:00Z"  # Tuesday, 10.00 in Serang


def with_papers() -> dict[str, Any]:
    """Return the issuing test document that also asks for a family card."""
    data = copy.deepcopy(issuing())
    data["form"]["pages"][1]["fields"].append(
        {"id": "kk", "type": "file", "required": False, "secret": True, "max": 2, "label": {"id": "Kartu keluarga"}}
    )
    return data


def seat(client: Client, actor: Actor) -> Client:
    """Sign an officer in with the second factor."""
    assert actor.user is not None
    return sign_in(client, actor.user)


def filed(version: ServiceVersion, citizen: Actor, paper: bytes | None = None) -> ServiceRequest:
    """Return a filed request; `paper` becomes its family card."""
    request = world.draft(version, citizen)
    if paper is not None:
        attach(request, paper, citizen)
    world.press(request, "ajukan", citizen)
    return world.fresh(request)


def attach(request: ServiceRequest, paper: bytes, citizen: Actor) -> Attachment:
    """Upload one file as the applicant does and answer with it."""
    field: Any = engine_field(request)
    kept = uploads.store(request, field, SimpleUploadedFile("kk.bin", paper), citizen.user)
    engine.save_answers(request.pk, "lain", {"kk": [str(kept.pk)]}, citizen)
    return kept


def engine_field(request: ServiceRequest) -> Any:
    """Return the file field of the test document."""
    from services.catalogue import documents

    return documents.load(request.version).field("kk")


def url(request: ServiceRequest, *rest: str) -> str:
    """Return an address of a case."""
    return f"/panel/antrean/{request.pk}/" + "".join(f"{part}/" for part in rest)


def hidden(html: str, name: str) -> str:
    """Return what a hidden input holds."""
    found = re.search(rf'name="{re.escape(name)}" value="([^"]*)"', html)
    assert found, f"no hidden {name}"
    return unescape(found[1])


def words(response: Any) -> str:
    """Return what a page says, without its markup."""
    text = re.sub(r"<(script|style|svg).*?</\1>", " ", response.content.decode(), flags=re.DOTALL)
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", text)).split())


__all__ = ["ANSWERS", "NOW", "attach", "filed", "hidden", "pdf", "photo", "seat", "url", "with_papers", "words"]
