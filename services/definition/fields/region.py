"""A kecamatan, and mostly a desa in it."""

from collections.abc import Mapping
from typing import Any, Literal

from services.definition.fields.base import FieldBase, FieldType
from services.definition.fields.context import Context, View
from services.definition.fields.regions import DESA, KECAMATAN, read_region
from services.definition.fields.registry import register
from services.definition.problems import FieldProblem, ProblemCode


class RegionField(FieldBase):
    """Ask for a place of the kabupaten down to `level`."""

    type: Literal["region"]
    level: Literal["kecamatan", "desa"] = "desa"


@register
class Region(FieldType[RegionField]):
    """Keep {kecamatan, desa} as official codes."""

    name = "region"
    spec = RegionField
    parts = ("kecamatan", "desa")

    def clean(self, raw: Any, field: RegionField, context: Context) -> dict[str, str]:
        """Return the codes; one text with a code is read as a whole region."""
        if isinstance(raw, str):
            raw = {"desa" if raw.count(".") == 3 else "kecamatan": raw}
        if not isinstance(raw, Mapping):
            raise FieldProblem(ProblemCode.WRONG_SHAPE)
        region = read_region(raw, context, desa_required=field.level == "desa")
        return region if field.level == "desa" else {"kecamatan": region["kecamatan"]}

    def shape(self, field: RegionField) -> dict[str, Any]:
        """Return an object of codes."""
        properties = {"kecamatan": {"type": "string", "pattern": KECAMATAN}}
        if field.level == "desa":
            properties["desa"] = {"type": "string", "pattern": DESA}
        return {
            "type": "object",
            "properties": properties,
            "required": list(properties),
            "additionalProperties": False,
        }

    def sample(self, field: RegionField) -> dict[str, str]:
        """Return a place in the kabupaten."""
        region = {"kecamatan": "36.04.05", "desa": "36.04.05.2001"}
        return region if field.level == "desa" else {"kecamatan": region["kecamatan"]}

    def show(self, value: Any, field: RegionField, view: View = View()) -> str:  # noqa: B008
        """Write the names, smallest first."""
        codes = [value[part] for part in ("desa", "kecamatan") if part in value]
        return ", ".join(view.lookups.region_name(code) or code for code in codes)
