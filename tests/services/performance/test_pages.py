"""The public pages show the worst first, hide what is about few people, and say so where there is nothing."""

from __future__ import annotations

import datetime as dt
import json
from typing import Any

import pytest
from django.test import Client

from agencies.models import AgencyFigures
from citizens.models import User
from foundation import clock
from services.catalogue.models import ServiceFigures
from services.performance import actions
from services.performance.models import Improvement
from tests.services.performance import world as figures
from tests.services.requests import world
from tests.services.requests.documents import PLAIN

pytestmark = pytest.mark.django_db
DATA = "/kinerja/data/kinerja-perangkat-daerah"


def get(path: str, status: int = 200) -> str:
    response = Client().get(path)
    assert response.status_code == status, path
    return response.content.decode()


@pytest.fixture
def three(now: Any) -> None:
    """Publish three offices: one good, one bad, one with four cases, which takes the bad one's number with it."""
    for place, (slug, code) in enumerate((("dlh", "DLH"), ("dinkes", "DKS"), ("dishub", "DHB"), ("bapenda", "BPD"))):
        world.agency(slug, code)
        world.publish(PLAIN | {"code": f"TST-1{place}", "slug": f"izin-{slug}", "agency": slug})
    figures.decided(40, 20, "izin-dlh", "dlh")
    figures.decided(90, 89, "izin-dinkes", "dinkes")
    figures.decided(4, 4, "izin-dishub", "dishub")
    figures.decided(12, 12, "izin-bapenda", "bapenda")
    figures.published()


@pytest.mark.parametrize(
    "path", ["", "layanan/", "kecamatan/", "perbaikan/", "data/", "disdukcapil/", "layanan/TST-01/"]
)
def test_without_figures_every_page_stands_and_says_so(now, path):
    world.publish()
    html = get(f"/kinerja/{path}")
    assert "Belum ada" in html or path == "data/"


@pytest.mark.parametrize("path", ["tidak-ada/", "layanan/XX-99/", "data/tidak-ada.csv", "data/tidak-ada.json"])
def test_what_does_not_exist_is_404(now, path):
    get(f"/kinerja/{path}", status=404)


def test_the_worst_stands_first_and_the_rate_is_cut_off(three):
    html = get("/kinerja/")
    assert html.index("Dlh") < html.index("Dinkes")
    assert "98,8 %" in html  # 89 of 90, not 98,9
    assert "85,6 %" in html  # 125 of 146


def test_four_cases_stand_nowhere_and_cannot_be_subtracted(three):
    table = json.loads(get(f"{DATA}.json"))["rows"]
    of_quarter = {row["agency"]: row["measured"] for row in table if row["period"] == "2026-T4"}
    assert of_quarter == {"bapenda": None, "dinkes": 90, "dishub": None, "dlh": 40}
    assert all(row["on_time"] is None and row["median_days"] is None for row in table if row["agency"] == "dishub")
    assert "Kurang dari 10: tidak ditampilkan" in get("/kinerja/")
    assert "Terlalu sedikit untuk ditampilkan." in get("/kinerja/dishub/")


@pytest.mark.parametrize("order", ["terburuk", "lewat", "jumlah", "nama", "entah"])
def test_every_order_and_any_period_are_answered(three, order):
    assert "Dinkes" in get(f"/kinerja/?urut={order}&periode=2026-11")
    assert "Dinkes" in get(f"/kinerja/?urut={order}&periode=9999-T9")


def test_the_page_costs_few_queries_and_few_bytes(three, django_assert_max_num_queries):
    client = Client()
    client.get("/kinerja/")
    with django_assert_max_num_queries(8):
        response = client.get("/kinerja/")
    assert len(response.content) < 30_000


def test_the_table_is_csv_that_no_spreadsheet_executes(three):
    writer = User.objects.create_user(email="penulis@uji.test")
    Improvement.objects.create(
        agency_id="dlh",
        said='=HYPERLINK("http://x")',
        done="Loket ditambah.",
        changed_on=dt.date(2026, 11, 2),
        status="published",
        published_at=clock.now(),
        published_by=writer,
    )
    text = get("/kinerja/data/perbaikan.csv")
    assert "\"'=HYPERLINK" in text
    assert "Loket ditambah." in get("/kinerja/")
    assert "Loket ditambah." in get("/kinerja/perbaikan/")


def test_what_is_not_published_is_on_no_page(three):
    Improvement.objects.create(agency_id="dlh", said="Lama.", done="Rahasia kantor.", changed_on=dt.date(2026, 11, 2))
    assert all("Rahasia kantor" not in get(f"/kinerja/{path}") for path in ("", "perbaikan/", "data/perbaikan.csv"))


def test_every_table_has_a_dictionary_and_stands_in_the_catalogue(three):
    catalogue = json.loads(get("/kinerja/data/katalog.jsonld"))
    found = catalogue["dcat:dataset"]
    assert {each["dct:identifier"] for each in found} >= {"kinerja-kabupaten", "kinerja-kecamatan", "standar-layanan"}
    for each in found:
        for distribution in each["dcat:distribution"]:
            get("/" + distribution["dcat:downloadURL"].split("/", 3)[3])
        data = json.loads(get(f"/kinerja/data/{each['dct:identifier']}.json"))
        assert all(data["columns"].values())
        assert all(row.keys() == data["columns"].keys() for row in data["rows"])


def test_the_standard_of_every_service_has_its_fourteen_components(three):
    rows = json.loads(get("/kinerja/data/standar-layanan.json"))["rows"]
    assert {row["code"] for row in rows} >= {"TST-10", "TST-11"}
    assert len(rows[0]) == 14 + 4


def test_programs_read_the_same_figures(three):
    answer = Client().get("/api/v1/performance-figures/?kind=agency&period=2026-T4").json()
    assert {item["agency"]: item["counts"]["measured"] for item in answer["items"]}["dishub"] is None
    assert Client().get("/api/v1/performance-figures/?period=2026-13").status_code == 400


def test_the_same_day_an_overdue_request_lowers_the_rate_everywhere(now):
    version, warga = world.publish(figures.timed_document()), world.citizen()
    world.submitted(version, warga)
    figures.decided(12, 12, "izin-uji", "disdukcapil")
    actions.update()
    assert "100,0 %" in get("/kinerja/")
    now.move_to("2026-11-27T01:00:00Z")  # Friday 08.00; it was due on Thursday
    actions.update()
    assert "92,3 %" in get("/kinerja/")  # 12 of 13
    assert "92,3 %" in get("/kinerja/disdukcapil/")
    assert "92,3 %" in get("/")
    assert "92,3 %" in get("/layanan/izin-uji/")
    assert "Lewat tenggat, belum selesai" in get("/opd/disdukcapil/")
    assert ServiceFigures.objects.get().overdue_open == AgencyFigures.objects.get().overdue_open == 1
