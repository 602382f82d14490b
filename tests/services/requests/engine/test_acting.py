"""Acting for a colleague who is away: on the record, within the colleague's reach, and never for both of four eyes."""

from __future__ import annotations

import copy

import pytest
import time_machine
from django.db import IntegrityError, transaction

from agencies.models import Absence
from citizens.models import Party
from services.requests import audit, chain, engine
from services.requests.models import RequestEvent, RequestGrant, RequestTask, ServiceRequest
from services.requests.policies import asked_of, at_home, functions_of, holdings, office_of, visible_to, workable_by
from services.requests.presenters.timeline import timeline
from tests.services.requests import documents, world

pytestmark = pytest.mark.django_db
NOON = "2026-11-25T05:00:00Z"


@pytest.fixture(autouse=True)
def now():
    with time_machine.travel(NOON, tick=False) as traveller:
        yield traveller


@pytest.fixture
def filed():
    return world.submitted(world.publish(), world.citizen())


def titled(actor: world.Actor, title: str) -> world.Actor:
    assert actor.staff is not None
    actor.staff.title = title
    actor.staff.save()
    return actor


def last(request: ServiceRequest) -> RequestEvent:
    return RequestEvent.objects.filter(request=request).latest("seq")


def test_a_substitute_acts_and_the_event_says_for_whom_and_as_what(filed):
    absent, substitute = world.officer("verifikator"), world.officer()
    world.away(absent, substitute)
    world.press(filed, "lengkap", substitute)
    event = last(filed)
    assert (event.actor, event.function) == (substitute.user, "verifikator")
    assert (event.acting_for, event.acts_as) == (absent.staff, "plh")
    assert list(audit.verify([filed.pk])) == []


@pytest.mark.parametrize("field", ["acting_for", "acts_as"])
def test_the_hash_of_an_event_covers_whose_office_it_was(filed, field):
    absent, substitute = world.officer("verifikator"), world.officer()
    world.away(absent, substitute)
    world.press(filed, "lengkap", substitute)
    event = last(filed)
    before = chain.event_hash(event)
    setattr(event, field, world.officer().staff if field == "acting_for" else "plt")
    assert chain.event_hash(event) != before


def test_an_event_of_one_s_own_names_nobody_else(filed):
    world.press(filed, "lengkap", world.officer("verifikator"))
    assert (last(filed).acting_for, last(filed).acts_as) == (None, "")


def test_the_database_refuses_an_office_without_its_absent_holder(filed):
    event = last(filed)
    event.pk, event.seq, event.acts_as = None, 99, "plh"
    with pytest.raises(IntegrityError), transaction.atomic():
        event.save(force_insert=True)


def test_a_function_of_one_s_own_wins_over_a_substituted_one(filed):
    absent, both = world.officer("verifikator"), world.officer("verifikator")
    world.away(absent, both)
    world.press(filed, "lengkap", both)
    assert last(filed).acting_for is None


def test_every_day_steps_are_done_in_one_s_own_function_first(filed):
    absent, both = world.officer("aaa_lain"), world.officer("verifikator")
    world.away(absent, both)
    world.press(filed, "catatan", both, text="Sudah dicek.")
    assert (last(filed).function, last(filed).acting_for) == ("verifikator", None)


def test_a_note_of_a_mere_substitute_says_so(filed):
    absent, substitute = world.officer("verifikator"), world.officer()
    world.away(absent, substitute)
    world.press(filed, "catatan", substitute, text="Sudah dicek.")
    assert last(filed).acting_for == absent.staff


def test_a_substitute_from_another_agency_sees_and_acts_at_the_absent_one_s(filed):
    bapenda = world.agency("bapenda", "BPD")
    absent, substitute = world.officer("verifikator"), world.officer("verifikator", at=bapenda)
    assert not visible_to(substitute).exists()
    world.away(absent, substitute)
    assert list(visible_to(substitute)) == list(workable_by(substitute)) == [filed]
    assert functions_of(substitute.staff, filed) == {"verifikator"}
    assert at_home(substitute.staff, filed)
    assert office_of(substitute.staff, filed) == "disdukcapil"
    world.press(filed, "lengkap", substitute)
    assert last(filed).acting_for == absent.staff


def test_the_substitute_s_own_functions_do_not_reach_into_the_absent_one_s_agency(filed):
    substitute = world.officer("kepala", at=world.agency("bapenda", "BPD"))
    world.away(world.officer("verifikator"), substitute)
    world.press(filed, "lengkap", world.officer("verifikator"))
    with pytest.raises(engine.NotAllowed, match="bukan wewenang"):
        world.press(filed, "setujui", substitute)


@pytest.mark.parametrize("change", [{"last_day": "2026-11-24", "first_day": "2026-11-20"}, {"substitute": None}])
def test_the_right_ends_when_the_absence_does(filed, change):
    absent, substitute = world.officer("verifikator"), world.officer()
    world.away(absent, substitute)
    assert visible_to(substitute).exists()
    Absence.objects.update(**change)
    with pytest.raises(engine.NotFound):
        world.press(filed, "lengkap", substitute)
    assert not visible_to(substitute).exists()


def test_who_is_replaced_by_a_plt_finds_nothing_meanwhile(filed):
    absent = world.officer("verifikator")
    world.away(absent, world.officer(), "plt")
    with pytest.raises(engine.NotFound):
        world.press(filed, "lengkap", absent)


def test_a_confidential_service_stays_open_to_who_stands_in_for_its_unit():
    home = world.agency("dkbp3a", "PPA")
    version = world.publish(documents.anonymous())
    case = world.submitted(version, world.citizen())
    unit, general = world.officer("verifikator", at=home, service=version.service), world.officer("kepala", at=home)
    substitute, other = world.officer(at=home), world.officer(at=home)
    world.away(unit, substitute)
    world.away(general, other)
    assert visible_to(substitute).filter(pk=case.pk).exists()
    assert not visible_to(other).filter(pk=case.pk).exists()


def test_nobody_acts_for_whoever_took_the_first_step(filed):
    both, substitute = world.officer("verifikator", "kepala"), world.officer()
    world.press(filed, "lengkap", both)
    world.away(titled(both, "Camat"), substitute)
    with pytest.raises(engine.NotAllowed, match="Empat mata: Camat, yang Anda gantikan"):
        world.press(filed, "setujui", substitute)


def test_who_was_acted_for_does_not_take_the_second_step_either(filed):
    both, substitute = world.officer("verifikator", "kepala"), world.officer()
    absence = world.away(both, substitute)
    world.press(filed, "lengkap", substitute)
    absence.delete()
    with pytest.raises(engine.NotAllowed, match="Empat mata"):
        world.press(filed, "setujui", both)


def test_two_substitutes_of_one_person_are_still_one_pair_of_eyes(filed):
    both, first, second = world.officer("verifikator", "kepala"), world.officer(), world.officer()
    absence = world.away(both, first)
    world.press(filed, "lengkap", first)
    absence.substitute = second.staff
    absence.save()
    with pytest.raises(engine.NotAllowed, match="Empat mata"):
        world.press(filed, "setujui", second)


def test_a_substitute_who_checked_does_not_decide_for_another(filed):
    head, checker = world.officer("kepala"), world.officer("verifikator")
    world.press(filed, "lengkap", checker)
    world.away(head, checker)
    with pytest.raises(engine.NotAllowed, match="Empat mata: Anda"):
        world.press(filed, "setujui", checker)


def test_of_two_offices_the_one_that_may_act_is_taken(filed):
    blocked, free, substitute = world.officer("verifikator", "kepala"), world.officer("kepala"), world.officer()
    world.press(filed, "lengkap", blocked)
    world.away(blocked, substitute)
    world.away(free, substitute)
    world.press(filed, "tolak", substitute, alasan="Berkas palsu.")
    assert last(filed).acting_for == free.staff


def test_nobody_decides_on_the_request_of_whom_they_act_for():
    version, applicant = world.publish(), world.citizen()
    case = world.submitted(version, applicant)
    absent, substitute = world.officer("verifikator"), world.officer()
    party = Party.objects.get(pk=applicant.party.pk)
    applicant.user.party = None
    applicant.user.save()
    absent.user.party = party
    absent.user.save()
    world.away(absent, substitute)
    for action in ("lengkap", "ambil", "catatan"):
        with pytest.raises(engine.NotAllowed, match="milik sendiri"):
            world.press(case, action, substitute, text="x")


def test_the_story_names_the_office_and_no_person(filed):
    absent, substitute = titled(world.officer("verifikator"), "Camat Uji"), titled(world.officer(), "Sekretaris Uji")
    world.away(absent, substitute)
    world.press(filed, "lengkap", substitute)
    for staff in (True, False):
        entry = next(e for e in timeline(world.fresh(filed), staff=staff) if e.who)
        assert entry.who == "Plh. Camat Uji, oleh Sekretaris Uji"
    Absence.objects.update(acts_as="plt")  # what the record says does not change with the absence
    assert timeline(world.fresh(filed), staff=True)[0].who.startswith("Plh.")


def test_a_refusal_names_the_office_that_was_faster(filed):
    absent, substitute = titled(world.officer("verifikator"), "Camat Uji"), titled(world.officer(), "Sekretaris Uji")
    world.away(absent, substitute, "plt")
    world.press(filed, "lengkap", substitute)
    with pytest.raises(engine.WrongState, match=r"Sudah diproses Plt\. Camat Uji, oleh Sekretaris Uji"):
        world.press(filed, "lengkap", world.officer("verifikator"))


def test_an_offer_says_whose_office_it_would_be(filed):
    absent, substitute = world.officer("verifikator"), world.officer()
    world.away(absent, substitute)
    offers = engine.offered(filed, substitute)
    assert {(offer.key, offer.acting_for, offer.acts_as) for offer in offers if offer.allowed} == {
        ("lengkap", absent.staff, "plh"),
        ("kembalikan", absent.staff, "plh"),
    }


def test_a_claim_by_somebody_whose_substitution_ended_binds_nobody(filed):
    absent, substitute, colleague = world.officer("verifikator"), world.officer(), world.officer("verifikator")
    absence = world.away(absent, substitute)
    world.press(filed, "ambil", substitute)
    with pytest.raises(engine.NotAllowed, match="Sudah diambil"):
        world.press(filed, "ambil", colleague)
    absence.delete()
    world.press(filed, "ambil", colleague)
    assert world.fresh(filed).assignee == colleague.staff


def forked() -> dict:
    """Return a service that asks another agency for its part."""
    data = copy.deepcopy(documents.PLAIN)
    data["functions"]["teknis"] = {}
    states = data["workflow"]["states"]
    fork = {
        "key": "minta", "by": ["verifikator"], "to": "pendapat", "type": "fork",
        "tasks": [{"function": "teknis", "agency": "dlh", "fields": ["nama"]}],
    }  # fmt: skip
    states["verifikasi"]["actions"].append(fork)
    states["pendapat"] = {
        "phase": "in_process",
        "actions": [{"key": "setuju_teknis", "by": ["teknis"], "to": "putusan", "type": "task"}],
    }
    return data


def test_a_guest_s_part_is_done_by_who_stands_in_at_the_guest_s_agency():
    dlh = world.agency("dlh", "DLH")
    case = world.submitted(world.publish(forked()), world.citizen())
    guest, substitute = world.officer("teknis", at=dlh), world.officer(at=world.agency("bapenda", "BPD"))
    world.press(case, "minta", world.officer("verifikator"))
    world.away(guest, substitute)
    assert [task.request for task in asked_of(holdings(substitute.staff), substitute.staff)] == [case]
    assert not at_home(substitute.staff, case)
    world.press(case, "setuju_teknis", substitute)
    assert (world.fresh(case).state, last(case).acting_for) == ("putusan", guest.staff)
    assert not visible_to(substitute).exists()


def test_an_officer_of_the_agency_who_looks_in_for_a_guest_stays_a_guest(filed):
    dlh = world.agency("dlh", "DLH")
    RequestTask.objects.create(request=filed, fork="2", function="teknis", agency=dlh)
    RequestGrant.objects.create(request=filed, agency=dlh, fields=["nama"])
    here = world.officer()  # works for the request's own agency, in no function
    world.away(world.officer("teknis", at=dlh), here)
    assert list(visible_to(here)) == [filed]
    assert not at_home(here.staff, filed)


@pytest.mark.parametrize(("service", "seen"), [(True, True), (False, False)])
def test_a_guest_s_function_for_one_service_reaches_no_other(filed, service, seen):
    dlh = world.agency("dlh", "DLH")
    other = world.publish({**documents.PLAIN, "code": "TST-09", "slug": "izin-lain"}).service
    RequestTask.objects.create(request=filed, fork="2", function="teknis", agency=dlh)
    RequestGrant.objects.create(request=filed, agency=dlh, fields=[])
    guest = world.officer("teknis", at=dlh, service=filed.service if service else other)
    assert visible_to(guest).exists() is asked_of(holdings(guest.staff), guest.staff).exists() is seen
    assert not workable_by(guest).exists()
