"""Find the strings by which code and templates name models, URLs, templates and dotted paths."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from tests.architecture.staircase import SHARED_AREAS, TOP, Project, Reference

MODEL = re.compile(r"^([a-z_0-9]+)\.[A-Z]\w*$")
PERMISSION = re.compile(r"^([a-z_0-9]+)\.(?:view|add|change|delete)_\w+$")
TEMPLATE = re.compile(r"^[\w./-]+\.(?:html|txt)$")
URL_FUNCTIONS = {"reverse", "reverse_lazy", "redirect", "resolve_url"}
TAG = re.compile(r"""\{%-?\s*(url|include|extends)\s+["']([^"']+)["']""")


def name_of(call: ast.Call) -> str:
    """Return the last part of the name of what is called."""
    return call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")


def text_of(node: ast.AST | None) -> str | None:
    """Return a string constant's text."""
    return node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else None


def dotted(project: Project) -> re.Pattern[str]:
    """Return the pattern of a dotted path into one of our packages."""
    return re.compile(rf"^(?:{'|'.join(project.roots)})(?:\.\w+)+$")


def in_constant(project: Project, text: str) -> Iterator[tuple[str, str]]:
    """Yield (kind, target) for each meaning that a lone string may have."""
    for kind, pattern in (("model", MODEL), ("permission", PERMISSION)):
        match = pattern.match(text)
        if match and match[1] in project.labels:
            yield kind, project.labels[match[1]]
    if dotted(project).match(text):
        yield "dotted path", text
    if TEMPLATE.match(text) and "/" in text:
        owner = project.template_owner(text)
        if owner:
            yield "template", owner


def in_call(project: Project, node: ast.Call) -> Iterator[tuple[str, str, str]]:
    """Yield (kind, text, target) for the calls whose strings only their function explains."""
    first = text_of(node.args[0]) if node.args else None
    name = name_of(node)
    if name == "get_user_model":
        yield "user model", "get_user_model", "citizens"
    if first is None:
        return
    if name in URL_FUNCTIONS and "/" not in first:
        owner = project.url_owner(first)
        if owner:
            yield "URL name", first, owner
    if name == "get_model" and len(node.args) > 1 and first in project.labels:
        yield "model", first, project.labels[first]


def in_migration(project: Project, node: ast.Assign) -> Iterator[tuple[str, str]]:
    """Yield (text, target) for each dependency of a migration on one of our apps."""
    names = [target.id for target in node.targets if isinstance(target, ast.Name)]
    if not {"dependencies", "run_before"} & set(names) or not isinstance(node.value, ast.List):
        return
    for item in node.value.elts:
        if isinstance(item, ast.Tuple) and item.elts:
            label = text_of(item.elts[0])
            if label in project.labels:
                yield str(label), project.labels[str(label)]


def python_references(project: Project) -> Iterator[Reference]:
    """Yield every string reference of the project's Python files."""
    for path in project.files:
        owner, file = project.module(path), str(path.relative_to(project.root))
        for node in ast.walk(project.tree(path)):
            line = getattr(node, "lineno", 0)
            text = text_of(node)
            if text is not None:
                for kind, target in in_constant(project, text):
                    yield Reference(file, line, kind, text, owner, target)
            elif isinstance(node, ast.Call):
                for kind, words, target in in_call(project, node):
                    yield Reference(file, line, kind, words, owner, target)
            elif isinstance(node, ast.Assign) and path.parent.name == "migrations":
                for words, target in in_migration(project, node):
                    yield Reference(file, line, "migration", words, owner, target)
            elif isinstance(node, ast.Attribute) and node.attr == "AUTH_USER_MODEL":
                yield Reference(file, line, "user model", node.attr, owner, "citizens")


def templates(project: Project) -> Iterator[tuple[Path, str]]:
    """Yield each template file with the package that owns it."""
    for folder in [project.root / "templates", *project.root.glob("*/**/templates")]:
        if not folder.is_dir() or folder.relative_to(project.root).parts[0] not in {*project.roots, "templates"}:
            continue
        package = ".".join(folder.relative_to(project.root).parts[:-1])
        for path in sorted(folder.rglob("*.*")):
            name = str(path.relative_to(folder))
            if TEMPLATE.match(name):
                area = name.partition("/")[0]
                yield path, package or (TOP if area in SHARED_AREAS else project.template_owner(name) or TOP)


def template_references(project: Project) -> Iterator[Reference]:
    """Yield every `{% url %}`, `{% include %}` and `{% extends %}` of the project's templates."""
    for path, owner in templates(project):
        text = path.read_text(encoding="utf-8")
        for match in TAG.finditer(text):
            tag, name = match.groups()
            target = project.url_owner(name) if tag == "url" else project.template_owner(name)
            if target:
                line = text.count("\n", 0, match.start()) + 1
                yield Reference(str(path.relative_to(project.root)), line, f"{{% {tag} %}}", name, owner, target)
