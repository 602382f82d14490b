"""Hand tokens to systems: allauth's identity provider, of which nothing but client credentials is open.

Neither its authorization page nor its discovery is mapped, so codes, PKCE and the subject of a person do not arise.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

from allauth.account.adapter import get_adapter
from allauth.idp.oidc import views
from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, JsonResponse
from django.http.response import HttpResponseBase
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from foundation.api.limits import count

GRANT: Final = "client_credentials"


@csrf_exempt
@login_not_required
@never_cache
@require_POST
def token(http: HttpRequest) -> HttpResponseBase:
    """Answer with a token of one hour for id and secret (RFC 6749, 4.4)."""
    if http.POST.get("grant_type") != GRANT:
        return _refused("unsupported_grant_type")
    return _asked(http, views.token)


@csrf_exempt
@login_not_required
@never_cache
@require_POST
def revoke(http: HttpRequest) -> HttpResponseBase:
    """Make a token worthless (RFC 7009)."""
    if not http.POST.get("token"):
        return _refused("invalid_request")
    return _asked(http, views.revoke)


def _asked(http: HttpRequest, view: Callable[..., Any]) -> HttpResponseBase:
    most, seconds = settings.API_LIMITS["token"]
    try:
        tries = count(f"api:token:{get_adapter().get_client_ip(http)}", int(seconds))
    except Exception:  # the secrets are too long to be guessed, so a cache that is away keeps nobody out
        tries = 0
    if tries > most:
        return _refused("temporarily_unavailable", 429, {"Retry-After": str(int(seconds))})
    try:
        answer: HttpResponseBase = view(http)
    except ValueError:  # an id with a NUL, which PostgreSQL takes for no text
        return _refused("invalid_request")
    return answer


def _refused(error: str, status: int = 400, headers: dict[str, str] | None = None) -> JsonResponse:
    return JsonResponse({"error": error}, status=status, headers=headers)
