"""Find code that reaches upward through a relation's back side: `agency.servicerequest_set`, `filter(requests__…)`."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from tests.architecture.staircase import Project, Reference
from tests.architecture.strings import MODEL, name_of, templates, text_of

RELATIONS = {"ForeignKey", "OneToOneField", "ManyToManyField"}
BY_KEYWORD = {"filter", "exclude", "get", "Q", "get_or_create", "update_or_create", "When"}
BY_TEXT = {
    *("values", "values_list", "order_by", "select_related", "prefetch_related", "only", "defer", "distinct"),
    *("F", "Count", "Sum", "Min", "Max", "Avg", "OuterRef", "Prefetch"),
}
MANAGER = {"all", "filter", "exclude", "get", "count", "first", "last", "exists", "create", "order_by", "aggregate"}


@dataclass(frozen=True)
class BackName:
    """Name the back side of a relation that a higher floor laid on a lower one."""

    query: str
    accessor: str
    owner: str


def targets(project: Project, path: Path) -> dict[str, str]:
    """Return the module behind each name that a file imports."""
    found = {}
    for node in ast.walk(project.tree(path)):
        if isinstance(node, ast.ImportFrom) and node.module and not node.level:
            found.update({alias.asname or alias.name: node.module for alias in node.names})
    return found


def relation(project: Project, path: Path, model: str, call: ast.Call) -> BackName | None:
    """Return the back name of one relation when it points down to a lower floor."""
    words = {k.arg: k.value for k in call.keywords}
    to = call.args[0] if call.args else words.get("to")
    owner, target = project.module(path), None
    text = text_of(to)
    if isinstance(to, ast.Attribute) and to.attr == "AUTH_USER_MODEL":
        target = "citizens"
    elif text and MODEL.match(text):
        target = project.labels.get(text.partition(".")[0])
    elif isinstance(to, ast.Name):
        target = targets(project, path).get(to.id)
    mine, theirs = project.floor(owner), project.floor(target or "")
    if mine is None or theirs is None or mine[0] >= theirs[0]:
        return None
    related = text_of(words.get("related_name"))
    if related and related.endswith("+"):
        return None
    query = text_of(words.get("related_query_name")) or related or model.lower()
    return BackName(query, related or f"{model.lower()}_set", owner)


def models(project: Project) -> Iterator[tuple[Path, ast.ClassDef, str, ast.Call]]:
    """Yield each field of each model class as file, class, field name and the call that makes it."""
    for path in project.files:
        if "models" not in path.relative_to(project.root).with_suffix("").parts:
            continue
        for node in ast.walk(project.tree(path)):
            for item in node.body if isinstance(node, ast.ClassDef) else ():
                if isinstance(item, ast.Assign) and isinstance(item.value, ast.Call):
                    yield path, node, getattr(item.targets[0], "id", ""), item.value


def back_names(project: Project) -> set[BackName]:
    """Return the back names of all relations that run down the staircase."""
    calls = ((p, c.name, call) for p, c, _, call in models(project) if name_of(call) in RELATIONS)
    return {found for path, model, call in calls if (found := relation(project, path, model, call))}


def own_fields(project: Project) -> dict[str, set[int]]:
    """Return on which floors each field name is an ordinary field, so that it is not taken for a back name."""
    found: dict[str, set[int]] = {}
    for path, _, name, _ in models(project):
        floor = project.floor(project.module(path))
        found.setdefault(name, set()).add(floor[0] if floor else 0)
    return found


def lookups(node: ast.AST) -> Iterator[tuple[str, bool]]:
    """Yield (name, whether it is an accessor) for each place where a node may use a back name."""
    if isinstance(node, ast.Call):
        name = name_of(node)
        if name in BY_KEYWORD:
            for keyword in node.keywords:
                yield from ((part, False) for part in (keyword.arg or "").split("__"))
        if name in BY_TEXT:
            for argument in node.args:
                yield from ((part, False) for part in (text_of(argument) or "").lstrip("-").split("__"))
    if isinstance(node, ast.Attribute):
        if node.attr.endswith("_set"):
            yield node.attr, True
        elif node.attr in MANAGER and isinstance(node.value, ast.Attribute):
            yield node.value.attr, True


def upward_lookups(project: Project) -> Iterator[Reference]:
    """Yield every use of a back name below the floor that laid the relation."""
    names, fields = back_names(project), own_fields(project)
    for path in project.files:
        owner = project.module(path)
        floor = project.floor(owner)
        for node in ast.walk(project.tree(path)) if floor else ():
            for word, accessor in lookups(node):
                # A field of the same name on this floor or below is what is meant.
                if any(height >= floor[0] for height in fields.get(word, ())):
                    continue
                for back in names:
                    if word == (back.accessor if accessor else back.query) and not project.may_know(owner, back.owner):
                        file = str(path.relative_to(project.root))
                        yield Reference(file, node.lineno, "reverse lookup", word, owner, back.owner)  # type: ignore[attr-defined]


def upward_lookups_in_templates(project: Project) -> Iterator[Reference]:
    """Yield every use of a back name in a template below the floor that laid the relation."""
    names = back_names(project)
    for path, owner in templates(project):
        text = path.read_text(encoding="utf-8")
        for back in names:
            for match in re.finditer(rf"\.{re.escape(back.accessor)}\.(?:{'|'.join(MANAGER)})\b", text):
                if not project.may_know(owner, back.owner):
                    line = text.count("\n", 0, match.start()) + 1
                    file = str(path.relative_to(project.root))
                    yield Reference(file, line, "reverse lookup", back.accessor, owner, back.owner)
