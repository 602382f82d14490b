"""Names are taken as people have them."""

from __future__ import annotations

import pytest
from django.core.exceptions import ValidationError

from citizens.names import clean_name


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Suharto", "Suharto"),
        ("  Siti   Aminah ", "Siti Aminah"),
        ("Muhammad Nu'man", "Muhammad Nu'man"),
        ("dr. H. Tb. Ace Hasan, S.H.", "dr. H. Tb. Ace Hasan, S.H."),
        ("I Gusti Ngurah-Rai", "I Gusti Ngurah-Rai"),
        ("Rene\u0301", "René"),
        ("siti", "siti"),
    ],
)
def test_a_name_keeps_its_letters_and_loses_only_odd_spaces(text: str, name: str) -> None:
    assert clean_name(text) == name


@pytest.mark.parametrize("text", ["", " ", "...", "Siti <b>", "S1ti", "Siti\x00", "Siti\u202e", "=HYPERLINK(1)"])
def test_what_is_no_name_is_refused_with_a_sentence(text: str) -> None:
    with pytest.raises(ValidationError) as refusal:
        clean_name(text)
    assert "Nama" in refusal.value.messages[0] or "nama" in refusal.value.messages[0]
