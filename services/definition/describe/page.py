"""The whole page about a service, in one language."""

from collections.abc import Callable
from typing import Final

from services.definition.describe.blocks import Block, Description, Section
from services.definition.describe.sections import clocks, form, people, results, service, standard, workflow
from services.definition.describe.words import say
from services.definition.describe.words.phrases import SECTIONS
from services.definition.document import Document
from services.definition.fields.wording import base

Part = Callable[[Document, str], list[Block]]
PARTS: Final[dict[str, Part]] = {
    "service": service.service,
    "access": service.access,
    "standard": standard.standard,
    "form": form.form,
    "functions": people.functions,
    "workflow": workflow.workflow,
    "clocks": clocks.clocks,
    "four_eyes": people.four_eyes,
    "together": people.together,
    "priority": people.priority,
    "notices": results.notices,
    "outputs": results.outputs,
    "retention": results.retention,
    "code": results.hooks,
    "sources": service.sources,
}


def describe(document: Document, language: str = "id") -> Description:
    """Return the page about a document in "id" or "en"; parts of which nothing is said are left out."""
    language = base(language)
    found = ((key, part(document, language)) for key, part in PARTS.items())
    sections = tuple(Section(key, say(SECTIONS, key, language), tuple(blocks)) for key, blocks in found if blocks)
    title, summary = document.title.in_language(language), document.summary.in_language(language)
    return Description(language, title, summary, sections)
