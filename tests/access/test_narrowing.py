"""A filter, an order or a search only takes rows away: no parameter of any list brings in what is another agency's.

Lists, filters and columns are read from what is registered: the interface's schema, the names that pages look for, the
links of the admin's filters, the columns of its models.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator
from dataclasses import dataclass
from html import unescape
from typing import Any, Final

import pytest
import time_machine
from django.contrib import admin
from django.db.models import ForeignKey, Model
from django.http import QueryDict
from django.test import Client
from django.urls import reverse
from drf_spectacular.generators import SchemaGenerator

from services.requests.models import ServiceRequest
from tests.access.crawling import Crawler, places
from tests.access.hostile import PARAMETERS
from tests.access.inhabited import Portal, build, keep_records
from tests.services.desk.world import NOW, filed, photo, seat, with_papers
from tests.services.requests import world
from tests.services.requests.api_client import Program

pytestmark = [pytest.mark.django_db, pytest.mark.lenient("braces")]
FOREIGN: Final = "dinkes"
NAME: Final = "Nilam Asing"


@dataclass(frozen=True)
class Land:
    """Hold a portal with a case of another agency, and what leads to that case."""

    portal: Portal
    foreign: ServiceRequest

    @property
    def marks(self) -> list[str]:
        """Return what gives the foreign case away."""
        return [str(self.foreign.number), str(self.foreign.pk), NAME]

    @property
    def values(self) -> list[str]:
        """Return what somebody would ask for who is after it."""
        case = self.foreign
        known = [*self.marks, FOREIGN, case.service_id, str(case.applicant_id), str(case.filed_by_id), "Nilam", "DKS"]
        return [*known, "3604054104900001", "36.04", "", "*", "%"]


@pytest.fixture
def land() -> Iterator[Land]:
    logging.disable(logging.CRITICAL)  # refusals by the hundred
    with time_machine.travel(NOW, tick=False):
        portal, home = build(), world.agency(FOREIGN, "DKS")
        version = world.publish({**with_papers(), "agency": FOREIGN, "slug": "izin-asing", "code": "TST-09"})
        world.officer("verifikator", at=home)
        foreign = filed(version, world.citizen(NAME), photo())
        keep_records(portal, home, "Asing", cycle=1)
        yield Land(portal, foreign)
    logging.disable(logging.NOTSET)


@dataclass(frozen=True)
class Listing:
    """Hold one list of the interface with its parameters, and the closed values of those that have them."""

    path: str
    parameters: dict[str, list[str]]


def listings() -> list[Listing]:
    """Return every operation that answers with items and is no part of one thing."""
    schema: Any = SchemaGenerator().get_schema(request=None, public=True)  # type: ignore[no-untyped-call]
    found = []
    for path, methods in schema["paths"].items():
        given = [each for each in methods.get("get", {}).get("parameters", []) if each["in"] == "query"]
        if given and "{" not in path:
            found.append(Listing(path, {each["name"]: each["schema"].get("enum", []) for each in given}))
    return found


def keys(answer: Any) -> set[str]:
    """Return what the items of an answer are called."""
    if answer.status_code == 400:
        return set()
    assert answer.status_code == 200, answer.content
    return {str(item.get("id") or item.get("slug") or item.get("code")) for item in answer.json()["items"]}


@pytest.mark.parametrize("who", ["officer", "citizen"])
def test_no_parameter_of_the_interface_brings_in_a_foreign_row(land: Land, who: str, settings: Any) -> None:
    settings.API_LIMITS = dict.fromkeys(settings.API_LIMITS, (1_000_000, 60))
    program = Program.of(world.officer("verifikator", "kepala") if who == "officer" else land.portal.citizen)
    wrong, tried, shown = [], 0, 0
    for listing in listings():
        plain = f"{listing.path}?limit=200"
        first = program.get(plain)
        if first.status_code == 403 or (who == "officer" and Program().get(plain).status_code == 200):
            continue  # not for this person, or for everybody and tried as a citizen
        views = [f"{plain}&{name}={value}" for name, closed in listing.parameters.items() for value in closed]
        everything = keys(first).union(*(keys(program.get(view)) for view in views))
        shown += len(everything)
        for name in [*sorted(set(listing.parameters) - {"limit"}), *PARAMETERS]:
            # What a list declares is tried with everything, what it never heard of with one thing.
            for value in land.values if name in listing.parameters else land.values[:1]:
                answer = program.client.get(f"{plain}&", {name: value, "limit": "200"}, headers=headers_of(program))
                tried += 1
                if not keys(answer) <= everything or tells(answer.content.decode(), land, value):
                    wrong.append(f"{listing.path} {name}={value}")
    assert not wrong, "\n".join(wrong)
    assert tried > 150
    assert shown > 1


def headers_of(program: Program) -> dict[str, str]:
    """Return the header by which a program acts."""
    return {"X-Session-Token": program.token}


def tells(text: str, land: Land, sent: str) -> bool:
    """Say whether an answer gives the foreign case away by more than the echo of what was sent."""
    return any(mark in text for mark in land.marks if mark not in sent and sent not in mark)


def test_no_parameter_of_a_page_brings_in_a_foreign_row(land: Land, monkeypatch: pytest.MonkeyPatch) -> None:
    land.portal.clients["keeper"] = seat(Client(), world.officer("verifikator", "kepala", is_agency_admin=True))
    crawler = Crawler(land.portal)
    crawler.listen(monkeypatch)
    wrong, tried = [], 0
    for place in places():
        names, _form = crawler.heard.of(place)
        if place.is_api or place.name.startswith("admin:") or not names:
            continue
        path = place.path(land.portal.arguments(place.name))
        for at, name in enumerate(names, start=tried):
            for value in land.values[at % 2 :: 2]:  # each name half of them, each of them at half the names
                query = QueryDict(mutable=True)
                query[name] = value
                answer = crawler.ask("keeper", "GET", f"{path}?{query.urlencode()}")
                tried += 1
                if answer.status_code != 200 or answer.streaming:
                    continue
                if tells(answer.content.decode(errors="replace"), land, value):  # a PDF or a ZIP is no text
                    wrong.append(f"{place.name} {name}={value}")
    assert not wrong, "\n".join(wrong)
    assert tried > 150


def changelist(model: type[Model]) -> str:
    """Return the address of a model's list in the admin."""
    return reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_changelist")


def rows(answer: Any) -> set[str]:
    """Return the keys of the rows that a list of the admin shows; a refusal shows none."""
    return {str(row.pk) for row in answer.context["cl"].result_list} if answer.status_code == 200 else set()


def filters_of(model: type[Model], client: Client) -> set[str]:
    """Return the queries behind the filters, heads and dates of a list, as Diskominfosatik finds them."""
    page = client.get(changelist(model)).content.decode()
    return {unescape(found) for found in re.findall(r'href="\?([^"#]+)"', page)}


def test_no_filter_search_or_order_of_the_admin_brings_in_a_foreign_row(land: Land) -> None:
    opd, keeper = seat(Client(), world.officer(is_agency_admin=True)), land.portal.clients["keeper"]
    wrong, tried = [], 0
    for model in admin.site._registry:
        address, own = changelist(model), opd.get(changelist(model))
        if own.status_code == 403:
            continue
        asked = [*filters_of(model, keeper), *(f"{name}=1" for name in PARAMETERS[tried % 9 :: 9])]
        asked += [f"q={value}" for value in [*land.marks, FOREIGN, "Asing"]]
        for query in sorted(asked):
            found = rows(opd.get(f"{address}?{query}"))
            tried += 1
            if not found <= rows(own):
                wrong.append(f"{address}?{query}")
    assert not wrong, "\n".join(wrong)
    assert tried > 150


def test_no_column_of_the_admin_narrows_a_list_by_being_named_nor_does_one_behind_it(land: Land) -> None:
    keeper, wrong, tried = land.portal.clients["keeper"], [], 0
    for model in admin.site._registry:
        columns = [field.name for field in model._meta.concrete_fields]
        for field in model._meta.concrete_fields:
            if isinstance(field, ForeignKey):
                related: Any = field.related_model
                columns += [
                    f"{field.name}__{each.name}" for each in related._meta.concrete_fields[:: len(columns) % 3 + 1]
                ]
        for column in columns:
            answer = keeper.get(changelist(model), {f"{column}__startswith": "a"})
            tried += 1
            if answer.status_code != 400:
                wrong.append(f"{model._meta.label} {column}: {answer.status_code}")
    assert not wrong, "\n".join(wrong)
    assert tried > 300


def test_no_search_box_of_the_admin_offers_a_foreign_row(land: Land) -> None:
    opd, wrong, offered = seat(Client(), world.officer(is_agency_admin=True)), [], 0
    for model in admin.site._registry:
        for field in (each for each in model._meta.concrete_fields if isinstance(each, ForeignKey)):
            related: Any = field.related_model
            for term in ("", "Asing"):
                query = {"app_label": model._meta.app_label, "model_name": model._meta.model_name or ""}
                answer = opd.get(reverse("admin:autocomplete"), query | {"field_name": field.name, "term": term})
                if answer.status_code != 200:
                    continue
                allowed = rows(opd.get(changelist(related)))
                found = {each["id"] for each in answer.json()["results"]}
                offered += len(found)
                wrong += [f"{model._meta.label}.{field.name}: {key}" for key in found - allowed]
    assert not wrong, "\n".join(wrong)
    assert offered > 0
