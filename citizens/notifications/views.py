"""Show a person their notices."""

from __future__ import annotations

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme, urlencode
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from citizens.models import User
from citizens.notifications.policies import inbox_of, unread_of
from foundation import clock, keyset


@require_GET
@never_cache
def inbox(request: HttpRequest) -> HttpResponse:
    """List the notices of the signed-in person, newest first."""
    user = _account(request)
    page = keyset.paginate(inbox_of(user), order=("-created_at", "-id"), cursor=request.GET.get("setelah"), size=20)
    context = {
        "notices": page.items,
        "previous_url": _page_url(page.previous_cursor),
        "next_url": _page_url(page.next_cursor),
        "has_unread": unread_of(user).exists(),
    }
    return render(request, "notifications/inbox.html", context)


@require_GET
@never_cache
def open_notice(request: HttpRequest, notice: UUID) -> HttpResponse:
    """Mark a notice as read and go where it leads; somebody else's is not found."""
    mine = inbox_of(_account(request))
    found = mine.filter(pk=notice).first()
    if found is None:
        raise Http404
    mine.filter(pk=notice, read_at=None).update(read_at=clock.now())
    safe = url_has_allowed_host_and_scheme(found.path, allowed_hosts=None)
    return redirect(found.path if safe and found.path.startswith("/") else reverse("inbox"))


@require_POST
def read_all(request: HttpRequest) -> HttpResponse:
    """Mark all notices of the inbox as read."""
    unread_of(_account(request)).update(read_at=clock.now())
    return redirect("inbox")


def _account(request: HttpRequest) -> User:
    if not isinstance(request.user, User):
        raise Http404
    return request.user


def _page_url(cursor: str) -> str:
    return f"{reverse('inbox')}?{urlencode({'setelah': cursor})}" if cursor else ""
