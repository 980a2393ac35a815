"""Loading the demo: once, twice, anew, beside what others have made, and when it fails."""

from collections.abc import Callable
from dataclasses import replace
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth.models import Group, User
from django.core.files.base import ContentFile
from django.core.management import CommandError, call_command
from django.utils import timezone
from wagtail.models import Collection, Page

from demo.loading.drawing import drawing
from demo.loading.files import demo_files
from demo.loading.loading import LoadingRefused, load, page_count
from demo.loading.marks import demo_collections, demo_pages
from demo.loading.people import demo_users
from demo.management.commands import load_demo
from demo.photos import photo
from demo.records import Town
from demo.town import build_town
from home.models import HomePage, OrganisationPage, Picture, StandardPage
from news.models import EventReportPage, NewsPage
from search import checking
from search.models import Hashtag
from tests.demo.small_town import PASSWORD, small_town

pytestmark = pytest.mark.django_db


@pytest.fixture
def town() -> Town:
    return small_town()


@pytest.fixture(autouse=True)
def _own_files(settings: Any, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = str(tmp_path)


@pytest.fixture
def load_small(town: Town) -> Callable[..., Any]:
    def run(**changes: Any) -> Any:
        reset = changes.pop("reset", False)
        return load(replace(town, **changes), PASSWORD, lambda: None, reset)

    return run


@pytest.fixture
def command(monkeypatch: pytest.MonkeyPatch, town: Town) -> Callable[..., str]:
    monkeypatch.setattr(load_demo, "build_town", lambda today: town)

    def run(*arguments: str) -> str:
        out = StringIO()
        call_command("load_demo", *arguments, verbosity=0, stdout=out)
        return out.getvalue()

    return run


def home() -> HomePage:
    return HomePage.objects.get()


def foreign_page(parent: Page, title: str = "Своя страница") -> StandardPage:
    page: StandardPage = parent.add_child(instance=StandardPage(title=title))
    return page


def test_page_count_counts_every_page(load_small: Callable[..., Any], town: Town) -> None:
    ticks: list[int] = []
    load(town, PASSWORD, lambda: ticks.append(1))
    assert len(ticks) == page_count(town)


@pytest.mark.parametrize("name", ["admin", "press"])
def test_user_of_somebody_else_is_left_alone(load_small: Callable[..., Any], name: str) -> None:
    theirs = User.objects.create_user(name, "boss@example.com", "другой пароль")
    people = load_small()
    theirs.refresh_from_db()
    assert people.taken == (name,)
    assert theirs.check_password("другой пароль")
    assert not theirs.groups.exists()


def test_home_page_that_somebody_has_named_stays(load_small: Callable[..., Any]) -> None:
    HomePage.objects.update(title="Наш портал", draft_title="Наш портал")
    load_small()
    assert home().title == "Наш портал"


def test_command_tells_a_generated_password_once(command: Callable[..., str]) -> None:
    said = command()
    password = said.partition("Пароль у всех один: ")[2].split()[0]
    assert User.objects.get(username="press").check_password(password)


def test_command_keeps_a_chosen_password_to_itself(command: Callable[..., str]) -> None:
    assert "секрет-города" not in command("--password", "секрет-города")
    assert User.objects.get(username="press").check_password("секрет-города")


def test_second_run_does_nothing_and_says_so(command: Callable[..., str]) -> None:
    command("--password", "первый")
    before = list(Page.objects.values_list("pk", "last_published_at")), demo_files()
    assert command("--password", "второй") == "Демонстрационный город уже загружен\n"
    assert (list(Page.objects.values_list("pk", "last_published_at")), demo_files()) == before
    assert User.objects.get(username="press").check_password("первый")


def test_other_content_is_refused(command: Callable[..., str]) -> None:
    foreign_page(home(), "Наши новости")
    with pytest.raises(CommandError, match="Наши новости") as refusal:
        command()
    assert refusal.value.returncode == 1
    assert not demo_pages().exists()
    assert not demo_users().exists()


def test_reset_loads_beside_other_content_and_keeps_it(
    command: Callable[..., str], django_capture_on_commit_callbacks: Any
) -> None:
    command("--password", "первый")
    mine = foreign_page(home())
    collection = demo_collections().get(name="Школа № 3")
    picture = Picture.objects.create(
        title="Моя",
        file=ContentFile(drawing("trees", 1, ()).original.file, name="mine.jpg"),
        collection=collection,
    )
    user = User.objects.create_user("teacher", "teacher@example.org")
    group = Group.objects.create(name="Редакторы: свои")
    old, uids = (
        set(demo_pages().values_list("pk", flat=True)),
        set(demo_pages().values_list("translation_key", flat=True)),
    )
    with django_capture_on_commit_callbacks(execute=True):
        command("--reset", "--password", "второй")
    assert StandardPage.objects.filter(pk=mine.pk).exists()
    picture.refresh_from_db()
    assert picture.collection == Collection.get_first_root_node()
    assert User.objects.filter(pk=user.pk).exists()
    assert Group.objects.filter(pk=group.pk).exists()
    assert not old & set(demo_pages().values_list("pk", flat=True))
    assert uids == set(demo_pages().values_list("translation_key", flat=True))
    assert User.objects.get(username="press").check_password("второй")
    assert list(checking.differences()) == []
    theirs = Picture.objects.exclude(pk=picture.pk).prefetch_related("renditions")
    sizes = {each.file.name for one in theirs for each in one.renditions.all()}
    assert demo_files() == {one.file.name for one in theirs} | sizes
    assert len(sizes) >= 3 * len(theirs)


def test_reset_refuses_to_take_other_pages_with_it(command: Callable[..., str]) -> None:
    command("--password", "первый")
    foreign_page(home().get_children().get(slug="o-proekte"), "История школы")
    with pytest.raises(CommandError, match="История школы"):
        command("--reset")
    assert StandardPage.objects.filter(title="История школы").exists()
    assert OrganisationPage.objects.count() == 3


def test_taken_address_is_refused(load_small: Callable[..., Any]) -> None:
    home().add_child(instance=StandardPage(title="Наши новости", slug="novosti"))
    with pytest.raises(LoadingRefused, match="Наши новости"):
        load_small(reset=True)


def test_failed_loading_leaves_no_page_and_no_file(load_small: Callable[..., Any], town: Town) -> None:
    unknown = photo("trees", "broken", "Посадка")
    broken = replace(town.reports[1], photos=(replace(unknown, motif="нет такого"),))
    with pytest.raises(KeyError):
        load_small(reports=(town.reports[0], broken))
    assert not demo_pages().exists()
    assert not demo_users().exists()
    assert not Picture.objects.exists()
    assert demo_files() == set()


@pytest.mark.once  # the other databases get the small one
def test_whole_town_loads(settings: Any) -> None:
    whole = build_town(timezone.localdate())
    load(whole, PASSWORD, lambda: None)
    assert list(checking.differences()) == []
    assert OrganisationPage.objects.count() == len(whole.organisations) >= 12
    assert EventReportPage.objects.count() == len(whole.reports)
    assert NewsPage.objects.count() == len(whole.news)
    assert Hashtag.objects.in_use().count() > 0
    assert Hashtag.objects.filter(description="").count() == 0
