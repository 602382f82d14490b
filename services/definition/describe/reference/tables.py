"""The handbook's reference tables as Markdown, by name; the page holds exactly these."""

import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final

from services.definition.describe.reference import examples, rules
from services.definition.describe.reference.fields import common_keywords, field_types
from services.definition.describe.reference.keywords import keywords
from services.definition.describe.reference.markdown import table
from services.definition.facts import FACTS, Fact
from services.definition.lint.advice import ADVICE
from services.definition.lint.endings import EVERYDAY
from services.definition.lint.outside import NOTICE_VARIABLES, NUMBER_VARIABLES, OUTPUT_VARIABLES

Rows = Sequence[tuple[str, ...]]


def tables() -> dict[str, str]:
    """Return every table of the definition by name."""
    return {
        "keywords": keywords(),
        "common": common_keywords(),
        "fields": field_types(),
        "operators": _operators(),
        "facts": _facts(),
        "actions": _named(("Type", "What it does"), rules.ACTIONS),
        "phases": _named(("Phase", "Meaning"), rules.PHASES),
        "hooks": _hooks(),
        "variables": _variables(),
        "lint": _lint(),
        "verdicts": _verdicts(),
        "reserved": ", ".join(f"`{key}`" for key in sorted(EVERYDAY)) + ".",
    }


def _named(head: tuple[str, str], meanings: Mapping[Any, str]) -> str:
    return table(head, [(f"`{name.value}`", said) for name, said in meanings.items()])


def flow(data: Any) -> str:
    """Write JSON data the way a document writes it in one line: {op: eq, args: [{f: a}, sewa]}."""
    if isinstance(data, dict):
        return "{" + ", ".join(f"{key}: {flow(value)}" for key, value in data.items()) + "}"
    if isinstance(data, list):
        return "[" + ", ".join(flow(item) for item in data) + "]"
    # A date or a number in quotes is a text; a bare word is one too.
    bare = isinstance(data, str) and data.isidentifier() and data not in _TAKEN
    return data if bare else json.dumps(data, ensure_ascii=False)


_TAKEN: Final = frozenset({"true", "false", "null", "True", "False", "Null", "TRUE", "FALSE", "NULL"})


def _operators() -> str:
    rows = [
        (
            f"`{name}`",
            examples.OPERATOR_NOTES[name],
            f"`{flow(example.expression)}`",
            f"`{flow(dict(example.answers))}`",
            f"`{flow(example.gives)}`",
        )
        for name, example in examples.OPERATORS.items()
    ]
    return table(("Operator", "Gives", "Example", "Answers", "Result"), rows)


def _facts() -> str:
    rows = [(f"`{name}`", fact.type.value, fact.meaning, _known(name, fact)) for name, fact in FACTS.items()]
    return table(("Fact", "Type", "Meaning", "Known"), rows)


def _known(name: str, fact: Fact) -> str:
    if name.startswith("request."):
        return "in workflow, routing, priority and fee"
    return "for a signed-in applicant" if fact.personal else "everywhere"


def _hooks() -> str:
    rows = [(f"`{name}`", f"`{rule.signature}`", rule.called, rule.meaning) for name, rule in rules.HOOKS.items()]
    return table(("Hook", "Signature", "Called", "What it does"), rows)


def _variables() -> str:
    rows: Iterable[tuple[str, frozenset[str]]] = (
        ("`outputs.number`", NUMBER_VARIABLES),
        ("output templates, besides `answers.<id>` and facts", OUTPUT_VARIABLES),
        ("notice templates", NOTICE_VARIABLES),
    )
    return table(("In", "Variables"), [(where, ", ".join(f"`{n}`" for n in sorted(names))) for where, names in rows])


def _lint() -> str:
    rows = [(f"`{code.value}`", advice.meaning, advice.mend) for code, advice in ADVICE.items()]
    return table(("Rule", "Meaning", "How to mend it"), rows)


def _verdicts() -> str:
    rows = [(f"`{impact.name.lower()}`", meaning, by) for impact, (meaning, by) in rules.VERDICTS.items()]
    return table(("Verdict", "Requests that run already", "For example"), rows)
