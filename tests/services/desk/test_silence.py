"""Who answers for an OPD reads where its silence may count as consent: its own, and nothing confidential."""

from __future__ import annotations

import csv

import pytest
import time_machine

from foundation import clock
from services.desk.presenters.silence import plain_cell
from services.desk.views import silence as page
from services.requests.models import ServiceRequest, SilenceEntry
from tests.services.desk.world import NOW, seat, url, words
from tests.services.requests import documents, world

pytestmark = pytest.mark.django_db
PAGE = "/panel/batas-diam/"


@pytest.fixture(autouse=True)
def today():
    with time_machine.travel(NOW, tick=False) as traveller:
        yield traveller


def silent(title: str = "Izin uji", agency: str = "disdukcapil", **flags) -> SilenceEntry:
    """Return an entry whose limit was Friday the 20th."""
    world.agency(agency, agency[:3].upper())
    data = {**documents.PLAIN, "agency": agency, "slug": f"izin-{agency}", "code": f"TST-{40 + len(agency)}"}
    data["title"] = {"id": title}
    request = world.submitted(world.publish(data), world.citizen("Nama Rahasia"))
    ServiceRequest.objects.filter(pk=request.pk).update(**flags)
    return SilenceEntry.objects.create(request=request, due_at="2026-11-20T16:59:59Z", entered_at=clock.now())


@pytest.fixture
def opd(client):
    return seat(client, world.officer(is_agency_admin=True))


def test_an_opd_reads_its_own_entries_in_words_and_nobodys_name(opd):
    own, foreign = silent(), silent(agency="dinkes")
    text = words(opd.get(PAGE))
    assert own.request.number in text
    assert "Jumat, 20 November 2026" in text
    assert "Belum diputus, lewat 2 hari kerja" in text
    assert foreign.request.number not in text
    assert "Nama Rahasia" not in text


def test_diskominfosatik_reads_all_of_them_but_nothing_confidential(client):
    entries = silent(), silent(agency="dinkes")
    hidden = silent(confidential=True)
    text = words(seat(client, world.officer(is_platform_admin=True)).get(PAGE))
    assert all(entry.request.number in text for entry in entries)
    assert hidden.request.number not in text


def test_what_was_decided_is_under_all_alone(opd):
    entry = silent()
    SilenceEntry.objects.update(resolved_at=clock.now())
    assert "Tidak ada yang melewati batas diam" in words(opd.get(PAGE))
    text = words(opd.get(PAGE, {"tampil": "semua"}))
    assert entry.request.number in text
    assert "Diputus 24 November 2026" in text


def test_an_officer_who_administers_nothing_and_a_citizen_are_refused(client):
    assert seat(client, world.officer("verifikator")).get(PAGE).status_code == 403
    assert client.post(PAGE).status_code == 405


def test_a_long_register_has_pages(opd, monkeypatch):
    monkeypatch.setattr(page, "PAGE", 2)
    numbers = [silent().request.number for _n in range(3)]
    first = opd.get(PAGE)
    assert [number in words(first) for number in numbers] == [True, True, False]
    assert numbers[2] in words(opd.get(first.context["next_url"]))


def test_the_register_is_taken_along_as_text_and_never_as_formulas(opd):
    entry = silent('=HYPERLINK("http://jahat")')
    answer = opd.get(PAGE, {"unduh": "1"})
    assert answer["Content-Type"] == "text/csv; charset=utf-8"
    assert "attachment" in answer["Content-Disposition"]
    rows = list(csv.reader(answer.content.decode().splitlines()))
    assert rows[0] == ["Nomor", "Layanan", "Perangkat daerah", "Batas diam", "Dicatat", "Diputus"]
    assert rows[1][:2] == [entry.request.number, """'=HYPERLINK("http://jahat")"""]
    assert rows[1][3:] == ["2026-11-20 23:59:59+07:00", "2026-11-24 10:00:00+07:00", ""]


@pytest.mark.parametrize(
    ("text", "safe"), [("Izin", "Izin"), ("", ""), ("@x", "'@x"), ("-1", "'-1"), ("\tx", "'\tx"), ("＝1", "'＝1")]
)
def test_a_cell_that_begins_like_a_formula_is_text(text, safe):
    assert plain_cell(text) == safe


def test_the_case_itself_bears_the_flag_until_it_is_decided(client):
    entry = silent()
    client = seat(client, world.officer("verifikator"))
    assert "Melewati batas diam Jumat, 20 November 2026." in words(client.get(url(entry.request)))
    SilenceEntry.objects.update(resolved_at=clock.now())
    assert "batas diam" not in words(client.get(url(entry.request)))
