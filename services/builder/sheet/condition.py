"""The control for a condition: sentences to choose, or the words of one that is more involved."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, ClassVar, Final

from django.http import QueryDict
from django.utils.translation import gettext as _

from services.builder.sheet.base import Boxes, Control, Wrong, tidy
from services.builder.sheet.places import at, drop_at, put_at
from services.builder.sheet.sentences import ROWS, Row, condition_of, offers, rows_of
from services.definition import conditions
from services.definition.describe import Names, in_words
from services.definition.document import Document
from services.definition.errors import DocumentError
from services.definition.fields import FieldBase

KEEP: Final = "biarkan"
REPLACE: Final = "ganti"
REMOVE: Final = "hapus"


@dataclass(frozen=True)
class ConditionBox(Control):
    """Ask when something holds: always, or as sentences about questions that come before."""

    kind: ClassVar[str] = "condition"
    about: Sequence[FieldBase] = ()
    required: bool = False  # the keyword may not be left out

    def shown(self, node: Any) -> Boxes:
        """Return the sentences; one that is more involved is kept."""
        held = at(node, self.place)
        found = rows_of(held) if held is not None else ("and", [])
        boxes: Boxes = {f"{self.name}--nasib": (KEEP,)} if found is None else {}
        joined, rows = found or ("and", [])
        boxes[f"{self.name}--hubung"] = (joined,)
        for index in range(ROWS):
            row = rows[index] if index < len(rows) else Row("")
            boxes[f"{self.name}--{index}-apa"] = (row.code,)
            boxes[f"{self.name}--{index}-nilai"] = (row.value,)
        return boxes

    def read(self, sent: QueryDict) -> Boxes:
        """Return the sentences a form sent."""
        parts = ["nasib", "hubung", *(f"{index}-{part}" for index in range(ROWS) for part in ("apa", "nilai"))]
        names = [f"{self.name}--{part}" for part in parts]
        return {name: (tidy(sent.get(name, "")),) for name in names if name in sent}

    def put(self, node: Any, boxes: Boxes) -> None:
        """Write the condition, or take it away."""
        fate = boxes.get(f"{self.name}--nasib", (REPLACE,))[0]
        if fate == KEEP:
            return
        condition = None if fate == REMOVE else condition_of(self._box(boxes, "hubung"), self._rows(boxes))
        if condition is None and self.required:
            raise Wrong(_("Pilih sedikitnya satu kalimat syarat."))
        if condition is None:
            drop_at(node, self.place)
        else:
            put_at(node, self.place, condition)

    def more(self, node: Any, boxes: Boxes, document: Document | None) -> dict[str, Any]:
        """Return the sentences on offer, and the words of what is too involved for them."""
        held = at(node, self.place)
        groups = offers(self.about)
        rows = [self._drawn(index, boxes, groups) for index in range(ROWS)]
        involved = held is not None and rows_of(held) is None
        return {
            "rows": rows,
            "joined": self._box(boxes, "hubung"),
            "involved": in_sentence(held, document, self.about) if involved else "",
            "fate": self._box(boxes, "nasib") or KEEP,
            "set": sum(1 for row in rows if row["code"]),
        }

    def text(self, boxes: Boxes) -> str:
        """Return the sentences in their codes."""
        return ", ".join(f"{row.code} {row.value}".strip() for row in self._rows(boxes) if row.code)

    def _rows(self, boxes: Boxes) -> list[Row]:
        return [Row(self._box(boxes, f"{index}-apa"), self._box(boxes, f"{index}-nilai")) for index in range(ROWS)]

    def _box(self, boxes: Boxes, part: str) -> str:
        return next(iter(boxes.get(f"{self.name}--{part}", ())), "")

    def _drawn(self, index: int, boxes: Boxes, groups: Any) -> dict[str, Any]:
        row = self._rows(boxes)[index]
        known = {offer.code for _label, found in groups for offer in found}
        return {
            "number": index + 1,
            "name": f"{self.name}--{index}",
            "code": row.code,
            "value": row.value,
            "groups": groups,
            "strange": row.code if row.code and row.code not in known else "",
        }


def in_sentence(condition: Any, document: Document | None, more: Sequence[FieldBase] = ()) -> str:
    """Return a stored condition in words, with the labels of the questions it looks at."""
    names = Names.of(document, "id", more) if document is not None else Names({each.id: each for each in more}, "id")
    try:
        return in_words(conditions.parse(condition), names)
    except DocumentError:
        return ""
