"""In the panel a version is read, judged and compared; it goes live by two people, and nothing typed is lost."""

from __future__ import annotations

import copy
import io
import json
from collections.abc import Iterator
from typing import Any

import pytest
import time_machine
from django.contrib.admin.models import LogEntry
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from foundation.outbox.models import Job
from services.catalogue import judging, versions
from services.catalogue.models import Service, ServiceVersion, Source
from services.catalogue.registry import Registry
from services.catalogue.sync import sync
from services.definition import document as definition
from services.definition import yaml_writer
from services.definition.world import OpenWorld
from tests.services.catalogue.conftest import SMALL
from tests.services.definition.broken.test_broken import CASES
from tests.services.definition.helpers import sample_text
from tests.services.requests import world
from tests.signing_in import sign_in

pytestmark = pytest.mark.django_db
NOW = "2026-11-23T03:00:00Z"
HERE = "/panel/kelola/catalogue"
DATA: dict[str, Any] = {**SMALL, "agency": "dinkes"}


@pytest.fixture(autouse=True)
def monday() -> Iterator[None]:
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def service(monkeypatch: pytest.MonkeyPatch) -> Service:
    """Return a service of the panel with one published version, in a world that lacks nothing."""
    monkeypatch.setattr("services.catalogue.editing.DatabaseWorld", lambda registry: OpenWorld())
    monkeypatch.setattr("services.catalogue.admin.steps.DatabaseWorld", lambda registry: OpenWorld())
    monkeypatch.setattr("services.catalogue.presenters.version_page.DatabaseWorld", lambda registry: OpenWorld())
    world.agency("dinkes", "DKS")
    version = world.publish(DATA)
    Service.objects.update(source=Source.PANEL, app="")
    return Service.objects.get(pk=version.service_id)


def person(slug: str = "diskominfosatik", code: str = "KMF", **rights: bool) -> Client:
    """Sign somebody in who keeps records: Diskominfosatik unless told otherwise."""
    boss = world.officer(at=world.agency(slug, code), **(rights or {"is_platform_admin": True}))
    assert boss.user is not None
    boss.user.is_superuser = bool(rights.get("is_platform_admin", not rights))
    boss.user.save()
    client = sign_in(Client(), boss.user)
    client.account = boss.user  # type: ignore[attr-defined]
    return client


def opd(slug: str = "dinkes", code: str = "DKS") -> Client:
    return person(slug, code, is_agency_admin=True)


def text_with(**changes: Any) -> str:
    return yaml_writer.write({**copy.deepcopy(DATA), **changes})


def write(client: Client, service: Service, text: str, step: str = "simpan", **more: Any) -> Any:
    return client.post(f"{HERE}/service/{service.pk}/dokumen/", {"dokumen": text, "langkah": step, "asal": "", **more})


def take(client: Client, version: ServiceVersion, step: str, **data: str) -> Any:
    return client.post(f"{HERE}/serviceversion/{version.pk}/langkah/", {"langkah": step, **data})


def page(client: Client, version: ServiceVersion) -> str:
    answer = client.get(f"{HERE}/serviceversion/{version.pk}/change/")
    assert answer.status_code == 200
    return str(answer.content.decode())


def newest(service: Service) -> ServiceVersion:
    return ServiceVersion.objects.filter(service=service).order_by("-number")[0]


def proposed(client: Client, service: Service, **changes: Any) -> ServiceVersion:
    assert (
        write(client, service, text_with(**(changes or {"title": {"id": "Surat baru"}})), "usulkan").status_code == 302
    )
    return newest(service)


def test_the_page_of_a_version_shows_form_workflow_deadline_and_standard(service: Service) -> None:
    html = page(person(), newest(service))
    for words in ("Formulir", "UU 25/2009", "Diperiksa", "3 hari kerja", "<svg", "Tidak ada temuan"):
        assert words in html, words


def test_an_opd_proposes_and_diskominfosatik_publishes(service: Service) -> None:
    author, boss = opd(), person()
    version = proposed(author, service)
    assert (version.number, version.status) == (2, "proposed")
    html = page(boss, version)
    assert "Beda dengan versi 1 yang berlaku" in html
    assert "Surat baru" in html
    assert take(boss, version, "setujui").status_code == 302
    service.refresh_from_db()
    assert (service.live_id, service.title) == (version.pk, "Surat baru")
    log = LogEntry.objects.filter(object_id=str(version.pk)).order_by("pk").values_list("user", "change_message")
    assert [user for user, _said in log] == [author.account.pk, boss.account.pk]  # type: ignore[attr-defined]


def test_nobody_approves_what_they_wrote_though_another_proposed_it(service: Service) -> None:
    author, other = person(), person()
    write(author, service, text_with(title={"id": "Tulisan sendiri"}))
    version = newest(service)
    assert take(other, version, "usulkan").status_code == 302
    answer = take(author, version, "setujui")
    assert answer.status_code == 422
    assert "Empat mata" in answer.content.decode()
    assert take(other, version, "setujui").status_code == 422
    assert take(person(), version, "setujui").status_code == 302


def test_an_opd_approves_nothing_and_takes_nothing_down(service: Service) -> None:
    version = proposed(person(), service)
    mine = opd()
    assert take(mine, version, "setujui").status_code == 403
    assert mine.post(f"{HERE}/service/{service.pk}/tarik/", {"catatan": "Tidak perlu."}).status_code == 403
    assert ">Setujui<" not in page(mine, version)


def test_another_opd_finds_neither_service_nor_version(service: Service) -> None:
    version, other = proposed(opd(), service), opd("bapenda", "BPD")
    unknown = "00000000-0000-7000-8000-000000000000"
    for address, nothing in (
        (f"{HERE}/service/{service.pk}/dokumen/", f"{HERE}/service/tidak-ada/dokumen/"),
        (f"{HERE}/service/{service.pk}/tarik/", f"{HERE}/service/tidak-ada/tarik/"),
        (f"{HERE}/serviceversion/{version.pk}/dokumen.yaml", f"{HERE}/serviceversion/{unknown}/dokumen.yaml"),
    ):
        assert (other.get(address).status_code, other.get(nothing).status_code) == (404, 404)
    assert take(other, version, "usulkan").status_code == 404
    assert write(other, service, text_with()).status_code == 404


def test_an_opd_writes_no_document_of_another(service: Service) -> None:
    answer = write(opd(), service, text_with(agency="bapenda"))
    assert answer.status_code == 422
    assert "milik perangkat daerah lain" in answer.content.decode()
    assert newest(service).number == 1


@pytest.mark.parametrize("case", CASES, ids=lambda case: str(case["name"]))
def test_a_broken_document_is_refused_with_its_place_and_a_sentence(service: Service, case: dict[str, Any]) -> None:
    world.agency("dpmptsp", "PTS")
    sample = definition.parse_text(sample_text())
    made = Service.objects.create(
        slug=sample.slug, code=sample.code, source=Source.PANEL, title="Izin", agency_id="dpmptsp"
    )
    text = sample_text().replace(case["find"], case["put"])
    answer = write(person(), made, text, "usulkan")
    if "\x00" in text:
        assert answer.status_code == 400
        return
    assert answer.status_code == 422
    found = answer.context["faults"]
    assert found
    assert all(fault.line >= 1 and fault.sentence for fault in found)
    where = case.get("at", "")
    assert not where or where in {fault.place for fault in found} | {"code", "slug"}, found
    assert answer.context["typed"].shown == text
    assert not ServiceVersion.objects.filter(service=made).exclude(status="draft").exists()


def test_what_was_typed_stays_though_it_is_no_document(service: Service) -> None:
    answer = write(opd(), service, "schema: 1\ntitle: [belum selesai\n")
    assert answer.status_code == 422
    assert "title: [belum selesai" in answer.content.decode()
    assert newest(service).number == 1


def test_a_draft_with_findings_is_kept_and_not_proposed(service: Service) -> None:
    data = copy.deepcopy(DATA)
    data["workflow"]["states"]["buntu"] = {"phase": "in_process"}
    answer = write(opd(), service, yaml_writer.write(data), "usulkan")
    assert answer.status_code == 422
    assert "Tidak ada jalan ke tahap ini." in answer.content.decode()
    draft = newest(service)
    assert (draft.status, "buntu" in draft.document["workflow"]["states"]) == ("draft", True)
    refused = take(opd(), draft, "usulkan")
    assert refused.status_code == 422
    assert "belum boleh terbit" in refused.content.decode()


def test_a_file_is_taken_as_the_text_area_is_and_json_too(service: Service) -> None:
    author = opd()
    upload = SimpleUploadedFile("surat.yaml", text_with(title={"id": "Dari berkas"}).encode(), "application/yaml")
    assert write(author, service, "", berkas=upload).status_code == 302
    assert newest(service).document["title"] == {"id": "Dari berkas"}
    text = json.dumps({**DATA, "title": {"id": "Dari JSON"}})
    assert write(author, service, text).status_code == 302
    assert newest(service).document["title"] == {"id": "Dari JSON"}


def test_a_file_that_is_no_text_is_refused_and_the_text_area_stays(service: Service) -> None:
    upload = io.BytesIO(b"schema: 1\n\xff\xfe")
    upload.name = "surat.yaml"
    answer = write(opd(), service, "tulisan saya", berkas=upload)
    assert answer.status_code == 422
    html = answer.content.decode()
    assert "Baris 2 berkas ini bukan teks UTF-8." in html
    assert "tulisan saya" in html


def test_a_second_press_of_any_button_changes_nothing_more(service: Service) -> None:
    author, boss = opd(), person()
    text = text_with(title={"id": "Sekali saja"})
    for _press in range(2):
        assert write(author, service, text).status_code == 302
    version = newest(service)
    for client, step, data in (
        (author, "usulkan", {}),
        (boss, "kembalikan", {"catatan": "Lengkapi."}),
        (author, "usulkan", {}),
        (boss, "setujui", {}),
    ):
        before = LogEntry.objects.count()
        assert [take(client, version, step, **data).status_code for _press in range(2)] == [302, 302], step
        assert LogEntry.objects.count() == before + 1, step
    first = ServiceVersion.objects.get(service=service, number=1)
    assert [take(author, first, "pulihkan").status_code for _press in range(2)] == [302, 302]
    assert ServiceVersion.objects.filter(service=service).count() == 3


def test_what_a_colleague_wrote_meanwhile_is_not_overwritten(service: Service) -> None:
    author, colleague = opd(), opd()
    base = versions.open_draft(service, author.account).checksum  # type: ignore[attr-defined]
    write(colleague, service, text_with(title={"id": "Rekan"}), asal=base)
    answer = write(author, service, text_with(title={"id": "Saya"}), asal=base)
    assert answer.status_code == 422
    assert "sudah diubah atau diusulkan orang lain" in answer.content.decode()
    assert "Saya" in answer.content.decode()
    assert newest(service).document["title"] == {"id": "Rekan"}


def test_an_approved_version_waits_for_its_day(service: Service) -> None:
    boss, version = person(), proposed(opd(), service)
    assert take(boss, version, "setujui", terbit_pada="2026-11-22T08:00").status_code == 422
    assert take(boss, version, "setujui", terbit_pada="2026-12-01T08:00").status_code == 302
    version.refresh_from_db()
    assert (version.status, str(version.publish_at)) == ("approved", "2026-12-01 01:00:00+00:00")
    job = Job.objects.get(kind=versions.JOB)
    assert job.not_before == version.publish_at
    versions.publish_due(version.pk)  # too early
    service.refresh_from_db()
    assert service.live_id != version.pk
    with time_machine.travel("2026-12-01T01:00:00Z", tick=False):
        versions.publish_due(version.pk)
        versions.publish_due(version.pk)
    service.refresh_from_db()
    assert service.live_id == version.pk


def test_an_approved_version_that_is_sent_back_does_not_go_live(service: Service) -> None:
    boss, version = person(), proposed(opd(), service)
    take(boss, version, "setujui", terbit_pada="2026-12-01T08:00")
    assert take(boss, version, "kembalikan").status_code == 422
    assert take(boss, version, "kembalikan", catatan="Tunda dahulu.").status_code == 302
    with time_machine.travel("2026-12-02T01:00:00Z", tick=False):
        versions.publish_due(version.pk)
    version.refresh_from_db()
    assert (version.status, version.approved_by, version.publish_at) == ("draft", None, None)


def test_a_service_is_taken_down_with_a_reason_and_comes_back_by_two_people(service: Service) -> None:
    boss, author = person(), opd()
    address = f"{HERE}/service/{service.pk}/tarik/"
    assert boss.get(address).status_code == 200
    assert boss.post(address, {"catatan": ""}).status_code == 422
    assert [boss.post(address, {"catatan": "Pindah ke OSS."}).status_code for _press in range(2)] == [302, 302]
    service.refresh_from_db()
    assert service.withdrawn_at is not None
    assert LogEntry.objects.filter(object_id=service.pk).count() == 1
    assert "Pindah ke OSS." in Client().get(f"/layanan/{service.pk}/").content.decode()
    take(author, newest(service), "pulihkan")
    draft = newest(service)
    take(author, draft, "usulkan")
    take(boss, draft, "setujui")
    service.refresh_from_db()
    assert (service.withdrawn_at, service.closed_message, service.live_id) == (None, "", draft.pk)


def test_a_draft_laid_aside_stays_as_history_and_makes_room(service: Service) -> None:
    author = opd()
    write(author, service, text_with(title={"id": "Salah arah"}))
    draft = newest(service)
    assert take(author, draft, "buang", catatan="Salah arah.").status_code == 302
    html = page(author, draft)
    assert "dibuang" in html
    assert ">Pulihkan sebagai draf baru<" not in html
    write(author, service, text_with(title={"id": "Lebih baik"}))
    assert newest(service).number == 3


def test_a_service_from_a_file_is_read_and_doubled_and_never_written(service: Service) -> None:
    Service.objects.update(source=Source.FILE)
    author, live = opd(), newest(service)
    assert "Layanan dari berkas OPD" in page(author, live)
    assert write(author, service, text_with()).status_code == 403
    answer = author.get(f"{HERE}/service/dokumen-baru/?dari={live.pk}")
    text = answer.context["typed"].text
    assert "code: TES-02" in text
    assert author.post(f"{HERE}/service/dokumen-baru/", {"dokumen": text}).status_code == 302
    doubled = Service.objects.get(code="TES-02")
    assert (doubled.source, doubled.live, doubled.agency_id) == (Source.PANEL, None, "dinkes")
    again = author.post(f"{HERE}/service/dokumen-baru/", {"dokumen": text})
    assert again.status_code == 422
    assert "Sudah dipakai layanan lain" in again.content.decode()


def test_a_sync_never_overwrites_what_the_panel_published(service: Service, register: Any) -> None:
    boss, version = person(), proposed(opd(), service)
    take(boss, version, "setujui")
    own: Registry = register({**DATA, "title": {"id": "Dari berkas lagi"}})
    report = sync(own)
    assert any("configured in the panel" in sentence for sentence in report.refused)
    service.refresh_from_db()
    assert (service.live_id, service.title, service.source) == (version.pk, "Surat baru", Source.PANEL)


def test_the_document_goes_home_as_the_yaml_that_comes_back_unchanged(service: Service) -> None:
    version = newest(service)
    answer = opd().get(f"{HERE}/serviceversion/{version.pk}/dokumen.yaml")
    assert answer["Content-Disposition"] == 'attachment; filename="surat-uji-v1.yaml"'
    assert definition.checksum(definition.parse_text(answer.content.decode())) == version.checksum
    assert judging.judge(answer.content.decode(), OpenWorld()).publishable


def test_the_pages_cost_the_same_however_many_versions_there_are(
    service: Service, django_assert_max_num_queries: Any
) -> None:
    boss = person()
    for number in range(2, 8):
        world.publish({**DATA, "title": {"id": f"Surat {number}"}})
    with django_assert_max_num_queries(20):
        page(boss, newest(service))
    with django_assert_max_num_queries(20):
        boss.get(f"{HERE}/serviceversion/")
