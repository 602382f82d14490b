"""No address of the portal breaks over what is sent to it: every pattern, every method, strangers and the powerful.

Here each of them gets a few values in turn; `make soak` sends every value everywhere.
"""

from __future__ import annotations

import logging
from collections.abc import Iterator
from itertools import count

import pytest
from django.http import HttpResponse, HttpResponseRedirect, JsonResponse

from tests.access.crawling import METHODS, Crawler, Place, leads_away, operations, places, wrong_with
from tests.access.hostile import HEADERS, JSON_BODIES, MULTIPART, VALUES, Value
from tests.access.inhabited import build

pytestmark = [pytest.mark.django_db, pytest.mark.lenient("braces")]
SCRIPT = next(value for value in VALUES if value.name == "script")


@pytest.fixture
def crawler() -> Iterator[Crawler]:
    logging.disable(logging.CRITICAL)  # thousands of refusals, each with its traceback
    yield Crawler(build())
    logging.disable(logging.NOTSET)


def methods_of(place: Place, turn: int) -> tuple[str, ...]:
    """Return this place's share of all methods; a smaller one where it is Django's own page for a model."""
    share = 1 if place.name.startswith("admin:") else 3
    return tuple(METHODS[(turn + 3 * step) % len(METHODS)] for step in range(share))


def test_no_address_breaks_over_a_hostile_value(crawler: Crawler, monkeypatch: pytest.MonkeyPatch) -> None:
    crawler.listen(monkeypatch)
    turns, complaints = count(), []
    for number, place in enumerate(places()):
        for method in methods_of(place, number):
            for send in (crawler.in_query, crawler.in_path)[: 2 if place.arguments else 1]:
                turn = next(turns)
                value, who = VALUES[turn % len(VALUES)], "nobody" if turn % 5 == 0 else "keeper"
                path, answer = send(who, method, place, value, turn)
                if said := wrong_with(answer, value):
                    complaints.append(f"{who}: {method} {place.name} with {value.name}: {said} {path[:80]}")
    assert not complaints, "\n".join(complaints)
    assert crawler.statuses[200] > 100  # the keeper does get in


def test_no_operation_breaks_over_a_hostile_body(crawler: Crawler) -> None:
    complaints = []
    for place in places():
        for method in ("post", "put"):
            if (place.shape, method) not in operations() and not place.name.startswith("auth_api:"):
                continue
            path = place.path(crawler.portal.arguments(place.name))
            for kind, bodies in (("application/json", JSON_BODIES), ("multipart/form-data; boundary=x", MULTIPART)):
                for at, body in enumerate(bodies):
                    answer = crawler.ask("keeper", method.upper(), path, body, kind)
                    if said := wrong_with(answer, SCRIPT):
                        complaints.append(f"{method} {place.name} with body {at} of {kind}: {said}")
    assert not complaints, "\n".join(complaints)
    assert crawler.sent > 300


def test_no_form_breaks_over_a_hostile_body(crawler: Crawler) -> None:
    complaints = []
    for number, place in enumerate(places()):
        if place.is_api or place.name.startswith("admin:"):
            continue
        path = place.path(crawler.portal.arguments(place.name))
        for at in range(number % 4, len(MULTIPART), 4):  # each place a quarter of them
            body = MULTIPART[at]
            answer = crawler.ask("keeper", "POST", path, body, "multipart/form-data; boundary=x")
            if said := wrong_with(answer, SCRIPT):
                complaints.append(f"{place.name} with body {at}: {said}")
    assert not complaints, "\n".join(complaints)


def test_no_header_breaks_a_page_or_leads_away(crawler: Crawler) -> None:
    paths = ("/", "/akun/masuk/", "/layanan/", "/panel/antrean/", "/api/v1/requests/", "/api/v1/services/", "/lacak/")
    turns, complaints = count(), []
    for number, header in enumerate(HEADERS):
        for value in VALUES[number % 4 :: 4]:
            path = paths[next(turns) % len(paths)]
            answer = crawler.ask("keeper", "GET", path, **{header: value.as_header})
            if said := wrong_with(answer, value):
                complaints.append(f"{header} at {path} with {value.name}: {said}")
    assert not complaints, "\n".join(complaints)


def test_an_unknown_host_is_refused_and_never_shown(crawler: Crawler) -> None:
    for host in ("jahat.test", "testserver.jahat.test", "testserver@jahat.test", "127.0.0.1:80:80", "[::1", "*"):
        answer = crawler.ask("nobody", "GET", "/", Host=host)
        assert answer.status_code == 400, host
        assert "jahat" not in answer.content.decode()


@pytest.mark.parametrize(
    ("answer", "said"),
    [
        (HttpResponse(status=500), "answers 500"),
        (HttpResponse(f"<p>{SCRIPT.text}"), "as markup"),
        (HttpResponse(headers={"X-Hostile": "1"}), "splits"),
        (HttpResponseRedirect("//jahat.test/"), "leads away"),
    ],
)
def test_what_would_be_wrong_is_noticed(answer: HttpResponse, said: str) -> None:
    assert said in wrong_with(answer, SCRIPT)


def test_what_is_right_is_passed() -> None:
    for answer in (
        HttpResponse("&lt;script&gt;"),
        JsonResponse({"q": SCRIPT.text}),
        HttpResponseRedirect("/akun/?q=//jahat.test/"),
    ):
        assert wrong_with(answer, SCRIPT) == ""
    assert wrong_with(HttpResponse("abc"), Value("word", "abc")) == ""


@pytest.mark.parametrize(
    "location", ["//jahat.test", "/\\jahat.test", "https://testserver@jahat.test/", "\\\\jahat.test"]
)
def test_every_way_off_the_portal_is_seen(location: str) -> None:
    assert leads_away(location)
