"""A draft is tried without a request: a walk along its path, its sentences, its weight, a thousand made-up answers."""

from __future__ import annotations

import copy

import pytest
from django.test import Client

from foundation.outbox.models import Job
from services.builder import trials
from services.builder.models import Trial
from services.catalogue import documents
from services.catalogue.models import ServiceVersion
from services.catalogue.registry import registry
from services.requests.models import ServiceRequest
from tests.services.builder.conftest import address, begin
from tests.services.catalogue.conftest import SMALL

pytestmark = pytest.mark.django_db


def test_a_walk_says_what_each_reads_and_who_acts_next(draft: ServiceVersion, opd: Client) -> None:
    first = opd.get(address(draft, "uji")).content.decode()
    assert "?jalan=ajukan" in first
    second = opd.get(address(draft, "uji", "jalan=ajukan")).content.decode()
    assert "Petugas memeriksa." in second
    assert "?jalan=ajukan.setujui" in second
    last = opd.get(address(draft, "uji", "jalan=ajukan.setujui")).content.decode()
    assert "Permohonan berakhir di sini." in last
    assert opd.get(address(draft, "uji", "jalan=ajukan.hilang.setujui")).status_code == 200
    assert not ServiceRequest.objects.exists()


def test_a_long_sentence_is_shown_where_it_stands(opd: Client, complete: None) -> None:
    long = "Surat ini " + "dan itu " * 12 + "selesai."
    version = begin({**copy.deepcopy(SMALL), "summary": long})
    page = opd.get(address(version, "uji")).content.decode()
    assert "Pecah kalimat ini." in page
    assert long.strip() in page
    assert "detik di 3G lemah" in page


def test_a_thousand_are_tried_batch_by_batch_and_counted(draft: ServiceVersion, opd: Client) -> None:
    opd.post(address(draft, "uji"), {"langkah": "coba"})
    opd.post(address(draft, "uji"), {"langkah": "coba"})
    trial = Trial.objects.get()
    for start in range(0, trials.TOTAL, trials.BATCH):
        trials.run(trial.pk, start)
        trials.run(trial.pk, start)  # a second delivery of the same job
    trial.refresh_from_db()
    assert (trial.state, trial.done) == ("done", 1000)
    assert trial.counts["accepted"] == 1000
    assert trial.counts["asked"] == {"nama": 1000}
    assert Job.objects.filter(kind=trials.JOB).count() == 10
    page = opd.get(address(draft, "uji")).content.decode()
    assert "1.000 dari 1.000 diterima formulir." in page


def test_a_question_nobody_is_ever_asked_is_named(opd: Client, complete: None) -> None:
    data = copy.deepcopy(SMALL)
    never = {"op": "eq", "args": [{"f": "nama"}, "Tidak pernah"]}
    data["form"]["pages"][0]["fields"].append({"id": "alias", "type": "name", "label": "Alias", "show_if": never})
    version = begin(data)
    trial = trials.order(version, version.written_by, total=100)  # type: ignore[arg-type]
    trials.run(trial.pk, 0)
    assert "“Alias” tidak pernah ditanyakan." in opd.get(address(version, "uji")).content.decode()


def test_a_draft_changed_meanwhile_is_not_counted_on(draft: ServiceVersion, opd: Client) -> None:
    opd.post(address(draft, "uji"), {"langkah": "coba"})
    trial = Trial.objects.get()
    opd.post(address(draft, "formulir"), {"asal": draft.checksum, "langkah": "bank:hp"})
    assert "Draf berubah sejak uji terakhir." in opd.get(address(draft, "uji")).content.decode()
    trials.run(trial.pk, 0)
    assert not Trial.objects.exists()


def test_made_up_answers_are_the_same_every_time_and_never_break_a_document() -> None:
    for each in registry:
        found = trials.count(each.document, range(12))
        assert found == trials.count(each.document, range(12))
        assert trials.merged({}, found) == found
    documents.forget()
