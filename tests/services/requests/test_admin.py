"""Diskominfosatik sees that requests flow: nothing personal, nothing confidential, nothing to change."""

from __future__ import annotations

import pytest
from django.contrib import admin

from foundation import clock
from services.requests.models import ServiceRequest, SilenceEntry
from tests.services.requests import documents, world
from tests.signing_in import sign_in

pytestmark = pytest.mark.django_db
REGISTER = "/panel/kelola/requests/silenceentry/"
LIST = "/panel/kelola/requests/servicerequest/"


@pytest.fixture
def platform(client):
    boss = world.officer(at=world.agency("diskominfosatik", "KMF"), is_platform_admin=True)
    boss.user.is_superuser = True
    boss.user.save()
    return sign_in(client, boss.user)


@pytest.fixture
def filed():
    return world.submitted(world.publish(), world.citizen("Nama Rahasia"))


def test_the_list_shows_where_requests_stand_and_nobodys_name(platform, filed):
    html = platform.get(LIST).content.decode()
    assert filed.number in html
    assert "Nama Rahasia" not in html


def test_every_heading_is_in_the_language_of_the_office(platform, filed):
    pages = platform.get(LIST).content.decode() + platform.get(f"{LIST}{filed.pk}/change/").content.decode()
    for english in (
        "Number",
        "Service",
        "Agency",
        "Phase",
        "State",
        "Submitted at",
        "Due at",
        "Seq",
        "Action:",
        "Kind",
    ):
        assert f">{english}" not in pages
    assert "Berdasarkan phase" not in pages
    assert "menunggu pemohon" in pages


def test_the_record_shows_steps_but_no_applicant_and_no_answer(platform, filed):
    html = platform.get(f"{LIST}{filed.pk}/change/").content.decode()
    for word in ("Verifikasi", "Terkirim", "pemohon", "Langkah"):
        assert word in html
    for key in ("in_process", "citizen", "submit</", "Actor kind", "From state"):
        assert key not in html
    for secret in ("Nama Rahasia", "Siti Uji", "3604054104900001", "$enc"):
        assert secret not in html


def test_nobody_changes_adds_or_deletes_here(platform, filed):
    assert platform.get(f"{LIST}add/").status_code == 403
    assert platform.post(f"{LIST}{filed.pk}/change/", {"phase": "approved"}).status_code == 403
    assert platform.post(f"{LIST}{filed.pk}/delete/", {"post": "yes"}).status_code == 403
    assert world.fresh(filed).phase == "in_process"


def test_a_confidential_request_a_draft_and_a_test_are_not_there(platform):
    world.agency("dkbp3a", "PPA")
    confidential = world.submitted(world.publish(documents.anonymous()), world.citizen())
    draft = world.draft(world.publish(), world.citizen())
    searched = platform.get(LIST, {"q": confidential.number}).content.decode()
    html = platform.get(LIST).content.decode() + searched
    for hidden in (confidential, draft):
        assert str(hidden.pk) not in html
        assert platform.get(f"{LIST}{hidden.pk}/change/").status_code == 404


def test_only_the_request_and_the_register_of_silence_are_listed():
    registered = [model.__name__ for model in admin.site._registry if model._meta.app_label == "requests"]
    assert set(registered) == {ServiceRequest.__name__, SilenceEntry.__name__}


def silent(**flags) -> SilenceEntry:
    """Return a request in the register of silence."""
    request = world.submitted(world.publish(), world.citizen("Nama Rahasia"))
    ServiceRequest.objects.filter(pk=request.pk).update(**flags)
    return SilenceEntry.objects.create(request=request, due_at=clock.now(), entered_at=clock.now())


def test_diskominfosatik_sees_the_whole_register_but_nobodys_name_and_nothing_confidential(platform):
    one, hidden = silent(), silent(confidential=True)
    html = platform.get(REGISTER).content.decode()
    assert one.request.number in html
    assert "belum diputus" in html
    assert hidden.request.number not in html
    assert "Nama Rahasia" not in html


def test_nobody_edits_the_register(platform):
    entry = silent()
    assert platform.get(f"{REGISTER}add/").status_code == 403
    assert platform.post(f"{REGISTER}{entry.pk}/delete/", {"post": "yes"}).status_code == 403
    assert platform.post(f"{REGISTER}{entry.pk}/change/", {"resolved_at": ""}).status_code == 403
