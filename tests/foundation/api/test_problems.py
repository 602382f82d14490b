"""Whatever is refused is a problem with a code for the program and a sentence for the person."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.http import Http404
from rest_framework import exceptions

from foundation.api.problems import KIND, Problem, handle


@pytest.mark.parametrize(
    ("error", "status", "code"),
    [
        (Http404(), 404, "not_found"),
        (PermissionDenied(), 403, "not_allowed"),
        (exceptions.NotAuthenticated(), 401, "not_authenticated"),
        (exceptions.MethodNotAllowed("PATCH"), 405, "method_not_allowed"),
        (exceptions.UnsupportedMediaType("text/plain"), 415, "unsupported_media_type"),
        (exceptions.ParseError(), 400, "malformed"),
        (exceptions.Throttled(wait=7.4), 429, "throttled"),
        (Problem(409, "Sudah diambil.", "wrong_state"), 409, "wrong_state"),
    ],
)
def test_every_refusal_has_the_same_shape(error: Exception, status: int, code: str) -> None:
    response: Any = handle(error, {})
    assert (response.status_code, response.data["status"], response.data["code"]) == (status, status, code)
    assert response.data["type"] == KIND + code
    assert response.data["title"]
    assert response.data["detail"]
    assert response.content_type == "application/problem+json"


def test_a_refusal_for_asking_too_often_says_how_long_to_wait() -> None:
    response: Any = handle(exceptions.Throttled(wait=7.4), {})
    assert response["Retry-After"] == "8"


def test_what_nobody_foresaw_is_left_to_the_error_page() -> None:
    assert handle(ZeroDivisionError(), {}) is None
