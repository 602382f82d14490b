"""Open drafts, write answers and send them; mend what an officer marked."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import Http404
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from foundation.api import pages
from foundation.api.problems import Problem
from foundation.api.reading import given, idempotency_key, text, whole
from services.catalogue import documents
from services.catalogue.api.shapes import FormShape
from services.catalogue.api.views import form_of
from services.catalogue.models import Service, ServiceVersion
from services.definition import workflow
from services.definition.document import ActionType
from services.requests import engine, files, policies, uploads
from services.requests.api import bodies, shapes
from services.requests.api.base import KEY, OwnView
from services.requests.api.standing_in import applicant_of
from services.requests.forms.filing import Filing
from services.requests.models import Channel, Phase


class Requests(OwnView):
    """List my requests, and open drafts."""

    @extend_schema(
        operation_id="requests",
        tags=["my requests"],
        parameters=[
            *pages.PARAMETERS,
            OpenApiParameter("phase", str, enum=list(Phase.values), description="Only those in this phase."),
        ],
        responses=shapes.RequestPage,
    )
    def get(self, request: Request) -> Response:
        """Return my requests, drafts among them, newest first."""
        rows = policies.visible_to(self.actor(request)).select_related("service")
        if phase := request.query_params.get("phase"):
            # What a decision will change is not shown before it counts.
            shown = rows.filter(shown_phase=phase[:18].replace("\x00", ""))
            rows = rows.filter(shown_phase="", phase=phase[:18].replace("\x00", "")) | shown
        page = pages.cut(rows.defer("answers", "typed"), ("-created_at", "-id"), request)
        return Response(pages.listed(page, bodies.brief))

    @extend_schema(
        operation_id="open_draft",
        tags=["my requests"],
        parameters=[KEY],
        request=shapes.NewRequest,
        responses={201: shapes.RequestFull},
    )
    def post(self, request: Request) -> Response:
        """Open a draft, filled with what the profile knows; an empty one of the same service is handed out again."""
        key = idempotency_key(request)
        version = _live(text(given(request, "service", "mandate"), "service", required=True, longest=80))
        actor = self.actor(request)
        applicant = applicant_of(actor, text(given(request, "service", "mandate"), "mandate", longest=36))
        draft = engine.open_draft(version=version, actor=actor, applicant=applicant, channel=Channel.API, key=key)
        address = reverse("requests_api:request", args=[draft.pk])
        return Response(bodies.full(self.own(request, draft.pk), actor), 201, headers={"Location": address})


class OneRequest(OwnView):
    """Read one request, or throw a draft away."""

    @extend_schema(operation_id="request", tags=["my requests"], responses=shapes.RequestFull)
    def get(self, request: Request, pk: UUID) -> Response:
        """Return where it stands, what happens next and what may be done."""
        return Response(bodies.full(self.own(request, pk), self.actor(request)))

    @extend_schema(operation_id="discard_draft", tags=["my requests"], responses={204: None})
    def delete(self, request: Request, pk: UUID) -> Response:
        """Throw a draft away with its files; what was sent can only be withdrawn."""
        files.remove_all(engine.discard(self.own(request, pk).pk, self.actor(request)))
        return Response(status=204)


class Form(OwnView):
    """Read the questions of the version a request began with."""

    @extend_schema(operation_id="request_form", tags=["my requests"], responses=FormShape)
    def get(self, request: Request, pk: UUID) -> Response:
        """Return pages and fields; a draft keeps its version when a newer one comes into force."""
        return Response(form_of(self.own(request, pk).version))


class AllAnswers(OwnView):
    """Read all answers, or write into any page at once; the way to mend what an officer marked."""

    @extend_schema(operation_id="answers", tags=["my requests"], responses=shapes.KeptAnswers)
    def get(self, request: Request, pk: UUID) -> Response:
        """Return my own answers in plain, and what is wrong or missing."""
        return Response(bodies.kept(Filing(self.own(request, pk))))

    @extend_schema(
        operation_id="put_answers", tags=["my requests"], request=shapes.Answers, responses=shapes.KeptAnswers
    )
    def put(self, request: Request, pk: UUID) -> Response:
        """Keep answers, right or not, and tell what is wrong; in a correction only marked fields are open."""
        own = self.own(request, pk)
        document = documents.load(own.version)
        fields = {field.id for _page, field in document.fields()}
        if own.phase == Phase.WAITING_APPLICANT:
            fields &= engine.mendable(own)
        engine.save_answers(own.pk, None, _answers(request, fields), self.actor(request))
        return Response(bodies.kept(Filing(self.own(request, pk))))


class PageAnswers(OwnView):
    """Write the answers of one page."""

    @extend_schema(operation_id="put_page", tags=["my requests"], request=shapes.Answers, responses=shapes.KeptAnswers)
    def put(self, request: Request, pk: UUID, page: str) -> Response:
        """Keep the page's answers, right or not, and tell what is wrong with it."""
        own = self.own(request, pk)
        try:
            fields = {field.id for field in documents.load(own.version).page(page)}
        except KeyError as unknown:
            raise Http404 from unknown
        engine.save_answers(own.pk, page, _answers(request, fields), self.actor(request))
        return Response(bodies.kept(Filing(self.own(request, pk)), page))


class Submit(OwnView):
    """Send a draft."""

    @extend_schema(
        operation_id="submit",
        tags=["my requests"],
        parameters=[KEY],
        request=shapes.Submission,
        responses=shapes.RequestFull,
    )
    def post(self, request: Request, pk: UUID) -> Response:
        """Send the answers once; wrong ones come back as 422 with one entry each."""
        own, data = self.own(request, pk), given(request, "declared", "seq")
        whole(data, "seq")
        if data.get("declared") is not True:
            said = _("Nyatakan bahwa jawaban Anda benar: declared harus true.")
            raise Problem(422, said, errors=[{"path": "declared", "code": "required", "detail": said}])
        self.document = documents.load(own.version)
        action = workflow.first_of(self.document, self.document.workflow.initial, ActionType.SUBMIT)
        outcome = self.press(request, own, action.key if action else "ajukan", data)
        if not outcome.replayed:  # sent again later, the same press must not throw away what is evidence by then
            uploads.keep_only(outcome.request, set(Filing(outcome.request).file_ids))
        return self.shown(request, outcome)


class Resubmit(OwnView):
    """Send a correction."""

    @extend_schema(
        operation_id="resubmit",
        tags=["my requests"],
        parameters=[KEY],
        request=shapes.Resubmission,
        responses=shapes.RequestFull,
    )
    def post(self, request: Request, pk: UUID) -> Response:
        """Send back what an officer asked to be mended."""
        own, data = self.own(request, pk), given(request, "seq")
        whole(data, "seq")
        self.document = documents.load(own.version)
        action = workflow.first_of(self.document, own.state, ActionType.RESUBMIT)
        return self.shown(request, self.press(request, own, action.key if action else "perbaiki", data))


class Withdraw(OwnView):
    """Take a request back."""

    @extend_schema(
        operation_id="withdraw",
        tags=["my requests"],
        parameters=[KEY],
        request=shapes.Withdrawal,
        responses=shapes.RequestFull,
    )
    def post(self, request: Request, pk: UUID) -> Response:
        """Take back what is still open."""
        own, data = self.own(request, pk), given(request, "reason", "seq")
        whole(data, "seq")
        text(data, "reason")
        return self.shown(request, self.press(request, own, "batalkan", data))


def _live(slug: str) -> ServiceVersion:
    found = Service.objects.select_related("live", "agency").filter(slug=slug, live__isnull=False).first()
    if found is None or found.live is None:
        said = _("Tidak ada layanan dengan nama itu.")
        raise Problem(422, said, errors=[{"path": "service", "code": "not_an_option", "detail": said}])
    handoff = documents.load(found.live).handoff
    if handoff is not None and handoff.mode == "link":
        raise Problem(409, _("Layanan ini diajukan di sistem lain; lihat handoff pada layanannya."), "elsewhere")
    return found.live


def _answers(request: Request, open_fields: set[str]) -> dict[str, Any]:
    """Return the answers that were sent; raises a problem for a field that is not open here."""
    answers = given(request, "answers").get("answers")
    if not isinstance(answers, dict):
        said = _("Kirim answers sebagai objek: id isian dan jawabannya.")
        raise Problem(422, said, errors=[{"path": "answers", "code": "wrong_shape", "detail": said}])
    strange = [name for name in answers if name not in open_fields]
    if strange:
        said = _("Isian ini tidak ada di sini, atau tidak dapat diubah sekarang.")
        errors = [{"path": name[:80], "code": "unknown_member", "detail": said} for name in strange[:20]]
        raise Problem(422, said, errors=errors)
    return dict(answers)
