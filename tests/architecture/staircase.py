"""Read the staircase from the import contracts in pyproject.toml and tell who may know whom."""

from __future__ import annotations

import ast
import tomllib
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

# Names that pages of every floor may link to, though a higher floor answers them: the seven doors, and the three pages
# that the law wants reachable from wherever a person gives data or gets stuck.
CONTRACT_URL_NAMES = frozenset(
    {"home", "service", "agency", "file", "track", "inbox", "panel", "help", "privacy", "accessibility"}
)
# Template folders that belong to the top but are frames for everyone.
SHARED_AREAS = frozenset({"layout", "components"})
AREA_OWNERS = {"account": "citizens", "mfa": "citizens", "notifications": "citizens.notifications"}
TOP = "spbe_portal"


@dataclass(frozen=True, order=True)
class Reference:
    """Name one place in one file that mentions something of a module, by a string or an attribute."""

    file: str
    line: int
    kind: str
    text: str
    owner: str
    target: str

    def __str__(self) -> str:
        """Return file:line and who names what."""
        return f"{self.file}:{self.line} {self.owner} names {self.text!r} ({self.kind}) of {self.target}"


@dataclass
class Project:
    """Hold one tree of source files and what its parts are called."""

    root: Path
    _trees: dict[Path, ast.Module] = field(default_factory=dict)

    @cached_property
    def floors(self) -> list[set[str]]:
        """Return the floors from top to bottom; the members of one floor do not know each other."""
        text = (self.root / "pyproject.toml").read_text(encoding="utf-8")
        contracts = {c["id"]: c for c in tomllib.loads(text)["tool"]["importlinter"]["contracts"]}
        found: list[set[str]] = []
        for name in contracts["staircase"]["layers"]:
            if name != "services":
                found.append({name})
                continue
            for layer in contracts["services"]["layers"]:
                found.append({f"services.{part.strip(' ()')}" for part in layer.split("|")})
        return found

    @cached_property
    def roots(self) -> list[str]:
        """Return the top-level packages of the project."""
        return sorted({name.split(".")[0] for floor in self.floors for name in floor})

    @cached_property
    def files(self) -> list[Path]:
        """Return every Python file of the project's own packages."""
        return [path for root in self.roots for path in sorted((self.root / root).rglob("*.py"))]

    def tree(self, path: Path) -> ast.Module:
        """Return a file's syntax tree."""
        if path not in self._trees:
            self._trees[path] = ast.parse(path.read_text(encoding="utf-8"))
        return self._trees[path]

    def module(self, path: Path) -> str:
        """Return a file's dotted name."""
        return ".".join(path.relative_to(self.root).with_suffix("").parts).removesuffix(".__init__")

    def floor(self, module: str) -> tuple[int, str] | None:
        """Return the height (0 is the top) and the member of the floor that a module belongs to."""
        for height, members in enumerate(self.floors):
            for member in members:
                if f"{module}.".startswith(f"{member}."):
                    return height, member
        return None

    def may_know(self, module: str, target: str) -> bool:
        """Tell whether a module may name something of another one."""
        mine, theirs = self.floor(module), self.floor(target)
        if mine is None or theirs is None:
            return True
        if mine[1] != theirs[1]:
            return mine[0] < theirs[0]
        if mine[1] != "services.opd":
            return True
        # OPD apps are each a world of their own.
        one, other = module.split(".")[2:3], target.split(".")[2:3]
        return not one or not other or one == other

    @cached_property
    def labels(self) -> dict[str, str]:
        """Return the package of each app label."""
        found = {}
        for path in self.files:
            if path.name != "apps.py":
                continue
            for node in ast.walk(self.tree(path)):
                if isinstance(node, ast.ClassDef):
                    values = constants(node.body)
                    if "name" in values:
                        found[values.get("label", values["name"].rpartition(".")[2])] = values["name"]
        return found

    @cached_property
    def url_owners(self) -> dict[str, str]:
        """Return the package behind each URL namespace and each global URL name."""
        found: dict[str, str] = {}
        for path in self.files:
            if not path.stem.startswith("urls"):
                continue
            package = self.module(path).rpartition(".")[0]
            namespace = constants(self.tree(path).body).get("app_name")
            if namespace:
                found.setdefault(f"{namespace}:", package)
                continue
            for node in ast.walk(self.tree(path)):
                for keyword in node.keywords if isinstance(node, ast.Call) else ():
                    if keyword.arg == "name" and isinstance(keyword.value, ast.Constant):
                        found.setdefault(str(keyword.value.value), package)
        return found

    def url_owner(self, name: str) -> str | None:
        """Return the package that answers a URL name, or None when it is not ours or open to everyone."""
        if name in CONTRACT_URL_NAMES:
            return None
        namespace, colon, _ = name.partition(":")
        return self.url_owners.get(namespace + colon)

    def template_owner(self, name: str) -> str | None:
        """Return the package that a template name like `desk/queue.html` belongs to, None when open to everyone."""
        area, slash, _ = name.partition("/")
        if not slash or area in SHARED_AREAS:
            return None if slash else TOP
        if area in AREA_OWNERS:
            return AREA_OWNERS[area]
        candidates = [area, f"services.{area}", f"services.opd.{area}", f"foundation.{area}"]
        places = (c for c in candidates if (self.root / c.replace(".", "/") / "__init__.py").is_file())
        return next(places, TOP)


def constants(body: list[ast.stmt]) -> dict[str, str]:
    """Return the string constants that statements assign to plain names."""
    found: dict[str, str] = {}
    for node in body:
        if isinstance(node, ast.Assign) and isinstance(node.value, ast.Constant) and isinstance(node.value.value, str):
            found.update({t.id: node.value.value for t in node.targets if isinstance(t, ast.Name)})
    return found
