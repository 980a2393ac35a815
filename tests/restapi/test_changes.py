"""`@changes`: what a program that asks again and again hears of, in which order, and what it never hears of."""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from io import StringIO
from typing import Any

import pytest
from django.core.management import call_command
from django.db import connection, transaction
from django.utils import timezone
from freezegun import freeze_time
from wagtail.models import Page, PageViewRestriction, Site

from home.models import HomePage
from restapi.models import Change
from restapi.services.changes import Changes
from restapi.telling.numbering import START, latest_number, number_changes, prune_changes
from search.catalog import rebuild, write_page
from search.checking import differences
from search.models import CatalogEntry
from tests.factories import NewsPageFactory, StandardPageFactory, Tree
from tests.restapi.conftest import Get


@pytest.fixture
def quiet(tree: Tree) -> Tree:
    """The tree, with all that has happened to it numbered and forgotten."""
    Change.objects.all().delete()
    return tree


def changes(get: Get, path: str = "/", since: int | str = 0, **query: Any) -> dict[str, Any]:
    """Return the answer, held to its type."""
    number_changes()
    answer: dict[str, Any] = get(f"{path}@changes", {"since": since, **query}).json()
    Changes.model_validate(answer)
    return answer


def told(get: Get, path: str = "/") -> list[tuple[str, str, str | None]]:
    """Return kind, address and title of all changes under a path."""
    return [
        (item["change"], item["@id"].removeprefix("http://testserver"), item["title"])
        for item in changes(get, path)["items"]
    ]


def test_the_first_question_says_where_to_begin(get: Get, quiet: Tree) -> None:
    answer = get("/@changes").json()
    assert answer == {
        "@id": "http://testserver/@changes",
        "items": [],
        "cursor": str(START),
        "has_more": False,
    }
    quiet.news.save_revision().publish()
    after = changes(get, since=answer["cursor"])
    assert [item["number"] for item in after["items"]] == [START + 1]
    assert changes(get, since=after["cursor"])["items"] == []


def test_a_page_that_is_published_came_and_then_changes(get: Get, quiet: Tree) -> None:
    page: Any = NewsPageFactory(parent=quiet.news_index, title="Липы", slug="lipy", live=False)
    assert told(get) == []
    page.save_revision().publish()
    item: dict[str, Any] = changes(get)["items"][0]
    assert item.pop("time") <= timezone.localtime().isoformat()
    assert item == {
        "number": START + 1,
        "change": "created",
        "@id": f"http://testserver{page.url}",
        "UID": str(page.translation_key),
        "@type": "news.NewsPage",
        "title": "Липы",
    }
    page.title = "Липы и клёны"
    page.save_revision().publish()
    assert [kind for kind, _url, _title in told(get)] == ["created", "changed"]


def test_what_changes_nothing_is_no_change(get: Get, quiet: Tree) -> None:
    for page in quiet.pages:
        page.save()
        page.save_revision()
    call_command("rebuild_catalog", stdout=StringIO())
    assert told(get) == []


def test_an_item_of_a_plan_is_a_change_of_the_plan(get: Get, quiet: Tree) -> None:
    item = quiet.plan.sections.get().items.all()[0]
    item.title = "Посадка лип"
    item.save()
    quiet.plan.refresh_from_db()
    quiet.plan.save()
    assert [(kind, url) for kind, url, _title in told(get)] == [("changed", quiet.plan.url)]


def test_a_draft_says_nothing(get: Get, quiet: Tree) -> None:
    quiet.news.title = "Тайная правка"
    quiet.news.save_revision()
    NewsPageFactory(parent=quiet.news_index, title="Тайная новость", live=False).delete()
    assert told(get) == []
    quiet.news.refresh_from_db()
    quiet.news.show_in_menus = True
    Page.objects.get(pk=quiet.news.pk).specific.save()
    assert "Тайная" not in str(changes(get))


def test_a_page_that_is_unpublished_went(get: Get, quiet: Tree) -> None:
    url = quiet.news.url
    quiet.news.unpublish()
    assert told(get) == [("removed", url, None)]


def test_what_is_below_a_page_that_becomes_private_went(get: Get, quiet: Tree) -> None:
    urls = {page.url for page in (quiet.organisations, quiet.school, quiet.report)}
    restriction = PageViewRestriction.objects.create(
        page=quiet.organisations, restriction_type=PageViewRestriction.LOGIN
    )
    gone = [entry for entry in told(get) if entry[0] == "removed"]
    assert {url for _kind, url, _title in gone} == urls
    assert {title for _kind, _url, title in gone} == {None}
    restriction.delete()
    assert {url for kind, url, _title in told(get) if kind == "created"} == urls


def test_a_page_that_is_deleted_went_with_all_below(get: Get, quiet: Tree) -> None:
    urls = {page.url for page in (quiet.documents, quiet.order, quiet.plan)}
    Page.objects.get(pk=quiet.documents.pk).delete()
    assert {url for kind, url, _title in told(get) if kind == "removed"} == urls
    assert not [entry for entry in told(get) if entry[0] == "created"]


def test_deleting_what_was_never_public_says_nothing(get: Get, quiet: Tree) -> None:
    page = StandardPageFactory(parent=quiet.home, title="Закрытая", slug="zakrytaya", live=False)
    PageViewRestriction.objects.create(page=page, restriction_type=PageViewRestriction.LOGIN)
    page.save_revision().publish()
    Page.objects.get(pk=page.pk).delete()
    assert told(get) == []


def test_a_page_that_moves_goes_from_one_section_and_comes_to_another(get: Get, quiet: Tree) -> None:
    section = StandardPageFactory(parent=quiet.home, slug="razdel")
    Change.objects.all().delete()
    Page.objects.get(pk=quiet.about.pk).move(section, pos="last-child")
    new = Page.objects.get(pk=quiet.about.pk).url
    assert told(get) == [("removed", quiet.about.url, None), ("created", new, quiet.about.title)]
    assert told(get, "/razdel/") == [("created", new, quiet.about.title)]


def test_a_page_that_is_renamed_goes_and_comes_with_all_below(
    get: Get, quiet: Tree, django_capture_on_commit_callbacks: Any
) -> None:
    pages = (quiet.organisations, quiet.school, quiet.report)
    old = {page.url for page in pages}
    quiet.organisations.slug = "shkoly"
    with django_capture_on_commit_callbacks(execute=True):  # Wagtail says it after the commit
        quiet.organisations.save_revision().publish()
    answers = told(get)
    assert {url for kind, url, _title in answers if kind == "removed"} == old
    new = {url for kind, url, _title in answers if kind == "created"}
    assert new == {Page.objects.get(pk=page.pk).url for page in pages}
    assert not new & old


def test_to_stand_elsewhere_among_its_sisters_is_no_change(get: Get, quiet: Tree) -> None:
    news = Page.objects.get(pk=quiet.news_index.pk)
    news.move(Page.objects.get(pk=quiet.about.pk), pos="left")
    assert told(get) == []
    assert list(differences()) == []


def test_only_changes_below_the_page_are_told(get: Get, quiet: Tree) -> None:
    quiet.news.save_revision().publish()
    quiet.report.save_revision().publish()
    assert {url for _kind, url, _title in told(get, quiet.news_index.url)} == {quiet.news.url}
    assert {url for _kind, url, _title in told(get, quiet.school.url)} == {quiet.report.url}


def test_the_title_of_what_is_private_by_now_is_not_told(get: Get, quiet: Tree) -> None:
    quiet.news.title = "Тайна"
    quiet.news.save_revision().publish()
    number_changes()
    quiet.news.unpublish()
    answer = changes(get)
    assert [item["change"] for item in answer["items"]] == ["changed", "removed"]
    assert "Тайна" not in str(answer)


def test_what_went_before_anybody_could_see_it_did_not_come(get: Get, quiet: Tree) -> None:
    page = NewsPageFactory(parent=quiet.news_index)
    page.unpublish()
    assert [kind for kind, _url, _title in told(get)] == ["removed"]


def test_batches_follow_each_other_without_gap(get: Get, quiet: Tree) -> None:
    pages = [StandardPageFactory(parent=quiet.home) for _number in range(5)]
    cursor = "0"
    seen: list[str] = []
    for expected in (True, True, False):
        answer = changes(get, since=cursor, b_size=2)
        assert answer["has_more"] is expected
        cursor = answer["cursor"]
        seen += [item["UID"] for item in answer["items"]]
    assert seen == [str(page.translation_key) for page in pages]
    assert cursor == str(latest_number())


def test_a_quiet_section_has_the_cursor_of_the_whole_site(get: Get, quiet: Tree) -> None:
    quiet.news.save_revision().publish()
    assert changes(get, quiet.about.url)["cursor"] == str(START + 1)


@pytest.mark.parametrize("cursor", ["", "-1", "1.5", "x", "9" * 23, "１", "0x10", " 1"])
def test_what_is_no_cursor_is_refused(get: Get, quiet: Tree, cursor: str) -> None:
    problem = get("/@changes", {"since": cursor}, status=400).json()
    assert problem["errors"][0]["loc"] == ["query", "since"]


def test_a_cursor_that_was_never_given_out_means_to_start_again(get: Get, quiet: Tree) -> None:
    assert get("/@changes", {"since": "999999999999"}, status=410).json()["type"] == "Gone"


@pytest.mark.usefixtures("quiet")
def test_an_unknown_parameter_is_refused(get: Get) -> None:
    get("/@changes", {"sinse": "1"}, status=400)


def test_old_changes_are_pruned_and_an_older_cursor_starts_again(get: Get, quiet: Tree) -> None:
    with freeze_time(timezone.now() - timedelta(days=100)):
        for _number in range(3):
            quiet.news.save_revision().publish()
            number_changes()
    quiet.report.save_revision().publish()
    number_changes()
    newest = latest_number()
    call_command("prune_changes", stdout=StringIO())
    assert list(Change.objects.values_list("number", flat=True)) == [newest]
    get("/@changes", {"since": str(START)}, status=410)
    get("/@changes", {"since": str(newest - 2)}, status=410)
    assert len(changes(get, since=newest - 1)["items"]) == 1
    assert len(changes(get, since=0)["items"]) == 1


def test_numbers_go_on_when_all_that_was_is_old(quiet: Tree) -> None:
    quiet.news.save_revision().publish()
    number_changes()
    newest = latest_number()
    prune_changes(timezone.now() + timedelta(days=1))
    assert latest_number() == newest


def test_a_rebuild_of_an_empty_catalog_says_nothing(get: Get, quiet: Tree) -> None:
    CatalogEntry.objects.all().delete()
    list(rebuild())
    assert told(get) == []


def test_a_rebuild_tells_of_what_had_not_been_noticed(get: Get, quiet: Tree) -> None:
    Page.objects.filter(pk=quiet.news.pk).update(live=False)
    list(rebuild())
    assert ("removed", quiet.news.url, None) in told(get)


def test_another_root_of_the_site_moves_every_address(get: Get, quiet: Tree) -> None:
    other = HomePage(title="Другая", slug="other")
    Page.get_first_root_node().add_child(instance=other)
    site = Site.objects.get()
    site.root_page = other
    site.save()
    number_changes()
    assert Change.objects.filter(kind="removed").count() == len(quiet.pages)


def test_a_batch_costs_the_same_whatever_its_size(
    get: Get, quiet: Tree, django_assert_max_num_queries: Any
) -> None:
    for _number in range(20):
        StandardPageFactory(parent=quiet.home)
    number_changes()
    get("/@changes", {"since": "0"})
    with django_assert_max_num_queries(12):
        assert len(get("/@changes", {"since": "0"}).json()["items"]) == 20


def test_rows_that_a_crash_has_left_are_numbered_by_the_next(quiet: Tree) -> None:
    quiet.news.save_revision().publish()  # a test's transaction is never committed: nobody has numbered it
    assert Change.objects.filter(number=None).count() == 1
    call_command("deliver_webhooks")
    assert not Change.objects.filter(number=None).exists()


def test_a_change_that_is_rolled_back_leaves_no_row(quiet: Tree) -> None:
    with transaction.atomic():
        quiet.news.unpublish()
        assert Change.objects.exists()
        transaction.set_rollback(True)
    assert not Change.objects.exists()


@contextmanager
def elsewhere(work: Callable[[], None]) -> Iterator[threading.Thread]:
    """Do something in another thread, on a connection of its own, which ends with the block."""

    def run() -> None:
        try:
            work()
        finally:
            connection.close()

    thread = threading.Thread(target=run)
    thread.start()
    try:
        yield thread
    finally:
        thread.join(30)
        assert not thread.is_alive()


def rename(page: Page, title: str) -> None:
    """Change a public page; not by publishing, in which Wagtail's own search index makes writers wait for each other."""
    Page.objects.filter(pk=page.pk).update(title=title)
    write_page(page)


@pytest.mark.django_db(transaction=True)
def test_who_commits_late_gets_the_higher_number() -> None:
    if connection.vendor != "postgresql":
        pytest.skip("SQLite lets only one write at a time")
    home = HomePage.objects.get()
    slow, quick = (StandardPageFactory(parent=home, title=title) for title in ("Медленная", "Быстрая"))
    Change.objects.all().delete()
    is_written, may_commit = threading.Event(), threading.Event()

    def write_slowly() -> None:
        with transaction.atomic():
            rename(slow, "1")
            is_written.set()
            may_commit.wait(20)

    with elsewhere(write_slowly):
        assert is_written.wait(20)
        rename(quick, "2")
        before = list(Change.objects.exclude(number=None).values_list("page_id", flat=True))
        seen = latest_number()
        may_commit.set()
    assert before == [quick.pk]
    late = Change.objects.get(page_id=slow.pk)
    assert late.number == seen + 1
    assert late.pk < Change.objects.get(page_id=quick.pk).pk  # its row was there first


@pytest.mark.django_db(transaction=True)
def test_a_reader_that_keeps_the_highest_number_misses_nothing_while_many_write() -> None:
    home = HomePage.objects.get()
    pages = [StandardPageFactory(parent=home) for _number in range(3)]
    Change.objects.all().delete()
    finished = threading.Event()
    seen: list[int] = []

    def read() -> None:
        cursor = START
        while True:
            is_last = finished.wait(0.01)  # without a pause it would keep the writers of SQLite out for good
            latest = latest_number()
            batch = Change.objects.filter(number__gt=cursor, number__lte=latest).order_by("number")
            seen.extend(number or 0 for number in batch.values_list("number", flat=True))
            cursor = latest
            if is_last:
                return

    def write(page: Page) -> Callable[[], None]:
        def work() -> None:
            for turn in range(10):
                with transaction.atomic():
                    rename(page, f"{turn}")

        return work

    with elsewhere(read):
        with elsewhere(write(pages[0])), elsewhere(write(pages[1])), elsewhere(write(pages[2])):
            pass
        finished.set()
    numbers = list(Change.objects.order_by("number").values_list("number", flat=True))
    assert None not in numbers
    assert seen == numbers == list(range(START + 1, START + 1 + len(numbers)))
    assert len(numbers) == 30
