"""What all field types share: the keywords every field has, and the promises every type keeps."""

from abc import ABC, abstractmethod
from collections.abc import Iterator, Mapping
from typing import Any, ClassVar, Generic, Literal, TypeVar

from pydantic import ConfigDict, Field, model_validator

from services.definition.base import Id, Line, Model, Path, Text, humanise
from services.definition.conditions import Expression
from services.definition.fields.context import Context, View

Json = Any


def _label_is_optional(schema: dict[str, Any]) -> None:
    # A field without a label gets words made from its id, so editors may not ask for one.
    schema["required"] = [name for name in schema["required"] if name != "label"]


class FieldBase(Model):
    """Hold the keywords every field has; a type adds its own."""

    model_config = ConfigDict(json_schema_extra=_label_is_optional)
    # Pairs of keywords of which the first may not be the larger.
    bounds: ClassVar[tuple[tuple[str, str], ...]] = (("min", "max"), ("min_length", "max_length"))

    id: Id
    type: str
    label: Text
    help: Text | None = None
    example: Text | None = None
    # Why we ask, shown to the citizen: compulsory on sensitive fields (lint).
    why: Text | None = None
    required: bool = False
    required_if: Expression | None = None
    show_if: Expression | None = None
    # Where the first value comes from: a fact ("profile.nik").
    from_: Path | None = Field(None, alias="from")
    read_only: bool = False
    # Stored only as ciphertext; never in search, events or a browser's storage.
    secret: bool = False
    sensitivity: Line | None = None
    # "portal": a question in our own wording, because the law's paper does not say when it applies.
    origin: Literal["opd", "portal"] = "opd"
    notes: Line | None = None

    @model_validator(mode="before")
    @classmethod
    def _label_from_id(cls, data: Any) -> Any:
        if isinstance(data, dict) and "label" not in data and isinstance(data.get("id"), str) and data["id"].strip():
            return {**data, "label": humanise(data["id"])}
        return data

    @model_validator(mode="after")
    def _bounds_in_order(self) -> "FieldBase":
        for least, most in self.bounds:
            low, high = getattr(self, least, None), getattr(self, most, None)
            if isinstance(low, int | float) and isinstance(high, int | float) and low > high:
                raise ValueError(f"{least} is larger than {most}: no answer would be right")
        return self

    def conditions(self) -> Iterator[tuple[str, Any]]:
        """Yield (keyword, condition) for every condition of this field."""
        for keyword in ("show_if", "required_if"):
            condition = getattr(self, keyword)
            if condition is not None:
                yield keyword, condition

    @property
    def compulsory(self) -> bool:
        """Say whether the field must be answered whenever it is shown."""
        return self.required

    def children(self) -> tuple["FieldBase", ...]:
        """Return the fields inside this one; only a group has some."""
        return ()


F = TypeVar("F", bound=FieldBase)


class FieldType(ABC, Generic[F]):
    """Promise what a type can do with a raw answer; every method is pure."""

    name: ClassVar[str]
    spec: type[F]
    # False: a note on the page, no answer is ever kept.
    answered: ClassVar[bool] = True
    # True: the server works it out; what a browser sends is ignored.
    derived: ClassVar[bool] = False
    # True: lint asks for a `why`, and screens show it masked.
    sensitive: ClassVar[bool] = False
    # Pieces a condition may look at: {f: lokasi.kecamatan}.
    parts: ClassVar[tuple[str, ...]] = ()

    @property
    def template(self) -> str:
        """Return the template that draws the input."""
        return f"requests/fields/{self.name}.html"

    def is_blank(self, raw: Json) -> bool:
        """Say whether `raw` means "not answered"."""
        if raw is None:
            return True
        if isinstance(raw, str):
            return not raw.strip()
        if isinstance(raw, Mapping):
            return all(self.is_blank(item) for item in raw.values())
        return isinstance(raw, list | tuple) and all(self.is_blank(item) for item in raw)

    def looks_inside(self, field: F) -> bool:
        """Say whether even a blank answer is cleaned, because the pieces decide what is compulsory."""
        return False

    @abstractmethod
    def clean(self, raw: Json, field: F, context: Context) -> Json:
        """Return the JSON answer for what a form or a client sent; raise FieldProblem otherwise."""

    @abstractmethod
    def shape(self, field: F) -> dict[str, Json]:
        """Return the JSON Schema of a clean answer."""

    @abstractmethod
    def sample(self, field: F) -> Json:
        """Return one clean answer for tests and previews; never a real person's."""

    def show(self, value: Json, field: F, view: View = View()) -> str:  # noqa: B008 - View is frozen
        """Return the answer as plain text for people."""
        return str(value)

    def mask(self, value: Json, field: F) -> str:
        """Return the answer with what could harm hidden."""
        return "••••"

    def export(self, value: Json, field: F) -> str | int | float:
        """Return the answer as one spreadsheet cell."""
        return value if isinstance(value, int | float) and not isinstance(value, bool) else self.show(value, field)
