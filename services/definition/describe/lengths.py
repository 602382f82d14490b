"""Lengths of time in words: "5 hari kerja", "30 days, then deleted"."""

from services.definition.describe.words import say
from services.definition.describe.words.phrases import PHRASES
from services.definition.describe.words.service import LENGTHS, THEN
from services.definition.describe.words.workflow import ONE, STARTS, UNITS
from services.definition.document import Document, Duration, PublishedDuration, Sla, Unit, Validity
from services.definition.document.parts import Keep


def amount(number: int, unit: Unit, language: str) -> str:
    """Write a number of units."""
    return f"{number} {say(ONE if number == 1 else UNITS, unit.value, language)}"


def length(duration: Duration, language: str) -> str:
    """Write a length, and that it rolls where it does."""
    text = amount(duration.amount, duration.unit, language)
    return f"{text} ({say(PHRASES, 'roll', language)})" if duration.roll else text


def running(clock: PublishedDuration | Sla, document: Document, language: str) -> str:
    """Write a clock's length and when it starts."""
    if clock.from_ in STARTS:
        start = say(STARTS, clock.from_, language)
    else:
        titles = {each.key: each.label.in_language(language) for _, each in document.workflow.actions()}
        start = say(PHRASES, "since_action", language).format(titles.get(clock.from_) or clock.from_)
    return f"{length(clock, language)} {start}"


def span(part: Keep | Validity, language: str) -> str:
    """Write years, months or days; a validity may have only its note."""
    pieces = [f"{n} {say(LENGTHS, name, language)}" for name in LENGTHS if (n := getattr(part, name)) is not None]
    if isinstance(part, Keep):
        return f"{' '.join(pieces)}, {say(THEN, part.then, language)}"
    note = part.note.in_language(language) if part.note else ""
    return "; ".join(each for each in (" ".join(pieces), note) if each)
