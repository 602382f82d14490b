"""The one validator: page, API, offline sync and engine clean answers here and nowhere else."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from services.definition.conditions import Scope, evaluate, holds, references
from services.definition.document import ELIGIBILITY, Document
from services.definition.document.form import Rule
from services.definition.fields import Context, FieldBase, Lookups, type_of
from services.definition.fields.cleaning import Outcome, PartialAnswer, clean_list
from services.definition.problems import FieldProblem, Problem, ProblemCode


@dataclass(frozen=True)
class Cleaned:
    """Hold the good answers, what is wrong, and what is only worth a warning."""

    answers: dict[str, Any]
    problems: tuple[Problem, ...] = ()
    warnings: tuple[Problem, ...] = ()

    @property
    def ok(self) -> bool:
        """Say whether nothing is wrong."""
        return not self.problems


def clean(
    document: Document,
    page: str | None,
    raw: object,
    facts: Mapping[str, Any],
    *,
    lookups: Lookups | None = None,
    stored: Mapping[str, Any] | None = None,
) -> Cleaned:
    """Return clean answers of one page, or of the whole form for page=None; never raises on raw data.

    Hidden, read-only and unknown answers are never kept. For one page, `stored` holds the clean answers of the other
    pages, because conditions look at them; for the whole form `raw` is everything. `facts` needs "today". Raises
    KeyError for a page that does not exist.
    """
    if page is None:
        return _clean_whole(document, raw, facts, lookups)
    fields = document.page(page)
    own = {field.id for field in fields}
    others = {key: value for key, value in (stored or {}).items() if key not in own}
    context = Context.of(facts, lookups)
    if not _page_shown(document, page, Scope(others, facts)):
        return Cleaned({})
    outcome = clean_list(fields, raw, context, Scope(others, facts))
    scope = Scope({**others, **outcome.answers}, facts)
    if page == ELIGIBILITY:
        _check_eligibility(document, scope, outcome)
    else:
        _check_rules(document.form.rules, scope, outcome, own)
    return _done(outcome)


def clean_fields(
    fields: Sequence[FieldBase],
    raw: object,
    facts: Mapping[str, Any],
    *,
    lookups: Lookups | None = None,
    answers: Mapping[str, Any] | None = None,
) -> Cleaned:
    """Clean a small form, such as an action's; its conditions may also look at the request's `answers`."""
    return _done(clean_list(fields, raw, Context.of(facts, lookups), Scope(answers or {}, facts)))


def check_eligibility(
    document: Document, raw: object, facts: Mapping[str, Any], *, lookups: Lookups | None = None
) -> Cleaned:
    """Clean the questions asked before the first page, and apply its rules (code not_eligible, param rule)."""
    outcome = clean_list(document.eligibility.ask, raw, Context.of(facts, lookups), Scope({}, facts))
    _check_eligibility(document, Scope(outcome.answers, facts), outcome)
    return _done(outcome)


def merge(document: Document, page: str, stored: Mapping[str, Any], cleaned: Mapping[str, Any]) -> dict[str, Any]:
    """Return `stored` with the answers of one page replaced by clean ones; what was withdrawn there goes."""
    own = {field.id for field in document.page(page)}
    return {**{key: value for key, value in stored.items() if key not in own}, **cleaned}


def visible(document: Document, answers: Mapping[str, Any], facts: Mapping[str, Any]) -> set[str]:
    """Return the ids of the top-level fields that are shown with these answers."""
    shown: set[str] = set()
    # What is hidden counts as unanswered, exactly as when cleaning.
    known: dict[str, Any] = {}
    for page, fields in document.sections():
        if not _page_shown(document, page, Scope(known, facts)):
            continue
        for field in fields:
            if holds(field.show_if, Scope(known, facts)):
                shown.add(field.id)
                if field.id in answers:
                    known[field.id] = answers[field.id]
    return shown


def visible_pages(document: Document, answers: Mapping[str, Any], facts: Mapping[str, Any]) -> tuple[str, ...]:
    """Return the ids of the form's pages on which something is asked, in order."""
    shown = visible(document, answers, facts)
    return tuple(page.id for page in document.form.pages if any(field.id in shown for field in page.fields))


def secret_ids(document: Document) -> set[str]:
    """Return the ids of top-level fields that must be stored as ciphertext; a group is as secret as its parts."""
    return {field.id for _, field in document.fields() if _secret(field)}


def prefill(
    document: Document,
    facts: Mapping[str, Any],
    *,
    lookups: Lookups | None = None,
    given: Mapping[str, Any] | None = None,
) -> dict[str, Any]:
    """Return first values of fields with `from`, or `given` by a register; what a field would refuse is left out."""
    values: dict[str, Any] = {}
    context = Context.of(facts, lookups)
    for _, field in document.fields():
        fact = context.scope.get(field.from_) if field.from_ else (given or {}).get(field.id)
        kind = type_of(field)
        if kind.is_blank(fact) or kind.derived:
            continue
        try:
            value = kind.clean(fact, field, context)
        except (FieldProblem, PartialAnswer):
            continue
        if not kind.is_blank(value):
            values[field.id] = value
    return values


def agency_code(document: Document, answers: Mapping[str, Any], facts: Mapping[str, Any]) -> str | None:
    """Return the fixed agency slug, or the region code its answer gives; None while unanswered."""
    if isinstance(document.agency, str):
        return document.agency
    value = Scope(answers, facts).get(document.agency.from_)
    return value if isinstance(value, str) else None


def area_of(expression: Any, answers: Mapping[str, Any], facts: Mapping[str, Any]) -> str | None:
    """Return the region code a routing rule points at, None when it gives none."""
    value = evaluate(expression, Scope(answers, facts)) if expression is not None else None
    return value if isinstance(value, str) else None


def _clean_whole(document: Document, raw: object, facts: Mapping[str, Any], lookups: Lookups | None) -> Cleaned:
    context = Context.of(facts, lookups)
    whole = Outcome()
    for page, fields in document.sections():
        scope = Scope(dict(whole.answers), facts)
        if not _page_shown(document, page, scope):
            continue
        outcome = clean_list(fields, raw, context, scope)
        whole.answers.update(outcome.answers)
        whole.problems.extend(outcome.problems)
        whole.warnings.extend(outcome.warnings)
    scope = Scope(whole.answers, facts)
    _check_eligibility(document, scope, whole)
    _check_rules(document.form.rules, scope, whole, None)
    return _done(whole)


def _page_shown(document: Document, page: str, scope: Scope) -> bool:
    return all(holds(each.show_if, scope) for each in document.form.pages if each.id == page)


def _check_eligibility(document: Document, scope: Scope, outcome: Outcome) -> None:
    for index, rule in enumerate(document.eligibility.rules):
        if not holds(rule.unless, scope):
            outcome.refuse(rule.field or ELIGIBILITY, ProblemCode.NOT_ELIGIBLE, {"rule": index})
            return


def _check_rules(rules: Sequence[Rule], scope: Scope, outcome: Outcome, own: set[str] | None) -> None:
    for index, rule in enumerate(rules):
        looked_at = {path for path in references(rule.unless) if path.split(".")[0] not in ("today", "profile")}
        heads = {path.split(".")[0] for path in looked_at}
        # A page is judged by the rules that touch it; a rule waits until every answer it compares is there.
        if own is not None and not heads & own:
            continue
        if any(scope.get(path) is None for path in looked_at):
            continue
        if not holds(rule.unless, scope):
            path = rule.field or min(heads, default="")
            outcome.refuse(path, ProblemCode.RULE, {"rule": index})


def _secret(field: FieldBase) -> bool:
    return field.secret or any(_secret(child) for child in field.children())


def _done(outcome: Outcome) -> Cleaned:
    return Cleaned(outcome.answers, tuple(outcome.problems), tuple(outcome.warnings))
