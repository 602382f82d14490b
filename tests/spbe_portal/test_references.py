"""Diskominfosatik finds every list that forms and documents choose from, and where it is kept."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from services.catalogue.life_events import LIFE_EVENTS
from services.requests.models import Priority
from spbe_portal.references import KEPT
from tests.services.requests import world
from tests.services.requests.documents import PLAIN
from tests.signing_in import sign_in

pytestmark = pytest.mark.django_db
HERE = "/panel/rujukan/"


def seat(client: Client, **rights: bool) -> Client:
    boss = world.officer(**rights)
    assert boss.user is not None
    boss.user.is_superuser = rights.get("is_platform_admin", False)
    boss.user.save()
    return sign_in(client, boss.user)


def test_every_list_is_there_and_every_kept_one_opens(client: Client, django_assert_max_num_queries: Any) -> None:
    world.publish({**PLAIN, "life_events": ["kelahiran"]})
    keeper = seat(client, is_platform_admin=True)
    with django_assert_max_num_queries(12):
        html = keeper.get(HERE).content.decode()
    for word in (*LIFE_EVENTS, *Priority.values):
        assert f"<code>{word}</code>" in html
    assert '<td class="r">1</td>' in html
    for each in KEPT:
        assert f'href="{reverse(each.url_name)}"' in html
        assert keeper.get(reverse(each.url_name)).status_code == 200
    assert f'href="{HERE}"' in keeper.get("/panel/bantuan/").content.decode()


@pytest.mark.parametrize(
    "rights", [{}, {"is_agency_admin": True}, {"is_auditor": True}], ids=["officer", "opd", "auditor"]
)
def test_nobody_else_needs_it(client: Client, rights: dict[str, bool]) -> None:
    assert seat(client, **rights).get(HERE).status_code == 403
