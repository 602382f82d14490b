"""Whatever an OPD registers can be filed by a program, from the first question to the number."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
import time_machine

from citizens.models import IdentityLevel, Party, Region
from services.catalogue.registry import registry
from services.definition.document import Document, walk
from services.definition.fields.file import FileField
from services.definition.fields.group import GroupField
from services.definition.fields.reference import ReferenceField
from services.requests.actor import Actor
from services.requests.models import ServiceRequest
from tests import kept
from tests.services.opd import filling
from tests.services.outputs.world import pdf, photo
from tests.services.requests import world
from tests.services.requests.api_client import Program, problem

pytestmark = pytest.mark.django_db
every_service = pytest.mark.parametrize(
    "document", [each.document for each in registry], ids=lambda document: document.code
)


@pytest.fixture(autouse=True)
def _published(db: None) -> Iterator[None]:
    with time_machine.travel(f"{filling.FACTS['today']}T03:00:00Z"):
        kept.reference()
        kept.services()
        yield


def known_person() -> Actor:
    """Return somebody whom every service may know well enough."""
    actor = world.citizen("Siti Contoh")
    Party.objects.filter(pk=actor.party.pk if actor.party else 0).update(identity=IdentityLevel.SEEN)
    party = Party.objects.get(pk=actor.party.pk if actor.party else 0)
    party.nik, party.birth_date, party.village = (
        "3604054104900001",
        "1990-04-01",
        Region.objects.get(pk="36.04.05.2001"),
    )
    party.street, party.hamlet, party.rt, party.rw = "Jl. Contoh", "Kp. Contoh", "001", "002"
    party.save()
    return Actor.of(type(actor.user).objects.get(pk=actor.user.pk)) if actor.user else actor


def accepted(document: Document) -> dict[str, Any]:
    """Return the first way through the form that gives a right to the service."""
    found = next(raw for raw in filling.ways(document) if filling.clean(document, raw).ok)
    listed = [field for _page, field in document.fields() if isinstance(field, ReferenceField) and field.id in found]
    # What stands in a list of the document itself must be one of its values.
    return found | {field.id: document.lists[field.list][0].value for field in listed if field.list in document.lists}


def with_files(program: Program, pk: str, fields: Any, raw: dict[str, Any]) -> dict[str, Any]:
    """Return answers whose sample files are real ones, uploaded for their fields."""
    found = dict(raw)
    for field in fields:
        if isinstance(field, FileField) and raw.get(field.id):
            found[field.id] = [uploaded(program, pk, field) for _ in range(max(1, field.min))]
        elif isinstance(field, GroupField) and any(isinstance(each, FileField) for each in walk(field.fields)):
            rows = raw[field.id] if isinstance(raw[field.id], list) else [raw[field.id]]
            filled = [with_files(program, pk, field.fields, row) for row in rows]
            found[field.id] = filled if isinstance(raw[field.id], list) else filled[0]
    return found


def uploaded(program: Program, pk: str, field: FileField) -> str:
    content = photo() if "image" in field.accept else pdf()
    answer = program.upload(pk, field.id, content)
    assert answer.status_code == 201, answer.content
    return str(answer.json()["id"])


@every_service
def test_a_program_files_it_to_the_number(document: Document) -> None:
    program = Program.of(known_person())
    answer = program.post("requests/", {"service": document.slug})
    if document.handoff is not None and document.handoff.mode == "link":
        problem(answer, 409, "elsewhere")
        return
    if document.needs_parent:
        problem(answer, 403, "not_allowed")
        return
    pk, raw, seen = answer.json()["id"], accepted(document), set[str]()
    while page := next((each for each in program.get(f"requests/{pk}/").json()["pages"] if each not in seen), None):
        seen.add(page)
        fields = document.page(page)
        given = with_files(program, pk, fields, {f.id: raw[f.id] for f in fields if f.id in raw})
        kept = program.put(f"requests/{pk}/answers/{page}/", {"answers": given})
        assert (kept.status_code, kept.json()["problems"]) == (200, []), page
    sent = program.post(f"requests/{pk}/submit/", {"declared": True})
    assert sent.status_code == 200, sent.content
    filed = ServiceRequest.objects.get(pk=pk)
    assert (sent.json()["number"], sent.json()["phase"]) == (filed.number, filed.phase)
    assert filed.number


@every_service
def test_its_form_tells_a_program_every_page_and_field(document: Document) -> None:
    form = Program().get(f"services/{document.slug}/form/").json()
    assert [page["id"] for page in form["form"].get("pages", [])] == [page.id for page in document.form.pages]
