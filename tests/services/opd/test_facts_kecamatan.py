"""KEC-01: the letter is only for a late registration, and never for an age below 19."""

from __future__ import annotations

import datetime as dt

import pytest

from agencies.models import DecreedYear, Holiday, HolidayKind
from services.catalogue.registry import registry
from services.definition.answers import agency_code, visible
from services.opd.kecamatan.hooks import check_akad
from tests.services.opd.filling import FACTS, clean, filled

DOCUMENT = registry.get("dispensasi-nikah").document
FRIDAY = "2026-11-20"


def refused(akad: str, **facts: str) -> list[str]:
    return [problem.field for problem in check_akad({"tgl_akad": akad}, {"today": FRIDAY} | facts)]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("akad", "too_early"), [("2026-11-21", False), ("2026-12-03", False), ("2026-12-04", True), ("2027-01-15", True)]
)
def test_ten_working_days_or_more_need_no_letter(akad: str, too_early: bool) -> None:
    assert bool(refused(akad)) is too_early


@pytest.mark.django_db
def test_a_holiday_in_between_is_no_working_day() -> None:
    Holiday.objects.create(date=dt.date(2026, 12, 1), name="Hari libur", kind=HolidayKind.NATIONAL)
    DecreedYear.objects.get_or_create(year=2026)
    assert refused("2026-12-04") == []


@pytest.mark.django_db
def test_a_correction_later_counts_from_the_day_of_filing() -> None:
    assert refused("2026-12-04", today="2026-11-30", filed_on=FRIDAY) == ["tgl_akad"]


@pytest.mark.django_db
def test_the_citizen_is_told_to_go_to_the_kua() -> None:
    [problem] = check_akad({"tgl_akad": "2026-12-04"}, {"today": FRIDAY})
    assert problem.sentence.startswith("Akad masih 10 hari kerja lagi.")


def test_without_a_date_there_is_nothing_to_refuse() -> None:
    assert check_akad({}, {"today": FRIDAY}) == []


def test_the_kecamatan_of_the_kua_decides_which_camat_signs() -> None:
    answers = clean(DOCUMENT, filled(DOCUMENT, kua={"kecamatan": "36.04.09"})).answers
    assert agency_code(DOCUMENT, answers, FACTS) == "36.04.09"


@pytest.mark.parametrize("old_enough", [True, False])
def test_the_young_are_directed_to_the_religious_court(old_enough: bool) -> None:
    cleaned = clean(DOCUMENT, filled(DOCUMENT, usia_19=old_enough))
    assert cleaned.ok
    assert ("catatan_usia" in visible(DOCUMENT, cleaned.answers, FACTS)) is not old_enough
