"""Every broken document is refused by the screens with its place named: at the import, or at the step that mends it."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from services.builder.presenters.troubles import troubles
from services.builder.steps.names import KEYS
from services.catalogue.judging import Fault
from services.catalogue.presenters.faults import sentence_of
from services.definition import document as definition
from services.definition.document import Document, DocumentError
from services.definition.lint import lint
from services.definition.world import OpenWorld
from tests.services.builder.conftest import address, begin
from tests.services.definition.broken.test_broken import CASES
from tests.services.definition.helpers import sample_text


def broken(case: dict[str, Any]) -> str:
    return sample_text().replace(case["find"], case["put"])


def parsed(case: dict[str, Any]) -> tuple[Document | None, list[tuple[str, str]]]:
    try:
        return definition.parse_text(broken(case)), []
    except DocumentError as error:
        return None, list(error.problems)


def test_there_are_more_than_forty() -> None:
    assert len(CASES) > 40


@pytest.mark.parametrize("case", CASES, ids=lambda case: str(case["name"]))
def test_a_broken_document_is_refused_with_its_place(case: dict[str, Any]) -> None:
    document, problems = parsed(case)
    if document is None:
        place, said = problems[0]
        assert place, problems
        assert sentence_of(Fault(1, place, said)).endswith(".")
        return
    found = troubles(lint(document, OpenWorld()), document, definition.to_data(document))
    errors = [trouble for trouble in found if not trouble.warning]
    assert errors
    for trouble in errors:
        assert trouble.step in KEYS
        assert trouble.where or trouble.step in ("dasar", "berkas", "hasil", "alur", "formulir"), trouble
        assert trouble.sentence.endswith(".")


@pytest.mark.django_db
def test_what_can_be_a_draft_shows_its_faults_and_cannot_be_proposed(opd: Client, complete: None) -> None:
    tried = 0
    for case in CASES:
        document, _problems = parsed(case)
        if document is None:
            continue
        tried += 1
        if tried > 6:
            break
        data = {**definition.to_data(document), "agency": "dinkes", "code": f"TES-{tried:02}", "slug": f"rusak-{tried}"}
        version = begin(data)
        page = opd.get(address(version, "terbitkan")).content.decode()
        assert 'value="usulkan" disabled' in page, case["name"]
        step = f"/panel/kelola/catalogue/serviceversion/{version.pk}/langkah/"
        assert opd.post(step, {"langkah": "usulkan"}).status_code == 422, case["name"]
