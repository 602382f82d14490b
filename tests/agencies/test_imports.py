"""Staff and days off come in as tables: every row has its verdict before anything is written."""

from __future__ import annotations

from typing import Any

import pytest
from django.contrib.admin.models import LogEntry
from pytest_django import DjangoAssertNumQueries

from agencies.actions import appoint
from agencies.events import calendar_changed
from agencies.imports.holidays import HOLIDAYS
from agencies.imports.staff import STAFF
from agencies.imports.words import day_in, yes_or_no
from agencies.models import Agency, Holiday, Staff, Unit
from foundation.imports.judging import NotAsPreviewed, apply, judge
from foundation.imports.sheet import Importer, Row
from tests.signing_in import make_citizen, make_officer

pytestmark = pytest.mark.django_db


@pytest.fixture
def opd() -> Agency:
    return Agency.objects.create(slug="dinas-x", code="DNX", name="Dinas X", short_name="Dinas X", kind="dinas")


@pytest.fixture
def other() -> Agency:
    return Agency.objects.create(slug="dinas-y", code="DNY", name="Dinas Y", short_name="Dinas Y", kind="dinas")


@pytest.fixture
def platform(opd: Agency) -> Staff:
    return appoint(Staff(user=make_officer("pusat@contoh.test"), agency=opd, is_platform_admin=True))


@pytest.fixture
def boss(opd: Agency) -> Staff:
    return appoint(Staff(user=make_officer("bos@contoh.test"), agency=opd, is_agency_admin=True))


def rows(*cells: dict[str, str]) -> list[Row]:
    return [Row(line, each) for line, each in enumerate(cells, 2)]


def verdicts(importer: Importer, keeper: Staff, *cells: dict[str, str]) -> list[tuple[str, str]]:
    return [(each.outcome.value, each.sentence) for each in judge(importer, rows(*cells), keeper.user)]


def verdict(importer: Importer, keeper: Staff, **cells: str) -> tuple[str, str]:
    (found,) = verdicts(importer, keeper, cells)
    return found


NEW_YEAR = {"tanggal": "2027-01-01", "jenis": "libur_nasional", "nama": "Tahun Baru", "dasar": "SKB", "catatan": ""}


def test_a_day_off_is_new_then_the_same_then_changed(platform: Staff) -> None:
    apply(HOLIDAYS, rows(NEW_YEAR), platform.user)
    assert Holiday.objects.get().name == "Tahun Baru"
    assert verdict(HOLIDAYS, platform, **NEW_YEAR)[0] == "sama"
    assert verdict(HOLIDAYS, platform, **{**NEW_YEAR, "tanggal": "01/01/2027", "jenis": "Libur Nasional"})[0] == "sama"
    apply(HOLIDAYS, rows({**NEW_YEAR, "nama": "Tahun Baru Masehi"}), platform.user)
    assert Holiday.objects.get().name == "Tahun Baru Masehi"
    assert LogEntry.objects.filter(change_message="Impor CSV.").count() == 2


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"tanggal": "31/02/2027"}, "Tanggal tidak terbaca."),
        ({"jenis": "minggu"}, "Jenis tidak dikenal."),
        ({"nama": ""}, "nama: "),
        ({"nama": "x" * 121}, "nama: "),
        ({"nama": '=HYPERLINK("http://jahat")'}, "Baris ini berisi rumus lembar kerja."),
    ],
)
def test_a_wrong_day_is_refused_with_a_sentence(platform: Staff, wrong: dict[str, str], sentence: str) -> None:
    outcome, said = verdict(HOLIDAYS, platform, **{**NEW_YEAR, **wrong})
    assert outcome == "ditolak"
    assert said.startswith(sentence)


def test_the_same_day_twice_in_one_file_is_refused(platform: Staff) -> None:
    assert [outcome for outcome, _said in verdicts(HOLIDAYS, platform, NEW_YEAR, NEW_YEAR)] == ["baru", "ditolak"]


def test_those_who_count_days_are_told_once_and_only_when_something_was_written(platform: Staff) -> None:
    told: list[Any] = []

    def listen(**given: Any) -> None:
        told.append(given["agency"])

    calendar_changed.connect(listen)
    try:
        apply(HOLIDAYS, rows(NEW_YEAR, {**NEW_YEAR, "tanggal": "2027-08-17"}), platform.user)
        apply(HOLIDAYS, rows(NEW_YEAR), platform.user)
    finally:
        calendar_changed.disconnect(listen)
    assert len(told) == 1


def test_one_refused_row_keeps_all_others_from_being_written(platform: Staff) -> None:
    with pytest.raises(NotAsPreviewed) as caught:
        apply(HOLIDAYS, rows(NEW_YEAR, {**NEW_YEAR, "tanggal": "besok"}), platform.user)
    assert [each.outcome.value for each in caught.value.verdicts] == ["baru", "ditolak"]
    assert not Holiday.objects.exists()
    assert not LogEntry.objects.exists()


def staff_row(account: str, agency: str = "dinas-x", **more: str) -> dict[str, str]:
    return {"akun": account, "opd": agency, **more}


def test_an_account_becomes_staff_with_the_second_factor_it_needs(boss: Staff, opd: Agency) -> None:
    user = make_citizen("rina@contoh.test")
    unit = Unit.objects.create(agency=opd, code="loket", name="Loket")
    apply(STAFF, rows(staff_row("Rina@contoh.test", unit="loket", jabatan="Petugas loket", admin_opd="ya")), boss.user)
    staff = Staff.objects.get(user=user)
    assert (staff.unit, staff.title, staff.is_agency_admin) == (unit, "Petugas loket", True)
    assert (staff.user.is_staff, staff.user.second_factor_required) == (True, True)


def test_somebody_who_signs_in_by_telephone_is_found_however_the_number_is_written(boss: Staff) -> None:
    make_citizen(None, phone="+6281234567890")
    for number in ("081234567890", "+62 812-3456-7890", "6281234567890"):
        assert verdict(STAFF, boss, **staff_row(number))[0] == "baru"


def test_a_role_that_ends_closes_the_panel(boss: Staff, opd: Agency) -> None:
    staff = appoint(Staff(user=make_citizen(), agency=opd))
    apply(STAFF, rows(staff_row("siti@contoh.test", aktif="tidak")), boss.user)
    staff.refresh_from_db()
    assert not staff.is_active
    assert not type(staff.user).objects.get(pk=staff.user_id).is_staff


@pytest.mark.parametrize(
    ("row", "sentence"),
    [
        (staff_row("tiada@contoh.test"), "Akun ini tidak ditemukan."),
        (staff_row("bukan apa-apa"), "Akun ini tidak ditemukan."),
        (staff_row("siti@contoh.test", "dinas-y"), "OPD ini tidak dikenal, atau bukan OPD yang Anda kelola."),
        (staff_row("siti@contoh.test", unit="tiada"), "OPD ini tidak memiliki unit dengan kode itu."),
        (staff_row("siti@contoh.test", jabatan="x" * 121), "Jabatan paling panjang 120 huruf."),
        (staff_row("siti@contoh.test", admin_opd="mungkin"), "Isi kolom admin_opd dan aktif dengan ya atau tidak."),
        (staff_row("bos@contoh.test", admin_opd="ya"), "Ini akun Anda sendiri."),
        (staff_row("orang@contoh.test"), "Akun ini petugas OPD lain."),
        (staff_row("pusat@contoh.test"), "Peran admin portal hanya diubah oleh Diskominfosatik."),
    ],
)
def test_an_opd_admin_reaches_nobody_elses_staff(
    boss: Staff, platform: Staff, other: Agency, row: dict[str, str], sentence: str
) -> None:
    make_citizen()
    appoint(Staff(user=make_citizen("orang@contoh.test"), agency=other))
    outcome, said = verdict(STAFF, boss, **row)
    assert outcome == "ditolak"
    assert said.startswith(sentence)


def test_diskominfosatik_moves_staff_between_agencies(platform: Staff, opd: Agency, other: Agency) -> None:
    staff = appoint(Staff(user=make_citizen(), agency=other))
    apply(STAFF, rows(staff_row("siti@contoh.test")), platform.user)
    staff.refresh_from_db()
    assert staff.agency == opd


def test_a_table_of_many_asks_no_more_than_a_table_of_one(
    platform: Staff, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    cells = [staff_row(make_citizen(f"orang{n}@contoh.test").email or "") for n in range(30)]
    table, keeper = rows(*cells), type(platform.user).objects.get(pk=platform.user.pk)
    with django_assert_num_queries(5):  # own role, addresses, staff, agencies, units
        found = judge(STAFF, table, keeper)
    assert {each.outcome.value for each in found} == {"baru"}


def test_only_diskominfosatik_takes_in_days_off(platform: Staff, boss: Staff) -> None:
    officer = appoint(Staff(user=make_citizen(), agency=boss.agency))
    assert [HOLIDAYS.allows(each.user) for each in (platform, boss, officer)] == [True, False, False]
    assert [STAFF.allows(each.user) for each in (platform, boss, officer)] == [True, True, False]


def test_days_and_answers_are_read_as_people_write_them() -> None:
    assert {str(day_in(text)) for text in ("2027-08-17", "17/08/2027", "17-08-2027")} == {"2027-08-17"}
    assert day_in("17 Agustus") is None
    assert [yes_or_no(text, empty=True) for text in ("Ya", "tidak", "", "entah")] == [True, False, True, None]
