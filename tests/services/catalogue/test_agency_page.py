"""The page of an agency shows it whole: its services, hours, contacts, structure, and what is still missing."""

from __future__ import annotations

import datetime as dt
import json
import re
from typing import Any

import pytest
import time_machine
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from agencies.models import Agency, AgencyFigures, Official, Unit, WorkCalendar
from tests import kept

pytestmark = pytest.mark.django_db
DATA = re.compile(r'<script type="application/ld\+json">(.*?)</script>', re.DOTALL)


@pytest.fixture(autouse=True)
def _world() -> Any:
    kept.reference()
    kept.services()
    with time_machine.travel("2026-11-25T05:00:00Z", tick=False):
        yield


def page(client: Client, slug: str) -> str:
    answer = client.get(f"/opd/{slug}/")
    assert answer.status_code == 200
    return answer.content.decode()


def words(html: str) -> str:
    """Return the words of the page's own part."""
    return " ".join(re.sub(r"<[^>]+>", " ", html.partition("<main")[2].partition("</main>")[0]).split())


def data(html: str) -> dict[str, Any]:
    """Return what programs read in the page."""
    (found,) = DATA.findall(html)
    read: dict[str, Any] = json.loads(found)
    return read


def test_every_agency_has_its_page(client: Client) -> None:
    for agency in Agency.objects.all():
        html = page(client, agency.pk)
        assert agency.name in html
        assert data(html)["@type"] == "GovernmentOrganization"


def test_a_kecamatan_lists_every_desa(client: Client) -> None:
    total = 0
    for agency in Agency.objects.filter(kind="kecamatan"):
        shown = words(page(client, agency.pk))
        assert all(unit.name in shown for unit in agency.units.all())
        total += shown.count("Kepala desa:")
    assert total == 326


def test_an_agency_lists_its_own_services_and_a_kecamatan_those_of_all(client: Client) -> None:
    assert "/layanan/akta-kelahiran/" in page(client, "disdukcapil")
    assert "/layanan/akta-kelahiran/" not in page(client, "dinkes")
    assert "/layanan/surat-keterangan-tidak-mampu/" in page(client, "kec-ciruas")
    assert "/layanan/surat-keterangan-tidak-mampu/" not in page(client, "disdukcapil")


def test_an_agency_without_services_says_what_to_do(client: Client) -> None:
    assert "Belum ada layanan kantor ini di portal" in words(page(client, "setwan"))


def test_an_unknown_agency_and_one_out_of_work_answer_alike(client: Client) -> None:
    Agency.objects.filter(pk="dishub").update(is_active=False)
    gone, unknown = client.get("/opd/dishub/"), client.get("/opd/tidak/")
    assert (gone.status_code, unknown.status_code) == (404, 404)
    one, other = (re.sub(rb'<dd class="num">.*?</dd>', b"", each.content) for each in (gone, unknown))  # its own code
    assert one.replace(b"dishub", b"tidak") == other


def test_what_nobody_typed_in_is_said_with_whose_task_it_is(client: Client) -> None:
    shown = words(page(client, "disdukcapil"))
    assert "Belum diisi oleh admin Disdukcapil: alamat, telepon, surel, situs." in shown
    assert "Kepala Dinas Belum diisi oleh admin Disdukcapil" in shown
    assert "Susunan Belum diisi oleh admin Disdukcapil" in shown
    assert "Maklumat pelayanan Belum diisi oleh admin Disdukcapil" in shown
    assert "Jam belum dipastikan" in shown


def test_a_page_costs_at_most_ten_queries_whatever_its_size(
    client: Client, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    for number in range(40):
        unit = Unit.objects.create(agency_id="kec-ciruas", code=f"seksi-{number}", name=f"Seksi {number:02d}")
        Official.objects.create(agency_id="kec-ciruas", unit=unit, position="Kepala Seksi", name=f"Contoh {number}")
    with django_assert_max_num_queries(10):
        page(client, "kec-ciruas")


def filled(slug: str = "dlh") -> None:
    """Fill in everything an agency can tell."""
    Agency.objects.filter(pk=slug).update(
        address="Jalan Contoh Nomor 1 </script>",
        phone="(0254) 000-111",
        email="dinas@contoh.test",
        website="https://contoh.test/",
        latitude="-6.119876",
        longitude="106.150345",
        charter="Kami berjanji melayani.\nTanpa biaya tambahan.",
        charter_date=dt.date(2026, 1, 5),
    )
    WorkCalendar.objects.create(agency_id=slug, opens="07:30", verified=True)
    Official.objects.filter(agency=slug, is_head=True).update(name="Ratu Contoh", since=dt.date(2025, 1, 2))


def test_everything_that_was_typed_in_is_shown(client: Client) -> None:
    filled()
    html = page(client, "dlh")
    shown = words(html)
    for part in ("Ratu Contoh sejak 2 Januari 2025", "Kami berjanji melayani.", "Ditetapkan 5 Januari 2026.",
                 "Buka sekarang", "Senin sampai Jumat, 07.30 sampai 16.00 WIB"):  # fmt: skip
        assert part in shown, part
    assert 'href="tel:0254000111"' in html
    assert 'href="mailto:dinas@contoh.test"' in html
    assert "openstreetmap.org/?mlat=-6.119876&amp;mlon=106.150345#map=18/-6.119876/106.150345" in html
    assert "Belum diisi oleh admin DLH: " not in shown


def test_an_address_without_a_point_is_looked_up_on_the_map(client: Client) -> None:
    Agency.objects.filter(pk="dlh").update(address="Jalan Contoh 1")
    assert "openstreetmap.org/search?query=Jalan+Contoh+1%2C+Serang%2C+Banten" in page(client, "dlh")


def test_programs_read_only_facts_that_somebody_filled_in(client: Client) -> None:
    bare = data(page(client, "dlh"))
    assert not {"telephone", "email", "address", "location", "openingHoursSpecification", "employee"} & set(bare)
    filled()
    read = data(page(client, "dlh"))
    assert read["address"]["streetAddress"] == "Jalan Contoh Nomor 1 </script>"
    assert read["openingHoursSpecification"]["opens"] == "07:30"
    assert read["employee"] == {"@type": "Person", "name": "Ratu Contoh", "jobTitle": "Kepala Dinas"}
    assert read["location"]["geo"]["latitude"] == "-6.119876"
    assert read["url"].endswith("/opd/dlh/")


def test_nothing_typed_in_leaves_the_data_block(client: Client) -> None:
    filled()
    assert "Nomor 1 </script>" not in page(client, "dlh")


def test_the_structure_is_a_nested_list_of_units_and_who_leads_them(client: Client) -> None:
    office = Unit.objects.create(agency_id="dlh", code="sekretariat", name="Sekretariat", rank=1)
    part = Unit.objects.create(agency_id="dlh", code="umum", name="Subbagian Umum", parent=office)
    Unit.objects.create(agency_id="dlh", code="ppa", name="Bidang Contoh", rank=2)
    Official.objects.create(agency_id="dlh", unit=part, position="Kepala Subbagian", name="Umum Contoh")
    html = page(client, "dlh")
    tree = html.partition('<div class="struct">')[2].partition("</section>")[0]
    assert tree.index("Sekretariat") < tree.index("Subbagian Umum") < tree.index("Umum Contoh") < tree.index("Bidang")
    assert tree.count("<ul>") == 2
    assert "Bidang Contoh Belum diisi oleh admin DLH" in words(html)


def test_units_that_run_in_a_circle_do_not_hang_the_page(client: Client) -> None:
    one = Unit.objects.create(agency_id="dlh", code="a", name="Unit Satu")
    two = Unit.objects.create(agency_id="dlh", code="b", name="Unit Dua", parent=one)
    Unit.objects.filter(pk=one.pk).update(parent=two)
    page(client, "dlh")


def test_former_heads_are_told_with_their_terms(client: Client) -> None:
    Official.objects.create(
        agency_id="dlh", position="Kepala Dinas", is_head=True, name="Dahulu Contoh",
        since=dt.date(2019, 1, 1), until=dt.date(2022, 12, 31),
    )  # fmt: skip
    shown = words(page(client, "dlh"))
    assert "Dahulu Contoh , 1 Januari 2019 sampai 31 Desember 2022" in shown


def test_officials_who_lead_nothing_are_listed_with_their_office(client: Client) -> None:
    Official.objects.create(agency_id="dlh", position="Sekretaris", name="Sekretaris Contoh", since=dt.date(2026, 1, 1))
    assert "Sekretaris: Sekretaris Contoh , sejak 1 Januari 2026" in words(page(client, "dlh"))


def test_figures_stand_beside_each_other_the_late_ones_too(client: Client) -> None:
    AgencyFigures.objects.create(
        agency_id="dlh", first_day=dt.date(2026, 10, 1), last_day=dt.date(2026, 10, 31), decided=1200, on_time=900,
        overdue_open=7, computed_at=dt.datetime(2026, 11, 1, tzinfo=dt.UTC),
    )  # fmt: skip
    shown = words(page(client, "dlh"))
    assert "Permohonan yang dinilai 1.207 Tepat waktu 900 Lewat tenggat, belum selesai 7" in shown
