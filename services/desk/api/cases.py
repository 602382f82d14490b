"""Read one case, act on it, and act on several."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.core.files.uploadedfile import UploadedFile
from django.http import Http404
from django.http.response import HttpResponseBase
from django.utils.translation import gettext_lazy as _
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema
from rest_framework.parsers import MultiPartParser
from rest_framework.request import Request
from rest_framework.response import Response

from agencies.models import Staff
from foundation.api import problems
from foundation.api.problems import Problem
from foundation.api.reading import given, idempotency_key, text, whole
from services.catalogue import documents
from services.definition.document import Action
from services.desk import actions
from services.desk.api import bodies, shapes
from services.desk.api.base import DeskView, aim, take
from services.desk.policies import open_case
from services.desk.presenters import results
from services.desk.views.files import original
from services.outputs import actions as outputs
from services.outputs.life import rights
from services.outputs.rendering import preparing
from services.outputs.rendering.templates import NoTemplate
from services.outputs.signing import sentences as signing
from services.outputs.signing.port import SigningError
from services.requests import engine, policies
from services.requests.actor import Actor
from services.requests.api.base import KEY, REPLAYED, pressed
from services.requests.api.refusals import of_engine
from services.requests.models import ServiceRequest
from services.requests.presenters import upload_problems
from services.requests.uploads import UploadProblem


class Case(DeskView):
    """Read one case."""

    @extend_schema(operation_id="case", tags=["desk"], responses=shapes.CaseFull)
    def get(self, request: Request, pk: UUID) -> Response:
        """Return a case within scope; every opening is written down for its applicant."""
        actor, staff = self.officer(request)
        found = open_case(actor, pk)
        actions.log_opening(found, staff, "request", found.pk)
        return Response(bodies.full(found, actor, staff))


class CaseFile(DeskView):
    """Fetch one file of a case."""

    @extend_schema(
        operation_id="case_file",
        tags=["desk"],
        responses={(200, "image/jpeg"): OpenApiTypes.BINARY, (200, "application/pdf"): OpenApiTypes.BINARY},
    )
    def get(self, request: Request, pk: UUID, file: UUID) -> HttpResponseBase:
        """Return the stored bytes; every opening is written down for its applicant."""
        self.officer(request)
        return original(request._request, pk, file)


class Act(DeskView):
    """Take one action."""

    @extend_schema(operation_id="act", tags=["desk"], parameters=[KEY], request=shapes.Press, responses=shapes.Pressed)
    def post(self, request: Request, pk: UUID, action: str) -> Response:
        """Take an action of the present stage, or a step every case has, once for this key."""
        actor, staff = self.officer(request)
        aimed = None
        if not engine.is_repeat(pk, action, actor, str(request.headers.get("Idempotency-Key", ""))):
            aimed = aim(actor, staff, pk, action)
            self.document, self.form = aimed.document, aimed.rule.form if aimed.rule else ()
        data, seq = pressed(given(request, "data", "seq"))
        outcome, _aimed = take(actor, staff, pk, action, data, idempotency_key(request), seq)
        visible = policies.visible_to(actor).filter(pk=pk).exists()
        now = outcome.request
        body = {
            "id": str(pk),
            "seq": now.seq if visible else outcome.event_seq,
            "replayed": outcome.replayed,
            "visible": visible,
            "undo_until": now.effective_at if visible and now.shown_state else None,
        }
        return Response(body, headers={REPLAYED: "true" if outcome.replayed else "false"})


class Attach(DeskView):
    """Attach the document an action will issue."""

    parser_classes = [MultiPartParser]
    limits = {"POST": "upload"}

    @extend_schema(
        operation_id="attach",
        tags=["desk"],
        request={"multipart/form-data": shapes.Attach},
        responses={201: shapes.Attached},
    )
    def post(self, request: Request, pk: UUID, action: str) -> Response:
        """Keep a document as a draft; only who may issue it now may attach it."""
        actor, staff = self.officer(request)
        rule = aim(actor, staff, pk, action).rule
        case = open_case(actor, pk)
        key = _key_of(case, rule, action, str(request.POST.get("replaces", "")))
        _check_may(case, actor, staff, action, key)
        if action != rights.REPLACE and preparing.is_made_here(documents.load(case.version), key):
            return _made(case, key, actor)
        sent = request.FILES.get("file")
        if not isinstance(sent, UploadedFile):
            said = _("Kirim berkas dalam bagian file.")
            raise Problem(422, said, errors=[{"path": "file", "code": "required", "detail": said}])
        number = str(request.POST.get("external_number", "")).replace("\x00", "")[:80]
        try:
            output = outputs.prepare(case, key, sent, actor.user, number)
        except SigningError as unsealed:
            why = signing.sentence(unsealed)
            raise Problem(422, why, errors=[{"path": "file", "code": "unsealed", "detail": why}]) from unsealed
        except UploadProblem as refused:
            why = upload_problems.sentence(refused, None)
            raise Problem(422, why, errors=[{"path": "file", "code": refused.code.value, "detail": why}]) from refused
        return Response({"output": str(output.pk), "sha256": output.sha256}, 201)


def _made(case: ServiceRequest, key: str, actor: Actor) -> Response:
    """Answer with the draft of a document that the portal makes itself; its digest is that of its content."""
    try:
        output = preparing.prepare(case, key, actor.user)
    except NoTemplate as missing:
        raise Problem(409, _("Templat dokumen ini belum ada. Hubungi Diskominfosatik.")) from missing
    return Response({"output": str(output.pk), "sha256": output.content_sha256}, 201)


def _key_of(case: ServiceRequest, rule: Action | None, action: str, replaces: str) -> str:
    """Return which result an action issues; raises Http404 for one that issues none."""
    effects = rule.effects if rule else ()
    key = next((effect.output for effect in effects if effect.output), None)
    if key is None and action == rights.REPLACE:
        key = results.key_of(case, replaces)
    if key is None:
        raise Http404
    return key


def _check_may(case: ServiceRequest, actor: Actor, staff: Staff, action: str, key: str) -> None:
    """Refuse to keep a document for somebody who may not issue it now."""
    if action == rights.REPLACE:
        held = policies.at_home_in(case, policies.holdings_for(staff, case))
        if not held & rights.functions(documents.load(case.version), key, action):
            raise Problem(403, _("Langkah ini bukan wewenang Anda untuk permohonan ini."))
        return
    offer = next((each for each in engine.offered(case, actor) if each.key == action), None)
    if offer is None or not offer.allowed:
        raise Problem(403, offer.why_not if offer else _("Langkah ini tidak tersedia pada tahap sekarang."))


class Bulk(DeskView):
    """Act on several cases."""

    limit = "bulk"

    @extend_schema(
        operation_id="bulk", tags=["desk"], parameters=[KEY], request=shapes.Bulk, responses=shapes.BulkResults
    )
    def post(self, request: Request) -> Response:
        """Take the same action on each case for itself: one refusal stops no other.

        Sent again with the same key, what was taken is told again and what was refused is tried again.
        """
        actor, staff = self.officer(request)
        key = idempotency_key(request)
        sent = given(request, "action", "data", "items")
        action = text(sent, "action", required=True, longest=60)
        data, _unused = pressed({"data": sent.get("data", {})})
        results = []
        for pk, seq in _items(sent.get("items")):
            results.append(_one(request, pk, lambda pk=pk, seq=seq: take(actor, staff, pk, action, data, key, seq)[0]))
        done = sum(each["done"] for each in results)
        return Response({"results": results, "done": done, "refused": len(results) - done})


def _one(request: Request, pk: UUID, press: Any) -> dict[str, Any]:
    try:
        outcome = press()
    except Http404:
        refused = Problem(404)
    except engine.EngineError as error:
        refused = of_engine(error)
    else:
        return {"id": str(pk), "done": True, "seq": outcome.event_seq, "problem": None}
    help_code = str(getattr(request._request, "request_id", ""))
    said = problems.body(refused.status_code, refused.named, refused.said, help_code=help_code, errors=refused.errors)
    return {"id": str(pk), "done": False, "seq": None, "problem": said}


def _items(sent: Any) -> list[tuple[UUID, int | None]]:
    """Return the cases of a bulk, each once."""
    found: dict[UUID, int | None] = {}
    try:
        for item in sent if isinstance(sent, list) else []:
            found[UUID(item["id"])] = whole(item, "seq")
    except (TypeError, KeyError, ValueError, AttributeError) as unreadable:
        raise _wrong_items() from unreadable
    if not found or len(found) != len(sent) or len(found) > shapes.MOST_ITEMS:
        raise _wrong_items()
    return list(found.items())


def _wrong_items() -> Problem:
    said = _("Kirim items: paling banyak %(most)d perkara, masing-masing sekali.") % {"most": shapes.MOST_ITEMS}
    return Problem(422, said, errors=[{"path": "items", "code": "wrong_shape", "detail": said}])
