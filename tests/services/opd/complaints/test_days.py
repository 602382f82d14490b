"""The days that the entrance of complaints tells are those of every document behind it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from services.definition.document import parse_text
from services.opd import diskominfosatik
from services.opd.diskominfosatik.complaints.policies import CATALOGUE

HOME = Path(next(iter(diskominfosatik.__path__)))
PAGE = HOME / "templates" / "diskominfosatik" / "complaints" / "entrance.html"


@pytest.mark.parametrize("slug", CATALOGUE)
def test_the_steps_on_the_page_take_the_days_of_the_document(slug: str) -> None:
    told = {int(days) for days in re.findall(r"(\d+) hari kerja", PAGE.read_text(encoding="utf-8"))}
    document = parse_text((HOME / "documents" / f"{slug}.yaml").read_text(encoding="utf-8"))
    kept = {int(days) for days in re.findall(r"'amount': (\d+)", str(document.model_dump()))}
    assert len(told) == 3
    assert told <= kept
