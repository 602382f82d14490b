"""Lint of what is asked of others: each once, where they may look in, and nothing that is theirs to decide."""

from collections.abc import Iterator
from typing import Final

from services.definition.document import FINAL_PHASES, Action, ActionType, Document, Task
from services.definition.lint.finding import Code, Finding, Findings
from services.definition.world import World

# How a part ends that nobody needs any more; no action may bear its name.
NOT_NEEDED: Final = "tidak_diperlukan"


def check_parts(document: Document, world: World) -> Findings:
    """Find parts asked twice, shared out of a confidential service, or that let a guest or nobody decide."""
    for key, action in document.workflow.actions():
        path = f"workflow.states.{key}.{action.key}"
        yield from _check_twice(document, path, action)
        yield from _check_confidential(document, path, action)
        if action.type == ActionType.TASK:
            yield from _check_join(document, path, key, action)


def home(document: Document) -> str:
    """Return the one agency that gives the service, "" where an answer decides."""
    return document.agency if isinstance(document.agency, str) else ""


def place(document: Document, task: Task) -> str:
    """Return the agency a task is asked of: its own, that of its function, else the service's."""
    own = document.functions[task.function].agency if task.function in document.functions else None
    return task.agency or own or home(document)


def _check_twice(document: Document, path: str, action: Action) -> Findings:
    known: dict[tuple[str, str], Task] = {}
    for index, task in enumerate(action.tasks):
        before = known.setdefault((place(document, task), task.function), task)
        # With a condition each they may be two wordings of one question, of which one is asked.
        if before is not task and (before.when is None or task.when is None):
            message = f"{task.function!r} is asked twice at one agency; give both a condition, or ask once"
            yield Finding(f"{path}.tasks.{index}", Code.BAD_FORK, message)


def _check_confidential(document: Document, path: str, action: Action) -> Findings:
    for index, task in enumerate(action.tasks):
        if document.access.may_be_confidential and place(document, task) != home(document):
            message = "a confidential request is shown to no other agency, so nobody there could answer"
            yield Finding(f"{path}.tasks.{index}.agency", Code.BAD_FORK, message)


def _check_join(document: Document, path: str, key: str, join: Action) -> Findings:
    if join.key == NOT_NEEDED:
        yield Finding(path, Code.BAD_FORK, f"{NOT_NEEDED!r} is how a part ends that nobody needs; choose another key")
    target = document.workflow.states.get(join.to or key)
    if target is None or target.phase not in FINAL_PHASES:
        return
    for fork in _forks_into(document, key):
        if any(task.function in join.by and place(document, task) != home(document) for task in fork.tasks):
            yield Finding(f"{path}.to", Code.BAD_FORK, "another agency gives its part; the service's own decides")
        if all(task.when is not None for task in fork.tasks):
            yield Finding(f"{path}.to", Code.BAD_FORK, f"where {fork.key!r} asks nobody, nobody would decide")


def _forks_into(document: Document, state: str) -> Iterator[Action]:
    for key, action in document.workflow.actions():
        if action.type == ActionType.FORK and (action.to or key) == state:
            yield action
