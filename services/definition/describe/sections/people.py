"""Who does what: functions, four eyes, tasks of other agencies, priority."""

from services.definition.describe.blocks import Block, items, table
from services.definition.describe.conditions import Names, in_words
from services.definition.describe.graph import action_label, function_label
from services.definition.describe.words import say
from services.definition.describe.words.phrases import PHRASES, TERMS
from services.definition.describe.words.service import FLAGS
from services.definition.describe.words.workflow import JOINS
from services.definition.document import Action, ActionType, Document, Task

_FUNCTIONS = ("function", "agency", "signs", "takes", "does")


def functions(document: Document, language: str) -> list[Block]:
    """Describe the roles of the service and what each one does."""
    head = tuple(say(TERMS, column, language) for column in _FUNCTIONS)
    rows = [
        (
            f"{function_label(document, name, language)} ({name})",
            function.agency or "",
            say(PHRASES, "yes", language) if function.signs else "",
            _routes(document, name, language),
            ", ".join(_does(document, name, language)),
        )
        for name, function in document.functions.items()
    ]
    return table(say(TERMS, "function", language), head, rows)


def _does(document: Document, name: str, language: str) -> list[str]:
    done = [action_label(action, language) for _, action in document.workflow.actions() if name in action.by]
    return list(dict.fromkeys(done))


def _routes(document: Document, name: str, language: str) -> str:
    names = Names.of(document, language)
    found: list[str] = []
    for route in document.routing:
        if route.function == name:
            parts = [say(PHRASES, "yes", language)]
            if route.area is not None:
                parts.append(say(PHRASES, "area", language).format(in_words(route.area, names)))
            if route.agency is not None:
                parts.append(say(PHRASES, "elsewhere", language).format(route.agency))
            if route.when is not None:
                parts.append(say(PHRASES, "if", language).format(in_words(route.when, names)))
            found.append(" ".join(parts))
    return "; ".join(found)


def four_eyes(document: Document, language: str) -> list[Block]:
    """Describe what must be done by different people."""
    titles = {action.key: action_label(action, language) for _, action in document.workflow.actions()}
    template = say(PHRASES, "differ", language)
    sentences = [
        template.format(f"“{action_label(action, language)}”", ", ".join(f"“{titles.get(k, k)}”" for k in others))
        for _, action in document.workflow.actions()
        if (others := action.not_same_as)
    ]
    return items(list(dict.fromkeys(sentences)))


def together(document: Document, language: str) -> list[Block]:
    """Describe forks and joins, consultations and what is forwarded to other agencies."""
    sentences: list[str] = []
    for _, action in document.workflow.actions():
        label = f"“{action_label(action, language)}”"
        if action.tasks:
            phrase = "consult" if action.type == ActionType.CONSULT else "fork"
            tasks = "; ".join(_task(document, task, language) for task in action.tasks)
            sentences.append(say(PHRASES, phrase, language).format(label, tasks))
        elif action.type == ActionType.TASK:
            sentences.append(say(PHRASES, "join", language).format(label, _join(action, language)))
        elif action.type == ActionType.FORWARD:
            where = ", ".join(action.agencies) or say(PHRASES, "any_agency", language)
            sentences.append(say(PHRASES, "forward", language).format(label, where))
    return items(sentences)


def _join(action: Action, language: str) -> str:
    if isinstance(action.join, int):
        return say(PHRASES, "join_number", language).format(action.join)
    return say(JOINS, action.join or "all", language)


def _task(document: Document, task: Task, language: str) -> str:
    names = Names.of(document, language)
    parts = [function_label(document, task.function, language)]
    if task.agency is not None:
        parts.append(say(PHRASES, "elsewhere", language).format(task.agency))
    if task.when is not None:
        parts.append(say(PHRASES, "if", language).format(in_words(task.when, names)))
    if task.fields:
        read = ", ".join(names.of_path(each) for each in task.fields)
        parts.append(say(PHRASES, "reads", language).format(read))
    return " ".join(parts)


def priority(document: Document, language: str) -> list[Block]:
    """Describe which answers flag a request as urgent."""
    names = Names.of(document, language)
    template = say(PHRASES, "if", language)
    return items(
        [
            f"{say(FLAGS, each.flag, language)}: {template.format(in_words(each.when, names))}"
            for each in document.priority
        ]
    )
