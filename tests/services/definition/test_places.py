"""From a place by names, as lint writes it, to the place and line in the file."""

from typing import Any

import pytest

from services.definition.places import at_line, dotted, find, line_of
from services.definition.yaml_reader import load
from tests.services.definition.helpers import sample_text

SOURCE = load(sample_text())
PLACES: list[tuple[str, tuple[str | int, ...]]] = [
    ("form.data.lokasi", ("form", "pages", 0, "fields", 1)),
    ("form.data.lokasi.required", ("form", "pages", 0, "fields", 1, "required")),
    ("form.data.titik.luas", ("form", "pages", 0, "fields", 4, "fields", 0)),
    ("form.data", ("form", "pages", 0)),
    ("form.eligibility.di_serang", ("eligibility", "ask", 0)),
    ("eligibility.rules.0.unless", ("eligibility", "rules", 0, "unless")),
    ("workflow.states.putusan.tolak", ("workflow", "states", "putusan", "actions", 1)),
    ("workflow.states.putusan.citizen_text", ("workflow", "states", "putusan", "citizen_text")),
    ("workflow.states.verifikasi.teruskan.tasks.1", ("workflow", "states", "verifikasi", "actions", 2, "tasks", 1)),
    ("outputs.izin.number", ("outputs", 0, "number")),
    ("routing.0", ("routing", 0)),
    ("routing.7", ("routing",)),
    ("routing.kabid", ("routing",)),
    ("survey.x", ("survey",)),
    ("entah.apa", ()),
]


@pytest.mark.parametrize(("path", "place"), PLACES)
def test_names_are_found_where_they_are_written(path: str, place: tuple[str | int, ...]) -> None:
    assert find(SOURCE.data, path) == place


def test_the_line_is_that_of_the_nearest_written_place() -> None:
    lines: dict[Any, int] = {(): 1, ("a",): 3, ("a", "b"): 4}
    assert line_of(("a", "b", 5, "c"), lines) == 4
    assert line_of(("x",), lines) == 1
    assert line_of(("x",), {}) is None
    assert at_line(("a",), lines) == " (line 3)"
    assert at_line(("a",), {}) == ""


def test_a_place_can_be_printed_whatever_it_holds() -> None:
    assert dotted(("form", 0, "\ud800")) == "form.0.\\ud800"
