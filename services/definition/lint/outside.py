"""Lint of what lies in code and templates: hooks, outputs, notices, surveys."""

import re
from typing import Final

from services.definition.document import Document
from services.definition.facts import FACTS, FactType
from services.definition.lint.finding import Code, Finding, Findings
from services.definition.world import World

# What every output and notice template may use besides answers and facts.
NUMBER_VARIABLES: Final = frozenset({"seq", "year", "month", "month_roman", "code", "agency", "kecamatan"})
OUTPUT_VARIABLES: Final = frozenset(
    {"number", "issued_on", "valid_until", "agency", "signer", "signer_title", "service", "check_code", "request"}
)
NOTICE_VARIABLES: Final = frozenset(
    {"name", "service", "number", "state", "due", "agency", "link", "reason", "days", "output"}
)


def variables(document: Document) -> frozenset[str]:
    """Return the names of answers and facts a template may use: "answers.lokasi", "profile.name"."""
    return frozenset({f"answers.{field.id}" for _, field in document.fields()}) | frozenset(FACTS)


def is_piece(name: str) -> bool:
    """Say whether a name is one part of a fact that has parts: "profile.address.desa"."""
    whole = name.rpartition(".")[0]
    return whole in FACTS and FACTS[whole].type in (FactType.ADDRESS, FactType.REGION)


def check_hooks(document: Document, world: World) -> Findings:
    """Find hooks that no OPD registered."""
    named = {f"hooks.{keyword}": name for keyword, name in document.hooks.names().items()}
    if document.standard.fee and document.standard.fee.hook:
        named["standard.fee.hook"] = document.standard.fee.hook
    for key, action in document.workflow.actions():
        for index, effect in enumerate(action.effects):
            if effect.hook:
                named[f"workflow.states.{key}.{action.key}.effects.{index}"] = effect.hook
    for path, name in named.items():
        if world.has_hook(name) is False:
            yield Finding(path, Code.MISSING_HOOK, f"no hook is registered as {name!r}")
    if document.survey is not None and world.has_survey(document.survey) is False:
        yield Finding("survey", Code.UNKNOWN_SURVEY, f"there is no survey {document.survey!r}")


def check_outputs(document: Document, world: World) -> Findings:
    """Find outputs without template, unknown variables, effects without output and signers who may not sign."""
    keys = {output.key for output in document.outputs}
    for key, action in document.workflow.actions():
        for effect in action.effects:
            if effect.output is not None and effect.output not in keys:
                path = f"workflow.states.{key}.{action.key}.effects"
                yield Finding(path, Code.UNKNOWN_OUTPUT, f"there is no output {effect.output!r}")
    for output in document.outputs:
        path = f"outputs.{output.key}"
        if output.origin == "rendered":
            yield from _check_template(document, path, output.template, world)
        for name in re.findall(r"{([^{}]*)}", output.number or ""):
            if name.partition(":")[0] not in NUMBER_VARIABLES:
                yield Finding(f"{path}.number", Code.UNKNOWN_VARIABLE, f"a number has no {{{name}}}")
        if output.signer in document.functions and not document.functions[output.signer].signs:
            yield Finding(f"{path}.signer", Code.SIGNER_CANNOT_SIGN, f"{output.signer!r} does not sign (signs: true)")


def _check_template(document: Document, path: str, template: str | None, world: World) -> Findings:
    if template is None:
        yield Finding(path, Code.OUTPUT_WITHOUT_TEMPLATE, "a rendered output needs a template")
    elif world.has_output_template(document, template) is False:
        yield Finding(f"{path}.template", Code.MISSING_TEMPLATE, f"there is no output template {template!r}")
    else:
        used = world.output_variables(document, template) or frozenset()
        for name in sorted(used - OUTPUT_VARIABLES - variables(document)):
            if is_piece(name):
                continue
            yield Finding(f"{path}.template", Code.UNKNOWN_VARIABLE, f"{template!r} uses the unknown {name!r}")


def check_notices(document: Document, world: World) -> Findings:
    """Find notices without template and with unknown variables."""
    for index, notice in enumerate(document.notify):
        path = f"notify.{index}.template"
        if world.has_notice_template(document, notice.template) is False:
            yield Finding(path, Code.MISSING_TEMPLATE, f"there is no notice template {notice.template!r}")
            continue
        used = world.notice_variables(document, notice.template) or frozenset()
        for name in sorted(used - NOTICE_VARIABLES):
            yield Finding(path, Code.UNKNOWN_VARIABLE, f"{notice.template!r} uses the unknown {name!r}")
        if document.access.confidential and "service" in used:
            # A notice on a locked screen must not tell others what was reported.
            yield Finding(path, Code.UNKNOWN_VARIABLE, "a confidential service's notice never names the service")
