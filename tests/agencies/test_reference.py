"""The official facts are loaded exactly, any number of times, and corrections made in the panel outlive them."""

from __future__ import annotations

import io
import shutil
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from agencies.models import Agency, DecreedYear, Holiday, LoadedRow, Official, Unit, WorkCalendar
from agencies.reference.files import DATA, BrokenReference, read
from agencies.reference.tables import load_all
from citizens.models import Region

pytestmark = pytest.mark.django_db


def counts() -> dict[str, int]:
    return {
        "kecamatan": Region.objects.filter(kind="district").count(),
        "desa": Region.objects.filter(kind="village").count(),
        "kabupaten": Region.objects.filter(kind="regency").count(),
        "opd": Agency.objects.count(),
        "heads": Official.objects.count(),
        "village offices": Unit.objects.filter(region__isnull=False).count(),
        "county offices": Unit.objects.filter(region=None).count(),
        "holidays": Holiday.objects.count(),
        "years": DecreedYear.objects.count(),
        "calendars": WorkCalendar.objects.count(),
    }


EXPECTED = {
    "kecamatan": 29,
    "desa": 326,
    "kabupaten": 1,
    "opd": 58,
    "heads": 58,
    "village offices": 326,
    "county offices": 2,
    "holidays": 108,
    "years": 4,
    "calendars": 4,
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Copy the reference files to a place where a test may spoil them."""
    return Path(shutil.copytree(DATA, tmp_path / "data"))


def rewrite(folder: Path, name: str, old: str, new: str) -> None:
    path = folder / f"{name}.csv"
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def test_loading_gives_exactly_the_official_counts() -> None:
    load_all()
    assert counts() == EXPECTED


def test_loading_again_changes_nothing() -> None:
    load_all()
    again = load_all()
    assert counts() == EXPECTED
    assert all((tally.added, tally.changed, tally.kept) == (0, 0, 0) for tally in again.values())


def test_every_request_number_code_is_unique_and_three_to_five_letters() -> None:
    load_all()
    codes = list(Agency.objects.values_list("code", flat=True))
    assert len(set(codes)) == 58
    assert all(3 <= len(code) <= 5 and code.isascii() and code.isupper() for code in codes)
    assert Agency.objects.get(slug="disdukcapil").code == "DKC"
    assert Agency.objects.get(slug="bapenda").code == "BPD"


def test_every_kecamatan_has_its_region_and_its_desa_as_units() -> None:
    load_all()
    ciruas = Agency.objects.get(slug="kec-ciruas")
    assert ciruas.region_id == "36.04.09"
    assert ciruas.units.count() == 15
    desa = Unit.objects.exclude(agency="setda")
    assert set(desa.values_list("agency__region_id", "region__parent_id").distinct()) == {
        (code, code) for code in Region.objects.filter(kind="district").values_list("code", flat=True)
    }


def test_no_office_holder_is_invented() -> None:
    load_all()
    assert set(Official.objects.values_list("name", flat=True)) == {""}
    assert Official.objects.get(agency="kec-ciruas").position == "Camat"
    assert Official.objects.get(agency="disdukcapil").position == "Kepala Dinas"


def test_the_calendars_of_other_hours_are_there_and_marked_unverified() -> None:
    load_all()
    assert set(WorkCalendar.objects.values_list("agency", flat=True)) == {None, "rsud-drajat", "satpolpp", "bpbd"}
    assert not WorkCalendar.objects.filter(verified=True).exists()
    assert all("perlu" in note.lower() for note in WorkCalendar.objects.values_list("note", flat=True))


def test_a_correction_in_the_panel_survives_the_next_load(folder: Path) -> None:
    load_all(folder)
    Agency.objects.filter(slug="diskan").update(short_name="Dinkan", phone="0254-123456")
    rewrite(folder, "opd", "diskan,IKN,Diskan,", "diskan,IKN,DISKAN,")
    tallies = load_all(folder)
    diskan = Agency.objects.get(slug="diskan")
    assert (diskan.short_name, diskan.phone) == ("Dinkan", "0254-123456")
    assert tallies["OPD"].kept == 1


def test_an_untouched_column_follows_the_file(folder: Path) -> None:
    load_all(folder)
    rewrite(folder, "opd", "diskan,IKN,Diskan,", "diskan,IKN,DISKAN,")
    tallies = load_all(folder)
    assert Agency.objects.get(slug="diskan").short_name == "DISKAN"
    assert (tallies["OPD"].changed, tallies["OPD"].kept) == (1, 0)


def test_a_correction_of_one_column_leaves_its_neighbours_to_the_file(folder: Path) -> None:
    load_all(folder)
    Agency.objects.filter(slug="diskan").update(duties="perikanan tangkap dan budi daya")
    rewrite(folder, "opd", "diskan,IKN,Diskan,", "diskan,IKN,DISKAN,")
    load_all(folder)
    diskan = Agency.objects.get(slug="diskan")
    assert (diskan.short_name, diskan.duties) == ("DISKAN", "perikanan tangkap dan budi daya")


def test_a_correction_that_the_file_adopts_belongs_to_the_file_again(folder: Path) -> None:
    load_all(folder)
    Agency.objects.filter(slug="diskan").update(short_name="Dinkan")
    rewrite(folder, "opd", "diskan,IKN,Diskan,", "diskan,IKN,Dinkan,")
    load_all(folder)
    rewrite(folder, "opd", "diskan,IKN,Dinkan,", "diskan,IKN,DKP,")
    load_all(folder)
    assert Agency.objects.get(slug="diskan").short_name == "DKP"


def test_a_holiday_removed_in_the_panel_stays_away() -> None:
    load_all()
    Holiday.objects.filter(date="2025-08-18").delete()
    tallies = load_all()
    assert Holiday.objects.count() == 107
    assert tallies["hari libur"].kept == 1


def test_a_holiday_added_in_the_panel_stays() -> None:
    load_all()
    Holiday.objects.create(date="2027-02-10", kind="libur_daerah", name="Hari pemungutan suara")
    load_all()
    assert Holiday.objects.count() == 109


def test_a_row_typed_before_the_first_load_is_never_overwritten() -> None:
    Agency.objects.create(slug="dlh", code="LHK", name="Dinas LH", short_name="LH", kind="dinas")
    load_all()
    dlh = Agency.objects.get(slug="dlh")
    assert (dlh.code, dlh.name) == ("LHK", "Dinas LH")


def test_a_head_that_was_named_keeps_the_name() -> None:
    load_all()
    Official.objects.filter(agency="dinkes").update(name="Nama Contoh", position="Plt. Kepala Dinas")
    load_all()
    head = Official.objects.get(agency="dinkes")
    assert (head.name, head.position) == ("Nama Contoh", "Plt. Kepala Dinas")


def test_a_new_row_in_the_file_is_added(folder: Path) -> None:
    load_all(folder)
    with (folder / "holidays.csv").open("a", encoding="utf-8") as stream:
        stream.write("2027-12-31,cuti_bersama,Cuti bersama Tahun Baru,SKB perubahan,\n")
    assert load_all(folder)["hari libur"].added == 1
    assert Holiday.objects.count() == 109


def test_the_memory_of_a_load_holds_every_row() -> None:
    load_all()
    assert LoadedRow.objects.count() == sum(EXPECTED.values())


@pytest.mark.parametrize("name", ["kecamatan", "desa", "opd", "holidays", "decreed_years", "calendars"])
def test_every_file_names_its_public_source(name: str) -> None:
    table = read(name)
    assert len(table.source) > 60
    assert "Read 2026-11-22" in table.source


def test_a_file_without_a_source_line_is_refused(folder: Path) -> None:
    rewrite(folder, "opd", "# SOURCE: ", "")
    with pytest.raises(BrokenReference, match=r"opd\.csv: the first line must begin"):
        load_all(folder)


def test_a_ragged_row_is_refused_by_file_and_line_and_nothing_is_loaded(folder: Path) -> None:
    with (folder / "holidays.csv").open("a", encoding="utf-8") as stream:
        stream.write("2027-12-31,cuti_bersama\n")
    with pytest.raises(BrokenReference, match=r"holidays\.csv, line 111: wrong number of columns"):
        load_all(folder)
    assert Agency.objects.count() == 0


def test_a_missing_file_is_named(folder: Path) -> None:
    (folder / "desa.csv").unlink()
    with pytest.raises(BrokenReference, match=r"desa\.csv: cannot be read"):
        load_all(folder)


def test_the_command_says_what_it_did_and_what_it_kept() -> None:
    first, second = io.StringIO(), io.StringIO()
    call_command("load_reference", stdout=first)
    Agency.objects.filter(slug="dlh").update(short_name="LH")
    call_command("load_reference", stdout=second)
    assert "OPD: 58 baris, 58 baru" in first.getvalue()
    assert "OPD: 58 baris, 1 koreksi panel dipertahankan" in second.getvalue()
    assert "desa: 326 baris\n" in second.getvalue()


def test_the_command_says_which_correction_collides() -> None:
    Agency.objects.create(slug="lain", code="DKC", name="Dinas Lain", short_name="DL", kind="dinas")
    with pytest.raises(CommandError, match="bertabrakan"):
        call_command("load_reference", stdout=io.StringIO())


def test_the_command_turns_a_broken_file_into_a_sentence(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (folder / "desa.csv").unlink()
    monkeypatch.setattr("agencies.management.commands.load_reference.load_all", lambda: load_all(folder))
    with pytest.raises(CommandError, match=r"Data acuan rusak: desa\.csv"):
        call_command("load_reference", stdout=io.StringIO())
