"""Show a document before anybody decides, as it would be issued today."""

from __future__ import annotations

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from services.catalogue import documents
from services.desk import actions
from services.desk.policies import officer, open_case
from services.desk.presenters.case import case_url
from services.outputs.rendering import preparing
from services.outputs.rendering.compiler import RenderFailed
from services.outputs.rendering.papers import paper
from services.outputs.rendering.signers import last_act, signer_in, signer_of
from services.outputs.rendering.templates import NoTemplate
from services.requests import engine, policies
from services.requests.actor import Actor
from services.requests.models import ServiceRequest


@never_cache
@require_safe
def preview(request: HttpRequest, pk: UUID, key: str) -> HttpResponse:
    """Send a document as a PDF marked PRATINJAU to who works on the case; each look is written down."""
    actor, staff = officer(request)
    case = open_case(actor, pk)
    if not policies.at_home(staff, case) or not preparing.is_made_here(documents.load(case.version), key):
        raise Http404  # a guest sees the answers shared for its part, never a document of the case
    actions.log_opening(case, staff, "output", case.pk)
    try:
        made = preparing.preview(case, key, _signer(case, key, actor))
    except (NoTemplate, RenderFailed):
        said = _("Dokumen ini belum dapat dicetak dari templatnya. Hubungi Diskominfosatik.")
        context = {"case": case, "said": said, "back_url": case_url(case.pk, "")}
        return render(request, "desk/no_preview.html", context, status=409)
    return paper(made, f"pratinjau {case.number}.pdf")


def _signer(case: ServiceRequest, key: str, actor: Actor) -> dict[str, str]:
    """Return who would sign if the case were decided now: this officer in the signing function, else who signed."""
    function = documents.load(case.version).output(key).signer
    for offer in engine.offered(case, actor):
        issues = any(effect.output == key for effect in offer.action.effects)
        if issues and offer.allowed and function in offer.action.by:
            return signer_of(actor.staff, offer.acting_for, offer.acts_as)
    return signer_in(last_act(case.pk, function))
