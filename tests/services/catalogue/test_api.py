"""Programs read the catalogue without an account, and caches keep it."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from services.catalogue.models import Service
from services.catalogue.registry import registry
from services.definition.describe.reference.schema import editor_schema

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("published")]


def read(client: Client, path: str) -> Any:
    answer = client.get(path)
    assert answer.status_code == 200
    assert answer["Content-Type"] == "application/json"
    return answer.json()


def test_the_list_names_every_service(client: Client) -> None:
    services = read(client, reverse("catalogue:api_list"))["services"]
    assert {each["code"] for each in services} == {each.document.code for each in registry}


def test_a_confidential_service_is_public_in_the_catalogue(client: Client) -> None:
    services = read(client, "/api/v1/layanan/")["services"]
    ppa = next(each for each in services if each["code"] == "PPA-01")
    assert ppa["access"] == "anonymous"
    assert ppa["duration"] == {"amount": 24, "unit": "hours", "status": "proposal"}


def test_one_service_carries_its_standard(client: Client) -> None:
    data = read(client, "/api/v1/layanan/akta-kelahiran/")
    assert data["fee"] == {"amount": 0, "kind": "free"}
    assert data["handoff"]["system"] == "SIAK"
    assert data["url"] == "http://testserver/layanan/akta-kelahiran/"
    papers = {each["title"]: each["always"] for each in data["standard"]["requirements"]}
    assert papers["Kartu keluarga orang tua"] is True
    assert papers["Berita acara kepolisian"] is False
    assert all(data["standard"][part] for part in ("requirements", "procedure", "product", "complaint", "legal_basis"))


def test_an_unknown_service_is_404_in_json(client: Client) -> None:
    answer = client.get("/api/v1/layanan/tidak-ada/")
    assert answer.status_code == 404


def test_a_closed_service_says_so(client: Client) -> None:
    Service.objects.filter(slug="akta-kelahiran").update(closes_at="2020-01-01T00:00Z", closed_message="Pindah.")
    data = read(client, "/api/v1/layanan/akta-kelahiran/")
    assert (data["is_open"], data["closed_reason"]) == (False, "Pindah.")


def test_the_schema_of_a_document_is_the_one_the_editors_get(client: Client) -> None:
    assert read(client, "/api/v1/skema/layanan/") == editor_schema()


@pytest.mark.parametrize("path", ["/api/v1/layanan/", "/api/v1/layanan/akta-kelahiran/", "/api/v1/skema/layanan/"])
def test_caches_may_keep_the_answer_and_are_told_when_nothing_changed(client: Client, path: str) -> None:
    first = client.get(path)
    assert "public" in first["Cache-Control"]
    assert "max-age=300" in first["Cache-Control"]
    again = client.get(path, HTTP_IF_NONE_MATCH=first["ETag"])
    assert again.status_code == 304
    assert again.content == b""


def test_a_changed_opening_changes_the_etag(client: Client) -> None:
    first = client.get("/api/v1/layanan/")["ETag"]
    Service.objects.filter(slug="akta-kelahiran").update(closes_at="2020-01-01T00:00Z")
    assert client.get("/api/v1/layanan/")["ETag"] != first


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete"])
def test_programs_may_only_read(client: Client, method: str) -> None:
    answer = getattr(client, method)("/api/v1/layanan/", "{}", content_type="application/json")
    assert answer.status_code == 405


def test_no_session_is_made_for_a_program(client: Client) -> None:
    assert "Set-Cookie" not in client.get("/api/v1/layanan/").headers
