"""Which days and hours an office works; every OPD may have its own."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

JAKARTA = ZoneInfo("Asia/Jakarta")
MONDAY_TO_FRIDAY = frozenset({0, 1, 2, 3, 4})
CUTI_BERSAMA = "cuti_bersama"
ONE_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Calendar:
    """Hold weekdays (Monday is 0), days off, the years whose holidays are decreed, and office hours."""

    weekdays: frozenset[int] = MONDAY_TO_FRIDAY
    holidays: frozenset[date] = frozenset()
    decreed_years: frozenset[int] = frozenset()
    opens: time = time(8, 0)
    closes: time = time(16, 0)
    zone: ZoneInfo = field(default=JAKARTA)

    def __post_init__(self) -> None:
        """Refuse a calendar on which nothing would ever be due (ValueError)."""
        if not self.weekdays or not self.weekdays <= frozenset(range(7)):
            raise ValueError("weekdays are numbers from 0 (Monday) to 6, at least one")
        if self.opens >= self.closes:
            raise ValueError("an office opens before it closes")

    @classmethod
    def of(
        cls,
        days_off: Mapping[date, str],
        *,
        cuti_bersama_off: bool = True,
        weekdays: frozenset[int] = MONDAY_TO_FRIDAY,
        opens: time = time(8, 0),
        closes: time = time(16, 0),
    ) -> "Calendar":
        """Build a calendar from {date: "libur_nasional" | "cuti_bersama"}; every year named counts as decreed."""
        off = frozenset(day for day, kind in days_off.items() if cuti_bersama_off or kind != CUTI_BERSAMA)
        return cls(weekdays, off, frozenset(day.year for day in days_off), opens, closes)

    def is_working(self, day: date) -> bool:
        """Say whether the office works on that day."""
        return day.weekday() in self.weekdays and day not in self.holidays

    def is_decreed(self, day: date) -> bool:
        """Say whether the holidays of that day's year are decreed; otherwise a result is an estimate."""
        return day.year in self.decreed_years

    def day_of(self, moment: date | datetime) -> date:
        """Return the local day of a moment. A mark made after office hours belongs to that same day."""
        if not isinstance(moment, datetime):
            return moment
        return moment.astimezone(self.zone).date() if moment.tzinfo else moment.date()

    def next_working(self, day: date) -> date:
        """Return `day` itself when the office works then, else the next working day."""
        while not self.is_working(day):
            day += ONE_DAY
        return day

    def days_after(self, start: date, until: date) -> Iterator[date]:
        """Yield every working day after `start` up to and including `until`."""
        day = start
        while day < until:
            day += ONE_DAY
            if self.is_working(day):
                yield day

    def count(self, start: date, until: date) -> int:
        """Return how many working days lie after `start` up to and including `until`."""
        return sum(1 for _ in self.days_after(start, until))
