"""A service begins with a name and an office; whoever may not keep it does not even learn that it is there."""

from __future__ import annotations

import copy

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from services.catalogue import versions
from services.catalogue.models import Service, ServiceVersion, Source
from services.definition.lint import lint
from services.definition.world import OpenWorld
from tests.services.builder.conftest import account, address, begin, signed_in
from tests.services.catalogue.conftest import SMALL
from tests.services.requests import world

pytestmark = pytest.mark.django_db
NEW = "/panel/penyusun/baru/"


def test_a_name_and_an_office_are_enough(keeper: Client, complete: None) -> None:
    world.agency("dinsos", "SOS")
    answer = keeper.post(NEW, {"judul": "Surat Keterangan Tidak Mampu", "opd": "dinsos", "kode": "", "alamat": ""})
    service = Service.objects.get()
    assert answer.headers["Location"] == f"/panel/penyusun/{service.pk}/dasar/"
    assert service.pk.startswith("surat-keterangan-tidak-mampu")
    assert service.code.startswith("SOS-")
    version = service.versions.get()
    empty = {finding.path for finding in lint(versions.documents.load(version), OpenWorld())}
    assert empty == {"standard.duration", "standard.fee", "standard.product"}


def test_what_was_typed_stays_where_a_code_is_taken(keeper: Client) -> None:
    begin(copy.deepcopy(SMALL))
    answer = keeper.post(NEW, {"judul": "Surat lain", "opd": "dinkes", "kode": "tes-01", "alamat": "Surat Uji"})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "Kode ini sudah dipakai layanan lain." in page
    assert "Tulis huruf kecil, angka, dan tanda hubung" in page
    assert 'value="Surat lain"' in page


def test_a_service_is_doubled_under_names_of_its_own(keeper: Client) -> None:
    draft = begin(copy.deepcopy(SMALL))
    keeper.post(f"{NEW}?dari={draft.pk}", {"judul": "Surat lain", "opd": "dinkes", "kode": "", "alamat": ""})
    twin = Service.objects.get(slug="surat-lain").versions.get()
    assert twin.document["form"] == draft.document["form"]
    assert twin.document["title"] == {"id": "Surat lain"}


def test_an_opd_begins_only_services_of_its_own(opd: Client) -> None:
    world.agency("dinsos", "SOS")
    answer = opd.post(NEW, {"judul": "Surat", "opd": "dinsos", "kode": "", "alamat": ""})
    assert answer.status_code == 422
    assert "Pilih perangkat daerah dari daftar." in answer.content.decode()


def test_a_draft_of_another_opd_is_not_doubled(keeper: Client) -> None:
    draft = begin(copy.deepcopy(SMALL))
    stranger = signed_in(account("dinsos", "SOS", is_agency_admin=True))
    assert stranger.get(f"{NEW}?dari={draft.pk}").status_code == 404
    assert stranger.get(f"{NEW}?dari=bukan-nomor").status_code == 404


def test_a_foreign_service_is_as_unknown_as_none(draft: ServiceVersion) -> None:
    stranger = signed_in(account("dinsos", "SOS", is_agency_admin=True))
    assert stranger.get(address(draft, "dasar")).status_code == 404
    assert stranger.post(address(draft, "dasar"), {"judul": "Lain"}).status_code == 404


def test_a_service_from_a_file_is_not_changed_here(draft: ServiceVersion, keeper: Client) -> None:
    Service.objects.update(source=Source.FILE)
    assert keeper.get(address(draft, "dasar")).status_code == 403


def test_a_step_that_is_not_there_is_not_found(draft: ServiceVersion, opd: Client) -> None:
    assert opd.get(address(draft, "lain")).status_code == 404


def test_the_list_asks_as_much_for_many_services_as_for_few(opd: Client, complete: None) -> None:
    def asked() -> int:
        with CaptureQueriesContext(
            connection,
        ) as queries:
            assert opd.get("/panel/penyusun/").status_code == 200
        return len(queries)

    begin(copy.deepcopy(SMALL))
    asked()  # the first visit of a session asks a little more
    few = asked()
    for number in range(2, 9):
        begin({**SMALL, "code": f"TES-{number:02}", "slug": f"surat-uji-{number}"})
    assert asked() == few


def test_the_list_says_where_each_draft_stands(draft: ServiceVersion, opd: Client) -> None:
    page = opd.get("/panel/penyusun/").content.decode()
    assert "Surat uji" in page
    assert "draf" in page
    assert "Surat uji" not in opd.get("/panel/penyusun/?asal=berkas").content.decode()
