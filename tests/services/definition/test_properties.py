"""Every property of a service, on five hundred random services and answers; `make soak` tries ten thousand."""

import pytest
from hypothesis import given

from tests.services.definition.properties import PROPERTIES, Check, Example
from tests.services.definition.strategies.counts import many
from tests.services.definition.strategies.documents import filled


@pytest.mark.parametrize("check", PROPERTIES, ids=lambda check: str(check.__name__))
@many
@given(example=filled())
def test_it_holds_for_every_service(check: Check, example: Example) -> None:
    check(*example)
