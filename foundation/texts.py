"""Judge text that many people will read: plain, without hidden characters, and leading nowhere it should not."""

from __future__ import annotations

import re
import unicodedata
from typing import Final

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

# A text leads only to hosts of government and schools, and to the few that meetings and maps need; a page of an
# authority that advertises gambling is nearly always one whose account was taken over.
HOSTS: Final = (
    *("go.id", "desa.id", "ac.id", "sch.id", "lapor.go.id"),
    *("zoom.us", "meet.google.com", "youtube.com", "youtu.be", "maps.app.goo.gl", "maps.google.com"),
)
# Words of advertisements, never of a warning, which can say "judi daring".
ADVERTISED: Final = (
    *("gacor", "maxwin", "togel", "toto macau", "scatter hitam", "slot88", "slot online", "slot gacor", "rtp slot"),
    *("bandar slot", "bandarq", "link slot", "situs slot", "freebet", "bonus new member", "sbobet"),
)
_TAG: Final = re.compile(r"</?[a-z!][^<>]*>", re.IGNORECASE)
_SCHEME: Final = re.compile(r"(?:[a-z][a-z0-9+.-]*://|\bwww\.)(?P<host>[^\s/?#<>\"')\]]*)", re.IGNORECASE)
_ENDINGS: Final = (
    "com|net|org|info|biz|xyz|top|vip|club|site|online|shop|store|live|id|co|me|cc|io|ly|gg|tv|us|link|pro|bet|win|fun"
    "|asia|app|dev|space|icu|wiki|to|click|games?|casino|cfd|sbs|lol|page|cloud|website|work|mom|monster|rest"
)
# Without a scheme only well-known endings make a host: "Jl.Raya" and "dll.dan" are how people type.
_BARE: Final = re.compile(rf"(?<![@\w.-])(?P<host>(?:[\w-]+\.)+(?:{_ENDINGS}))(?![\w-]|\.\w)", re.IGNORECASE)
_LOOKALIKES: Final = str.maketrans({"0": "o", "1": "l", "3": "e", "4": "a", "5": "s", "@": "a", "$": "s"})
_LINE_ENDS: Final = "\n\r\u2028\u2029\x85\x0b\x0c"


def one_line(value: str) -> None:
    """Refuse a line end, which would begin a new line wherever the text is written on."""
    if any(sign in value for sign in _LINE_ENDS):
        raise ValidationError(_("Tulis dalam satu baris."), code="lines")


def public_text(value: str) -> None:
    """Refuse markup, hidden characters, links that lead elsewhere, and advertisements for gambling."""
    if has_hidden_signs(value):
        raise ValidationError(_("Ada karakter yang tidak terlihat. Hapus lalu ketik ulang bagian itu."), code="hidden")
    if _TAG.search(value):
        raise ValidationError(_("Tulis teks biasa, tanpa kode HTML."), code="markup")
    for host in hosts_of(value):
        if not allowed(host):
            words = {"host": host[:60]}
            raise ValidationError(
                _("Tautan ke “%(host)s” tidak diterima. Pakai alamat .go.id, .desa.id, .sch.id atau .ac.id."),
                code="link",
                params=words,
            )
    if word := advertised(value):
        raise ValidationError(
            _("Kata “%(word)s” dipakai iklan judi. Bila ini imbauan, tulis “judi daring”."),
            code="gambling",
            params={"word": word},
        )


def hosts_of(text: str) -> list[str]:
    """Return the hosts a text leads to, in lower case, also those written without a scheme."""
    plain = unicodedata.normalize("NFKC", text)
    found = [*_SCHEME.finditer(plain), *_BARE.finditer(plain)]
    return [_host(match["host"]) for match in found]


def allowed(host: str) -> bool:
    """Say whether a text for everybody may lead to a host."""
    return any(host == each or host.endswith(f".{each}") for each in HOSTS)


def _host(text: str) -> str:
    # What stands before "@" is a name to sign in with, a way to make one host look like another.
    host = text.rpartition("@")[2].partition(":")[0]
    return host.casefold().strip(".,;:!").removeprefix("www.")


def _hidden(sign: str) -> bool:
    return unicodedata.category(sign) in {"Cc", "Cf", "Co", "Cs"} and sign not in "\n\r\t"


def has_hidden_signs(text: str) -> bool:
    """Say whether a text holds signs that nobody sees."""
    return any(_hidden(sign) for sign in text)


def advertised(text: str) -> str:
    """Return the first word of a gambling advertisement, also one written with look-alikes; "" without any."""
    plain = unicodedata.normalize("NFKC", text).casefold()
    words = " ".join(re.split(r"[\W_]+", plain))
    for known in (words, words.translate(_LOOKALIKES)):
        for word in ADVERTISED:
            if re.search(rf"\b{word}\b", known):
                return word
    return ""
