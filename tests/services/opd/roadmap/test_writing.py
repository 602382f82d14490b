"""The office writes plans by form or as a table; nothing waits for itself, and no money is negative."""

from __future__ import annotations

import csv
import io
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from foundation.imports import judging
from foundation.imports.sheet import Outcome, Row
from services.opd.diskominfosatik.roadmap.imports import INITIATIVES
from services.opd.diskominfosatik.roadmap.models import (
    Budget,
    Dependency,
    Fulfilment,
    Initiative,
    Obligation,
    Step,
    StudyDocument,
)
from services.opd.diskominfosatik.roadmap.money_imports import BUDGETS
from tests.services.opd.roadmap import world
from tests.services.requests.world import agency

pytestmark = pytest.mark.django_db
FORM = {
    **{"code": "PJ-9", "title": "Rencana baru", "summary": "", "agency": "dinkes", "status": "direncanakan"},
    **{"start_on": "2027-01-01", "due_on": "2027-12-31", "expected_on": "", "finished_on": "", "percent": "0"},
    **{"budgets-TOTAL_FORMS": "1", "budgets-INITIAL_FORMS": "0"},
    **{"budgets-0-year": "2027", "budgets-0-source": "apbd", "budgets-0-planned": "100", "budgets-0-realised": "0"},
}
PLAN = {"kode": "PJ-1", "nama": "Rencana", "opd": "dinkes", "mulai": "2027-01-01", "selesai": "2027-12-31"}
MONEY = {"kode": "PJ-1", "tahun": "2027", "sumber": "apbd", "rencana": "1.000", "realisasi": "", "penjelasan": ""}


def judged(importer: Any, *cells: dict[str, str]) -> list[tuple[Outcome, str]]:
    rows = [Row(number, each) for number, each in enumerate(cells, 2)]
    return [(each.outcome, each.sentence) for each in judging.judge(importer, rows, None)]


def written(importer: Any, *cells: dict[str, str]) -> None:
    user = world.platform().get("/panel/peta-jalan/").wsgi_request.user
    judging.apply(importer, [Row(number, each) for number, each in enumerate(cells, 2)], user)


def test_a_plan_is_written_with_its_money_and_begins_a_history() -> None:
    agency("dinkes", "DINKE")
    response = world.platform().post(reverse("admin:roadmap_initiative_add"), FORM)
    assert response.status_code == 302
    row = Initiative.objects.get()
    assert row.budgets.get().planned == 100
    step = Step.objects.get()
    assert step.state["budget 2027 apbd"] == "100 0"
    assert step.actor is not None


def test_the_form_refuses_a_circle_and_names_it() -> None:
    first, second = world.initiative("PJ-1"), world.initiative("PJ-2")
    world.waits(second, first)
    form = FORM | {"code": "PJ-1", "waits_for": [str(second.pk)]}
    client = world.platform()
    response = client.post(reverse("admin:roadmap_initiative_change", args=[first.pk]), form)
    assert response.status_code == 200
    assert "Ketergantungan melingkar: PJ-1 → PJ-2 → PJ-1." in response.content.decode()
    assert 'value="Rencana baru"' in response.content.decode()
    assert Dependency.objects.count() == 1


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        ({"budgets-0-planned": "-5"}, "Anggaran tidak boleh negatif"),
        ({"budgets-0-realised": "101"}, "Realisasi melebihi rencana."),
        ({"due_on": "2026-12-31"}, "Rencana selesai harus pada atau sesudah rencana mulai."),
        ({"status": "selesai"}, "Inisiatif selesai harus 100 persen"),
        ({"code": "pj 9"}, "Pakai huruf besar"),
        ({"title": "situs slot gacor"}, "dipakai iklan judi"),
    ],
)
def test_the_form_says_what_is_wrong_and_writes_nothing(words: dict[str, str], sentence: str) -> None:
    agency("dinkes", "DINKE")
    response = world.platform().post(reverse("admin:roadmap_initiative_add"), FORM | words)
    assert response.status_code == 200
    assert sentence in response.content.decode()
    assert not Initiative.objects.exists()


def test_an_explained_overspending_is_kept() -> None:
    agency("dinkes", "DINKE")
    form = FORM | {"budgets-0-realised": "101", "budgets-0-note": "Perubahan APBD."}
    assert world.platform().post(reverse("admin:roadmap_initiative_add"), form).status_code == 302
    assert Budget.objects.get().beyond == 1


def test_what_is_waited_for_is_kept_by_the_form_and_stands_in_the_history() -> None:
    first, second = world.initiative("PJ-1"), world.initiative("PJ-2")
    client, path = world.platform(), reverse("admin:roadmap_initiative_change", args=[first.pk])
    assert client.post(path, FORM | {"code": "PJ-1", "waits_for": [str(second.pk)]}).status_code == 302
    assert first.needs.get().needed == second
    assert "checked" in client.get(path).content.decode()
    assert client.post(path, FORM | {"code": "PJ-1", "budgets-TOTAL_FORMS": "0"}).status_code == 302
    assert not first.needs.exists()
    assert ["needs", "PJ-2", ""] in Step.objects.first().changes  # type: ignore[union-attr]


def test_an_obligation_asks_whom_the_form_names_and_keeps_who_has_answered() -> None:
    said = world.fulfilment("dinkes", standing="sebagian", evidence="SK")
    silent, duty = world.fulfilment("dlh"), said.obligation
    agency("dishub", "DSH")
    form = {"key": "uji", "regulation": str(duty.regulation_id), "text": "Kewajiban", "agencies": ["dishub"]}
    path = reverse("admin:roadmap_obligation_change", args=[duty.pk])
    assert world.platform().post(path, form).status_code == 302
    assert set(duty.fulfilments.values_list("agency", flat=True)) == {"dinkes", "dishub"}
    assert not Fulfilment.objects.filter(pk=silent.pk).exists()


def test_an_obligation_is_asked_of_everybody_once() -> None:
    row = world.fulfilment("dinkes", standing="sebagian", evidence="SK")
    agency("dlh", "DLH")
    chosen = {"action": "ask_everybody", "_selected_action": [str(Obligation.objects.get().pk)]}
    client = world.platform()
    for _time in range(2):
        client.post(reverse("admin:roadmap_obligation_changelist"), chosen)
    assert set(Fulfilment.objects.values_list("agency", "standing")) == {
        ("dinkes", "sebagian"),
        ("dlh", "belum"),
        ("diskominfosatik", "belum"),
    }
    assert Fulfilment.objects.filter(pk=row.pk).exists()


def test_documents_lie_on_sites_of_government() -> None:
    with pytest.raises(ValidationError):
        StudyDocument(title="Laporan", link="https://berkas.example.com/a.pdf").clean()
    StudyDocument(title="Laporan", link="https://serangkab.go.id/a.pdf").clean()


def test_a_table_of_plans_is_taken_in_even_where_one_waits_for_a_later_row() -> None:
    agency("dinkes", "DINKE")
    rows = (PLAN | {"menunggu": "PJ-2"}, PLAN | {"kode": "pj-2", "menunggu": ""})
    assert [outcome for outcome, _s in judged(INITIATIVES, *rows)] == [Outcome.NEW, Outcome.NEW]
    assert not Initiative.objects.exists()  # a dry run
    written(INITIATIVES, *rows)
    assert list(Dependency.objects.values_list("initiative__code", "needed__code")) == [("PJ-1", "PJ-2")]
    assert [outcome for outcome, _s in judged(INITIATIVES, *rows)] == [Outcome.SAME, Outcome.SAME]
    written(INITIATIVES, rows[0] | {"menunggu": "", "nama": "Lain"})
    assert not Dependency.objects.exists()
    assert Step.objects.filter(initiative__code="PJ-1").count() == 2


def test_a_circle_through_the_table_and_what_is_kept_refuses_its_rows() -> None:
    world.waits(world.initiative("PJ-1"), world.initiative("PJ-2"))
    rows = (
        PLAN | {"kode": "PJ-2", "menunggu": "PJ-3"},
        PLAN | {"kode": "PJ-3", "menunggu": "PJ-1"},
        PLAN | {"kode": "PJ-4"},
    )
    found = judged(INITIATIVES, *rows)
    assert [outcome for outcome, _s in found] == [Outcome.REFUSED, Outcome.REFUSED, Outcome.NEW]
    assert "PJ-2 → PJ-3 → PJ-1 → PJ-2" in found[0][1]
    with pytest.raises(judging.NotAsPreviewed):
        written(INITIATIVES, *rows)
    assert Initiative.objects.count() == 2


@pytest.mark.parametrize(
    ("cells", "sentence"),
    [
        ({"opd": "x"}, "OPD ini tidak dikenal."),
        ({"kode": "a b"}, "kode: Pakai huruf besar"),
        ({"mulai": "besok"}, "mulai: tanggal tidak terbaca."),
        ({"mulai": ""}, "mulai: "),
        ({"selesai": "2026-01-01"}, "Rencana selesai harus"),
        ({"status": "x"}, "status: pakai"),
        ({"kemajuan": "101"}, "kemajuan: isi"),
        ({"terbit": "mungkin"}, "terbit: isi ya atau tidak."),
        ({"menunggu": "PJ-7"}, "inisiatif PJ-7 tidak ada"),
        ({"menunggu": "PJ-1"}, "PJ-1 → PJ-1"),
        ({"nama": "=1+1"}, "rumus lembar kerja"),
        ({"ringkasan": "<script>"}, "ringkasan: Tulis teks biasa"),
    ],
)
def test_a_row_that_cannot_be_is_refused_with_its_reason(cells: dict[str, str], sentence: str) -> None:
    agency("dinkes", "DINKE")
    ((outcome, said),) = judged(INITIATIVES, PLAN | cells)
    assert outcome is Outcome.REFUSED
    assert sentence in said


def test_the_same_code_twice_is_refused() -> None:
    agency("dinkes", "DINKE")
    assert judged(INITIATIVES, PLAN, PLAN)[1] == (Outcome.REFUSED, "Kode ini sudah ada di baris lain.")


def test_a_table_of_money_is_taken_in() -> None:
    row = world.initiative("PJ-1")
    written(BUDGETS, MONEY, MONEY | {"tahun": "2028", "realisasi": "2000", "penjelasan": "Perubahan."})
    assert set(row.budgets.values_list("year", "planned", "realised")) == {(2027, 1000, 0), (2028, 1000, 2000)}
    assert judged(BUDGETS, MONEY) == [(Outcome.SAME, "Sudah tercatat dan sama.")]
    assert judged(BUDGETS, MONEY | {"rencana": "5"})[0][0] is Outcome.CHANGED
    assert Step.objects.filter(initiative=row).exists()


@pytest.mark.parametrize(
    ("cells", "sentence"),
    [
        ({"kode": "PJ-8"}, "Inisiatif dengan kode ini tidak ada."),
        ({"tahun": "27"}, "tahun: tulis empat angka"),
        ({"tahun": "1999"}, "2018"),
        ({"sumber": "x"}, "sumber: pakai"),
        ({"rencana": "-5"}, "Anggaran tidak boleh negatif."),
        ({"rencana": "1,5"}, "Tulis rupiah bulat"),
        ({"realisasi": "1001"}, "Realisasi melebihi rencana."),
    ],
)
def test_money_that_cannot_be_is_refused_with_its_reason(cells: dict[str, str], sentence: str) -> None:
    world.initiative("PJ-1")
    ((outcome, said),) = judged(BUDGETS, MONEY | cells)
    assert outcome is Outcome.REFUSED
    assert sentence in said


def test_the_import_page_previews_and_an_opd_may_not_use_it() -> None:
    agency("dinkes", "DINKE")
    text = io.StringIO()
    table = csv.DictWriter(text, PLAN)
    table.writeheader()
    table.writerow(PLAN)
    file = SimpleUploadedFile("rencana.csv", text.getvalue().encode(), "text/csv")
    response = world.platform().post("/panel/impor/inisiatif/", {"berkas": file})
    assert response.status_code == 200
    assert "Inisiatif baru." in response.content.decode()
    assert world.keeper().get("/panel/impor/inisiatif/").status_code == 403
