"""What every part of a service document is made of: frozen models, ids and localised text."""

import re
from typing import Annotated, Any, Final

from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    StringConstraints,
    WithJsonSchema,
)

ID_PATTERN: Final = r"^[a-z][a-z0-9_]{0,59}$"
SLUG_PATTERN: Final = r"^[a-z0-9]+(-[a-z0-9]+)*$"
CODE_PATTERN: Final = r"^[A-Z][A-Z0-9]{1,9}-[0-9]{2,4}$"
PATH_PATTERN: Final = r"^[a-z][a-z0-9_]*(\.[a-z][a-z0-9_]*){0,4}$"
HOOK_PATTERN: Final = r"^[a-z][a-z0-9_]*(\.[a-z][a-z0-9_]*)+$"
URL_PATTERN: Final = r"^https://[^\s<>\"]+$"

Id = Annotated[str, StringConstraints(pattern=ID_PATTERN)]
Slug = Annotated[str, StringConstraints(pattern=SLUG_PATTERN, max_length=80)]
Code = Annotated[str, StringConstraints(pattern=CODE_PATTERN)]
Path = Annotated[str, StringConstraints(pattern=PATH_PATTERN)]
HookName = Annotated[str, StringConstraints(pattern=HOOK_PATTERN)]
Line = Annotated[str, StringConstraints(min_length=1, max_length=500, strip_whitespace=True)]
Url = Annotated[str, StringConstraints(pattern=URL_PATTERN, max_length=500)]


class Model(BaseModel):
    """Be frozen, strict and closed, so that a typing error in a document is found at once.

    Strict: "5" is no number, "yes" is no boolean. Lists come as tuples; `plain` makes them.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True, allow_inf_nan=False)


class Wording(Model):
    """Hold one text in Indonesian and, where written, in English."""

    id: Annotated[str, StringConstraints(min_length=1, max_length=5000, strip_whitespace=True)]
    en: Annotated[str, StringConstraints(min_length=1, max_length=5000)] | None = None

    def in_language(self, language: str) -> str:
        """Return the text in `language`, or in Indonesian where there is none."""
        return self.en if language.startswith("en") and self.en else self.id

    def __str__(self) -> str:
        """Return the Indonesian text."""
        return self.id


def _widen(value: Any) -> Any:
    return {"id": value} if isinstance(value, str) else value


# A plain sentence is short for {id: sentence}; canonical JSON always holds the long form.
Text = Annotated[
    Wording,
    BeforeValidator(_widen),
    WithJsonSchema(
        {
            "anyOf": [
                {"type": "string", "minLength": 1},
                {
                    "type": "object",
                    "properties": {"id": {"type": "string"}, "en": {"type": "string"}},
                    "required": ["id"],
                    "additionalProperties": False,
                },
            ]
        },
    ),
]

NO_TEXT: Final = Wording.model_construct(id="")


def plain(data: Any) -> Any:
    """Return JSON data with every list as a tuple, as strict frozen models want it."""
    if isinstance(data, list | tuple):
        return tuple(plain(item) for item in data)
    return {key: plain(item) for key, item in data.items()} if isinstance(data, dict) else data


def humanise(identifier: str) -> str:
    """Turn a field id into words ("tgl_lahir" -> "Tgl lahir") for a field without a label."""
    return re.sub(r"[_\-]+", " ", identifier).strip().capitalize()
