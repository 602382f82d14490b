"""What each keyword of a field means."""

from collections.abc import Mapping
from typing import Final

COMMON: Final[Mapping[str, str]] = {
    "id": "The field's name, for ever; renaming changes the label.",
    "type": "The type of field.",
    "label": "The question; left out, words are made from the id.",
    "help": "A sentence below the question.",
    "example": "How an answer looks.",
    "why": "Why it is asked; required where the data are sensitive.",
    "required": "Must be answered whenever it is shown.",
    "required_if": "Must be answered while this holds.",
    "show_if": "Is shown only while this holds; a hidden answer is no answer.",
    "from": "The fact that gives the first value: profile.nik.",
    "read_only": "Shown, never taken from the person.",
    "secret": "Stored only as ciphertext; never in search, history or a browser's storage.",
    "sensitivity": "What kind of sensitive data it is, in words.",
    "origin": "portal: a question in our own wording, because the law does not say when a paper is needed.",
    "notes": "For the people who keep the document.",
}
OWN: Final[Mapping[str, Mapping[str, str]]] = {
    "AddressField": {"inside": "false: an address outside the kabupaten may be written freely."},
    "ChoiceField": {"options": "The options.", "style": "select for long lists."},
    "ChoicesField": {
        "options": "The options.",
        "min": "How many at least.",
        "max": "How many at most.",
    },
    "Option": {"value": "What is stored, for ever.", "label": "What is shown.", "help": "A sentence below it."},
    "ComputedField": {
        "expr": "The formula.",
        "decimals": "Places a number is rounded to.",
        "unit": "The unit shown behind it.",
        "style": "money writes Rp.",
    },
    "CoordinateField": {"within": "South, west, north, east in degrees; the point must lie inside."},
    "DateField": {
        "min": "The earliest: a date, or today, today+7, today-30.",
        "max": "The latest, written alike.",
        "style": "boxes for dates people know by heart, picker for appointments.",
    },
    "DateRangeField": {"min": "The earliest.", "max": "The latest.", "max_days": "Days at most, both ends counted."},
    "DateTimeField": {"min": "The earliest date.", "max": "The latest date."},
    "DecimalField": {"min": "The least.", "max": "The most.", "decimals": "Places at most.", "unit": "The unit."},
    "FileField": {
        "accept": "Kinds of file.",
        "max_mb": "Megabytes of one file at most.",
        "min": "Files at least, where any is given.",
        "max": "Files at most.",
    },
    "GroupField": {
        "fields": "The fields of one row.",
        "repeat": "How many rows; left out, the group is asked once.",
        "row_label": "What one row is called.",
    },
    "Repeat": {"min": "Rows at least; above 0 the group is required.", "max": "Rows at most."},
    "IntegerField": {
        "min": "The least.",
        "max": "The most.",
        "unit": "The unit.",
        "grouped": "false: a year reads 2026, not 2.026.",
    },
    "LongTextField": {"min_length": "Letters at least.", "max_length": "Letters at most.", "rows": "Lines shown."},
    "MoneyField": {"min": "Rupiah at least.", "max": "Rupiah at most."},
    "NameField": {"max_length": "Letters at most."},
    "NoteField": {"text": "What is said.", "tone": "How loud it is."},
    "PhoneField": {"mobile": "true: a number that messages can reach."},
    "ReferenceField": {"list": "The name of the list.", "max_length": "Letters of a value at most."},
    "RegionField": {"level": "How far down it asks."},
    "ShortTextField": {
        "min_length": "Letters at least.",
        "max_length": "Letters at most.",
        "digits": "Exactly this many digits.",
    },
    "SlotField": {"list": "The name of the schedule."},
    "TimeField": {"min": "The earliest, 08:00.", "max": "The latest."},
}
