"""Hold staff to their second factor and to short sessions, on every page."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.shortcuts import resolve_url
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from citizens import policies, sessions
from citizens.models import User


class StaffSecondFactorMiddleware:
    """Send staff who have not shown their second factor to the page that asks for it; end sessions left open."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Pass on; the work is done once the page is known."""
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view: Any, args: Any, kwargs: Any) -> HttpResponseBase | None:
        """Answer in the page's stead when the session is over or owes its second factor."""
        user = request.user
        if not isinstance(user, User) or not user.second_factor_required:
            return None
        if sessions.is_over(request.session):
            return self._end(request)
        if not policies.owes_second_factor(request, user):
            return None
        name = request.resolver_match.view_name if request.resolver_match else ""
        has_one = is_mfa_enabled(user)
        if name in policies.ALWAYS_OPEN or (not has_one and name in policies.OPEN_FOR_SETTING_UP):
            return None
        return self._ask(request, "mfa_reauthenticate" if has_one else "mfa_activate_totp")

    @staticmethod
    def _end(request: HttpRequest) -> HttpResponseBase:
        """Sign out and lead back to where the person was, through the sign-in page."""
        path = request.get_full_path() if request.method == "GET" else resolve_url(settings.LOGIN_REDIRECT_URL)
        logout(request)
        messages.info(request, _("Sesi Anda berakhir demi keamanan. Silakan masuk kembali."))
        return redirect_to_login(path)

    @staticmethod
    def _ask(request: HttpRequest, name: str) -> HttpResponseBase:
        """Lead to the page that sets the second factor up or asks for its code, and remember where to go on."""
        query = f"?{urlencode({'next': request.get_full_path()})}" if request.method == "GET" else ""
        return HttpResponseRedirect(reverse(name) + query)
