"""Each statement to PostgreSQL says for whom it is run; nobody is the answer of a thread that was told nothing."""

from __future__ import annotations

import re
import threading
from uuid import UUID

import pytest
import time_machine

from foundation import rls

USER = UUID("01a20b7f-2278-72ae-90d4-a8e97a2ece9f")
WALLED = re.compile("requests_message")
ASK = "SELECT * FROM requests_message"


def test_a_thread_that_was_told_nothing_asks_for_nobody(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rls._Process, "base", rls.NOBODY)
    heard: list[rls.Scope] = []
    with rls.system():
        thread = threading.Thread(target=lambda: heard.append(rls.current()))
        thread.start()
        thread.join()
        assert rls.current() == rls.SYSTEM
    assert heard == [rls.NOBODY]


def test_a_trusted_process_asks_for_the_system_in_every_thread(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rls._Process, "base", rls.NOBODY)
    rls.trust_process()
    assert rls.current() == rls.SYSTEM


def test_only_a_statement_about_walled_rows_asks_who_it_is_for() -> None:
    asked: list[int] = []

    def who() -> rls.Scope:
        asked.append(1)
        return rls.citizen(USER, "a1")

    with rls.use(who), time_machine.travel("2026-11-24T03:00:00Z", tick=False):
        assert rls.prefix_of("SELECT 1", WALLED) == "SET LOCAL ROLE \"portal_app\";SET LOCAL portal.kind = '';"
        assert asked == []
        said = rls.prefix_of(ASK, WALLED)
    assert asked == [1]
    assert f"portal.kind = 'citizen';SET LOCAL portal.user_id = '{USER}';SET LOCAL portal.session = 'a1';" in said
    assert "portal.today = '2026-11-24'" in said


def test_while_it_is_found_out_who_asks_nobody_does() -> None:
    during: list[rls.Scope] = []

    def who() -> rls.Scope:
        during.append(rls.current())
        return rls.SYSTEM

    with rls.use(who):
        assert rls.current() == rls.SYSTEM
    assert during == [rls.NOBODY]


def test_whoever_works_for_the_portal_still_knows_who_asked() -> None:
    with rls.use(rls.citizen(USER)), rls.system() as asker:
        assert rls.current() == rls.SYSTEM
        with rls.use(asker):
            assert rls.current() == rls.citizen(USER)


@pytest.mark.parametrize("sql", ['SAVEPOINT "a"', "ROLLBACK TO SAVEPOINT a", "release savepoint a"])
def test_a_step_within_a_transaction_goes_bare(sql: str) -> None:
    assert rls.prefix_of(sql, WALLED) == ""


def test_the_owner_changes_the_schema_bare_and_reads_rows_for_the_system() -> None:
    with rls.use(rls.OWNER):
        assert rls.prefix_of("CREATE INDEX CONCURRENTLY i ON t (a)", WALLED) == ""
        assert rls.prefix_of("ALTER TABLE t ADD a int", WALLED, alone=False) == "SET LOCAL ROLE NONE;"
        assert rls.prefix_of(ASK, WALLED) == "SET LOCAL ROLE NONE;SET LOCAL portal.kind = 'system';"


@pytest.mark.parametrize("bad", ["a'; RESET ROLE; --", "%s", "a b", "\\"])
def test_no_text_gets_out_of_its_literal(bad: str) -> None:
    with pytest.raises(ValueError, match="cannot name a scope"):
        rls.visitor(bad)
    with pytest.raises(ValueError, match="cannot name a scope"):
        rls.numbered(bad)


def test_nothing_to_go_by_is_nobody() -> None:
    assert rls.visitor("") == rls.numbered("") == rls.NOBODY
