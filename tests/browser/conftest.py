"""Share one running portal and one browser among these tests, and fail what a browser complains about."""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, expect, sync_playwright

from tests.browser.looking import DESK, HEIGHTS, PHONE, Looker
from tests.browser.person import Person
from tests.browser.stack import Stack, portal
from tests.browser.watching import Watch
from tests.collecting import chromium

FLAGS = [
    *("--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking"),
    *("--disable-component-update", "--disable-sync"),
]
PATIENCE = 15_000  # milliseconds a page may take on a busy machine with two cores
SERVER_SAID = 3000  # characters of its log that a failed test shows
PAGE_SAID = 1500  # characters of each page that a failed test shows
TRACES = ("Traceback", " ERROR ", " CRITICAL ")


# Package scope, not session: Playwright's loop must be gone before a test outside this folder touches Django's async
# guards.
@pytest.fixture(scope="package")
def stack(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stack]:
    """Run the portal once for all tests of this folder."""
    with portal(tmp_path_factory.mktemp("portal")) as running:
        yield running


@pytest.fixture(scope="package")
def browser(stack: Stack) -> Iterator[Browser]:
    """Start Debian's chromium once."""
    expect.set_options(timeout=PATIENCE)
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=chromium(), args=FLAGS)
        yield started
        started.close()


@pytest.fixture(scope="package")
def looker(tmp_path_factory: pytest.TempPathFactory) -> Looker:
    """Remember which pages were judged already."""
    return Looker(tmp_path_factory.mktemp("shots"))


@pytest.fixture(scope="package")
def signed_in() -> dict[str, Any]:
    """Keep the cookies of staff who signed in, because a code of the second factor is good for one time only."""
    return {}


@pytest.fixture
def papers(tmp_path: Path) -> Path:
    """Return the folder on the phone where photos lie."""
    return tmp_path


Newcomer = Callable[..., Person]
Seat = Callable[[str], Person]


FAILED = pytest.StashKey[bool]()


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Remember that a test failed, so that its pages are told before they close."""
    report = yield
    if report.when == "call":
        item.stash[FAILED] = report.failed
    return report


@pytest.fixture
def newcomer(stack: Stack, browser: Browser, looker: Looker, request: pytest.FixtureRequest) -> Iterator[Newcomer]:
    """Give a function that opens a fresh browser for somebody; every complaint fails the test at its end."""
    opened: list[tuple[BrowserContext, Watch]] = []
    said_before = len(stack.log)

    def arrive(*, width: int = PHONE, script: bool = True, cookies: Any = None) -> Person:
        context = browser.new_context(
            viewport={"width": width, "height": HEIGHTS[width]},
            java_script_enabled=script,
            storage_state=cookies,
            locale="id-ID",
            timezone_id="Asia/Jakarta",
            has_touch=width == PHONE,
            accept_downloads=True,
        )
        context.set_default_timeout(PATIENCE)
        watch = Watch(context)
        opened.append((context, watch))
        return Person(stack.url, context, watch, looker, script=script)

    yield arrive
    if request.node.stash.get(FAILED, False):
        for page in (page for context, _ in opened for page in context.pages):
            print(f"--- {page.url}\n{page.locator('body').inner_text()[:PAGE_SAID]}")  # noqa: T201
    complaints = [said for _, watch in opened for said in watch.complaints()]
    complaints += looker.forget()
    for context, _ in opened:
        context.close()
    server = stack.log[said_before:]
    if not stack.alive or any(word in server for word in TRACES):
        complaints.append(f"the server said: ... {server[-SERVER_SAID:]}")
    if complaints:
        pytest.fail("\n".join(complaints), pytrace=False)


@pytest.fixture
def officer(newcomer: Newcomer, signed_in: dict[str, Any]) -> Seat:
    """Give a function that seats an officer of the demo at a desk, signed in with both factors."""

    def seat(login: str) -> Person:
        person = newcomer(width=DESK, cookies=signed_in.get(login))
        if login not in signed_in:
            person.sign_in(login)
            person.show_second_factor(login)
            person.heading("Antrean")
            signed_in[login] = person.context.storage_state()
        return person

    return seat
