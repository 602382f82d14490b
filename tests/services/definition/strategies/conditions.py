"""Random conditions and random scopes."""

from typing import Any

from hypothesis import strategies as st

from services.definition.conditions import OPERATORS

NAMES = (
    *("a", "b", "c", "g", "g.n", "a.b", "today", "profile.nik", "profile.region.kecamatan", "request.round"),
    # What every object of a browser answers to by itself.
    *("constructor", "a.constructor", "a.length", "g.valueof"),
)
# Where Python and a browser could part: order of texts, last digits, days there never were.
EDGES = (
    *("", "a", "ab", "\uffff", "\U0001f600", "\U0001f600a", "e\u0301", "__proto__", "constructor"),
    *("2026-02-29", "2024-02-29", "2026-11-22T09:00", "2026-11-22 09:00", "0000-01-01", "0099-12-31", "2026-W01-1"),
    *(0, 1, -1, 2, 2.0, -0.0, 0.5, 1.005, 2.5, -2.5, 0.1, 0.2, 0.49999999999999994, 1e-320, 1e308),
    *(2**52 + 1, 2**53 - 1, 2**53, 2**53 + 1, -(2**53), 4503599627370.497, 9007199254740991.0),
)
SCALARS = (
    st.sampled_from(EDGES)
    | st.none()
    | st.booleans()
    | st.integers(-(2**60), 2**60)
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(max_size=8)
    | st.dates().map(str)
)
# What people and hostile clients may have answered.
VALUES: st.SearchStrategy[Any] = st.recursive(
    SCALARS | st.floats() | st.integers() | st.just("\ud800"),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from(["n", "b", "x", "__proto__", "length"]), inner, max_size=3)
    ),
    max_leaves=6,
)
SCOPES = st.dictionaries(st.sampled_from(["a", "b", "c", "g"]), VALUES)
KNOWN = st.dictionaries(st.sampled_from(["today", "profile.nik", "profile.region", "request.round"]), VALUES)


@st.composite
def expressions(draw: st.DrawFn, depth: int = 3, names: tuple[str, ...] = NAMES) -> Any:
    """Draw a well-formed condition as JSON data."""
    if depth == 0 or draw(st.integers(0, 3)) == 0:
        return draw(SCALARS | st.sampled_from(names).map(lambda name: {"f": name}) | st.lists(SCALARS, max_size=3))
    name = draw(st.sampled_from(sorted(OPERATORS)))
    operator = OPERATORS[name]
    count = draw(st.integers(operator.least, min(operator.most, operator.least + 2)))
    return {"op": name, "args": [draw(expressions(depth - 1, names)) for _ in range(count)]}
