"""One window of the browser: it opens pages and says what is wrong with them."""

from importlib.resources import files
from urllib.parse import urlsplit

from playwright.sync_api import ConsoleMessage, Page, Request

AXE = files("axe_playwright_python").joinpath("axe.min.js").read_text("utf-8")

FINDINGS = """async () => (await axe.run(document, {resultTypes: ["violations"]})).violations
    .filter(({impact}) => impact === "serious" || impact === "critical")
    .map(({id, nodes}) => `${id}: ${nodes.slice(0, 3).map(node => node.target.join(" ")).join(", ")}`)"""

# Elements that reach beyond the window's right edge, the innermost first.
TOO_WIDE = """() => [...document.body.querySelectorAll("*")]
    .filter(element => element.getBoundingClientRect().right > document.documentElement.clientWidth + 1)
    .reverse().slice(0, 3)
    .map(element => element.tagName.toLowerCase() + "." + element.className)"""


class Visitor:
    """A visitor with one window; `problems` is what this visitor would complain about on the page opened last."""

    def __init__(self, page: Page, site: str) -> None:
        self.page = page
        self.site = site
        self.status = 0
        self._heard: list[str] = []
        page.on("console", self._hear)
        page.on("pageerror", lambda error: self._heard.append(f"script: {error}"))
        page.on("request", self._see)

    def open(self, path: str) -> "Visitor":
        """Open a page of the site and wait until it is all there."""
        self._heard.clear()
        response = self.page.goto(self.site + path, wait_until="load")
        self.status = response.status if response else 0
        return self

    @property
    def problems(self) -> list[str]:
        """Everything wrong with the page, in words."""
        return [*self._heard, *self._layout_problems(), *self.page.evaluate(f"{AXE};({FINDINGS})()")]

    @property
    def headings(self) -> list[str]:
        """The texts of the headings of the first level."""
        return [text.strip() for text in self.page.locator("h1").all_inner_texts()]

    @property
    def text(self) -> str:
        """The words of the page's main part, with plain spaces."""
        return self.page.locator("main").inner_text().replace("\xa0", " ").strip()

    def _layout_problems(self) -> list[str]:
        problems = []
        if len(self.headings) != 1 or not self.headings[0]:
            problems.append(f"h1: {self.headings}")
        width, room = self.page.evaluate(
            "[document.documentElement.scrollWidth, document.documentElement.clientWidth]"
        )
        if width > room:
            problems.append(f"{width - room} px too wide: {self.page.evaluate(TOO_WIDE)}")
        return problems

    def _hear(self, message: ConsoleMessage) -> None:
        is_about_page_itself = message.location.get("url") == self.page.url and "404" in message.text
        if message.type in {"error", "warning"} and not is_about_page_itself:
            self._heard.append(f"console: {message.text}")

    def _see(self, request: Request) -> None:
        address = urlsplit(request.url)
        if address.scheme in {"http", "https", "ws", "wss"} and address.netloc != urlsplit(self.site).netloc:
            self._heard.append(f"foreign host: {request.url}")
