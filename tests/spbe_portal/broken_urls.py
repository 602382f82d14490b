"""Views that fail in every way a real one can, mounted beside the real portal."""

from collections.abc import Callable

from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import BadRequest, PermissionDenied, RequestDataTooBig
from django.db import InterfaceError, OperationalError
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.urls import path
from django.views.decorators.http import require_POST

from spbe_portal import urls
from spbe_portal.urls import handler400, handler403, handler404, handler429, handler500

__all__ = ["handler400", "handler403", "handler404", "handler429", "handler500"]


def raising(error: Exception) -> Callable[[HttpRequest], HttpResponse]:
    @login_not_required
    def view(request: HttpRequest) -> HttpResponse:
        raise error

    return view


def answering(response: HttpResponse) -> Callable[[HttpRequest], HttpResponse]:
    @login_not_required
    def view(request: HttpRequest) -> HttpResponse:
        return response

    return view


@login_not_required
def own_policy(request: HttpRequest) -> HttpResponse:
    response = HttpResponse("ok")
    response._csp_config = {"default-src": ["'self'"], "sandbox": []}  # type: ignore[attr-defined]
    return response


urlpatterns = [
    path("rusak/400/", raising(BadRequest("x"))),
    path("rusak/403/", raising(PermissionDenied("x"))),
    path("rusak/404/", raising(Http404("rahasia"))),
    path("rusak/405/", login_not_required(require_POST(answering(HttpResponse("ok"))))),
    path("rusak/413/", answering(HttpResponse(status=413))),
    path("rusak/besar/", raising(RequestDataTooBig("x"))),
    path("rusak/429/", answering(HttpResponse("tunggu", status=429, headers={"Retry-After": "60"}))),
    path("rusak/429-json/", answering(JsonResponse({"detail": "tunggu"}, status=429))),
    path("rusak/500/", raising(ValueError("rahasia 3604011005900012"))),
    path("rusak/503/", raising(OperationalError("connection refused"))),
    path("rusak/terputus/", raising(InterfaceError("connection already closed"))),
    path("api/rusak/", raising(OperationalError("x"))),
    path("rusak/csp/", own_policy),
    *urls.urlpatterns,
]
