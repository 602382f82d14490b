"""Draw the fields of a Django form with the portal's own controls."""

from __future__ import annotations

from typing import Any

from django import template
from django.forms import BaseForm, BoundField, PasswordInput
from django.forms.utils import ErrorList
from django.utils.html import format_html
from django.utils.safestring import SafeString

from foundation.templatetags import components, fields

register = template.Library()
LONGEST = 500  # characters of an answer written back into a page: nobody sends us a megabyte to get it back


def _common(bound: BoundField, words: dict[str, Any]) -> dict[str, Any]:
    """Return what every control takes: name, hint, first error, whether it may stay empty."""
    return {
        "name": bound.html_name,
        "error": str(bound.errors[0]) if bound.errors else "",
        "optional": not bound.field.required,
    } | words


@register.inclusion_tag("components/field_text.html")
def form_text(form: BaseForm, name: str, **words: Any) -> dict[str, Any]:
    """Draw one line; a password is never written back into the page."""
    bound = form[name]
    secret = isinstance(bound.field.widget, PasswordInput)
    words.setdefault("kind", "password" if secret else bound.field.widget.input_type)
    value = "" if secret else str(bound.value() or "")[:LONGEST]
    return fields.text_field(bound.auto_id, str(bound.label), value=value, **_common(bound, words))


@register.inclusion_tag("components/field_select.html")
def form_select(form: BaseForm, name: str, **words: Any) -> dict[str, Any]:
    """Draw a list to choose one from; the valueless first choice becomes the text of `empty`."""
    bound = form[name]
    options = [choice for choice in bound.field.choices if choice[0]]  # type: ignore[attr-defined]
    return fields.select_field(bound.auto_id, str(bound.label), options, value=bound.value(), **_common(bound, words))


@register.inclusion_tag("components/field_date.html")
def form_date(form: BaseForm, name: str, **words: Any) -> dict[str, Any]:
    """Draw the three boxes of a date."""
    bound = form[name]
    day, month, year = bound.value() or ("", "", "")
    return fields.date_field(bound.auto_id, str(bound.label), day=day, month=month, year=year, **_common(bound, words))


@register.inclusion_tag("components/field_agree.html")
def form_agree(form: BaseForm, name: str, **words: Any) -> dict[str, Any]:
    """Draw one box to tick."""
    bound = form[name]
    words = {key: value for key, value in _common(bound, words).items() if key != "optional"}
    return fields.agree_field(bound.auto_id, str(bound.label), checked=bool(bound.value()), value="on", **words)


@register.inclusion_tag("components/error_summary.html")
def form_problems(form: BaseForm) -> dict[str, Any]:
    """List every problem of a form on top of it; those of the form as a whole lead to its first field."""
    first = next((form[name].auto_id for name in form.fields), "")
    pairs: list[tuple[str, str]] = []
    for name, errors in form.errors.items():
        target = form[name].auto_id if name in form.fields else first
        pairs += [(target, str(error)) for error in ErrorList(errors)]
    return components.error_summary(pairs)


@register.simple_tag
def hidden_next(value: str | None) -> SafeString:
    """Carry where to go on through a form; nothing when nowhere was named."""
    return format_html('<input type="hidden" name="next" value="{}">', value) if value else SafeString("")


@register.filter
def in_fours(text: str) -> str:
    """Write a long secret in groups of four, so that it can be copied by hand."""
    return " ".join(text[start : start + 4] for start in range(0, len(text), 4))
