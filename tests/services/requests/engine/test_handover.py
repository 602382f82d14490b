"""A case goes from hand to hand: by whom it may be given, to whom, and what is said when not."""

from __future__ import annotations

import pytest
import time_machine

from citizens.models import Region
from citizens.notifications.models import Notification
from services.catalogue import documents as catalogue
from services.requests import audit, engine
from services.requests.models import Phase, RequestEvent, RequestGrant, RequestTask, ServiceRequest
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


@pytest.fixture
def holder(filed):
    made = world.officer("verifikator")
    world.press(filed, "ambil", made)
    return made


def give(case: ServiceRequest, giver: world.Actor, to: world.Actor | str, text: str = "") -> engine.Outcome:
    receiver = to if isinstance(to, str) else str(to.staff.pk)
    return world.press(case, "limpahkan", giver, to=receiver, text=text)


def refused(case: ServiceRequest, giver: world.Actor, to: world.Actor | str, error: type[engine.EngineError]) -> str:
    seq, before = world.fresh(case).seq, world.fresh(case).assignee
    with pytest.raises(error) as refusal:
        give(case, giver, to)
    assert (world.fresh(case).seq, world.fresh(case).assignee) == (seq, before)
    return refusal.value.sentence


def names(case: ServiceRequest) -> list[str]:
    return [str(each.staff) for each in engine.colleagues(case, catalogue.load(case.version))]


def told(officer: world.Actor) -> list[str]:
    return [notice.topic for notice in Notification.objects.filter(user=officer.user)]


def test_the_colleague_who_receives_a_case_hears_of_it_and_nobody_else_does(filed, holder):
    colleague = world.officer("verifikator")
    give(filed, holder, colleague)
    assert told(colleague) == ["requests.dilimpahkan"]
    assert told(holder) == []
    notice = Notification.objects.get(user=colleague.user)
    assert notice.context["number"] == filed.number
    assert notice.path == f"/panel/antrean/{filed.pk}/"


def test_whoever_fetches_a_case_from_an_absent_colleague_is_not_told_what_they_just_did(filed, holder):
    fetcher = world.officer("verifikator")
    world.away(holder, None)
    give(filed, fetcher, fetcher)
    assert world.fresh(filed).assignee == fetcher.staff
    assert told(fetcher) == []


def test_one_s_own_case_goes_to_a_colleague_with_a_note_that_only_staff_see(filed, holder):
    colleague = world.officer("verifikator")
    give(filed, holder, colleague, "Pemohon akan datang Senin.")
    assert world.fresh(filed).assignee == colleague.staff
    event = RequestEvent.objects.filter(request=filed).latest("seq")
    assert (event.kind, event.visibility, event.function) == ("hand_over", "internal", "verifikator")
    assert event.payload.data["from"] == holder.staff.pk
    assert list(audit.verify([filed.pk])) == []
    inside = timeline(world.fresh(filed), staff=True)[0]
    assert (inside.title, inside.text) == (f"Dilimpahkan kepada {colleague.staff}", "Pemohon akan datang Senin.")
    assert not [entry for entry in timeline(world.fresh(filed)) if "limpahkan" in entry.title]


def test_the_note_may_be_left_out_and_is_not_endless(filed, holder):
    colleague = world.officer("verifikator")
    with pytest.raises(engine.InvalidData, match="paling panjang"):
        give(filed, holder, colleague, "x" * 4001)
    give(filed, holder, colleague)
    assert world.fresh(filed).assignee == colleague.staff


def test_a_story_whose_contents_were_forgotten_still_says_that_it_was_handed_on(filed, holder):
    give(filed, holder, world.officer("verifikator"))
    payload = RequestEvent.objects.filter(request=filed).latest("seq").payload
    payload.salt, payload.data, payload.destroyed_at = "", None, world.fresh(filed).updated_at
    payload.save()
    assert timeline(world.fresh(filed), staff=True)[0].title == "Dilimpahkan kepada rekan"


def test_a_colleague_s_case_is_not_given_away_by_just_anybody(filed, holder):
    other, third = world.officer("verifikator"), world.officer("verifikator")
    assert "sedang menangani permohonan ini" in refused(filed, other, third, engine.NotAllowed)
    assert "sedang menangani permohonan ini" in refused(filed, other, other, engine.NotAllowed)


@pytest.mark.parametrize("function", ["kepala", "atasan"])
def test_a_superior_gives_a_colleague_s_case(filed, holder, function):
    colleague = world.officer("verifikator")
    give(filed, world.officer(function), colleague)
    assert world.fresh(filed).assignee == colleague.staff


def test_the_admin_of_the_agency_gives_it_without_holding_a_function(filed, holder):
    admin, colleague = world.officer(is_agency_admin=True), world.officer("verifikator")
    give(filed, admin, colleague)
    assert world.fresh(filed).assignee == colleague.staff
    assert RequestEvent.objects.filter(request=filed).latest("seq").function == ""


def test_the_admin_of_the_agency_does_nothing_else_without_a_function(filed, holder):
    admin = world.officer(is_agency_admin=True)
    for action in ("ambil", "catatan", "prioritaskan"):
        with pytest.raises(engine.NotAllowed, match="bukan wewenang"):
            world.press(filed, action, admin, text="x", flag="lansia")


def test_the_admin_of_the_agency_has_no_hand_in_a_confidential_case():
    home = world.agency("dkbp3a", "PPA")
    version = world.publish(documents.anonymous())
    case = world.submitted(version, world.citizen())
    unit, colleague = (world.officer("verifikator", at=home, service=version.service) for _n in range(2))
    world.press(case, "ambil", unit)
    admin = world.officer("verifikator", "kepala", at=home, is_agency_admin=True)
    refused(case, admin, colleague, engine.NotFound)
    give(case, unit, colleague)
    assert world.fresh(case).assignee == colleague.staff


@pytest.mark.parametrize("how", ["away", "dismissed", "no function"])
def test_a_case_of_somebody_who_is_gone_is_given_on_by_any_colleague_at_work_on_it(filed, holder, how):
    if how == "away":
        world.away(holder, None)
    elif how == "dismissed":
        holder.staff.is_active = False
        holder.staff.save()
    else:
        holder.staff.functions.all().delete()
    colleague = world.officer("verifikator")
    give(filed, colleague, colleague)
    assert world.fresh(filed).assignee == colleague.staff


def test_a_case_nobody_has_is_taken_first(filed):
    assert "belum ditangani" in refused(
        filed, world.officer("verifikator"), world.officer("verifikator"), engine.NotAllowed
    )


def test_an_ended_case_is_not_given_on(filed, holder):
    ServiceRequest.objects.filter(pk=filed.pk).update(phase=Phase.CLOSED)
    refused(filed, holder, world.officer("verifikator"), engine.WrongState)


def test_a_pending_decision_is_not_given_on(filed, holder):
    world.press(filed, "lengkap", holder)
    head = world.officer("kepala")
    world.press(filed, "ambil", head)
    world.press(filed, "tolak", head, alasan="x")
    refused(filed, head, world.officer("kepala"), engine.WrongState)


def test_the_receiver_is_active_can_act_in_the_present_state_and_is_here(filed, holder):
    other_agency = world.officer("verifikator", at=world.agency("bapenda", "BPD"))
    gone = world.officer("verifikator")
    gone.staff.is_active = False
    gone.staff.save()
    away = world.officer("verifikator")
    world.away(away, None, until=5)
    for wrong in (world.officer("kepala"), world.officer(), other_agency, gone, "999999", "x", "1' or '1"):
        assert "tidak berwenang pada tahap" in refused(filed, holder, wrong, engine.InvalidData)
    assert refused(filed, holder, away, engine.InvalidData).endswith(
        "sedang tidak di tempat sampai Senin, 30 November 2026. Pilih rekan lain."
    )
    assert "sudah menangani" in refused(filed, holder, holder, engine.InvalidData)
    assert "Pilih rekan yang menerima" in refused(filed, holder, "", engine.InvalidData)
    assert names(world.fresh(filed)) == []


def test_the_applicant_does_not_receive_the_own_case():
    version, applicant = world.publish(), world.citizen()
    case = world.submitted(version, applicant)
    holder, receiver = world.officer("verifikator"), world.officer("verifikator")
    world.press(case, "ambil", holder)
    party, applicant.user.party = applicant.user.party, None
    applicant.user.save()
    receiver.user.party = party
    receiver.user.save()
    assert "adalah pemohonnya" in refused(case, holder, receiver, engine.InvalidData)
    assert names(world.fresh(case)) == []


def test_the_area_of_a_receiver_must_hold_the_case(filed, holder):
    ciruas, kragilan = (
        Region.objects.create(code=code, kind="district", name=code, folded=code) for code in ("36.04.09", "36.04.10")
    )
    village = Region.objects.create(code="36.04.09.2001", kind="village", name="x", folded="x", parent=ciruas)
    ServiceRequest.objects.filter(pk=filed.pk).update(region=village)
    inside = [world.officer("verifikator", region=area) for area in (ciruas, village)]
    outside = world.officer("verifikator", region=kragilan)
    assert set(names(world.fresh(filed))) == {str(each.staff) for each in inside}
    refused(filed, holder, outside, engine.InvalidData)


def test_who_stands_in_for_a_holder_may_receive_and_the_list_says_for_whom(filed, holder):
    absent, substitute = world.officer("verifikator"), world.officer(at=world.agency("bapenda", "BPD"))
    world.away(absent, substitute)
    (found,) = engine.colleagues(world.fresh(filed), catalogue.load(filed.version))
    assert (found.staff, found.acting_for, found.acts_as) == (substitute.staff, absent.staff, "plh")
    give(filed, holder, substitute)
    assert world.fresh(filed).assignee == substitute.staff


def test_the_list_of_colleagues_costs_the_same_for_many(filed, holder, django_assert_max_num_queries):
    for _number in range(9):
        world.officer("verifikator")
    case, document = world.fresh(filed), catalogue.load(filed.version)
    with django_assert_max_num_queries(7):
        assert len(engine.colleagues(case, document)) == 9


def test_while_the_applicant_has_the_word_any_function_of_the_case_may_receive(filed, holder):
    world.press(filed, "kembalikan", holder, items=[{"field": "nama", "note": "Seperti di KTP."}])
    world.press(filed, "ambil", holder)
    head = world.officer("kepala")
    give(filed, holder, head)
    assert world.fresh(filed).assignee == head.staff


def test_a_guest_neither_gives_nor_receives(filed, holder):
    dlh = world.agency("dlh", "DLH")
    guest = world.officer("verifikator", at=dlh)
    RequestTask.objects.create(request=filed, fork="2", function="verifikator", agency=dlh)
    RequestGrant.objects.create(request=filed, agency=dlh, fields=[])
    assert "bukan wewenang" in refused(filed, guest, world.officer("verifikator"), engine.NotAllowed)
    refused(filed, holder, guest, engine.InvalidData)


def test_the_applicant_gives_nothing_away(filed, holder):
    refused(filed, world.Actor.of(filed.filed_by), holder, engine.NotAllowed)


def test_pressed_twice_it_counts_once(filed, holder):
    colleague = world.officer("verifikator")
    data = {"to": str(colleague.staff.pk), "text": ""}
    first = engine.perform(filed.pk, "limpahkan", holder, data=data, key="sama-sama-sama-1")
    again = engine.perform(filed.pk, "limpahkan", holder, data=data, key="sama-sama-sama-1")
    assert (again.replayed, again.event_seq) == (True, first.event_seq)
    assert RequestEvent.objects.filter(request=filed, kind="hand_over").count() == 1
