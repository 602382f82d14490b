"""A list of the admin is narrowed by what it offers, and tells nothing of columns that it does not show."""

from __future__ import annotations

import re
from html import unescape
from typing import Any

import pytest
from django.contrib import admin
from django.db.models import Model
from django.test import Client
from django.urls import reverse

from agencies.models import Absence, Holiday, Staff
from citizens.models import User
from services.requests.models import ServiceRequest, SilenceEntry
from tests.services.desk.world import seat
from tests.services.requests import world

pytestmark = pytest.mark.django_db


@pytest.fixture
def keeper(client: Client) -> Client:
    officer = world.officer("verifikator", is_platform_admin=True)
    officer.user.is_superuser = True
    officer.user.save()
    return seat(client, officer)


def asked(client: Client, model: Any, **query: str) -> Any:
    name = f"admin:{model._meta.app_label}_{model._meta.model_name}_changelist"
    return client.get(reverse(name), query)


@pytest.mark.parametrize(
    "lookup",
    ["answers__nama__startswith", "answers__icontains", "applicant", "applicant__name__startswith", "confidential"],
)
def test_nobody_guesses_the_answers_of_a_request_letter_by_letter(keeper: Client, lookup: str) -> None:
    world.submitted(world.publish(), world.citizen())
    assert asked(keeper, ServiceRequest, **{lookup: "S"}).status_code == 400


@pytest.mark.parametrize("lookup", ["password__startswith", "session_epoch", "id__gte", "party__nik__startswith"])
def test_nobody_guesses_the_password_or_the_nik_of_an_account(keeper: Client, lookup: str) -> None:
    assert asked(keeper, User, **{lookup: "a"}).status_code == 400


@pytest.mark.parametrize(
    ("model", "lookup", "value"),
    [
        (ServiceRequest, "agency__slug__exact", "disdukcapil"),
        (ServiceRequest, "phase__exact", "in_process"),
        (SilenceEntry, "resolved_at__isempty", "1"),
        (SilenceEntry, "request__agency__slug__exact", "disdukcapil"),
        (Holiday, "date__year", "2026"),
        (Staff, "is_active__exact", "1"),
        (Absence, "staff__agency__slug__exact", "disdukcapil"),
    ],
    ids=lambda value: getattr(value, "__name__", value),
)
def test_every_kind_of_filter_that_a_list_offers_still_narrows_it(
    keeper: Client, model: type[Model], lookup: str, value: str
) -> None:
    assert asked(keeper, model, **{lookup: value}).status_code == 200


def test_every_link_of_every_filter_leads_on(keeper: Client) -> None:
    world.submitted(world.publish(), world.citizen())
    Holiday.objects.create(date="2026-08-17", kind="libur_nasional", name="Hari Kemerdekaan")
    followed = 0
    for model in admin.site._registry:
        page = asked(keeper, model)
        for link in set(re.findall(r'href="(\?[^"#]*__[^"]*)"', page.content.decode())):
            assert keeper.get(page.wsgi_request.path + unescape(link)).status_code == 200, (model, link)
            followed += 1
    assert followed > 20
