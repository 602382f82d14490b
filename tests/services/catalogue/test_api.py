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
    services = read(client, reverse("catalogue_api:services"))["items"]
    assert {each["code"] for each in services} == {each.document.code for each in registry}


def test_a_confidential_service_is_public_in_the_catalogue(client: Client) -> None:
    services = read(client, "/api/v1/services/")["items"]
    ppa = next(each for each in services if each["code"] == "PPA-01")
    assert ppa["access"] == "anonymous"
    assert ppa["duration"] == {"amount": 24, "unit": "hours", "status": "proposal"}


def test_one_service_carries_its_standard(client: Client) -> None:
    data = read(client, "/api/v1/services/akta-kelahiran/")
    assert data["fee"] == {"amount": 0, "kind": "free"}
    assert data["handoff"]["system"] == "SIAK"
    assert data["url"] == "http://testserver/layanan/akta-kelahiran/"
    papers = {each["title"]: each["always"] for each in data["standard"]["requirements"]}
    assert papers["Kartu keluarga orang tua"] is True
    assert papers["Berita acara kepolisian"] is False
    assert all(data["standard"][part] for part in ("requirements", "procedure", "product", "complaint", "legal_basis"))


def test_an_unknown_service_is_404_in_json(client: Client) -> None:
    answer = client.get("/api/v1/services/tidak-ada/")
    assert answer.status_code == 404
    assert answer["Content-Type"] == "application/problem+json"
    assert answer.json()["code"] == "not_found"


def test_a_closed_service_says_so(client: Client) -> None:
    Service.objects.filter(slug="akta-kelahiran").update(closes_at="2020-01-01T00:00Z", closed_message="Pindah.")
    data = read(client, "/api/v1/services/akta-kelahiran/")
    assert (data["is_open"], data["closed_reason"]) == (False, "Pindah.")


def test_the_schema_of_a_document_is_the_one_the_editors_get(client: Client) -> None:
    assert read(client, "/api/v1/service-document-schema/") == editor_schema()


@pytest.mark.parametrize(
    "path", ["/api/v1/services/", "/api/v1/services/akta-kelahiran/", "/api/v1/service-document-schema/"]
)
def test_caches_may_keep_the_answer_and_are_told_when_nothing_changed(client: Client, path: str) -> None:
    first = client.get(path)
    assert "public" in first["Cache-Control"]
    assert "max-age=300" in first["Cache-Control"]
    again = client.get(path, HTTP_IF_NONE_MATCH=first["ETag"])
    assert again.status_code == 304
    assert again.content == b""


def test_a_changed_opening_changes_the_etag(client: Client) -> None:
    first = client.get("/api/v1/services/")["ETag"]
    Service.objects.filter(slug="akta-kelahiran").update(closes_at="2020-01-01T00:00Z")
    assert client.get("/api/v1/services/")["ETag"] != first


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete"])
def test_programs_may_only_read(client: Client, method: str) -> None:
    answer = getattr(client, method)("/api/v1/services/", "{}", content_type="application/json")
    assert answer.status_code == 405


def test_no_session_is_made_for_a_program(client: Client) -> None:
    assert "Set-Cookie" not in client.get("/api/v1/services/").headers


def test_the_list_comes_in_pages_that_lead_through_it_once(client: Client) -> None:
    whole = [each["slug"] for each in read(client, "/api/v1/services/?limit=200")["items"]]
    seen, cursor = [], ""
    while True:
        page = read(client, f"/api/v1/services/?limit=4&cursor={cursor}")
        seen += [each["slug"] for each in page["items"]]
        cursor = page["next"]
        if not cursor:
            break
    assert seen == whole


@pytest.mark.parametrize("limit", ["0", "201", "-1", "x", "١", "99999", ""])
def test_a_senseless_limit_is_refused(client: Client, limit: str) -> None:
    answer = client.get("/api/v1/services/", {"limit": limit})
    assert (answer.status_code, answer.json()["code"]) == (400, "malformed")


def test_the_list_is_narrowed_by_agency_and_by_people_s_words(client: Client) -> None:
    slugs = [each["slug"] for each in read(client, "/api/v1/services/?agency=disdukcapil")["items"]]
    assert "akta-kelahiran" in slugs
    assert "andalalin" not in slugs
    assert "akta-kelahiran" in [each["slug"] for each in read(client, "/api/v1/services/?q=akte%20lahir")["items"]]
    assert read(client, "/api/v1/services/?agency=tidak-ada")["items"] == []


def test_the_form_holds_the_questions_and_nothing_of_the_workflow(client: Client) -> None:
    form = read(client, "/api/v1/services/akta-kelahiran/form/")
    assert [page["id"] for page in form["form"]["pages"]]
    assert set(form) == {"service", "checksum", "eligibility", "form", "lists"}


@pytest.mark.parametrize(("path", "queries"), [("", 1), ("akta-kelahiran/", 2), ("akta-kelahiran/form/", 1)])
def test_the_catalogue_costs_few_queries(
    client: Client, django_assert_max_num_queries: Any, path: str, queries: int
) -> None:
    client.get(f"/api/v1/services/{path}")  # documents are read once
    with django_assert_max_num_queries(queries):
        client.get(f"/api/v1/services/{path}")
