"""The bupati's office reads five sums, the worst first, and behind each the OPD it is made of; never a case."""

from __future__ import annotations

import csv
import datetime as dt
import io
from typing import Any

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from agencies.models import Staff
from foundation.periods import quarter_of
from services.opd.diskominfosatik.executive import figures
from services.opd.diskominfosatik.executive.models import Seat
from services.performance.models import PublishedRow
from tests.services.opd.roadmap import world
from tests.services.requests.world import agency, officer
from tests.signing_in import sign_in
from tests.spbe_portal.markup import sound

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("_noon")]
PAGE = "/panel/pimpinan/"
GOOD = {"received": 400, "measured": 300, "on_time": 270, "overdue_open": 12, "silence": 10, "decided": 200}


@pytest.fixture
def _noon() -> Any:
    with time_machine.travel(world.NOON, tick=False):
        yield


def published(kind: str, office: str = "", **counts: int | None) -> None:
    """Write figures down as the job of figures does."""
    quarter = quarter_of(world.NOON.date())
    PublishedRow.objects.create(
        key=f"{kind}{office}",
        kind=kind,
        period=quarter.code,
        agency=agency(office, office[:5].upper()) if office else None,
        first_day=quarter.first,
        last_day=world.NOON.date(),
        counts=counts,
        computed_at=world.NOON,
    )


def read(client: Client, path: str = PAGE) -> str:
    response = client.get(path)
    assert response.status_code == 200
    html = response.content.decode()
    sound(html)
    return html


def test_five_figures_stand_in_the_order_of_their_share() -> None:
    published("county", **GOOD, objections=50)
    world.initiative(due_on=dt.date(2026, 11, 1), status="berjalan")
    world.initiative("PJ-2", due_on=dt.date(2027, 11, 1))
    order = [(measure.slug, line.part, line.whole) for measure, line in figures.county()]
    assert order == [
        ("peta-jalan", 1, 2),
        ("keberatan", 50, 200),
        ("terlambat", 30, 300),
        ("lewat-tenggat", 12, 300),
        ("batas-diam", 10, 400),
    ]
    html = read(world.platform())
    assert html.index("Keberatan atas putusan") < html.index("Melewati batas diam")
    assert "25,0 %" in html
    assert all(reverse("executive:figure", args=[measure.slug]) in html for measure in figures.MEASURES)


def test_what_may_not_be_shown_stands_last_and_shows_nothing() -> None:
    published("county", **GOOD, objections=None)
    assert figures.county()[-1][1].part is None
    html = read(world.platform())
    assert "Belum ada data, atau kurang dari 10." in html


def test_before_anything_was_counted_the_page_says_so() -> None:
    html = read(world.platform())
    assert html.count("Belum ada data, atau kurang dari 10.") == 4
    assert "Belum ada data." in read(world.platform(), f"{PAGE}terlambat/")


def test_behind_a_figure_stand_the_opd_as_counts_the_worst_first() -> None:
    published("county", **GOOD, objections=50)
    published("agency", "dlh", measured=100, on_time=90)
    published("agency", "dinkes", measured=100, on_time=40)
    published("agency", "dishub", measured=None, on_time=None)
    client = world.platform()
    html = read(client, f"{PAGE}terlambat/")
    assert html.index("Dinkes") < html.index("Dlh") < html.index("Dishub")
    assert "60,0 %" in html
    text = client.get(f"{PAGE}terlambat/?unduh=1").content.decode("utf-8-sig")
    rows = list(csv.reader(io.StringIO(text)))
    assert rows[1:] == [["Dinkes", "60", "100", "60,0 %"], ["Dlh", "10", "100", "10,0 %"], ["Dishub", "–", "–", "–"]]
    assert client.get(f"{PAGE}lain/").status_code == 404


def test_a_seat_opens_the_page_and_nothing_else_and_taking_it_closes_the_page() -> None:
    user = officer(at=agency("setda", "SET")).user
    assert user is not None
    client = sign_in(Client(), user)
    assert client.get(PAGE).status_code == 403
    assert "Ringkasan pimpinan" not in client.get("/panel/antrean/").content.decode()
    office, staff = world.platform(), Staff.objects.get(user=user)
    assert office.post(reverse("admin:executive_seat_add"), {"staff": staff.pk}).status_code == 302
    seat = Seat.objects.get()
    assert seat.given_by is not None
    read(client)
    read(client, f"{PAGE}peta-jalan/")
    assert "Ringkasan pimpinan" in client.get("/panel/antrean/").content.decode()
    for path in ("/panel/kelola/", "/panel/operasi/", "/panel/peta-jalan/"):
        assert client.get(path).status_code == 403
    Staff.objects.filter(pk=staff.pk).update(is_active=False)
    assert client.get(PAGE).status_code == 403
    Staff.objects.filter(pk=staff.pk).update(is_active=True)
    office.post(reverse("admin:executive_seat_delete", args=[seat.pk]), {"post": "yes"})
    assert client.get(PAGE).status_code == 403


def test_an_admin_of_an_opd_is_no_reader() -> None:
    assert world.keeper().get(PAGE).status_code == 403


def test_ten_offices_cost_as_little_as_two() -> None:
    client = world.platform()

    def asked() -> int:
        with CaptureQueriesContext(connection) as queries:
            read(client, f"{PAGE}terlambat/")
        return len(queries)

    for number in range(2):
        published("agency", f"opd-{number}", measured=100, on_time=90)
    few = asked()
    for number in range(2, 10):
        published("agency", f"opd-{number}", measured=100, on_time=90)
    assert asked() <= few
