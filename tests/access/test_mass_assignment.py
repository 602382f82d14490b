"""What a form or an operation does not ask for is changed by nobody who sends it along.

Every form of every page and every operation of the interface is pressed as it stands, and again with every column of
every table beside it: exactly the same columns of the same rows may change, to the same values.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator
from typing import Any, Final

import pytest
import time_machine
from django.apps import apps
from django.db.models import ForeignKey, Model
from django.test import Client

from services.requests.models import ServiceRequest
from tests.access import uninvited
from tests.access.crawling import Place, operations, places
from tests.access.inhabited import Portal, build, keep_records
from tests.access.pressing import ADMIN, Change, Form, Hand, Pairs, forms_on, steady
from tests.services.desk.world import NOW, seat
from tests.services.requests import world
from tests.services.requests.documents import PLAIN

pytestmark = [pytest.mark.django_db, pytest.mark.lenient("braces")]
FOREIGN: Final = "dinkes"
# What was sent is remembered as a digest, to tell a repeat from another press; it decides nothing.
DIGESTS: Final = {("foundation_storedresult", "body_hash")}
ASKED: Final = {field["id"] for page in PLAIN["form"]["pages"] for field in page["fields"]}
Body = dict[str, Any]
# A body that works, for the operations that change something when it arrives; the others get an empty one.
BODIES: Final[dict[str, Callable[[Portal], Body]]] = {
    "requests_api:requests": lambda portal: {"service": portal.version.service_id},
    "requests_api:answers": lambda portal: {"answers": {"jumlah": 2}},
    "requests_api:page": lambda portal: {"answers": {"jumlah": 2}},
    "requests_api:submit": lambda portal: {"declared": True},
    "requests_api:withdraw": lambda portal: {"reason": "Salah kirim."},
    "requests_api:messages": lambda portal: {"text": "Apa kabar permohonan saya?"},
    "desk_api:act": lambda portal: {"data": {}},
    "desk_api:bulk": lambda portal: {"action": "ambil", "data": {}, "items": [{"id": str(portal.case.pk)}]},
}


@pytest.fixture
def portal() -> Iterator[Portal]:
    logging.disable(logging.CRITICAL)  # refusals by the hundred
    with time_machine.travel(NOW, tick=False):
        found, foreign = build(), world.agency(FOREIGN, "DKS")
        keep_records(found, foreign, "Asing", cycle=1)
        world.publish({**PLAIN, "agency": FOREIGN, "slug": "izin-asing", "code": "TST-09"})
        yield found
    logging.disable(logging.NOTSET)


def forms_for(hand: Hand, portal: Portal) -> Iterator[Form]:
    """Yield every form that a person finds on any page, each once."""
    seen = set()
    for place in places():
        if place.is_api:
            continue
        path = place.path(portal.arguments(place.name))
        answer = hand.get(path)
        if answer.status_code == 200 and answer.headers["Content-Type"].startswith("text/html"):
            for form in forms_on(path, answer.content.decode()):
                if form.shape not in seen:
                    seen.add(form.shape)
                    yield form


def difference(hand: Hand, path: str, asked: Pairs, beside: Pairs) -> tuple[set[Change], set[Change]]:
    """Return what a form changes, and what changes differently once more is sent along."""
    _status, plain = hand.post(path, asked)
    _status, more = hand.post(path, [*beside, *asked])
    if plain == more:
        return plain, set()
    _status, again = hand.post(path, asked)
    strange = steady(plain, again)(plain ^ more)
    return plain, {change for change in strange if (change[0], change[2]) not in DIGESTS}


@pytest.mark.parametrize("who", ["keeper", "nobody"])
def test_a_form_changes_nothing_that_it_does_not_ask_for(portal: Portal, who: str) -> None:
    hand, beside = Hand(portal.clients[who]), uninvited.pairs()
    working, wrong = set(), []
    for form in forms_for(hand, portal):
        strangers = [(name, value) for name, value in beside if name not in form.names]
        for asked in form.presses():
            plain, strange = difference(hand, form.action, asked, strangers)
            working |= {form.action} if plain else set()
            wrong += [f"{form.action}: {column}" for column in sorted(strange)[:5]]
    assert not wrong, "\n".join(wrong)
    assert len(working) >= {"keeper": 30, "nobody": 1}[who]


def spoiled(body: Body, beside: Body) -> Iterator[Body]:
    """Yield a body with more members, at the top and inside every object it holds."""
    yield {**beside, **body}
    for name, value in body.items():
        if isinstance(value, dict):
            yield {**body, name: {**beside, **value}}
        if isinstance(value, list):
            yield {**body, name: [{**beside, **item} for item in value]}


def sent(hand: Hand, method: str, path: str, body: Body) -> set[Change]:
    """Send JSON and return what changed."""

    def press(client: Client, headers: dict[str, str]) -> Any:
        return client.generic(
            method, path, client._encode_json(body, "application/json"), "application/json", headers=headers
        )

    return hand.changes(press)[1]


def writing_operations() -> list[tuple[Place, str]]:
    """Return every operation of the interface that takes a body."""
    return [
        (place, method) for place in places() for method in ("post", "put") if (place.shape, method) in operations()
    ]


def every_name_alone() -> Iterator[Body]:
    """Yield each column of a request alone, because one unknown member hides the next, and all columns together."""
    members = uninvited.members()
    for field in ServiceRequest._meta.concrete_fields:
        yield {field.attname: members[field.attname][0], field.name: members[field.name][0]}
    yield {name: values[-1] for name, values in members.items()}


def test_an_operation_changes_nothing_that_it_does_not_describe(portal: Portal) -> None:
    client = portal.clients["keeper"]
    hand = Hand(client, str(client.session.session_key))
    working, wrong = set(), []
    for place, method in writing_operations():
        path = place.path(portal.arguments(place.name))
        body = BODIES.get(place.name, lambda _portal: {})(portal)
        plain, again = (sent(hand, method.upper(), path, body) for _time in range(2))
        sieve, known = steady(plain, again), set(operations()[place.shape, method]) | ASKED
        working |= {place.name} if plain else set()
        for more in every_name_alone() if place.name in BODIES else [{k: v[0] for k, v in uninvited.members().items()}]:
            for spoilt in spoiled(body, {name: value for name, value in more.items() if name not in known}):
                changed = {c for c in sieve(sent(hand, method.upper(), path, spoilt)) if (c[0], c[2]) not in DIGESTS}
                strange = changed - sieve(plain)
                wrong += [f"{method} {place.name} with {[*more][:2]}: {column}" for column in sorted(strange)[:3]]
    assert not wrong, "\n".join(wrong)
    assert working == set(BODIES)


def foreign_row(related: type[Model]) -> Model | None:
    """Return a row of a model that belongs to the other agency, None where rows belong to none."""
    if related._meta.label == "agencies.Agency":
        return related._base_manager.get(pk=FOREIGN)
    names = {field.name for field in related._meta.concrete_fields}
    return related._base_manager.filter(agency=FOREIGN).first() if "agency" in names else None


def relations_in(form: Form) -> Iterator[tuple[type[Model], str, Model]]:
    """Yield model, column and foreign row of every relation that a form of Django's admin asks for."""
    label, name = form.action.removeprefix(ADMIN).split("/")[:2]
    model = apps.get_model(label, name)
    for field in model._meta.concrete_fields:
        if isinstance(field, ForeignKey) and field.name in form.names:
            row = foreign_row(field.related_model)
            if row is not None:
                yield model, field.name, row


def test_an_opd_admin_moves_no_row_to_another_agency_through_a_field_that_is_asked_for(portal: Portal) -> None:
    hand = Hand(seat(Client(), world.officer(is_agency_admin=True)))
    tried, wrong = [], []
    for form in forms_for(hand, portal):
        if not form.action.startswith(ADMIN) or form.action.count("/") < 6:
            continue
        for model, name, row in relations_in(form):
            asked = [*((n, v) for n, v in form.pairs if n != name), (name, str(row.pk)), ("_save", "1")]
            _status, changed = hand.post(form.action, asked)
            column = model._meta.get_field(name).attname  # type: ignore[union-attr]
            tried.append(f"{form.action} {name}")
            wrong += [f"{form.action} {name}: {c}" for c in changed if c[2:] == (column, str(row.pk))]
    assert not wrong, "\n".join(wrong)
    assert len(tried) >= 10
