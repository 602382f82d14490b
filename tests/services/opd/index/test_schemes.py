"""The shipped schemes weigh exactly 100.00, their arithmetic is that of their files, and a wrong one is not taken."""

from __future__ import annotations

import copy
import json
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from services.opd.diskominfosatik.index import formula, proofs, schemes
from services.opd.diskominfosatik.index.formula import Weighed
from services.opd.diskominfosatik.index.models import Aspect, Indicator, Result, Scheme
from services.opd.diskominfosatik.index.reading import Refused, read

FILES = {name: json.loads((schemes.FOLDER / name).read_text(encoding="utf-8")) for name in schemes.FILES}
PEMDI, SPBE = FILES["pemdi_2026.json"], FILES["spbe_2020.json"]
levels = st.integers(1, 5)
UNHURRIED = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])  # a busy machine is no finding


def weighed(data: dict[str, Any]) -> list[Weighed]:
    return [Weighed(row["number"], row["aspect"], Decimal(row["weight"])) for row in data["indicators"]]


@pytest.mark.parametrize(("data", "aspects", "indicators"), [(PEMDI, 7, 20), (SPBE, 8, 47)])
def test_both_schemes_are_whole_and_weigh_exactly_one_hundred(data: Any, aspects: int, indicators: int) -> None:
    assert (len(data["aspects"]), len(data["indicators"])) == (aspects, indicators)
    for rows in (data["aspects"], data["indicators"]):
        assert str(sum((Decimal(row["weight"]) for row in rows), Decimal())) == "100.00"
    for aspect in data["aspects"]:
        own = [Decimal(row["weight"]) for row in data["indicators"] if row["aspect"] == aspect["number"]]
        assert sum(own) == Decimal(aspect["weight"])
    assert data["sources"]


@pytest.mark.parametrize("data", [PEMDI, SPBE])
@pytest.mark.parametrize("level", [1, 2, 3, 4, 5])
def test_equal_levels_give_that_level_as_index(data: Any, level: int) -> None:
    given = {row["number"]: level for row in data["indicators"]}
    assert str(formula.index(weighed(data), given)) == f"{level}.00"


@pytest.mark.parametrize("data", [PEMDI, SPBE])
@UNHURRIED
@given(drawn=st.lists(levels, min_size=47, max_size=47))
def test_the_index_is_that_of_the_formula_of_its_file(data: Any, drawn: list[int]) -> None:
    """Work it out by the words of the file: aspects first, then their weights; a division by itself cancels out."""
    given = {row["number"]: level for row, level in zip(data["indicators"], drawn, strict=False)}
    total = Decimal()
    for aspect in data["aspects"]:
        own = [row for row in data["indicators"] if row["aspect"] == aspect["number"]]
        total += sum((Decimal(row["weight"]) * given[row["number"]] for row in own), Decimal())
    index = (total / 100).quantize(Decimal("0.01"), ROUND_HALF_UP)
    assert formula.index(weighed(data), given) == index
    plain = sum((Decimal(row["weight"]) / 100 * given[row["number"]] for row in data["indicators"]), Decimal())
    assert plain.quantize(Decimal("0.01"), ROUND_HALF_UP) == index


@UNHURRIED
@given(st.dictionaries(st.integers(1, 20), levels), st.lists(levels, min_size=20, max_size=20))
def test_what_is_missing_never_leads_outside_the_reach(known: dict[int, int], others: list[int]) -> None:
    low, high = formula.reach(weighed(PEMDI), known)
    whole = {number: known.get(number, others[number - 1]) for number in range(1, 21)}
    assert low <= formula.index(weighed(PEMDI), whole) <= high


def test_a_missing_level_gives_no_index() -> None:
    with pytest.raises(ValueError, match="indicator 20"):
        formula.index(weighed(PEMDI), dict.fromkeys(range(1, 20), 3))


@pytest.mark.parametrize(
    ("data", "index", "name"),
    [
        *(
            (PEMDI, "4.00", "Memuaskan"),
            (PEMDI, "3.99", "Sangat Baik"),
            (PEMDI, "2.50", "Baik"),
            (PEMDI, "1.49", "Kurang"),
        ),
        *((SPBE, "4.20", "Memuaskan"), (SPBE, "4.19", "Sangat Baik"), (SPBE, "3.73", "Sangat Baik")),
        *((SPBE, "2.60", "Baik"), (SPBE, "2.59", "Cukup"), (SPBE, "1.79", "Kurang")),
    ],
)
def test_a_predicate_begins_at_its_lower_bound(data: Any, index: str, name: str) -> None:
    bands = [formula.Band(each["name"], each["tier"], Decimal(each["from"])) for each in data["bands"]]
    assert formula.band(bands, Decimal(index)).name == name


@pytest.mark.django_db
def test_loading_twice_adds_nothing_and_brings_the_official_results() -> None:
    assert schemes.load() == 2
    assert schemes.load() == 0
    assert Scheme.objects.get(is_current=True).pk == "pemdi-2026"
    results = Result.objects.order_by("year").values_list("year", "value")
    assert list(results) == [(2021, Decimal("2.64")), (2023, Decimal("3.23")), (2024, Decimal("3.73"))]


def bent(*path: Any, to: Any) -> str:
    data: Any = copy.deepcopy(PEMDI)
    place = data
    for step in path[:-1]:
        place = place[step]
    place[path[-1]] = to
    return json.dumps(data)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("{", "bukan JSON"),
        ("[]", "satu objek JSON"),
        (bent("indicators", 0, "weight", to="5.01"), "Bobot semua indikator berjumlah 100.01, harus tepat 100.00."),
        (bent("indicators", 0, "weight", to="4.99"), "Aspek 1 berbobot 10.00, tetapi indikatornya berjumlah 9.99."),
        (bent("aspects", 0, "weight", to="11.00"), "Bobot semua aspek berjumlah 101.00"),
        (bent("indicators", 0, "weight", to=5.0), "bobot ditulis sebagai teks"),
        (bent("indicators", 0, "weight", to="NaN"), "bobot ditulis sebagai teks"),
        (bent("indicators", 0, "weight", to="-5"), "bobot ditulis sebagai teks"),
        (bent("indicators", 0, "weight", to="5.001"), "bobot ditulis sebagai teks"),
        (bent("indicators", 1, "number", to=1), "nomor yang dipakai dua kali"),
        (bent("indicators", 0, "aspect", to=99), "menyebut aspek yang tidak ada"),
        (bent("indicators", 0, "proofs", to=["mengarang"]), "bukti portal yang disebut tidak dikenal"),
        (bent("indicators", to=[]), "daftar 1 sampai"),
        (bent("bands", to=[]), "Predikat terendah harus mulai dari 1.00."),
        (bent("sources", to=[]), "sedikitnya satu sumber"),
        (bent("history", to=[{"year": 2025, "value": "6.00", "source": "x"}]), "Riwayat: isi tahun"),
        (bent("levels", to={"x": {"names": {}}}), "Nama tingkat"),
        (bent("key", to="Pemdi 2026"), "huruf kecil"),
    ],
)
def test_a_scheme_that_does_not_add_up_is_refused_with_a_sentence(text: str, said: str) -> None:
    with pytest.raises(Refused) as refused:
        read(text, proofs.known())
    assert any(said in sentence for sentence in refused.value.sentences), refused.value.sentences


@pytest.mark.django_db
def test_a_scheme_is_taken_in_whole_or_not_at_all_and_once() -> None:
    draft = read(json.dumps(PEMDI), proofs.known())
    schemes.install(draft)
    with pytest.raises(Refused, match="sudah ada"):
        schemes.install(draft)
    assert (Scheme.objects.count(), Indicator.objects.count()) == (1, 20)


@pytest.mark.django_db
def test_the_database_lets_nobody_change_a_weight() -> None:
    schemes.load()
    for change in (
        lambda: Indicator.objects.filter(number=1).update(weight=6),
        lambda: Aspect.objects.filter(number=1).update(weight=6),
        lambda: Indicator.objects.filter(number=1).delete(),
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            change()


def test_no_data_file_names_a_path_of_a_machine() -> None:
    for name in schemes.FILES:
        assert "/" + "work" not in Path(schemes.FOLDER / name).read_text(encoding="utf-8")
