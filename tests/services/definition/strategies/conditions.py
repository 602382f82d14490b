"""Random conditions and random scopes."""

from typing import Any

from hypothesis import strategies as st

from services.definition.conditions import OPERATORS

NAMES = ("a", "b", "c", "g", "g.n", "a.b", "today", "profile.nik", "profile.region.kecamatan", "request.round")
SCALARS = (
    st.none()
    | st.booleans()
    | st.integers(-(2**60), 2**60)
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(max_size=8)
    | st.dates().map(str)
)
# What people and hostile clients may have answered.
VALUES: st.SearchStrategy[Any] = st.recursive(
    SCALARS | st.floats() | st.integers(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(["n", "b", "x"]), inner, max_size=3),
    max_leaves=6,
)
SCOPES = st.dictionaries(st.sampled_from(["a", "b", "c", "g"]), VALUES)


@st.composite
def expressions(draw: st.DrawFn, depth: int = 3, names: tuple[str, ...] = NAMES) -> Any:
    """Draw a well-formed condition as JSON data."""
    if depth == 0 or draw(st.integers(0, 3)) == 0:
        return draw(SCALARS | st.sampled_from(names).map(lambda name: {"f": name}) | st.lists(SCALARS, max_size=3))
    name = draw(st.sampled_from(sorted(OPERATORS)))
    operator = OPERATORS[name]
    count = draw(st.integers(operator.least, min(operator.most, operator.least + 2)))
    return {"op": name, "args": [draw(expressions(depth - 1, names)) for _ in range(count)]}
