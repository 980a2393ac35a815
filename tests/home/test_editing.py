"""Editing in the admin: drafts may be unfinished, publishing asks for what is missing, bad input is explained."""

from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client
from wagtail.test.utils.form_data import nested_form_data, rich_text, streamfield

from news.models import EventReportPage, NewsPage
from tests.factories import Tree


@pytest.fixture
def administrator(client: Client, db: None) -> Client:
    """A signed-in administrator."""
    client.force_login(User.objects.create_superuser("admin"))
    return client


def news_form(**values: Any) -> dict[str, Any]:
    """Return what the news form sends."""
    form = {
        "title": "Субботник",
        "slug": "subbotnik",
        "date": "2026-10-10",
        "body": streamfield([]),
        **values,
    }
    return nested_form_data(form)


def test_a_draft_needs_a_title_only(administrator: Client, tree: Tree) -> None:
    address = f"/admin/pages/add/news/newspage/{tree.news_index.pk}/"
    assert administrator.post(address, news_form()).status_code == 302
    draft = NewsPage.objects.get(slug="subbotnik")
    assert not draft.live


def test_publishing_asks_for_the_text(administrator: Client, tree: Tree) -> None:
    address = f"/admin/pages/add/news/newspage/{tree.news_index.pk}/"
    response = administrator.post(address, news_form(**{"action-publish": "1"}))
    assert response.status_code == 200
    assert "body" in response.context["form"].errors
    assert not NewsPage.objects.filter(slug="subbotnik").exists()

    body = streamfield([("paragraph", rich_text("<p>Посадили липы. #НеделяДобра</p>"))])
    assert administrator.post(address, news_form(body=body, **{"action-publish": "1"})).status_code == 302
    page = NewsPage.objects.get(slug="subbotnik")
    assert page.live
    assert page.subjects == ["НеделяДобра"]


def test_what_is_no_hashtag_is_explained(administrator: Client, tree: Tree) -> None:
    address = f"/admin/pages/add/news/newspage/{tree.news_index.pk}/"
    response = administrator.post(address, news_form(hashtags="Субботник, !!!"))
    assert "не хэштег" in str(response.context["form"].errors["hashtags"])


def test_the_editor_chooses_hashtags_in_any_spelling(administrator: Client, tree: Tree) -> None:
    address = f"/admin/pages/add/news/newspage/{tree.news_index.pk}/"
    administrator.post(address, news_form(hashtags="#неделядобра, #НоваяМетка"))
    page = NewsPage.objects.get(slug="subbotnik").get_latest_revision_as_object()
    assert {tag.name for tag in page.hashtags.all()} == {"НеделяДобра", "НоваяМетка"}


def test_an_event_cannot_end_before_it_begins(tree: Tree) -> None:
    report: EventReportPage = tree.report
    report.end = report.start.replace(day=1)
    with pytest.raises(Exception, match="раньше, чем началось"):
        report.full_clean()


def test_an_address_is_made_from_a_russian_title(tree: Tree) -> None:
    page = tree.news_index.add_child(instance=NewsPage(title="Щедрый вечер: «Ёлка» № 5", live=False))
    assert page.slug.isascii()
    assert page.slug.startswith("shchedryy-vecher")
    again = tree.news_index.add_child(instance=NewsPage(title="Щедрый вечер: «Ёлка» № 5", live=False))
    assert again.slug != page.slug


@pytest.mark.parametrize("title", ["!!!", "🎄🎄", "漢字", "а" * 255])
def test_any_title_gets_an_address(tree: Tree, title: str) -> None:
    page = tree.news_index.add_child(instance=NewsPage(title=title, live=False))
    assert page.slug
    assert page.slug.isascii()


def test_every_page_type_opens_in_the_editor(administrator: Client, tree: Tree) -> None:
    for page in tree.pages:
        assert administrator.get(f"/admin/pages/{page.pk}/edit/").status_code == 200, page


def test_every_page_type_is_previewed(administrator: Client, tree: Tree) -> None:
    for page in tree.pages:
        revision = page.save_revision()
        response = administrator.get(f"/admin/pages/{page.pk}/revisions/{revision.pk}/view/")
        assert response.status_code == 200, page
