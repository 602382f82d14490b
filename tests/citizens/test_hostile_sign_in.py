"""A body that no reader of JSON survives is refused before the interface for signing in looks at it."""

from __future__ import annotations

import pytest
from django.core.exceptions import BadRequest
from django.test import RequestFactory
from django.urls import resolve


@pytest.mark.parametrize("path", ["/api/v1/auth/login", "/api/v1/auth/2fa/authenticate"])
@pytest.mark.parametrize("body", [b"[" * 100_000, b'{"seq": ' + b"9" * 10_000 + b"}"], ids=["deep", "long number"])
def test_a_body_too_deep_or_with_too_long_a_number_is_no_fault_of_the_portal(path: str, body: bytes) -> None:
    request = RequestFactory().post(path, body, content_type="application/json")
    with pytest.raises(BadRequest):
        resolve(path).func(request)


def test_the_address_still_needs_no_token_of_a_form_and_nobody_signed_in() -> None:
    view = resolve("/api/v1/auth/login").func
    assert (view.csrf_exempt, view.login_required) == (True, False)
