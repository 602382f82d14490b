"""The door of notices: two rows in the caller's transaction, delivered later, once."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest
import time_machine
from django.db import transaction

from citizens.models import Party
from citizens.notifications.models import Delivery, DeliveryState, MailboxLetter, Notification
from citizens.notifications.notify import notify
from citizens.notifications.policies import inbox_of, unread_of
from foundation import clock
from foundation.outbox.models import Job, JobState, Lane
from tests.citizens.notifications.posted import posted

pytestmark = pytest.mark.django_db
Work = Callable[[], None]


def tell(party: Party, key: str = "k", **more: Any) -> Notification:
    context = {"number": "SRG-DKC-2026-000123-7", "service": "Akta Kelahiran"}
    options: dict[str, Any] = {"topic": "requests.diterima", "context": context, "path": "/permohonan/1/"}
    return notify(party, key=key, **options | more)


def test_a_notice_is_two_rows_and_nothing_is_sent_yet(siti: Party) -> None:
    notice = tell(siti)
    assert posted().get().ids == {"notification": str(notice.pk)}
    assert not MailboxLetter.objects.exists()
    assert siti.user is not None
    assert not inbox_of(siti.user).exists()


def test_a_rolled_back_transaction_tells_nobody(siti: Party) -> None:
    def file_and_fail() -> None:
        with transaction.atomic():
            tell(siti)
            raise RuntimeError("the filing failed")

    with pytest.raises(RuntimeError):
        file_and_fail()
    assert not posted().exists()
    assert not Notification.objects.exists()


def test_the_worker_puts_it_into_the_inbox_and_hands_one_letter_over(siti: Party, work: Work) -> None:
    notice = tell(siti)
    work()
    notice.refresh_from_db()
    assert "SRG-DKC-2026-000123-7" in notice.subject + notice.body
    assert notice.template_version
    letter = MailboxLetter.objects.get()
    assert (letter.to, letter.subject) == ("siti@contoh.test", notice.subject)
    assert notice.body in letter.body
    assert Delivery.objects.get().state == DeliveryState.HANDED_OVER
    assert list(unread_of(siti.user)) == [notice]


def test_the_same_key_tells_once(siti: Party, work: Work) -> None:
    assert tell(siti) == tell(siti)
    work()
    assert tell(siti).pk == Notification.objects.get().pk
    work()
    assert MailboxLetter.objects.count() == 1


def test_a_second_message_about_a_delivered_notice_sends_nothing(siti: Party, work: Work) -> None:
    tell(siti)
    work()
    Job.objects.update(state=JobState.WAITING, finished_at=None)  # as if the worker died before it wrote DONE
    work()
    assert MailboxLetter.objects.count() == 1
    assert posted().get().state == JobState.DONE


def test_a_person_without_an_address_is_told_in_the_inbox(budi: Party, work: Work) -> None:
    tell(budi)
    work()
    assert Delivery.objects.get().state == DeliveryState.NO_ADDRESS
    assert unread_of(budi.user).count() == 1
    assert posted().get().state == JobState.DONE


def test_an_account_that_speaks_for_nobody_can_be_told_too(siti: Party, work: Work) -> None:
    siti.email = "lain@contoh.test"
    siti.save()
    notify(user=siti.user, topic="requests.pesan", context={"number": "1", "service": "x"}, path="", key="u")
    tell(siti)
    work()
    assert set(MailboxLetter.objects.values_list("to", flat=True)) == {"siti@contoh.test", "lain@contoh.test"}
    assert inbox_of(siti.user).count() == 2


def test_a_notice_for_later_appears_neither_in_inbox_nor_mailbox_before(siti: Party, work: Work) -> None:
    with time_machine.travel("2026-11-22T03:00:00Z", tick=False) as traveller:
        tell(siti, not_before=clock.now() + dt.timedelta(seconds=10))
        work()
        assert not unread_of(siti.user).exists()
        traveller.shift(10)
        work()
    assert unread_of(siti.user).count() == MailboxLetter.objects.count() == 1


def test_a_confidential_notice_names_no_service_anywhere(siti: Party, work: Work) -> None:
    context = {"number": "SRG-PPA-2026-000001-X", "service": "Pengaduan Kekerasan"}
    tell(siti, confidential=True, context=context)
    work()
    notice = Notification.objects.values().get()
    letter = MailboxLetter.objects.values().get()
    job = posted().values().get()
    assert "Kekerasan" not in f"{notice}{letter}{job}"


def test_the_words_are_the_template_of_the_moment_of_sending_in_the_persons_language(siti: Party, work: Work) -> None:
    assert siti.user is not None
    notice = tell(siti)
    assert notice.template_version == ""
    work()
    notice.refresh_from_db()
    first = notice.template_version
    second = tell(siti, key="k2")
    work()
    second.refresh_from_db()
    assert second.template_version == first != ""


def test_a_topics_lane_is_used_unless_another_is_asked_for(siti: Party) -> None:
    tell(siti)
    tell(siti, key="k2", lane=Lane.BULK)
    assert list(Job.objects.order_by("id").values_list("lane", flat=True)) == [Lane.TRANSACTIONAL, Lane.BULK]


@pytest.mark.parametrize("path", ["https://jahat.test/", "//jahat.test/", "permohonan/1/", "/\\jahat.test"])
def test_a_notice_never_leads_out_of_the_portal(siti: Party, path: str) -> None:
    with pytest.raises(ValueError, match="not a path"):
        tell(siti, path=path)


def test_a_notice_has_exactly_one_recipient(siti: Party) -> None:
    for recipients in ({}, {"party": siti, "user": siti.user}):
        with pytest.raises(ValueError, match="one party or to one account"):
            notify(**recipients, topic="requests.pesan", context={}, path="", key="k")


def test_a_notice_whose_row_is_gone_fails_with_a_name_and_leaves_others_alone(siti: Party, work: Work) -> None:
    gone = tell(siti)
    kept = tell(siti, key="k2")
    Notification.objects.filter(pk=gone.pk).delete()
    work()
    assert Job.objects.get(key=str(kept.pk)).state == JobState.DONE
    failed = Job.objects.get(key=str(gone.pk))
    assert (failed.state, failed.reason) == (JobState.FAILED, "pemberitahuan sudah tidak ada")
