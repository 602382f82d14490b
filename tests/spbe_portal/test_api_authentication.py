"""No operation of the interface for programs ignores who asks: whatever is no valid token gets 401 at every one."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterator
from dataclasses import dataclass
from io import StringIO
from typing import Any

import pytest
import time_machine
from allauth.idp.oidc.models import Client as System
from allauth.idp.oidc.models import Token
from django.core.management import call_command
from django.test import Client

from citizens.models import AccessLog
from services.requests.actor import Actor
from services.requests.models import Attachment, RequestEvent, ServiceRequest
from spbe_portal.api import openapi
from tests import kept
from tests.services.desk.world import NOW, filed, photo, with_papers
from tests.services.requests import world
from tests.services.requests.api_client import Program, new_key, problem
from tests.signing_in import sign_in

pytestmark = pytest.mark.django_db
METHODS = ("get", "post", "put", "delete")
BODIES = {
    "open_draft": {"service": "izin-uji"},
    "put_answers": {"answers": {}},
    "put_page": {"answers": {}},
    "submit": {"declared": True},
    "write_message": {"text": "Halo"},
}


@dataclass(frozen=True)
class Operation:
    """Name one operation of the schema with the ways in it declares."""

    name: str
    method: str
    path: str
    ways: dict[str, list[str]]


def operations() -> list[Operation]:
    """Return every operation that the schema describes."""
    found = []
    for path, item in openapi()["paths"].items():
        for method in METHODS:
            if method in item:
                ways = {name: scopes for way in item[method]["security"] for name, scopes in way.items()}
                found.append(Operation(item[method]["operationId"], method, path, ways))
    return found


CLOSED = [each for each in operations() if each.ways]
OPEN = [each for each in operations() if not each.ways]


@pytest.fixture(autouse=True)
def clock() -> Iterator[Any]:
    with time_machine.travel(NOW, tick=False) as now:
        yield now


@pytest.fixture
def people() -> tuple[Actor, Actor]:
    """Return a citizen with a filed request and its file, and the officer in charge."""
    citizen = world.citizen("Siti Pemohon")
    filed(world.publish(with_papers()), citizen, photo())
    return citizen, world.officer("verifikator", "kepala")


def ask(operation: Operation, client: Client, query: str = "", **headers: str) -> Any:
    """Ask for an operation where something really is."""
    request, paper = ServiceRequest.objects.get(number__isnull=False), Attachment.objects.get()
    slug = "disdukcapil" if operation.name == "agency" else "izin-uji"
    known = {"id": request.pk, "file": paper.pk, "page": "data", "slug": slug, "code": "36.04", "output": paper.pk}
    action = "buka" if operation.name == "act_on_own" else "lengkap"
    path = operation.path.format(**known, action=action) + query
    sent = {} if operation.method == "get" else {"data": BODIES.get(operation.name, {})}
    if operation.method != "get":
        sent["content_type"] = "application/json"
    return getattr(client, operation.method)(path, headers={"Idempotency-Key": new_key(), **headers}, **sent)


def system_token(account: Actor, *scopes: str) -> tuple[str, str]:
    """Return id and a token of a system that acts as an account."""
    said, email = StringIO(), account.user.email if account.user else ""
    call_command("add_system", "SIAK", email, *(f"--scope={scope}" for scope in scopes), stdout=said)
    found = dict(line.split("=", 1) for line in said.getvalue().split())
    basic = b64encode(f"{found['client_id']}:{found['client_secret']}".encode()).decode()
    body = {"grant_type": "client_credentials"}
    answer = Client().post("/api/v1/auth/token", body, headers={"Authorization": f"Basic {basic}"})
    return found["client_id"], str(answer.json()["access_token"])


def written() -> tuple[int, ...]:
    """Count what any operation could write or tell."""
    return tuple(kind.objects.count() for kind in (ServiceRequest, RequestEvent, Attachment, AccessLog))


def said(answer: Any) -> Any:
    """Return the body without the number of the request, which every problem bears."""
    body = answer.json()
    return {key: value for key, value in body.items() if key != "request_id"} if isinstance(body, dict) else body


def all_refused(client: Client | None = None, query: str = "", **headers: str) -> None:
    """Hold every closed operation to 401 for a way in that is none, and to writing nothing."""
    before = written()
    for operation in CLOSED:
        answer = ask(operation, client or Client(), query, **headers)
        assert answer.status_code == 401, operation.name
        problem(answer, 401, "not_authenticated")
        assert answer["WWW-Authenticate"], operation.name
    assert written() == before


def test_every_operation_says_whether_it_is_open_and_the_closed_ones_are_known() -> None:
    assert {each.name for each in OPEN} == {
        *("agencies", "agency", "regions", "region", "services", "service", "service_form", "service_document_schema"),
        *("activities", "activity", "news", "news_item", "signal_sites", "signal_figures"),
        "performance_figures",
    }
    assert len(CLOSED) >= 27


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"X-Session-Token": "a" * 32},
        {"X-Session-Token": ""},
        {"Authorization": "Bearer " + "a" * 43},
        {"Authorization": "Basic " + b64encode(b"a:b").decode()},
        {"Authorization": "Bearer"},
        {"Authorization": "Bearer null"},
    ],
    ids=lambda headers: " ".join(f"{name} {value[:12]}" for name, value in headers.items()) or "nothing",
)
def test_without_a_token_or_with_an_invented_one_every_operation_is_closed(
    people: tuple[Actor, Actor], headers: dict[str, str]
) -> None:
    all_refused(**headers)


def test_the_token_of_a_person_counts_in_its_own_header_and_nowhere_else(people: tuple[Actor, Actor]) -> None:
    for person in people:
        token = Program.of(person).token
        assert person.user is not None
        all_refused(sign_in(Client(), person.user))  # a cookie
        all_refused(Authorization=f"Bearer {token}")
        all_refused(query=f"?session_token={token}&access_token={token}&X-Session-Token={token}")
        all_refused(**{"X-Session-Token": token.upper()})


def test_a_person_who_signed_out_is_out_everywhere(people: tuple[Actor, Actor]) -> None:
    program = Program.of(people[0])
    assert program.get("requests/").status_code == 200
    program.ask("delete", "auth/session")
    all_refused(**{"X-Session-Token": program.token})


def test_the_token_of_a_system_counts_in_its_own_header_while_it_is_valid(
    people: tuple[Actor, Actor], clock: Any
) -> None:
    pk, token = system_token(people[1], "cases:read", "cases:write")
    all_refused(**{"X-Session-Token": token})
    all_refused(query=f"?access_token={token}")
    all_refused(Authorization=f"Bearer {token[:-1]}")
    clock.shift(3601)
    all_refused(Authorization=f"Bearer {token}")
    clock.shift(-3601)
    System.objects.filter(pk=pk).delete()
    all_refused(Authorization=f"Bearer {token}")


def test_a_revoked_token_is_worth_nothing_anywhere(people: tuple[Actor, Actor]) -> None:
    _pk, token = system_token(people[1], "cases:read", "cases:write")
    Token.objects.lookup(Token.Type.ACCESS_TOKEN, token).delete()
    all_refused(Authorization=f"Bearer {token}")


def test_with_a_valid_token_no_operation_asks_who_it_is(people: tuple[Actor, Actor]) -> None:
    """Show that what is refused above is refused for the token alone."""
    for person in people:
        headers = {"X-Session-Token": Program.of(person).token}
        assert 401 not in {ask(each, Client(), **headers).status_code for each in CLOSED if each.method == "get"}
    for operation in (each for each in CLOSED if each.name != "discard_draft"):
        headers = {"X-Session-Token": Program.of(people[0]).token}
        assert ask(operation, Client(), **headers).status_code != 401, operation.name


@pytest.mark.parametrize("scope", ["cases:read", "cases:write"])
def test_a_system_gets_in_where_the_schema_says_so_with_the_scope_it_names(
    people: tuple[Actor, Actor], scope: str
) -> None:
    _pk, token = system_token(people[1], scope)
    for operation in CLOSED:
        answer = ask(operation, Client(), Authorization=f"Bearer {token}")
        refused = answer.status_code == 403 and answer.json()["code"] == "insufficient_scope"
        assert refused == (scope not in operation.ways.get("systemToken", [])), operation.name
    assert any(scope in each.ways.get("systemToken", []) for each in CLOSED)


def test_an_open_operation_answers_nobody_and_somebody_alike(people: tuple[Actor, Actor]) -> None:
    kept.reference()
    for operation in OPEN:
        plain, known = ask(operation, Client()), ask(operation, Client(), **{"X-Session-Token": "a" * 32})
        expected = 404 if operation.name in {"activity", "news_item"} else 200  # nothing is held or told in this world
        assert plain.status_code == known.status_code == expected, operation.name
        assert said(plain) == said(known), operation.name
