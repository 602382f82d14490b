"""Map signing in for apps and systems: of allauth's interfaces no more than they need.

An account is made on the page, where the consent is read; passwords are changed and second factors set up there too.
"""

from __future__ import annotations

from typing import Any

from allauth.headless.account.views import LoginView, SessionView
from allauth.headless.constants import Client
from allauth.headless.mfa.views import AuthenticateView
from django.urls import path
from django.views.decorators.http import require_http_methods

from citizens.api import tokens

app_name = "auth_api"


def _only(view: Any, *methods: str) -> Any:
    """Refuse the methods that are not a view's own before it looks at a token or a body."""
    return require_http_methods(methods)(view.as_api_view(client=Client.APP))


urlpatterns = [
    path("auth/login", _only(LoginView, "POST"), name="login"),
    path("auth/2fa/authenticate", _only(AuthenticateView, "POST"), name="second_factor"),
    path("auth/token", tokens.token, name="token"),
    path("auth/revoke", tokens.revoke, name="revoke"),
    path("auth/session", _only(SessionView, "GET", "DELETE"), name="session"),
]
