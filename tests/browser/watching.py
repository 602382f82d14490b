"""Hear everything a browser complains about: errors of scripts, blocked content, failed requests, broken answers."""

from __future__ import annotations

from playwright.sync_api import BrowserContext, ConsoleMessage, Request, Response

REFUSED_FORM = 422  # a form that comes back with its errors; the browser's console still calls it a failure
QUIET = {"log", "info", "debug"}


class Watch:
    """Collect the complaints of one browser context."""

    def __init__(self, context: BrowserContext) -> None:
        """Listen to every page of the context."""
        self._heard: list[tuple[str, str]] = []
        self._expected: set[str] = set()
        context.on("console", self._console)
        context.on("weberror", lambda said: self._heard.append((said.page.url if said.page else "", str(said.error))))
        context.on("requestfailed", self._failed)
        context.on("response", self._answered)

    def expect(self, address: str) -> None:
        """Allow one address to be refused: a test asks for it on purpose."""
        self._expected.add(address)

    def complaints(self) -> list[str]:
        """Return what nobody expected, one sentence each."""
        return [f"{address}: {said}" for address, said in self._heard if address not in self._expected]

    def _console(self, message: ConsoleMessage) -> None:
        if message.type not in QUIET:
            self._heard.append((str(message.location.get("url", "")), f"{message.type}: {message.text}"))

    def _failed(self, request: Request) -> None:
        # A download, or a page left before it was whole, is an aborted request and no failure.
        if request.failure and "ERR_ABORTED" not in request.failure:
            self._heard.append((request.url, request.failure))

    def _answered(self, response: Response) -> None:
        if response.status == REFUSED_FORM:
            self.expect(response.url)
        elif response.status >= 400:
            self._heard.append((response.url, f"status {response.status}"))
