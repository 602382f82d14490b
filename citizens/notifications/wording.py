"""Check and fill the words of a message that Diskominfosatik wrote: text with {variables}, and nothing that runs."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Final

from django.utils.translation import gettext as _

from citizens.notifications.models import Channel
from citizens.notifications.topics import Topic

SUBJECT_LENGTH: Final = 200
BODY_LENGTH: Final = 2000
SMS_LENGTH: Final = 160  # one message in GSM 03.38; a second one costs again
VALUE_LENGTH: Final = 500  # of one variable: no name of a service or an office is longer
PORTAL: Final = "portal"  # the portal's own address, which every text may name
# What stands for a variable in a preview: invented, and recognisable as such.
SAMPLES: Final[Mapping[str, str]] = {
    "number": "SRG-CTH-2026-000000-0",
    "service": "Layanan contoh",
    "agency": "Kantor contoh",
    "output": "Surat contoh",
    "until": "31 Desember 2026",
    "title": "Kegiatan contoh",
    "day": "31 Desember 2026",
    "subject": "Kantor contoh",
    "facts": "alamat, nomor telepon",
    PORTAL: "portal.contoh.go.id",
}
_VARIABLE: Final = re.compile(r"\{([a-z][a-z0-9_]*)\}")
_LINK: Final = re.compile(r"https?:|www\.", re.IGNORECASE)
_BLANK: Final = re.compile(r"[\s\x00-\x1f\x7f-\x9f\u2028\u2029\u200b-\u200f\u202a-\u202e\u2066-\u2069]+")
_UNSEEN: Final = re.compile(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")


def value(text: str) -> str:
    """Return what stands in for a variable: one line of plain text, cut where nobody could mean it to be longer."""
    line = _BLANK.sub(" ", text).strip()
    return line if len(line) <= VALUE_LENGTH else f"{line[: VALUE_LENGTH - 1]}…"


def fill(text: str, values: Mapping[str, str]) -> str:
    """Put values into a text, once: what looks like a variable inside a value stays as it is."""
    return _VARIABLE.sub(lambda found: value(values.get(found[1], "")), text)


def tidy(text: str) -> str:
    """Return what somebody typed with plain line ends and without signs that nobody sees."""
    return _UNSEEN.sub("", text.replace("\r\n", "\n").replace("\r", "\n")).strip()


def variables(topic: Topic) -> list[str]:
    """Return what the texts of a topic may name, in order."""
    return [*sorted(topic.variables), PORTAL]


def samples(topic: Topic) -> dict[str, str]:
    """Return an invented value for each variable of a topic."""
    return {name: SAMPLES.get(name, _("contoh %(name)s") % {"name": name}) for name in variables(topic)}


def problems(topic: Topic, channel: str, subject: str, body: str) -> dict[str, str]:
    """Return what is wrong, a sentence for each field; nothing when the texts may be sent."""
    found = {}
    for field, text, limit in (("subject", subject, SUBJECT_LENGTH), ("body", body, BODY_LENGTH)):
        if field == "subject" and channel == Channel.SMS:
            continue  # it has none
        first = next(_wrong(topic, text, limit, one_line=field == "subject"), "")
        if first:
            found[field] = first
    if channel == Channel.SMS and "body" not in found and (said := _sms(topic, body)):
        found["body"] = said
    return found


def _wrong(topic: Topic, text: str, limit: int, *, one_line: bool) -> Iterator[str]:
    if not text:
        yield _("Tulis isinya dahulu.")
    if one_line and "\n" in text:
        yield _("Judul hanya satu baris.")
    if len(text) > limit:
        yield _("Paling panjang %(limit)d huruf; ini %(length)d.") % {"limit": limit, "length": len(text)}
    known = variables(topic)
    for name in _VARIABLE.findall(text):
        if name not in known:
            words = {"name": f"{{{name}}}", "known": _listed(known)}
            yield _("Variabel %(name)s tidak ada untuk peristiwa ini. Yang ada: %(known)s.") % words
    if re.search(r"[{}]", _VARIABLE.sub("", text)):
        yield _("Kurung kurawal hanya untuk variabel: %(known)s.") % {"known": _listed(known)}
    if _LINK.search(text):
        yield _("Jangan menulis alamat web sendiri. Pakai {portal}, supaya warga hanya mengenal satu alamat.")


def _sms(topic: Topic, body: str) -> str:
    if f"{{{PORTAL}}}" not in body:
        return _("SMS tidak punya kaki surat, jadi sebutkan {portal} di dalamnya.")
    length = len(fill(body, samples(topic)))
    if length > SMS_LENGTH:
        words = {"limit": SMS_LENGTH, "length": length}
        return _("SMS paling panjang %(limit)d huruf. Dengan nilai contoh, ini %(length)d.") % words
    return ""


def _listed(names: Iterable[str]) -> str:
    return ", ".join(f"{{{name}}}" for name in names)
