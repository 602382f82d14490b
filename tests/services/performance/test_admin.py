"""An office writes what it changed; only Diskominfosatik puts it before the public."""

from __future__ import annotations

import datetime as dt

import pytest
from django.urls import reverse

from agencies.models import Staff
from citizens.models import User
from services.performance.models import Improvement
from tests.services.requests import world
from tests.spbe_portal.test_panel import signed_in

pytestmark = pytest.mark.django_db
LIST = "admin:performance_improvement_changelist"


def keeper(**rights: bool):
    user = User.objects.create_user(
        email=f"{'-'.join(rights)}@uji.test", password="sandi-uji-2026", is_staff=True, second_factor_required=True
    )
    Staff.objects.create(user=user, agency=world.agency("dlh", "DLH"), **rights)
    return signed_in(user)


@pytest.fixture
def entry() -> Improvement:
    return Improvement.objects.create(
        agency=world.agency("dlh", "DLH"), said="Lama.", done="Dipercepat.", changed_on=dt.date(2026, 11, 2)
    )


def press(client, action: str, entry: Improvement) -> int:
    return client.post(reverse(LIST), {"action": action, "_selected_action": str(entry.pk)}).status_code


def status(entry: Improvement) -> str:
    entry.refresh_from_db()
    return entry.status


def test_an_office_proposes_and_diskominfosatik_publishes(entry):
    office, platform = keeper(is_agency_admin=True), keeper(is_platform_admin=True)
    press(platform, "publish", entry)
    assert status(entry) == "draft"
    press(office, "propose", entry)
    assert status(entry) == "proposed"
    press(office, "publish", entry)
    assert status(entry) == "proposed"
    press(platform, "publish", entry)
    assert status(entry) == "published"
    assert entry.published_by is not None


def test_what_is_published_is_changed_and_removed_by_nobody_until_it_is_taken_back(entry):
    office, platform = keeper(is_agency_admin=True), keeper(is_platform_admin=True)
    press(office, "propose", entry)
    press(platform, "publish", entry)
    address = reverse("admin:performance_improvement_change", args=[entry.pk])
    for client in (office, platform):
        client.post(address, {"agency": "dlh", "said": "Lain.", "done": "Lain.", "changed_on": "2026-11-03"})
        client.post(reverse(LIST), {"action": "delete_selected", "_selected_action": str(entry.pk), "post": "yes"})
        assert (status(entry), entry.done) == ("published", "Dipercepat.")
    press(platform, "take_back", entry)
    assert status(entry) == "draft"


def test_an_entry_without_its_words_is_sent_back_with_what_was_typed(entry):
    office = keeper(is_agency_admin=True)
    answer = office.post(
        reverse("admin:performance_improvement_add"),
        {"agency": "dlh", "said": "Antre terlalu lama.", "done": "", "changed_on": "2026-11-02"},
    )
    assert answer.status_code == 200
    assert "Antre terlalu lama." in answer.content.decode()
    assert Improvement.objects.count() == 1
