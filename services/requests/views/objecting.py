"""Let the applicant go on after an end: object to the decision, or have the request opened again."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from services.definition.document import Action
from services.requests import engine
from services.requests.forms.controls import Source, draw
from services.requests.forms.filing import Filing
from services.requests.forms.reading import read
from services.requests.presenters import problems as words
from services.requests.views.common import Own, key_of, new_key, own_page, seq_of, told


@own_page("POST")
def object_to(http: HttpRequest, own: Own) -> HttpResponse:
    """Open the draft of an objection, or go on with the one that is open already."""
    try:
        draft = engine.open_objection(own.request.pk, own.actor, key_of(http))
    except engine.EngineError as error:
        return told(http, error, own)
    return redirect("requests:page", draft.pk, Filing(draft).pages[0])


@own_page("GET", "POST")
def reopen(http: HttpRequest, own: Own, action: str) -> HttpResponse:
    """Ask once what the document asks, then open the request again."""
    offer = next((each for each in engine.reopenings(own.request, own.actor) if each.key == action), None)
    if http.method == "POST":
        return _take(http, own, action, offer.action if offer else None)
    if offer is None:
        messages.info(http, _("Permohonan ini tidak dapat dibuka kembali sekarang."))
        return redirect("requests:detail", own.request.pk)
    return _show(http, own, offer.action, {}, {})


def _take(http: HttpRequest, own: Own, action: str, rule: Action | None) -> HttpResponse:
    sent = read(rule.form, http.POST) if rule is not None else {}
    if rule is None and not engine.can_reopen(own.request, action):
        raise Http404
    try:
        engine.perform(own.request.pk, action, own.actor, data=sent, key=key_of(http), expected_seq=seq_of(http))
    except engine.InvalidData as invalid:
        if rule is None:
            raise Http404 from invalid
        fields = {each.id: each for each in rule.form}
        errors = {p.path: words.sentence(p, fields.get(p.path.split(".")[0])) for p in invalid.problems}
        return _show(http, own, rule, sent, errors)
    except engine.EngineError as error:
        return told(http, error, own)
    messages.success(http, _("Permohonan dibuka kembali."))
    return redirect("requests:detail", own.request.pk)


def _show(http: HttpRequest, own: Own, rule: Action, sent: dict[str, object], errors: dict[str, str]) -> HttpResponse:
    filing = Filing(own.request)
    context = {
        "case": own.request,
        "confidential": own.request.confidential,
        "title": rule.label.in_language(get_language() or "id") or rule.title,
        "action": rule.key,
        "controls": draw(Source(filing.document, filing.answers, sent, filing.facts, errors), rule.form),
        "errors": list(errors.items()),
        "key": new_key(),
    }
    return render(http, "requests/reopen.html", context, status=422 if errors else 200)
