"""The catalog says what the public may see, at every moment of a page's life."""

import datetime
from collections import deque
from collections.abc import Callable
from io import StringIO
from typing import Any

import pytest
from django.contrib.auth.models import Group
from django.core.management import CommandError, call_command
from django.utils import timezone
from wagtail.models import Page, PageViewRestriction, Site

from home.models import OrganisationPage
from news.models import EventReportPage, NewsPage
from plans.models import PlanItem, PlanPage
from search.catalog import rebuild
from search.checking import differences
from search.models import CatalogEntry, Hashtag
from search.query import Query
from search.records import plain_record
from tests.factories import (
    NewsPageFactory,
    OrganisationPageFactory,
    StandardPageFactory,
    Tree,
)


def entry_of(page: Page) -> CatalogEntry | None:
    """Return the page's own entry as it stands in the database now."""
    return CatalogEntry.objects.filter(page=page, fragment="").first()


def assert_catalog_is_true() -> None:
    """Fail with every difference between the catalog and the pages."""
    assert list(differences()) == []


@pytest.mark.usefixtures("tree")
def test_every_published_page_has_an_entry() -> None:
    assert CatalogEntry.objects.pages().count() == Page.objects.live().filter(depth__gt=1).count()
    assert_catalog_is_true()


def test_a_new_installation_has_its_home_page_in_the_catalog(home: Page) -> None:
    assert entry_of(home) is not None
    assert_catalog_is_true()


def test_an_entry_holds_what_a_card_shows(tree: Tree) -> None:
    entry = entry_of(tree.report)
    assert entry is not None
    assert entry.title == tree.report.title
    assert entry.url == tree.report.url
    assert entry.date == tree.report.start
    assert entry.organisation_id == tree.school.pk
    assert [size["width"] for size in entry.pictures] == sorted(size["width"] for size in entry.pictures)
    assert entry.picture_alt == "Дети сажают деревья у школы"
    assert entry.about == tree.report.plan_item.uid


def test_a_draft_has_no_entry(home: Page) -> None:
    assert entry_of(StandardPageFactory(live=False)) is None
    assert_catalog_is_true()


def test_a_page_that_a_program_adds_as_live_is_in_the_catalog(tree: Tree) -> None:
    page = tree.news_index.add_child(instance=NewsPage(title="Новость из программы #МетроШколе", live=True))
    assert CatalogEntry.objects.tagged("метрошколе").get().page_id == page.pk
    assert_catalog_is_true()


def test_an_edited_draft_of_a_live_page_does_not_leak(tree: Tree) -> None:
    tree.news.title = "Ещё не объявлено"
    tree.news.hashtags.add("СекретноеСобытие")
    tree.news.save_revision()
    entry = entry_of(tree.news)
    assert entry is not None
    assert entry.title != "Ещё не объявлено"
    assert not CatalogEntry.objects.tagged("СекретноеСобытие").exists()
    assert_catalog_is_true()


def test_a_tag_added_to_a_published_page_is_found_once_it_is_published(tree: Tree) -> None:
    tree.news.hashtags.add("ОсенниеСтарты")
    tree.news.save_revision().publish()
    assert CatalogEntry.objects.tagged("#осенниестарты").get().page_id == tree.news.pk
    assert_catalog_is_true()


def test_a_tag_taken_off_is_gone(tree: Tree) -> None:
    tree.news.hashtags.remove("#НЕДЕЛЯДОБРА")
    tree.news.save_revision().publish()
    assert not CatalogEntry.objects.tagged("НеделяДобра").filter(page=tree.news).exists()
    assert_catalog_is_true()


def test_hashtags_written_in_the_text_count_as_hashtags_of_the_page(tree: Tree) -> None:
    page = NewsPageFactory(parent=tree.news_index, body=[("paragraph", "<p>Ждём всех! #СпортЗаречья</p>")])
    assert page.subjects == ["СпортЗаречья"]
    assert CatalogEntry.objects.tagged("спортзаречья").get().page_id == page.pk


def test_unpublishing_takes_the_page_and_its_parts_out(tree: Tree) -> None:
    assert CatalogEntry.objects.filter(page=tree.plan).parts().exists()
    tree.plan.unpublish()
    assert not CatalogEntry.objects.filter(page=tree.plan).exists()
    assert_catalog_is_true()


def test_deleting_takes_the_page_and_all_below_it_out(tree: Tree) -> None:
    Page.objects.get(pk=tree.order.pk).delete()
    assert not CatalogEntry.objects.filter(page__in=[tree.order.pk, tree.plan.pk]).exists()
    assert_catalog_is_true()


def test_a_moved_page_is_found_at_its_new_address(tree: Tree) -> None:
    other = OrganisationPageFactory(parent=tree.organisations, title="Гимназия у парка")
    tree.report.move(other, pos="last-child")
    entry = entry_of(tree.report)
    assert entry is not None
    assert entry.url == EventReportPage.objects.get(pk=tree.report.pk).url
    assert entry.organisation_id == other.pk
    assert_catalog_is_true()


def test_a_new_slug_changes_the_addresses_of_all_below(
    tree: Tree, django_capture_on_commit_callbacks: Callable[..., Any]
) -> None:
    tree.order.slug = "nedelya-dobra"
    with django_capture_on_commit_callbacks(execute=True):
        tree.order.save_revision().publish()
    entry = entry_of(tree.plan)
    assert entry is not None
    assert "/nedelya-dobra/" in entry.url
    assert_catalog_is_true()


@pytest.mark.parametrize("kind", ["login", "password", "groups"])
def test_a_restricted_page_and_its_descendants_are_out_until_it_is_free_again(tree: Tree, kind: str) -> None:
    restriction = PageViewRestriction.objects.create(page=tree.order, restriction_type=kind, password="ключ")
    restriction.groups.add(Group.objects.create(name="Свои"))
    assert not CatalogEntry.objects.filter(page__in=[tree.order.pk, tree.plan.pk]).exists()
    assert_catalog_is_true()
    restriction.delete()
    assert entry_of(tree.plan) is not None
    assert_catalog_is_true()


def test_a_page_published_below_a_restricted_one_stays_out(tree: Tree) -> None:
    PageViewRestriction.objects.create(page=tree.news_index, restriction_type="login")
    assert entry_of(NewsPageFactory(parent=tree.news_index)) is None
    assert_catalog_is_true()


def test_a_page_moved_under_a_restricted_one_goes_out(tree: Tree) -> None:
    closed = OrganisationPageFactory(parent=tree.organisations, title="Закрытая школа")
    PageViewRestriction.objects.create(page=closed, restriction_type="login")
    tree.report.move(closed, pos="last-child")
    assert entry_of(tree.report) is None
    assert_catalog_is_true()


def test_scheduled_publishing_and_expiry_write_the_catalog(tree: Tree) -> None:
    page = NewsPageFactory(parent=tree.news_index, live=False)
    page.go_live_at = timezone.now() - datetime.timedelta(minutes=1)
    page.save_revision(approved_go_live_at=page.go_live_at)
    call_command("publish_scheduled")
    assert entry_of(page) is not None

    NewsPage.objects.filter(pk=page.pk).update(expire_at=timezone.now() - datetime.timedelta(minutes=1))
    call_command("publish_scheduled")
    assert entry_of(page) is None
    assert_catalog_is_true()


def test_a_copied_page_has_an_entry_of_its_own(tree: Tree) -> None:
    copy = tree.news.copy(update_attrs={"slug": "kopiya"}, keep_live=True)
    assert entry_of(copy) is not None
    assert_catalog_is_true()


def test_an_alias_follows_the_page_it_mirrors(tree: Tree) -> None:
    alias = tree.news.create_alias(parent=tree.news_index, update_slug="dvojnik")
    tree.news.title = "Новое имя новости"
    tree.news.save_revision().publish()
    entry = entry_of(alias)
    assert entry is not None
    assert entry.title == "Новое имя новости"
    assert_catalog_is_true()


def test_a_renamed_organisation_is_found_by_its_new_name(tree: Tree) -> None:
    tree.school.title = "Лицей космонавтики"
    tree.school.save_revision().publish()
    found = Query.parse("лицей космонавтика").found(CatalogEntry.objects.all()).pages()
    assert {entry.page_id for entry in found} >= {tree.school.pk, tree.report.pk}
    assert_catalog_is_true()


def test_a_deleted_picture_leaves_the_cards(tree: Tree) -> None:
    assert tree.news.picture is not None
    tree.news.picture.delete()
    entry = entry_of(tree.news)
    assert entry is not None
    assert entry.pictures == []


def test_a_new_description_of_a_picture_reaches_the_cards(tree: Tree) -> None:
    picture = tree.news.picture
    picture.description = "Ряд молодых лип"
    picture.save()
    entry = entry_of(tree.news)
    assert entry is not None
    assert entry.picture_alt == "Ряд молодых лип"
    assert_catalog_is_true()


def test_plan_items_are_entries_with_an_anchor_and_days(tree: Tree) -> None:
    item = CatalogEntry.objects.of_type("plans.PlanItem").get(title__startswith="Посадка")
    assert item.get_absolute_url() == f"{tree.plan.url}#{item.fragment}"
    assert item.end == datetime.date(2026, 10, 15)
    assert [tag.name for tag in item.hashtags.all()] == ["НеделяДобра"]


def test_a_changed_text_is_found_by_its_new_words_and_no_longer_by_the_old(tree: Tree) -> None:
    assert Query.parse("суббота").found(CatalogEntry.objects.all()).filter(page=tree.news).exists()
    tree.news.body = [("paragraph", "<p>Больше ста саженцев за воскресенье.</p>")]
    tree.news.save_revision().publish()
    assert Query.parse("воскресенье").found(CatalogEntry.objects.all()).filter(page=tree.news).exists()
    assert not Query.parse("суббота").found(CatalogEntry.objects.all()).filter(page=tree.news).exists()


def test_an_items_entry_keeps_its_id_when_the_plan_is_published_again(tree: Tree) -> None:
    before = dict(CatalogEntry.objects.filter(page=tree.plan).values_list("fragment", "pk"))
    PlanPage.objects.get(pk=tree.plan.pk).save_revision().publish()
    assert dict(CatalogEntry.objects.filter(page=tree.plan).values_list("fragment", "pk")) == before


def test_a_removed_item_leaves_the_catalog(tree: Tree) -> None:
    plan = PlanPage.objects.get(pk=tree.plan.pk)
    section = plan.sections.first()
    section.items.remove(section.items.first())
    plan.sections.add(section)
    plan.save_revision().publish()
    assert CatalogEntry.objects.filter(page=plan).parts().count() == 1
    assert_catalog_is_true()


def run(command: str) -> str:
    """Return what a management command prints."""
    output = StringIO()
    call_command(command, stdout=output)
    return output.getvalue()


@pytest.mark.usefixtures("tree")
def test_rebuilding_restores_a_spoilt_catalog() -> None:
    assert "совпадает" in run("check_catalog")
    CatalogEntry.objects.order_by("-pk")[0].delete()
    CatalogEntry.objects.filter(fragment="").update(title="Испорчено")
    with pytest.raises(CommandError):
        run("check_catalog")
    run("rebuild_catalog")
    assert "совпадает" in run("check_catalog")


def test_rebuilding_takes_out_what_nobody_may_see(tree: Tree) -> None:
    Page.objects.filter(pk=tree.news.pk).update(live=False)
    with pytest.raises(CommandError):
        run("check_catalog")
    run("rebuild_catalog")
    assert entry_of(tree.news) is None


def test_a_site_goes_with_its_root_page(tree: Tree, django_capture_on_commit_callbacks: Any) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        Page.objects.get(pk=tree.home.pk).delete()
    assert not CatalogEntry.objects.exists()


@pytest.mark.usefixtures("tree")
def test_a_page_outside_every_site_is_not_found() -> None:
    Site.objects.all().delete()
    run("rebuild_catalog")
    assert not CatalogEntry.objects.exists()


def test_an_entry_is_called_what_its_document_calls_itself(tree: Tree) -> None:
    entry = entry_of(tree.order)
    assert entry is not None
    assert (entry.called, entry.type_title) == ("Приказ", "документ")


def test_an_unpublished_page_does_not_come_back_with_a_rebuild_under_way(tree: Tree) -> None:
    under_way = rebuild()
    next(under_way)
    tree.news.unpublish()
    Page.objects.get(pk=tree.report.pk).delete()
    deque(under_way, maxlen=0)
    assert entry_of(tree.news) is None
    assert_catalog_is_true()


def test_a_plan_follows_the_date_and_the_school_year_of_its_order(tree: Tree) -> None:
    PlanPage.objects.filter(pk=tree.plan.pk).update(school_year="")
    tree.order.date = datetime.date(2025, 9, 2)
    tree.order.school_year = "2025/2026"
    tree.order.save_revision().publish()
    plan = entry_of(tree.plan)
    assert plan is not None
    assert plan.date == datetime.date(2025, 9, 2)
    assert PlanItem.objects.get(number="1.").end == datetime.date(2025, 10, 15)
    assert_catalog_is_true()


def test_an_unpublished_organisation_is_named_nowhere_until_it_is_public_again(tree: Tree) -> None:
    tree.school.unpublish()
    entry = entry_of(tree.report)
    assert entry is not None
    assert entry.organisation_id is None
    assert_catalog_is_true()
    OrganisationPage.objects.get(pk=tree.school.pk).save_revision().publish()
    entry = entry_of(tree.report)
    assert entry is not None
    assert entry.organisation_id == tree.school.pk
    assert_catalog_is_true()


def test_an_organisation_that_expires_is_named_nowhere(tree: Tree) -> None:
    expired = timezone.now() - datetime.timedelta(minutes=1)
    OrganisationPage.objects.filter(pk=tree.school.pk).update(expire_at=expired)
    call_command("publish_scheduled")
    entry = entry_of(tree.report)
    assert entry is not None
    assert entry.organisation_id is None
    assert_catalog_is_true()


def test_a_deleted_picture_gives_its_card_to_the_next_one(tree: Tree) -> None:
    first, second = [photo.picture for photo in tree.report.photos.all()]
    first.delete()
    entry = entry_of(tree.report)
    assert entry is not None
    assert entry.picture_id == second.pk
    assert_catalog_is_true()


def test_a_renamed_hashtag_is_found_by_its_new_name(tree: Tree) -> None:
    page = NewsPageFactory(parent=tree.news_index, hashtags=["СтароеИмя"])
    tag = Hashtag.objects.get(slug="староеимя")
    tag.name = "НовоеИмя"
    tag.save()
    assert Query.parse("НовоеИмя").found(CatalogEntry.objects.all()).get().page_id == page.pk
    assert_catalog_is_true()


def test_a_deleted_hashtag_leaves_the_pages(tree: Tree) -> None:
    Hashtag.objects.get(slug="неделядобра").delete()
    entry = entry_of(tree.news)
    assert entry is not None
    assert not entry.hashtags.exists()
    assert_catalog_is_true()


def test_a_site_with_another_root_leads_to_its_own_pages(tree: Tree) -> None:
    site = Site.objects.get(is_default_site=True)
    site.root_page = tree.documents.page_ptr
    site.save()
    entry = entry_of(tree.order)
    assert entry is not None
    assert entry.url == f"/{tree.order.slug}/"
    assert entry_of(tree.news) is None
    assert_catalog_is_true()


def test_a_restriction_moved_to_another_page_frees_the_first(tree: Tree) -> None:
    restriction = PageViewRestriction.objects.create(page=tree.order, restriction_type="login")
    restriction.page = tree.news
    restriction.save()
    assert entry_of(tree.plan) is not None
    assert entry_of(tree.news) is None
    assert_catalog_is_true()


@pytest.mark.usefixtures("tree")
def test_checking_a_tree_without_a_site_finds_it_empty(django_capture_on_commit_callbacks: Any) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        Site.objects.all().delete()
    assert list(differences()) == []


def test_an_undated_page_of_someone_elses_type_is_dated_today(tree: Tree) -> None:
    page = tree.home.add_child(instance=Page(title="Чужая страница", slug="chuzhaya", live=True))
    assert plain_record(page).date == timezone.localdate()
