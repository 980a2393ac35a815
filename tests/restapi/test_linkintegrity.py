"""`@linkintegrity`: what would break if pages were gone."""

from typing import Any

from django.contrib.auth.models import User
from django.test import Client
from wagtail.models import ReferenceIndex
from wagtail.rich_text import RichText

from home.roles import press_service
from tests.factories import StandardPageFactory, Tree
from tests.restapi.conftest import Get
from tests.restapi.shapes import held_to_promise


def linking_to(page: Any, title: str, **fields: Any) -> Any:
    """Return a page with a link to another one."""
    text = RichText(f'<p><a linktype="page" id="{page.pk}">Сюда</a></p>')
    made = StandardPageFactory(title=title, body=[("paragraph", text)], **fields)
    ReferenceIndex.create_or_update_for_object(made)
    return made


def breaches(get: Get, *pages: Any) -> list[tuple[str, list[str]]]:
    """Return what would break, as target and pages that link to it."""
    query = {"uids": ",".join(str(page.translation_key) for page in pages)}
    body = held_to_promise("linkintegrity", get("/@linkintegrity", query).json())
    return [
        (breach["target"]["title"], sorted(source["title"] for source in breach["sources"]))
        for page in body
        for breach in page["breaches"]
    ]


def test_links_to_a_page_and_below_it_are_named(get: Get, tree: Tree) -> None:
    below = StandardPageFactory(title="Ниже", parent=tree.about)
    linking_to(tree.about, "Первая")
    linking_to(below, "Вторая")
    linking_to(below, "Сестра", parent=tree.about)
    assert breaches(get, tree.about) == [(tree.about.title, ["Первая"]), ("Ниже", ["Вторая"])]
    (row,) = get("/@linkintegrity", {"uids": str(tree.about.translation_key)}).json()
    assert (row["title"], row["items_total"]) == (tree.about.title, 2)


def test_only_what_one_may_see_is_named(client: Client, get: Get, tree: Tree) -> None:
    linking_to(tree.about, "Черновик", live=False)
    hidden = StandardPageFactory(title="Скрыта", live=False)
    linking_to(hidden, "Открыта")
    assert breaches(get, tree.about, hidden) == []
    assert get("/@linkintegrity", {"uids": str(hidden.translation_key)}).json() == []
    press = User.objects.create_user("press")
    press.groups.add(press_service(tree.home))
    client.force_login(press)
    assert breaches(get, tree.about, hidden) == [(tree.about.title, ["Черновик"]), ("Скрыта", ["Открыта"])]


def test_nonsense_finds_nothing_and_too_much_is_refused(get: Get, tree: Tree) -> None:
    assert get("/@linkintegrity").json() == []
    assert get("/@linkintegrity", {"uids": "нет"}).json() == []
    get("/@linkintegrity", {"uids": ",".join("а" * 51)}, status=400)
