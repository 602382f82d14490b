"""Answers are laid out page by page as people read them; what could harm is masked."""

from __future__ import annotations

from typing import Any

from services.definition import document as definition
from services.definition.document import Document
from services.definition.fields.context import Lookups
from services.requests.models import Attachment
from services.requests.presenters.answers import Row, answer_rows
from tests.services.requests.documents import ANSWERS, PLAIN


def document(*fields: dict[str, Any], **extra: Any) -> Document:
    form = {"pages": [{"id": "data", "title": "Data", "fields": list(fields)}]} if fields else PLAIN["form"]
    return definition.parse({**PLAIN, "form": form, **extra})


def rows(found: Document, answers: dict[str, Any], **extra: Any) -> list[Row]:
    return [row for section in answer_rows(found, answers, **extra) for row in section.rows]


def test_answers_stand_under_the_title_of_their_page() -> None:
    sections = answer_rows(document(), ANSWERS)
    assert [(s.page, s.title) for s in sections] == [("data", "Data"), ("lain", "Lain")]
    assert [(r.label, r.text) for r in sections[0].rows] == [
        ("Nama", "Siti Uji"),
        ("Nik", "3604 •••• •••• ••01"),
        ("Punya", "Ya"),
    ]


def test_an_officer_who_may_read_it_sees_the_whole_nik() -> None:
    nik = rows(document(), ANSWERS, mask=False)[1]
    assert (nik.text, nik.masked, nik.numeric) == ("3604 0541 0490 0001", False, True)


def test_a_hidden_question_has_no_row_and_an_empty_one_says_nothing() -> None:
    labels = [row.label for row in rows(document(), {**ANSWERS, "punya": False})]
    assert "Alasan tanpa" in labels
    assert "Alasan tanpa" not in [row.label for row in rows(document(), ANSWERS)]
    assert rows(document(), ANSWERS)[-1] == Row("jumlah", "Jumlah", "")


def test_rows_of_a_group_are_numbered_and_masked() -> None:
    group = {
        "id": "anggota",
        "type": "group",
        "label": "Anggota keluarga",
        "row_label": "Anggota",
        "repeat": {"max": 5},
        "fields": [{"id": "nama", "type": "name"}, {"id": "nik", "type": "nik", "why": "Uji."}],
    }
    people = [{"nama": "Ani", "nik": "3604054104900001"}, {"nama": "Budi"}]
    assert [(r.field, r.label, r.text) for r in rows(document(group), {"anggota": people})] == [
        ("anggota", "Anggota 1: Nama", "Ani"),
        ("anggota", "Anggota 1: Nik", "3604 •••• •••• ••01"),
        ("anggota", "Anggota 2: Nama", "Budi"),
    ]


def test_codes_of_places_are_named() -> None:
    class Places(Lookups):
        def region_name(self, code: str) -> str | None:
            return {"36.04.05": "Ciruas", "36.04.05.2001": "Citerep"}.get(code)

    found = document({"id": "lokasi", "type": "region"})
    shown = rows(found, {"lokasi": {"kecamatan": "36.04.05", "desa": "36.04.05.2001"}}, lookups=Places())
    assert shown[0].text == "Citerep, Ciruas"


def test_a_file_is_given_as_the_file_it_is() -> None:
    kept = Attachment(display_name="kk.jpg")
    found = document({"id": "kk", "type": "file"})
    assert rows(found, {"kk": [str(kept.pk), "hilang"]}, files=[kept])[0].files == (kept,)


def test_a_note_is_no_answer() -> None:
    assert rows(document({"id": "catatan", "type": "note", "text": "Baca dahulu."}), {}) == []


def test_questions_asked_first_have_a_title_of_ours() -> None:
    found = document(eligibility={"ask": [{"id": "di_serang", "type": "boolean"}]})
    first = answer_rows(found, {"di_serang": True})[0]
    assert (first.page, first.title) == ("eligibility", "Apakah layanan ini untuk Anda?")
