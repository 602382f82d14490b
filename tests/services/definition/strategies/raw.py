"""What browsers, scripts and hostile people send."""

from typing import Any

from hypothesis import strategies as st

KEYS = st.sampled_from(
    (
        *("day", "month", "year", "date", "time", "hour", "minute", "from", "until"),
        *("kecamatan", "desa", "kampung", "rt", "jalan", "kodepos", "lat", "lng", "accuracy"),
        *("0", "1", "a", "\ud800", "", "__proto__"),
    )
)
TEXTS = (
    st.text(max_size=30)
    | st.text("0123456789.,-/: Rp+", max_size=24)
    | st.sampled_from(["ya", "tidak", "36.04.05", "36.04.05.2001", "22/11/2026", "2026-11-22T10:32", "0812 3456 7890"])
    | st.sampled_from(
        ["\x00", "\ud800", "\u202e", "\u200b", "٣٦", "１２", "NaN", "1e400", "-0", "=1+1", "<b>", "é" * 50]
    )
)
RAW: st.SearchStrategy[Any] = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | TEXTS,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(KEYS, inner, max_size=5),
    max_leaves=8,
)

HOSTILE: tuple[Any, ...] = (
    "x" * 1_000_000,
    "1" * 1_000_000,
    ["x"] * 10_000,
    [["x"] * 100] * 100,
    {str(number): "x" for number in range(2000)},
    {"day": "9" * 100_000, "month": "1", "year": "2026"},
    {"desa": "36.04.05.2001" * 1000},
    {"lat": "9" * 100_000, "lng": 1},
    {"from": {"day": []}, "until": None},
    {"kampung": {"a": 1}, "desa": ["36.04.05.2001"]},
    10**5000,
    -(10**5000),
    float("nan"),
    float("inf"),
    -float("inf"),
    1e308,
    -0.0,
    True,
    False,
    0,
    b"bytes",
    object(),
    {1: 2},
    {None: None},
    ("tuple",),
    {"set"},
    "\x00",
    "a\x00b",
    "\ud800",
    "\udfff tail",
    "\u202eterbalik",
    "\u200b\u200b",
    "\ufeff",
    "٣٦٠٤٠٥٤١٠٤٩٠٠٠٠١",
    "３６０４０５４１０４９００００１",
    "𝟑𝟔𝟎𝟒",
    "Ⅷ",
    "²",
    "'; DROP TABLE x; --",
    "<script>alert(1)</script>",
    "{{ 7 * 7 }}",
    "=HYPERLINK(1)",
    "../../etc/passwd",
    "\r\nSet-Cookie: a=b",
    "é" * 200,
    "e\u0301" * 200,
    "👩\u200d👩\u200d👧",
)
# One of these stands now and then where an answer should be.
ODD: tuple[Any, ...] = (
    *(None, True, False, 0, -1, 2.5, float("nan"), 10**30, "", " ", "x", "ya", "tidak", "5", "2,5", "1.234.567"),
    *("22/11/2026", "2026-11-22", "2026-11-22T10:32", "36.04.05", "36.04.05.2001", "0812 3456 7890", "a", "b"),
    *("\x00", "\ud800", "\u202e", "\u200b", "٣٦", "１２", "x" * 5000, [], {}, [[]], [None], ["a", "b"], {"a": 1}),
    *({"day": "22", "month": "11", "year": "2026"}, {"from": "2026-11-22", "until": "2026-11-23"}),
    *({"lat": "-6,12", "lng": 106.15}, {"desa": "36.04.05.2001"}, {"kampung": "Kp. Baru", "desa": "36.04.05.2001"}),
    *({"0": {"x0": "x"}, "1": {}}, {"x0": "x"}, [{"x0": "x"}] * 3, [5], [{"x0": [{"y0": 1}]}], object(), b"x", {1: 2}),
)
