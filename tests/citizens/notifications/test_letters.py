"""Letters with codes and links: never in plain in the table, wiped when handed over."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from citizens.notifications.letters import enqueue_letter
from citizens.notifications.models import MailboxLetter
from foundation.outbox.models import Job, JobState, Lane
from tests.citizens.notifications.posted import posted

Work = Callable[[], None]
WORDS = "Tautan masuk: /akun/atur-ulang/abc-123/"


@pytest.mark.django_db(transaction=True)
def test_a_letter_needs_no_transaction_of_its_caller() -> None:
    job = enqueue_letter("siti@contoh.test", "Atur ulang", WORDS, lane=Lane.OTP, key="account:1")
    assert (job.lane, job.state) == (Lane.OTP, JobState.WAITING)


@pytest.mark.django_db
def test_neither_address_nor_words_lie_in_the_table_in_plain() -> None:
    enqueue_letter("siti@contoh.test", "Atur ulang", WORDS)
    row = str(posted().values().get())
    assert "siti" not in row
    assert "abc-123" not in row


@pytest.mark.django_db
def test_a_letter_is_handed_over_once_and_its_words_are_wiped(work: Work) -> None:
    enqueue_letter("siti@contoh.test", "Atur ulang", WORDS, key="account:1")
    enqueue_letter("siti@contoh.test", "Atur ulang", WORDS, key="account:1")
    work()
    assert list(MailboxLetter.objects.values_list("to", "subject", "body")) == [
        ("siti@contoh.test", "Atur ulang", WORDS)
    ]
    assert list(posted().values_list("state", "secret")) == [(JobState.DONE, "")]


@pytest.mark.django_db
def test_a_letter_that_cannot_be_opened_fails_at_once_with_a_name(work: Work) -> None:
    job = enqueue_letter("siti@contoh.test", "Atur ulang", WORDS)
    Job.objects.filter(pk=job.pk).update(secret="k0:broken")
    work()
    job.refresh_from_db()
    assert (job.state, job.reason) == (JobState.FAILED, "isi surat tidak dapat dibaca lagi")
    assert not MailboxLetter.objects.exists()
