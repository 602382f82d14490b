"""Turn what the door refuses into problems that programs read."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final

from foundation.api.problems import Problem
from services.definition.document import Document
from services.definition.fields import FieldBase
from services.definition.problems import Problem as Wrong
from services.requests import engine
from services.requests.presenters import problems as words
from services.requests.presenters import upload_problems
from services.requests.uploads import UploadProblem

STATUS: Final[Mapping[str, int]] = {
    "not_found": 404,
    "not_allowed": 403,
    "profile_incomplete": 403,
    "invalid": 422,
    "key_reused": 422,
    "unavailable": 503,
}
CONFLICT: Final = 409  # everything else: the request, the service or the account is in another state


def of_engine(error: engine.EngineError, document: Document | None = None, form: Sequence[FieldBase] = ()) -> Problem:
    """Return the problem of a refusal; `form` is the small form of the action, where it has one."""
    if isinstance(error, engine.NotFound):
        return Problem(404)
    found: Iterable[Wrong] = error.problems if isinstance(error, engine.InvalidData) else ()
    return Problem(STATUS.get(error.code, CONFLICT), error.sentence, error.code, wrong(found, document, form))


def wrong(
    found: Iterable[Wrong], document: Document | None = None, form: Sequence[FieldBase] = ()
) -> list[dict[str, str]]:
    """Return path, code and sentence of every wrong answer."""
    each_found = list(found)
    if document is not None and not form:
        said = words.say(document, each_found)
        return [_entry(each, text.sentence) for each, text in zip(each_found, said, strict=True)]
    fields = {field.id: field for field in form}
    return [_entry(each, words.sentence(each, fields.get(each.path.split(".")[0]))) for each in each_found]


def of_upload(problem: UploadProblem, field: FieldBase) -> Problem:
    """Return the problem of a file that was not taken."""
    said = upload_problems.sentence(problem, field)
    entry: dict[str, Any] = {"path": field.id, "code": problem.code.value, "detail": said}
    return Problem(422, said, errors=[entry])


def _entry(each: Wrong, sentence: str) -> dict[str, str]:
    return {"path": each.path, "code": each.code.value, "detail": sentence}
