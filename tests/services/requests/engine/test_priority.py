"""Who goes first: flagged when the request is sent, set and lifted by officers with a reason, read by documents."""

from __future__ import annotations

import copy
from datetime import date

import pytest
import time_machine
from django.db import IntegrityError, transaction

from services.requests import audit, engine
from services.requests.models import Priority, RequestEvent, ServiceRequest
from services.requests.prefill import facts_for
from services.requests.presenters.timeline import timeline
from tests.services.requests import documents, world

pytestmark = pytest.mark.django_db
NOON = "2026-11-25T05:00:00Z"


@pytest.fixture(autouse=True)
def now():
    with time_machine.travel(NOON, tick=False):
        yield


@pytest.fixture
def filed():
    return world.submitted(world.publish(), world.citizen())


def born(day: date | None) -> world.Actor:
    citizen = world.citizen()
    citizen.party.birth_date = day
    citizen.party.save()
    return citizen


def ruled(*rules: dict) -> dict:
    """Return the plain document with rules of its own."""
    data = copy.deepcopy(documents.PLAIN)
    data["priority"] = list(rules)
    return data


def rule(flag: str, value: bool) -> dict:
    return {"flag": flag, "when": {"op": "eq", "args": [{"f": "punya"}, value]}}


@pytest.mark.parametrize(
    ("day", "flag"),
    [
        (date(1966, 11, 25), "lansia"),  # 60 today
        (date(1966, 11, 26), ""),  # 60 tomorrow
        (date(1930, 1, 1), "lansia"),
        (date(1990, 4, 14), ""),
        (None, ""),
    ],
)
def test_sixty_years_of_age_flag_every_service_without_its_document_saying_so(day, flag):
    case = world.submitted(world.publish(), born(day))
    assert case.priority == flag
    assert case.goes_first == (1 if flag else 0)


def test_the_first_rule_of_a_document_that_holds_comes_before_age():
    version = world.publish(ruled(rule("bencana", False), rule("disabilitas", True), rule("hamil", True)))
    assert world.submitted(version, born(date(1930, 1, 1))).priority == "disabilitas"


def test_where_no_rule_of_the_document_holds_age_still_counts():
    version = world.publish(ruled(rule("bencana", False)))
    assert world.submitted(version, born(date(1930, 1, 1))).priority == "lansia"
    assert world.submitted(version, born(None)).priority == ""


def test_the_event_of_sending_keeps_the_flag_so_that_history_tells_it():
    case = world.submitted(world.publish(), born(date(1930, 1, 1)))
    assert RequestEvent.objects.get(request=case, kind="submit").payload.data["priority"] == "lansia"
    assert timeline(case, staff=True)[-1].text == "Prioritas: lansia"
    assert not [entry for entry in timeline(case) if "rioritas" in entry.title + entry.text]


def test_a_report_without_an_account_is_flagged_by_rules_alone():
    version = world.publish({**documents.anonymous(), "priority": [rule("hamil", True)]})
    visitor = world.Actor("anonymous", session="sesi-uji")
    case = world.draft(version, visitor)
    engine.perform(case.pk, "ajukan", visitor, key="kirim-anonim-1")
    assert world.fresh(case).priority == "hamil"


@pytest.mark.parametrize("flag", Priority.values)
def test_an_officer_sets_and_lifts_a_flag_with_a_reason(filed, flag):
    officer = world.officer("verifikator")
    world.press(filed, "prioritaskan", officer, flag=flag, text="Datang ke loket dengan kursi roda.")
    assert (world.fresh(filed).priority, world.fresh(filed).goes_first) == (flag, 1)
    said = timeline(world.fresh(filed), staff=True)[0]
    assert (said.title, said.text) == (
        f"Prioritas: {Priority(flag).label}",
        "Datang ke loket dengan kursi roda.",
    )
    world.press(filed, "prioritaskan", officer, flag="", text="Keliru.")
    assert (world.fresh(filed).priority, world.fresh(filed).goes_first) == ("", 0)
    assert timeline(world.fresh(filed), staff=True)[0].title == "Prioritas dicabut"
    assert list(audit.verify([filed.pk])) == []


def test_the_applicant_reads_nothing_of_it(filed):
    before = len(timeline(world.fresh(filed)))
    world.press(filed, "prioritaskan", world.officer("verifikator"), flag="hamil", text="Terlihat hamil.")
    assert len(timeline(world.fresh(filed))) == before


@pytest.mark.parametrize(
    ("data", "error", "sentence"),
    [
        ({"flag": "raja", "text": "x"}, engine.InvalidData, "dari daftar"),
        ({"flag": "lansia", "text": "  "}, engine.InvalidData, "Tulis alasannya"),
        ({"flag": "lansia"}, engine.InvalidData, "Tulis alasannya"),
        ({"flag": "lansia", "text": "x" * 4001}, engine.InvalidData, "paling panjang"),
        ({"flag": "", "text": "x"}, engine.NotAllowed, "memang tidak diprioritaskan"),
    ],
)
def test_what_is_missing_or_makes_no_sense_is_refused_with_a_sentence(filed, data, error, sentence):
    with pytest.raises(error, match=sentence):
        world.press(filed, "prioritaskan", world.officer("verifikator"), **data)
    assert world.fresh(filed).priority == ""


def test_the_same_flag_again_is_refused(filed):
    officer = world.officer("verifikator")
    world.press(filed, "prioritaskan", officer, flag="hamil", text="x")
    with pytest.raises(engine.NotAllowed, match="sudah diprioritaskan: ibu hamil"):
        world.press(filed, "prioritaskan", officer, flag="hamil", text="lagi")


def test_only_officers_at_work_on_an_open_case_flag_it(filed):
    for stranger in (world.officer(), world.officer("verifikator", at=world.agency("bapenda", "BPD"))):
        with pytest.raises(engine.NotFound):
            world.press(filed, "prioritaskan", stranger, flag="hamil", text="x")
    ServiceRequest.objects.filter(pk=filed.pk).update(phase="closed")
    with pytest.raises(engine.WrongState):
        world.press(filed, "prioritaskan", world.officer("verifikator"), flag="hamil", text="x")


def test_a_document_reads_the_flag_as_a_fact(filed):
    assert "request.priority" not in facts_for(filed.applicant, filed)
    filed.priority = "hamil"
    assert facts_for(filed.applicant, filed)["request.priority"] == "hamil"


def test_the_database_knows_no_other_flag(filed):
    with pytest.raises(IntegrityError), transaction.atomic():
        ServiceRequest.objects.filter(pk=filed.pk).update(priority="raja")
