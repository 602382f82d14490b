"""A service closes, or a newer version comes into force, while somebody is in the middle of its form.

The page and the interface say it alike, and nothing that was answered is lost.
"""

from __future__ import annotations

import copy
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from foundation import clock
from services.catalogue.models import Service
from services.requests import engine
from services.requests.models import ServiceRequest
from tests.services.requests import world
from tests.services.requests.api_client import Program, problem
from tests.services.requests.documents import ANSWERS, PLAIN
from tests.services.requests.pages import rooms

pytestmark = pytest.mark.django_db
REASON = "Pindah ke Mal Pelayanan Publik."
TYPED = {"nama": "Siti Uji", "nik": ANSWERS["nik"], "punya": "ya"}
SENT = {"declared": True}


@pytest.fixture
def person() -> world.Actor:
    world.publish()
    return world.citizen()


@pytest.fixture
def browser(person: world.Actor) -> Client:
    return rooms.browser(person)


@pytest.fixture
def program(person: world.Actor) -> Program:
    return Program.of(person)


def halfway(client: Client) -> ServiceRequest:
    """Return a draft with its first page answered in the browser."""
    draft = rooms.begin(client, "izin-uji")
    assert client.post(rooms.page_url(draft, "data"), TYPED).status_code == 302
    return draft


def through_the_interface(program: Program) -> str:
    """Return a draft with its first page answered by a program."""
    pk = str(program.post("requests/", {"service": "izin-uji"}).json()["id"])
    assert program.put(f"requests/{pk}/answers/data/", {"answers": ANSWERS}).json()["problems"] == []
    return pk


def close() -> None:
    Service.objects.update(closes_at=clock.now(), closed_message=REASON)


def open_again() -> None:
    Service.objects.update(closes_at=None, closed_message="")


def asking_more() -> dict[str, Any]:
    """Return the document with one more compulsory question on its first page."""
    data = copy.deepcopy(PLAIN)
    data["form"]["pages"][0]["fields"].append(
        {"id": "warna", "type": "short_text", "required": True, "label": {"id": "Warna kesukaan"}}
    )
    return data


def kept(pk: Any) -> tuple[str, Any]:
    """Return phase and name of a request."""
    found = ServiceRequest.objects.get(pk=pk)
    return str(found.phase), engine.plain_answers(found).get("nama")


def test_who_types_while_the_service_closes_is_told_why_at_sending_and_keeps_the_draft(browser: Client) -> None:
    draft = halfway(browser)
    close()
    assert browser.post(rooms.page_url(draft, "lain"), {"jumlah": "3"}).status_code == 302
    refused = rooms.send(browser, draft)
    assert refused.status_code == 422
    assert REASON in rooms.text_of(refused)
    assert kept(draft.pk) == ("draft", "Siti Uji")


def test_the_draft_is_sent_as_it_is_once_the_service_opens_again(browser: Client) -> None:
    draft = halfway(browser)
    close()
    rooms.send(browser, draft)
    open_again()
    assert rooms.send(browser, draft)["Location"] == reverse("requests:receipt", args=[draft.pk])
    assert kept(draft.pk) == ("in_process", "Siti Uji")


def test_a_program_is_told_why_as_well_and_its_answers_stay(program: Program) -> None:
    pk = through_the_interface(program)
    close()
    assert program.put(f"requests/{pk}/answers/lain/", {"answers": {"jumlah": 3}}).status_code == 200
    assert REASON in problem(program.post(f"requests/{pk}/submit/", SENT), 409, "closed")["detail"]
    assert kept(pk) == ("draft", "Siti Uji")
    open_again()
    assert program.post(f"requests/{pk}/submit/", SENT).status_code == 200


def test_a_form_in_the_making_goes_on_as_it_began_when_a_newer_version_comes_into_force(browser: Client) -> None:
    draft = halfway(browser)
    world.publish(asking_more())
    page = browser.get(rooms.page_url(draft, "data"))
    assert "Warna kesukaan" not in rooms.text_of(page)
    assert rooms.form_of(page)["nama"] == ["Siti Uji"]
    assert browser.post(rooms.page_url(draft, "data"), TYPED | {"nama": "Siti Baru"}).status_code == 302
    assert rooms.send(browser, draft)["Location"] == reverse("requests:receipt", args=[draft.pk])
    sent = ServiceRequest.objects.get(pk=draft.pk)
    assert (sent.version.number, kept(draft.pk)) == (1, ("in_process", "Siti Baru"))


def test_whoever_begins_afterwards_gets_the_newer_version(browser: Client) -> None:
    halfway(browser)
    world.publish(asking_more())
    newer = rooms.begin(browser, "izin-uji", mulai="baru", kunci="1" * 32)
    assert newer.version.number == 2
    assert "Warna kesukaan" in rooms.text_of(browser.get(rooms.page_url(newer, "data")))


def test_a_program_reads_the_form_its_draft_began_with_and_sends_it(program: Program) -> None:
    pk = through_the_interface(program)
    world.publish(asking_more())
    asked = [
        field["id"] for page in program.get(f"requests/{pk}/form/").json()["form"]["pages"] for field in page["fields"]
    ]
    assert "warna" not in asked
    problem(program.put(f"requests/{pk}/answers/data/", {"answers": {"warna": "biru"}}), 422, "invalid")
    assert program.post(f"requests/{pk}/submit/", SENT).status_code == 200
    assert ServiceRequest.objects.get(pk=pk).version.number == 1


def test_a_service_withdrawn_for_good_still_lets_the_draft_be_read_and_thrown_away(program: Program) -> None:
    pk = through_the_interface(program)
    Service.objects.update(withdrawn_at=clock.now())
    assert program.get(f"requests/{pk}/answers/").json()["answers"]["nama"] == "Siti Uji"
    problem(program.post(f"requests/{pk}/submit/", SENT), 409, "closed")
    assert program.ask("delete", f"requests/{pk}/").status_code == 204
