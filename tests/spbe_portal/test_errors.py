"""Error pages say what happened, whether data is safe and what to do now; none of them needs the database."""

import re
from typing import Any

import pytest
from django.conf import settings as portal_settings
from django.test import Client, override_settings

from spbe_portal import errors
from tests.spbe_portal.markup import sound

# No test here may touch the database: without the django_db mark pytest-django refuses every query.
pytestmark = pytest.mark.urls("tests.spbe_portal.broken_urls")

PAGES = [page for page in vars(errors).values() if isinstance(page, errors.Page)]
CODE = re.compile(r"^[2-9A-HJKMNP-TV-Z]{4}-[2-9A-HJKMNP-TV-Z]{4}$")


@pytest.fixture
def browser() -> Client:
    return Client(raise_request_exception=False)


def text(response: Any) -> str:
    return response.content.decode()


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.title))
def test_every_error_page_answers_the_three_questions(page: errors.Page) -> None:
    response = errors.respond(page, None)
    html = text(response)
    sound(html)
    assert response.status_code == page.status
    for sentence in (page.title, page.happened, page.safe, page.now):
        assert str(sentence) in html
    for question in ("Apa yang terjadi", "Apakah data saya aman?", "Apa yang harus saya lakukan sekarang?"):
        assert question in html
    assert response["Cache-Control"] == "no-store"


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.title))
def test_error_sentences_are_short_enough_to_read(page: errors.Page) -> None:
    for part in (page.happened, page.safe, page.now):
        for sentence in re.split(r"[.;?] ?", str(part)):
            assert len(sentence.split()) <= 20, sentence


@pytest.mark.parametrize(
    ("path", "status", "title"),
    [
        ("/rusak/400/", 400, errors.BAD_REQUEST.title),
        ("/rusak/403/", 403, errors.FORBIDDEN.title),
        ("/rusak/404/", 404, errors.NOT_FOUND.title),
        ("/halaman-yang-tidak-ada/", 404, errors.NOT_FOUND.title),
        ("/rusak/405/", 405, errors.NOT_ALLOWED.title),
        ("/rusak/413/", 413, errors.TOO_LARGE.title),
        ("/rusak/besar/", 413, errors.TOO_LARGE.title),
        ("/rusak/429/", 429, errors.TOO_MANY.title),
        ("/rusak/500/", 500, errors.SERVER_ERROR.title),
        ("/rusak/503/", 503, errors.UNAVAILABLE_PAGE.title),
        ("/rusak/terputus/", 503, errors.UNAVAILABLE_PAGE.title),
    ],
)
def test_each_fault_gets_its_own_page(browser: Client, path: str, status: int, title: str) -> None:
    response = browser.get(path)
    assert response.status_code == status
    assert str(title) in text(response)
    assert response["X-Request-ID"] in text(response), "a person can read the help code out"
    assert "default-src 'none'" in response["Content-Security-Policy"]


def test_the_help_code_can_be_read_out_and_is_never_the_same() -> None:
    client = Client()
    codes = {client.get("/halaman-yang-tidak-ada/")["X-Request-ID"] for _ in range(20)}
    assert len(codes) == 20
    assert all(CODE.match(code) for code in codes)


def test_a_help_code_sent_from_outside_is_not_believed() -> None:
    response = Client(headers={"X-Request-ID": "AAAA-AAAA"}).get("/halaman-yang-tidak-ada/")
    assert response["X-Request-ID"] != "AAAA-AAAA"


@pytest.mark.parametrize("path", ["/rusak/404/", "/rusak/500/"])
def test_an_error_page_repeats_nothing_of_the_error(browser: Client, path: str) -> None:
    html = text(browser.get(path))
    assert "rahasia" not in html
    assert "3604011005900012" not in html


def test_a_server_error_leaves_its_help_code_in_the_log(browser: Client, caplog: pytest.LogCaptureFixture) -> None:
    code = browser.get("/rusak/500/")["X-Request-ID"]
    ours = [record.getMessage() for record in caplog.records if record.name == "portal.errors"]
    assert any(code in message for message in ours)
    assert all("3604" not in message for message in ours)


def test_a_busy_database_says_when_to_come_back(browser: Client) -> None:
    assert browser.get("/rusak/503/")["Retry-After"] == "30"


def test_a_dressed_answer_keeps_what_the_view_said(browser: Client) -> None:
    assert browser.get("/rusak/405/")["Allow"] == "POST"
    assert browser.get("/rusak/429/")["Retry-After"] == "60"


def test_an_answer_for_programs_is_not_dressed(browser: Client) -> None:
    response = browser.get("/rusak/429-json/")
    assert response.json() == {"detail": "tunggu"}


def test_programs_get_a_problem_they_can_read(browser: Client) -> None:
    response = browser.get("/api/rusak/")
    assert response["Content-Type"] == "application/problem+json"
    assert response.json()["status"] == 503
    assert response.json()["request_id"] == response["X-Request-ID"]


def test_a_form_without_its_token_says_that_the_session_is_over() -> None:
    response = Client(enforce_csrf_checks=True).post("/panel/tema/", {"tema": "gelap"})
    assert response.status_code == 403
    assert str(errors.SESSION_OVER.title) in text(response)


def test_a_page_not_found_offers_search() -> None:
    markup = sound(text(Client().get("/halaman-yang-tidak-ada/")))
    assert markup.find("form", action="/layanan/")


def test_an_error_page_names_nobody_and_loads_no_script() -> None:
    html = text(Client().get("/halaman-yang-tidak-ada/"))
    assert "<script" not in html


def test_a_page_that_cannot_be_rendered_still_gives_a_readable_answer() -> None:
    empty = portal_settings.TEMPLATES[0] | {"DIRS": [], "APP_DIRS": False}
    with override_settings(TEMPLATES=[empty]):
        html = text(errors.respond(errors.SERVER_ERROR, None))
    assert str(errors.SERVER_ERROR.happened) in html
    assert html.startswith("<!doctype html>")
