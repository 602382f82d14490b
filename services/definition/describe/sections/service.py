"""What the service is, who may use it, and where its facts come from."""

from collections.abc import Iterable

from services.definition.base import Wording
from services.definition.describe.blocks import Block, items, pairs
from services.definition.describe.conditions import Names, in_words
from services.definition.describe.graph import function_label
from services.definition.describe.words import say
from services.definition.describe.words.phrases import PHRASES, TERMS
from services.definition.describe.words.service import CONFIDENCE, KINDS, LEVELS, MODES, SUBJECTS
from services.definition.document import Document


def said(wording: Wording | None, language: str) -> str:
    """Return a text in a language, "" where there is none."""
    return wording.in_language(language) if wording else ""


def listed(texts: Iterable[str]) -> str:
    """Return sentences as one line, semicolons between them."""
    return "; ".join(text.rstrip(".") for text in texts if text)


def service(document: Document, language: str) -> list[Block]:
    """Describe what the service is."""
    contacts = (" ".join(filter(None, (said(c.label, language), c.phone, c.url))) for c in document.contacts)
    rows = {
        "code": document.code,
        "slug": document.slug,
        "kind": say(KINDS, document.kind, language),
        "agency": _agency(document, language),
        "category": document.category or "",
        "subjects": ", ".join(say(SUBJECTS, each, language) for each in document.subjects),
        "life_events": ", ".join(document.life_events),
        "synonyms": ", ".join(document.synonyms),
        "parent_systems": ", ".join(document.parent_systems),
        "handoff": _handoff(document, language),
        "validity": said(document.validity, language),
        "sensitivity": said(document.sensitivity, language),
        "contacts": listed(contacts),
        "survey": document.survey or "",
    }
    return pairs([(say(TERMS, key, language), text) for key, text in rows.items()])


def _agency(document: Document, language: str) -> str:
    if isinstance(document.agency, str):
        return document.agency
    answer = Names.of(document, language).of_path(document.agency.from_)
    return say(PHRASES, "agency_from", language).format(answer)


def _handoff(document: Document, language: str) -> str:
    handoff = document.handoff
    if handoff is None:
        return ""
    parts = [handoff.system, say(MODES, handoff.mode, language), handoff.url or ""]
    parts += [said(handoff.note, language), said(handoff.reference, language)]
    return listed(parts)


def access(document: Document, language: str) -> list[Block]:
    """Describe who may use it, and the rules asked before the first page."""
    names = Names.of(document, language)
    rows = {
        "level": say(LEVELS, document.access.level, language),
        "why": said(document.access.why, language),
        "confidential": _confidential(document, names, language),
        "identity": ", ".join(function_label(document, each, language) for each in document.access.identity),
        "keep_from": ", ".join(names.of_path(each) for each in document.access.keep_from),
    }
    template = say(PHRASES, "refused", language)
    refused = [
        template.format(in_words(rule.unless, names), said(rule.message, language))
        for rule in document.eligibility.rules
    ]
    return pairs([(say(TERMS, key, language), text) for key, text in rows.items()]) + items(refused)


def _confidential(document: Document, names: Names, language: str) -> str:
    if document.access.confidential:
        return say(PHRASES, "yes", language)
    condition = document.access.confidential_if
    return "" if condition is None else say(PHRASES, "if", language).format(in_words(condition, names))


def sources(document: Document, language: str) -> list[Block]:
    """Describe how sure the facts are and where they come from."""
    rows = [
        (say(TERMS, "confidence", language), say(CONFIDENCE, document.confidence, language)),
        (say(TERMS, "sources", language), "; ".join(document.sources)),
    ]
    return pairs(rows) + items([said(note, language) for note in document.notes])
