"""Hold one initiative as pages draw it, whether it comes from the tables or from what was published."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from typing import Any, Final

from foundation import formats
from services.opd.diskominfosatik.roadmap.models import Budget, Initiative, Source, Status

DAYS: Final = ("start", "due", "expected", "finished")


@dataclass(frozen=True)
class Line:
    """Hold what is shown of one initiative; money in whole rupiah over all years."""

    code: str
    title: str
    office: str
    start: dt.date
    due: dt.date
    status: str
    percent: int
    expected: dt.date | None
    finished: dt.date | None
    needs: tuple[str, ...] = ()
    planned: int = 0
    realised: int = 0
    beyond: int = 0  # spent beyond its plan, in any year and source
    demo: bool = False
    url: str = ""

    def ends(self, today: dt.date) -> dt.date:
        """Return when it ended or is bound to end: what is open ends neither before its plan nor before today."""
        if self.finished is not None:
            return self.finished
        return self.due if self.status == Status.STOPPED else max(self.expected or self.due, today)

    def late(self, today: dt.date) -> int:
        """Return by how many days it ends after its plan."""
        return max((self.ends(today) - self.due).days, 0)

    def unstarted(self, today: dt.date) -> bool:
        """Say whether it should have begun and has not."""
        return self.status == Status.PLANNED and self.start < today


@dataclass(frozen=True)
class Money:
    """Hold what is planned and spent in one year from one source; `beyond` is what no saving elsewhere covers."""

    year: int
    source: str
    planned: int
    realised: int
    beyond: int = 0

    @property
    def name(self) -> str:
        """Return the name of the source."""
        return str(Source(self.source).label)

    @property
    def share(self) -> str:
        """Say which part of the plan was spent."""
        return formats.share(self.realised, self.planned) if self.planned else "–"


def line(row: Initiative, url: str = "") -> Line:
    """Return the line of an initiative; needs `agency`, `budgets` and `needs__needed` to be fetched with it."""
    money = list(row.budgets.all())
    return Line(
        code=row.code,
        title=row.title,
        office=row.agency.short_name,
        start=row.start_on,
        due=row.due_on,
        status=row.status,
        percent=row.percent,
        expected=row.expected_on,
        finished=row.finished_on,
        needs=tuple(sorted(each.needed.code for each in row.needs.all())),
        planned=sum(each.planned for each in money),
        realised=sum(each.realised for each in money),
        beyond=sum(each.beyond for each in money),
        demo=row.is_demo,
        url=url,
    )


def packed(shown: Line) -> dict[str, Any]:
    """Return a line as it is kept in a publication."""
    data = asdict(shown)
    del data["url"]
    return data | {name: data[name].isoformat() if data[name] else None for name in DAYS}


def unpacked(data: Mapping[str, Any]) -> Line:
    """Return a line as it was published."""
    given = {
        name: data[name] for name in ("code", "title", "office", "status", "percent", "planned", "realised", "demo")
    }
    days: dict[str, Any] = {name: _day(data[name]) for name in DAYS}
    return Line(**given, **days, needs=tuple(data["needs"]), beyond=data.get("beyond", 0))


def _day(text: str | None) -> dt.date | None:
    return dt.date.fromisoformat(text) if text else None


def blocked(lines: Iterable[Line], today: dt.date) -> dict[str, list[str]]:
    """Return, by code, the needed initiatives that end after the waiting one shall begin."""
    known = {each.code: each for each in lines}
    found: dict[str, list[str]] = {}
    for each in known.values():
        if each.status in {Status.DONE, Status.STOPPED}:
            continue
        waits = [code for code in each.needs if code in known and _holds_up(known[code], each, today)]
        if waits:
            found[each.code] = waits
    return found


def _holds_up(needed: Line, waiting: Line, today: dt.date) -> bool:
    return needed.status == Status.STOPPED or (
        needed.status != Status.DONE and needed.ends(today) > max(waiting.start, today)
    )


def moneys(budgets: Iterable[Budget]) -> list[Money]:
    """Add budgets up by year and source."""
    sums: dict[tuple[int, str], tuple[int, int, int]] = {}
    for each in budgets:
        planned, realised, beyond = sums.get((each.year, each.source), (0, 0, 0))
        sums[each.year, each.source] = planned + each.planned, realised + each.realised, beyond + each.beyond
    order = list(Source.values)
    return [
        Money(year, source, *all_of_it)
        for (year, source), all_of_it in sorted(sums.items(), key=lambda each: (each[0][0], order.index(each[0][1])))
    ]
