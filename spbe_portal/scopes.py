"""Tell the database for whom each page asks; a page that says nothing sees no request at all."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Final
from uuid import UUID

from django.http import HttpRequest
from django.http.response import HttpResponseBase

from foundation import rls
from services.requests.actor import session_hash

# Where an officer is at work, in the panel or by a program of theirs; everywhere else they are a citizen.
DESK: Final = ("/panel/", "/api/v1/desk/")
# Pages that list what goes on in an agency, whatever the function held: records, and the register of silence.
RECORDS: Final = ("/panel/kelola/", "/panel/batas-diam/")
# Where an auditor reads; PostgreSQL asks by itself whether the account is one.
AUDIT: Final = "/panel/audit/"


class DatabaseScopeMiddleware:
    """Give every statement of a page the scope of its visitor; nothing is asked before a walled row is."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Hold the scope until the answer is made."""
        with rls.use(partial(scope_of, request)):
            return self.get_response(request)


def scope_of(request: HttpRequest) -> rls.Scope:
    """Return for whom a page asks: an officer in the panel, the citizen everywhere else, or this very session."""
    user = getattr(request, "user", None)
    if user is None:
        return rls.NOBODY
    if user.is_authenticated and request.path.startswith(DESK):
        return _at_desk(request, user.pk)
    request.session.keys()  # looks the session up, so that only a living one has a key
    session = session_hash(request.session.session_key or "")
    return rls.citizen(user.pk, session) if user.is_authenticated else rls.visitor(session)


def _at_desk(request: HttpRequest, user: UUID) -> rls.Scope:
    if request.path.startswith(AUDIT):
        return rls.audit(user)
    return rls.records(user) if request.path.startswith(RECORDS) else rls.staff(user)
