"""The real broker: ids travel through Redis to a real worker, and a Redis that is away costs no time."""

from __future__ import annotations

import socket
import subprocess
import time
from typing import Any

import pytest
from celery import Celery
from kombu.exceptions import OperationalError as BrokerError

from citizens.notifications.letters import enqueue_letter
from citizens.notifications.models import MailboxLetter
from foundation.outbox import relay as relay_module
from foundation.outbox.models import Job, JobState
from foundation.outbox.relay import Relay
from tests.foundation.outbox.processes import wait_until


@pytest.fixture
def nobody_listens(monkeypatch: pytest.MonkeyPatch, settings: Any) -> None:
    """Point the queue at a port of this machine where no Redis is, with the portal's own settings."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    app = Celery("away", broker=f"redis://127.0.0.1:{port}/0", set_as_current=False)
    app.conf.broker_transport_options = settings.CELERY_BROKER_TRANSPORT_OPTIONS
    settings.CELERY_TASK_ALWAYS_EAGER = False
    task = app.task(relay_module.run_job.run, name=relay_module.run_job.name)
    monkeypatch.setattr(relay_module, "run_job", task)


@pytest.mark.django_db
def test_a_redis_that_is_away_is_noticed_at_once_and_every_row_stays(nobody_listens: None) -> None:
    for _ in range(5):
        enqueue_letter("siti@contoh.test", "Judul", "isi")
    begun = time.monotonic()
    for _ in range(3):
        assert not Relay().step()
    assert time.monotonic() - begun < 3
    assert set(Job.objects.values_list("state", "offers")) == {(JobState.WAITING, 0)}


@pytest.mark.django_db
def test_the_error_of_an_absent_redis_is_one_that_the_relay_knows(nobody_listens: None) -> None:
    job = enqueue_letter("siti@contoh.test", "Judul", "isi")
    with pytest.raises((BrokerError, OSError)):
        relay_module.publish(job.pk, job.lane)


@pytest.mark.services
@pytest.mark.django_db(transaction=True)
def test_a_real_worker_does_what_the_relay_offered(celery_worker: subprocess.Popen[bytes], settings: Any) -> None:
    settings.CELERY_TASK_ALWAYS_EAGER = False
    jobs = [enqueue_letter("siti@contoh.test", f"Judul {number}", "isi") for number in range(20)]
    relay = Relay()
    relay.step()

    letters = Job.objects.filter(pk__in=[job.pk for job in jobs])  # the hour's own jobs stand beside them

    def all_done() -> bool:
        return letters.filter(state=JobState.DONE).count() == len(jobs)

    wait_until(all_done)
    assert MailboxLetter.objects.count() == 20
    assert set(letters.values_list("attempts", flat=True)) == {1}
