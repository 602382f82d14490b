"""A site goes its long way step by step, each with who and when, and nobody rewrites it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
import time_machine
from django.db import DatabaseError, transaction

from foundation.outbox.models import Job
from services.catalogue.models import ServiceVersion
from services.opd.diskominfosatik.signal import actions, workflow
from services.opd.diskominfosatik.signal.models import DistrictFigures, SignalSite, SiteState, SiteStep
from services.requests import engine
from services.requests.actor import Actor
from services.requests.models import ServiceRequest
from tests.services.opd.signal import world as signal
from tests.services.requests import world

HERE = signal.CIKEDUNG
WAY = ("survei", "usulkan", "jawab", "bangun", "uji", "selesai")


@pytest.fixture
def version(db: None) -> Iterator[ServiceVersion]:
    with time_machine.travel("2026-11-23T03:00:00Z", tick=False):
        signal.places()
        yield signal.published()


@pytest.fixture
def verified(version: ServiceVersion) -> tuple[SignalSite, ServiceRequest, Actor]:
    request, desk = signal.reported(version, HERE), signal.officer()
    world.press(request, "benarkan", desk)
    signal.work()
    return SignalSite.objects.get(), request, desk


def test_every_state_has_a_name_is_reached_and_has_a_way_on() -> None:
    assert set(SiteState.values) == set(workflow.STATES)
    reached = {workflow.REPORTED} | {rule.to for rule in workflow.RULES}
    assert reached == set(workflow.STATES)
    assert all(workflow.possible(state) for state in workflow.OPEN)
    assert not any(workflow.possible(state) for state in workflow.FINAL)


def test_a_site_is_followed_to_the_tower_and_its_reports_end_with_it(
    verified: tuple[SignalSite, ServiceRequest, Actor],
) -> None:
    site, request, desk = verified
    for key in WAY:
        signal.step(site, key, desk, targets=["bakti"] if key == "usulkan" else [])
    signal.work()
    site.refresh_from_db()
    assert site.state == workflow.DONE
    steps = list(SiteStep.objects.order_by("seq").values_list("action", "actor", "targets"))
    assert [action for action, _actor, _targets in steps] == ["lapor", "verifikasi", *WAY]
    assert {actor for _action, actor, _targets in steps[1:]} == {desk.user.pk}  # type: ignore[union-attr]
    assert steps[4] == ("jawab", desk.user.pk, ["bakti"])  # type: ignore[union-attr]
    assert world.fresh(request).state == "selesai"


def test_a_dropped_site_tells_each_reporter_why(verified: tuple[SignalSite, ServiceRequest, Actor]) -> None:
    site, request, desk = verified
    signal.step(site, "tutup", desk, note="Operator tidak dapat memenuhi.")
    signal.work()
    assert world.fresh(request).state == "ditutup"
    assert not Job.objects.filter(kind=actions.CONCLUDE, state="failed").exists()


def test_a_refused_proposal_can_be_proposed_again(verified: tuple[SignalSite, ServiceRequest, Actor]) -> None:
    site, _request, desk = verified
    for key, targets in (("survei", []), ("usulkan", ["telkomsel"]), ("jawab", []), ("usulkan", ["bakti"])):
        signal.step(site, key, desk, targets=targets)
    data = DistrictFigures.objects.get().data
    assert (data["proposed"], data["answered"]) == ({"telkomsel": 1, "bakti": 1}, {"telkomsel": 1})


def test_an_old_page_takes_no_step(verified: tuple[SignalSite, ServiceRequest, Actor]) -> None:
    site, _request, desk = verified
    signal.step(site, "survei", desk)
    for seq in (site.seq, None):
        with pytest.raises(actions.StepRefused, match="baru saja berubah"):
            actions.take(site.pk, "usulkan", desk.user, actions.Said(targets=["bakti"]), seq=seq)  # type: ignore[arg-type]
    assert SiteStep.objects.filter(action="usulkan").count() == 0


@pytest.mark.parametrize(
    ("key", "note", "field"),
    [("survei", " ", "catatan"), ("survei", "x" * 2001, "catatan")],
    ids=["nothing written", "too much written"],
)
def test_a_step_says_what_it_lacks(
    verified: tuple[SignalSite, ServiceRequest, Actor], key: str, note: str, field: str
) -> None:
    site, _request, desk = verified
    with pytest.raises(actions.StepRefused) as refused:
        signal.step(site, key, desk, note=note)
    assert refused.value.field == field


def test_a_proposal_names_somebody_we_know(verified: tuple[SignalSite, ServiceRequest, Actor]) -> None:
    site, _request, desk = verified
    signal.step(site, "survei", desk)
    for targets in ([], ["starlink"]):
        with pytest.raises(actions.StepRefused) as refused:
            signal.step(site, "usulkan", desk, targets=targets)
        assert refused.value.field == "tujuan"


def test_the_database_refuses_to_rewrite_or_remove_a_step(verified: tuple[SignalSite, ServiceRequest, Actor]) -> None:
    for change in (
        lambda: SiteStep.objects.update(note="lain"),
        lambda: SiteStep.objects.all().delete(),
    ):
        with pytest.raises(DatabaseError), transaction.atomic():
            change()


def test_a_report_that_ended_before_its_site_is_left_alone(
    verified: tuple[SignalSite, ServiceRequest, Actor],
) -> None:
    site, request, desk = verified
    world.press(request, "tutup", desk, alasan="Sudah membaik sendiri.")
    signal.step(site, "tutup", desk, note="Tidak ada lagi.")
    signal.work()
    with pytest.raises(engine.EngineError):
        world.press(request, "tutup", desk, alasan="Lagi.")
    assert not Job.objects.filter(kind=actions.CONCLUDE).exclude(state="done").exists()
