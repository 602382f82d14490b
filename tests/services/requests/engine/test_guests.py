"""Whom a fork or a question lets in, for which answers, how long, and who is told."""

from __future__ import annotations

from typing import Any

import pytest
import time_machine

from agencies.models import Agency
from citizens.notifications.models import Notification
from services.catalogue.models import FunctionHolder
from services.requests import engine
from services.requests.models import RequestEvent, RequestGrant, RequestTask
from tests import kept
from tests.services.requests import documents, world
from tests.services.requests.engine.test_joins import fork_of
from tests.services.requests.forking import Room, forking, room

pytestmark = pytest.mark.django_db
ALWAYS = {"op": "eq", "args": [{"f": "jumlah"}, 3]}


def shared(made: Room) -> dict[str, list[str]]:
    """Return what guests see now."""
    return dict(RequestGrant.objects.filter(request=made.request, ends_at__isnull=True).values_list("agency", "fields"))


def told(actor: world.Actor) -> list[str]:
    return [n.topic for n in Notification.objects.filter(user=actor.user).order_by("created_at", "id")]


def test_an_agency_keeps_only_what_its_open_tasks_need() -> None:
    data = forking()
    dlh = {"agency": "dlh"}
    fork_of(data)["tasks"] = [
        {**dlh, "function": "teknis", "fields": ["jumlah"]},
        {**dlh, "function": "kepala", "fields": ["nama", "nik"]},
    ]
    made = room(data=data)
    other = world.officer("kepala", at=world.agency("dlh", "DLH"))
    made.press("teruskan", made.verifikator)
    assert shared(made) == {"dlh": ["jumlah", "nama", "nik"]}
    made.part(other)
    assert shared(made) == {"dlh": ["jumlah"]}


def test_two_wordings_of_one_question_are_one_task_with_both_fields_and_the_earlier_date() -> None:
    data = forking()
    first = {"function": "teknis", "agency": "dlh", "when": ALWAYS, "fields": ["jumlah"], "sla": {"amount": 5}}
    fork_of(data)["tasks"] = [first, {**first, "fields": ["nama"], "sla": {"amount": 2}}]
    with time_machine.travel("2026-11-25T10:00:00+07:00", tick=False):
        made = room(data=data)
        made.press("teruskan", made.verifikator)
    task = RequestTask.objects.get(request=made.request)
    assert task.due_at is not None
    assert (task.fields, task.due_at.isoformat()) == (["jumlah", "nama"], "2026-11-27T16:59:59+00:00")
    assert shared(made) == {"dlh": ["jumlah", "nama"]}


@pytest.mark.parametrize(
    ("at", "estimate"), [("2026-11-25T10:00:00+07:00", False), ("2027-12-30T10:00:00+07:00", True)]
)
def test_a_year_without_a_decree_makes_the_date_of_a_part_an_estimate(at: str, estimate: bool) -> None:
    kept.reference()
    with time_machine.travel(at, tick=False):
        made = room()
        made.press("teruskan", made.verifikator)
    estimates = dict(RequestTask.objects.filter(request=made.request).values_list("agency", "due_is_estimate"))
    assert estimates == {"dlh": estimate, "dpupr": False, "disdukcapil": False}


def test_a_function_at_home_elsewhere_is_asked_there() -> None:
    data = forking()
    data["functions"]["teknis"] = {"agency": "dpupr"}
    fork_of(data)["tasks"] = [{"function": "teknis"}]
    made = room(data=data)
    made.press("teruskan", made.verifikator)
    assert RequestTask.objects.get(request=made.request).agency_id == "dpupr"


@pytest.mark.parametrize("gone", ["missing", "closed"])
def test_an_agency_that_is_not_there_is_named_and_nothing_is_asked(gone: str) -> None:
    made = room()
    if gone == "closed":
        Agency.objects.filter(pk="dlh").update(is_active=False)
    else:
        data = forking()
        fork_of(data)["tasks"][0]["agency"] = "dinas-hilang"
        made = room(data=data)
    with pytest.raises(engine.NotAllowed, match=r"dlh|dinas-hilang"):
        made.press("teruskan", made.verifikator)
    assert not RequestTask.objects.filter(request=made.request).exists()
    assert made.now.state == "verifikasi"


def test_an_office_without_anybody_for_the_part_is_named_instead_of_asked_for_ever() -> None:
    made = room()
    FunctionHolder.objects.filter(agency="dpupr").delete()
    with pytest.raises(engine.NotAllowed, match=r"“teknis” di Dpupr"):
        made.press("teruskan", made.verifikator)
    assert not RequestTask.objects.filter(request=made.request).exists()


def confidential(agency: str | None) -> dict[str, Any]:
    """Return the confidential service with a question to an expert, at home or elsewhere."""
    task = {"function": "ahli", **({"agency": agency} if agency else {})}
    ask = {"key": "tanya", "by": ["verifikator"], "type": "consult", "tasks": [task]}
    data = documents.anonymous()
    states = data["workflow"]["states"]
    asking = {**states["verifikasi"], "actions": [*states["verifikasi"]["actions"], ask]}
    flow = {**data["workflow"], "states": {**states, "verifikasi": asking}}
    return {**data, "functions": {**data["functions"], "ahli": {}}, "workflow": flow}


def test_a_confidential_request_is_shared_with_no_other_agency() -> None:
    version = world.publish(confidential("dlh"))
    world.officer("ahli", at=world.agency("dlh", "DLH"))
    unit = world.officer("verifikator", at=world.agency("dkbp3a", "PPA"), service=version.service)
    case = world.submitted(version, world.citizen())
    with pytest.raises(engine.NotAllowed, match="rahasia"):
        world.press(case, "tanya", unit)
    assert not RequestTask.objects.exists()


def test_inside_its_unit_a_confidential_question_is_told_without_number_or_service() -> None:
    version, home = world.publish(confidential(None)), world.agency("dkbp3a", "PPA")
    unit = world.officer("verifikator", at=home, service=version.service)
    expert, general = world.officer("ahli", at=home, service=version.service), world.officer("ahli", at=home)
    case = world.submitted(version, world.citizen())
    world.press(case, "tanya", unit)
    (notice,) = Notification.objects.filter(user=expert.user)
    assert (notice.confidential, notice.context) == (True, {})
    assert told(general) == []
    world.press(case, "jawab", expert, text="Perlu pendamping.")
    assert RequestTask.objects.get(request=case).assignee == expert.staff


def test_who_is_asked_is_told_and_told_again_when_nothing_need_be_answered_any_more() -> None:
    made = room()
    made.press("teruskan", made.verifikator)
    assert told(made.dlh) == told(made.kepala) == ["requests.diminta"]
    assert told(made.verifikator) == []
    made.part(made.kepala)
    made.press("tarik", made.verifikator)
    assert told(made.dlh) == ["requests.diminta", "requests.tidak_diperlukan"]
    assert told(made.kepala) == ["requests.diminta"]
    (notice, _ended) = Notification.objects.filter(user=made.dlh.user).order_by("created_at", "id")
    assert notice.context == {"number": made.now.number, "service": "Izin uji"}
    assert notice.path == f"/panel/antrean/{made.request.pk}/"


def test_a_field_of_the_form_may_be_called_like_what_the_portal_notes() -> None:
    data = forking()
    form = [{"id": "task", "type": "short_text"}, {"id": "asked", "type": "short_text"}]
    for part in data["workflow"]["states"]["telaah"]["actions"][:2]:
        part["form"] = form
    made = room(data=data)
    made.press("teruskan", made.verifikator)
    made.press("setuju", made.dlh, task="Bebas", asked="Ya")
    payload = RequestEvent.objects.get(request=made.request, kind="task").payload
    assert payload.data["task"] == "Bebas"
    assert payload.data["$task"] == str(RequestTask.objects.get(request=made.request, agency="dlh").pk)
