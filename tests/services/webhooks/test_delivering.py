"""An OPD's system is told of its requests once they count: signed, retried, never redirected, final on a refusal."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import time_machine
from django.utils import timezone

from agencies.models import Agency
from foundation.outbox import runner
from foundation.outbox.models import Job, JobState
from services.requests import engine
from services.requests.models import RequestEvent, ServiceRequest
from services.webhooks import actions, adapter
from services.webhooks.models import Delivery, DeliveryState, Endpoint, Topic
from services.webhooks.signing import signature
from tests.services.requests import world
from tests.services.webhooks.receiver import Receiver, receiving

pytestmark = pytest.mark.django_db
NOW = "2026-11-24T03:00:00Z"


@pytest.fixture
def now() -> Iterator[Any]:
    with time_machine.travel(NOW, tick=False) as traveller:
        yield traveller


@pytest.fixture
def receiver(tmp_path: Path, settings: Any) -> Iterator[Receiver]:
    with receiving(tmp_path) as made:
        settings.WEBHOOK_LOCAL_RECEIVERS, settings.WEBHOOK_CA_FILE = made.local, made.certificate
        yield made


def listen(receiver: Receiver | None, *topics: str, agency: Agency | None = None) -> Endpoint:
    endpoint = Endpoint(agency=agency or world.agency(), topics=list(topics or Topic.values))
    endpoint.url = receiver.url if receiver else "https://sistem.contoh.go.id/terima"
    endpoint.renew()
    endpoint.save()
    return endpoint


def work() -> None:
    """Do every waiting job of webhooks that is due."""
    due = Job.objects.filter(kind=actions.JOB, state=JobState.WAITING, not_before__lte=timezone.now())
    for job in list(due):
        runner.run(job.pk)


def decided(now: Any) -> ServiceRequest:
    request = world.submitted(world.publish(), world.citizen())
    world.press(request, "lengkap", world.officer("verifikator"))
    world.press(request, "setujui", world.officer("kepala"))
    now.shift(11)
    engine.settle(request.pk)
    return world.fresh(request)


def test_a_decision_is_told_with_a_signature_and_without_a_person(now: Any, receiver: Receiver) -> None:
    endpoint = listen(receiver, Topic.DECIDED)
    request = decided(now)
    work()
    [(path, headers, body)] = receiver.came
    assert path == "/terima?dari=portal"
    assert headers["content-type"] == "application/json"
    stamp = int(headers["webhook-timestamp"])
    assert headers["webhook-signature"] == signature(endpoint.secrets()[0], headers["webhook-id"], stamp, body)
    told = json.loads(body)
    assert told["type"] == "request.decided"
    assert told["data"] == {
        "request": str(request.pk),
        "number": request.number,
        "service": request.service_id,
        "agency": "disdukcapil",
        "event": request.seq,
        "state": request.state,
    }
    delivery = Delivery.objects.get()
    assert (str(delivery.pk), delivery.state) == (headers["webhook-id"], DeliveryState.DELIVERED)


def test_what_can_still_be_undone_is_told_to_nobody(now: Any) -> None:
    listen(None)
    request = world.submitted(world.publish(), world.citizen())
    world.press(request, "lengkap", world.officer("verifikator"))
    head = world.officer("kepala")
    world.press(request, "setujui", head)
    world.press(request, "urungkan", head)
    assert set(Delivery.objects.values_list("topic", flat=True)) == {Topic.SUBMITTED, Topic.CHANGED}


def test_a_confidential_request_and_that_of_another_office_are_told_to_nobody(now: Any) -> None:
    listen(None)
    listen(None, agency=world.agency("dlh", "DLH"))
    request = decided(now)
    assert set(Delivery.objects.values_list("endpoint__agency", flat=True)) == {"disdukcapil"}
    Delivery.objects.all().delete()
    event = RequestEvent.objects.select_related("request").get(request=request, kind="effective")
    event.request.confidential = True
    actions.announce(event)
    event.request.confidential, event.request.is_test = False, True
    actions.announce(event)
    assert not Delivery.objects.exists()


def test_only_what_was_asked_for_is_told(now: Any) -> None:
    listen(None, Topic.SUBMITTED)
    decided(now)
    assert list(Delivery.objects.values_list("topic", flat=True)) == [Topic.SUBMITTED]


def test_a_receiver_in_trouble_is_tried_again_with_the_same_message(now: Any, receiver: Receiver) -> None:
    listen(receiver, Topic.DECIDED)
    receiver.answers = [(500, {}), (503, {"Retry-After": "120"}), (429, {}), (200, {})]
    decided(now)
    for _attempt in range(4):
        work()
        now.shift(3600)
    assert len({(headers["webhook-id"], body) for _path, headers, body in receiver.came}) == 1
    assert len({headers["webhook-timestamp"] for _path, headers, _body in receiver.came}) == 4
    delivery = Delivery.objects.get()
    assert (delivery.state, delivery.attempts, delivery.answer) == (DeliveryState.DELIVERED, 4, "jawaban 200")


@pytest.mark.parametrize("status", [400, 401, 404, 422])
def test_a_refusal_is_final(now: Any, receiver: Receiver, status: int) -> None:
    listen(receiver, Topic.DECIDED)
    receiver.answers = [(status, {})]
    decided(now)
    for _day in range(2):
        work()
        now.shift(86_400)
    assert len(receiver.came) == 1
    assert Delivery.objects.get().state == DeliveryState.REFUSED
    assert Job.objects.get(kind=actions.JOB).state == JobState.FAILED


def test_a_redirect_is_not_followed(now: Any, receiver: Receiver) -> None:
    listen(receiver, Topic.DECIDED)
    receiver.answers = [(307, {"Location": receiver.url + "&lain=1"})]
    decided(now)
    work()
    assert len(receiver.came) == 1
    assert Delivery.objects.get().answer == "jawaban 307: pengalihan tidak diikuti"


def test_a_receiver_that_is_gone_is_told_nothing_more(now: Any, receiver: Receiver) -> None:
    endpoint = listen(receiver, Topic.DECIDED)
    receiver.answers = [(410, {})]
    decided(now)
    work()
    endpoint.refresh_from_db()
    assert not endpoint.is_active
    assert "410" in endpoint.off_reason
    actions.ping(endpoint)
    work()
    assert len(receiver.came) == 1


def test_after_the_last_attempt_it_has_failed_and_can_be_sent_again(now: Any, receiver: Receiver) -> None:
    listen(receiver, Topic.DECIDED)
    receiver.answers = [(500, {})]
    decided(now)
    for _attempt in range(12):
        work()
        now.shift(86_400)
    delivery = Delivery.objects.get()
    assert (delivery.state, delivery.answer) == (DeliveryState.FAILED, "jawaban 500")
    receiver.answers = [(200, {})]
    assert actions.send_again(Delivery.objects.all()) == 1
    assert actions.send_again(Delivery.objects.all()) == 0
    work()
    delivery.refresh_from_db()
    assert delivery.state == DeliveryState.DELIVERED
    assert len({headers["webhook-id"] for _path, headers, _body in receiver.came}) == 1


def test_a_certificate_of_another_name_is_not_trusted(now: Any, tmp_path: Path, settings: Any) -> None:
    with receiving(tmp_path, name="lain.contoh.go.id") as receiver:
        settings.WEBHOOK_LOCAL_RECEIVERS, settings.WEBHOOK_CA_FILE = receiver.local, receiver.certificate
        listen(receiver, Topic.DECIDED)
        decided(now)
        work()
        assert receiver.came == []
    assert "SSLCertVerificationError" in Delivery.objects.get().answer


def test_an_answer_that_drips_is_cut_off(now: Any, receiver: Receiver, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(adapter, "SECONDS", 1)
    listen(receiver, Topic.DECIDED)
    receiver.drip = True
    decided(now)
    work()
    delivery = Delivery.objects.get()
    assert (delivery.state, delivery.attempts) == (DeliveryState.WAITING, 1)
    assert "tidak dapat dihubungi" in delivery.answer


def test_a_name_nobody_knows_is_looked_up_again_later(now: Any) -> None:
    endpoint = listen(None, Topic.DECIDED)
    endpoint.url = "https://tidak-ada.invalid/"
    endpoint.save()
    decided(now)
    work()
    assert Delivery.objects.get().answer == "nama domain tidak ditemukan"
    assert Job.objects.get(kind=actions.JOB).state == JobState.WAITING


def test_a_name_that_now_leads_into_our_network_is_refused_at_sending(now: Any, settings: Any) -> None:
    settings.WEBHOOK_LOCAL_RECEIVERS = frozenset({"localhost:443"})
    endpoint = listen(None, Topic.DECIDED)
    endpoint.url = "https://localhost/"
    endpoint.save()
    decided(now)
    settings.WEBHOOK_LOCAL_RECEIVERS = frozenset()
    work()
    assert Delivery.objects.get().state == DeliveryState.REFUSED


def test_a_new_key_signs_beside_the_old_one_for_a_day(now: Any, receiver: Receiver) -> None:
    endpoint = listen(receiver, Topic.DECIDED)
    old = endpoint.secrets()[0]
    new = actions.renew(endpoint)
    assert endpoint.secrets() == [new, old]
    actions.ping(endpoint)
    work()
    assert len(receiver.came[0][1]["webhook-signature"].split(" ")) == 2
    now.shift(2 * 86_400)
    actions.forget()
    assert Endpoint.objects.get().secrets() == [new]


def test_a_key_lies_encrypted_and_old_deliveries_are_forgotten(now: Any) -> None:
    endpoint = listen(None)
    assert endpoint.secrets()[0] not in endpoint.secret
    actions.ping(endpoint)
    now.shift(91 * 86_400)
    actions.forget()
    assert not Delivery.objects.exists()
    work()
    assert Job.objects.get(kind=actions.JOB).reason == "pengiriman sudah dihapus"
