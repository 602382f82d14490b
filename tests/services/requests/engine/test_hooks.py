"""What an OPD's own code may do to a request, and what happens when it raises, hangs or talks nonsense."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from typing import Any

import pytest
import time_machine

from foundation import clock
from foundation.outbox import runner
from foundation.outbox.models import Job
from services.catalogue.registry import Registry, registry
from services.requests import engine, hooks
from services.requests.engine import asking
from services.requests.hooks import EventSeen, HookProblem
from services.requests.models import RequestEvent
from tests.services.requests import world
from tests.services.requests.documents import PLAIN

pytestmark = pytest.mark.django_db
Register = Callable[[str, Callable[..., Any]], None]


@pytest.fixture
def hook(monkeypatch: pytest.MonkeyPatch) -> Register:
    known: dict[str, Any] = {}
    monkeypatch.setattr(registry, "_hooks", known)

    def register(name: str, function: Callable[..., Any]) -> None:
        known[name] = function

    return register


@pytest.fixture
def stuck(settings: Any) -> Iterator[Callable[..., Any]]:
    """Offer a hook that hangs until the test ends."""
    settings.HOOK_SECONDS = 0.05
    release = threading.Event()
    yield lambda *args: release.wait()
    release.set()


def with_hooks(**keywords: Any) -> dict[str, Any]:
    return {**PLAIN, "hooks": keywords}


def boom(*args: Any) -> Any:
    raise RuntimeError("register of the agency is down: 3604054104900001")


def test_a_validating_hook_sees_plain_answers_and_refuses_in_its_own_words(hook: Register) -> None:
    seen: list[Any] = []

    def check(answers: dict[str, Any], facts: dict[str, Any]) -> list[HookProblem]:
        seen.append(answers["nik"])
        return [HookProblem("nik", "NIK ini belum terdaftar di dinas. Datang ke loket 2.")]

    hook("uji.cek", check)
    warga = world.citizen()
    request = world.draft(world.publish(with_hooks(validate="uji.cek")), warga)
    with pytest.raises(engine.InvalidData) as refused:
        world.press(request, "ajukan", warga)
    assert seen == ["3604054104900001"]
    assert refused.value.problems[0].params["said"].startswith("NIK ini belum terdaftar")
    assert world.fresh(request).phase == "draft"


def test_what_a_hook_changes_in_what_it_was_given_reaches_no_request(hook: Register) -> None:
    hook("uji.cek", lambda answers, facts: answers.update(nama="Diganti"))
    warga = world.citizen()
    request = world.submitted(world.publish(with_hooks(validate="uji.cek")), warga)
    assert engine.plain_answers(request)["nama"] == "Siti Uji"


@pytest.mark.parametrize("answer", ["teks", {"nik": "salah"}, [1], 7, [("nik", "salah")]])
def test_nonsense_from_a_hook_counts_as_its_failure(hook: Register, answer: Any) -> None:
    hook("uji.cek", lambda answers, facts: answer)
    request = world.submitted(world.publish(with_hooks(validate="uji.cek")), world.citizen())
    assert "uji.cek" in request.trouble


def test_a_hook_that_raises_parks_the_request_and_staff_see_it_without_a_word_of_the_error(
    hook: Register, caplog: pytest.LogCaptureFixture
) -> None:
    hook("uji.cek", boom)
    request = world.submitted(world.publish(with_hooks(validate="uji.cek")), world.citizen())
    assert (request.phase, request.state) == ("in_process", "verifikasi")
    assert request.trouble == "Pemeriksaan otomatis belum berhasil: uji.cek."
    noted = RequestEvent.objects.get(request=request, kind="hook_failed")
    assert (noted.visibility, noted.payload.data) == ("internal", {"hooks": ["uji.cek"]})
    assert "3604054104900001" not in caplog.text


def test_a_hook_that_hangs_costs_a_moment_and_parks_the_request(hook: Register, stuck: Callable[..., Any]) -> None:
    hook("uji.cek", stuck)
    request = world.submitted(world.publish(with_hooks(validate="uji.cek")), world.citizen())
    assert (request.phase, bool(request.trouble)) == ("in_process", True)


def test_a_service_that_will_not_go_on_without_its_hook_keeps_the_draft(hook: Register) -> None:
    hook("uji.cek", boom)
    warga = world.citizen()
    request = world.draft(world.publish(with_hooks(validate="uji.cek", on_error="refuse")), warga)
    with pytest.raises(engine.Unavailable, match="Isian Anda tersimpan"):
        world.press(request, "ajukan", warga)
    kept = world.fresh(request)
    assert (kept.phase, kept.number, engine.plain_answers(kept)["nama"]) == ("draft", None, "Siti Uji")


def test_hooks_that_all_hang_use_up_the_slots_and_the_next_is_refused_at_once(
    hook: Register, stuck: Callable[..., Any]
) -> None:
    hook("uji.macet", stuck)
    for _number in range(hooks.SLOTS):
        with pytest.raises(hooks.HookFailed) as slow:
            hooks.call("uji.macet")
        assert slow.value.how == "timeout"
    with pytest.raises(hooks.HookFailed) as refused:
        hooks.call("uji.macet")
    assert refused.value.how == "busy"


def test_a_hook_nobody_registered_is_a_failure_not_a_crash() -> None:
    with pytest.raises(hooks.HookFailed) as refused:
        hooks.call("uji.entah", hooks=Registry())
    assert refused.value.how == "missing"


def test_an_officer_repeats_the_check_and_the_trouble_goes(hook: Register) -> None:
    hook("uji.cek", boom)
    petugas = world.officer("verifikator")
    request = world.submitted(world.publish(with_hooks(validate="uji.cek")), world.citizen())
    hook("uji.cek", lambda answers, facts: None)
    world.press(request, asking.RECHECK, petugas)
    assert world.fresh(request).trouble == ""
    with pytest.raises(engine.NotAllowed, match="Tidak ada pemeriksaan"):
        world.press(request, asking.RECHECK, petugas)


def test_a_repeated_check_that_finds_something_tells_the_officer_what(hook: Register) -> None:
    hook("uji.cek", boom)
    petugas = world.officer("verifikator")
    request = world.submitted(world.publish(with_hooks(validate="uji.cek")), world.citizen())
    hook("uji.cek", lambda answers, facts: [HookProblem("nik", "NIK tidak dikenal.")])
    world.press(request, asking.RECHECK, petugas)
    assert world.fresh(request).trouble == "NIK tidak dikenal."


def test_nobody_but_an_officer_of_the_case_repeats_the_check(hook: Register) -> None:
    hook("uji.cek", boom)
    warga, stranger = world.citizen(), world.officer("verifikator", at=world.agency("dlh", "DLH"))
    request = world.submitted(world.publish(with_hooks(validate="uji.cek")), warga)
    with pytest.raises(engine.NotAllowed):
        world.press(request, asking.RECHECK, warga)
    with pytest.raises(engine.NotFound):
        world.press(request, asking.RECHECK, stranger)


def test_answers_that_changed_while_the_hook_was_thinking_are_not_taken_unseen(hook: Register) -> None:
    warga = world.citizen()
    request = world.draft(world.publish(with_hooks(validate="uji.cek")), warga)
    hook("uji.cek", lambda answers, facts: None)
    heard = asking.ask(request.pk, "ajukan", warga)
    assert heard is not None
    assert heard.digest != asking.digest({**world.ANSWERS, "nama": "Orang Lain"})
    assert heard.digest == asking.digest(engine.plain_answers(world.fresh(request)))


def test_no_hook_is_bothered_with_answers_the_document_itself_refuses(hook: Register) -> None:
    asked: list[Any] = []
    hook("uji.cek", lambda answers, facts: asked.append(1))
    warga = world.citizen()
    request = world.draft(world.publish(with_hooks(validate="uji.cek")), warga, {"nama": "Siti Uji"})
    with pytest.raises(engine.InvalidData):
        world.press(request, "ajukan", warga)
    assert asked == []


def test_a_prefilling_hook_fills_what_the_field_accepts_and_nothing_else(hook: Register) -> None:
    hook("uji.isi", lambda facts: {"nama": "Siti Uji", "nik": "salah", "entah": 1})
    version = world.publish(with_hooks(prefill="uji.isi"))
    warga = world.citizen()
    request = engine.open_draft(version=version, actor=warga, applicant=warga.party, key="isi")
    assert engine.plain_answers(request) == {"nama": "Siti Uji"}


@pytest.mark.parametrize("answer", [boom, lambda facts: "teks", lambda facts: {1: 2}])
def test_a_prefilling_hook_that_fails_leaves_the_form_empty_and_open(hook: Register, answer: Any) -> None:
    hook("uji.isi", answer)
    version = world.publish(with_hooks(prefill="uji.isi"))
    warga = world.citizen()
    request = engine.open_draft(version=version, actor=warga, applicant=warga.party, key="isi")
    assert engine.plain_answers(request) == {}


def test_a_listening_hook_hears_of_every_event_after_commit_and_of_no_answer(hook: Register) -> None:
    heard: list[EventSeen] = []
    hook("uji.dengar", heard.append)
    request = world.submitted(world.publish(with_hooks(event="uji.dengar")), world.citizen())
    assert heard == []
    [job] = Job.objects.filter(kind="requests.event_hook")
    runner.run(job.pk)
    assert [(each.number, each.kind, each.to_state) for each in heard] == [(request.number, "submit", "verifikasi")]
    assert "3604054104900001" not in repr(heard)


def test_a_listening_hook_that_fails_is_tried_again_later(hook: Register) -> None:
    hook("uji.dengar", boom)
    world.submitted(world.publish(with_hooks(event="uji.dengar")), world.citizen())
    [job] = Job.objects.filter(kind="requests.event_hook")
    runner.run(job.pk)
    job.refresh_from_db()
    assert (job.state, job.attempts) == ("waiting", 1)


def decided_with(effect: str) -> dict[str, Any]:
    states = {key: dict(state) for key, state in PLAIN["workflow"]["states"].items()}
    actions = [dict(action) for action in states["putusan"]["actions"]]
    next(each for each in actions if each["key"] == "setujui")["effects"] = [{"hook": effect}]
    states["putusan"]["actions"] = actions
    return {**PLAIN, "workflow": {**PLAIN["workflow"], "states": states}}


def approved(effect: str) -> Any:
    request = world.submitted(world.publish(decided_with(effect)), world.citizen())
    world.press(request, "lengkap", world.officer("verifikator"))
    world.press(request, "setujui", world.officer("kepala"))
    return request


def test_an_effect_hook_acts_once_the_decision_is_effective(hook: Register) -> None:
    seen: list[Any] = []
    hook("uji.daftar", seen.append)
    request = approved("uji.daftar")
    assert not Job.objects.filter(kind="requests.effect_hook").exists()
    with travel_past_undo():
        engine.settle(request.pk)
        [job] = Job.objects.filter(kind="requests.effect_hook")
        runner.run(job.pk)
    assert [(each.number, each.phase, each.answers["nama"]) for each in seen] == [
        (world.fresh(request).number, "approved", "Siti Uji")
    ]


def test_a_decision_whose_effect_nobody_registered_is_refused_before_anything_is_written(hook: Register) -> None:
    with pytest.raises(engine.InvalidData, match="belum terpasang"):
        approved("uji.entah")


def test_an_effect_hook_that_gives_up_leaves_its_trace_on_the_case(hook: Register) -> None:
    hook("uji.daftar", boom)
    request = approved("uji.daftar")
    with travel_past_undo():
        engine.settle(request.pk)
    asking.effect_failed(request.pk, "uji.daftar")
    after = world.fresh(request)
    assert (after.phase, "uji.daftar" in after.trouble) == ("approved", True)
    assert RequestEvent.objects.filter(request=request, kind="hook_failed").exists()


def travel_past_undo() -> time_machine.travel:

    return time_machine.travel(clock.now().timestamp() + engine.UNDO_SECONDS + 1, tick=False)
