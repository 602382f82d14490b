"""The satisfaction index is open data like every other figure, and hides what its pages hide."""

from __future__ import annotations

import json
from typing import Any

import pytest
from django.test import Client

from tests.services.requests import world
from tests.services.satisfaction import world as survey

pytestmark = pytest.mark.django_db


def test_what_is_hidden_is_null_and_the_rest_is_exact(now: Any) -> None:
    for place, (slug, number) in enumerate((("dlh", 40), ("dinkes", 12), ("dishub", 3))):
        world.agency(slug, f"X{place}")
        world.publish(survey.surveyed(code=f"TST-1{place}", slug=f"izin-{slug}", agency=slug))
        survey.answers(number, 3, f"izin-{slug}", slug, waktu=4)
    survey.published()
    data = json.loads(Client().get("/kinerja/data/kepuasan.json").content)
    rows = {row["agency"]: row for row in data["rows"] if (row["kind"], row["period"]) == ("agency", "2026")}
    assert (rows["dlh"]["respondents"], rows["dlh"]["index"], rows["dlh"]["mean_waktu"]) == (40, "77.78", "4.00")
    for slug in ("dinkes", "dishub"):
        assert (rows[slug]["respondents"], rows[slug]["index"], rows[slug]["mean_waktu"]) == (None, None, None)
    assert "77.78" in Client().get("/kinerja/data/kepuasan.csv").content.decode()
