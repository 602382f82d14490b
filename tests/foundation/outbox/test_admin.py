"""Jobs in the panel: read only, secrets shown to nobody, sending again by permission."""

from __future__ import annotations

from typing import Any

import pytest
from django.contrib.admin.sites import AdminSite
from django.contrib.auth.models import Permission
from django.contrib.messages.storage.base import BaseStorage
from django.test import RequestFactory

from citizens.models import User
from foundation.outbox import runner
from foundation.outbox.admin import JobAdmin
from foundation.outbox.models import Job, JobState
from tests.foundation.outbox.helpers import PERMANENT, Bench

pytestmark = pytest.mark.django_db


class Said(BaseStorage):
    """Keep messages in memory."""

    def _get(self, *args: Any, **kwargs: Any) -> tuple[list[Any], bool]:
        return [], True

    def _store(self, messages: Any, response: Any, *args: Any, **kwargs: Any) -> list[Any]:
        return []


def officer(*permissions: str) -> Any:
    user = User.objects.create_user(f"{len(permissions)}@contoh.test", is_staff=True, second_factor_required=True)
    user.user_permissions.set(Permission.objects.filter(codename__in=permissions, content_type__app_label="outbox"))
    request = RequestFactory().get("/panel/kelola/outbox/job/")
    request.user = user
    request._messages = Said(request)  # type: ignore[attr-defined]
    return request


def test_jobs_can_be_looked_at_and_nothing_else() -> None:
    page = JobAdmin(Job, AdminSite())
    request = officer("view_job", "change_job", "add_job", "delete_job")
    assert page.has_view_permission(request)
    assert not page.has_add_permission(request)
    assert not page.has_change_permission(request)
    assert not page.has_delete_permission(request)


def test_the_secret_is_no_field_of_the_page() -> None:
    page = JobAdmin(Job, AdminSite())
    shown = {*page.get_fields(officer("view_job")), *page.list_display}
    assert "secret" not in shown
    assert set(page.get_fields(officer("view_job", "change_job"))) <= set(page.readonly_fields)


def test_sending_again_is_offered_to_those_who_may_change_jobs_only() -> None:
    page = JobAdmin(Job, AdminSite())
    assert "send_again" not in page.get_actions(officer("view_job"))
    assert "send_again" in page.get_actions(officer("view_job", "change_job"))


def test_sending_again_says_how_many(bench: Bench) -> None:
    bench.error = PERMANENT
    job = bench.job()
    runner.run(job.pk, bench.registry)
    request = officer("view_job", "change_job")
    JobAdmin(Job, AdminSite()).send_again(request, Job.objects.all())
    job.refresh_from_db()
    assert job.state == JobState.WAITING
    assert [str(message) for message in request._messages._queued_messages] == ["1 pekerjaan dikirim ulang."]
