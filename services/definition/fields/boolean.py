"""Yes or no."""

from typing import Any, Literal

from services.definition.fields.base import FieldBase, FieldType
from services.definition.fields.context import Context, View
from services.definition.fields.registry import register
from services.definition.fields.wording import YES_NO, base
from services.definition.problems import FieldProblem, ProblemCode

_WORDS = {
    **dict.fromkeys(("ya", "y", "true", "1", "on", "yes"), True),
    **dict.fromkeys(("tidak", "t", "false", "0", "off", "no"), False),
}


class BooleanField(FieldBase):
    """Ask a yes-or-no question."""

    type: Literal["boolean"]


@register
class Boolean(FieldType[BooleanField]):
    """Keep true or false."""

    name = "boolean"
    spec = BooleanField

    def clean(self, raw: Any, field: BooleanField, context: Context) -> bool:
        """Return true or false from a JSON boolean or a form's "ya" / "tidak"."""
        if isinstance(raw, bool):
            return raw
        if isinstance(raw, str) and len(raw) <= 20 and raw.strip().lower() in _WORDS:
            return _WORDS[raw.strip().lower()]
        raise FieldProblem(ProblemCode.NOT_YES_NO)

    def shape(self, field: BooleanField) -> dict[str, Any]:
        """Return a boolean schema."""
        return {"type": "boolean"}

    def sample(self, field: BooleanField) -> bool:
        """Return yes."""
        return True

    def show(self, value: Any, field: BooleanField, view: View = View()) -> str:  # noqa: B008
        """Write "Ya" or "Tidak"."""
        yes, no = YES_NO[base(view.language)]
        return yes if value is True else no
