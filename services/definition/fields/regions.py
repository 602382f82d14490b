"""Kecamatan and desa codes (Kepmendagri 300.2.2-2138/2025): "36.04.05" and "36.04.05.2001"."""

import re
from collections.abc import Mapping
from typing import Any

from services.definition.fields.context import Context
from services.definition.problems import FieldProblem, ProblemCode

KECAMATAN = r"^[0-9]{2}\.[0-9]{2}\.[0-9]{2}$"
DESA = r"^[0-9]{2}\.[0-9]{2}\.[0-9]{2}\.[0-9]{4}$"


def read_code(raw: Any, part: str, pattern: str, context: Context) -> str:
    """Return a known region code; raise FieldProblem naming the part otherwise."""
    if not isinstance(raw, str) or len(raw) > 40 or not re.fullmatch(pattern, raw.strip()):
        raise FieldProblem(ProblemCode.UNKNOWN_REGION, part)
    code = raw.strip()
    if context.lookups.region_name(code) is None:
        raise FieldProblem(ProblemCode.UNKNOWN_REGION, part)
    return code


def read_region(raw: Mapping[str, Any], context: Context, *, desa_required: bool) -> dict[str, str]:
    """Return {kecamatan, desa}; a desa alone is enough, because its code holds its kecamatan's."""
    desa_raw, kecamatan_raw = raw.get("desa") or None, raw.get("kecamatan") or None
    if desa_raw is None and desa_required:
        raise FieldProblem(ProblemCode.PART_REQUIRED, "desa" if kecamatan_raw else "kecamatan", name="desa")
    if desa_raw is None and kecamatan_raw is None:
        raise FieldProblem(ProblemCode.PART_REQUIRED, "kecamatan", name="kecamatan")
    result: dict[str, str] = {}
    if kecamatan_raw is not None:
        result["kecamatan"] = read_code(kecamatan_raw, "kecamatan", KECAMATAN, context)
    if desa_raw is not None:
        desa = read_code(desa_raw, "desa", DESA, context)
        result.setdefault("kecamatan", desa[:8])
        if desa[:8] != result["kecamatan"]:
            raise FieldProblem(ProblemCode.DESA_OUTSIDE, "desa")
        result["desa"] = desa
    return result
