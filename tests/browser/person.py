"""Be somebody in front of the portal: read labels, click words, type, choose, and look at every page."""

from __future__ import annotations

import re
import time
from pathlib import Path

from playwright.sync_api import BrowserContext, Locator, Page, expect

from spbe_portal.demo_people import DOMAIN, PASSWORD
from tests.browser.looking import Looker
from tests.browser.watching import Watch

NUMBER = re.compile(r"SRG-[A-Z]{3}-\d{4}-\d{6}-\w")
PATIENCE = 40.0  # seconds until news must have come; an undo window alone lasts ten
LOOK_AGAIN = 300  # milliseconds
OPTIONAL = r"(\s*\(boleh dikosongkan\))?"


def exactly(words: str) -> re.Pattern[str]:
    """Match a whole label, whether or not it says that it may be left empty."""
    return re.compile(rf"^\s*{re.escape(words)}{OPTIONAL}\s*$")


class Person:
    """Drive one browser the way its owner would; nothing here knows an id or a class of the portal."""

    def __init__(self, url: str, context: BrowserContext, watch: Watch, looker: Looker, *, script: bool = True) -> None:
        """Open a first empty page."""
        self.url, self.context, self.watch, self.looker, self.script = url, context, watch, looker, script
        self.page: Page = context.new_page()

    def go(self, path: str) -> None:
        """Type an address."""
        self.page.goto(f"{self.url}{path}")

    def look(self, name: str) -> None:
        """Judge the page that is open now; axe is a script, so a browser without scripts judges nothing."""
        if self.script:
            self.looker.look(self.page, name)

    def click(self, words: str) -> None:
        """Press the button, or follow the link, that says these words."""
        self.control(words).click()

    def control(self, words: str) -> Locator:
        """Return the button or link that says these words; the links of the header come on every page and last."""
        button = self.page.get_by_role("button", name=words, exact=True)
        link = self.page.get_by_role("link", name=words, exact=True).and_(self.page.locator(":not(header *)"))
        return button.or_(link).filter(visible=True).first

    def fill(self, label: str, value: str, *, inside: Locator | None = None) -> None:
        """Type into the box with this label."""
        (inside or self.page).get_by_label(exactly(label)).filter(visible=True).first.fill(value)

    def pick(self, label: str, option: str) -> None:
        """Choose from a drop-down list."""
        self.page.get_by_label(exactly(label)).select_option(label=option)

    def place(self, label: str, district: str, village: str) -> None:
        """Choose a desa from the list that is sorted by kecamatan."""
        box = self.page.get_by_label(exactly(label))
        inside = box.locator(f"optgroup[label='Kecamatan {district}'] option", has_text=exactly(village))
        box.select_option(value=inside.get_attribute("value"))

    def question(self, words: str) -> Locator:
        """Return the set of controls under a question."""
        return self.page.get_by_role("group", name=exactly(words))

    def choose(self, question: str, *options: str) -> None:
        """Tick the options of a question."""
        for option in options:
            self.question(question).get_by_label(re.compile(rf"^\s*{re.escape(option)}")).first.check()

    def date(self, question: str, day: str, month: str, year: str) -> None:
        """Fill the three boxes of a date."""
        for box, value in (("Hari", day), ("Bulan", month), ("Tahun", year)):
            self.question(question).get_by_label(box).fill(value)

    def attach(self, question: str, *files: Path) -> None:
        """Choose files as from the phone's gallery."""
        self.question(question).get_by_label("Pilih berkas").set_input_files(list(files))

    def reads(self, words: str | re.Pattern[str]) -> None:
        """Fail unless the words can be read on the page."""
        expect(self.page.get_by_text(words).filter(visible=True).first).to_be_visible()

    def heading(self, words: str | re.Pattern[str]) -> None:
        """Fail unless the page is about these words."""
        expect(self.page.get_by_role("heading", level=1)).to_have_text(words)

    def text(self) -> str:
        """Return all words of the page."""
        return self.page.locator("body").inner_text()

    def number(self) -> str:
        """Read the number of the request that the page shows, such as SRG-DKC-2026-000123-7."""
        self.reads(NUMBER)
        found = NUMBER.search(self.text())
        assert found, "the page shows no number"
        return found.group()

    def wait_for(self, path: str, words: str) -> None:
        """Look again and again, as somebody who waits for news does, until a page says the words."""
        deadline = time.monotonic() + PATIENCE
        self.go(path)
        while words not in self.text():
            assert time.monotonic() < deadline, f"{path} never said {words!r}:\n{self.text()}"
            self.page.wait_for_timeout(LOOK_AGAIN)
            self.go(path)

    def sign_in(self, login: str) -> None:
        """Sign in to an account of the demo with its password."""
        self.go("/akun/masuk/")
        self.fill("Nomor HP atau surel", f"{login}{DOMAIN}")
        self.fill("Kata sandi", PASSWORD)
        self.look("masuk")
        with self.page.expect_navigation():
            self.click("Masuk")

    def show_second_factor(self, login: str) -> None:
        """Type the code of an officer's app; one that ran out between reading and typing is read again."""
        while self.page.get_by_role("heading", name="Isi kode kedua").count():
            self.look("kode-kedua")
            self.fill("Kode dari aplikasi", self.code_of(login))
            with self.page.expect_navigation():
                self.click("Lanjutkan")

    def code_of(self, login: str) -> str:
        """Read the current code of an account on the demo page, as from the app on a phone."""
        phone = self.context.new_page()
        phone.goto(f"{self.url}/demo/")
        # The mailbox on the same page names an officer too, once a letter came.
        codes = phone.get_by_role("region", name="Akun petugas demo dan kodenya sekarang")
        row = codes.get_by_role("row").filter(has=phone.get_by_text(f"{login}{DOMAIN}"))
        code = row.locator("td").inner_text().strip()
        phone.close()
        return code

    def letters(self) -> str:
        """Read the demo's mailbox: the subject of every letter that the portal sent to anybody."""
        self.go("/demo/")
        return self.page.get_by_role("region", name="Kotak surat demo").inner_text()
