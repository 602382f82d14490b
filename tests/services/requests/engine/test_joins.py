"""Where a join leads, who may end a request by it, and what happens to a part that came too late."""

from __future__ import annotations

from typing import Any

import pytest
import time_machine

from services.requests import engine
from services.requests.invariants import check
from services.requests.models import RequestEvent, RequestTask
from services.requests.prefill import facts_for
from services.requests.presenters.timeline import timeline
from tests.services.requests import world
from tests.services.requests.forking import Room, forking, room

pytestmark = pytest.mark.django_db
NEVER = {"op": "eq", "args": [{"f": "jumlah"}, 99]}


def fork_of(data: dict[str, Any]) -> dict[str, Any]:
    """Return the fork of the test document, to be bent."""
    found = next(a for a in data["workflow"]["states"]["verifikasi"]["actions"] if a["key"] == "teruskan")
    assert isinstance(found, dict)
    return found


def panel() -> dict[str, Any]:
    """Return a document in which two functions at home decide together."""
    data = forking()
    data["functions"]["wakil"] = {}
    fork_of(data)["tasks"] = [{"function": "kepala"}, {"function": "wakil"}]
    for part in data["workflow"]["states"]["telaah"]["actions"][:2]:
        part |= {"by": ["kepala", "wakil"], "to": "selesai" if part["key"] == "setuju" else "ditolak"}
    return data


def open_parts(made: Room) -> int:
    return RequestTask.objects.filter(request=made.request, done_at__isnull=True).count()


def test_a_fork_that_asks_nobody_forgets_how_an_earlier_one_came_out() -> None:
    data = forking()
    for task in fork_of(data)["tasks"]:
        task["when"] = {"op": "eq", "args": [{"f": "request.round"}, 0]}
    made = room(data=data)
    made.press("teruskan", made.verifikator)
    made.part(made.dlh, "tidak_setuju")
    made.press("kembalikan_telaah", made.verifikator, items=[{"field": "nama", "note": "Samakan."}])
    made.press("perbaiki", made.warga)
    made.press("teruskan", made.verifikator)
    assert (made.now.state, facts_for(None, made.now)["request.outcomes"]) == ("putusan", [])
    made.press("setujui", made.kepala)
    assert list(check([made.request.pk])) == []


def test_a_fork_that_asks_nobody_takes_the_first_join_whose_condition_holds() -> None:
    data = forking()
    fork_of(data)["tasks"] = [{**task, "when": NEVER} for task in fork_of(data)["tasks"]]
    first, second = data["workflow"]["states"]["telaah"]["actions"][:2]
    first["when"], second["to"] = NEVER, "verifikasi"
    made = room(data=data)
    made.press("teruskan", made.verifikator)
    assert made.now.state == "verifikasi"


def test_a_fork_that_asks_nobody_never_decides() -> None:
    data = panel()
    fork_of(data)["tasks"] = [{**task, "when": NEVER} for task in fork_of(data)["tasks"]]
    made = room(data=data)
    with pytest.raises(engine.NotAllowed, match="tidak ada yang perlu"):
        made.press("teruskan", made.verifikator)
    assert made.now.state == "verifikasi"


def test_parts_at_home_may_decide_together_and_the_last_can_take_it_back() -> None:
    made, deputy = room(data=panel()), world.officer("wakil")
    made.press("teruskan", made.verifikator)
    made.part(deputy)
    made.part(made.kepala)
    assert (made.now.phase, made.now.shown_state) == ("approved", "telaah")
    made.press("urungkan", made.kepala)
    assert (made.now.state, open_parts(made)) == ("telaah", 1)
    with time_machine.travel(made.now.updated_at, tick=False) as now:
        made.part(made.kepala, "tidak_setuju")
        now.shift(11)
        assert engine.settle(made.request.pk)
    assert (made.now.phase, made.now.shown_state) == ("rejected", "")
    assert list(check([made.request.pk])) == []


def test_another_agency_gives_its_part_and_never_decides() -> None:
    data = forking(join="any")
    data["workflow"]["states"]["telaah"]["actions"][0]["to"] = "selesai"
    made = room(data=data)
    made.press("teruskan", made.verifikator)
    with pytest.raises(engine.NotAllowed, match="kantor yang melayani"):
        made.part(made.dlh)
    assert (made.now.state, open_parts(made)) == ("telaah", 3)


def test_the_join_is_that_of_whoever_finishes_the_last_part_needed() -> None:
    data = forking()
    refusing = data["workflow"]["states"]["telaah"]["actions"][1]
    refusing |= {"join": "any", "to": "verifikasi"}  # one refusal is enough
    made = room(data=data)
    made.press("teruskan", made.verifikator)
    made.part(made.dlh)
    assert made.now.state == "telaah"
    made.part(made.dpupr, "tidak_setuju")
    assert (made.now.state, open_parts(made)) == ("verifikasi", 0)
    assert facts_for(None, made.now)["request.outcomes"] == ["setuju", "tidak_setuju"]


def test_a_join_that_leads_nowhere_ends_the_parts_and_stays() -> None:
    data = forking(join=1)
    for part in data["workflow"]["states"]["telaah"]["actions"][:2]:
        del part["to"]
    made = room(data=data)
    made.press("teruskan", made.verifikator)
    made.part(made.dlh)
    assert (made.now.state, open_parts(made)) == ("telaah", 0)


def test_a_fork_inside_its_own_state_replaces_the_parts_that_wait() -> None:
    data = forking()
    telaah = data["workflow"]["states"]["telaah"]
    again = {key: value for key, value in fork_of(data).items() if key != "to"}
    telaah["actions"].append({**again, "key": "tanya_lagi", "tasks": [{"function": "teknis", "agency": "dlh"}]})
    made = room(data=data)
    made.press("teruskan", made.verifikator)
    made.part(made.dpupr, "tidak_setuju")
    made.press("tanya_lagi", made.verifikator)
    assert (open_parts(made), facts_for(None, made.now)["request.outcomes"]) == (1, [])
    made.part(made.dlh)
    assert made.now.state == "putusan"


def test_who_was_asked_in_two_functions_answers_both() -> None:
    data = forking()
    fork_of(data)["tasks"] = [{"function": "teknis", "agency": "dlh"}, {"function": "kepala", "agency": "dlh"}]
    made = room(data=data)
    both = world.officer("teknis", "kepala", at=world.agency("dlh", "DLH"))
    made.press("teruskan", made.verifikator)
    made.part(both)
    made.part(both)
    assert made.now.state == "putusan"
    asked = RequestTask.objects.filter(request=made.request)
    assert {(task.function, task.assignee) for task in asked} == {("teknis", both.staff), ("kepala", both.staff)}


def test_a_part_is_answered_from_a_page_that_others_answered_beside() -> None:
    made = room()
    made.press("teruskan", made.verifikator)
    seen = made.now.seq
    made.part(made.kepala)
    data = {"catatan_teknis": "Tidak keberatan."}
    engine.perform(made.request.pk, "setuju", made.dlh, data=data, key="bersamaan-1", expected_seq=seen)
    assert open_parts(made) == 1


def test_a_part_asked_anew_is_not_answered_from_the_page_of_the_old_one() -> None:
    made = room()
    made.press("teruskan", made.verifikator)
    seen = made.now.seq
    made.press("tarik", made.verifikator)
    made.press("teruskan", made.verifikator)
    with pytest.raises(engine.Stale):
        engine.perform(
            made.request.pk, "setuju", made.dlh, data={"catatan_teknis": "Lama."}, key="halaman-lama", expected_seq=seen
        )
    assert open_parts(made) == 3


def test_a_second_press_of_the_same_answer_is_told_that_it_counted() -> None:
    made = room()
    made.press("teruskan", made.verifikator)
    data = {"catatan_teknis": "Tidak keberatan."}
    first = engine.perform(made.request.pk, "setuju", made.dlh, data=data, key="tekan-dua-kali")
    again = engine.perform(made.request.pk, "setuju", made.dlh, data=data, key="tekan-dua-kali")
    assert (again.replayed, again.event_seq) == (True, first.event_seq)
    with pytest.raises(engine.NotFound):
        engine.perform(made.request.pk, "setuju", made.dlh, data=data, key="tekan-lagi-baru")


@pytest.mark.parametrize(("shown", "read"), [(False, False), (True, True)])
def test_the_applicant_reads_that_a_part_is_done_where_the_document_shows_it(shown: bool, read: bool) -> None:
    data = forking()
    for part in data["workflow"]["states"]["telaah"]["actions"][:2]:
        part |= {"shown": shown, "form": [{"id": "alasan", "type": "long_text"}]}
    made = room(data=data)
    made.press("teruskan", made.verifikator)
    made.press("setuju", made.dlh, alasan="Rahasia dinas.")
    story = timeline(made.now)
    assert ("Satu bagian kerja selesai" in [entry.title for entry in story]) is read
    assert not [entry for entry in story if "Rahasia dinas" in entry.text]
    assert RequestEvent.objects.filter(request=made.request, kind="task").count() == 1


def test_what_offices_write_to_one_another_is_never_read_by_the_applicant() -> None:
    data = forking(join="any")
    fork_of(data)["form"] = [{"id": "alasan", "type": "long_text"}]
    for part in data["workflow"]["states"]["telaah"]["actions"][:2]:
        part["form"] = [{"id": "remark", "type": "long_text"}]
    made = room(data=data)
    made.press("teruskan", made.verifikator, alasan="Kalimat ke dinas.")
    made.press("setuju", made.dlh, remark="Kalimat dari dinas.")
    told = " ".join(entry.title + entry.text for entry in timeline(made.now))
    assert "Kalimat" not in told
    inside = [entry.text for entry in timeline(made.now, staff=True)]
    assert "Diminta dari Dlh, Dpupr, Disdukcapil" in inside
