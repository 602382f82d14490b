"""Slow down who asks too often: one atomic counter for each account or address, kind of request and window."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from allauth.account.adapter import get_adapter
from django.conf import settings
from django.core.cache import cache
from rest_framework.request import Request
from rest_framework.throttling import BaseThrottle

from foundation import clock

if TYPE_CHECKING:  # rest_framework.views reads this very class from the settings
    from rest_framework.views import APIView

SAFE: Final = frozenset({"GET", "HEAD"})


class Limit(BaseThrottle):
    """Count requests by account, or by address for nobody's; names of limits stand in settings.API_LIMITS."""

    left: float = 0

    def allow_request(self, request: Request, view: APIView) -> bool:
        """Count this request; a cache that is away lets everybody through, for it guards comfort and no secret."""
        most, seconds = settings.API_LIMITS[self._name(request, view)]
        moment = clock.now().timestamp()
        self.left = seconds - moment % seconds
        counter = f"api:{self._name(request, view)}:{_who(request)}:{int(moment // seconds)}"
        try:
            return count(counter, int(seconds)) <= most
        except Exception:  # whatever the cache is made of
            return True

    def wait(self) -> float:
        """Return the seconds until the next window."""
        return max(1.0, self.left)

    @staticmethod
    def _name(request: Request, view: APIView) -> str:
        own = getattr(view, "limits", {}).get(request.method) or getattr(view, "limit", "")
        return str(own or ("read" if request.method in SAFE else "write"))


def count(name: str, seconds: int) -> int:
    """Add one to a counter that lives for `seconds` and return it; two at the same instant get two numbers."""
    cache.add(name, 0, seconds)
    try:
        return int(cache.incr(name))
    except ValueError:  # it ran out between the two
        cache.set(name, 1, seconds)
        return 1


def _who(request: Request) -> str:
    user: Any = request.user
    if user is not None and user.is_authenticated:
        return f"user:{user.pk}"
    return f"address:{get_adapter().get_client_ip(request._request)}"
