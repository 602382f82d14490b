"""One of a few options."""

from typing import Annotated, Any, Literal

from pydantic import AfterValidator, Field, StringConstraints

from services.definition.base import Model, Text
from services.definition.fields.base import FieldBase, FieldType
from services.definition.fields.context import Context, View
from services.definition.fields.registry import register
from services.definition.problems import FieldProblem, ProblemCode


class Option(Model):
    """Pair a stored value, which stays for ever, with the words shown for it."""

    value: Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9][A-Za-z0-9_\-]{0,59}$")]
    label: Text
    help: Text | None = None


def _distinct(options: tuple[Option, ...]) -> tuple[Option, ...]:
    values = [option.value for option in options]
    if len(set(values)) != len(values):
        raise ValueError("two options have the same value")
    return options


Options = Annotated[tuple[Option, ...], Field(min_length=1, max_length=200), AfterValidator(_distinct)]


class ChoiceField(FieldBase):
    """Ask for one option; `style: select` for long lists."""

    type: Literal["choice"]
    options: Options
    style: Literal["radio", "select"] = "radio"


def pick(raw: Any, options: tuple[Option, ...]) -> str:
    """Return the option's value that `raw` names; raise FieldProblem when there is none."""
    if isinstance(raw, int) and not isinstance(raw, bool):
        raw = str(raw) if abs(raw) < 10**9 else ""
    if not isinstance(raw, str):
        raise FieldProblem(ProblemCode.WRONG_SHAPE)
    if not any(option.value == raw for option in options):
        raise FieldProblem(ProblemCode.NOT_AN_OPTION)
    return raw


def label(value: Any, options: tuple[Option, ...], language: str) -> str:
    """Return the words for a stored value, or the value itself when the option is gone."""
    found = next((option.label for option in options if option.value == value), None)
    return found.in_language(language) if found else str(value)


@register
class Choice(FieldType[ChoiceField]):
    """Keep the option's value."""

    name = "choice"
    spec = ChoiceField

    def clean(self, raw: Any, field: ChoiceField, context: Context) -> str:
        """Return the chosen value."""
        return pick(raw, field.options)

    def shape(self, field: ChoiceField) -> dict[str, Any]:
        """Return an enum schema."""
        return {"type": "string", "enum": [option.value for option in field.options]}

    def sample(self, field: ChoiceField) -> str:
        """Return the first option."""
        return field.options[0].value

    def show(self, value: Any, field: ChoiceField, view: View = View()) -> str:  # noqa: B008
        """Write the option's words."""
        return label(value, field.options, view.language)
