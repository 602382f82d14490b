"""A live service changes safely: one draft, two people, nothing published is ever edited, old documents come back."""

from __future__ import annotations

import copy
from collections.abc import Callable
from typing import Any

import pytest
from django.db import DatabaseError, transaction

from agencies.models import Agency
from citizens.models import User
from services.catalogue import versions
from services.catalogue.models import Service, ServiceVersion, Source
from services.definition.diff import Impact, worst
from services.definition.lint import Code
from services.definition.world import OpenWorld
from tests.services.catalogue.conftest import SMALL

pytestmark = pytest.mark.django_db
WORLD = OpenWorld()


@pytest.fixture
def people() -> tuple[User, User]:
    return tuple(User.objects.create_user(email=f"{n}@uji.test", password="sandi-uji-2026") for n in ("a", "b"))


@pytest.fixture
def service(people: tuple[User, User]) -> Service:
    """Return a configured service with one published version."""
    Agency.objects.create(slug="dinkes", code="DKS", name="Dinas Kesehatan", short_name="Dinkes", kind="dinas")
    made = Service.objects.create(
        slug=SMALL["slug"], code=SMALL["code"], source=Source.PANEL, title="Surat uji", agency_id="dinkes"
    )
    publish(made, people, lambda data: None)
    return made


def publish(service: Service, people: tuple[User, User], change: Callable[[dict[str, Any]], None]) -> ServiceVersion:
    draft = versions.open_draft(service, people[0])
    data = copy.deepcopy(SMALL if service.live is None else service.live.document) | {"agency": "dinkes"}
    change(data)
    versions.write(draft, data, people[0])
    proposed = versions.propose(draft, people[0], WORLD)
    version = versions.approve(proposed, people[1], WORLD)
    service.refresh_from_db()
    return version


def test_a_draft_becomes_live_by_two_people(service: Service, people: tuple[User, User]) -> None:
    second = publish(service, people, lambda data: data.update(title={"id": "Surat uji baru"}))
    service.refresh_from_db()
    assert (service.live, service.title, second.number) == (second, "Surat uji baru", 2)
    assert list(service.versions.values_list("number", "status")) == [(2, "published"), (1, "retired")]
    assert (second.proposed_by, second.approved_by) == people


def test_there_is_one_draft_however_often_it_is_opened(service: Service, people: tuple[User, User]) -> None:
    assert versions.open_draft(service, people[0]) == versions.open_draft(service, people[1])


def test_nobody_approves_an_own_proposal(service: Service, people: tuple[User, User]) -> None:
    draft = versions.open_draft(service, people[0])
    proposed = versions.propose(draft, people[0], WORLD)
    with pytest.raises(versions.VersionRefused, match="Empat mata"):
        versions.approve(proposed, people[0], WORLD)
    with pytest.raises(DatabaseError), transaction.atomic():  # the database says the same
        ServiceVersion.objects.filter(pk=proposed.pk).update(approved_by=people[0])


def test_what_lint_refuses_is_neither_proposed_nor_approved(service: Service, people: tuple[User, User]) -> None:
    draft = versions.open_draft(service, people[0])
    data = copy.deepcopy(service.live.document)
    data["workflow"]["states"]["buntu"] = {"phase": "in_process"}
    versions.write(draft, data, people[0])
    with pytest.raises(versions.VersionRefused) as refused:
        versions.propose(draft, people[0], WORLD)
    assert Code.UNREACHABLE_STATE in [finding.code for finding in refused.value.findings]


@pytest.mark.parametrize("change", [{"slug": "lain"}, {"code": "LAIN-02"}, {"schema": 2}, {"entah": 1}])
def test_what_is_no_document_of_this_service_is_not_kept(
    service: Service, people: tuple[User, User], change: dict[str, Any]
) -> None:
    draft = versions.open_draft(service, people[0])
    with pytest.raises(versions.VersionRefused):
        versions.write(draft, {**service.live.document, **change}, people[0])
    draft.refresh_from_db()
    assert draft.document == service.live.document


def test_a_published_version_is_not_written(service: Service, people: tuple[User, User]) -> None:
    with pytest.raises(versions.VersionRefused, match="sudah diubah atau diusulkan"):
        versions.write(service.live, {**service.live.document, "title": {"id": "Lain"}}, people[0])
    with pytest.raises(DatabaseError), transaction.atomic():
        ServiceVersion.objects.filter(pk=service.live_id).update(document={"x": 1})


def test_a_proposal_sent_back_is_a_draft_with_what_to_mend(service: Service, people: tuple[User, User]) -> None:
    proposed = versions.propose(versions.open_draft(service, people[0]), people[0], WORLD)
    draft = versions.send_back(proposed, "Lengkapi dasar hukum.")
    assert (draft.status, draft.note) == ("draft", "Lengkapi dasar hukum.")
    with pytest.raises(versions.VersionRefused, match="Muat ulang"):
        versions.approve(proposed, people[1], WORLD)


def test_an_old_document_comes_back_under_a_new_number_by_two_people(
    service: Service, people: tuple[User, User]
) -> None:
    first = service.live
    publish(service, people, lambda data: data.update(title={"id": "Salah ketik"}))
    first.refresh_from_db()
    draft = versions.restore(first, people[1])
    assert (draft.number, draft.status, draft.checksum) == (3, "draft", first.checksum)
    proposed = versions.propose(draft, people[1], WORLD)
    versions.approve(proposed, people[0], WORLD)
    service.refresh_from_db()
    assert (service.live.number, service.title) == (3, "Surat uji")


def test_what_is_live_or_never_was_is_not_restored(service: Service, people: tuple[User, User]) -> None:
    with pytest.raises(versions.VersionRefused, match="pernah terbit"):
        versions.restore(service.live, people[0])
    first = service.live
    publish(service, people, lambda data: data.update(title={"id": "Lain"}))
    first.refresh_from_db()
    versions.open_draft(service, people[0])
    with pytest.raises(versions.VersionRefused, match="draf atau usulan terbuka"):
        versions.restore(first, people[0])


def test_a_service_from_a_file_is_read_only_here(service: Service, people: tuple[User, User]) -> None:
    Service.objects.update(source=Source.FILE)
    with pytest.raises(versions.VersionRefused, match="berkas OPD"):
        versions.open_draft(service, people[0])


def test_the_difference_between_versions_comes_with_its_verdict(service: Service, people: tuple[User, User]) -> None:
    first = service.live
    field = {"id": "warna", "type": "short_text", "required": True}
    second = publish(service, people, lambda data: data["form"]["pages"][0]["fields"].append(field))
    found = versions.changes(first, second)
    assert [change.path for change in found] == ["form.warna", "form.pages"]
    assert worst(found) is Impact.NEEDS_APPLICANT


def test_a_new_service_begins_with_its_names_and_its_agency(service: Service, people: tuple[User, User]) -> None:
    nobodys = Service.objects.create(slug="tanpa-opd", code="BRU-02", source=Source.PANEL, title="Layanan baru")
    with pytest.raises(versions.VersionRefused, match="OPD pemilik"):
        versions.open_draft(nobodys, people[0])
    made = Service.objects.create(
        slug="baru", code="BRU-01", source=Source.PANEL, title="Layanan baru", agency_id="dinkes"
    )
    draft = versions.open_draft(made, people[0])
    assert draft.document["title"] == {"id": "Layanan baru"}
    with pytest.raises(versions.VersionRefused):
        versions.propose(draft, people[0], WORLD)
