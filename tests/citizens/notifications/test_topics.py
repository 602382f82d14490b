"""Topics and their texts: every text uses only its variables and says what it must."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from django.conf import settings
from django.template.loader import get_template

from citizens.notifications import presenters
from citizens.notifications.topics import Topic, Topics, topics

FOLDER = Path(settings.BASE_DIR) / "templates" / "notifications"
VARIABLE = re.compile(r"{{\s*(\w+)")
TAG = re.compile(r"{%\s*(\w+)")
HARMLESS = {"load", "translate", "trans", "blocktranslate", "blocktrans", "endblocktranslate", "endblocktrans"}
TEXTS = [
    (topic, confidential)
    for topic in topics
    for confidential in ((False, True) if topic.confidential_variables is not None else (False,))
]


def source(topic: Topic, confidential: bool) -> str:
    return str(get_template(topic.template(confidential)).template.source)


def variables(topic: Topic, confidential: bool) -> frozenset[str]:
    return (topic.confidential_variables or frozenset()) if confidential else topic.variables


def test_the_floors_above_registered_their_topics() -> None:
    assert len(TEXTS) >= 2


@pytest.mark.parametrize(("topic", "confidential"), TEXTS, ids=lambda value: getattr(value, "code", str(value)))
def test_a_text_uses_only_the_variables_of_its_topic_and_no_logic(topic: Topic, confidential: bool) -> None:
    text = source(topic, confidential)
    assert set(VARIABLE.findall(text)) <= variables(topic, confidential)
    assert set(TAG.findall(text)) <= HARMLESS


@pytest.mark.parametrize(("topic", "confidential"), TEXTS, ids=lambda value: getattr(value, "code", str(value)))
@pytest.mark.parametrize("language", ["id", "en"])
def test_a_text_has_subject_and_body_and_no_address_to_press(topic: Topic, confidential: bool, language: str) -> None:
    values = {name: f"<{name} & co>" for name in variables(topic, confidential)}
    text = presenters.shipped(topic, values, confidential, language)
    assert 10 <= len(text.subject) <= 120
    assert text.body
    assert "http" not in text.body
    assert "&amp;" not in text.subject + text.body
    assert len(text.version) == presenters.VERSION_LENGTH


def test_every_text_file_belongs_to_a_topic() -> None:
    known = {topic.template(confidential).removeprefix("notifications/") for topic, confidential in TEXTS}
    assert {path.name for path in FOLDER.glob("*.txt")} == known | {"layout.txt"}


def test_a_letter_names_the_portal_and_what_we_never_ask() -> None:
    letter = presenters.as_letter("Ada kabar.", "id")
    assert letter.startswith("Ada kabar.\n")
    assert presenters.portal_host() in letter
    assert "tidak pernah meminta" in letter


@pytest.mark.parametrize("code", ["", "Satu", "a.b.c", "a b", "../etc/passwd", "a.", ".b"])
def test_a_malformed_code_is_refused(code: str) -> None:
    with pytest.raises(ValueError, match="code is written like"):
        Topics().register(Topic(code))


def test_a_repeated_code_is_refused() -> None:
    own = Topics()
    own.register(Topic("a.b"))
    with pytest.raises(ValueError, match="already registered"):
        own.register(Topic("a.b"))


def test_a_confidential_variable_must_be_one_of_the_variables() -> None:
    with pytest.raises(ValueError, match="none of its variables"):
        Topics().register(Topic("a.b", frozenset({"number"}), confidential_variables=frozenset({"service"})))


@pytest.mark.parametrize("given", [{}, {"number": "1"}, {"number": "1", "service": "x", "name": "Siti"}])
def test_a_context_with_other_variables_is_refused(given: dict[str, str]) -> None:
    with pytest.raises(ValueError, match="wants"):
        Topic("a.b", frozenset({"number", "service"})).context(given, False)


def test_a_confidential_context_keeps_only_what_may_be_said() -> None:
    topic = Topic("a.b", frozenset({"number", "service"}), confidential_variables=frozenset({"number"}))
    assert topic.context({"number": "1", "service": "x"}, True) == {"number": "1"}


def test_a_topic_without_a_silent_text_refuses_confidential_matters() -> None:
    with pytest.raises(ValueError, match="no text for confidential"):
        Topic("a.b").context({}, True)


def test_an_unknown_topic_is_a_sentence() -> None:
    with pytest.raises(LookupError, match="No topic"):
        topics.get("requests.unknown")
