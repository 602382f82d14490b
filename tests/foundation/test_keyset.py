"""Keyset pages: every row exactly once, in both directions, whatever is empty or repeated."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from django.db import connection
from django.db.models import F
from django.test.utils import CaptureQueriesContext

from foundation import keyset
from foundation.models import StoredResult
from foundation.outbox.models import Job

pytestmark = pytest.mark.django_db
DAY = dt.datetime(2026, 11, 22, 3, 0, 0, 123456, tzinfo=dt.UTC)


@pytest.fixture(autouse=True)
def jobs() -> None:
    """Make jobs of which many share a moment and many have no end."""
    for number in range(23):
        Job.objects.create(
            kind="test.page",
            not_before=DAY + dt.timedelta(hours=number // 4),
            finished_at=None if number % 3 else DAY + dt.timedelta(hours=number // 5),
            attempts=number % 4,
            state="done",
        )


def expected(order: tuple[str, ...]) -> list[Any]:
    columns = [
        F(name.removeprefix("-")).desc(nulls_last=True) if name.startswith("-") else F(name).asc(nulls_last=True)
        for name in order
    ]
    return list(Job.objects.order_by(*columns).values_list("pk", flat=True))


ORDERS = [
    ("id",),
    ("-id",),
    ("not_before", "id"),
    ("-not_before", "-id"),
    ("not_before", "-id"),
    ("finished_at", "id"),
    ("-finished_at", "id"),
    ("attempts", "-finished_at", "pk"),
]


@pytest.mark.parametrize("order", ORDERS, ids=",".join)
@pytest.mark.parametrize("size", [1, 4, 23, 50])
def test_walking_forwards_and_back_meets_every_row_once_in_order(order: tuple[str, ...], size: int) -> None:
    pages, cursor = [], ""
    while True:
        page = keyset.paginate(Job.objects.all(), order=order, cursor=cursor, size=size)
        pages.append([job.pk for job in page.items])
        if not page.next_cursor:
            break
        cursor = page.next_cursor
    assert [pk for page_ids in pages for pk in page_ids] == expected(order)
    back = [pages[-1]]
    while page.previous_cursor:
        page = keyset.paginate(Job.objects.all(), order=order, cursor=page.previous_cursor, size=size)
        back.insert(0, [job.pk for job in page.items])
    assert [pk for page_ids in back for pk in page_ids] == expected(order)


def test_rows_that_come_in_between_neither_repeat_nor_hide_others() -> None:
    first = keyset.paginate(Job.objects.all(), order=("not_before", "id"), size=10)
    Job.objects.create(kind="test.page", not_before=DAY - dt.timedelta(days=1), state="done")
    second = keyset.paginate(Job.objects.all(), order=("not_before", "id"), cursor=first.next_cursor, size=50)
    assert not {job.pk for job in first.items} & {job.pk for job in second.items}
    assert len(first.items) + len(second.items) == 23


@pytest.mark.parametrize("cursor", ["", None, "x", "a:b:c", "é" * 50, "A" * 100_000, "\x00", "eyJhIjoxfQ:1abc:sig"])
def test_a_cursor_that_is_not_ours_shows_the_first_page(cursor: str | None) -> None:
    page = keyset.paginate(Job.objects.all(), order=("not_before", "id"), cursor=cursor, size=5)
    assert [job.pk for job in page.items] == expected(("not_before", "id"))[:5]
    assert page.previous_cursor == ""


def test_a_cursor_of_another_list_shows_the_first_page() -> None:
    other = keyset.paginate(Job.objects.all(), order=("attempts", "id"), size=5).next_cursor
    page = keyset.paginate(Job.objects.all(), order=("not_before", "id"), cursor=other, size=5)
    assert [job.pk for job in page.items] == expected(("not_before", "id"))[:5]


def test_a_page_is_one_query_without_counting() -> None:
    with CaptureQueriesContext(
        connection,
    ) as queries:
        keyset.paginate(Job.objects.all(), order=("not_before", "id"), size=5)
    assert len(queries) == 1
    assert "COUNT" not in queries[0]["sql"].upper()


@pytest.mark.parametrize("order", [(), ("not_before",), ("id", "attempts"), ("missing",)])
def test_an_order_that_does_not_end_in_a_unique_column_is_refused(order: tuple[str, ...]) -> None:
    with pytest.raises(ValueError, match="unique"):
        keyset.paginate(Job.objects.all(), order=order)


def test_an_empty_list_has_no_further_pages() -> None:
    page = keyset.paginate(StoredResult.objects.all(), order=("-created_at", "id"))
    assert (page.items, page.next_cursor, page.previous_cursor) == ([], "", "")
