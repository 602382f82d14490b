"""Programs see what became of a document and take the same steps with it as the pages."""

from __future__ import annotations

from typing import Any

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile

from services.outputs.models import Output, OutputStatus
from services.requests.models import Phase, ServiceRequest
from tests.services.outputs import world as outputs
from tests.services.requests import world
from tests.services.requests.api_client import Program, new_key

pytestmark = pytest.mark.django_db
NOON = "2026-11-24T05:00:00Z"
WHY = {"alasan": "Data keliru.", "dasar_hukum": "UU 30/2014 Pasal 64 ayat (1)"}


@pytest.fixture
def out() -> Any:
    with time_machine.travel(NOON, tick=False) as now:
        found = outputs.issued(valid={"years": 1})
        now.shift(60)
        yield found


def renew(out: Any, program: Program, key: str = "") -> Any:
    request, *_rest, output = out
    return program.post(f"requests/{request.pk}/results/{output.pk}/renewal/", {}, key or new_key())


def act(out: Any, program: Program, action: str, data: dict[str, str]) -> Any:
    return program.post(f"desk/requests/{out[0].pk}/actions/{action}/", {"data": data}, new_key())


def attach(program: Program, path: str, data: dict[str, Any]) -> Any:
    return program.client.post(f"/api/v1/{path}", data, headers={"X-Session-Token": program.token})


def test_a_document_is_renewed_once_for_its_key(out):
    _request, citizen, *_rest = out
    program, key = Program.of(citizen), new_key()
    first = renew(out, program, key)
    assert first.status_code == 201
    draft = ServiceRequest.objects.get(phase=Phase.DRAFT)
    assert (first.json()["id"], draft.channel) == (str(draft.pk), "api")
    assert renew(out, program, key).json()["id"] == str(draft.pk)


def test_a_stranger_and_a_closed_service_renew_nothing(out):
    request, citizen, *_rest = out
    assert renew(out, Program.of(world.citizen("Orang Lain"))).status_code == 404
    request.service.closes_at = request.submitted_at
    request.service.save()
    assert renew(out, Program.of(citizen)).status_code == 409
    assert not ServiceRequest.objects.filter(phase=Phase.DRAFT).exists()


def test_the_desk_revokes_and_the_owner_reads_why(out):
    request, citizen, head, output = out
    desk, owner = Program.of(head), Program.of(citizen)
    (seen,) = desk.get(f"desk/requests/{request.pk}/").json()["results"]
    assert (seen["id"], seen["may_revoke"], seen["may_replace"]) == (str(output.pk), True, True)
    assert act(out, desk, "cabut_hasil", {"output": str(output.pk)}).status_code == 422
    assert act(out, desk, "cabut_hasil", {"output": str(output.pk), **WHY}).status_code == 200
    (result,) = owner.get(f"requests/{request.pk}/").json()["results"]
    assert (result["standing"], result["url"], result["renewable"]) == ("dicabut", "", False)
    assert "Alasan: Data keliru." in result["remarks"]
    (seen,) = desk.get(f"desk/requests/{request.pk}/").json()["results"]
    assert (seen["may_revoke"], seen["may_replace"]) == (False, False)
    assert renew(out, owner).status_code == 404


def test_the_desk_attaches_a_corrected_document_and_replaces_with_it(out):
    request, _citizen, head, output = out
    address = f"desk/requests/{request.pk}/actions/ganti_hasil/document/"
    paper = SimpleUploadedFile("baru.pdf", outputs.pdf(2), content_type="application/pdf")
    desk = Program.of(head)
    attached = attach(desk, address, {"file": paper, "replaces": str(output.pk), "external_number": "503/7a/2026"})
    assert attached.status_code == 201
    named = attached.json() | {"replaces": str(output.pk), "alasan": "Salah ketik.", "external_number": "503/7a/2026"}
    assert act(out, desk, "ganti_hasil", named).status_code == 200
    states = Output.objects.order_by("version").values_list("status", flat=True)
    assert list(states) == [OutputStatus.SUPERSEDED, OutputStatus.ISSUED]


def test_who_may_not_issue_attaches_nothing(out):
    request, _citizen, head, output = out
    address = f"desk/requests/{request.pk}/actions/ganti_hasil/document/"

    for program, replaces, status in (
        (Program.of(world.officer("verifikator")), str(output.pk), 403),
        (Program.of(head), "bukan-kode", 404),
    ):
        paper = SimpleUploadedFile("baru.pdf", outputs.pdf(2), content_type="application/pdf")
        assert attach(program, address, {"file": paper, "replaces": replaces}).status_code == status
    assert Output.objects.count() == 1
