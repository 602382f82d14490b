"""Places of a document in print, and their lines."""

from typing import Any

from services.definition.places import at_line, dotted, line_of


def test_the_line_is_that_of_the_nearest_written_place() -> None:
    lines: dict[Any, int] = {(): 1, ("a",): 3, ("a", "b"): 4}
    assert line_of(("a", "b", 5, "c"), lines) == 4
    assert line_of(("x",), lines) == 1
    assert line_of(("x",), {}) is None
    assert at_line(("a",), lines) == " (line 3)"
    assert at_line(("a",), {}) == ""


def test_a_place_can_be_printed_whatever_it_holds() -> None:
    assert dotted(("form", 0, "\ud800")) == "form.0.\\ud800"
