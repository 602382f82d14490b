"""Map signing in for apps and systems: of allauth's interfaces no more than they need.

An account is made on the page, where the consent is read; passwords are changed and second factors set up there too.
"""

from __future__ import annotations

import json
from functools import wraps
from typing import Any

from allauth.headless.account.views import LoginView, SessionView
from allauth.headless.constants import Client
from allauth.headless.mfa.views import AuthenticateView
from django.core.exceptions import BadRequest
from django.http import HttpRequest
from django.urls import path
from django.views.decorators.http import require_http_methods

from citizens.api import tokens

app_name = "auth_api"


def _only(view: Any, *methods: str) -> Any:
    """Refuse the methods that are not a view's own before it looks at a token or a body."""
    return require_http_methods(methods)(_readable(view.as_api_view(client=Client.APP)))


def _readable(view: Any) -> Any:
    """Refuse a body too deep or with a number too long for Python's reader; of other bad JSON allauth says so."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        try:
            json.loads(request.body or b"null")
        except (json.JSONDecodeError, UnicodeDecodeError):
            pass
        except (ValueError, RecursionError) as unreadable:
            raise BadRequest from unreadable
        return view(request, *args, **kwargs)

    return guarded


urlpatterns = [
    path("auth/login", _only(LoginView, "POST"), name="login"),
    path("auth/2fa/authenticate", _only(AuthenticateView, "POST"), name="second_factor"),
    path("auth/token", tokens.token, name="token"),
    path("auth/revoke", tokens.revoke, name="revoke"),
    path("auth/session", _only(SessionView, "GET", "DELETE"), name="session"),
]
