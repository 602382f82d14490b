"""Make the Celery application: lanes, schedule by task name; imports no app of ours."""

import os

from celery import Celery
from kombu import Queue

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "spbe_portal.settings")

app = Celery("spbe_portal")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.conf.task_queues = [Queue("otp"), Queue("transactional"), Queue("bulk")]
app.autodiscover_tasks()
