"""The front door for programs: what there is, in OpenAPI, on a page, in two languages, and signing in."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from tests.signing_in import PASSWORD, code_of, make_citizen, make_officer

pytestmark = pytest.mark.django_db
LOGIN = "/api/v1/auth/login"


def token_of(client: Client, user: Any) -> str:
    answer = client.post(LOGIN, {"email": user.email, "password": PASSWORD}, content_type="application/json")
    return str(answer.json()["meta"]["session_token"])


def test_the_root_leads_to_everything_public(client: Client) -> None:
    root = client.get("/api/v1/").json()
    assert root["schema"] == "http://testserver/api/v1/schema/"
    for address in root.values():
        assert client.get(address).status_code == 200


def test_the_schema_describes_every_member_and_every_refusal(client: Client) -> None:
    schema = client.get("/api/v1/schema/").json()
    assert schema["openapi"].startswith("3.")
    for path, operations in schema["paths"].items():
        for method, operation in operations.items():
            assert "default" in operation["responses"], f"{method} {path}"
            assert operation["description"], f"{method} {path}"
    for name, shape in schema["components"]["schemas"].items():
        for member, said in shape.get("properties", {}).items():
            assert "$ref" in str(said) or said.get("description"), f"{name}.{member}"


def test_caches_keep_the_schema(client: Client) -> None:
    first = client.get("/api/v1/schema/")
    assert client.get("/api/v1/schema/", HTTP_IF_NONE_MATCH=first["ETag"]).status_code == 304


def test_the_page_has_neither_inline_script_nor_inline_style(client: Client) -> None:
    page = client.get("/api/v1/docs/")  # every page is held to that by a guard
    assert page["Content-Type"].startswith("text/html")
    assert "swagger-ui-bundle.js" in page.content.decode()
    policy = page["Content-Security-Policy"]
    assert "script-src 'self';" in policy
    assert "style-src 'self';" in policy
    script = client.get("/api/v1/docs/?script=")
    assert script["Content-Type"].startswith("application/javascript")
    assert "SwaggerUIBundle" in script.content.decode()


@pytest.mark.parametrize(
    ("wish", "language"),
    [("", "id"), ("en", "en"), ("en-GB,en;q=0.9", "en"), ("fr, id;q=0.5, en;q=0.3", "id"), ("xx;q=z", "id")],
)
def test_a_program_chooses_the_language_by_its_header(client: Client, wish: str, language: str) -> None:
    answer = client.get("/api/v1/services/tidak-ada/", HTTP_ACCEPT_LANGUAGE=wish)
    assert answer["Content-Language"] == language
    assert "Accept-Language" in answer["Vary"]


def test_an_unknown_address_is_a_problem_too(client: Client) -> None:
    answer = client.get("/api/v1/tidak-ada/")
    assert (answer.status_code, answer["Content-Type"]) == (404, "application/problem+json")
    assert answer.json()["code"] == "not_found"


def test_a_citizen_signs_in_with_a_password_and_out_again(client: Client) -> None:
    token = token_of(client, make_citizen())
    assert client.get("/api/v1/auth/session", HTTP_X_SESSION_TOKEN=token).status_code == 200
    client.delete("/api/v1/auth/session", HTTP_X_SESSION_TOKEN=token)
    assert client.get("/api/v1/auth/session", HTTP_X_SESSION_TOKEN=token).status_code in {401, 410}


def test_a_wrong_password_is_refused_and_no_cookie_is_set(client: Client) -> None:
    user = make_citizen()
    answer = client.post(LOGIN, {"email": user.email, "password": "salah-salah-77"}, content_type="application/json")
    assert answer.status_code == 400
    assert "Set-Cookie" not in answer.headers


def test_an_officer_s_token_counts_only_after_the_second_factor(client: Client) -> None:
    officer = make_officer()
    answer = client.post(LOGIN, {"email": officer.email, "password": PASSWORD}, content_type="application/json")
    assert answer.status_code == 401
    token = answer.json()["meta"]["session_token"]
    done = client.post("/api/v1/auth/2fa/authenticate", {"code": code_of(officer)},
                       content_type="application/json", HTTP_X_SESSION_TOKEN=token)  # fmt: skip
    assert done.status_code == 200
    assert done.json()["meta"]["is_authenticated"] is True
    for old_or_new, status in ((token, 401), (done.json()["meta"]["session_token"], 200)):
        answer = client.get("/api/v1/requests/", HTTP_X_SESSION_TOKEN=old_or_new)
        assert answer.status_code == status
