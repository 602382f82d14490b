"""Every fetching of a document is written down for good, and its applicant reads who it was."""

from __future__ import annotations

import pytest
import time_machine
from django.db import DatabaseError, connection, transaction

from services.outputs.models import OutputAccess
from services.outputs.presenters import address
from services.requests.effects import result_links
from tests.services.outputs import world as outputs
from tests.services.requests import world
from tests.signing_in import sign_in

pytestmark = pytest.mark.django_db
NOON = "2026-11-24T05:00:00Z"


@pytest.fixture
def out():
    with time_machine.travel(NOON, tick=False) as now:
        found = outputs.issued()
        now.shift(60)
        yield found


def test_officer_and_applicant_are_told_apart_and_only_fetchings_count(out, client):
    request, citizen, head, output = out
    sign_in(client, citizen.user).get(address(output))
    client.head(address(output))
    client.logout()
    sign_in(client, head.user).get(address(output))
    client.logout()
    sign_in(client, world.citizen("Orang Lain").user).get(address(output))
    rows = OutputAccess.objects.order_by("at", "pk").values_list("user", "agency_code")
    assert sorted(rows, key=str) == sorted([(citizen.user.pk, ""), (head.user.pk, "disdukcapil")], key=str)
    (link,) = result_links(request)
    at = "Selasa, 24 November 2026, 12.01 WIB"
    assert sorted(link.fetched) == [f"Diunduh pemohon: {at}", f"Diunduh petugas Disdukcapil: {at}"]
    page = client.get(f"/permohonan/{request.pk}/")
    assert page.status_code == 404
    client.logout()
    page = sign_in(client, citizen.user).get(f"/permohonan/{request.pk}/").content.decode()
    assert f"Diunduh petugas Disdukcapil: {at}" in page
    assert str(head.staff.title) not in page


def test_a_draft_leaves_no_row(client):
    with time_machine.travel(NOON, tick=False):
        request, _citizen, head = outputs.ready_to_decide()
        draft = outputs.prepared(request, head)
        sign_in(client, head.user).get(address(draft))
    assert not OutputAccess.objects.exists()


@pytest.mark.parametrize("deed", ["update", "delete"])
def test_what_was_written_down_stays(out, client, deed):
    _request, citizen, _head, output = out
    sign_in(client, citizen.user).get(address(output))
    statement = {
        "update": "UPDATE outputs_outputaccess SET agency_code = ''",
        "delete": "DELETE FROM outputs_outputaccess",
    }
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement[deed])
    assert OutputAccess.objects.count() == 1
