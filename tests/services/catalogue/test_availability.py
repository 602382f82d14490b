"""One answer for page, list and engine: does the service take requests now, and if not, why and until when."""

from __future__ import annotations

import datetime as dt

import pytest

from services.catalogue import availability
from services.catalogue.models import Service
from services.requests.engine import errors, routing

NOW = dt.datetime(2026, 11, 22, 3, tzinfo=dt.UTC)
HOUR = dt.timedelta(hours=1)


def service(**fields: object) -> Service:
    return Service(slug="surat", code="TES-01", title="Surat", **({"live_id": "0" * 32} | fields))


def test_a_published_service_without_times_is_open() -> None:
    assert availability.of(service(), NOW) == availability.Availability(True)


def test_a_service_without_a_version_is_not_open() -> None:
    found = availability.of(service(live_id=None), NOW)
    assert (found.is_open, found.reason) == (False, "Layanan ini belum diterbitkan.")


def test_before_its_opening_a_service_says_when_it_opens() -> None:
    found = availability.of(service(opens_at=NOW + HOUR), NOW)
    assert not found.is_open
    assert found.reason == "Layanan ini dibuka pada Minggu, 22 November 2026, 11.00 WIB."
    assert found.opens_at == NOW + HOUR


def test_after_its_closing_a_service_says_since_when() -> None:
    found = availability.of(service(closes_at=NOW - HOUR), NOW)
    assert found.reason == "Layanan ini ditutup pada Minggu, 22 November 2026, 09.00 WIB."
    assert found.opens_at is None


@pytest.mark.parametrize(
    ("opens", "closes", "is_open"),
    [(NOW, None, True), (None, NOW, False), (NOW - HOUR, NOW + HOUR, True), (NOW + HOUR, NOW + 2 * HOUR, False)],
    ids=["opens this moment", "closes this moment", "between", "tomorrow's"],
)
def test_the_moment_of_opening_counts_and_that_of_closing_does_not(
    opens: dt.datetime | None, closes: dt.datetime | None, is_open: bool
) -> None:
    assert availability.of(service(opens_at=opens, closes_at=closes), NOW).is_open is is_open


@pytest.mark.parametrize("fields", [{"withdrawn_at": NOW}, {"closes_at": NOW}], ids=["withdrawn", "closed"])
def test_the_office_s_own_words_come_first(fields: dict[str, object]) -> None:
    found = availability.of(service(closed_message="Pindah ke gedung baru.", **fields), NOW)
    assert found.reason == "Pindah ke gedung baru."


def test_the_moment_of_opening_is_said_whatever_the_office_wrote() -> None:
    found = availability.of(service(closed_message="Datang ke loket bila mendesak.", opens_at=NOW + HOUR), NOW)
    assert found.reason.startswith("Datang ke loket bila mendesak. Layanan ini dibuka pada Minggu, 22 November 2026")


def test_the_engine_refuses_a_withdrawn_service_in_the_same_words() -> None:
    with pytest.raises(errors.ServiceClosed) as refused:
        routing.check_open(service(withdrawn_at=NOW))
    assert "tidak lagi dibuka di portal" in str(refused.value.sentence)
