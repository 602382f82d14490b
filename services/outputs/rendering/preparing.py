"""Make the draft of a document before anybody decides, and show it: what was seen is what is issued, by its digest."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import Final
from uuid import UUID

from django.db import transaction

from citizens.models import User
from foundation import clock, crypto
from foundation.ids import uuid7
from services.catalogue import documents
from services.definition.document import Document
from services.outputs.models import Output, OutputStatus
from services.outputs.rendering import content as contents
from services.outputs.rendering.compiler import render
from services.outputs.rendering.content import Content
from services.outputs.rendering.decided import previewed, sheet
from services.outputs.rendering.templates import Template
from services.outputs.validity import ends_on
from services.requests.models import ServiceRequest
from services.requests.uploads import disk, names

MIME: Final = "application/pdf"


def is_made_here(document: Document, key: str) -> bool:
    """Say whether the portal makes this output itself; False for one that comes from elsewhere or is not there."""
    return any(output.key == key and output.origin == "rendered" for output in document.outputs)


def prepare(request: ServiceRequest, key: str, user: User | None) -> Output:
    """Keep the content of a document as a draft; the same content again returns the row it already has.

    Nothing is typeset: that follows the decision. Raises KeyError and NoTemplate.
    """
    found = contents.of_output(request, key)
    with transaction.atomic():
        # The request's row is the lock under which versions are counted.
        ServiceRequest.objects.select_for_update(of=("self",)).get(pk=request.pk)
        rows = Output.objects.filter(request=request, key=key)
        known = rows.filter(status=OutputStatus.DRAFT, content_sha256=found.digest).first()
        return known or _keep(request, key, found, rows.count() + 1, user)


def _keep(request: ServiceRequest, key: str, found: Content, version: int, user: User | None) -> Output:
    pk, title = uuid7(), str(found.data["title"])[:160]
    return Output.objects.create(
        id=pk,
        request=request,
        key=key,
        version=version,
        title=title,
        path=disk.relative_path(pk),
        display_name=names.display_name(f"{title} {request.number or ''}", "pdf"),
        mime=MIME,
        size=0,
        template=found.template.name[:60],
        content_sha256=found.digest,
        content=_sealed(pk, found),
        uploaded_by=user,
        created_at=clock.now(),
    )


def preview(request: ServiceRequest, key: str, signer: dict[str, str]) -> bytes:
    """Return a document as it would be issued today, marked PRATINJAU; raises KeyError, NoTemplate, RenderFailed."""
    wanted = documents.load(request.version).output(key)
    found = contents.of_output(request, key)
    return render(sheet(found, previewed(clock.now(), signer, ends_on(wanted.valid, clock.today()))))


def digest_now(request: ServiceRequest, key: str) -> str:
    """Return the digest of a document's content as the request stands now; raises KeyError and NoTemplate."""
    return contents.of_output(request, key).digest


def kept(output: Output) -> Content:
    """Return the content that was kept with a draft; raises CryptoError when it is not what was kept."""
    told = json.loads(crypto.decrypt(output.content, aad=_aad(output.pk)))
    return Content(Template(**told["template"]), told["base"], told["data"])


def _sealed(pk: UUID, found: Content) -> str:
    return crypto.encrypt(json.dumps(asdict(found), ensure_ascii=False), aad=_aad(pk))


def _aad(pk: UUID) -> str:
    return f"outputs.content:{pk}"
