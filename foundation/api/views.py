"""The two kinds of addresses: of a person or system, and public ones that caches keep."""

from __future__ import annotations

import hashlib
import json
from typing import Any, Final

from django.contrib.auth.decorators import login_not_required
from django.core.serializers.json import DjangoJSONEncoder
from django.http.response import HttpResponseBase
from django.utils.cache import get_conditional_response, patch_cache_control, patch_vary_headers
from django.utils.decorators import method_decorator
from django.utils.http import quote_etag
from rest_framework.permissions import AllowAny
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

FRESH_SECONDS: Final = 300


@method_decorator(login_not_required, name="dispatch")  # who is nobody gets 401 and no page to sign in
class PrivateView(APIView):
    """Answer whom the authentication names; nothing of it is kept by any cache."""

    http_method_names = ["get", "head", "post", "put", "delete"]

    def finalize_response(self, request: Request, response: Any, *args: Any, **kwargs: Any) -> Response:
        """Forbid keeping, and say that the words depend on the language."""
        done = super().finalize_response(request, response, *args, **kwargs)
        if "Cache-Control" not in done:
            done["Cache-Control"] = "no-store"
        patch_vary_headers(done, ["Accept-Language"])
        return done


class PublicView(PrivateView):
    """Answer anybody, and let caches keep the answer for five minutes."""

    permission_classes = [AllowAny]
    authentication_classes = []
    http_method_names = ["get", "head"]
    limit = "public"

    def answer(self, request: Request, data: Any) -> HttpResponseBase:
        """Return the data with an ETag of what they say, or 304 when the caller has just that."""
        written = json.dumps(data, cls=DjangoJSONEncoder, sort_keys=True, ensure_ascii=False)
        etag = quote_etag(hashlib.sha256(written.encode()).hexdigest()[:32])
        response: HttpResponseBase | None = get_conditional_response(request._request, etag=etag)
        if response is None:
            response = Response(data)
            response["ETag"] = etag
        patch_cache_control(response, public=True, max_age=FRESH_SECONDS)
        return response
