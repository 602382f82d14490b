"""Prove that the suite's Celery worker is a real one that consumes every lane through Redis."""

import subprocess

import pytest

from spbe_portal.celery import app

pytestmark = pytest.mark.services


def test_the_worker_listens_to_every_lane(celery_worker: subprocess.Popen[bytes]) -> None:
    answers = app.control.inspect(timeout=5).active_queues() or {}
    lanes = [{queue["name"] for queue in queues} for queues in answers.values()]
    assert {"otp", "transactional", "bulk"} in lanes


def test_a_task_that_does_not_exist_does_not_end_the_worker(celery_worker: subprocess.Popen[bytes]) -> None:
    app.send_task("portal.nothing_of_this_name", queue="transactional")
    assert app.control.ping(timeout=5)
    assert celery_worker.poll() is None
