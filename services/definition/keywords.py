"""Which keywords a place of a document takes: found by walking the models along pydantic's location."""

from collections.abc import Iterator, Sequence
from typing import Any, get_args, get_origin

from pydantic import BaseModel

Models = tuple[type[BaseModel], ...]


def allowed(model: object, location: Sequence[str | int]) -> list[str]:
    """Return the keywords that may stand beside the last part of `location`, in the order of the models."""
    models, free = tuple(_models(model)), False
    for part in location[:-1]:
        if free or isinstance(part, int):
            # A key of the writer's own, or a place in a list: the same models stand below.
            free = False
            continue
        chosen = tuple(each for each in models if _tag(each) == part)
        found = [info.annotation for each in models for name, info in _keywords(each) if name == part]
        if found:
            free = any(get_origin(inner) is dict for each in found for inner in (each, *get_args(each)))
            models = tuple(inner for each in found for inner in _models(each))
        elif chosen:
            models = chosen
    return list(dict.fromkeys(name for each in models for name, _ in _keywords(each)))


def _keywords(model: type[BaseModel]) -> Iterator[tuple[str, Any]]:
    for name, info in model.model_fields.items():
        yield info.alias or name, info


def _tag(model: type[BaseModel]) -> str | None:
    """Return the name of a union's member: a field type's, else the class's."""
    kind = model.model_fields.get("type")
    names = get_args(kind.annotation) if kind else ()
    return names[0] if names else model.__name__


def _models(annotation: Any) -> Iterator[type[BaseModel]]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
    for inner in get_args(annotation):
        yield from _models(inner)
