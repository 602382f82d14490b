"""No generated request breaks the interface, gets an answer its schema does not describe, or gets in uninvited."""

from __future__ import annotations

from typing import Any

import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    ignored_auth,
    response_headers_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from spbe_portal.wsgi import application
from tests.fuzz.conftest import EXAMPLES, Place

pytestmark = [pytest.mark.django_db, pytest.mark.fuzz]
CHECKS = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
    ignored_auth,
]


def portal(environ: dict[str, Any], start_response: Any) -> Any:
    """Serve the portal to somebody with an address, as every web server does."""
    environ.setdefault("REMOTE_ADDR", "127.0.0.1")
    return application(environ, start_response)


SCHEMA: Any = schemathesis.openapi.from_wsgi("/api/v1/schema/", portal)
OPERATIONS = {found.ok().definition.raw["operationId"]: found.ok() for found in SCHEMA.get_all_operations()}
ROLES = ["nobody", "citizen", "officer", "officer elsewhere"]


def test_the_schema_describes_what_the_url_map_has() -> None:
    assert len(OPERATIONS) >= 30


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize("name", sorted(OPERATIONS))
def test_an_operation_answers_as_described(name: str, role: str, place: Place) -> None:
    token = place.tokens[role]

    @given(case=OPERATIONS[name].as_strategy(), known=st.booleans(), pick=st.integers(0, 7))
    @settings(
        max_examples=EXAMPLES,
        deadline=None,
        derandomize=True,
        database=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    def answered(case: Any, known: bool, pick: int) -> None:
        if known:  # half of the requests go where something is
            for parameter in case.path_parameters:
                values = place.known[parameter]
                case.path_parameters[parameter] = values[pick % len(values)]
            if isinstance(case.body, dict):
                case.body.pop("seq", None)  # a version out of the air is refused before anything else
                case.body |= {"service": place.known["slug"][0]} if "service" in case.body else {}
        case.call_and_validate(headers={"X-Session-Token": token} if token else {}, checks=CHECKS)

    answered()
