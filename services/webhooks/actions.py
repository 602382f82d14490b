"""Write what is to be told, tell it, and tell it again: one delivery a message, one job an attempt series."""

from __future__ import annotations

import json
from datetime import timedelta
from typing import Final, NoReturn

from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from foundation import clock
from foundation.outbox import Lane, PermanentFailure, TemporaryFailure, enqueue
from services.requests.models import RequestEvent, Visibility
from services.webhooks import adapter
from services.webhooks.models import PING, Delivery, DeliveryState, Endpoint, Topic
from services.webhooks.policies import BadTarget, resolve
from services.webhooks.signing import headers

JOB: Final = "webhooks.deliver"
KEPT: Final = timedelta(days=90)
OLD_SECRET: Final = timedelta(days=1)
OK: Final = range(200, 300)
REDIRECTS: Final = range(300, 400)
GONE: Final = 410
# The receiver says itself that the same message may be welcome later; every other 4xx is final.
LATER: Final = frozenset({408, 429})
REFUSALS: Final = range(400, 500)


def topic_of(event: RequestEvent) -> str:
    """Return what an event is called outside, "" for what is nobody's business there or can still be undone."""
    request = event.request
    if event.visibility == Visibility.INTERNAL or request.confidential or request.is_test:
        return ""
    if event.kind == "submit":
        return Topic.SUBMITTED
    if event.kind == "effective":
        return Topic.DECIDED
    return Topic.CHANGED if event.to_state != event.from_state else ""


def announce(event: RequestEvent) -> None:
    """Write a delivery and its job for every endpoint of the request's office that asked for it."""
    topic = topic_of(event)
    if not topic:
        return
    for endpoint in Endpoint.objects.filter(agency=event.request.agency_id, is_active=True):
        if topic in endpoint.topics:
            send(Delivery.objects.create(endpoint=endpoint, event=event, topic=topic))


def send(delivery: Delivery) -> None:
    """Write the job of a delivery; called in a transaction."""
    enqueue(JOB, {"delivery": str(delivery.pk)}, lane=Lane.BULK)


def ping(endpoint: Endpoint) -> Delivery:
    """Send a message that means nothing, to try an endpoint."""
    with transaction.atomic():
        delivery = Delivery.objects.create(endpoint=endpoint, topic=PING)
        send(delivery)
    return delivery


def send_again(deliveries: QuerySet[Delivery]) -> int:
    """Send final deliveries again under their old ids; returns how many."""
    with transaction.atomic():
        chosen = list(deliveries.exclude(state=DeliveryState.WAITING).select_for_update().order_by("pk"))
        for delivery in chosen:
            delivery.state, delivery.answer = DeliveryState.WAITING, ""
            delivery.save(update_fields=["state", "answer"])
            send(delivery)
    return len(chosen)


def renew(endpoint: Endpoint) -> str:
    """Give an endpoint a new key and return it; the one before signs as well for a day."""
    plain = endpoint.renew()
    endpoint.old_secret_until = clock.now() + OLD_SECRET if endpoint.old_secret else None
    endpoint.save(update_fields=["secret", "old_secret", "old_secret_until"])
    return plain


def deliver(delivery: Delivery) -> None:
    """Make one attempt; raises PermanentFailure or TemporaryFailure with the reason the panel shows."""
    endpoint = delivery.endpoint
    if not endpoint.is_active:
        _refuse(delivery, _("alamat sedang tidak aktif"))
    delivery.attempts += 1
    try:
        target = resolve(endpoint.url)
    except BadTarget as bad:
        _refuse(delivery, str(bad))
    except OSError:
        _later(delivery, _("nama domain tidak ditemukan"))
    body = message(delivery)
    signed = headers(endpoint.secrets(), str(delivery.pk), int(clock.now().timestamp()), body)
    try:
        answer = adapter.post(target, body, signed)
    except adapter.Unreachable as failure:
        _later(delivery, _("penerima tidak dapat dihubungi (%(kind)s)") % {"kind": failure})
    _judge(delivery, answer)


def message(delivery: Delivery) -> bytes:
    """Return the body: what happened to which request, by id and number, without anything about a person."""
    event = delivery.event
    at = event.at if event is not None else delivery.created_at
    data: dict[str, object] = {}
    if event is not None:
        request = event.request
        data = {
            "request": str(request.pk),
            "number": request.number,
            "service": request.service_id,
            "agency": delivery.endpoint.agency_id,
            "event": event.seq,
            "state": event.to_state,
        }
    told = {"type": delivery.topic, "timestamp": at.isoformat(), "data": data}
    return json.dumps(told, separators=(",", ":"), sort_keys=True).encode()


def gave_up(delivery: Delivery) -> None:
    """Mark a delivery whose last attempt failed; what was refused for good stays refused."""
    if delivery.state == DeliveryState.WAITING:
        delivery.state = DeliveryState.FAILED
        delivery.save(update_fields=["state"])


def forget() -> None:
    """Remove old deliveries and the keys that have had their day."""
    Delivery.objects.filter(created_at__lt=clock.now() - KEPT).delete()
    Endpoint.objects.filter(old_secret_until__lte=clock.now()).update(old_secret="", old_secret_until=None)


def _judge(delivery: Delivery, answer: adapter.Answer) -> None:
    said = _("jawaban %(status)d") % {"status": answer.status}
    if answer.status in OK:
        delivery.state, delivery.answer, delivery.delivered_at = DeliveryState.DELIVERED, said, clock.now()
        delivery.save(update_fields=["state", "answer", "attempts", "delivered_at"])
        return
    if answer.status == GONE:
        off = _("penerima menjawab 410: tidak mau menerima lagi")
        Endpoint.objects.filter(pk=delivery.endpoint_id).update(is_active=False, off_reason=off)
    if answer.status in REDIRECTS:
        _refuse(delivery, _("jawaban %(status)d: pengalihan tidak diikuti") % {"status": answer.status})
    if answer.status in REFUSALS and answer.status not in LATER:
        _refuse(delivery, said)
    _later(delivery, said, answer.retry_after)


def _refuse(delivery: Delivery, why: str) -> NoReturn:
    delivery.state, delivery.answer = DeliveryState.REFUSED, why[:200]
    delivery.save(update_fields=["state", "answer", "attempts"])
    raise PermanentFailure(why)


def _later(delivery: Delivery, why: str, after: int | None = None) -> NoReturn:
    delivery.answer = why[:200]
    delivery.save(update_fields=["answer", "attempts"])
    raise TemporaryFailure(why, retry_after=after)
