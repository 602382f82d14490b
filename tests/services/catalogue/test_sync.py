"""A changed document becomes a new version; nothing that was configured is ever overwritten."""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Callable
from typing import Any

import pytest
import time_machine
from django.core.management import call_command
from django.db import DatabaseError, transaction

from agencies.models import Staff
from services.catalogue import documents
from services.catalogue.management.commands import sync_services
from services.catalogue.models import FunctionHolder, Service, ServiceVersion, Source, VersionStatus
from services.catalogue.registry import Registry, registry
from services.catalogue.sync import sync
from tests.signing_in import make_officer

pytestmark = pytest.mark.django_db
Register = Callable[..., Registry]
NOW = dt.datetime(2026, 11, 22, 3, tzinfo=dt.UTC)


@pytest.fixture(autouse=True)
def _reference(reference: None) -> None:
    """Load the agencies the documents name."""


def numbers(slug: str = "surat-uji") -> list[tuple[int, str]]:
    return list(ServiceVersion.objects.filter(service=slug).order_by("number").values_list("number", "status"))


@time_machine.travel(NOW, tick=False)
def test_a_new_document_becomes_a_published_first_version(register: Register, small: dict[str, Any]) -> None:
    report = sync(register(small))
    service = Service.objects.get(slug="surat-uji")
    assert report.added == ["surat-uji"]
    assert numbers() == [(1, "published")]
    assert service.live is not None
    assert service.live.published_at == NOW
    assert (service.title, service.agency_id, service.app, service.source) == (
        "Surat uji",
        "dinkes",
        "dinkes",
        Source.FILE,
    )


def test_the_stored_document_is_the_registered_one(register: Register, small: dict[str, Any]) -> None:
    own = register(small)
    sync(own)
    live = Service.objects.get(slug="surat-uji").live
    assert live is not None
    documents.forget()
    assert documents.load(live) == own.get("surat-uji").document
    assert live.checksum == own.get("surat-uji").checksum


def test_syncing_again_adds_nothing(register: Register, small: dict[str, Any]) -> None:
    sync(register(small))
    report = sync(register(small))
    assert (report.added, report.renewed, report.unchanged) == ([], [], ["surat-uji"])
    assert numbers() == [(1, "published")]


def test_a_comment_or_another_order_of_keys_is_no_change(register: Register, small: dict[str, Any]) -> None:
    sync(register(small))
    report = sync(register(dict(reversed(small.items()))))
    assert report.unchanged == ["surat-uji"]


def test_a_changed_document_becomes_the_next_version_and_the_old_one_stays(
    register: Register, small: dict[str, Any]
) -> None:
    sync(register(small))
    report = sync(register(small | {"title": {"id": "Surat uji baru"}}))
    assert report.renewed == ["surat-uji"]
    assert numbers() == [(1, "retired"), (2, "published")]
    assert Service.objects.get(slug="surat-uji").title == "Surat uji baru"


def test_going_back_to_an_old_document_is_a_new_number(register: Register, small: dict[str, Any]) -> None:
    sync(register(small))
    sync(register(small | {"title": {"id": "Surat uji baru"}}))
    sync(register(small))
    assert numbers() == [(1, "retired"), (2, "retired"), (3, "published")]


def test_opening_times_are_never_overwritten(register: Register, small: dict[str, Any]) -> None:
    sync(register(small))
    opens, closes = NOW, NOW + dt.timedelta(days=9)
    Service.objects.update(opens_at=opens, closes_at=closes, closed_message="Libur.")
    sync(register(small | {"title": {"id": "Surat uji baru"}}))
    service = Service.objects.get(slug="surat-uji")
    assert (service.opens_at, service.closes_at, service.closed_message) == (opens, closes, "Libur.")


def test_a_document_that_vanishes_is_withdrawn_and_may_come_back(register: Register, small: dict[str, Any]) -> None:
    sync(register(small))
    gone = sync(register())
    assert gone.withdrawn == ["surat-uji"]
    assert Service.objects.get(slug="surat-uji").withdrawn_at is not None
    back = sync(register(small))
    assert back.returned == ["surat-uji"]
    assert Service.objects.get(slug="surat-uji").withdrawn_at is None


def test_a_document_that_breaks_keeps_the_version_people_use(register: Register, small: dict[str, Any]) -> None:
    sync(register(small))
    report = sync(register("code: [rusak"))
    assert report.withdrawn == []
    assert len(report.refused) == 1
    assert Service.objects.get(slug="surat-uji").withdrawn_at is None


def test_a_broken_file_is_told_and_the_others_go_on(register: Register, small: dict[str, Any]) -> None:
    report = sync(register("a: 1\na: 2\n", small))
    assert report.added == ["surat-uji"]
    assert len(report.refused) == 1
    assert "00.yaml, line 2:" in report.refused[0]


def test_a_document_that_lint_refuses_is_not_published(register: Register, small: dict[str, Any]) -> None:
    del small["standard"]["product"]
    report = sync(register(small))
    assert not Service.objects.filter(slug="surat-uji").exists()
    assert any("product" in sentence for sentence in report.refused)


def test_an_unknown_agency_is_refused_in_a_sentence(register: Register, small: dict[str, Any]) -> None:
    report = sync(register(small | {"agency": "dinas-gaib"}))
    assert "there is no agency 'dinas-gaib'" in report.refused[0]


def test_functions_that_nobody_holds_are_told_but_do_not_stop_publishing(
    register: Register, small: dict[str, Any]
) -> None:
    report = sync(register(small))
    assert report.people == ["surat-uji: nobody is 'petugas' at dinkes"]
    staff = Staff.objects.create(user=make_officer(), agency_id="dinkes")
    FunctionHolder.objects.create(agency_id="dinkes", function="petugas", staff=staff)
    assert sync(register(small)).people == []


def test_a_service_configured_in_the_panel_is_never_taken_over(register: Register, small: dict[str, Any]) -> None:
    Service.objects.create(slug="surat-uji", code="PAN-01", title="Dari panel", source=Source.PANEL)
    report = sync(register(small))
    assert "configured in the panel" in report.refused[0]
    assert Service.objects.get(slug="surat-uji").title == "Dari panel"


def test_a_code_of_another_service_is_refused(register: Register, small: dict[str, Any]) -> None:
    Service.objects.create(slug="lain", code="TES-01", title="Lain", source=Source.PANEL)
    assert "belongs to the service 'lain'" in sync(register(small)).refused[0]


def test_a_service_of_the_panel_is_never_withdrawn(register: Register, small: dict[str, Any]) -> None:
    Service.objects.create(slug="panel", code="PAN-01", title="Dari panel", source=Source.PANEL)
    assert sync(register(small)).withdrawn == []


def test_the_real_services_are_published_without_a_refusal() -> None:
    report = sync(registry)
    assert report.refused == []
    assert {"akta-kelahiran", "surat-keterangan-tidak-mampu", "pengaduan-kekerasan"} <= set(report.added)
    assert Service.objects.get(slug="surat-keterangan-tidak-mampu").agency is None
    assert Service.objects.get(slug="pengaduan-kekerasan").confidential


def test_a_published_version_cannot_be_rewritten_even_past_the_models(
    register: Register, small: dict[str, Any]
) -> None:
    sync(register(small))
    for change in ({"document": {"schema": 1}}, {"checksum": "0" * 64}, {"number": 9}, {"status": "draft"}):
        with pytest.raises(DatabaseError, match="only a draft can be rewritten"), transaction.atomic():
            ServiceVersion.objects.update(**change)
    ServiceVersion.objects.update(status=VersionStatus.RETIRED, note="catatan")
    assert numbers() == [(1, "retired")]


def test_the_command_says_what_it_did() -> None:
    first, second = io.StringIO(), io.StringIO()
    call_command("sync_services", stdout=first)
    call_command("sync_services", stdout=second)
    assert "layanan baru: " in first.getvalue()
    assert "akta-kelahiran" in second.getvalue().split("tidak berubah: ")[1]


def test_the_command_ends_with_1_when_a_file_is_broken(
    register: Register, small: dict[str, Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sync_services, "registry", register("a: [", small))
    out, errors = io.StringIO(), io.StringIO()
    with pytest.raises(SystemExit) as ended:
        call_command("sync_services", stdout=out, stderr=errors)
    assert ended.value.code == 1
    assert "layanan baru: surat-uji" in out.getvalue()
    assert "00.yaml, line " in errors.getvalue()
