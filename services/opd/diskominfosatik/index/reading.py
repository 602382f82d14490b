"""Read a scheme from JSON and say in sentences what is wrong with it; nothing is taken in half."""

from __future__ import annotations

import json
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import Any, Final

from django.utils.translation import gettext as _

from services.opd.diskominfosatik.index.formula import WHOLE

KEY_SIGNS: Final = frozenset("abcdefghijklmnopqrstuvwxyz0123456789-")
STATES: Final = ("current", "history")
MOST_INDICATORS: Final = 300
LONGEST_NAME: Final = 300
LONGEST_NOTE: Final = 1000


class Refused(Exception):
    """Say in sentences why a scheme is not taken."""

    def __init__(self, sentences: list[str]) -> None:
        """Keep the sentences."""
        super().__init__("; ".join(sentences))
        self.sentences = sentences


@dataclass(frozen=True)
class Part:
    """Hold one aspect, or one indicator of the aspect `aspect`."""

    number: int
    name: str
    weight: Decimal
    aspect: int = 0
    domain: str = ""
    hint: str = ""
    proofs: tuple[str, ...] = ()


@dataclass(frozen=True)
class Draft:
    """Hold a scheme that may be taken in."""

    key: str
    title: str
    basis: str
    is_current: bool
    note: str
    sources: str
    bands: list[dict[str, str]]
    levels: dict[str, dict[str, Any]]
    aspects: tuple[Part, ...]
    indicators: tuple[Part, ...]
    history: tuple[tuple[int, Decimal, str], ...]


def read(text: str, known_proofs: frozenset[str]) -> Draft:
    """Return the scheme of a JSON text; raises Refused with every problem it has."""
    try:
        data = json.loads(text)
    except (ValueError, RecursionError) as broken:
        raise Refused([_("Berkas ini bukan JSON yang dapat dibaca.")]) from broken
    if not isinstance(data, dict):
        raise Refused([_("Berkas ini bukan skema: isinya harus satu objek JSON.")])
    reader = _Reader(known_proofs)
    draft = reader.draft(data)
    if reader.problems or draft is None:
        raise Refused(reader.problems)
    return draft


class _Reader:
    def __init__(self, known_proofs: frozenset[str]) -> None:
        self.problems: list[str] = []
        self.known_proofs = known_proofs

    def draft(self, data: dict[str, Any]) -> Draft | None:
        aspects = self.parts(data, "aspects", _("Aspek"))
        indicators = self.parts(data, "indicators", _("Indikator"))
        self.weights(aspects, indicators)
        key, title = self.text(data, "key", 40), self.text(data, "title", 120)
        if not set(key) <= KEY_SIGNS:
            self.problems.append(_("Kunci skema hanya huruf kecil, angka, dan tanda hubung."))
        bands = self.bands(data.get("bands"))
        history = self.history(data.get("history", []))
        basis = self.text(data, "basis", 120)
        sources = data.get("sources")
        if not isinstance(sources, list) or not sources or not all(isinstance(each, str) for each in sources):
            self.problems.append(_("Sebut sedikitnya satu sumber pada “sources”."))
            sources = []
        if data.get("status") not in STATES:
            self.problems.append(_("Isi “status” dengan current atau history."))
        levels = self.levels(data.get("levels") or {})
        if self.problems:
            return None
        return Draft(
            key=key,
            title=title,
            basis=basis,
            is_current=data["status"] == "current",
            note=str(data.get("note", ""))[:LONGEST_NOTE],
            sources="; ".join(sources)[:LONGEST_NOTE],
            bands=bands,
            levels=levels,
            aspects=tuple(aspects),
            indicators=tuple(indicators),
            history=tuple(history),
        )

    def text(self, data: dict[str, Any], name: str, longest: int) -> str:
        value = data.get(name)
        if not isinstance(value, str) or not value.strip() or len(value) > longest or "\x00" in value:
            said = _("Isi “%(name)s” dengan teks, paling panjang %(n)d huruf.")
            self.problems.append(said % {"name": name, "n": longest})
            return ""
        return value.strip()

    def parts(self, data: dict[str, Any], name: str, word: str) -> list[Part]:
        rows = data.get(name)
        if not isinstance(rows, list) or not rows or len(rows) > MOST_INDICATORS:
            said = _("Isi “%(name)s” dengan daftar 1 sampai %(n)d baris.")
            self.problems.append(said % {"name": name, "n": MOST_INDICATORS})
            return []
        found = [part for place, row in enumerate(rows, 1) if (part := self.part(row, f"{word} {place}")) is not None]
        numbers = [part.number for part in found]
        if len(set(numbers)) != len(numbers):
            self.problems.append(_("%(word)s: ada nomor yang dipakai dua kali.") % {"word": word})
        return found

    def part(self, row: Any, where: str) -> Part | None:
        if not isinstance(row, dict):
            self.problems.append(_("%(where)s: harus satu objek.") % {"where": where})
            return None
        number, weight, name = row.get("number"), _decimal(row.get("weight")), row.get("name")
        if not isinstance(number, int) or isinstance(number, bool) or not 0 < number < 1000:
            self.problems.append(_("%(where)s: nomor harus bilangan bulat di atas nol.") % {"where": where})
            return None
        if weight is None:
            said = _('%(where)s: bobot ditulis sebagai teks dengan dua desimal, misalnya "5.00", di atas nol.')
            self.problems.append(said % {"where": where})
            return None
        if not isinstance(name, str) or not name.strip() or len(name) > LONGEST_NAME or "\x00" in name:
            self.problems.append(_("%(where)s: nama belum diisi atau terlalu panjang.") % {"where": where})
            return None
        proofs = row.get("proofs", [])
        if not isinstance(proofs, list) or not set(map(str, proofs)) <= self.known_proofs:
            self.problems.append(_("%(where)s: bukti portal yang disebut tidak dikenal.") % {"where": where})
            return None
        aspect = row.get("aspect", 0)
        return Part(
            number=number,
            name=name.strip(),
            weight=weight,
            aspect=aspect if isinstance(aspect, int) else 0,
            domain=str(row.get("domain", ""))[:LONGEST_NAME],
            hint=str(row.get("hint", ""))[:LONGEST_NAME],
            proofs=tuple(map(str, proofs)),
        )

    def weights(self, aspects: list[Part], indicators: list[Part]) -> None:
        for word, parts in ((_("aspek"), aspects), (_("indikator"), indicators)):
            total = sum((part.weight for part in parts), Decimal())
            if parts and total != WHOLE:
                said = _("Bobot semua %(word)s berjumlah %(total)s, harus tepat 100.00.")
                self.problems.append(said % {"word": word, "total": total})
        for aspect in aspects:
            total = sum((part.weight for part in indicators if part.aspect == aspect.number), Decimal())
            if total != aspect.weight:
                said = _("Aspek %(n)d berbobot %(weight)s, tetapi indikatornya berjumlah %(total)s.")
                self.problems.append(said % {"n": aspect.number, "weight": aspect.weight, "total": total})
        known = {aspect.number for aspect in aspects}
        for part in indicators:
            if part.aspect not in known:
                self.problems.append(_("Indikator %(n)d menyebut aspek yang tidak ada.") % {"n": part.number})

    def bands(self, rows: Any) -> list[dict[str, str]]:
        found: list[dict[str, str]] = []
        for row in rows if isinstance(rows, list) else []:
            lowest = _decimal(row.get("from")) if isinstance(row, dict) else None
            if lowest is None or not isinstance(row.get("name"), str):
                self.problems.append(_('Predikat: isi “name” dan “from”, misalnya "3.50".'))
                return []
            found.append({"name": row["name"][:40], "tier": str(row.get("tier", ""))[:40], "from": str(lowest)})
        if not found or min(Decimal(each["from"]) for each in found) != 1:
            self.problems.append(_("Predikat terendah harus mulai dari 1.00."))
        return found

    def levels(self, sets: Any) -> dict[str, dict[str, Any]]:
        """Return names of levels by the aspects they are for; a scheme need not have any."""
        whole = isinstance(sets, dict) and all(
            isinstance(each, dict)
            and isinstance(each.get("aspects"), list)
            and isinstance(each.get("names"), dict)
            and all(isinstance(word, str) for word in each["names"].values())
            for each in sets.values()
        )
        if not whole:
            self.problems.append(_("Nama tingkat: isi “aspects” dengan nomor aspek dan “names” dengan namanya."))
            return {}
        return dict(sets)

    def history(self, rows: Any) -> list[tuple[int, Decimal, str]]:
        found = []
        for row in rows if isinstance(rows, list) else []:
            value = _decimal(row.get("value")) if isinstance(row, dict) else None
            year = row.get("year") if isinstance(row, dict) else None
            source = row.get("source") if isinstance(row, dict) else None
            if value is None or not 1 <= value <= 5 or not isinstance(year, int) or not isinstance(source, str):
                self.problems.append(_("Riwayat: isi tahun, nilai 1.00 sampai 5.00, dan sumbernya."))
                return []
            found.append((year, value, source[:LONGEST_NAME]))
        return found


def _decimal(value: Any) -> Decimal | None:
    """Return a weight written as text with at most two decimals, above zero and at most 100; None for anything else."""
    if not isinstance(value, str):
        return None
    try:
        number = Decimal(value)
    except InvalidOperation:
        return None
    if not number.is_finite() or not 0 < number <= WHOLE or number != number.quantize(Decimal("0.01")):
        return None
    return number.quantize(Decimal("0.01"))
