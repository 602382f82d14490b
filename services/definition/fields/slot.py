"""An appointment at a counter."""

import re
from datetime import date
from typing import Any, Literal

from services.definition.base import Id
from services.definition.fields.base import FieldBase, FieldType
from services.definition.fields.context import Context, View
from services.definition.fields.dates import read_date, read_time
from services.definition.fields.registry import register
from services.definition.fields.wording import long_date
from services.definition.problems import FieldProblem, ProblemCode

_PATTERN = r"^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-2][0-9]:[0-5][0-9](/[a-z0-9\-]{1,40})?$"


class SlotField(FieldBase):
    """Ask for a free appointment in the named schedule."""

    type: Literal["slot"]
    list: Id


@register
class Slot(FieldType[SlotField]):
    """Keep "2026-12-01T09:00/loket-1": when, and at which counter where there are several."""

    name = "slot"
    spec = SlotField

    def clean(self, raw: Any, field: SlotField, context: Context) -> str:
        """Return a slot that is not in the past and still free."""
        if not isinstance(raw, str) or len(raw) > 80 or not re.fullmatch(_PATTERN, raw.strip()):
            raise FieldProblem(ProblemCode.NOT_A_DATE)
        value = raw.strip()
        day = read_date(value[:10])
        read_time(value[11:16])
        if day < context.today:
            raise FieldProblem(ProblemCode.DATE_TOO_EARLY, limit=context.today.isoformat())
        if not context.lookups.slot_is_free(field.list, value):
            raise FieldProblem(ProblemCode.SLOT_TAKEN)
        return value

    def shape(self, field: SlotField) -> dict[str, Any]:
        """Return a pattern."""
        return {"type": "string", "pattern": _PATTERN}

    def sample(self, field: SlotField) -> str:
        """Return a slot far ahead."""
        return "2099-12-01T09:00/loket-1"

    def show(self, value: Any, field: SlotField, view: View = View()) -> str:  # noqa: B008
        """Write "1 Desember 2026, 09.00 WIB"."""
        day, clock = str(value)[:10], str(value)[11:16]
        return f"{long_date(date.fromisoformat(day), view.language)}, {clock.replace(':', '.')} WIB"
