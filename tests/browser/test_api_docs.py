"""The page that shows the interface for programs works under the policy that every page lives with."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Newcomer


@pytest.mark.browser
def test_the_operations_are_drawn_and_nothing_is_blocked(newcomer: Newcomer) -> None:
    visitor = newcomer()
    visitor.go("/api/v1/docs/")
    expect(visitor.page.get_by_text("/api/v1/services/", exact=False).first).to_be_visible()
    expect(visitor.page.locator(".opblock")).not_to_have_count(0)
