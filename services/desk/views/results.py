"""Take a document back that was issued, or replace it by a corrected one: a page each, and nothing typed is lost."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, Final
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from agencies.models import Staff
from services.catalogue import documents
from services.definition.problems import ProblemCode
from services.desk import forms, queries
from services.desk.attempt import SIGN, find_output
from services.desk.policies import officer, open_case
from services.desk.presenters.case import case_url
from services.outputs import actions as outputs
from services.outputs.life import numbers, rights
from services.outputs.life.steps import BASIS, NUMBER, REASON
from services.outputs.models import Output, OutputStatus
from services.outputs.presenters import detail
from services.outputs.signing import drafts
from services.outputs.signing.port import Secret, SigningError
from services.outputs.signing.sentences import sentence
from services.requests import engine, policies
from services.requests.actor import Actor
from services.requests.models import ServiceRequest
from services.requests.presenters import problems as words
from services.requests.presenters import upload_problems
from services.requests.uploads import UploadProblem

FILE: Final = "hasil"


@dataclass
class Deed:
    """Hold one step with one document: what was sent, and what came of it."""

    case: ServiceRequest
    output: Output
    actor: Actor
    staff: Staff
    step: str
    data: dict[str, Any] = field(default_factory=dict)
    draft: Output | None = None
    errors: dict[str, str] = field(default_factory=dict)
    refusal: str = ""
    status: int = 200

    @property
    def replaces(self) -> bool:
        """Say whether a corrected version comes instead."""
        return self.step == rights.REPLACE

    def press(self, request: HttpRequest) -> bool:
        """Take the step with what the form carried; fills `errors` or `refusal` and returns False when it is refused.

        A document attached before another part was wrong stays attached.
        """
        names = (REASON, NUMBER) if self.replaces else (REASON, BASIS)
        self.data = {name: request.POST.get(name, "") for name in names}
        try:
            self._attach(request)
            self._sign(Secret(request.POST.get(SIGN, "")))
            if not self.errors:
                engine.perform(self.case.pk, self.step, self.actor, data=self._sent(), key=forms.key_of(request))
        except UploadProblem as problem:
            self.errors[FILE], self.status = upload_problems.sentence(problem, None), 422
        except SigningError as unsealed:
            self.errors[FILE], self.status = sentence(unsealed), 422
        except engine.InvalidData as invalid:
            self._note(invalid)
        except engine.EngineError as refused:
            self.refusal, self.status = refused.sentence, 409
        return self.status == 200

    def _attach(self, request: HttpRequest) -> None:
        """Store the corrected document as a draft, or find the one attached before."""
        if not self.replaces:
            return
        sent = request.FILES.get(FILE)
        if sent is None:
            self.draft = find_output(self.case, self.output.key, request.POST.get("output", ""))
        else:
            number = str(self.data[NUMBER])
            self.draft = outputs.prepare(self.case, self.output.key, sent, self.actor.user, number)

    def hand(self) -> drafts.Hand | None:
        """Return in which capacity this officer still has to sign the corrected document, None for no need."""
        if not self.replaces:
            return None
        return drafts.hand_for(self.case, self.output.key, self.staff, self.draft)

    def _sign(self, passphrase: Secret) -> None:
        """Sign the corrected document before the door is opened, so that no passphrase goes through it."""
        held = policies.holdings_for(self.staff, self.case)
        if self.draft is None or not rights.may(self.output, held, self.step):
            return
        hand = self.hand()
        if hand is None:
            return
        self.status = 422
        if not passphrase:
            self.errors[SIGN] = _("Isi frasa sandi sertifikat elektronik Anda.")
            return
        try:
            drafts.sign(self.draft, hand, passphrase)
        except SigningError as error:
            self.errors[SIGN] = sentence(error)
        else:
            self.status = 200

    def _sent(self) -> dict[str, Any]:
        if not self.replaces:
            return {**self.data, "output": str(self.output.pk)}
        named = {"output": str(self.draft.pk), "sha256": self.draft.sha256} if self.draft else {}
        return {**self.data, "replaces": str(self.output.pk), **named}

    def _note(self, invalid: engine.InvalidData) -> None:
        self.status = 422
        missing = _missing(self.replaces)
        for problem in invalid.problems:
            wanted = missing.get(problem.path) if problem.code == ProblemCode.REQUIRED else None
            self.errors[problem.path] = wanted or words.sentence(problem, None)
        if self.replaces and self.draft is None:
            self.errors[FILE] = _("Lampirkan dokumen yang sudah dibetulkan.")
        elif not self.errors:
            self.refusal = invalid.sentence


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def revoke(request: HttpRequest, pk: UUID, output: UUID) -> HttpResponse:
    """Ask why and by which law a document is taken back, or take it back."""
    return _page(request, pk, output, rights.REVOKE)


@sensitive_post_parameters(SIGN)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def replace(request: HttpRequest, pk: UUID, output: UUID) -> HttpResponse:
    """Ask for the corrected document and what was wrong, or issue it instead of the one that is out."""
    return _page(request, pk, output, rights.REPLACE)


def _page(request: HttpRequest, pk: UUID, output: UUID, step: str) -> HttpResponse:
    actor, staff = officer(request)
    case = open_case(actor, pk)
    found = Output.objects.filter(pk=output, request=case).exclude(status=OutputStatus.DRAFT).first()
    if found is None or not policies.at_home(staff, case):
        raise Http404
    found.request = case
    held = policies.at_home_in(case, policies.holdings_for(staff, case))
    if not held & rights.functions(documents.load(case.version), found.key, step):
        raise PermissionDenied
    deed = Deed(case, found, actor, staff, step)
    if request.method != "POST":
        if not rights.may(found, policies.holdings_for(staff, case), step):
            messages.warning(request, _("Dokumen ini sudah tidak dapat diubah."))
            return redirect(case_url(pk, _tab(request)))
        deed.data = {NUMBER: found.external_number}
        return _show(request, deed)
    if not deed.press(request):
        return _show(request, deed)
    done = _("Terbitan baru sudah berlaku dan pemohon diberi tahu.")
    messages.success(request, done if deed.replaces else _("Dokumen dicabut dan pemohon diberi tahu."))
    return redirect(case_url(pk, _tab(request)))


def _missing(replaces: bool) -> dict[str, str]:
    """Return what is said where a text was left empty."""
    return {
        REASON: _("Tulis apa yang dibetulkan.") if replaces else _("Tulis alasan pencabutan."),
        BASIS: _("Tulis pasal dan peraturan yang menjadi dasar."),
        NUMBER: _("Isi nomor dari sistem penerbit."),
    }


def _show(request: HttpRequest, deed: Deed) -> HttpResponse:
    document = documents.load(deed.case.version)
    context = {
        "case": deed.case,
        "output": deed.output,
        "detail": detail(deed.output),
        "replaces": deed.replaces,
        "reason": deed.data.get(REASON, ""),
        "basis": deed.data.get(BASIS, ""),
        "number": deed.data.get(NUMBER, ""),
        "number_wanted": deed.replaces and numbers.demanded(document, deed.output.key),
        "number_label": numbers.called(document) or _("Nomor dari sistem penerbit"),
        "draft": deed.draft if deed.draft is not None and deed.draft.status == OutputStatus.DRAFT else None,
        "errors": list(deed.errors.items()),
        "wrong": {name: deed.errors.get(name, "") for name in (REASON, BASIS, NUMBER, FILE)},
        "refusal": deed.refusal,
        "passphrase": SIGN,
        "passphrase_error": deed.errors.get(SIGN, ""),
        "hand": deed.hand(),
        "back_url": case_url(deed.case.pk, _tab(request)),
        "tab": _tab(request),
        "key": forms.new_key(),
    }
    return render(request, "desk/result.html", context, status=deed.status)


def _tab(request: HttpRequest) -> str:
    given = request.POST.get("dari", "") or request.GET.get("dari", "")
    return given if given in queries.BY_KEY else queries.TABS[0].key
