"""A Chromium, and a small published site for it to open."""

import os
from collections.abc import Callable, Iterator

import pytest
from django.db import DEFAULT_DB_ALIAS, connections
from playwright.sync_api import Browser, BrowserContext, sync_playwright
from pytest_django.live_server_helper import LiveServer

from search.catalog import write_page
from tests.browser.visits import Visitor
from tests.conftest import cannot_check
from tests.factories import HASHTAG, make_tree
from tests.machine import chromium

ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


@pytest.fixture(scope="session")
def browser(django_db_setup: None) -> Iterator[Browser]:
    """One Chromium for all tests of a process."""
    path = chromium.find()
    if not path:
        cannot_check("no Chromium on this machine (CHROMIUM=… names one)")
    # Playwright's loop runs in this thread: Django would take our own queries for its, and open a connection anew.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    connection = connections[DEFAULT_DB_ALIAS]
    with sync_playwright() as playwright:
        connections[DEFAULT_DB_ALIAS] = connection
        browser = playwright.chromium.launch(executable_path=path, args=ARGUMENTS)
        yield browser
        browser.close()
    del os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"]


@pytest.fixture
def addresses(browser: Browser, live_server: LiveServer) -> dict[str, str]:
    """The paths of the site's pages by what they are; all are published but «missing»."""
    tree = make_tree()
    write_page(tree.home)  # what the tests before have flushed
    return {
        "home": "/",
        "about": tree.about.url,
        "organisations": tree.organisations.url,
        "organisation": tree.school.url,
        "documents": tree.documents.url,
        "document": tree.order.url,
        "plan": tree.plan.url,
        "plan of one month": f"{tree.plan.url}?period=2026-10",
        "news": tree.news_index.url,
        "a piece of news": tree.news.url,
        "report": tree.report.url,
        "hashtags": "/hashtags/",
        "hashtag": f"/hashtags/{HASHTAG.casefold()}/",
        "calendar of a month": "/calendar/?month=2026-10",
        "calendar without anything": "/calendar/?month=2030-07",
        "calendar as a list": f"{tree.plan.url}calendar/?month=2026-10&view=list",
        "calendar of a school year": f"{tree.school.url}calendar/?view=year&month=2026-10",
        "calendar of what has no days": f"/hashtags/{HASHTAG.casefold()}/calendar/?view=undated",
        "search": "/search/?q=деревья",
        "search without words": "/search/",
        "search that finds nothing": "/search/?q=абракадабра",
        "missing": "/net-takoy-stranicy/",
    }


@pytest.fixture
def visit(browser: Browser, live_server: LiveServer) -> Iterator[Callable[..., Visitor]]:
    """A function that opens a window: `visit(width=360, javascript=False)`."""
    contexts: list[BrowserContext] = []

    def open_window(width: int = 1280, javascript: bool = True) -> Visitor:
        context = browser.new_context(
            viewport={"width": width, "height": 900}, java_script_enabled=javascript, locale="ru-RU"
        )
        contexts.append(context)
        return Visitor(context.new_page(), live_server.url)

    yield open_window
    for context in contexts:
        context.close()
