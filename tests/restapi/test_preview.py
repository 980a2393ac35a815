"""Previews: the link that shows one draft to whoever has it, for a while, and nothing else to anybody."""

from datetime import timedelta
from typing import Any
from urllib.parse import urlsplit

import pytest
from django.contrib.auth.models import User
from django.core import signing
from django.test import Client, override_settings
from django.urls import reverse
from django.utils import timezone
from freezegun import freeze_time
from wagtail.models import Collection, Page

from home.roles import press_service, school_editors
from restapi.telling.previews import SALT
from tests.factories import NewsPageFactory, OrganisationPageFactory, Tree
from tests.restapi.conftest import Get

FRONT_END = {"PREVIEW_URL": "https://front.example/preview?path={path}&token={token}"}


@pytest.fixture
def editor(tree: Tree) -> Client:
    """A client that is logged in as somebody of the press service."""
    user = User.objects.create_user("press")
    user.groups.add(press_service(tree.home))
    client = Client()
    client.force_login(user)
    return client


@pytest.fixture
def draft(tree: Tree) -> Page:
    """A published page with a later draft."""
    tree.news.title = "Черновик заголовка"
    tree.news.save_revision()
    return tree.news


def link(client: Client, page: Page, status: int = 200) -> Any:
    """Ask for the link of a page's draft."""
    response = client.post(f"{page.url}@preview-link", headers={"accept": "application/json"})
    assert response.status_code == status, response.content
    return response.json()


def address(client: Client, page: Page) -> str:
    """Return the link without its host."""
    parts = urlsplit(link(client, page)["@id"])
    return f"{parts.path}?{parts.query}"


def test_whoever_has_the_link_sees_the_draft(get: Get, editor: Client, draft: Page) -> None:
    assert get(draft.url).json()["title"] != "Черновик заголовка"
    answer = get(address(editor, draft))
    assert answer.json()["title"] == "Черновик заголовка"
    assert answer.json()["UID"] == str(draft.translation_key)
    assert answer["Cache-Control"] == "private, no-store"
    assert "noindex" in answer["X-Robots-Tag"]
    assert "ETag" not in answer


def test_a_page_that_never_was_published_has_a_preview(get: Get, editor: Client, tree: Tree) -> None:
    page = NewsPageFactory(parent=tree.news_index, title="Ещё не вышло", live=False)
    assert get(address(editor, page)).json()["title"] == "Ещё не вышло"
    get(page.url, status=404)


def test_the_link_hangs_on_the_page_too(get: Get, editor: Client, draft: Page, tree: Tree) -> None:
    token = link(editor, draft)["@id"].partition("token=")[2]
    assert get(f"/++api++{draft.url}@preview", {"token": token}).json()["title"] == "Черновик заголовка"
    get(f"/++api++{tree.about.url}@preview", {"token": token}, status=404)


def test_the_link_shows_the_draft_that_it_was_made_for(get: Get, editor: Client, draft: Page) -> None:
    shared = address(editor, draft)
    draft.title = "Следующая правка, ещё не для чужих глаз"
    draft.save_revision()
    assert get(shared).json()["title"] == "Черновик заголовка"


def test_the_link_says_when_it_ends_and_ends_then(get: Get, editor: Client, draft: Page) -> None:
    with freeze_time(timezone.now()) as clock:
        made = link(editor, draft)
        assert made["expires"] == timezone.localtime(timezone.now() + timedelta(hours=1)).isoformat(
            timespec="seconds"
        )
        path = made["@id"].removeprefix("http://testserver")
        clock.tick(timedelta(minutes=59))
        get(path)
        clock.tick(timedelta(minutes=2))
        expired = get(path, status=404).json()
    forged = get("/++api++/@preview?token=x", status=404).json()
    assert expired == forged


def test_every_other_token_is_refused_in_the_same_words(get: Get, editor: Client, draft: Page) -> None:
    good = link(editor, draft)["@id"].partition("token=")[2]
    gone = signing.dumps([999_999, None], salt=SALT)
    foreign = signing.dumps([draft.pk, 999_999], salt=SALT)
    other_salt = signing.dumps([draft.pk, draft.latest_revision_id], salt="other")
    bodies = [
        get("/++api++/@preview", {"token": token}, status=404).json()
        for token in ("", "x", good[:-1], good + "A", gone, foreign, other_salt, "é" * 10)
    ]
    bodies.append(get("/++api++/@preview", status=404).json())
    assert all(body == bodies[0] for body in bodies)


def test_a_revision_of_another_page_is_not_shown_by_a_page_s_token(get: Get, tree: Tree, draft: Page) -> None:
    mixed = signing.dumps([tree.about.pk, draft.latest_revision_id], salt=SALT)
    get("/++api++/@preview", {"token": mixed}, status=404)


def test_a_deleted_page_has_no_preview(get: Get, editor: Client, draft: Page) -> None:
    shared = address(editor, draft)
    Page.objects.get(pk=draft.pk).delete()
    get(shared, status=404)


def test_only_who_may_edit_the_page_makes_a_link(
    client: Client, tree: Tree, draft: Page, caplog: pytest.LogCaptureFixture
) -> None:
    link(client, draft, status=401)
    user = User.objects.create_user("school")
    user.groups.add(school_editors(tree.school, Collection.get_first_root_node()))
    client.force_login(user)
    link(client, draft, status=403)
    assert "school" in caplog.text
    stranger = OrganisationPageFactory(parent=tree.organisations, title="Чужая школа", live=False)
    link(client, stranger, status=404)
    link(client, tree.report)


def test_the_admin_leads_to_the_external_front_end(editor: Client, draft: Page, get: Get) -> None:
    edit, preview = (
        reverse("wagtailadmin_pages:edit", args=[draft.pk]),
        reverse("restapi_front_end_preview", args=[draft.pk]),
    )
    assert preview not in editor.get(edit).content.decode()
    assert editor.get(preview).status_code == 404
    with override_settings(RESTAPI=FRONT_END):
        assert preview in editor.get(edit).content.decode()
        response = editor.get(preview)
        assert response.status_code == 302
        start, _equals, token = response["Location"].partition("&token=")
        assert start == f"https://front.example/preview?path={draft.url}"
        assert "no-store" in response["Cache-Control"]
        assert get("/++api++/@preview", {"token": token}).json()["title"] == "Черновик заголовка"


def test_the_way_to_the_front_end_is_closed_to_who_may_not_edit(
    client: Client, tree: Tree, draft: Page
) -> None:
    user = User.objects.create_user("school")
    user.groups.add(school_editors(tree.school, Collection.get_first_root_node()))
    client.force_login(user)
    with override_settings(RESTAPI=FRONT_END):
        response = client.get(reverse("restapi_front_end_preview", args=[draft.pk]))
    assert response.status_code in (302, 403)
    assert "front.example" not in response.headers.get("Location", "")
