"""The shape of a condition: a literal, {f: path}, or {op: name, args: [...]}."""

from typing import Annotated, Any, Union

from pydantic import (
    AfterValidator,
    Discriminator,
    Field,
    StrictBool,
    StrictFloat,
    StrictInt,
    StrictStr,
    Tag,
    TypeAdapter,
    ValidationError,
)

from services.definition.base import Model, Path, plain
from services.definition.conditions.operators import OPERATORS
from services.definition.errors import DocumentError, shorten

MAX_DEPTH = 12

Finite = Annotated[StrictFloat, Field(allow_inf_nan=False)]
Scalar = StrictBool | StrictInt | Finite | StrictStr | None
Literals = Annotated[tuple[Scalar, ...], Field(max_length=500)]


class Ref(Model):
    """Stand for the answer or fact at a path: "lahan", "lokasi.kecamatan", "profile.nik", "today"."""

    f: Path


def _known_operator(name: str) -> str:
    if name not in OPERATORS:
        raise ValueError(f"unknown operator {shorten(name)}; known are {', '.join(sorted(OPERATORS))}")
    return name


class Call(Model):
    """Apply one operator of the closed list to its arguments."""

    op: Annotated[str, AfterValidator(_known_operator), Field(json_schema_extra={"enum": sorted(OPERATORS)})]
    args: Annotated[tuple["Node", ...], Field(max_length=50)] = ()


def _kind(value: Any) -> str:
    if isinstance(value, Call) or (isinstance(value, dict) and "op" in value):
        return "call"
    if isinstance(value, Ref | dict):
        return "reference"
    return "list" if isinstance(value, list | tuple) else "literal"


Node = Annotated[
    Union[  # noqa: UP007 - Tag needs the spelled-out form for the forward reference
        Annotated[Call, Tag("call")],
        Annotated[Ref, Tag("reference")],
        Annotated[Literals, Tag("list")],
        Annotated[Scalar, Tag("literal")],
    ],
    Discriminator(_kind),
]
Call.model_rebuild()


def depth(node: Any) -> int:
    """Return how deep the calls of `node` are nested; a literal is 0."""
    if not isinstance(node, Call):
        return 0
    return 1 + max((depth(arg) for arg in node.args), default=0)


def _checked(node: Any) -> Any:
    if depth(node) > MAX_DEPTH:
        raise ValueError(f"conditions nest at most {MAX_DEPTH} deep")
    _check_arity(node)
    return node


def _check_arity(node: Any) -> None:
    if not isinstance(node, Call):
        return
    operator = OPERATORS[node.op]
    if not operator.least <= len(node.args) <= operator.most:
        wanted = f"{operator.least}" if operator.least == operator.most else f"{operator.least} to {operator.most}"
        raise ValueError(f"{node.op} takes {wanted} arguments, not {len(node.args)}")
    for arg in node.args:
        _check_arity(arg)


Expression = Annotated[Node, AfterValidator(_checked)]
_ADAPTER: TypeAdapter[Any] = TypeAdapter(Expression)


def parse(data: object) -> Any:
    """Return the typed condition written as JSON data; raise DocumentError when it is not one."""
    try:
        return _ADAPTER.validate_python(plain(data))
    except ValidationError as error:
        raise DocumentError(
            (".".join(str(part) for part in each["loc"]), each["msg"]) for each in error.errors(include_url=False)
        ) from error
    except RecursionError as error:
        raise DocumentError([("", f"conditions nest at most {MAX_DEPTH} deep")]) from error
