"""Hold what nobody means well with: fifty values for paths and queries, names of parameters, bodies of JSON."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final
from urllib.parse import quote

ELSEWHERE: Final = "jahat.test"
SPLIT: Final = "X-Hostile"


@dataclass(frozen=True)
class Value:
    """Hold one value; `raw` is already written as it stands in an address."""

    name: str
    text: str = ""
    raw: str = ""

    @property
    def in_address(self) -> str:
        """Return the value as it stands in a path or a query."""
        return self.raw or quote(self.text, safe="", errors="surrogatepass")

    @property
    def as_header(self) -> str:
        """Return the value as a server hands a header on: no line ends, no NUL, of bounded length, bytes as letters."""
        text = (self.text or self.raw).translate({ord(letter): " " for letter in "\r\n\x00"})[:8000]
        return text.encode("utf-8", "surrogatepass").decode("latin-1")

    @property
    def is_markup(self) -> bool:
        """Say whether a page that shows the value as it is would run it."""
        return "mark()" in self.text and any(letter in self.text for letter in "<\"'")


VALUES: Final = (
    Value("NUL", "\x00"),
    Value("NUL in the middle", "a\x00b"),
    Value("line ends", f"a\r\n{SPLIT}: 1\r\n\r\n<b>"),
    Value("one line feed", f"a\n{SPLIT}: 1"),
    Value("unicode line ends", f"a\u2028{SPLIT}: 1\u0085b\x0bc\x1cd"),
    Value("line ends encoded twice", f"%0d%0a{SPLIT}:%201"),
    Value("up", "../../../../../../etc/passwd"),
    Value("up with raw slashes", raw="../../../../../../etc/passwd"),
    Value("up with encoded slashes", raw="..%2f..%2f..%2fetc%2fpasswd"),
    Value("up on another system", "..\\..\\..\\windows\\win.ini"),
    Value("dots alone", ".."),
    Value("root", "/etc/passwd"),
    Value("address without a scheme", f"//{ELSEWHERE}/"),
    Value("address", f"https://{ELSEWHERE}/"),
    Value("address with backslashes", f"/\\{ELSEWHERE}/"),
    Value("address with a user", f"https://testserver@{ELSEWHERE}/"),
    Value("script as an address", "javascript:mark()"),
    Value("data as an address", "data:text/html,<script>mark()</script>"),
    Value("script", "<script>mark()</script>"),
    Value("image", '"><img src=x onerror=mark()>'),
    Value("attribute", "' onmouseover='mark()' x='"),
    Value("vector graphic", "</title><svg/onload=mark()>"),
    Value("template", "{{7*7}}{% debug %}${7*7}#{7*7}"),
    Value("format", "%s%n%x{0.__class__.__init__.__globals__}"),
    Value("SQL that is always true", "' OR '1'='1' -- "),
    Value("SQL with a second statement", "1; DROP TABLE requests_servicerequest; --"),
    Value("SQL that joins", "x' UNION SELECT secret FROM webhooks_endpoint --"),
    Value("wildcards", "%_%\\_[a-z]*"),
    Value("ten to the fifth letters", "a" * 100_000),
    Value("many letters of two bytes", "é" * 30_000),
    Value("many slashes", raw="/" * 5_000),
    Value("right to left", "\u202egnp.exe\u202c"),
    Value("marks that join and hide", "a\u200d\u200b\u2060\ufeff\u00adb"),
    Value("marks upon marks", "Z" + "\u0301\u0327\u0489" * 60),
    Value("no text at all", raw="%ff%fe%80"),
    Value("half a surrogate pair", raw="%ed%a0%80"),
    Value("overlong slash", raw="..%c0%af..%c0%af"),
    Value("broken percent", raw="%zz%1%"),
    Value("emoji", "👨‍👩‍👧‍👦🇮🇩"),
    Value("huge number", str(2**63)),
    Value("ten thousand digits", "9" * 10_000),
    Value("negative number", "-1"),
    Value("zero", "0"),
    Value("fraction", "1.5e308"),
    Value("infinite", "1e999"),
    Value("not a number", "NaN"),
    Value("digits of another script", "٣٤"),
    Value("superscript digit", "²"),
    Value("nothing", ""),
    Value("blanks", " \t "),
    Value("words for nothing", "null"),
    Value("list", "[1,2,{}]"),
    Value("no such day", "0000-13-45"),
    Value("last day of all", "9999-12-31T23:59:59Z"),
    Value("id of zeros", "00000000-0000-0000-0000-000000000000"),
    Value("lookup", "agency__users__password"),
    Value("attribute of Python", "__class__"),
    Value("reserved name", "CON.pdf"),
    Value("name of a view", "admin:index"),
    Value("letter that folds to two", "ıİßﬁ"),
)

# Names that a query may carry uninvited: look-ups that would join, Django admin's own, lists, other frameworks'.
PARAMETERS: Final = (
    *("agency__slug", "agency__staff__user__password__startswith", "user__password__regex", "pk__in", "id__gte"),
    *("request__applicant__nik__isnull", "answers__nik", "service__versions__document__icontains", "_to_field"),
    *("o", "ot", "p", "e", "q", "all", "_popup", "_changelist_filters", "_facets", "page", "ordering", "next"),
    *("x[]", "x[a][b]", "format", "lang", "fields", "expand", "include", "__proto__", "_method", "cursor", "limit"),
    *(
        "year",
        "month",
        "day",
        "date__year",
        "date__month",
        "date__day",
        "app_label",
        "model_name",
        "field_name",
        "term",
    ),
)

JSON_BODIES: Final = (
    b'{"a":' * 10_000 + b"1" + b"}" * 10_000,
    b"[" * 100_000,
    b'{"answers":' + b"[" * 30 + b"]" * 30 + b"}",
    b'"\\ud800"',
    b'{"answers": {"nama": "\\ud83d"}}',
    b'{"a": "\\u0000"}',
    b'{"a": NaN, "b": Infinity}',
    b'{"a": 1e999}',
    b'{"seq": ' + b"9" * 10_000 + b"}",
    b'{"seq": -0.0}',
    b"",
    b"null",
    b"[]",
    b"\xff\xfe{\x00}\x00",
    b"\xef\xbb\xbf{}",
    b"{'a': 1}",
    b'{"a": 1, "a": 2}',
    b'{"__proto__": {"is_staff": true}, "constructor": {}}',
    b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>',
    b"a=1&b=2",
)

MULTIPART: Final = (
    b"",
    b"--x",
    b"--x--",
    b"--y\r\n\r\n--y--",
    b'--x\r\nContent-Disposition: form-data; name="\x00"\r\n\r\n\x00\r\n--x--',
    b'--x\r\nContent-Disposition: form-data; name="file"; filename="../../a\r\nX: 1.jpg"\r\n\r\nabc\r\n--x--',
    b'--x\r\nContent-Disposition: form-data; name="berkas"; filename="\x00.csv"\r\n\r\n\xff\xfe\r\n--x--',
    b"--x\r\nContent-Disposition: form-data; name*=utf-8''%ff; filename*=utf-8''%00\r\n\r\nabc\r\n--x--",
    b'--x\r\nContent-Disposition: form-data; name="a"\r\nContent-Transfer-Encoding: base64\r\n\r\n%%%\r\n--x--',
    b'--x\r\nContent-Disposition: form-data; name="a"\r\n\r\nb\r\n' * 3000 + b"--x--",
    b"--x\r\nX: " + b"a" * 100_000 + b"\r\n\r\nabc\r\n--x--",
)

HEADERS: Final = (
    *("Accept", "Accept-Encoding", "Accept-Language", "Authorization", "Cookie", "Idempotency-Key", "If-Match"),
    *("If-Modified-Since", "If-None-Match", "Origin", "Range", "Referer", "User-Agent", "X-Forwarded-For"),
    *("X-Forwarded-Host", "X-Forwarded-Proto", "X-HTTP-Method-Override", "X-Request-ID", "X-Session-Token"),
)
