"""Know a person by the session token that the sign-in for apps hands out; cookies count for nothing here."""

from __future__ import annotations

import re
from typing import Any, Final

from allauth.headless.internal.sessionkit import authenticate_by_x_session_token
from django.contrib.sessions.backends.base import SessionBase
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from drf_spectacular.extensions import OpenApiAuthenticationExtension
from rest_framework.authentication import BaseAuthentication
from rest_framework.exceptions import AuthenticationFailed
from rest_framework.request import Request

from citizens import policies, sessions
from citizens.models import User
from foundation.api.problems import Problem

HEADER: Final = "X-Session-Token"
TOKEN: Final = re.compile(r"[a-z0-9]{32}", re.ASCII)


class PersonToken(BaseAuthentication):
    """Take X-Session-Token; without cookies no other site can act in a person's name, so no CSRF token is asked."""

    def authenticate(self, request: Request) -> tuple[User, SessionBase] | None:
        """Return the person and the session, None without a token; raises 401 or, for staff, 403."""
        token = str(request.headers.get(HEADER, ""))
        if not token:
            return None
        found: Any = authenticate_by_x_session_token(token) if TOKEN.fullmatch(token) else None
        if found is None or not isinstance(found[0], User):
            raise AuthenticationFailed
        user, session = found
        if user.second_factor_required:
            _check_staff(user, session)
        return user, session

    def authenticate_header(self, request: Request) -> str:
        """Name what is asked for, so that nobody without it gets 401."""
        return HEADER


def _check_staff(user: User, session: SessionBase) -> None:
    """Hold staff to short sessions and to their second factor, as on pages."""
    if sessions.is_over(session):
        session.flush()
        raise AuthenticationFailed
    if session.modified:
        session.save()
    carrier = HttpRequest()
    carrier.session = session
    if policies.owes_second_factor(carrier, user):
        raise Problem(403, _("Akun petugas memerlukan faktor kedua. Aktifkan di portal, lalu masuk lagi."),
                      "second_factor_required")  # fmt: skip


class PersonTokenScheme(OpenApiAuthenticationExtension):  # type: ignore[no-untyped-call]
    """Describe the header in OpenAPI."""

    target_class = PersonToken
    name = "sessionToken"

    def get_security_definition(self, auto_schema: Any) -> dict[str, str]:
        """Return the scheme."""
        return {"type": "apiKey", "in": "header", "name": HEADER,
                "description": "From `POST /api/v1/auth/login`; see the introduction."}  # fmt: skip
