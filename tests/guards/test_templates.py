"""Prove that a missing variable in one of our templates is loud, and that other packages' templates may stay silent."""

from pathlib import Path

import pytest
from django.conf import settings
from django.forms import Form, IntegerField
from django.template import Engine, Origin, Template, engines

from tests.guards.templates import PACKAGES, LoudMissing, MissingVariable

ENGINE: Engine = engines["django"].engine  # type: ignore[attr-defined]


def render(source: str, origin: str = "/portal/templates/x.html", **values: object) -> str:
    """Render a template that claims to lie in a file."""
    template = Template(source, origin=Origin(origin), name=Path(origin).name, engine=ENGINE)
    return engines["django"].from_string("{% include part %}").render({"part": template, **values})


@pytest.mark.parametrize(
    "source",
    [
        "{{ missing }}",
        "{{ person.missing }}",
        '{{ missing|default:"x" }}',
        "{% with a=missing %}{{ a }}{% endwith %}",
        "{% for row in rows %}{{ row.missing }}{% endfor %}",
        "{% load i18n %}{% blocktranslate %}Halo {{ missing }}{% endblocktranslate %}",
    ],
)
def test_a_missing_variable_raises(source: str) -> None:
    with pytest.raises(MissingVariable, match=r"x\.html names .*missing"):
        render(source, person={}, rows=[{}])
    LoudMissing.found.clear()


def test_a_variable_that_exists_is_printed() -> None:
    assert render("{{ person.name }}{% if nothing %}x{% endif %}", person={"name": "Siti"}) == "Siti"


def test_templates_of_installed_packages_may_rely_on_silence() -> None:
    assert render("{{ missing }}", origin=str(PACKAGES / "allauth/templates/x.html")) == ""


def test_djangos_own_form_templates_still_render() -> None:
    class Ages(Form):
        age = IntegerField(required=False)

    assert "age" in Ages().as_div()


def test_an_error_that_somebody_swallowed_is_remembered() -> None:
    with pytest.raises(MissingVariable):
        render("{{ missing }}")
    assert LoudMissing.found
    LoudMissing.found.clear()


def test_the_portals_own_engine_is_the_one_being_watched() -> None:
    assert isinstance(ENGINE.string_if_invalid, LoudMissing)
    assert str(settings.BASE_DIR / "templates") in map(str, ENGINE.dirs)
