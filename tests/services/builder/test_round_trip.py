"""Every registered document opens on every step, and saving what nobody touched changes not one byte."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest
from django.http import QueryDict
from django.template.loader import render_to_string
from django.test import Client

from services.builder.filling import Filled
from services.builder.sheet import Sheet
from services.builder.sheet.places import at
from services.builder.steps import basics, field, files, flow, notices, pages, results, standard
from services.catalogue.models import Service, ServiceVersion, Source
from services.catalogue.registry import registry
from services.definition import document as definition
from services.definition.document import ELIGIBILITY, Document
from tests import kept
from tests.services.builder.conftest import account, address, signed_in
from tests.services.builder.forms import forms_of, sheet_of

DOCUMENTS = {each.document.slug: each.document for each in registry}
Data = dict[str, Any]


def field_paths(fields: list[Data], owner: str = "") -> list[str]:
    found: list[str] = []
    for each in fields:
        path = f"{owner}{each['id']}"
        found += [path, *field_paths(each.get("fields", []), f"{path}.")]
    return found


def sheets(document: Document, data: Data) -> dict[str, Sheet]:
    """Return every sheet the screens make of a document."""
    found = {"dasar": basics.sheet(data), "standar": standard.sheet(document)}
    found |= {"berkas": files.sheet(data), "pesan": notices.sheet(document, {}), "hasil": results.handoff_sheet()}
    found |= {f"hasil {output.key}": results.output_sheet(document, data, output.key) for output in document.outputs}
    found |= {"peran": flow.roles_sheet(document), "aturan": flow.overall_sheet(document)}
    for state in document.workflow.states:
        found[f"alur {state}"] = flow.state_sheet(document, data, state)
    for state, action in document.workflow.actions():
        found[f"alur {state}.{action.key}"] = flow.action_sheet(document, data, state, action.key)
        page = f"{pages.ACTION}{state}.{action.key}"
        for path in field_paths(at(data, pages.list_place(data, page), [])):
            found[f"{page} {path}"] = field.sheet(document, data, page, path)
    for page in pages.names(data):
        if page != ELIGIBILITY:
            found[page] = pages.sheet(document, data, page)
        for path in field_paths(at(data, pages.list_place(data, page), [])):
            found[f"{page} {path}"] = field.sheet(document, data, page, path)
            own = field.list_sheet(data, page, path)
            found |= {f"{page} {path} list": own} if own else {}
    return found


def sent_by_a_browser(sheet: Sheet, document: Document, data: Data) -> QueryDict:
    """Return what a browser sends of a sheet that nobody touched."""
    bench: Any = SimpleNamespace(data=data, document=document)
    drawn = Filled(sheet, sheet.shown(data)).drawn(bench)
    (form,) = forms_of(f"<form>{render_to_string('builder/_parts.html', {'parts': drawn})}</form>")
    sent = QueryDict(mutable=True)
    for name, values in form.items():
        sent.setlist(name, values)
    return sent


@pytest.mark.django_db
@pytest.mark.parametrize("slug", sorted(DOCUMENTS))
def test_every_box_of_a_document_says_back_what_it_shows(slug: str) -> None:
    kept.reference()
    document = DOCUMENTS[slug]
    data = definition.to_data(document)
    before = definition.canonical(document)
    for name, sheet in sheets(document, data).items():
        typed = sheet.read(sent_by_a_browser(sheet, document, data))
        assert sheet.changed(data, typed) == [], name
    assert definition.canonical(definition.parse(data)) == before


@pytest.fixture
def drafts(db: None) -> Client:
    """Hold every registered service as if it were the panel's own."""
    kept.reference()
    kept.services()
    Service.objects.update(source=Source.PANEL)
    return signed_in(account())


def test_every_document_opens_and_is_saved_unchanged_through_the_pages(drafts: Client) -> None:
    for service in Service.objects.select_related("live").order_by("slug"):
        live = service.live
        assert live is not None
        first = pages.names(live.document)[-1]
        steps = [(step, "") for step in ("dasar", "standar", "berkas", "pesan", "hasil")]
        states = live.document.get("workflow", {}).get("states", {})
        steps += [("alur", "bagian=aturan"), *(("alur", f"tahap={state}") for state in list(states)[:1])]
        for step, query in steps:
            url = address(live, step, query)
            answer = drafts.get(url)
            assert answer.status_code == 200, url
            saved = drafts.post(url, sheet_of(answer) | {"langkah": ["simpan"]})
            assert saved.status_code == 302, url
        shown = drafts.get(address(live, "formulir", f"halaman={first}")).content.decode()
        for path in field_paths(at(live.document, pages.list_place(live.document, first), [])):
            assert f'id="kartu-{path}"' in shown, path
        assert drafts.get(address(live, "alur")).status_code == 200
        assert drafts.get(address(live, "terbitkan")).status_code == 200
        # Nothing was changed, so not even a draft came of it.
        assert list(ServiceVersion.objects.filter(service=service)) == [live]
