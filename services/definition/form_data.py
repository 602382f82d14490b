"""From the flat names of an HTML form to the nested shape `answers.clean` reads."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

MAX_KEYS = 5000
# The longest name there is, of a period in a row of a row: "keluarga.0.anak.1.masa.from.day".
MAX_PARTS = 7


def nest(data: Mapping[str, Sequence[Any]] | Iterable[tuple[str, Sequence[Any]]]) -> dict[str, Any]:
    """Return nested answers: "titik.0.luas" becomes {"titik": [{"luas": ...}]}; a name sent often becomes a list.

    Give it QueryDict.lists(). Names that contradict one another, or nest too deep, are left out; it never raises.
    """
    root: dict[str, Any] = {}
    pairs = data.items() if isinstance(data, Mapping) else data
    for count, (name, values) in enumerate(pairs):
        parts = name.split(".")
        if count >= MAX_KEYS or len(parts) > MAX_PARTS or not all(parts) or not values:
            continue
        _put(root, parts, values[0] if len(values) == 1 else list(values))
    return {key: _lists(value) for key, value in root.items()}


def _put(root: dict[str, Any], parts: list[str], value: Any) -> None:
    here = root
    for part in parts[:-1]:
        following = here.setdefault(part, {})
        if not isinstance(following, dict):
            return
        here = following
    here.setdefault(parts[-1], value)


def _lists(value: Any) -> Any:
    if not isinstance(value, dict):
        return value
    inner = {key: _lists(item) for key, item in value.items()}
    if all(key.isascii() and key.isdigit() for key in inner):
        return [inner[key] for key in sorted(inner, key=lambda key: (len(key), key))]
    return inner
