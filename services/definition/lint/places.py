"""From the path lint says ("form.anak.nik", by ids) to the path that is written in the file (by positions)."""

from typing import Any, Final

from services.definition.document import ELIGIBILITY

Path = tuple[str | int, ...]
# Lists that lint's paths leave out: a page, a field or an action is named right behind its owner.
_INSIDE: Final = ("pages", "fields", "ask", "actions")
_NAMES: Final = ("id", "key", "value")


def written(path: str, data: Any) -> Path:
    """Return the longest beginning of `path` that is written in `data`, as keys and positions."""
    parts = path.split(".")
    if parts[:2] == ["form", ELIGIBILITY]:
        parts = parts[1:]
    found: Path = ()
    here = data
    for part in parts:
        step = _step(here, part)
        if not step:
            break
        found += step
        for key in step:
            here = here[key]
    return found


def _step(here: Any, part: str) -> Path:
    if isinstance(here, dict):
        if part in here:
            return (part,)
        for name in _INSIDE:
            inner = _step(here[name], part) if isinstance(here.get(name), list) else ()
            if inner:
                return (name, *inner)
    if isinstance(here, list):
        if part.isdigit() and int(part) < len(here):
            return (int(part),)
        for index, item in enumerate(here):
            if isinstance(item, dict) and any(item.get(name) == part for name in _NAMES):
                return (index,)
    return ()
