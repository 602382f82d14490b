"""Make forms by chance: up to forty fields of every type, in groups and in groups of groups, with conditions."""

from __future__ import annotations

from collections.abc import Callable
from random import Random
from typing import Any, Final

from services.definition.conditions import OPERATORS
from services.definition.fields import FIELD_TYPES
from tests.services.definition.fields.registered import data_for

MOST_FIELDS: Final = 40
SIMPLE: Final = tuple(sorted(set(FIELD_TYPES) - {"group"}))
PROFILE: Final = ("profile.nik", "profile.name", "profile.phone", "profile.region", "profile.birth_date")
WORDS: Final = (
    *("Nama", "Luas tanah (m²)", "on", "no", "012", "1e3", "0x1F", "~", "null", "true", "2026-11-22", "12:30"),
    *("-", "<<", "a: b", "# bukan komentar", "@x", "%", "'", '"', "baris\nkedua", "baris\n\n  ketiga\n", "ekor\ttab"),
    *("é", "日本", "👩🏽", "\u200b", "\u2028", "\x85", "=1+1", "{{ x }}", "x" * 300),
)
LITERALS: Final = (None, True, False, 0, 1, -3, 2.5, 2**53, 1e300, "", "a", "b", "sewa", "2026-11-22", *WORDS[:12])
FACTS: Final = ("today", "filed_on", "channel", "subject", *PROFILE, "profile.region.desa")
YES_OR_NO: Final = (("required", 0.4), ("secret", 0.2), ("read_only", 0.1))
# Keywords of a type, drawn some of the time; data_for gives what a type cannot do without.
EXTRA: Final[dict[str, tuple[dict[str, Any], ...]]] = {
    "integer": ({"min": -5, "max": 100}, {"grouped": False, "unit": "orang"}),
    "decimal": ({"min": 0.5}, {"max": 99.5, "unit": "m2"}, {"decimals": 0}),
    "money": ({"min": 1000}, {"max": 5_000_000}),
    "short_text": ({"digits": 10}, {"min_length": 3, "max_length": 20}),
    "long_text": ({"min_length": 5}, {"rows": 12, "max_length": 60}),
    "coordinate": ({"within": [-6.5, 105.9, -5.9, 106.6]},),
    "date": (
        {"max": "today"},
        {"min": "2027-01-01"},
        {"max": "2020-12-31"},
        {"min": "today-18y", "max": "today+30d"},
        {"style": "picker"},
    ),
    "datetime": ({"min": "2026-01-01"},),
    "date_range": ({"max_days": 3}, {"min": "today"}),
    "time": ({"min": "08:00", "max": "16:00"},),
    "choice": ({"style": "select"},),
    "choices": ({"min": 1, "max": 1}, {"max": 2}),
    "file": ({"max": 3}, {"min": 2, "max": 4, "accept": ["pdf"]}),
    "phone": ({"mobile": True},),
    "region": ({"level": "kecamatan"},),
    "address": ({"inside": False},),
    "computed": ({"decimals": 0, "unit": "m2"}, {"style": "money"}),
    "note": ({"text": "Bawa aslinya.", "tone": "warning"},),
}


class Maker:
    """Make the data of one service; everything comes from one source of chance, so one number repeats it."""

    def __init__(self, random: Random, most: int = MOST_FIELDS) -> None:
        """Keep the source of chance, and how many fields may still be made."""
        self.random = random
        self.left = most
        self.paths: list[str] = list(FACTS)
        self.keywords: tuple[tuple[str, float, Callable[[], Any]], ...] = (
            *((keyword, share, lambda: True) for keyword, share in YES_OR_NO),
            *((keyword, share, self.words) for keyword, share in (("label", 0.5), ("help", 0.1), ("why", 0.2))),
            ("from", 0.2, lambda: random.choice(PROFILE)),
        )

    def chance(self, share: float) -> bool:
        """Say yes in that share of all cases."""
        return self.random.random() < share

    def words(self) -> Any:
        """Make a text: short, or in two languages."""
        word = self.random.choice(WORDS).strip() or "Kata"
        return {"id": word, "en": self.random.choice(WORDS)} if self.chance(0.2) else word

    def condition(self, depth: int = 2, extra: tuple[str, ...] = ()) -> Any:
        """Make a well-formed condition on what was asked before."""
        if depth == 0 or self.chance(0.2):
            if self.chance(0.6):
                return {"f": self.random.choice([*self.paths, *extra])}
            return self.random.choice(LITERALS) if self.chance(0.9) else [self.random.choice(LITERALS)] * 2
        name = self.random.choice(_NAMES)
        operator = OPERATORS[name]
        count = self.random.randint(operator.least, min(operator.most, operator.least + 2))
        return {"op": name, "args": [self.condition(depth - 1, extra) for _ in range(count)]}

    def likely(self, extra: tuple[str, ...] = ()) -> Any:
        """Make a condition that often holds, so that not everything is hidden."""
        filled = {"op": "filled", "args": [{"f": self.random.choice([*self.paths, *extra])}]}
        return filled if self.chance(0.5) else {"op": "not", "args": [self.condition(1, extra)]}

    def field(self, name: str, depth: int = 0, extra: tuple[str, ...] = ()) -> dict[str, Any]:
        """Make one field; `extra` are the paths its row adds to what it may look at."""
        self.left -= 1
        kind = "group" if depth < 2 and self.left > 0 and self.chance(0.15) else self.random.choice(SIMPLE)
        data = data_for(kind, id=name)
        if kind in EXTRA and self.chance(0.4):
            data |= self.random.choice(EXTRA[kind])
        for keyword, share, make_value in self.keywords:
            if self.chance(share):
                data[keyword] = make_value()
        if self.chance(0.3):
            data["show_if"] = self.likely(extra) if self.chance(0.7) else self.condition(2, extra)
        if self.chance(0.15):
            data["required_if"] = self.condition(2, extra)
        if kind == "computed":
            data["expr"] = self.condition(2, extra)
        if kind == "group":
            data |= self.group(depth, extra)
        return data

    def group(self, depth: int, extra: tuple[str, ...]) -> dict[str, Any]:
        """Make the fields of a group, and how often it repeats."""
        fields: list[dict[str, Any]] = []
        inner = extra
        for number in range(max(1, min(self.left, self.random.randint(1, 4)))):
            fields.append(self.field(f"{'xyz'[depth]}{number}", depth + 1, inner))
            inner = (*inner, *_below(fields[-1]))
        repeat = self.random.choice([None, {}, {"min": 1, "max": 2}, {"min": 0, "max": 3}])
        return {"fields": fields} if repeat is None else {"fields": fields, "repeat": repeat}

    def fields(self, prefix: str, most: int) -> list[dict[str, Any]]:
        """Make the fields of one page; each may look at all before it."""
        made: list[dict[str, Any]] = []
        while self.left > 0 and len(made) < most:
            made.append(self.field(f"{prefix}{len(made)}"))
            self.paths.extend(_below(made[-1]))
        return made

    def rules(self) -> list[dict[str, Any]]:
        """Make up to two rules over what was asked."""
        return [{"unless": self.condition(), "message": self.words()} for _ in range(self.random.randint(0, 2))]


_NAMES: Final = tuple(sorted(OPERATORS))


def _below(data: dict[str, Any]) -> list[str]:
    """Return the paths of a field and of its pieces."""
    parts = FIELD_TYPES[data["type"]].parts
    below = [path for child in data.get("fields", ()) for path in _below(child)]
    return [data["id"], *(f"{data['id']}.{part}" for part in (*parts, *below))]
