"""Hold the one admin site: Django's admin in the panel's frame, behind the portal's own sign-in."""

from __future__ import annotations

from collections.abc import Iterable
from functools import wraps
from typing import Any, Final

from allauth.account.decorators import secure_admin_login
from django.contrib.admin import AdminSite, ShowFacets
from django.contrib.admin.options import TO_FIELD_VAR
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import BadRequest, PermissionDenied
from django.db.models import Model
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy as _

from agencies import policies
from foundation.lists import BoundedPaginator, only_offered

# Second factors, addresses and groups are changed by their owners or by our own actions, never as raw rows.
KEPT_OUT: Final = frozenset({"account", "auth", "mfa"})
METHODS: Final = ("GET", "HEAD", "POST")


def nothing_there(page: Any, request: HttpRequest, opts: Any, object_id: str) -> HttpResponse:
    """Answer for a record out of scope exactly as for one that does not exist; Django names its id and redirects."""
    # Its history page asks for the record first: without this, 403 would tell that there is one.
    if not page.has_view_or_change_permission(request):
        raise PermissionDenied
    raise Http404


# No list counts over everything: neither its rows, nor all rows beside those found, nor the rows behind each filter;
# and none is narrowed by a column that it does not offer.
LISTS: Final = {
    "paginator": BoundedPaginator,
    "show_full_result_count": False,
    "show_facets": ShowFacets.NEVER,
    "lookup_allowed": only_offered,
}
HIDING: Final = {"_get_obj_does_not_exist_redirect": nothing_there}


class PanelSite(AdminSite):
    """Let admins keep records, an OPD's own within its agency; whatever concerns signing in is allauth's."""

    site_title = _("Kelola portal")
    site_header = _("Kelola portal")
    index_title = _("Kelola portal")
    site_url = None
    enable_nav_sidebar = False

    def register(self, model_or_iterable: Any, admin_class: Any = None, **options: Any) -> None:
        """Register models as Django does, with lists held to LISTS, except those whose raw rows nobody should edit."""
        several = isinstance(model_or_iterable, Iterable) and not isinstance(model_or_iterable, type(Model))
        models = list(model_or_iterable) if several else [model_or_iterable]
        ours = [model for model in models if model._meta.app_label not in KEPT_OUT]
        super().register(ours, admin_class, **LISTS, **HIDING, **options)

    def has_permission(self, request: HttpRequest) -> bool:
        """Let in only active staff who administer the portal or their own agency; each page holds its own scope."""
        staff = policies.staff_of(request.user) if super().has_permission(request) else None
        return staff is not None and policies.keeps_records(staff)

    def admin_view(self, view: Any, cacheable: bool = False) -> Any:
        """Refuse strange methods, who keeps no records, and what would end in an error further down.

        That is a NUL character (PostgreSQL takes none) and an empty name of a field (Django looks it up).
        """
        inner = super().admin_view(view, cacheable)

        @wraps(inner)
        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
            if request.method not in METHODS:
                return HttpResponseNotAllowed(METHODS)
            if request.user.is_authenticated and not self.has_permission(request):
                raise PermissionDenied
            sent = (text for data in (request.GET, request.POST) for _name, texts in data.lists() for text in texts)
            nameless = "" in (*request.GET.getlist(TO_FIELD_VAR), *request.POST.getlist(TO_FIELD_VAR))
            if nameless or any("\x00" in str(text) for text in sent):
                raise BadRequest
            return inner(request, *args, **kwargs)

        return guarded

    @login_not_required
    def login(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        """Lead to the portal's sign-in: Django's own form would go around second factor and rate limits."""
        if request.method not in METHODS:
            return HttpResponseNotAllowed(METHODS)
        return secure_admin_login(self._enter)(request)  # type: ignore[no-any-return]

    def _enter(self, request: HttpRequest) -> HttpResponse:
        if not self.has_permission(request):
            raise PermissionDenied
        return redirect(f"{self.name}:index")

    def logout(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:  # type: ignore[override]
        """Lead to the portal's sign-out."""
        return redirect("account_logout")

    def password_change(  # type: ignore[override]
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """Lead to the portal's own password page, which asks for the old one and the second factor."""
        return redirect("account_change_password")
