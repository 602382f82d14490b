"""What a request costs: shown before sending, worked out again by the server, never believed from a browser."""

from __future__ import annotations

from typing import Any

import pytest

from services.catalogue.registry import registry
from services.definition import fees
from services.definition.document import parse
from services.requests import engine
from tests.services.requests import world
from tests.services.requests.documents import PLAIN

FORMULA = {"op": "multiply", "args": [{"f": "jumlah"}, 12500]}


def costing(**fee: Any) -> dict[str, Any]:
    return {**PLAIN, "standard": {"fee": fee}}


@pytest.mark.parametrize(
    ("fee", "answers", "rupiah"),
    [
        ({"amount": 0, "note": "Rp0"}, {}, 0),
        ({"amount": 25_000}, {}, 25_000),
        ({"expr": FORMULA}, {"jumlah": 3}, 37_500),
        ({"expr": FORMULA}, {}, None),
        ({"expr": {"op": "divide", "args": [{"f": "jumlah"}, 3]}}, {"jumlah": 10}, 4),
        ({"expr": {"op": "subtract", "args": [{"f": "jumlah"}, 9]}}, {"jumlah": 3}, 0),
        ({"hook": "uji.tarif"}, {"jumlah": 3}, None),
    ],
)
def test_rupiah_are_whole_never_below_zero_and_unknown_where_an_answer_is_missing(
    fee: dict[str, Any], answers: dict[str, Any], rupiah: int | None
) -> None:
    assert fees.fee_of(parse(costing(**fee)), answers, {"today": "2026-11-25"}) == rupiah


def test_a_service_that_says_nothing_of_a_fee_has_none() -> None:
    assert fees.fee_of(parse(PLAIN), {}, {"today": "2026-11-25"}) is None


@pytest.mark.django_db
def test_the_fee_is_worked_out_at_submit_whatever_a_browser_sends() -> None:
    answers = {**world.ANSWERS, "jumlah": 4, "fee": 1}
    request = world.submitted(world.publish(costing(expr=FORMULA)), world.citizen(), answers)
    assert request.fee == 50_000


@pytest.mark.django_db
def test_a_correction_works_the_fee_out_again() -> None:
    warga, petugas = world.citizen(), world.officer("verifikator")
    request = world.submitted(world.publish(costing(expr=FORMULA)), warga, {**world.ANSWERS, "jumlah": 4})
    world.press(request, "kembalikan", petugas, items=[{"field": "jumlah", "note": "Hitung lagi."}])
    engine.save_answers(request.pk, "lain", {"jumlah": 2}, warga)
    world.press(request, "perbaiki", warga)
    assert world.fresh(request).fee == 25_000


@pytest.mark.django_db
def test_a_hook_works_the_fee_out_and_one_that_talks_nonsense_leaves_it_open(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(registry, "_hooks", {"uji.tarif": lambda answers, facts: answers["jumlah"] * 1000})
    version = world.publish(costing(hook="uji.tarif"))
    request = world.submitted(version, world.citizen(), {**world.ANSWERS, "jumlah": 7})
    assert (request.fee, request.trouble) == (7000, "")
    for nonsense in (-1, True, "gratis", 1.5, None):
        monkeypatch.setattr(registry, "_hooks", {"uji.tarif": lambda answers, facts, said=nonsense: said})
        request = world.submitted(version, world.citizen(), {**world.ANSWERS, "jumlah": 7})
        assert request.fee is None
        assert "uji.tarif" in request.trouble
