"""Codes of places tell their level and what lies around them."""

from __future__ import annotations

import pytest

from citizens.places import fold, kind_of, parent_of


@pytest.mark.parametrize(
    ("code", "kind", "parent"),
    [
        ("36.04", "regency", None),
        ("36.04.09", "district", "36.04"),
        ("36.04.09.2001", "village", "36.04.09"),
        ("36", None, None),
        ("3604092001", None, None),
        ("36.04.09.2001.1", None, None),
        ("36.04.09.200", None, None),
        ("\u0663\u0666.\u0660\u0664", None, None),
        ("36.04.09\n", None, None),
    ],
)
def test_a_code_tells_its_level_and_what_lies_around_it(code: str, kind: str | None, parent: str | None) -> None:
    assert kind_of(code) == kind
    assert parent_of(code) == parent


@pytest.mark.parametrize(
    ("name", "folded"),
    [("Pulo Ampel", "puloampel"), ("Tunjung Teja", "tunjungteja"), ("Ciruas", "ciruas"), ("Kp. Éra-1", "kpera1")],
)
def test_names_are_folded_for_search(name: str, folded: str) -> None:
    assert fold(name) == folded
