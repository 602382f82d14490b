"""The 14 components of the service standard."""

from services.definition.derived import procedure, requirements
from services.definition.describe.blocks import Block, pairs
from services.definition.describe.conditions import Names, in_words
from services.definition.describe.lengths import running
from services.definition.describe.sections.service import listed, said
from services.definition.describe.words import say
from services.definition.describe.words.phrases import PHRASES
from services.definition.describe.words.service import COMPONENTS, FEES, NEEDS, STATUSES
from services.definition.document import INTERNAL, Document
from services.definition.fields.wording import number


def standard(document: Document, language: str) -> list[Block]:
    """Describe the public components, then the internal ones that are filled."""
    rows = {
        "requirements": _requirements(document, language),
        "procedure": listed(said(step, language) for step in procedure(document)),
        "duration": _duration(document, language),
        "fee": _fee(document, language),
        "product": listed(said(each, language) for each in document.standard.product),
        "complaint": _complaint(document, language),
    }
    for name in INTERNAL:
        rows[name] = listed(said(each, language) for each in getattr(document.standard, name))
    return pairs([(say(COMPONENTS, name, language), text) for name, text in rows.items()])


def _requirements(document: Document, language: str) -> str:
    return "; ".join(
        f"{said(need.title, language)} ({say(NEEDS, need.need, language)})" for need in requirements(document)
    )


def _duration(document: Document, language: str) -> str:
    duration = document.standard.duration
    if duration is None:
        return ""
    parts = [running(duration, document, language), say(STATUSES, duration.status, language)]
    parts += [said(duration.source, language), said(duration.note, language)]
    return listed(parts)


def _fee(document: Document, language: str) -> str:
    fee = document.standard.fee
    if fee is None:
        return ""
    price = "" if fee.amount is None else f"Rp{number(fee.amount, language)}"
    if fee.expr is not None:
        price = in_words(fee.expr, Names.of(document, language))
    if fee.hook is not None:
        price = say(PHRASES, "hook_fee", language).format(fee.hook)
    parts = [price, say(FEES, fee.kind, language)]
    return listed([*parts, *(said(text, language) for text in (fee.note, fee.pay_at, fee.source))])


def _complaint(document: Document, language: str) -> str:
    written = document.standard.complaint
    if written == "auto":
        return say(PHRASES, "auto", language)
    return listed(said(each, language) for each in written)
