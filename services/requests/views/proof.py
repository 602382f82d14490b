"""Hand out the proof of filing, and the public keys that it is checked with."""

from __future__ import annotations

import json

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from foundation import signing
from services.requests.proofs import FORMAT, proof_of
from services.requests.views.common import Own, own_page


@own_page("GET")
def proof(http: HttpRequest, own: Own) -> HttpResponse:
    """Send the proof as a file; a confidential one does not bear its number in its name."""
    found = proof_of(own.request)
    if found is None:
        raise Http404
    name = "bukti" if own.request.confidential else f"bukti-{own.request.number}"
    body = json.dumps(found, ensure_ascii=False, indent=1)
    response = HttpResponse(body, content_type="application/json; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{name}.json"'
    return response


@login_not_required
@cache_control(public=True, max_age=3600)
@require_safe
def proof_keys(http: HttpRequest) -> JsonResponse:
    """List the public keys by id, the one in use first."""
    return JsonResponse({"format": FORMAT, "keys": signing.public_keys()})
