"""Offer a service of the panel's own with a draft, and people who keep it."""

from __future__ import annotations

import copy
from collections.abc import Callable, Iterator
from typing import Any

import pytest
import time_machine
from django.test import Client

from citizens.models import User
from services.catalogue import documents, versions
from services.catalogue.models import Service, ServiceVersion
from services.definition import document as definition
from services.definition.world import OpenWorld
from tests.services.catalogue.conftest import SMALL
from tests.services.requests import world
from tests.signing_in import sign_in

NOW = "2026-11-23T03:00:00Z"
Make = Callable[..., ServiceVersion]


@pytest.fixture(autouse=True)
def monday() -> Iterator[None]:
    documents.forget()
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def complete(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let lint judge in a world that lacks nothing."""
    for module in ("services.builder.bench", "services.catalogue.admin.steps", "services.catalogue.editing"):
        monkeypatch.setattr(f"{module}.DatabaseWorld", lambda registry: OpenWorld())


def account(slug: str = "diskominfosatik", code: str = "KMF", **rights: bool) -> User:
    """Make somebody who keeps records: Diskominfosatik unless told otherwise."""
    boss = world.officer(at=world.agency(slug, code), **(rights or {"is_platform_admin": True}))
    assert boss.user is not None
    boss.user.is_superuser = bool(rights.get("is_platform_admin", not rights))
    boss.user.save()
    return boss.user


def signed_in(user: User) -> Client:
    return sign_in(Client(), user)


@pytest.fixture
def keeper(db: None) -> Client:
    """Sign in somebody of Diskominfosatik."""
    return signed_in(account())


@pytest.fixture
def opd(db: None) -> Client:
    """Sign in the admin of the OPD whose service it is."""
    return signed_in(account("dinkes", "DKS", is_agency_admin=True))


@pytest.fixture
def draft(db: None, complete: None) -> ServiceVersion:
    """Return the draft of a small service."""
    return begin(copy.deepcopy(SMALL))


def begin(data: dict[str, Any]) -> ServiceVersion:
    """Make a draft of a document as a service of the panel's own."""
    world.agency("dinkes", "DKS")
    return versions.new_service(definition.parse(data), account("dinkes", "DKS", is_agency_admin=True))


def address(version: ServiceVersion, step: str, query: str = "") -> str:
    """Return the address of a step."""
    return f"/panel/penyusun/{version.service_id}/{step}/" + (f"?{query}" if query else "")


def now_in(version: ServiceVersion) -> dict[str, Any]:
    """Return the document of the service's open draft."""
    found: dict[str, Any] = Service.objects.get(pk=version.service_id).versions.order_by("-number")[0].document
    return found
