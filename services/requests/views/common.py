"""Find whose request a page is about, and carry the small things every form has."""

from __future__ import annotations

import functools
import re
import uuid
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.utils.cache import patch_vary_headers
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from citizens import mandates
from services.requests import engine, policies
from services.requests.actor import Actor, session_hash
from services.requests.models import ServiceRequest
from services.requests.views import stash

_KEY: Final = re.compile(r"[0-9a-f-]{16,64}")
View = Callable[..., HttpResponseBase]


@dataclass(frozen=True)
class Own:
    """Hold one request and the role in which this visitor owns it."""

    request: ServiceRequest
    actor: Actor


def actors_of(http: HttpRequest) -> list[Actor]:
    """Return the roles of a visitor: the account, and this very session for what was filed without a name."""
    roles = [Actor.of(http.user)] if http.user.is_authenticated else []
    nameless = anonymous_actor(http)
    return [*roles, nameless] if nameless.session else roles


def anonymous_actor(http: HttpRequest) -> Actor:
    """Return the visitor as nobody but this session; a key whose session is gone counts for nothing."""
    http.session.keys()  # looks the session up, so that only a living one has a key
    key = http.session.session_key
    return Actor("anonymous", session=session_hash(key)) if key else Actor("anonymous")


def acting(own: Own) -> str:
    """Say for whom the visitor acts, or who acts for the visitor; "" where nobody stands in for anybody."""
    applicant = own.request.applicant
    if own.request.mandate_id is None or applicant is None:
        return ""
    if own.actor.party != applicant:
        return _("Anda mengurus untuk %(name)s.") % {"name": applicant.name}
    agent = mandates.agent_of(own.request.mandate_id)
    if agent is None:
        return _("Diajukan wakil Anda. Kuasanya sudah berakhir.")
    return _("Diajukan wakil Anda, %(name)s.") % {"name": agent.name}


def find(http: HttpRequest, pk: UUID) -> Own | None:
    """Return the request when this visitor owns it."""
    for actor in actors_of(http):
        own = policies.visible_to(actor).select_related("service", "version", "agency", "applicant")
        request = own.filter(pk=pk).first()
        if request is not None:
            return Own(request, actor)
    return None


def own_page(*methods: str) -> Callable[[View], View]:
    """Let only the owner in; a stranger is sent to sign in, a foreign request is as unknown as none at all."""

    def decorate(view: View) -> View:
        @login_not_required
        @require_http_methods(methods)
        @functools.wraps(view)
        def guarded(http: HttpRequest, pk: UUID, **extra: Any) -> HttpResponseBase:
            own = find(http, pk)
            response: HttpResponseBase
            if own is None:
                response = _turn_away(http)
            else:
                try:
                    response = view(http, own, **extra)
                except engine.NotFound as gone:
                    raise Http404 from gone
            response["Cache-Control"] = "no-store"
            patch_vary_headers(response, ["Cookie"])
            return response

        return guarded

    return decorate


def _turn_away(http: HttpRequest) -> HttpResponse:
    if http.user.is_authenticated:
        raise Http404
    if http.method == "POST":
        stash.keep(http)
    return redirect_to_login(http.get_full_path())


def new_key() -> str:
    """Make the key of one rendered form: pressed twice, it counts once."""
    return str(uuid.uuid4())


def key_of(http: HttpRequest) -> str:
    """Return the key the form was rendered with; a form without one counts every press."""
    sent = http.POST.get("kunci", "")
    return sent if _KEY.fullmatch(sent) else new_key()


def seq_of(http: HttpRequest) -> int | None:
    """Return which version of the request the page showed, None when it does not say."""
    sent = http.POST.get("seq", "")
    return int(sent) if sent.isascii() and sent.isdigit() and len(sent) < 10 else None


def told(http: HttpRequest, error: engine.EngineError, own: Own) -> HttpResponse:
    """Say why an action was refused, on the page that shows how things stand now."""
    messages.warning(http, error.sentence)
    return redirect("requests:detail", own.request.pk)
