"""Describe every operation in OpenAPI, with the one shape in which anything may be refused."""

from __future__ import annotations

from typing import Any

from drf_spectacular.openapi import AutoSchema
from rest_framework import serializers

from foundation.api.problems import MEDIA_TYPE


class WrongAnswer(serializers.Serializer[Any]):
    """Say what is wrong with one member of what was sent."""

    path = serializers.CharField(help_text="Where it stands, such as `anak.0.nik`.", allow_blank=True)
    code = serializers.CharField(help_text="What is wrong, for programs.")
    detail = serializers.CharField(help_text="What to do about it, for people, in the language asked for.")


class ProblemBody(serializers.Serializer[Any]):
    """Refuse a request (RFC 9457)."""

    type = serializers.CharField(help_text="A tag URI that names the kind of problem.")
    title = serializers.CharField(help_text="The kind of problem in a few words.")
    status = serializers.IntegerField(help_text="The HTTP status.")
    code = serializers.CharField(help_text="The kind of problem, for programs.")
    detail = serializers.CharField(help_text="What happened and what to do, for people.", allow_blank=True)
    request_id = serializers.CharField(help_text="Tell this code to the help desk.", allow_blank=True)
    errors = WrongAnswer(  # type: ignore[assignment]
        many=True, help_text="One entry for each wrong answer; often empty."
    )


class PortalSchema(AutoSchema):
    """Add the problem to every operation, and guess nothing about lists."""

    def _get_response_bodies(self, direction: Any = "response") -> Any:
        found = super()._get_response_bodies(direction)
        refused = self._get_response_for_code(  # type: ignore[no-untyped-call]
            ProblemBody, "400", [MEDIA_TYPE], direction
        )
        found["default"] = {**refused, "description": "Refused, with the reason."}
        return found

    def _is_list_view(self, serializer: Any = None) -> bool:
        return False
