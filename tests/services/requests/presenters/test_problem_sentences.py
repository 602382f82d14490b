"""Every problem has an Indonesian sentence that names the field and the remedy."""

from __future__ import annotations

import re
from typing import Any

import pytest

from services.definition import document as definition
from services.definition.document import Document
from services.definition.fields import FIELD_TYPES, make
from services.definition.problems import PARAMS, Problem, ProblemCode
from services.requests.presenters import problems, upload_problems
from services.requests.presenters.problems import Said, name_of, say, sentence
from services.requests.uploads import UploadCode, UploadProblem
from tests.services.requests.documents import PLAIN

VALUES: dict[str, Any] = {"limit": 3, "digits": 16, "decimals": 2, "name": "desa", "rule": 0, "region": "360499"}
VALUES["said"] = "Datang ke loket 2."
DATES = {ProblemCode.DATE_TOO_EARLY: "2026-11-22", ProblemCode.DATE_TOO_LATE: "2026-11-22"}
TIMES = {ProblemCode.TIME_TOO_EARLY: "08:00", ProblemCode.TIME_TOO_LATE: "16:00"}
WITHOUT_NAME = {ProblemCode.NOT_ELIGIBLE, ProblemCode.NOT_A_POSTCODE, ProblemCode.HOOK}


def problem(code: ProblemCode, path: str = "uji") -> Problem:
    limit = {**DATES, **TIMES}.get(code)
    return Problem(path, code, {p: limit if p == "limit" and limit else VALUES[p] for p in PARAMS[code]})


def field(kind: str = "short_text", label: str = "Nama jalan") -> Any:
    extra: dict[str, Any] = {
        "choice": {"options": [{"value": "a", "label": "A"}]},
        "choices": {"options": [{"value": "a", "label": "A"}]},
        "group": {"fields": [{"id": "isi", "type": "short_text"}]},
        "computed": {"expr": {"op": "sum", "args": [{"f": "x"}]}},
        "reference": {"list": "daftar"},
        "slot": {"list": "loket"},
    }.get(kind, {})
    return make({"id": "uji", "type": kind, "label": label, **extra})


@pytest.mark.parametrize("code", ProblemCode, ids=str)
def test_every_code_names_the_field_and_what_to_do(code: ProblemCode) -> None:
    for kind in FIELD_TYPES:
        said = sentence(problem(code), field(kind))
        assert said.endswith("."), said
        assert "%(" not in said
        assert not re.search(r"\b(invalid|error|wajib diisi)\b", said, re.IGNORECASE)
        assert "nama jalan" in said or code in WITHOUT_NAME, said


@pytest.mark.parametrize("code", UploadCode, ids=str)
def test_every_refused_file_gets_its_own_way_out(code: UploadCode) -> None:
    said = upload_problems.sentence(UploadProblem(code, limit=5.0), field("file", "Kartu keluarga"))
    assert said.endswith(".")
    assert "%(" not in said
    assert len(said.split(". ")) >= 1


def test_no_sentence_is_left_over_from_a_code_that_is_gone() -> None:
    assert set(problems.PLAIN) == set(ProblemCode)
    assert set(upload_problems.SENTENCES) == set(UploadCode)
    assert {kind for _code, kind in problems.BY_TYPE} <= set(FIELD_TYPES)


def test_a_wrong_nik_is_told_as_people_know_it() -> None:
    said = sentence(Problem("nik_ibu", ProblemCode.WRONG_LENGTH, {"digits": 16}), field("nik", "NIK ibu"))
    assert said == "Isi NIK ibu dengan 16 angka, seperti di KTP."


def test_a_date_in_the_future_says_so() -> None:
    said = sentence(Problem("tgl", ProblemCode.DATE_IN_FUTURE), field("date", "Tanggal lahir"))
    assert said == "Isi tanggal lahir paling akhir tanggal hari ini. Tanggal tadi belum terjadi."


def test_a_bound_is_written_the_indonesian_way() -> None:
    too_early = problem(ProblemCode.DATE_TOO_EARLY)
    assert sentence(too_early, field("date")) == "Isi nama jalan dengan tanggal 22 November 2026 atau sesudahnya."
    too_large = Problem("uji", ProblemCode.TOO_LARGE, {"limit": 1_000_000})
    assert "1.000.000" in sentence(too_large, field("integer"))
    assert "2,5" in sentence(Problem("uji", ProblemCode.TOO_LARGE, {"limit": 2.5}), field("decimal"))


@pytest.mark.parametrize(
    ("label", "name"),
    [
        ("NIK ibu", "NIK ibu"),
        ("KTP-el ayah", "KTP-el ayah"),
        ("Tanggal lahir", "tanggal lahir"),
        ("Apakah ada surat?", "“Apakah ada surat?”"),
    ],
)
def test_a_label_fits_into_a_sentence(label: str, name: str) -> None:
    assert name_of(field(label=label)) == name


def document(**extra: Any) -> Document:
    return definition.parse({**PLAIN, **extra})


def test_a_rule_of_the_document_speaks_in_its_own_words() -> None:
    rule = {"unless": {"op": "ne", "args": [{"f": "nama"}, {"f": "nik"}]}, "field": "nama", "message": "Harus beda."}
    form = {**PLAIN["form"], "rules": [rule]}
    told = say(document(form=form), [Problem("nama", ProblemCode.RULE, {"rule": 0})])
    assert told == [Said("nama", "Harus beda.")]


def test_who_is_not_eligible_reads_why_in_the_words_of_the_service() -> None:
    eligibility = {
        "ask": [{"id": "di_serang", "type": "boolean"}],
        "rules": [{"unless": {"op": "eq", "args": [{"f": "di_serang"}, True]}, "message": "Hanya untuk Serang."}],
    }
    told = say(document(eligibility=eligibility), [Problem("eligibility", ProblemCode.NOT_ELIGIBLE, {"rule": 0})])
    assert told == [Said("eligibility", "Hanya untuk Serang.")]


def test_a_problem_inside_a_group_names_the_inner_field() -> None:
    pages = [
        {
            "id": "data",
            "title": "Data",
            "fields": [
                {
                    "id": "titik",
                    "type": "group",
                    "repeat": {"min": 1, "max": 3},
                    "fields": [{"id": "luas", "type": "decimal", "label": "Luas reklame"}],
                }
            ],
        }
    ]
    told = say(document(form={"pages": pages}), [Problem("titik.0.luas", ProblemCode.NOT_A_NUMBER)])
    assert told == [Said("titik.0.luas", "Isi luas reklame dengan angka, misalnya 12 atau 2,5.")]


def test_a_part_of_an_address_is_named() -> None:
    said = sentence(Problem("uji.kampung", ProblemCode.PART_REQUIRED, {"name": "kampung"}), field("address", "Alamat"))
    assert said == "Lengkapi alamat: isi kampung atau jalan."


def test_an_unknown_path_still_gets_a_sentence() -> None:
    assert say(document(), [Problem("tidak_ada", ProblemCode.REQUIRED)]) == [Said("tidak_ada", "Isi isian ini.")]
