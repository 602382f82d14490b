"""The relay as a process: woken by the database, stopped cleanly, really killed in the middle of a letter."""

from __future__ import annotations

import os
import signal

import pytest
from django.db import connection

from citizens.notifications.letters import enqueue_letter
from citizens.notifications.models import MailboxLetter
from foundation import rls
from foundation.outbox.models import Job, JobState
from tests.citizens.notifications import smtp_server
from tests.citizens.notifications.smtp_server import SmtpServer
from tests.foundation.outbox import processes
from tests.foundation.outbox.processes import wait_until

pytestmark = pytest.mark.django_db(transaction=True)


def done(job: Job) -> bool:
    return Job.objects.filter(pk=job.pk, state=JobState.DONE).exists()


def mail_settings(server: SmtpServer) -> dict[str, str]:
    return {
        "EMAIL_HOST": "127.0.0.1",
        "EMAIL_PORT": str(server.port),
        "EMAIL_USE_TLS": "False",
        "OUTBOX_LEASE_SECONDS": "2",
    }


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_without_a_queue_the_relay_does_the_work_and_stops_cleanly_when_asked(number: int) -> None:
    with processes.relay() as child:
        job = enqueue_letter("siti@contoh.test", "Judul", "isi")
        wait_until(lambda: done(job))
        child.send_signal(number)
        out, _err = child.communicate(timeout=10)
        assert child.returncode == 0
        assert "relay: berhenti" in out
    assert MailboxLetter.objects.count() == 1


def test_the_relay_finishes_the_letter_at_hand_before_it_stops() -> None:
    with smtp_server.running() as server, processes.relay(**mail_settings(server)) as child:
        server.hang_on = "ACCEPT"
        job = enqueue_letter("siti@contoh.test", "Judul", "isi")
        assert server.reached.wait(processes.PATIENCE)
        child.send_signal(signal.SIGTERM)
        server.released.set()  # the connection is closed without an answer: a temporary failure, written down
        child.communicate(timeout=15)
        assert child.returncode == 0
    job.refresh_from_db()
    assert (job.state, job.attempts, job.leased_until) == (JobState.WAITING, 1, None)


def test_a_process_killed_in_the_middle_of_a_letter_loses_nothing() -> None:
    with smtp_server.running() as server:
        server.hang_on = "ACCEPT"
        with processes.relay(**mail_settings(server)) as child:
            job = enqueue_letter("siti@contoh.test", "Judul", "isi")
            assert server.reached.wait(processes.PATIENCE)
            os.killpg(child.pid, signal.SIGKILL)
            assert child.wait(10) == -signal.SIGKILL
        job.refresh_from_db()
        assert (job.state, server.letters) == (JobState.LEASED, [])
        assert job.secret
        server.hang_on = ""
        with processes.relay(**mail_settings(server)):
            wait_until(lambda: done(job))
        assert len(server.letters) == 1
        job.refresh_from_db()
        assert (job.attempts, job.secret) == (2, "")


@pytest.mark.services
def test_the_database_wakes_the_relay_at_commit_long_before_it_would_ask() -> None:
    assert connection.vendor == "postgresql"
    with processes.relay() as _child:
        first = enqueue_letter("siti@contoh.test", "Judul", "isi")  # until this is done, the relay may still start up
        wait_until(lambda: done(first))
        waits = []
        for number in range(10):
            job = enqueue_letter("siti@contoh.test", f"Judul {number}", "isi")
            waits.append(wait_until(lambda job=job: done(job)))  # type: ignore[misc]
    assert sorted(waits)[5] < 0.5, waits


@pytest.mark.services
def test_the_relay_survives_the_loss_of_its_database_connections() -> None:
    with processes.relay() as child:
        first = enqueue_letter("siti@contoh.test", "Judul", "isi")
        wait_until(lambda: done(first))
        with rls.use(rls.OWNER), connection.cursor() as cursor:
            cursor.execute(
                "SELECT pid, pg_terminate_backend(pid) FROM pg_stat_activity "
                "WHERE datname = current_database() AND pid <> pg_backend_pid()"
            )
            ended = [pid for pid, _told in cursor.fetchall()]
            # They are only told to end: a job they still took with them would come back after its lease alone.
            wait_until(lambda: not _still_there(ended))
        second = enqueue_letter("siti@contoh.test", "Judul", "isi")
        wait_until(lambda: done(second))
        assert child.poll() is None


def _still_there(backends: list[int]) -> bool:
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1 FROM pg_stat_activity WHERE pid = ANY(%s)", [backends])
        return cursor.fetchone() is not None
