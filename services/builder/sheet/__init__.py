"""Boxes over one part of a document: what they show, and how what was typed goes back without touching the rest."""

from services.builder.sheet.base import Boxes, Control, Drawn, Part, Sheet, Wrong
from services.builder.sheet.choosing import Select, Tick, Ticks
from services.builder.sheet.condition import ConditionBox
from services.builder.sheet.lists import EntryLines, OptionRows, PlainLines, RequirementLines, WordLines
from services.builder.sheet.rows import Length, Reference, Rows
from services.builder.sheet.texts import Bound, English, Number, Plain, Words

__all__ = [
    "Bound",
    "Boxes",
    "ConditionBox",
    "Control",
    "Drawn",
    "English",
    "EntryLines",
    "Length",
    "Number",
    "OptionRows",
    "Part",
    "Plain",
    "PlainLines",
    "Reference",
    "RequirementLines",
    "Rows",
    "Select",
    "Sheet",
    "Tick",
    "Ticks",
    "WordLines",
    "Words",
    "Wrong",
]
