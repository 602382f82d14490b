"""Files: photos and papers."""

import re
from typing import Any, Literal

from pydantic import Field

from services.definition.fields.base import FieldBase, FieldType
from services.definition.fields.context import Context, View
from services.definition.fields.registry import register
from services.definition.fields.wording import FILES, base
from services.definition.problems import FieldProblem, ProblemCode

Accept = Literal["pdf", "image", "video", "audio", "spreadsheet", "document"]


class FileField(FieldBase):
    """Ask for `min` to `max` files of at most `max_mb` megabytes each."""

    # `min: 2` alone is enough to ask for two files: it lifts the usual one.
    bounds = ()

    type: Literal["file"]
    accept: tuple[Accept, ...] = Field(("pdf", "image"), min_length=1)
    max_mb: float = Field(5, gt=0, le=200)
    min: int = Field(1, ge=1, le=50)
    max: int = Field(1, ge=1, le=50)


@register
class File(FieldType[FileField]):
    """Keep a list of attachment ids; the bytes were checked when they came in."""

    name = "file"
    spec = FileField

    def clean(self, raw: Any, field: FileField, context: Context) -> list[str]:
        """Return the ids without doubles, each of a file that exists."""
        items = raw if isinstance(raw, list | tuple) else [raw]
        if len(items) > 200:
            raise FieldProblem(ProblemCode.TOO_MANY, limit=field.max)
        ids = list(dict.fromkeys(_identifier(item, context) for item in items if item not in (None, "")))
        if len(ids) > max(field.max, field.min):
            raise FieldProblem(ProblemCode.TOO_MANY, limit=max(field.max, field.min))
        if len(ids) < field.min:
            raise FieldProblem(ProblemCode.TOO_FEW, limit=field.min)
        return ids

    def shape(self, field: FileField) -> dict[str, Any]:
        """Return an array of ids."""
        return {"type": "array", "items": {"type": "string"}, "minItems": field.min, "uniqueItems": True}

    def sample(self, field: FileField) -> list[str]:
        """Return as many ids as the field wants."""
        return [f"00000000-0000-7000-8000-{number:012}" for number in range(1, field.min + 1)]

    def show(self, value: Any, field: FileField, view: View = View()) -> str:  # noqa: B008
        """Write how many files there are; a page links them itself."""
        return FILES[base(view.language)].format(n=len(value))


def _identifier(raw: Any, context: Context) -> str:
    if not isinstance(raw, str) or not re.fullmatch(r"[0-9A-Za-z\-]{1,64}", raw):
        raise FieldProblem(ProblemCode.UNKNOWN_FILE)
    if not context.lookups.file_exists(raw):
        raise FieldProblem(ProblemCode.UNKNOWN_FILE)
    return raw
