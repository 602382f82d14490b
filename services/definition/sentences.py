"""Turn what pydantic refuses into the place where it is written and a sentence that says what to write instead."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Any, Final, TypeAlias

from pydantic import BaseModel, ValidationError

from services.definition import base
from services.definition.errors import shorten
from services.definition.keywords import allowed
from services.definition.places import Path, at_line, dotted

# What each pattern of the models asks for, in words; a test holds this list to the JSON Schema.
PATTERNS: Final[Mapping[str, str]] = {
    base.ID_PATTERN: "small letters, digits and _ that begin with a letter (like tgl_lahir)",
    base.SLUG_PATTERN: "small letters and digits with single dashes between (like izin-reklame)",
    base.CODE_PATTERN: "capital letters, a dash and 2 to 4 digits (like IZN-09)",
    base.PATH_PATTERN: "the id of a question or a fact (like lahan, lokasi.kecamatan or profile.nik)",
    base.HOOK_PATTERN: "the name of an app, a dot and the name of a hook (like dinas.cek_nib)",
    base.URL_PATTERN: "an address without spaces that begins with https://",
    r"^[A-Za-z0-9][A-Za-z0-9_\-]{0,59}$": "letters, digits, - and _ without spaces (like milik_sendiri)",
    r"^(state|action|sla|expiry):[a-z0-9_]{1,60}$": "state:, action:, sla: or expiry: and a name (state:perbaikan)",
    r"^[0-9+][0-9 \-]{1,19}$": "a telephone number (like 129 or 0254 200123)",
    "^(all|any)$": "all or any",
}
_KINDS: Final[Mapping[str, str]] = {
    "tuple_type": "a list",
    "dict_type": "keywords with their values",
    "model_type": "keywords with their values",
    "model_attributes_type": "keywords with their values",
    "string_type": "a text",
    "int_type": "a whole number",
    "float_type": "a number",
    "bool_type": "true or false",
}
_YES: Final = ("yes", "y", "on", "ya")
_NO: Final = ("no", "n", "off", "tidak")


@dataclass(frozen=True)
class _Refusal:
    """Hold one of pydantic's errors: the place as written, what may stand there, or what is wrong."""

    place: Path
    wanted: str
    message: str
    given: Any


def explain(
    error: ValidationError, model: type[BaseModel] | object, data: Any, lines: Mapping[Path, int] | None = None
) -> list[tuple[str, str]]:
    """Return (path, sentence) for everything refused in `data`, with the line where `lines` knows it."""
    refused = [_refusal(each, model, data) for each in error.errors(include_url=False)]
    told: dict[tuple[Path, str], str] = {}
    for place in dict.fromkeys(each.place for each in refused):
        # Where something deeper is wrong, the writer meant that branch: "not a list" about the whole would mislead.
        if any(len(each.place) > len(place) and each.place[: len(place)] == place for each in refused):
            continue
        here = [each for each in refused if each.place == place]
        told.update({(place, sentence): at_line(place, lines or {}) for sentence in _sentences(here)})
    return [(dotted(place), sentence + line) for (place, sentence), line in told.items()]


def _sentences(here: Sequence[_Refusal]) -> list[str]:
    wanted = list(dict.fromkeys(each.wanted for each in here if each.wanted))
    said = [each.message for each in here if each.message]
    if not wanted:
        return said
    return [*said, f"write {' or '.join(wanted)} here{_instead(here[0].given, wanted)}"]


def _instead(given: Any, wanted: Sequence[str]) -> str:
    """Return what was written instead; a quoted number and a word for yes or no get the remedy too."""
    if not isinstance(given, str | int | float):
        return ", not a list" if isinstance(given, list | tuple) else ", not nothing" if given is None else ""
    shown = f", not {shorten(given)}"
    word = given.lower() if isinstance(given, str) else ""
    if "true or false" in wanted and word in (*_YES, *_NO):
        return f"{shown}: yes and no are words here, write {'true' if word in _YES else 'false'}"
    if any("number" in each for each in wanted) and re.fullmatch(r"-?[0-9]+(\.[0-9]+)?", word):
        return f"{shown}: a number stands without quotes"
    return shown


def _refusal(problem: Any, model: object, data: Any) -> _Refusal:
    location, kind = tuple(problem["loc"]), str(problem["type"])
    place = written(location, data, missing=kind == "missing")
    wanted, message = _wanted(problem, kind), ""
    if kind.startswith("union_tag"):
        place = (*place, _discriminator(problem))
    if not wanted:
        say = _SAID.get(kind, _anything)
        message = say(problem, allowed(model, location))
    return _Refusal(place, wanted, message, problem["input"])


def written(location: Sequence[str | int], data: Any, *, missing: bool = False) -> Path:
    """Return a location without pydantic's names of union members: only what stands in `data`, and what is missing."""
    place: list[str | int] = []
    here = data
    for part in location:
        listed = isinstance(here, list | tuple) and isinstance(part, int) and part < len(here)
        if not listed and not (isinstance(here, Mapping) and part in here):
            continue
        here = here[part]
        place.append(part)
    return (*place, location[-1]) if missing else tuple(place)


def _wanted(problem: Any, kind: str) -> str:
    context = problem.get("ctx", {})
    if context.get("class_name") == "Wording":
        return "a text, or {id: Indonesian, en: English}"
    if kind in ("literal_error", "enum"):
        return str(context["expected"])
    if kind == "string_pattern_mismatch":
        return PATTERNS.get(context["pattern"], f"a text of the form {context['pattern']}")
    return _KINDS.get(kind, "")


Say: TypeAlias = Callable[[Any, Sequence[str]], str]


def _missing(problem: Any, known: Sequence[str]) -> str:
    name = problem["loc"][-1]
    return (
        f"this list lacks its entry number {name + 1}"
        if isinstance(name, int)
        else f"the keyword {name!r} is missing; add it"
    )


def _unknown(problem: Any, known: Sequence[str]) -> str:
    return f"there is no keyword {_guess(problem['loc'][-1], known)}"


def _unknown_type(problem: Any, known: Sequence[str]) -> str:
    names = re.findall("'([^']+)'", problem["ctx"]["expected_tags"])
    return f"there is no {_discriminator(problem)} {_guess(problem['ctx']['tag'], names)}"


def _guess(name: object, known: Sequence[str]) -> str:
    near = get_close_matches(str(name)[:80], known, n=1, cutoff=0.6)
    if near:
        return f"{shorten(name)} here; did you mean {near[0]!r}?"
    return f"{shorten(name)} here; {', '.join(known)} are known"


def _discriminator(problem: Any) -> str:
    return str(problem["ctx"]["discriminator"]).strip("'")


def _no_type(problem: Any, known: Sequence[str]) -> str:
    return f"the keyword {_discriminator(problem)!r} is missing; say which kind this is, like type: short_text"


def _own_words(problem: Any, known: Sequence[str]) -> str:
    return str(problem["ctx"]["error"])


def _anything(problem: Any, known: Sequence[str]) -> str:
    return "what is written here does not fit"


def _bound(sentence: str, key: str) -> Say:
    return lambda problem, known: sentence.format(problem["ctx"][key])


_SAID: Final[Mapping[str, Say]] = {
    "missing": _missing,
    "extra_forbidden": _unknown,
    "union_tag_invalid": _unknown_type,
    "union_tag_not_found": _no_type,
    "value_error": _own_words,
    "recursion_loop": lambda problem, known: "this is nested too deep; write it flatter",
    "string_too_short": _bound("write at least {} character here", "min_length"),
    "string_too_long": _bound("write at most {} characters here", "max_length"),
    "too_short": _bound("this list needs at least {} entry", "min_length"),
    "too_long": _bound("this list may have at most {} entries", "max_length"),
    "greater_than": _bound("write a number above {} here", "gt"),
    "greater_than_equal": _bound("write a number of at least {} here", "ge"),
    "less_than_equal": _bound("write a number of at most {} here", "le"),
}
