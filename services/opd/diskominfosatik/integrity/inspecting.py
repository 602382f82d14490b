"""Look at one page as a browser gets it and name what is not ours. Pure: no page is fetched, nothing is kept."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import Final
from urllib.parse import urlsplit

from foundation import texts

LINK, SCRIPT, FRAME, HIDDEN, WORDS = "tautan", "skrip", "bingkai", "tersembunyi", "judi"
LONGEST: Final = 200
LEADING: Final = frozenset({"href", "src", "action", "formaction", "poster", "data", "xlink:href", "srcset"})
FRAMES: Final = frozenset({"iframe", "frame", "object", "embed", "applet", "base"})
NO_TEXT: Final = frozenset({"script", "style"})
DATA_SCRIPTS: Final = frozenset({"application/ld+json"})  # facts for programs, which no browser runs
SCHEMES: Final = frozenset({"http", "https", ""})
HARMLESS: Final = frozenset({"mailto", "tel", "sms", "geo"})
PLAIN_DATA: Final = re.compile(r"data:image/(?:png|jpeg|webp|gif);base64,", re.IGNORECASE)


@dataclass(frozen=True)
class Rules:
    """Say what belongs here: this site's own hosts, where its scripts lie, and what else its templates write."""

    own: frozenset[str]
    static: str
    welcome: tuple[str, ...] = ()  # how addresses begin that templates of ours lead to
    named: frozenset[str] = frozenset()  # hosts that may stand in a text, and lead nowhere


@dataclass
class _Reader(HTMLParser):
    rules: Rules
    found: set[tuple[str, str]] = field(default_factory=set)
    words: list[str] = field(default_factory=list)
    inside: str = ""

    def __post_init__(self) -> None:
        super().__init__(convert_charrefs=True)

    def __hash__(self) -> int:
        return id(self)

    def note(self, sign: str, detail: str) -> None:
        """Keep one thing once, on one line and no longer than it is kept."""
        self.found.add((sign, " ".join(detail.split())[:LONGEST]))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Judge an element by its name and what it leads to."""
        given = {name.lower(): value or "" for name, value in attrs}
        if tag in FRAMES:
            self.note(FRAME, f"<{tag}> {given.get('src') or given.get('data') or given.get('href', '')}")
        if tag in NO_TEXT:
            self.inside = tag
        if tag == "script":
            self._script(given)
        if tag == "style":
            self.note(HIDDEN, "<style>")
        if tag == "meta" and given.get("http-equiv", "").lower() == "refresh":
            self.note(LINK, f"refresh {given.get('content', '')}")
        self._attributes(tag, given)

    handle_startendtag = handle_starttag

    def handle_endtag(self, tag: str) -> None:
        """Leave what holds no text for people."""
        if tag == self.inside:
            self.inside = ""

    def handle_data(self, data: str) -> None:
        """Keep what people read."""
        if not self.inside:
            self.words.append(data)

    def _script(self, given: dict[str, str]) -> None:
        source = given.get("src", "")
        if source:
            if not _is_path(source) or not source.startswith(self.rules.static):
                self.note(SCRIPT, source)
        elif given.get("type", "").lower() not in DATA_SCRIPTS:
            self.note(SCRIPT, "<script>")

    def _attributes(self, tag: str, given: dict[str, str]) -> None:
        for name, value in given.items():
            if name == "style":
                self.note(HIDDEN, f'<{tag} style="{value}">')
            elif name.startswith("on"):
                self.note(SCRIPT, f'<{tag} {name}="{value}">')
            elif name in LEADING and tag != "script" and tag not in FRAMES:
                for address in _addresses(name, value):
                    self._lead(address)

    def _lead(self, address: str) -> None:
        plain = re.sub(r"[\x00-\x20]", "", address)
        if PLAIN_DATA.match(plain) or plain.startswith("#"):
            return
        try:
            parts = urlsplit(plain.replace("\\", "/"))
            host = (parts.hostname or "").casefold()
        except ValueError:
            self.note(LINK, address)
            return
        if parts.scheme.lower() in HARMLESS:
            return
        if parts.scheme.lower() not in SCHEMES:
            self.note(SCRIPT, address)
        elif host and not self._known(host) and not plain.startswith(self.rules.welcome or ("\n",)):
            self.note(LINK, host)

    def _known(self, host: str) -> bool:
        return host in self.rules.own or texts.allowed(host)


def inspect(page: str, rules: Rules) -> set[tuple[str, str]]:
    """Return what is not ours on a page, as pairs of sign and detail; the same thing twice is one."""
    reader = _Reader(rules)
    reader.feed(page)
    reader.close()
    text = " ".join(reader.words)
    if word := texts.advertised(text):
        reader.note(WORDS, word)
    for host in texts.hosts_of(text):
        if host and host not in rules.own | rules.named and not texts.allowed(host):
            reader.note(LINK, host)
    if texts.has_hidden_signs(text):
        reader.note(HIDDEN, "U+" + f"{ord(next(sign for sign in text if texts.has_hidden_signs(sign))):04X}")
    return reader.found


def _addresses(name: str, value: str) -> Iterator[str]:
    if name != "srcset":
        yield value
        return
    yield from (part.split()[0] for part in value.split(",") if part.strip())


def _is_path(address: str) -> bool:
    return address.startswith("/") and not address.startswith(("//", "/\\"))
