"""List the kecamatan and desa of the kabupaten for a select box, in one query."""

from __future__ import annotations

from dataclasses import dataclass

from citizens.models import Region
from citizens.models.region import RegionKind


@dataclass(frozen=True)
class District:
    """Hold one kecamatan and its desa as (code, name)."""

    code: str
    name: str
    villages: tuple[tuple[str, str], ...]


def districts() -> list[District]:
    """Return every kecamatan in force with its desa, by name."""
    rows = Region.objects.filter(valid_to__isnull=True, kind__in=[RegionKind.DISTRICT, RegionKind.VILLAGE])
    found = list(rows.order_by("name", "code").values_list("code", "name", "kind", "parent_id"))
    inside: dict[str, list[tuple[str, str]]] = {}
    for code, name, kind, parent in found:
        if kind == RegionKind.VILLAGE and parent:
            inside.setdefault(parent, []).append((code, name))
    return [
        District(code, name, tuple(inside.get(code, ())))
        for code, name, kind, _parent in found
        if kind == RegionKind.DISTRICT
    ]
