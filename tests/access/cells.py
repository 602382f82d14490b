"""Turn the URL map into cells: every address by every method, for one thing of every owner, and for none."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, Final

from django.urls import NoReverseMatch, reverse

from tests.access import matrix
from tests.access.estate import UNSHOWN, Case, Estate
from tests.access.matrix import Line

UNKNOWN: Final = {"uuid": "00000000-0000-7000-8000-00000000abcd", "number": "987654", "word": "tidak-ada"}
# Names of arguments that say which one of the things hanging on a case is meant.
PARTS: Final = {"att": "attachment", "attachment": "attachment", "file": "attachment", "output": "output"}
WORDS: Final = {"page": "lain", "action": "lengkap", "number": "1"}


@dataclass(frozen=True)
class Aim:
    """Name one address: whose thing it is about ("" for none), and the words that lead there."""

    line: Line
    name: str
    owner: str
    part_of: str = ""  # whose file or document the address names, where that is another case's
    kwargs: dict[str, str] = field(default_factory=dict, hash=False)
    unknown: dict[str, str] = field(default_factory=dict, hash=False)

    @property
    def path(self) -> str:
        """Return the address."""
        return self._to(self.kwargs)

    @property
    def nowhere(self) -> str:
        """Return the same address for what does not exist."""
        return self._to(self.unknown)

    def _to(self, kwargs: dict[str, str]) -> str:
        query = f"?{self.line.query}" if self.line.query else ""
        return reverse(self.name, kwargs=kwargs or None) + query


def aims(estate: Estate) -> Iterator[Aim]:
    """Yield every address of the portal, for one thing of every owner."""
    done = set()
    for url in matrix.walk():
        line = matrix.line_of(url.name, matrix.lines())
        if line is None or url.name in done:
            continue
        done.add(url.name)
        if "unnamed" in url.name:
            continue
        yield from _aims(estate, line, url)


def _aims(estate: Estate, line: Line, url: matrix.Url) -> Iterator[Aim]:
    names = set(url.sample)
    if "pk" in names and line.audience in {"owner", "staff", "case", "desk"}:
        yield from _case_aims(estate, line, url)
    elif "notice" in names:
        for owner, case in estate.cases.items():
            if case.notice is not None:
                yield Aim(line, url.name, owner, "", {"notice": str(case.notice.pk)}, {"notice": UNKNOWN["uuid"]})
    elif line.of:
        yield from _record_aims(estate, line, url, line.of)
    elif "object_id" in names and url.name.startswith(("admin:", "audit:")) and "view_on_site" not in url.name:
        yield from _record_aims(estate, line, url, url.name.partition(":")[2].rpartition("_")[0])
    else:
        kwargs = {**url.sample, **line.sample}
        try:
            reverse(url.name, kwargs=kwargs or None)
        except NoReverseMatch:
            assert line.name.endswith("*"), url.name
        else:
            yield Aim(line, url.name, "", "", kwargs, kwargs)


def _record_aims(estate: Estate, line: Line, url: matrix.Url, model: str) -> Iterator[Aim]:
    (name,) = set(url.sample) - set(line.sample)
    rows = dict(estate.records.get(model, {}))
    if model in estate.unshown and not url.name.startswith("admin:"):
        rows[UNSHOWN] = estate.unshown[model]
    for owner, pk in rows.items():
        yield Aim(line, url.name, owner, "", {name: pk} | line.sample, {name: _unknown_like(pk)} | line.sample)


def _case_aims(estate: Estate, line: Line, url: matrix.Url) -> Iterator[Aim]:
    parts = [name for name in url.sample if name in PARTS]
    rest = {name: WORDS[name] for name in url.sample if name in WORDS} | line.sample
    for owner, case in estate.cases.items():
        inner = {name: _part(case, name) for name in parts}
        if "" in inner.values():
            continue
        unknown = dict.fromkeys(["pk", *parts], UNKNOWN["uuid"])
        yield Aim(line, url.name, owner, "", {"pk": str(case.request.pk), **inner, **rest}, {**unknown, **rest})
    for owner, other in itertools.permutations(estate.cases, 2):
        inner = {name: _part(estate.cases[other], name) for name in parts}
        if parts and "" not in inner.values():
            pk = {"pk": str(estate.cases[owner].request.pk)}
            nowhere = dict.fromkeys(parts, UNKNOWN["uuid"])
            yield Aim(line, url.name, owner, other, {**pk, **inner, **rest}, {**pk, **nowhere, **rest})


def _part(case: Case, name: str) -> str:
    found: Any = getattr(case, PARTS[name])
    return str(found.pk) if found is not None else ""


def _unknown_like(pk: str) -> str:
    if pk.isdigit():
        return UNKNOWN["number"]
    return UNKNOWN["uuid"] if pk.count("-") == 4 and len(pk) == 36 else UNKNOWN["word"]
