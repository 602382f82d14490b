"""Letters over real SMTP: accepted, refused, put off, hung, hung up on, answered with nonsense."""

from __future__ import annotations

import socket
from collections.abc import Callable
from typing import Any

import pytest
import time_machine
from django.db import connection

from citizens.models import Party
from citizens.notifications.channels import email
from citizens.notifications.letters import enqueue_letter
from citizens.notifications.models import Delivery, DeliveryState
from citizens.notifications.notify import notify
from foundation import clock
from foundation.ids import uuid7
from foundation.outbox.models import JobState
from tests.citizens.notifications.posted import posted
from tests.citizens.notifications.smtp_server import SmtpServer

Work = Callable[[], None]


def tell(party: Party) -> None:
    context = {"number": "SRG-DKC-2026-000123-7", "service": "Akta Kelahiran"}
    notify(party, topic="requests.perlu_perbaikan", context=context, path="/permohonan/1/", key="k")


@pytest.mark.django_db
def test_an_accepted_letter_arrives_with_words_and_without_personal_data(
    siti: Party, smtp: SmtpServer, work: Work
) -> None:
    tell(siti)
    work()
    [letter] = smtp.letters
    assert smtp.recipients == ["siti@contoh.test"]
    words = letter.get_content()
    assert "SRG-DKC-2026-000123-7" in letter["Subject"]
    assert "portal.serangkab.go.id" in words
    assert "http" not in words
    assert "Siti" not in words
    assert letter["Auto-Submitted"] == "auto-generated"
    assert letter["Message-ID"] == f"<{Delivery.objects.get().pk}@portal.serangkab.go.id>"
    assert Delivery.objects.get().state == DeliveryState.HANDED_OVER


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("command", "answer"),
    [("RCPT", "550 5.1.1 siti@contoh.test unknown"), ("DATA", "554 no"), ("ACCEPT", "550 spam")],
)
def test_a_refused_letter_ends_at_once_as_refused(
    siti: Party, smtp: SmtpServer, work: Work, command: str, answer: str
) -> None:
    smtp.answers[command] = answer
    tell(siti)
    work()
    job, delivery = posted().get(), Delivery.objects.get()
    assert (job.state, job.attempts, delivery.state) == (JobState.FAILED, 1, DeliveryState.REFUSED)
    assert delivery.reason == f"server surel menjawab {answer[:3]}"
    assert "siti" not in job.reason


PUT_OFF: list[tuple[str, str, str]] = [
    ("answers", "RCPT", "451 greylisted"),
    ("answers", "DATA", "451 try later"),
    ("answers", "ACCEPT", "452 mailbox full"),
    ("answers", "CONNECT", "421 too busy"),
    ("answers", "CONNECT", "554 no service for you"),
    ("answers", "MAIL", "550 sender not allowed"),
    ("answers", "MAIL", "\x00\xff nonsense"),
    ("hang_on", "CONNECT", ""),
    ("hang_on", "ACCEPT", ""),
    ("hang_up_on", "CONNECT", ""),
    ("hang_up_on", "RCPT", ""),
    ("hang_up_on", "ACCEPT", ""),
]


@pytest.mark.django_db
@pytest.mark.parametrize(("how", "command", "answer"), PUT_OFF)
def test_a_letter_that_may_work_later_is_tried_again_and_arrives(
    siti: Party, smtp: SmtpServer, work: Work, how: str, command: str, answer: str
) -> None:
    if how == "answers":
        smtp.answers[command] = answer
    else:
        setattr(smtp, how, command)
    tell(siti)
    work()
    job = posted().get()
    assert (job.state, job.attempts) == (JobState.WAITING, 1)
    assert job.reason
    smtp.answers.clear()
    smtp.hang_on = smtp.hang_up_on = ""
    with time_machine.travel(job.not_before, tick=False):
        work()
    assert Delivery.objects.get().state == DeliveryState.HANDED_OVER
    assert len(smtp.letters) == 1


@pytest.mark.django_db
def test_nobody_listening_is_tried_again_until_it_is_named_given_up(
    siti: Party, smtp: SmtpServer, work: Work, settings: Any
) -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        settings.EMAIL_PORT = free.getsockname()[1]
    with time_machine.travel(clock.now(), tick=False) as traveller:
        tell(siti)
        work()
        while (job := posted().get()).state == JobState.WAITING:
            traveller.move_to(job.not_before)
            work()
    assert (job.state, Delivery.objects.get().state) == (JobState.EXHAUSTED, DeliveryState.GAVE_UP)
    assert job.reason == "server surel tidak terhubung (ConnectionRefusedError)"
    assert siti.user is not None
    assert siti.user.party is not None
    assert siti.notifications.get().body  # the inbox has it all the same


@pytest.mark.django_db
@pytest.mark.parametrize("to", ["siti@contoh.test\nBcc: lain@contoh.test", "bukan alamat", "sıtı@contoh.test", ""])
def test_an_impossible_address_is_refused_and_reaches_nobody(smtp: SmtpServer, work: Work, to: str) -> None:
    smtp.answers["RCPT"] = "501 no such syntax"
    enqueue_letter(to, "Atur ulang", "isi")
    work()
    assert posted().get().state == JobState.FAILED
    assert smtp.letters == []


@pytest.mark.django_db(transaction=True)
def test_no_database_connection_is_held_while_the_server_answers(smtp: SmtpServer) -> None:
    connection.ensure_connection()
    email.hand_over(email.Letter(uuid7(), "siti@contoh.test", "Judul", "isi"))
    assert connection.connection is None
    assert len(smtp.letters) == 1
