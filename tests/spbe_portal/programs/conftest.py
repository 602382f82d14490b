"""Share one running portal and one system of an OPD among these tests."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.spbe_portal.programs import authority, stack
from tests.spbe_portal.programs.opd_system import Inbox, listening


@pytest.fixture(scope="module")
def shared(django_db_setup: None, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, Inbox]]:
    """Run the portal and, beside it, the https server of a system whose authority the portal trusts."""
    folder = tmp_path_factory.mktemp("programs")
    papers = authority.issue(folder, "localhost")
    with listening(papers.chain, papers.key) as inbox, pytest.MonkeyPatch.context() as here:
        here.setenv("WEBHOOK_LOCAL_RECEIVERS", f"localhost:{inbox.port}")
        here.setenv("WEBHOOK_CA_FILE", papers.authority)
        with stack.portal(folder) as url:
            yield url, inbox


@pytest.fixture
def portal(transactional_db: None, shared: tuple[str, Inbox]) -> str:
    """Return the address of the portal."""
    return shared[0]


@pytest.fixture
def inbox(shared: tuple[str, Inbox]) -> Inbox:
    """Return the inbox of the system, emptied."""
    found = shared[1]
    found.secret = ""
    for kept in (found.taken, found.raw, found.refused):
        kept.clear()
    return found
