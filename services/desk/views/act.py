"""Let an officer take one action: a page for what it needs, one press to take it, nothing typed is lost."""

from __future__ import annotations

from typing import Any, Final
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from foundation import rls
from services.catalogue import documents
from services.definition.document import ActionType
from services.desk import forms, queries
from services.desk.attempt import EVERYDAY, FILE, SIGN, WITH_CHOICE, WITH_TEXT, Attempt, anywhere, rule_of
from services.desk.policies import officer, open_case
from services.desk.presenters import act as wording
from services.desk.presenters import choices, tasks
from services.desk.presenters.case import case_url
from services.outputs.presenters import address, detail
from services.outputs.rendering import letters, preparing
from services.outputs.rendering.compiler import RenderFailed
from services.outputs.rendering.papers import paper
from services.outputs.rendering.signers import signer_of
from services.outputs.rendering.templates import NoTemplate
from services.requests import engine, policies
from services.requests.engine.admit import moved_on
from services.requests.forms.controls import Source, draw
from services.requests.models import CorrectionReason, RequestEvent, TaskKind
from services.requests.prefill import facts_for

LETTER: Final = "surat.lihat"  # with a dot, so that no field of a document is called so


@sensitive_post_parameters(SIGN)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def act(request: HttpRequest, pk: UUID, action: str) -> HttpResponse:
    """Ask what an action needs, or take it; every refusal is a sentence above what was typed."""
    try:
        attempt = _attempt(request, pk, action)
    except Http404:
        if _sent_away(request, pk, action):
            return redirect(_queue_url(_tab(request)))
        # A guest's second press of an answer that counted: the case is gone from its desk, the answer is not.
        actor, _staff = officer(request)
        if request.method == "POST" and engine.is_repeat(pk, action, actor, forms.key_of(request)):
            return redirect(_queue_url(queries.ASKED))
        raise
    if request.method == "POST" and LETTER in request.POST and letters.announced(attempt.document, attempt.rule):
        return _letter(request, attempt)
    if request.method == "POST":
        attempt.press(request)
        if attempt.refusal is not None and attempt.refusal.code == "not_found":
            raise Http404
        return _go_on(request, attempt) if attempt.outcome is not None else _show(request, attempt)
    if action in EVERYDAY - WITH_TEXT:
        return redirect(case_url(pk, _tab(request)))
    attempt.refusal = _refused(attempt)
    if attempt.rule is not None and attempt.rule.type == "return":
        attempt.data = {"items": [{"field": field, "note": ""} for field in forms.marked(request)], "remark": ""}
    return _show(request, attempt)


def _letter(request: HttpRequest, attempt: Attempt) -> HttpResponse:
    """Send the letter that the action would send, as typed so far; nothing is kept and nothing decided."""
    refusal, offer = _refused(attempt), _offer(attempt)
    attempt.data = forms.data_of(request, attempt.rule)
    if refusal is not None or offer is None or attempt.rule is None:
        attempt.refusal = refusal
        return _show(request, attempt)
    signer = signer_of(attempt.staff, offer.acting_for, offer.acts_as)
    try:
        made = letters.preview(attempt.case, attempt.rule, attempt.data, signer)
    except RenderFailed:
        attempt.errors[LETTER] = _("Surat ini belum dapat dicetak. Anda tetap dapat memutus; isian Anda tidak hilang.")
        return _show(request, attempt)
    return paper(made, f"pratinjau surat {attempt.case.number}.pdf")


def _sent_away(request: HttpRequest, pk: UUID, action: str) -> bool:
    """Say whether this very press has already moved the case to another office, where its sender cannot follow."""
    if request.method != "POST":
        return False
    moved = RequestEvent.objects.filter(request=pk, kind="forward", action=action, key=forms.key_of(request))
    with rls.system():  # one's own press is remembered beyond one's own desk
        return moved.filter(actor=request.user.pk).exists()


def _attempt(request: HttpRequest, pk: UUID, action: str) -> Attempt:
    actor, staff = officer(request)
    case = open_case(actor, pk)
    document = documents.load(case.version)
    rule = None
    if action not in EVERYDAY:
        rule = rule_of(document, case, action) or anywhere(document, action)
        if rule is None:
            raise Http404
    attempt = Attempt(case, document, actor, staff, action, rule)
    if not _answers(attempt) and not policies.at_home(staff, case):
        raise Http404  # a guest does its part; nothing else of the case exists for it
    return attempt


def _refused(attempt: Attempt) -> engine.EngineError | None:
    """Return why an action cannot be taken now, None when it can."""
    if attempt.action in WITH_CHOICE:
        return engine.everyday_refusal(attempt.case, attempt.actor, attempt.action)
    if attempt.rule is None:
        return None
    offer = _offer(attempt)
    if offer is None:
        return moved_on(attempt.case)
    return None if offer.allowed else engine.NotAllowed(offer.why_not)


def _offer(attempt: Attempt) -> engine.Offer | None:
    offers = engine.offered(attempt.case, attempt.actor) if attempt.rule is not None else []
    return next((offer for offer in offers if offer.key == attempt.action), None)


def _go_on(request: HttpRequest, attempt: Attempt) -> HttpResponse:
    """Say what is done and show the case as it is now; a decision tells for itself how to take it back."""
    if attempt.outcome is not None and not attempt.outcome.request.shown_state:
        messages.success(request, wording.done(attempt.action, wording.title(attempt.action, attempt.rule)))
    if policies.visible_to(attempt.actor).filter(pk=attempt.case.pk).exists():
        return redirect(case_url(attempt.case.pk, _tab(request)))
    # It belongs to another office now, or a guest's part is done: on to what else waits.
    return redirect(_queue_url(queries.ASKED if _answers(attempt) else _tab(request)))


def _answers(attempt: Attempt) -> bool:
    """Say whether the action answers what was asked: the one thing a guest does."""
    return attempt.action == "jawab" or (attempt.rule is not None and attempt.rule.type == ActionType.TASK)


def _queue_url(tab: str) -> str:
    return f"{reverse('desk:queue')}?{urlencode({'tab': tab})}"


def _show(request: HttpRequest, attempt: Attempt) -> HttpResponse:
    case = open_case(attempt.actor, attempt.case.pk)  # as it is now: its version goes into the form
    attempt.case = case
    title = wording.title(attempt.action, attempt.rule)
    context = {
        "case": case,
        "title": title,
        "action": attempt.action,
        "text_error": attempt.errors.get("text", ""),
        "text_wanted": attempt.action in WITH_TEXT,
        "choice": choices.choice(attempt.action, attempt.data, case, attempt.document, attempt.rule),
        "data": {"text": attempt.data.get("text", ""), "remark": attempt.data.get("remark", "")},
        "returns": attempt.rule is not None and attempt.rule.type == "return",
        "acting": wording.acting(_offer(attempt)),
        "asked": _asked(attempt),
        "confirm": wording.confirm(attempt.rule),
        "letter": LETTER if letters.announced(attempt.document, attempt.rule) else "",
        "decides": wording.decides(attempt.document, attempt.rule),
        "refusal": _sentence(attempt),
        "errors": list(attempt.errors.items()),
        "may_press": _refused(attempt) is None and attempt.action not in EVERYDAY - WITH_TEXT,
        "back_url": case_url(case.pk, _tab(request)),
        "tab": _tab(request),
        "key": forms.new_key(),
        "seq": case.seq,
        **_fields(attempt),
    }
    return render(request, "desk/act.html", context, status=attempt.status)


def _asked(attempt: Attempt) -> list[tasks.Asked]:
    """Return what is asked, to be read beside the answer that is written."""
    if not _answers(attempt):
        return []
    kind = TaskKind.CONSULT if attempt.action == "jawab" else TaskKind.FORK
    held = policies.holdings_for(attempt.staff, attempt.case)
    return tasks.waiting(attempt.case, attempt.document, held, kind)


def _fields(attempt: Attempt) -> dict[str, Any]:
    """Return the controls of the action's own form, with what was typed in them."""
    rule, case = attempt.rule, attempt.case
    output = attempt.output
    answers = engine.plain_answers(case)
    source = Source(attempt.document, answers, attempt.data, facts_for(case.applicant, case), attempt.errors)
    return {
        "controls": draw(source, rule.form) if rule is not None and rule.type != "return" else [],
        "reasons": CorrectionReason.choices,
        "remarks": wording.remarks(attempt.document, attempt.data.get("items", []), attempt.errors),
        "file_name": FILE,
        "file_error": attempt.errors.get(FILE, ""),
        "output_title": wording.output_title(attempt.document, attempt.output_key),
        "made": _made(attempt),
        "output": output,
        "output_url": address(output) if output else "",
        "output_detail": detail(output) if output else "",
        "passphrase": SIGN,
        "passphrase_error": attempt.errors.get(SIGN, ""),
        "hand": attempt.hand(),
    }


def _made(attempt: Attempt) -> dict[str, str]:
    """Return where the document that the action issues can be seen beforehand, {} when it is not made here."""
    if not attempt.made_here:
        return {}
    case, key = attempt.case, attempt.output_key
    try:
        digest = preparing.digest_now(case, key)
    except NoTemplate:
        return {"url": "", "digest": ""}
    return {"url": reverse("desk:preview", args=[case.pk, key]), "digest": digest}


def _sentence(attempt: Attempt) -> str:
    """Return the refusal as a sentence, "" when the fields say it themselves."""
    if attempt.refusal is None or (attempt.errors and isinstance(attempt.refusal, engine.InvalidData)):
        return ""
    if isinstance(attempt.refusal, engine.Stale):
        return _("Rekan kerja mengubah permohonan ini lebih dahulu. Isian Anda tidak hilang; periksa lalu kirim lagi.")
    return attempt.refusal.sentence


def _tab(request: HttpRequest) -> str:
    given = request.POST.get("dari", "") or request.GET.get("dari", "")
    return given if given in queries.BY_KEY else queries.TABS[0].key
