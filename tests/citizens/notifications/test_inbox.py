"""The inbox page: one's own notices, newest first, read when opened."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client

from citizens.models import Party
from citizens.notifications.models import Notification
from citizens.notifications.notify import notify

pytestmark = pytest.mark.django_db
Work = Callable[[], None]


def tell(party: Party, number: int, path: str = "/bantuan/") -> Notification:
    context = {"number": f"SRG-DKC-2026-{number:06d}-7", "service": "Akta Kelahiran"}
    return notify(party, topic="requests.diterima", context=context, path=path, key=f"k{number}")


@pytest.fixture
def browser(siti: Party, client: Client) -> Client:
    """Return the browser in which Siti is signed in."""
    assert siti.user is not None
    client.force_login(siti.user)
    return client


def test_a_visitor_is_asked_to_sign_in(client: Client) -> None:
    response = client.get("/kotak-masuk/")
    assert response.status_code == 302
    assert "/kotak-masuk/" in response["Location"]


def test_an_empty_inbox_says_what_will_be_here(browser: Client) -> None:
    page = browser.get("/kotak-masuk/").content.decode()
    assert "Belum ada pemberitahuan" in page
    assert "Tandai semua" not in page


def test_notices_are_listed_with_an_unread_mark_and_only_ones_own(
    browser: Client, siti: Party, budi: Party, work: Work
) -> None:
    tell(siti, 1)
    tell(budi, 2)
    work()
    page = browser.get("/kotak-masuk/").content.decode()
    assert "SRG-DKC-2026-000001-7" in page
    assert "SRG-DKC-2026-000002-7" not in page
    assert page.count("Belum dibaca") == 1


def test_opening_a_notice_marks_it_read_and_goes_where_it_leads(browser: Client, siti: Party, work: Work) -> None:
    notice = tell(siti, 1)
    work()
    response = browser.get(f"/kotak-masuk/{notice.pk}/")
    assert (response.status_code, response["Location"]) == (302, "/bantuan/")
    notice.refresh_from_db()
    first = notice.read_at
    assert first is not None
    browser.get(f"/kotak-masuk/{notice.pk}/")
    notice.refresh_from_db()
    assert notice.read_at == first
    assert "Belum dibaca" not in browser.get("/kotak-masuk/").content.decode()


def test_somebody_elses_notice_is_not_found_and_stays_unread(browser: Client, budi: Party, work: Work) -> None:
    notice = tell(budi, 1)
    work()
    assert browser.get(f"/kotak-masuk/{notice.pk}/").status_code == 404
    notice.refresh_from_db()
    assert notice.read_at is None


@pytest.mark.parametrize("path", ["", "https://jahat.test/", "//jahat.test/"])
def test_a_notice_that_leads_nowhere_or_out_comes_back_to_the_inbox(
    browser: Client, siti: Party, work: Work, path: str
) -> None:
    notice = tell(siti, 1)
    work()
    Notification.objects.filter(pk=notice.pk).update(path=path)
    assert browser.get(f"/kotak-masuk/{notice.pk}/")["Location"] == "/kotak-masuk/"


def test_all_can_be_marked_read_by_posting_only(browser: Client, siti: Party, budi: Party, work: Work) -> None:
    tell(siti, 1)
    tell(siti, 2)
    tell(budi, 3)
    work()
    assert browser.get("/kotak-masuk/dibaca/").status_code == 405
    assert browser.post("/kotak-masuk/dibaca/")["Location"] == "/kotak-masuk/"
    assert Notification.objects.filter(read_at=None).count() == 1


def test_forty_five_notices_are_three_pages_without_repeats(browser: Client, siti: Party, work: Work) -> None:
    for number in range(45):
        tell(siti, number)
    work()
    seen: list[str] = []
    address = "/kotak-masuk/"
    while address:
        response = browser.get(address)
        seen += [notice.key for notice in response.context["notices"]]
        address = response.context["next_url"]
    assert seen == [f"k{number}" for number in reversed(range(45))]
    assert browser.get(response.context["previous_url"]).status_code == 200
    assert browser.get("/kotak-masuk/?setelah=rusak").status_code == 200


def test_what_a_notice_says_is_text_and_never_markup(browser: Client, siti: Party, work: Work) -> None:
    notice = tell(siti, 1)
    work()
    Notification.objects.filter(pk=notice.pk).update(subject="<b>x</b>", body="<script>y</script>")
    page = browser.get("/kotak-masuk/").content.decode()
    assert "<b>x" not in page
    assert "<script>y" not in page
