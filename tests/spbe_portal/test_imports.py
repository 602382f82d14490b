"""A table is looked at first and written second: all of it or nothing, by those whose records it changes."""

from __future__ import annotations

import io
import re
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils.html import strip_tags

from agencies.actions import appoint
from agencies.models import Agency, Holiday, Staff
from citizens.models import User
from foundation.imports import reading
from foundation.imports.reading import read
from spbe_portal.imports import IMPORTERS
from tests.signing_in import make_citizen, make_officer, sign_in

pytestmark = pytest.mark.django_db
PAGE = "/panel/impor/libur/"
TABLE = "tanggal;jenis;nama\n2027-01-01;libur_nasional;Tahun Baru\n2027-08-17;libur_nasional;Hari Kemerdekaan\n"


@pytest.fixture
def staff() -> Staff:
    agency = Agency.objects.create(slug="dinas-x", code="DNX", name="Dinas X", short_name="Dinas X", kind="dinas")
    return appoint(Staff(user=make_officer(), agency=agency, is_platform_admin=True))


@pytest.fixture
def keeper(client: Client, staff: Staff) -> Client:
    return sign_in(client, staff.user)


@pytest.fixture
def opd(staff: Staff) -> Client:
    user = make_officer("bos@contoh.test")
    appoint(Staff(user=user, agency=staff.agency, is_agency_admin=True))
    return sign_in(Client(), User.objects.get(pk=user.pk))


def sent(client: Client, text: str | bytes, page: str = PAGE) -> Any:
    data = text.encode() if isinstance(text, str) else text
    return client.post(page, {"berkas": SimpleUploadedFile("tabel.csv", data, "text/csv")})


def words(response: Any) -> str:
    return re.sub(r"\s+", " ", strip_tags(response.content.decode()))


def test_a_dry_run_says_what_would_happen_and_writes_nothing(keeper: Client) -> None:
    response = sent(keeper, TABLE)
    assert "Hari libur baru." in words(response)
    assert "Belum ada yang ditulis." in words(response)
    assert not Holiday.objects.exists()


def test_what_was_previewed_is_what_is_written(keeper: Client) -> None:
    preview = sent(keeper, TABLE).context["preview"]
    response = keeper.post(PAGE, {"pratinjau": preview}, follow=True)
    assert "Impor selesai: 2 baris baru, 0 diubah." in words(response)
    assert sorted(Holiday.objects.values_list("name", flat=True)) == ["Hari Kemerdekaan", "Tahun Baru"]


def test_pressing_twice_writes_once(keeper: Client) -> None:
    preview = sent(keeper, TABLE).context["preview"]
    for _press in range(2):
        keeper.post(PAGE, {"pratinjau": preview})
    assert Holiday.objects.count() == 2
    assert "Semua baris sudah tercatat." in words(sent(keeper, TABLE))


def test_a_refused_row_stands_on_top_and_nothing_can_be_written(keeper: Client) -> None:
    response = sent(keeper, TABLE + "besok;libur_nasional;Entah\n")
    first = response.context["verdicts"][0][0]
    assert (first.row.line, first.outcome.value) == (4, "ditolak")
    assert response.context["preview"] == ""
    assert "Perbaiki baris yang ditolak" in words(response)


def test_a_record_that_changed_since_the_preview_stops_all_of_it(keeper: Client, staff: Staff) -> None:
    make_citizen("siti@contoh.test")
    page = "/panel/impor/petugas/"
    preview = sent(keeper, "akun;opd\nsiti@contoh.test;dinas-x\n", page).context["preview"]
    User.objects.filter(email="siti@contoh.test").update(email="lain@contoh.test")
    response = keeper.post(page, {"pratinjau": preview})
    assert "Data berubah sejak pratinjau" in words(response)
    assert Staff.objects.count() == 1


@pytest.mark.parametrize("forged", ["", "x", "e30:1xyz:abc"])
def test_a_preview_nobody_made_is_refused(keeper: Client, forged: str) -> None:
    response = keeper.post(PAGE, {"pratinjau": forged})
    assert "Pratinjau ini sudah tidak berlaku." in words(response)
    assert not Holiday.objects.exists()


def test_a_preview_of_somebody_else_or_of_another_table_is_refused(keeper: Client, opd: Client) -> None:
    make_citizen("siti@contoh.test")
    page = "/panel/impor/petugas/"
    preview = sent(keeper, "akun;opd\nsiti@contoh.test;dinas-x\n", page).context["preview"]
    for client, where in ((opd, page), (keeper, PAGE)):
        assert "Pratinjau ini sudah tidak berlaku." in words(client.post(where, {"pratinjau": preview}))


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b"tanggal;jenis\n2027-01-01;libur_nasional\n", "Kolom ini belum ada: nama."),
        (TABLE.encode("utf-16"), "tidak memakai UTF-8"),
        (b"tanggal;jenis;nama\n" + b"2027-01-01;libur_nasional;x\n" * 2001, "lebih dari 2.000 baris"),
        (b"tanggal;jenis;nama\n" + b"2027-01-01;libur_nasional;x\n" * 100_000, "Berkas ini terlalu besar."),
        (b"tanggal;jenis;nama\n" + b"2027-01-01;libur_nasional;x\n" * 250_000, "Berkas ini terlalu besar."),
    ],
    ids=["missing column", "encoding", "rows", "bytes", "more than any upload"],
)
def test_a_file_that_cannot_be_read_is_answered_with_one_sentence(keeper: Client, data: bytes, sentence: str) -> None:
    response = sent(keeper, data)
    assert sentence in words(response)
    assert response.context["verdicts"] == []


def test_a_formula_in_a_cell_is_refused_in_its_row(keeper: Client) -> None:
    response = sent(keeper, "tanggal;jenis;nama\n2027-01-01;libur_nasional;=1+1\n")
    assert "Baris ini berisi rumus lembar kerja." in words(response)


def test_pressing_without_a_file_asks_for_one(keeper: Client) -> None:
    assert "Pilih berkas CSV dahulu." in words(keeper.post(PAGE, {}))


def test_a_cell_with_markup_stays_text(keeper: Client) -> None:
    response = sent(keeper, "tanggal;jenis;nama\n2027-01-01;libur_nasional;<b>x</b>\n")
    assert "<b>x</b>" not in response.content.decode()


def test_an_opd_admin_takes_in_its_own_tables_and_no_days_off(opd: Client) -> None:
    listed = opd.get("/panel/impor/").content.decode()
    assert ("/panel/impor/petugas/" in listed, PAGE in listed) == (True, False)
    assert opd.get(PAGE).status_code == 403
    assert sent(opd, TABLE).status_code == 403
    assert not Holiday.objects.exists()


def test_an_officer_without_records_to_keep_is_refused(staff: Staff) -> None:
    user = make_officer("biasa@contoh.test")
    appoint(Staff(user=user, agency=staff.agency))
    client = sign_in(Client(), User.objects.get(pk=user.pk))
    assert [client.get(page).status_code for page in ("/panel/impor/", PAGE, "/panel/impor/petugas/")] == [403] * 3


def test_a_table_nobody_knows_is_not_found(keeper: Client) -> None:
    assert keeper.get("/panel/impor/gaji/").status_code == 404


@pytest.mark.parametrize("kind", sorted(IMPORTERS))
def test_the_example_is_a_file_the_page_can_read(keeper: Client, kind: str) -> None:
    response = keeper.get(f"/panel/impor/{kind}/contoh.csv")
    assert f"contoh-{kind}.csv" in response["Content-Disposition"]

    (row,) = read(io.BytesIO(response.content), IMPORTERS[kind].columns)
    assert row.cells[IMPORTERS[kind].columns[0].head]


def test_a_long_preview_shows_its_first_rows_and_says_how_many_more(
    keeper: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("spbe_portal.imports.SHOWN", 1)
    assert "Dan 1 baris lain yang tidak ditolak." in words(sent(keeper, TABLE))


def test_the_limits_are_on_the_page(keeper: Client) -> None:
    assert f"paling banyak {reading.MOST_ROWS:,}".replace(",", ".") in words(keeper.get(PAGE))
