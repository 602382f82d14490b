"""The fourteen components are red until somebody wrote them, and what the document derives is never typed twice."""

from __future__ import annotations

import pytest
from django.test import Client

from services.builder.presenters.plain import sentence
from services.builder.steps.standard import COMPONENTS
from services.catalogue.models import ServiceVersion
from services.definition.lint import Code
from tests.services.builder.conftest import address, begin, now_in
from tests.services.builder.forms import sheet_of
from tests.services.catalogue.conftest import SMALL

pytestmark = pytest.mark.django_db


def test_there_are_fourteen() -> None:
    assert len(COMPONENTS) == 14


def test_what_is_empty_is_red_and_says_whether_it_blocks(opd: Client, complete: None) -> None:
    version = begin({**SMALL, "standard": {}})
    page = opd.get(address(version, "standar")).content.decode()
    assert page.count("kosong, wajib") == 3
    assert page.count('class="bagian komponen kosong"') == 11
    assert "3 masalah menunggu. Terbitkan terkunci." in page


def test_filling_a_component_makes_it_whole(opd: Client, complete: None) -> None:
    version = begin({**SMALL, "standard": {}})
    url = address(version, "standar")
    sent = sheet_of(opd.get(url)) | {
        "duration": ["3"],
        "fee": ["0"],
        "product": ["Surat keterangan"],
        "requirements": ["Buku nikah asli"],
        "langkah": ["lanjut"],
    }
    assert opd.post(url, sent).headers["Location"] == address(version, "formulir")
    assert now_in(version)["standard"] == {
        "duration": {"amount": 3},
        "fee": {"amount": 0},
        "product": [{"id": "Surat keterangan"}],
        "requirements": ["auto", {"title": {"id": "Buku nikah asli"}}],
    }
    assert "kosong, wajib" not in opd.get(url).content.decode()


def test_a_number_that_is_none_is_refused_at_its_box(opd: Client, draft: ServiceVersion) -> None:
    url = address(draft, "standar")
    answer = opd.post(url, sheet_of(opd.get(url)) | {"duration": ["tiga"], "product": ["Kartu"], "langkah": ["simpan"]})
    assert answer.status_code == 422
    page = answer.content.decode()
    assert 'href="#b-duration"' in page
    assert 'value="tiga"' in page
    assert ">\nKartu</textarea>" in page
    assert now_in(draft)["standard"]["duration"]["amount"] == 3


def test_every_rule_of_lint_has_words_without_keywords() -> None:
    for code in Code:
        said = sentence(code)
        assert said.endswith("."), code
        for keyword in ("mark_complete", "resubmit", "signs:", "show_if", "access.", "handoff", " why", "functions"):
            assert keyword not in said, code
