"""Throw generated requests at one operation in one role, and judge every answer by the schema."""

from __future__ import annotations

import os
from collections import Counter
from typing import Any, Final

import schemathesis
from django.db import transaction
from hypothesis import HealthCheck, Phase, given, seed, settings
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
from tests.fuzz.conftest import ROLES, Place

CHECKS: Final = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
    ignored_auth,
]
EXAMPLES: Final = int(os.environ.get("FUZZ_EXAMPLES", "100"))  # an operation, shared by the roles


def portal(environ: dict[str, Any], start_response: Any) -> Any:
    """Serve the portal to somebody with an address, as every web server does."""
    environ.setdefault("REMOTE_ADDR", "127.0.0.1")
    return application(environ, start_response)


SCHEMA: Any = schemathesis.openapi.from_wsgi("/api/v1/schema/", portal)
OPERATIONS: Final = {found.ok().definition.raw["operationId"]: found.ok() for found in SCHEMA.get_all_operations()}


def throw(name: str, role: str, place: Place, examples: int, number: int | None = None) -> Counter[int]:
    """Hold so many answers to the schema and return how often each status came; `number` chooses other examples.

    Every example finds the world as it was: a draft that one of them throws away is there for the next.
    """
    came: Counter[int] = Counter()

    @given(case=OPERATIONS[name].as_strategy(), known=st.booleans(), pick=st.integers(0, 9999))
    @settings(
        max_examples=examples,
        deadline=None,
        derandomize=number is None,
        database=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    def answered(case: Any, known: bool, pick: int) -> None:
        if known:  # half of the requests go where something is
            _aim(name, case, place, pick)
        if "Authorization" in place.headers[role] and case.headers:
            case.headers.pop("X-Session-Token", None)  # the schema lets one be invented, which would be refused first
        with transaction.atomic():
            answer = case.call_and_validate(headers=place.headers[role], checks=CHECKS)
            transaction.set_rollback(True)
        came[answer.status_code] += 1

    (answered if number is None else seed(number)(answered))()
    return came


def throw_all(name: str, place: Place, examples: int, number: int | None = None) -> Counter[int]:
    """Share the examples of an operation between all roles and return how often each status came."""
    came: Counter[int] = Counter()
    for role in ROLES:
        try:
            came += throw(name, role, place, examples // len(ROLES), number)
        except BaseException as failed:
            failed.add_note(f"{name} as {role}")
            raise
    return came


def _aim(name: str, case: Any, place: Place, pick: int) -> None:
    """Put what exists into the address and, every second time, into the names of the body; its values stay as drawn."""
    for parameter in case.path_parameters:
        values = place.known.get(f"{name} {parameter}", place.known[parameter])
        pick, at = divmod(pick, len(values))
        case.path_parameters[parameter] = values[at]
    if not isinstance(case.body, dict):
        return
    case.body.pop("seq", None)  # a version out of the air is refused before anything else
    if pick % 2:
        case.body |= _body(name, case.body, place, pick // 2)


def _body(name: str, drawn: dict[str, Any], place: Place, pick: int) -> dict[str, Any]:
    if name == "open_draft":
        return {"service": place.known["slug"][0]}
    if name == "submit":
        return {"declared": True}
    if name in {"put_answers", "put_page"}:
        return {"answers": _renamed(drawn.get("answers"), place.known["field"])}
    if name in {"act", "act_on_own"}:
        return {"data": _renamed(drawn.get("data"), place.known["data"])}
    if name == "bulk":
        action = place.known["action"][pick % len(place.known["action"])]
        return {"action": action, "items": [{"id": each} for each in place.known["id"]], "data": {}}
    return {}


def _renamed(drawn: Any, names: list[str]) -> dict[str, Any]:
    """Return drawn values under names that mean something."""
    return dict(zip(names, drawn.values(), strict=False)) if isinstance(drawn, dict) else {}
