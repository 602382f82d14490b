"""Begin: offer the draft that is open already, or open a new one; a closed service says why."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.views import redirect_to_login
from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from citizens import mandates
from citizens.models import Mandate, Party
from foundation import clock
from services.catalogue import availability, documents, wording
from services.catalogue.models import Service
from services.definition import derived
from services.definition.document import Document
from services.requests import engine, policies
from services.requests.actor import Actor
from services.requests.forms.filing import Filing
from services.requests.models import OPEN_PHASES, Phase, ServiceRequest
from services.requests.views.common import actors_of, anonymous_actor, key_of, new_key


@login_not_required
@never_cache
@require_http_methods(["GET", "POST"])
def start(http: HttpRequest, slug: str) -> HttpResponse:
    """Show what to know before the first question, or open the draft."""
    service = Service.objects.select_related("live", "agency").filter(slug=slug, live__isnull=False).first()
    if service is None or service.live is None:
        raise Http404
    state = availability.of(service, clock.now())
    if not state.is_open:
        return render(http, "requests/closed.html", {"service": service, "reason": state.reason})
    document = documents.load(service.live)
    if document.handoff is not None and document.handoff.mode == "link":
        return redirect("service", slug)
    if document.access.level != "anonymous" and not http.user.is_authenticated:
        return redirect_to_login(http.get_full_path())
    if http.method == "POST":
        return _begin(http, service, document)
    return _offer(http, service, document)


def _offer(
    http: HttpRequest, service: Service, document: Document, refusal: engine.EngineError | None = None
) -> HttpResponse:
    open_draft = draft_of(http, service)
    context: dict[str, Any] = {
        "service": service,
        "title": wording.text(document.title),
        "draft": open_draft,
        "sent": _open_one(http, service, document),
        "refusal": refusal.sentence if refusal else "",
        "way_out": _way_out(http, refusal) if refusal else None,
        "confidential": document.access.confidential,
        "nameless": document.access.level == "anonymous",
        "may_choose": document.access.level == "anonymous" and http.user.is_authenticated,
        "mandates": _mandates(http, document),
        "chosen": http.POST.get("untuk", ""),
        "papers": bool(derived.files(document)),
        "why": wording.text(document.access.why),
        "key": new_key(),
    }
    return render(http, "requests/start.html", context, status=409 if refusal else 200)


def draft_of(http: HttpRequest, service: Service) -> ServiceRequest | None:
    """Return the newest draft of this service that the visitor may go on with."""
    for actor in actors_of(http):
        drafts = policies.visible_to(actor).filter(service=service, phase=Phase.DRAFT)
        found = drafts.select_related("version", "applicant").order_by("-updated_at", "-pk").first()
        if found is not None:
            return found
    return None


def _open_one(http: HttpRequest, service: Service, document: Document) -> ServiceRequest | None:
    """Return what the visitor's account already asked of this service and has no answer to yet.

    Reports are left out: two of them are rarely about one thing. So is what must not be seen over a shoulder.
    """
    if not http.user.is_authenticated or document.kind != "request" or document.access.confidential:
        return None
    unanswered = Q(phase__in=OPEN_PHASES) | Q(shown_phase__in=OPEN_PHASES)
    own = policies.visible_to(Actor.of(http.user)).filter(unanswered, service=service, confidential=False)
    return own.order_by("-submitted_at", "-pk").first()


def _begin(http: HttpRequest, service: Service, document: Document) -> HttpResponse:
    wish = http.POST.get("mulai", "")
    known = draft_of(http, service)
    if known is not None and wish == "lanjut":
        return redirect(resume_url(known))
    if known is not None and wish != "baru":
        return _offer(http, service, document)
    actor = _role(http, document)
    if service.live is None:
        raise Http404
    try:
        whom = _for_whom(http, document, actor)
        draft = engine.open_draft(version=service.live, actor=actor, applicant=whom, key=key_of(http))
    except engine.EngineError as error:
        return _offer(http, service, document, error)
    # Also pages that the profile filled are looked at once.
    return redirect("requests:page", draft.pk, Filing(draft).pages[0])


def _mandates(http: HttpRequest, document: Document) -> list[Mandate]:
    """Return for whom else this visitor may ask; who reports in confidence speaks for themselves."""
    if not http.user.is_authenticated or document.access.confidential or document.kind != "request":
        return []
    return list(mandates.held_by(Actor.of(http.user).party))


def _for_whom(http: HttpRequest, document: Document, actor: Actor) -> Party | None:
    """Return the applicant that was chosen; raises NotAllowed for a mandate that has ended meanwhile."""
    chosen = http.POST.get("untuk", "")
    if not chosen or actor.kind != "citizen":
        return actor.party
    for mandate in _mandates(http, document):
        if str(mandate.pk) == chosen:
            return mandate.principal
    raise engine.NotAllowed(_("Anda tidak lagi memegang kuasa untuk orang ini. Lihat halaman Keluarga dan kuasa."))


def _role(http: HttpRequest, document: Document) -> Actor:
    """Return who files: without a name unless an account was chosen or is needed."""
    by_account = document.access.level != "anonymous" or http.POST.get("siapa") == "akun"
    if http.user.is_authenticated and by_account:
        return Actor.of(http.user)
    if not http.session.session_key:
        http.session.create()
    return anonymous_actor(http)


def _way_out(http: HttpRequest, refusal: engine.EngineError) -> tuple[str, str] | None:
    """Return address and words of the page where the visitor can mend what stands in the way, None for none."""
    if not http.user.is_authenticated or not isinstance(refusal, engine.NotAllowed):
        return None
    if isinstance(refusal, engine.TooManyDrafts):
        return reverse("requests:list"), _("Buka permohonan saya")
    return reverse("citizens:profile"), _("Buka profil saya")


def resume_url(draft: ServiceRequest) -> str:
    """Return where to go on with a draft: the first page that still needs something, or checking."""
    page = Filing(draft).first_open()
    if not page:
        return reverse("requests:check", args=[draft.pk])
    return reverse("requests:page", args=[draft.pk, page])
