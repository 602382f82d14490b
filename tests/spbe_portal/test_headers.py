"""Every answer carries the headers that keep a browser on our side."""

import pytest
from django.conf import settings
from django.test import Client

from citizens.models import User
from spbe_portal.middleware import policy

STRICT = {
    "default-src": "'none'",
    "script-src": "'self'",
    "style-src": "'self'",
    "img-src": "'self'",
    "font-src": "'self'",
    "connect-src": "'self'",
    "form-action": "'self'",
    "frame-ancestors": "'none'",
    "base-uri": "'none'",
    "manifest-src": "'self'",
}


def directives(header: str) -> dict[str, str]:
    return {part.partition(" ")[0]: part.partition(" ")[2] for part in header.split("; ")}


def test_the_content_security_policy_is_exactly_this() -> None:
    response = Client().get("/aksesibilitas/")
    assert directives(response["Content-Security-Policy"]) == STRICT


def test_the_policy_allows_nothing_inline_and_nobody_else() -> None:
    header = policy(settings.SECURE_CSP)
    for word in ("unsafe", "http:", "https:", "data:", "*", "nonce"):
        assert word not in header


@pytest.mark.urls("tests.spbe_portal.broken_urls")
def test_a_view_may_set_its_own_policy_as_in_django_6() -> None:
    assert Client().get("/rusak/csp/")["Content-Security-Policy"] == "default-src 'self'; sandbox"


def test_other_protective_headers() -> None:
    response = Client().get("/aksesibilitas/")
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["X-Frame-Options"] == "DENY"
    assert response["Referrer-Policy"] == "same-origin"
    assert response["Cross-Origin-Opener-Policy"] == "same-origin"
    assert response["Cross-Origin-Resource-Policy"] == "same-origin"
    assert "geolocation=()" in response["Permissions-Policy"]
    assert "Server" not in response


@pytest.mark.parametrize("path", ["/aksesibilitas/", "/keamanan/", "/livez", "/robots.txt"])
def test_a_public_page_sets_no_cookie(path: str) -> None:
    assert not Client().get(path).cookies


def test_a_public_page_may_be_kept_by_the_browser() -> None:
    assert "no-store" not in Client().get("/aksesibilitas/").get("Cache-Control", "")


@pytest.mark.django_db
def test_a_page_for_someone_signed_in_is_never_stored() -> None:
    client = Client()
    client.force_login(User.objects.create_user(email="ani@contoh.id"))
    response = client.get("/aksesibilitas/")
    assert response["Cache-Control"] == "no-store"
    assert "Cookie" in response["Vary"]


def test_an_answer_to_a_form_is_never_stored() -> None:
    response = Client().post("/aksesibilitas/")
    assert response.status_code == 405
    assert response["Cache-Control"] == "no-store"


def test_the_browsers_language_is_ignored() -> None:
    response = Client(headers={"Accept-Language": "en-US,en"}).get("/aksesibilitas/")
    assert response["Content-Language"] == "id"
    assert '<html lang="id"' in response.content.decode()


@pytest.mark.django_db
def test_the_profiles_language_is_spoken() -> None:
    client = Client()
    client.force_login(User.objects.create_user(email="ani@contoh.id", language="en"))
    assert client.get("/aksesibilitas/")["Content-Language"] == "en"


@pytest.mark.django_db
def test_a_language_we_do_not_speak_becomes_indonesian() -> None:
    client = Client()
    client.force_login(User.objects.create_user(email="ani@contoh.id", language="xx"))
    assert client.get("/aksesibilitas/")["Content-Language"] == "id"
