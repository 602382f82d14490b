"""An address as people in the kabupaten write it: kampung, RT and RW, desa and kecamatan."""

import re
from collections.abc import Mapping
from typing import Any, Literal

from services.definition.fields.base import FieldBase, FieldType
from services.definition.fields.context import Context, View
from services.definition.fields.regions import DESA, KECAMATAN, read_region
from services.definition.fields.registry import register
from services.definition.fields.texts import clean_text
from services.definition.problems import FieldProblem, ProblemCode

_LINES = ("jalan", "kampung", "patokan")
_ORDER = ("jalan", "kampung", "rt", "rw", "desa", "kecamatan", "kodepos", "patokan")


class AddressField(FieldBase):
    """Ask for an address; `inside: false` lets one outside the kabupaten be written freely."""

    type: Literal["address"]
    inside: bool = True


@register
class Address(FieldType[AddressField]):
    """Keep the pieces; RT and RW are text with their zeros."""

    name = "address"
    spec = AddressField
    parts = _ORDER

    def clean(self, raw: Any, field: AddressField, context: Context) -> dict[str, str]:
        """Return the pieces that were filled; desa, and jalan or kampung, are compulsory."""
        if not isinstance(raw, Mapping):
            raise FieldProblem(ProblemCode.WRONG_SHAPE)
        pieces = {part: _line(raw, part) for part in _LINES}
        pieces |= {part: _neighbourhood(raw, part) for part in ("rt", "rw")}
        pieces["kodepos"] = _postcode(raw)
        if field.inside or not self.is_blank(raw.get("desa")):
            pieces |= read_region(raw, context, desa_required=True)
        if not (pieces["jalan"] or pieces["kampung"]):
            raise FieldProblem(ProblemCode.PART_REQUIRED, "kampung", name="kampung")
        return {part: pieces[part] for part in _ORDER if pieces.get(part)}

    def shape(self, field: AddressField) -> dict[str, Any]:
        """Return an object of texts and codes."""
        properties: dict[str, Any] = {part: {"type": "string", "maxLength": 200} for part in _LINES}
        properties |= {part: {"type": "string", "pattern": "^[0-9]{3}$"} for part in ("rt", "rw")}
        properties |= {
            "desa": {"type": "string", "pattern": DESA},
            "kecamatan": {"type": "string", "pattern": KECAMATAN},
            "kodepos": {"type": "string", "pattern": "^[0-9]{5}$"},
        }
        required = ["desa", "kecamatan"] if field.inside else []
        return {"type": "object", "properties": properties, "required": required, "additionalProperties": False}

    def sample(self, field: AddressField) -> dict[str, str]:
        """Return a full address without a house."""
        return {
            "kampung": "Kp. Contoh",
            "rt": "001",
            "rw": "002",
            "desa": "36.04.05.2001",
            "kecamatan": "36.04.05",
        }

    def show(self, value: Any, field: AddressField, view: View = View()) -> str:  # noqa: B008
        """Write one line: jalan, kampung, RT/RW, desa, kecamatan, postcode, landmark."""
        pieces = [value.get("jalan"), value.get("kampung")]
        pieces.append("/".join(value[part] for part in ("rt", "rw") if part in value))
        codes = [value[part] for part in ("desa", "kecamatan") if part in value]
        pieces += [view.lookups.region_name(code) or code for code in codes]
        pieces += [value.get("kodepos"), f"({value['patokan']})" if "patokan" in value else None]
        return ", ".join(piece for piece in pieces if piece)


def _line(raw: Mapping[str, Any], part: str) -> str:
    try:
        return clean_text(raw.get(part) or "", 200)
    except FieldProblem as problem:
        raise FieldProblem(problem.code, part, **problem.params) from None


def _neighbourhood(raw: Mapping[str, Any], part: str) -> str:
    text = _line(raw, part)
    if not text:
        return ""
    if not re.fullmatch(r"[0-9]{1,3}", text):
        raise FieldProblem(ProblemCode.NOT_DIGITS, part)
    return text.zfill(3)


def _postcode(raw: Mapping[str, Any]) -> str:
    text = _line(raw, "kodepos")
    if text and not re.fullmatch(r"[1-9][0-9]{4}", text):
        raise FieldProblem(ProblemCode.NOT_A_POSTCODE, "kodepos")
    return text
