"""Deliver notices and letters: render, hand over, and write down how far each came."""

from __future__ import annotations

import json
from collections.abc import Iterable
from uuid import UUID

from django.utils.translation import gettext as _

from citizens.notifications import presenters
from citizens.notifications.channels import email
from citizens.notifications.channels.email import Letter
from citizens.notifications.models import Delivery, DeliveryState, Notification
from citizens.notifications.topics import topics
from foundation import clock, crypto, outbox
from foundation.outbox.models import Job, JobState

EMAIL = "email"


def deliver(job: Job) -> None:
    """Put a notice into the inbox and, when the person has an address, hand it over as a letter.

    Raises PermanentFailure and TemporaryFailure; a repeat after a success does nothing.
    """
    related = Notification.objects.select_related("party", "user", "party__user")
    notice = related.filter(pk=job.ids["notification"]).first()
    if notice is None:
        raise outbox.PermanentFailure(_("pemberitahuan sudah tidak ada"))
    _put_into_inbox(notice)
    delivery, _new = Delivery.objects.get_or_create(notification=notice, channel=EMAIL)
    if delivery.state == DeliveryState.HANDED_OVER:
        return
    address = _address(notice)
    if not address:
        _conclude(delivery, DeliveryState.NO_ADDRESS)
        return
    subject, body = _letter(notice, delivery)
    email.hand_over(Letter(delivery.pk, address, subject, presenters.as_letter(body, _language(notice))))
    _conclude(delivery, DeliveryState.HANDED_OVER)


def give_up(job: Job) -> None:
    """Write down that a notice's letter was refused, or that all attempts are used up."""
    state = DeliveryState.REFUSED if job.state == JobState.FAILED else DeliveryState.GAVE_UP
    for delivery in Delivery.objects.filter(notification=job.ids["notification"], channel=EMAIL):
        _conclude(delivery, state, job.reason)


def send_letter(job: Job) -> None:
    """Hand a letter over whose words lie in the job; raises PermanentFailure and TemporaryFailure."""
    try:
        to, subject, body = json.loads(outbox.reveal(job))
    except crypto.CryptoError as error:
        raise outbox.PermanentFailure(_("isi surat tidak dapat dibaca lagi")) from error
    email.hand_over(Letter(job.pk, to, subject, body))


def _put_into_inbox(notice: Notification) -> None:
    if notice.body:
        return
    text = presenters.render(
        topics.get(notice.topic), notice.context, confidential=notice.confidential, language=_language(notice)
    )
    notice.subject, notice.body, notice.template_version = text.subject, text.body, text.version
    notice.template = text.template
    notice.save(update_fields=["subject", "body", "template_version", "template"])


def _letter(notice: Notification, delivery: Delivery) -> tuple[str, str]:
    """Return subject and body of the letter: words of its own where there are some, else those of the inbox."""
    own = presenters.render_letter(
        topics.get(notice.topic), notice.context, confidential=notice.confidential, language=_language(notice)
    )
    if own is None:
        return notice.subject, notice.body
    delivery.template = own.template
    delivery.save(update_fields=["template"])
    return own.subject, own.body


def _conclude(delivery: Delivery, state: DeliveryState, reason: str = "") -> None:
    delivery.state, delivery.reason, delivery.finished_at = state, reason, clock.now()
    delivery.save(update_fields=["state", "reason", "finished_at"])


def _address(notice: Notification) -> str:
    """Return the contact address of the person, else the one their account signs in with."""
    account = notice.user or getattr(notice.party, "user", None)
    contact = notice.party.email if notice.party else ""
    return contact or (account.email if account and account.email else "")


def _language(notice: Notification) -> str:
    account = notice.user or getattr(notice.party, "user", None)
    return account.language if account else "id"


def take_back(users: Iterable[UUID], path: str) -> None:
    """Take back what these accounts were told about one page, from their inboxes and from what still waits."""
    Notification.objects.filter(user__in=list(users), path=path).delete()
