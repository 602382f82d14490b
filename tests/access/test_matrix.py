"""Walk every URL against its line in access.toml: nobody gets further than the line says."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.conf import settings
from django.contrib.auth import get_user_model
from django.shortcuts import resolve_url
from django.test import Client
from django.urls import NoReverseMatch, reverse

from tests.access import matrix
from tests.access.matrix import Line, Url

PANEL = {"staff", "desk", "keeper", "records", "platform", "auditor", "nobody"}
SIGNED_IN = {"login", "owner", "case", *PANEL}


def addresses(*audiences: str) -> list[tuple[Line, str]]:
    """Return line and example address of every URL of some audiences that can be reversed without more data."""
    found: dict[str, tuple[Line, str]] = {}
    for url in matrix.walk():
        line = matrix.line_of(url.name, matrix.lines())
        if line is None or line.audience not in audiences:
            continue
        try:
            found[url.name] = (line, url.path(line))
        except NoReverseMatch:
            # Only a prefix rule may leave a regular expression without its example.
            assert line.name.endswith("*"), f"{url.name}: give its line in access.toml a sample"
    return list(found.values())


def ask(client: Client, line: Line, path: str, method: str | None = None, *, follow: bool = False) -> Any:
    """Ask for an address by one of its methods, GET where it has one."""
    chosen = method or ("GET" if "GET" in line.methods else sorted(line.methods)[0])
    ask_by: Callable[..., Any] = getattr(client, chosen.lower())
    return ask_by(path, follow=follow, headers=token(client) if path.startswith("/api/") else {})


def token(client: Client) -> dict[str, str]:
    """Return the header by which a program acts in the name of whoever is signed in."""
    cookie = client.cookies.get(settings.SESSION_COOKIE_NAME)
    return {"X-Session-Token": cookie.value} if cookie else {}


def past_admin_login(client: Client, response: Any) -> Any:
    """Return what Django admin's own sign-in page answers when an answer leads there; it must never sign in itself."""
    logins = (reverse("admin:login"), reverse("audit:login"))
    away = response.status_code == 302 and response.headers["Location"].startswith(logins)
    return client.get(response.headers["Location"]) if away else response


def goes_to_sign_in(response: Any) -> bool:
    """Tell whether an answer sends the person to the portal's one sign-in page; a program is told 401."""
    if response.wsgi_request.path.startswith("/api/"):
        return bool(response.status_code == 401)
    return response.status_code == 302 and response.headers["Location"].startswith(resolve_url(settings.LOGIN_URL))


def test_every_url_has_its_line() -> None:
    missing = matrix.missing(matrix.lines(), matrix.walk())
    assert not missing, f"add to tests/access.toml: {missing}"


def test_every_line_has_its_url() -> None:
    stale = matrix.stale(matrix.lines(), matrix.walk())
    assert not stale, f"remove from tests/access.toml: {stale}"


@pytest.mark.django_db
def test_a_stranger_reads_public_pages_without_signing_in(client: Client) -> None:
    wrong = []
    for line, path in addresses("public"):
        response = ask(client, line, path)
        if goes_to_sign_in(response) or response.status_code in {401, 403} or response.status_code >= 500:
            wrong.append((line.name, path, response.status_code))
    assert not wrong


@pytest.mark.django_db
def test_a_stranger_is_sent_to_sign_in_everywhere_else(client: Client) -> None:
    wrong = []
    for line, path in addresses(*SIGNED_IN):
        response = past_admin_login(client, ask(client, line, path))
        if not goes_to_sign_in(response):
            wrong.append((line.name, path, response.status_code, response.headers.get("Location")))
    assert not wrong


@pytest.mark.django_db
def test_a_citizen_gets_nothing_of_the_staff_panel(client: Client) -> None:
    client.force_login(get_user_model().objects.create_user(email="warga@contoh.test", password="x"))
    wrong = []
    for line, path in addresses(*PANEL):
        response = ask(client, line, path, follow=True)
        if response.status_code not in {403, 404}:
            wrong.append((line.name, path, response.status_code))
    assert not wrong


@pytest.mark.django_db
def test_a_citizen_gets_404_for_what_is_not_theirs(client: Client) -> None:
    client.force_login(get_user_model().objects.create_user(email="warga@contoh.test", password="x"))
    wrong = [
        (line.name, path, response.status_code)
        for line, path in addresses("owner", "case")
        if (response := ask(client, line, path)).status_code != 404
    ]
    assert not wrong


@pytest.mark.django_db
def test_public_pages_refuse_methods_that_are_not_theirs(client: Client) -> None:
    wrong = []
    for line, path in addresses("public"):
        for method in sorted(matrix.METHODS - line.methods):
            response = ask(client, line, path, method)
            if response.status_code not in {404, 405}:
                wrong.append((line.name, method, response.status_code))
    assert not wrong


@pytest.mark.django_db
@pytest.mark.parametrize("signed_in", [False, True])
def test_demo_pages_do_not_exist_outside_the_demo(client: Client, signed_in: bool) -> None:
    assert settings.DEMO is False
    if signed_in:
        client.force_login(get_user_model().objects.create_user(email="warga@contoh.test", password="x"))
    assert [ask(client, line, path).status_code for line, path in addresses("demo")] == [404, 404]


def test_a_url_without_its_line_is_named() -> None:
    url = Url("secret:report", {})
    assert matrix.missing({}, iter([url])) == ["secret:report"]
    assert matrix.missing(matrix.read('[urls]\n"secret:*" = { audience = "staff" }'), iter([url])) == []


def test_a_line_without_its_url_is_named() -> None:
    lines = matrix.read('[urls]\n"gone" = { audience = "public" }')
    assert matrix.stale(lines, iter([])) == ["gone"]


@pytest.mark.parametrize("words", ['audience = "all"', 'audience = "public", methods = "FETCH"', 'methods = "GET"'])
def test_a_line_that_says_nothing_is_refused(words: str) -> None:
    with pytest.raises(matrix.BadLine, match="home: audience is one of"):
        matrix.read(f'[urls]\n"home" = {{ {words} }}')
