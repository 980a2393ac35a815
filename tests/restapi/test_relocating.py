"""`@copy` and `@move`: pages come to another place by every name that Plone's clients give them."""

from typing import Any

import pytest
from django.test import override_settings
from wagtail.models import Page, PageLogEntry

from home.models import OrganisationPage, StandardPage
from restapi.access.grants import WRITE, Grant, put_grant
from restapi.http.problems import Problem
from restapi.writing import relocating
from search.checking import differences
from search.models import CatalogEntry
from tests.factories import OrganisationPageFactory, StandardPageFactory
from tests.restapi.town import OTHER_SCHOOL, PRESS, SCHOOL, Asker, Town, everything

HERE = "http://testserver"


def bring(ask: Asker, what: str, target: Page, source: Any, user: Any, status: int = 200) -> Any:
    return ask("POST", f"{target.url}@{what}", {"source": source}, user, status).json()


def names_of(page: Page) -> list[str]:
    return [
        f"{HERE}{page.url}",
        f"{HERE}/++api++{page.url}",
        f"/++api++{page.url}",
        page.url,
        page.url.rstrip("/"),
        str(page.translation_key),
        page.translation_key.hex,
    ]


@pytest.mark.parametrize("number", range(7))
def test_a_page_is_known_by_each_of_its_names(ask: Asker, town: Town, number: int) -> None:
    page, target = town.published, town.other_school
    source = names_of(page)[number]
    answer = bring(ask, "copy", target, source if number % 2 else [source], town.people[PRESS])
    assert answer == [{"source": f"{HERE}{page.url}", "target": f"{HERE}{target.url}{page.slug}/"}]


def test_a_copy_is_public_if_its_maker_may_publish(ask: Asker, town: Town) -> None:
    bring(ask, "copy", town.other_school, town.published.url, town.people[PRESS])
    copy = Page.objects.child_of(town.other_school).get(slug=town.published.slug)
    assert copy.live
    assert copy.owner == town.people[PRESS]
    assert CatalogEntry.objects.filter(page=copy).exists()
    assert PageLogEntry.objects.filter(page=copy, action="wagtail.copy").exists()


def test_a_copy_of_a_school_is_a_draft(ask: Asker, town: Town) -> None:
    answer = bring(ask, "copy", town.school, town.published.url, town.people[SCHOOL])
    assert answer[0]["target"].endswith(f"{town.published.slug}-1/")
    copy = Page.objects.get(slug=f"{town.published.slug}-1")
    assert not copy.live
    ask("GET", copy.url, status=404)
    ask("GET", copy.url, user=town.people[SCHOOL], status=200)


def test_what_stands_below_comes_too(ask: Asker, town: Town) -> None:
    press = town.people[PRESS]
    answer = bring(ask, "copy", town.tree.organisations, town.school.url, press)
    copy = Page.objects.get(slug=answer[0]["target"].rstrip("/").rpartition("/")[2])
    slugs = set(copy.get_children().values_list("slug", flat=True))
    assert {town.draft.slug, town.published.slug} <= slugs
    assert not list(differences())


def test_a_moved_page_has_another_address(ask: Asker, town: Town) -> None:
    page, target, press = town.published, town.other_school, town.people[PRESS]
    old = page.url
    answer = bring(ask, "move", target, page.url, press)
    assert answer == [{"source": f"{HERE}{old}", "target": f"{HERE}{target.url}{page.slug}/"}]
    ask("GET", f"{target.url}{page.slug}/", status=200)
    response = ask("GET", old, status=301)  # Wagtail remembers where it stood
    assert response["Location"].endswith(f"{target.url}{page.slug}/")
    assert PageLogEntry.objects.filter(page=page, action="wagtail.move", user=press).exists()
    assert not list(differences())


def test_a_taken_address_gets_a_number(ask: Asker, town: Town) -> None:
    press = town.people[PRESS]
    Page.objects.filter(pk=town.foreign_published.pk).update(slug=town.published.slug)
    foreign = StandardPageFactory(parent=town.tree.about, slug="odna")
    other = StandardPageFactory(parent=town.tree.home, slug="odna")
    draft = other.get_latest_revision_as_object()
    draft.title = "Новое название"
    draft.save_revision()
    bring(ask, "move", town.tree.about, other.url, press)
    moved = Page.objects.get(pk=other.pk).specific
    assert (moved.slug, foreign.slug) == ("odna-1", "odna")
    ask("POST", f"{moved.url}@workflow/publish", {}, press, 200)  # the draft has the new address too
    published = Page.objects.get(pk=other.pk)
    assert (published.title, published.slug) == ("Новое название", "odna-1")
    assert not list(differences())


def test_a_list_comes_whole_or_not_at_all(ask: Asker, town: Town) -> None:
    press = town.people[PRESS]
    before = everything()
    for bad in ("/net-takoj/", town.tree.news.url, town.tree.organisations.url):
        answer = bring(ask, "move", town.other_school, [town.published.url, bad], press, 400)
        assert answer["errors"][0]["loc"] == ["body", "source", 1]
    assert everything() == before
    answer = bring(
        ask, "move", town.other_school, [town.published.url, town.draft.url, town.draft.url], press
    )
    assert [row["target"].rstrip("/").rpartition("/")[2] for row in answer] == ["otchyot", "chernovik"]


def test_pages_of_other_sites_are_not_understood(ask: Asker, town: Town) -> None:
    before = everything()
    for source in (
        f"https://other.example{town.published.url}",
        f"//other.example{town.published.url}",
        "javascript:alert(1)",
        "http://[",
        "",
        "\x00",
        "😀",
        "00000000-0000-0000-0000-000000000000",
        "/../",
        "a" * 3000,
    ):
        bring(ask, "copy", town.other_school, source, town.people[PRESS], 400)
    odd: list[Any] = [None, 5, [], [[]], {}, [None], [town.published.url] * 101]
    for value in odd:
        bring(ask, "copy", town.other_school, value, town.people[PRESS], 400)
    assert everything() == before


def test_a_source_that_may_not_be_seen_is_refused_as_one_that_is_not_there(ask: Asker, town: Town) -> None:
    school, foreign = town.people[SCHOOL], town.foreign_draft
    for what in ("copy", "move"):
        there = [bring(ask, what, town.school, name, school, 400) for name in names_of(foreign)]
        missing = bring(ask, what, town.school, "/organizatsii/net/", school, 400)
        assert there == [missing] * len(there)


def test_what_may_be_seen_only_is_not_copied(ask: Asker, town: Town) -> None:
    before = everything()
    bring(ask, "copy", town.school, town.foreign_published.url, town.people[SCHOOL], 403)
    bring(ask, "move", town.school, town.foreign_published.url, town.people[SCHOOL], 403)
    assert everything() == before


def test_who_may_add_nothing_learns_nothing(ask: Asker, town: Town) -> None:
    for name in ("/net/", town.foreign_draft.url, town.published.url):
        bring(ask, "copy", town.school, name, town.people[OTHER_SCHOOL], 403)


def test_a_page_cannot_stand_within_itself(ask: Asker, town: Town) -> None:
    press = town.people[PRESS]
    child = StandardPageFactory(parent=town.tree.about)
    for what in ("copy", "move"):
        for target in (town.tree.about, child):
            answer = bring(ask, what, target, town.tree.about.url, press, 400)
            assert answer["errors"][0]["type"] == "within_itself"


def test_the_rules_of_page_types_hold_for_everybody(ask: Asker, town: Town) -> None:
    for what in ("copy", "move"):
        answer = bring(ask, what, town.tree.news_index, town.published.url, town.people[PRESS], 400)
        assert answer["errors"][0]["type"] == "wrong_type"


def test_a_locked_page_is_not_moved(ask: Asker, town: Town) -> None:
    Page.objects.filter(pk=town.published.pk).update(locked=True, locked_by=town.people[SCHOOL])
    answer = bring(ask, "move", town.other_school, town.published.url, town.people[PRESS], 403)
    assert "Анна school" in answer["detail"]


def test_a_token_of_a_section_does_not_reach_out_of_it(town: Town, rf: Any) -> None:
    request = rf.post("/", HTTP_HOST="testserver")
    narrow = [
        Grant(town.people[PRESS], section=town.school.path),
        Grant(town.people[PRESS], section=town.other_school.path),
        Grant(town.people[PRESS], frozenset({f"{WRITE}:news.NewsPage", "publish", "read_drafts"})),
        Grant(town.people[PRESS], frozenset({WRITE, "read_drafts"})),
    ]
    for grant in narrow:
        put_grant(request, grant)
        with pytest.raises(Problem) as refusal:
            relocating.move(town.other_school, [town.published.url], request)
        assert refusal.value.status == 403
    answer = relocating.copy(town.other_school, [town.published.url], request)
    assert not Page.objects.child_of(town.other_school).get(slug=town.published.slug).live, answer


def test_the_longest_address_leaves_room_for_the_number(ask: Asker, town: Town) -> None:
    slug = "a" * 255
    page = StandardPageFactory(parent=town.tree.about, slug=slug)
    bring(ask, "copy", town.tree.about, str(page.translation_key), town.people[PRESS])
    assert StandardPage.objects.filter(slug=f"{slug[:253]}-1").exists()


@override_settings(WAGTAILREDIRECTS_AUTO_CREATE=False)
def test_a_school_moves_between_sections_with_all_its_pages(ask: Asker, town: Town) -> None:
    school = OrganisationPageFactory(parent=town.tree.organisations)
    StandardPageFactory(parent=school, slug="o-nas")
    before = CatalogEntry.objects.count()
    bring(ask, "move", town.tree.organisations, school.url, town.people[PRESS])  # to the end of the list
    assert OrganisationPage.objects.child_of(town.tree.organisations).order_by("path").last() == school
    assert CatalogEntry.objects.count() == before
    assert not list(differences())
