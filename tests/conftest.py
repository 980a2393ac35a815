"""Fixtures for everybody. What could not be checked on this machine is said above pytest's summary."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.core.cache import cache
from django.test import Client, override_settings
from django.urls import get_resolver

from home.models import HomePage
from tests.factories import Tree, make_tree
from tests.five_documents import SHARED_DIR, import_all
from tests.machine.report import earlier_lines, in_ci
from tests.restapi.town import Asker, Town, make_town
from tests.worlds import TOWN, WORLDS, Worlds, commits, world_of

DATABASE_FIXTURES = {"db", "django_db_setup", "live_server", "transactional_db"}

# How a reason begins where the machine lacks something, so that the summary can count such tests.
NOT_CHECKED = "NOT CHECKED"


def cannot_check(reason: str, *, is_optional: bool = False) -> None:
    """End a test that this machine cannot run: skipped and counted, or failed where `CI=true` unless it is optional."""
    if in_ci() and not is_optional:
        pytest.fail(f"{NOT_CHECKED}: {reason}", pytrace=False)
    pytest.skip(f"{NOT_CHECKED}: {reason}")


@pytest.fixture
def shared_dir() -> Path:
    """The folder of real documents beside the repository."""
    if not SHARED_DIR.is_dir():
        cannot_check("the folder «shared» does not stand beside the repository")
    return SHARED_DIR


@pytest.fixture(scope="session", autouse=True)
def routes() -> None:
    """Wagtail's API makes its schemas when addresses are read first: with a clock that runs."""
    get_resolver().url_patterns  # noqa: B018 - reads them


@pytest.fixture(scope="session", autouse=True)
def media_folder(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """What the tests upload goes into a folder of their own."""
    folder = tmp_path_factory.mktemp("media")
    with override_settings(MEDIA_ROOT=folder):
        yield folder


@pytest.fixture(autouse=True)
def fresh_cache() -> None:
    """No test sees what another one has put into the cache."""
    cache.clear()


@pytest.fixture(scope="session", autouse=True)
def counted_at_once() -> Iterator[None]:
    """A test's transaction is never committed: hashtags are counted and words learnt without waiting for that."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("search.tallies.on_commit", lambda count: count())
        patch.setattr("search.vocabulary.on_commit", lambda learn: learn())
        yield


@pytest.fixture
def ask(client: Client) -> Asker:
    """Return what asks in the name of a user."""
    return Asker(client)


@pytest.fixture
def home(db: None) -> HomePage:
    """The home page that every new installation has."""
    return HomePage.objects.get()


@pytest.fixture
def tree(db: None) -> Tree:
    """One published page of every type, under the home page."""
    if WORLDS.name == TOWN:
        town: Town = WORLDS.read()
        return town.tree
    tree: Tree = WORLDS.read() if WORLDS.name else make_tree()
    return tree


@pytest.fixture
def town(tree: Tree) -> Town:
    """Two schools with drafts and published reports, and a user of every role."""
    town: Town = WORLDS.read() if WORLDS.name else make_town(tree)
    return replace(town, tree=tree)


@pytest.fixture
def five_documents(db: None, shared_dir: Path) -> None:
    """The five real documents on a site with twelve organisations; see tests/five_documents.py."""
    if not WORLDS.name:
        import_all()


@pytest.fixture(scope="session")
def worlds(django_db_setup: None, django_db_blocker: Any) -> Iterator[Worlds]:
    """The worlds of the tests; the last one is left before the database goes."""
    yield WORLDS
    with django_db_blocker.unblock():
        WORLDS.leave()


@pytest.hookimpl(tryfirst=True)
def pytest_fixture_setup(fixturedef: pytest.FixtureDef[Any], request: pytest.FixtureRequest) -> None:
    """Enter the test's world just before pytest-django opens the transaction of the test."""
    if fixturedef.argname == "_django_db_helper":
        worlds = request.getfixturevalue("worlds")
        with request.getfixturevalue("django_db_blocker").unblock():
            worlds.enter(world_of(request.node))


@pytest.fixture(scope="session")
def django_db_modify_db_settings(
    tmp_path_factory: pytest.TempPathFactory, request: pytest.FixtureRequest
) -> None:
    """Give SQLite a file, as in production: a connection for each thread, WAL, one writer at a time."""
    for database in settings.DATABASES.values():
        if database["ENGINE"] == "django.db.backends.sqlite3":
            database.setdefault("TEST", {})["NAME"] = str(
                tmp_path_factory.mktemp("database") / "test.sqlite3"
            )
    request.getfixturevalue("django_db_modify_db_settings_parallel_suffix")


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Tests that commit end with empty tables: give each of them what the migrations had put there.

    Those that ask no database are the same on every one. Each world is made once.
    """
    for item in items:
        marker = item.get_closest_marker("django_db")
        names = set(getattr(item, "fixturenames", ()))
        if marker is None and not names & DATABASE_FIXTURES:
            item.add_marker(pytest.mark.once)
        if commits(item):
            item.add_marker(pytest.mark.django_db(transaction=True, serialized_rollback=True), append=False)
    items.sort(key=lambda item: (commits(item), world_of(item)))


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_terminal_summary(terminalreporter: Any) -> Iterator[None]:
    """Say right above pytest's last line what earlier steps have failed, and what no test could check."""
    yield
    reasons = Counter(
        match[1]
        for report in terminalreporter.getreports("skipped")
        if isinstance(report.longrepr, tuple)
        and (match := re.search(rf"{NOT_CHECKED}: (.*)", report.longrepr[2]))
    )
    lines = [f"{NOT_CHECKED} {count} tests: {reason}" for reason, count in reasons.items()]
    for line in [*earlier_lines(), *lines]:
        terminalreporter.write_line(line, red=True, bold=True)
