"""Say how long requests are kept, from the documents of the services themselves."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from django.core.cache import cache
from django.utils.functional import Promise
from django.utils.translation import get_language, gettext_lazy, ngettext
from django.utils.translation import gettext as _

from foundation import clock
from services.catalogue import queries, wording
from services.catalogue.queries import Listed
from services.definition.document.parts import Keep

KEY: Final = "keeping:1"
SECONDS: Final = 600
PHASES: Final = (
    ("draft", gettext_lazy("Draf yang tidak dikirim")),
    ("approved", gettext_lazy("Permohonan yang disetujui")),
    ("rejected", gettext_lazy("Permohonan yang ditolak")),
    ("withdrawn", gettext_lazy("Permohonan yang ditarik")),
    ("closed", gettext_lazy("Laporan yang ditutup")),
)
_THEN: Final = {
    "delete": gettext_lazy("lalu dihapus"),
    "anonymise": gettext_lazy("lalu data pribadinya dihapus"),
    "archive": gettext_lazy("lalu dipindah ke arsip"),
}


@dataclass(frozen=True, slots=True)
class Rule:
    """Hold one length of keeping and the services that have it; `all` where every service with a rule has this one."""

    words: str
    services: tuple[str, ...]
    all: bool


@dataclass(frozen=True, slots=True)
class Kept:
    """Hold the rules of one phase, the commonest first."""

    phase: str | Promise
    rules: tuple[Rule, ...]


@dataclass(frozen=True, slots=True)
class Keeping:
    """Hold the table of the privacy page and what each service says of the data it asks for."""

    phases: tuple[Kept, ...]
    sensitive: tuple[tuple[str, str], ...]


def load() -> Keeping:
    """Return what the live documents say, at most ten minutes old."""
    key = f"{KEY}:{get_language()}"
    known = cache.get(key)
    if isinstance(known, Keeping):
        return known
    found = gather(queries.services_listed(clock.now()))
    cache.set(key, found, SECONDS)
    return found


def gather(listed: Iterable[Listed]) -> Keeping:
    """Gather equal rules, so that the table says each once."""
    services = list(listed)
    sensitive = [(wording.text(each.document.title), wording.text(each.document.sensitivity)) for each in services]
    phases = (_phase(key, title, services) for key, title in PHASES)
    return Keeping(tuple(each for each in phases if each.rules), tuple(pair for pair in sensitive if pair[1]))


def length(keep: Keep) -> str:
    """Write how long something is kept and what happens then."""
    if keep.years:
        much = ngettext("%(n)d tahun", "%(n)d tahun", keep.years) % {"n": keep.years}
    elif keep.months:
        much = ngettext("%(n)d bulan", "%(n)d bulan", keep.months) % {"n": keep.months}
    else:
        much = ngettext("%(n)d hari", "%(n)d hari", keep.days or 0) % {"n": keep.days or 0}
    return _("%(length)s, %(then)s") % {"length": much, "then": _THEN[keep.then]}


def _phase(key: str, title: str | Promise, services: list[Listed]) -> Kept:
    found: dict[str, list[str]] = {}
    for each in services:
        keep: Keep | None = getattr(each.document.retention, key, None)
        if keep is not None:
            found.setdefault(length(keep), []).append(wording.text(each.document.title))
    rules = [Rule(words, tuple(titles), len(found) == 1) for words, titles in found.items()]
    return Kept(title, tuple(sorted(rules, key=lambda rule: (-len(rule.services), rule.words))))
