"""A point on the map."""

from collections.abc import Mapping
from typing import Any, Literal

from services.definition.fields.base import FieldBase, FieldType
from services.definition.fields.context import Context, View
from services.definition.fields.registry import register
from services.definition.fields.texts import clean_text
from services.definition.problems import FieldProblem, ProblemCode

# Indonesia with a margin, as south, west, north, east in degrees (WGS 84).
_INDONESIA = (-11.5, 94.5, 6.5, 141.5)


class CoordinateField(FieldBase):
    """Ask for a point; `within` is south, west, north, east in degrees."""

    type: Literal["coordinate"]
    within: tuple[float, float, float, float] = _INDONESIA


def _degrees(raw: Any, limit: float, part: str) -> float:
    if isinstance(raw, str):
        try:
            text = clean_text(raw, 30).replace("\u2212", "-").replace(",", ".")
            # float() would also take "nan", "1_0" and digits of other scripts.
            raw = float(text) if text.isascii() and "_" not in text else None
        except (ValueError, FieldProblem):
            raw = None
    # The comparison also refuses nan and infinity.
    if isinstance(raw, bool) or not isinstance(raw, int | float) or not -limit <= raw <= limit:
        raise FieldProblem(ProblemCode.NOT_A_COORDINATE, part)
    # Six decimals are 11 cm.
    return round(float(raw), 6)


@register
class Coordinate(FieldType[CoordinateField]):
    """Keep {lat, lng} in degrees, and {accuracy} in metres where a telephone measured it."""

    name = "coordinate"
    spec = CoordinateField
    parts = ("lat", "lng", "accuracy")

    def clean(self, raw: Any, field: CoordinateField, context: Context) -> dict[str, float]:
        """Return the point from {lat, lng} or "-6.12, 106.15"."""
        if isinstance(raw, str):
            first, comma, second = clean_text(raw, 80).partition(", " if ", " in raw else ",")
            raw = {"lat": first, "lng": second} if comma else {}
        if not isinstance(raw, Mapping):
            raise FieldProblem(ProblemCode.WRONG_SHAPE)
        point = {"lat": _degrees(raw.get("lat"), 90, "lat"), "lng": _degrees(raw.get("lng"), 180, "lng")}
        south, west, north, east = field.within
        if not (south <= point["lat"] <= north and west <= point["lng"] <= east):
            raise FieldProblem(ProblemCode.OUTSIDE_AREA)
        if not self.is_blank(raw.get("accuracy")):
            point["accuracy"] = float(round(_degrees(raw.get("accuracy"), 100_000, "accuracy")))
        return point

    def shape(self, field: CoordinateField) -> dict[str, Any]:
        """Return an object of numbers."""
        south, west, north, east = field.within
        return {
            "type": "object",
            "properties": {
                "lat": {"type": "number", "minimum": south, "maximum": north},
                "lng": {"type": "number", "minimum": west, "maximum": east},
                "accuracy": {"type": "number"},
            },
            "required": ["lat", "lng"],
            "additionalProperties": False,
        }

    def sample(self, field: CoordinateField) -> dict[str, float]:
        """Return the middle of the area, or a point in the kabupaten where it may lie anywhere."""
        south, west, north, east = field.within
        if field.within == _INDONESIA:
            return {"lat": -6.12, "lng": 106.15}
        return {"lat": round((south + north) / 2, 6), "lng": round((west + east) / 2, 6)}

    def show(self, value: Any, field: CoordinateField, view: View = View()) -> str:  # noqa: B008
        """Write "-6.12, 106.15", the form maps understand."""
        return f"{value['lat']}, {value['lng']}"
