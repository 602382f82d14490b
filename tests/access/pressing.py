"""Fill in every form the portal shows, press it, and tell exactly which columns of which rows changed."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import Any, Final
from urllib.parse import urljoin, urlsplit

from django.apps import apps
from django.core.cache import cache as limits
from django.db import connection, models, transaction
from django.http.cookie import SimpleCookie
from django.test import Client
from zeal import zeal_ignore

Change = tuple[str, str, str, str]  # table, row, column, value
Pairs = list[tuple[str, str]]
LEFT_OUT: Final = {"sessions.Session"}  # what a visit leaves behind, changed by every page
FILLED: Final = {
    "number": "3",
    "email": "lain@contoh.test",
    "tel": "+6281234567890",
    "date": "2027-03-04",
    "password": "sandi-uji-2026",
    "url": "https://contoh.test/",
}
_WRITES: Final = re.compile(r'(?:INSERT(?: OR \w+)? INTO|UPDATE|DELETE FROM) "(\w+)"')
ADMIN: Final = "/panel/kelola/"
ADMIN_DATES: Final = {"vDateField": "2027-03-04", "vTimeField": "08:00"}
DAY: Final = {"hari": "3", "bulan": "4", "tahun": "1990"}


def rows_of(model: type[models.Model]) -> dict[str, dict[str, str]]:
    """Return every column of every row of a model, by key."""
    key = model._meta.pk.attname
    rows = model._base_manager.order_by("pk").values()
    return {str(row[key]): {name: str(value) for name, value in row.items()} for row in rows}


def watched() -> dict[str, type[models.Model]]:
    """Return every model whose rows are looked at, by its table."""
    every = (model for model in apps.get_models(include_auto_created=True) if model._meta.managed)
    return {model._meta.db_table: model for model in every if model._meta.label not in LEFT_OUT}


def snapshot() -> dict[str, dict[str, dict[str, str]]]:
    """Return every column of every row, by table and key."""
    return {table: rows_of(model) for table, model in watched().items()}


@contextmanager
def writing() -> Iterator[set[str]]:
    """Collect the tables that are written to."""
    tables: set[str] = set()

    def listen(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        if found := _WRITES.search(sql):
            tables.add(found[1])
        return execute(sql, params, many, context)

    with connection.execute_wrapper(listen):
        yield tables


def differences(before: Mapping[str, Any], after: Mapping[str, Any]) -> set[Change]:
    """Return what became different; a new row is called by its turn, because its key is made anew each time."""
    found: set[Change] = set()
    for label, rows in after.items():
        known = before[label]
        fresh = [row for key, row in rows.items() if key not in known]
        found |= {(label, f"new {at}", name, value) for at, row in enumerate(fresh) for name, value in row.items()}
        found |= {(label, key, "", "gone") for key in known.keys() - rows.keys()}
        for key in known.keys() & rows.keys():
            found |= {(label, key, name, value) for name, value in rows[key].items() if known[key][name] != value}
    return found


@dataclass
class Form:
    """Hold one form as a browser would send it."""

    action: str
    pairs: Pairs = field(default_factory=list)
    buttons: Pairs = field(default_factory=list)
    names: set[str] = field(default_factory=set)  # of everything in it, ticked or not

    @property
    def shape(self) -> tuple[str, ...]:
        """Return what makes it the same form on two pages."""
        return (self.action, *sorted(self.names))

    def presses(self) -> Iterator[Pairs]:
        """Yield what is sent for each button; those of Django's admin all do the same to the row."""
        buttons = self.buttons[:1] if self.action.startswith(ADMIN) else self.buttons
        for button in buttons or [("", "")]:
            yield [*self.pairs, button] if button[0] else list(self.pairs)


class _Reader(HTMLParser):
    """Collect the forms of a page that change something."""

    def __init__(self, page: str) -> None:
        super().__init__(convert_charrefs=True)
        self.page, self.forms = page, list[Form]()
        self.form: Form | None = None
        self.select, self.text, self.chosen = "", "", ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Take in a form, or a field of one."""
        given = {name: value or "" for name, value in attrs}
        if tag == "form":
            address = urlsplit(urljoin(f"http://testserver{self.page}", given.get("action", "")))
            target = address.path + (f"?{address.query}" if address.query else "")
            self.form = Form(target) if given.get("method", "").lower() == "post" else None
        elif self.form is not None and "disabled" not in given:
            self._field(tag, given)

    def _field(self, tag: str, given: dict[str, str]) -> None:
        assert self.form is not None
        name, kind = given.get("name", ""), given.get("type", "submit" if tag == "button" else "text")
        if tag == "select":
            self.select, self.chosen = name, ""
        elif tag == "option" and self.select and ("selected" in given or not self.chosen):
            self.chosen = given.get("value", "")
        elif tag == "textarea":
            self.form.names.add(name)
            self.text = name
        elif tag in {"input", "button"} and name:
            self.form.names.add(name)
            self._typed(name, kind, given)

    def _typed(self, name: str, kind: str, given: dict[str, str]) -> None:
        assert self.form is not None
        value, known = given.get("value", ""), {each for each, _value in self.form.pairs}
        if kind in {"submit", "image"}:
            self.form.buttons.append((name, value))
        elif kind == "radio":
            if "checked" in given or name not in known:
                self.form.pairs = [pair for pair in self.form.pairs if pair[0] != name] + [(name, value)]
        elif kind == "checkbox":
            if "checked" in given or "required" in given:
                self.form.pairs.append((name, value or "on"))
        elif kind != "file":
            self.form.pairs.append((name, value or _typical(name, kind, given)))

    def handle_data(self, data: str) -> None:
        """Take in what a text box holds."""
        if self.text and self.form is not None:
            self.form.pairs.append((self.text, data.strip() or "Isian"))
            self.text = ""

    def handle_endtag(self, tag: str) -> None:
        """Close a form or a list of choices."""
        if tag == "form" and self.form is not None:
            self.forms.append(self.form)
            self.form = None
        elif tag == "select" and self.select and self.form is not None:
            self.form.names.add(self.select)
            self.form.pairs.append((self.select, self.chosen))
            self.select = ""
        elif tag == "textarea" and self.text and self.form is not None:
            self.form.pairs.append((self.text, "Isian"))
            self.text = ""


def _typical(name: str, kind: str, given: dict[str, str]) -> str:
    """Return what somebody might type into an empty box."""
    part = name.rpartition("-")[2]
    if kind == "hidden" or ("required" not in given and given.get("class", "").startswith("v")):
        return ""  # what Django's admin does not ask for may stay empty
    if given.get("class") in ADMIN_DATES:
        return ADMIN_DATES[given["class"]]
    if part in DAY:
        return DAY[part]
    if "nik" in name:
        return "3604054104900001"
    return FILLED["number"] if given.get("inputmode") == "numeric" else FILLED.get(kind, "Isian")


def forms_on(page: str, html: str) -> list[Form]:
    """Return the forms of a page that are sent by POST."""
    reader = _Reader(page)
    reader.feed(html)
    reader.close()
    return reader.forms


@dataclass
class Hand:
    """Press things as one person; nothing stays pressed."""

    client: Client
    token: str = ""
    before: dict[str, Any] = field(default_factory=snapshot)

    def __post_init__(self) -> None:
        """Remember how the person is signed in."""
        self.cookies = self.client.cookies.output(header="")

    def get(self, path: str) -> Any:
        """Open a page and undo what that leaves behind."""
        self.client.cookies = SimpleCookie(self.cookies)
        with transaction.atomic():
            answer = self.client.get(path)
            transaction.set_rollback(True)
        return answer

    def changes(self, press: Callable[[Client, dict[str, str]], Any]) -> tuple[int, set[Change]]:
        """Press once and return the status and all that changed."""
        self.client.cookies = SimpleCookie(self.cookies)
        limits.clear()
        headers = {"X-Session-Token": self.token, "Idempotency-Key": "kunci-penekan"} if self.token else {}
        with transaction.atomic():
            with writing() as tables, zeal_ignore():  # two choices of one form are looked up one by one
                answer = press(self.client, headers)
            after = {table: rows_of(model) for table, model in watched().items() if table in tables}
            changed = differences(self.before, after)
            transaction.set_rollback(True)
        return answer.status_code, changed

    def post(self, path: str, pairs: Pairs) -> tuple[int, set[Change]]:
        """Send a form."""
        data: dict[str, list[str]] = {}
        for name, value in pairs:
            data.setdefault(name, []).append(value)
        return self.changes(lambda client, _headers: client.post(path, data))


def steady(first: set[Change], again: set[Change]) -> Callable[[set[Change]], set[Change]]:
    """Return a sieve that lets through only columns that two equal presses left equal: no random keys, no salts."""
    restless = {(label, name) for label, _row, name, _value in first ^ again}

    def sieve(changes: set[Change]) -> set[Change]:
        return {change for change in changes if (change[0], change[2]) not in restless}

    return sieve
