"""The content's stamp: renewed after whatever changes an answer, in whatever way, and by nothing else."""

from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.contrib.sessions.models import Session
from django.db import connection, transaction
from django.test import Client
from django.utils import timezone
from wagtail.models import Page, PageViewRestriction, Site

from home.models import HomePage, StandardPage
from restapi.http import stamps
from restapi.models import Stamp
from search.models import CatalogEntry, Hashtag


def current() -> str:
    stamps_there = list(Stamp.objects.values_list("value", flat=True))
    assert len(stamps_there) == 1
    return str(stamps_there[0])


@pytest.fixture
def page(transactional_db: None) -> Page:
    """A page below the home page."""
    home = HomePage.objects.get()
    return home.add_child(instance=StandardPage(title="Страница", slug="stranica"))


CHANGES: dict[str, Callable[[Page], Any]] = {
    "a saved page": lambda page: page.save(),
    "a draft": lambda page: page.save_revision(),
    "a published page": lambda page: page.save_revision().publish(),
    "a deleted page": lambda page: page.delete(),
    "a moved page": lambda page: page.move(HomePage.objects.get(), "first-child"),
    "an updated queryset": lambda page: Page.objects.filter(pk=page.pk).update(title="Другая"),
    "many rows at once": lambda page: Hashtag.objects.bulk_create([Hashtag(name="Лес", slug="лес")]),
    "one row": lambda page: Hashtag.objects.create(name="Лес", slug="лес"),
    "deleted rows": lambda page: CatalogEntry.objects.all().delete(),
    "a restriction": lambda page: PageViewRestriction.objects.create(page=page, restriction_type="login"),
    "a site": lambda page: Site.objects.update(hostname="example.org"),
    "SQL": lambda page: connection.cursor().execute("UPDATE wagtailcore_page SET title = 'Другая'"),
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_a_change_renews_the_stamp(page: Page, change: Callable[[Page], Any]) -> None:
    before = current()
    change(page)
    assert current() != before


UNSEEN: dict[str, Callable[[Page], Any]] = {
    "a session": lambda page: Session.objects.create(session_key="a", expire_date=timezone.now()),
    "a question": lambda page: Client().get("/@search", {"SearchableText": "страница"}),
    "a page as people read it": lambda page: Client().get("/stranica/"),
}


@pytest.mark.parametrize("act", UNSEEN.values(), ids=UNSEEN)
def test_nothing_else_renews_it(page: Page, act: Callable[[Page], Any]) -> None:
    Client().get("/stranica/")
    before = current()
    act(page)
    assert current() == before


def test_a_transaction_renews_it_once_and_after_its_commit(page: Page, monkeypatch: Any) -> None:
    before = current()
    times: list[bool] = []
    renew = stamps.renew

    def counted() -> None:
        times.append(connection.in_atomic_block)
        renew()

    monkeypatch.setattr(stamps, "renew", counted)
    with transaction.atomic():
        User.objects.create_user("anna")
        with transaction.atomic():
            User.objects.create_user("olga")
        assert current() == before
    assert current() != before
    assert times == [False]


def test_what_is_rolled_back_renews_nothing(page: Page) -> None:
    before = current()
    with transaction.atomic():
        page.save()
        transaction.set_rollback(True)
    assert current() == before


def test_a_change_after_a_rolled_back_part_renews_it(page: Page) -> None:
    before = current()
    with transaction.atomic():
        with transaction.atomic():
            page.save()
            transaction.set_rollback(True)
        User.objects.create_user("anna")
    assert current() != before
