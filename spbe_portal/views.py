"""Show the pages that belong to no area: home, help, promises, health."""

from __future__ import annotations

from django.contrib.auth.decorators import login_not_required
from django.core.cache import cache
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_GET, require_POST, require_safe

from agencies import policies
from services.opd.diskominfosatik.signal.policies import seat_of
from spbe_portal import home as front
from spbe_portal.context import THEME_COOKIE, THEMES

YEAR = 365 * 24 * 3600


@login_not_required
@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """Show the start page: search, frequent services, life events, track box, honest figures."""
    return render(request, "home.html", {"front": front.load()})


@require_GET
def after_login(request: HttpRequest) -> HttpResponse:
    """Lead staff to the panel, who sits at an operator to what was proposed there, and citizens to their requests."""
    if getattr(request.user, "is_staff", False):
        return redirect("panel")
    return redirect("requests:list" if seat_of(request.user) is None else "signal:proposed")


@require_GET
def panel(request: HttpRequest) -> HttpResponse:
    """Lead to the queue, the first page of the panel, and an auditor to what is audited; 403 for everybody else."""
    _require_officer(request)
    return redirect("audit:index" if policies.is_auditor(request.user) else "desk:queue")


@require_safe
def panel_help(request: HttpRequest) -> HttpResponse:
    """Explain the parts of the panel this officer may open; 403 for whoever is no officer."""
    _require_officer(request)
    staff = policies.staff_of(request.user)
    context = {
        "keeps": staff is not None and policies.keeps_records(staff),
        "platform": staff is not None and staff.is_platform_admin,
        "auditor": staff is not None and staff.is_auditor,
    }
    return render(request, "panel/help.html", context)


@require_POST
def theme(request: HttpRequest) -> HttpResponse:
    """Remember the panel's theme in a cookie and go back; 403 for whoever is no officer."""
    _require_officer(request)
    target = request.POST.get("kembali", "")
    if not url_has_allowed_host_and_scheme(target, {request.get_host()}, request.is_secure()):
        target = reverse("panel")
    response = HttpResponseRedirect(target)  # redirect() would take a bare word for the name of a view
    chosen = request.POST.get("tema", "")
    if chosen in THEMES:
        response.set_cookie(THEME_COOKIE, chosen, max_age=YEAR, samesite="Lax", secure=request.is_secure())
    else:
        response.delete_cookie(THEME_COOKIE, samesite="Lax")
    return response


@login_not_required
@require_safe
def livez(request: HttpRequest) -> HttpResponse:
    """Say that the process answers; asks nothing of anything else."""
    return HttpResponse("ok\n", content_type="text/plain", headers={"Cache-Control": "no-store"})


@login_not_required
@require_safe
def readyz(request: HttpRequest) -> JsonResponse:
    """Say whether database, migrations and cache are ready; 503 when one is not."""
    state = {"database": _database(), "cache": _cache()}
    ready = set(state.values()) == {"ok"}
    return JsonResponse(state, status=200 if ready else 503, headers={"Cache-Control": "no-store"})


def _require_officer(request: HttpRequest) -> None:
    if not getattr(request.user, "is_staff", False):
        raise PermissionDenied


def _database() -> str:
    try:
        executor = MigrationExecutor(connection)
        pending = executor.migration_plan(executor.loader.graph.leaf_nodes())
    except Exception as error:  # whatever the driver raises, the answer is that it is not ready
        return type(error).__name__
    return "migrations pending" if pending else "ok"


def _cache() -> str:
    try:
        cache.set("readyz", 1, 5)
        return "ok" if cache.get("readyz") == 1 else "forgets"
    except Exception as error:  # whatever the driver raises, the answer is that it is not ready
        return type(error).__name__
