"""The front door of the interface for programs: what there is, its OpenAPI schema, and a page to try it on."""

from __future__ import annotations

from functools import cache
from typing import Any, Final

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils.decorators import method_decorator
from drf_spectacular.generators import SchemaGenerator
from drf_spectacular.utils import extend_schema
from drf_spectacular.views import SpectacularSwaggerSplitView
from rest_framework.permissions import AllowAny
from rest_framework.request import Request
from rest_framework.response import Response

from foundation.api.views import PublicView

LISTS: Final = (
    *("api:schema", "api:docs", "catalogue_api:services"),
    *("agencies_api:agencies", "agencies_api:activities", "citizens_api:regions"),
)


class Root(PublicView):
    """Say where everything is."""

    @extend_schema(exclude=True)
    def get(self, request: Request) -> HttpResponseBase:
        """Return the addresses of the schema, the page to try it on and the public lists."""
        found = {name.partition(":")[2]: request.build_absolute_uri(reverse(name)) for name in LISTS}
        return self.answer(request, found)


class Schema(PublicView):
    """Give the OpenAPI description of everything below /api/v1/."""

    @extend_schema(exclude=True)
    def get(self, request: Request) -> HttpResponseBase:
        """Return the schema; it changes only with a new release."""
        return self.answer(request, openapi())


@cache
def openapi() -> dict[str, Any]:
    """Build the schema once in the life of a process."""
    found: dict[str, Any] = SchemaGenerator().get_schema(request=None, public=True)  # type: ignore[no-untyped-call]
    return found


@method_decorator(login_not_required, name="dispatch")
class Docs(SpectacularSwaggerSplitView):
    """Show the schema as a page; its script comes from an address of its own, as the policy wants."""

    authentication_classes = []
    permission_classes = [AllowAny]
    http_method_names = ["get", "head"]
    url_name = "api:schema"
    template_name = "api/docs.html"
    limit = "public"

    def finalize_response(self, request: Request, response: Any, *args: Any, **kwargs: Any) -> Response:
        """Let this page alone show the icons that Swagger's style sheet carries in itself."""
        done = super().finalize_response(request, response, *args, **kwargs)
        done._csp_config = {**settings.SECURE_CSP, "img-src": ["'self'", "data:"]}  # type: ignore[attr-defined]
        return done
