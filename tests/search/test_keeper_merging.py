"""Merging two hashtags moves everything, and undoing it gives everything back."""

from typing import Any
from urllib.parse import quote

import pytest
from django.contrib.auth.models import User
from django.test import Client
from wagtail.models import ModelLogEntry, Page

from home.roles import press_service
from search.checking import differences
from search.keeper.merging import merge
from search.keeper.undoing import CannotUndo, undo
from search.models import EntryHashtag, Hashtag, HashtagAlias, HashtagTally
from tests.factories import FACTORIES, HASHTAG, NewsPageFactory, PlanPageFactory, Tree, paragraph

pytestmark = pytest.mark.django_db

KEY = HASHTAG.casefold()


@pytest.fixture
def kept(tree: Tree) -> Hashtag:
    """The hashtag of the whole tree."""
    return Hashtag.objects.get(slug=KEY)


@pytest.fixture
def wrong(kept: Hashtag, tree: Tree) -> Hashtag:
    """A misspelt one, wherever a hashtag can stand."""
    NewsPageFactory(parent=tree.news_index, title="Живая", hashtags=["НиделяДобра"])
    NewsPageFactory(parent=tree.news_index, title="Обе", hashtags=["НиделяДобра", HASHTAG, "Ещё"])
    NewsPageFactory(parent=tree.news_index, title="Черновик", hashtags=["НиделяДобра"], live=False)
    NewsPageFactory(parent=tree.news_index, title="В тексте", body=[paragraph("И #ниделядобра тоже.")])
    page = NewsPageFactory(parent=tree.news_index, title="С черновиком", hashtags=["Ещё"])
    page.hashtags.add("НиделяДобра")
    page.save_revision()
    PlanPageFactory(parent=tree.order, items=[{"title": "Дело #НиделяДобра", "deadline": ""}])
    return Hashtag.objects.get(slug="ниделядобра")


def snapshot() -> dict[str, Any]:
    """All that speaks of hashtags: rows, revisions, entries, tallies, names."""
    rows = {}
    for model, factory in FACTORIES.items():
        for page in model.objects.all() if hasattr(model, "hashtags") else []:
            rows[page.title] = sorted(page.hashtag_links.values_list("pk", "tag"))
            contents = page.revisions.order_by("pk").values_list("content", flat=True)
            rows[f"{page.title} {factory}"] = [content["hashtag_links"] for content in contents]
    return {
        "rows": rows,
        "tags": sorted(Hashtag.objects.values_list("pk", "name", "slug", "description", "is_official")),
        "entries": sorted(EntryHashtag.objects.values_list("entry", "hashtag", "type", "date", "listed")),
        "tallies": sorted(
            HashtagTally.objects.filter(entries__gt=0).values_list("hashtag", "entries", "last")
        ),
        "aliases": sorted(HashtagAlias.objects.values_list("key", "hashtag")),
    }


def names_of(title: str, *, in_draft: bool = False) -> list[str]:
    page = Page.objects.get(title=title).specific
    page = page.get_latest_revision_as_object() if in_draft else page
    return sorted(tag.name for tag in page.hashtags.all())


def test_everything_moves_to_the_kept_hashtag(wrong: Hashtag, kept: Hashtag) -> None:
    merge(wrong, kept)
    assert names_of("Живая") == names_of("Живая", in_draft=True) == [HASHTAG]
    assert names_of("Обе") == names_of("Обе", in_draft=True) == ["Ещё", HASHTAG]
    assert names_of("Черновик") == names_of("Черновик", in_draft=True) == [HASHTAG]
    assert names_of("С черновиком") == ["Ещё"]
    assert names_of("С черновиком", in_draft=True) == ["Ещё", HASHTAG]
    assert not Hashtag.objects.filter(slug="ниделядобра").exists()
    assert list(differences()) == []


def test_texts_stay_and_count_as_the_kept_hashtag(wrong: Hashtag, kept: Hashtag, client: Client) -> None:
    merge(wrong, kept)
    page = Page.objects.get(title="В тексте").specific
    assert "#ниделядобра" in page.text
    assert [tag.pk for tag in page.catalog_entries.get().hashtags.all()] == [kept.pk]
    page.save_revision().publish()
    assert not Hashtag.objects.filter(slug="ниделядобра").exists()
    response = client.get(f"/hashtags/{quote('НиделяДобра')}/")
    assert (response.status_code, response["Location"]) == (301, f"/hashtags/{quote(KEY)}/")
    assert list(differences()) == []


def test_a_draft_and_an_old_revision_are_published_with_the_kept_hashtag(
    wrong: Hashtag, kept: Hashtag
) -> None:
    merge(wrong, kept)
    for title in ("Черновик", "С черновиком"):
        Page.objects.get(title=title).specific.latest_revision.publish()
        assert HASHTAG in names_of(title)
    assert list(differences()) == []


def test_undoing_restores_exactly_what_was(wrong: Hashtag, kept: Hashtag) -> None:
    before = snapshot()
    undone = undo(merge(wrong, kept))
    assert undone.left == []
    assert snapshot() == before
    assert list(differences()) == []


def test_a_page_that_was_changed_meanwhile_is_left_and_named(wrong: Hashtag, kept: Hashtag) -> None:
    entry = merge(wrong, kept)
    page = Page.objects.get(title="Живая").specific
    page.lead = "Иначе."
    page.save_revision().publish()
    Page.objects.get(title="Обе").delete()
    undone = undo(entry)
    assert [each.title for each in undone.left] == ["Живая"]
    assert names_of("Живая") == [HASHTAG]
    assert names_of("Черновик") == ["НиделяДобра"]
    assert list(differences()) == []


def test_a_merge_is_undone_once_and_the_later_one_first(wrong: Hashtag, kept: Hashtag) -> None:
    before = snapshot()
    other = Hashtag.objects.create(name="ДобраяНеделя")
    first = merge(wrong, kept)
    second = merge(kept, other)
    with pytest.raises(CannotUndo):
        undo(first)
    undo(second)
    undo(first)
    other.delete()
    assert snapshot() == before
    with pytest.raises(CannotUndo):
        undo(first)


def test_merging_again_after_undoing_leaves_the_first_log_entry_alone(wrong: Hashtag, kept: Hashtag) -> None:
    first = merge(wrong, kept)
    again = merge(undo(first).hashtag, kept)
    with pytest.raises(CannotUndo):
        undo(first)
    undo(again)


def test_names_of_before_follow_a_merged_hashtag_and_come_back(wrong: Hashtag, kept: Hashtag) -> None:
    wrong.name = "НидельяДобра"
    wrong.save()
    entry = merge(wrong, kept)
    assert set(kept.aliases.values_list("key", flat=True)) == {"ниделядобра", "нидельядобра"}
    tag = undo(entry).hashtag
    assert list(tag.aliases.values_list("key", flat=True)) == ["ниделядобра"]
    assert list(differences()) == []


def test_a_hashtag_is_not_merged_with_itself(kept: Hashtag) -> None:
    with pytest.raises(ValueError, match="itself"):
        merge(kept, kept)


@pytest.fixture
def keeper(client: Client, tree: Tree) -> Client:
    """A signed-in press officer."""
    user = User.objects.create_user("press")
    user.groups.add(press_service(tree.home))
    client.force_login(user)
    return client


def test_a_keeper_chooses_confirms_merges_and_undoes(keeper: Client, wrong: Hashtag, kept: Hashtag) -> None:
    before = snapshot()
    choose = keeper.get(f"/admin/hashtags/merge/{wrong.pk}/").content.decode()
    address = f"/admin/hashtags/merge/{wrong.pk}/{kept.pk}/"
    assert address in choose
    assert address in keeper.get(f"/admin/hashtags/merge/{wrong.pk}/", {"q": "#НЕДЕЛЯ"}).content.decode()
    confirmation = keeper.get(address).content.decode()
    assert "на сайте: 2, черновиков: 2" in confirmation
    assert "только в тексте: 2" in confirmation
    assert keeper.post(address).status_code == 302
    entry = ModelLogEntry.objects.get(action="hashtag.merge")
    assert entry.user.username == "press"
    log = keeper.get("/admin/hashtags/log/").content.decode()
    assert f"/admin/hashtags/log/{entry.pk}/undo/" in log
    assert "Присоединён #НиделяДобра: страниц — 2, черновиков — 2" in log
    assert keeper.post(f"/admin/hashtags/log/{entry.pk}/undo/").status_code == 302
    assert snapshot() == before
    log = keeper.get("/admin/hashtags/log/").content.decode()
    assert "/undo/" not in log
    assert "отделён от #НеделяДобра: страниц — 4" in log


def test_nothing_is_merged_or_undone_by_a_link(keeper: Client, wrong: Hashtag, kept: Hashtag) -> None:
    keeper.get(f"/admin/hashtags/merge/{wrong.pk}/{kept.pk}/")
    entry = merge(wrong, kept)
    assert keeper.get(f"/admin/hashtags/log/{entry.pk}/undo/").status_code == 405


def test_who_may_not_keep_hashtags_is_refused_and_that_is_logged(
    client: Client, tree: Tree, wrong: Hashtag, kept: Hashtag, caplog: pytest.LogCaptureFixture
) -> None:
    entry = merge(Hashtag.objects.create(name="Ещё2"), kept)
    user = User.objects.create_user("editor")
    user.groups.add(press_service(tree.home))
    permissions = user.groups.get().permissions
    permissions.remove(permissions.get(codename="change_hashtag"))
    client.force_login(user)
    for address in (f"merge/{wrong.pk}/{kept.pk}/", f"log/{entry.pk}/undo/"):
        caplog.clear()
        assert client.post(f"/admin/hashtags/{address}").status_code == 302
        assert "may not change hashtags" in caplog.text
    assert Hashtag.objects.filter(pk=wrong.pk).exists()
