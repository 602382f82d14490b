"""Prove that the response guard finds what the security policy would block."""

import pytest
from django.http import HttpResponse, JsonResponse
from django.test import Client, override_settings
from django.urls import path

from tests.guards import responses

BAD = {
    "inline script": "<p>x</p><script>alert(1)</script>",
    "inline module": '<script type="module">import "/a.js"</script>',
    "inline style sheet": "<style>p{color:red}</style>",
    "style attribute": '<p style="color:red">x</p>',
    "event attribute": '<button onclick="go()">x</button>',
    "event attribute in capitals": '<body ONLOAD="go()">x</body>',
    "javascript address": '<a href=" JavaScript:go()">x</a>',
    "javascript action": '<form action="javascript:go()"></form>',
    "unrendered variable": "<p>{{ name }}</p>",
    "unrendered tag": "<p>{% url 'home' %}</p>",
    "unrendered comment": "<p>{# later #}</p>",
}
GOOD = {
    "script file": '<script src="/static/a.js" type="module"></script>',
    "data block": '<script type="application/json" id="d">{"a": 1}</script>',
    "plain link": '<a href="/layanan/" class="on">one</a>',
    "text about javascript": "<p>Tanpa javascript: halaman tetap bekerja, onclick tidak perlu.</p>",
}


def page(request: object, name: str) -> HttpResponse:
    """Answer with one of the pages above."""
    return HttpResponse({**BAD, **GOOD}[name])


def data(request: object) -> JsonResponse:
    """Answer with JSON that would be a bad page."""
    return JsonResponse({"x": BAD["inline script"]})


page.login_required = data.login_required = False  # type: ignore[attr-defined]
urlpatterns = [path("page/<str:name>/", page), path("data/", data)]


@pytest.mark.parametrize("name", BAD)
def test_a_bad_page_fails_the_test_that_asked_for_it(name: str) -> None:
    with override_settings(ROOT_URLCONF=__name__), pytest.raises(responses.BadAnswer):
        Client().get(f"/page/{name}/")


@pytest.mark.parametrize("name", GOOD)
def test_a_good_page_passes(name: str) -> None:
    with override_settings(ROOT_URLCONF=__name__):
        assert Client().get(f"/page/{name}/").status_code == 200


def test_only_html_is_looked_at() -> None:
    with override_settings(ROOT_URLCONF=__name__):
        assert Client().get("/data/").status_code == 200


@pytest.mark.lenient("braces")
def test_a_guard_can_be_switched_off_by_name_for_one_test() -> None:
    with override_settings(ROOT_URLCONF=__name__):
        assert Client().get("/page/unrendered variable/").status_code == 200
        with pytest.raises(responses.BadAnswer, match="inline script"):
            Client().get("/page/inline script/")


def test_the_sentence_says_where_the_fault_is() -> None:
    with pytest.raises(responses.BadAnswer, match=r"inline onclick='go\(\)': <button> in line 2"):
        responses.check(HttpResponse('<p>\n<button onclick="go()">'))
