"""Lint against the people there are: every function is held, and four eyes are possible."""

from collections.abc import Iterable, Iterator

from services.definition.document import BUILT_IN, Action, ActionType, Document
from services.definition.lint.finding import Code, Finding, Findings
from services.definition.world import World


def check_agencies(document: Document, world: World) -> Findings:
    """Find agencies that do not exist, and clocks at agencies without a calendar."""
    for path, slug in _named_agencies(document):
        if world.has_agency(slug) is False:
            yield Finding(path, Code.UNKNOWN_AGENCY, f"there is no agency {slug!r}")
    for agency in world.agencies(document) or ():
        if document.sla is not None and world.has_calendar(agency) is False:
            yield Finding("sla", Code.NO_CALENDAR, f"{agency!r} has no working calendar")


def _named_agencies(document: Document) -> Iterator[tuple[str, str]]:
    if isinstance(document.agency, str):
        yield "agency", document.agency
    for name, function in document.functions.items():
        if function.agency:
            yield f"functions.{name}.agency", function.agency
    for key, action in document.workflow.actions():
        path = f"workflow.states.{key}.{action.key}"
        for index, task in enumerate(action.tasks):
            if task.agency:
                yield f"{path}.tasks.{index}.agency", task.agency
        for slug in action.agencies:
            yield f"{path}.agencies", slug
    for index, route in enumerate(document.routing):
        if route.agency:
            yield f"routing.{index}.agency", route.agency


def check_functions(document: Document, world: World) -> Findings:
    """Find functions that nobody holds, per agency and, where requests are routed by area, per area."""
    divided = {route.function for route in document.routing if route.area is not None}
    for name in document.functions:
        for agency in _places(document, name, world):
            for area in (world.areas(agency) or (None,)) if name in divided else (None,):
                holders = world.holders(document, name, agency, area)
                if holders is not None and not holders:
                    where = f"{agency} ({area})" if area else agency
                    yield Finding(f"functions.{name}", Code.UNHELD_FUNCTION, f"nobody is {name!r} at {where}")


def check_four_eyes(document: Document, world: World) -> Findings:
    """Find decisions that need a second person where there is only one."""
    done = {action.key: action for _, action in document.workflow.actions()}
    for key, action in document.workflow.actions():
        for other in action.not_same_as:
            if other in done:
                yield from _check_pair(document, f"workflow.states.{key}.{action.key}", action, done[other], world)


def _check_pair(document: Document, path: str, action: Action, other: Action, world: World) -> Findings:
    for agency in world.agencies(document) or ():
        second, first = _people(document, action, agency, world), _people(document, other, agency, world)
        if second is None or first is None:
            continue
        # Whoever acted first leaves somebody else for the second step: one person in both is not enough.
        if not second or any(second <= {person} for person in first):
            message = f"at {agency} the same person would do {other.key!r} and {action.key!r}"
            yield Finding(f"{path}.not_same_as", Code.FOUR_EYES_IMPOSSIBLE, message)


def _people(document: Document, action: Action, agency: str, world: World) -> frozenset[str] | None:
    people: set[str] = set()
    for function in action.by:
        if function in BUILT_IN:
            return None
        place = document.functions[function].agency if function in document.functions else None
        holders = world.holders(document, function, place or agency, None)
        if holders is None:
            return None
        people |= holders
    return frozenset(people)


def _places(document: Document, name: str, world: World) -> Iterable[str]:
    own = document.functions[name].agency
    if own:
        return (own,)
    actions = [action for _, action in document.workflow.actions()]
    elsewhere = [task.agency for action in actions for task in action.tasks if task.function == name and task.agency]
    at_home = any(name in action.by and action.type != ActionType.TASK for action in actions)
    tasks_at_home = any(task.function == name and not task.agency for action in actions for task in action.tasks)
    # A function that only works on tasks forked to other agencies is needed there, not here.
    if elsewhere and not at_home and not tasks_at_home:
        return tuple(dict.fromkeys(elsewhere))
    return tuple(dict.fromkeys((*(world.agencies(document) or ()), *elsewhere)))
