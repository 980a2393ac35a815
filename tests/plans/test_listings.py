"""The press officer's listings: filters, search in any letter case, exports without formulas, others' rows unseen."""

from io import BytesIO
from typing import Any

import pytest
from django.contrib.auth.models import Group, Permission, User
from django.test import Client
from openpyxl import load_workbook
from wagtail.models import GroupPagePermission

from tests.factories import OrderIndexPageFactory, OrderPageFactory, PlanPageFactory, Tree

pytestmark = pytest.mark.django_db

ITEMS = "/admin/plans/planitem/"
ORGANISATIONS = "/admin/home/organisationpage/"


@pytest.fixture
def administrator(client: Client) -> Client:
    """A signed-in administrator."""
    client.force_login(User.objects.create_superuser("admin"))
    return client


@pytest.fixture
def editor_of(client: Client) -> Any:
    """A function that signs in someone who may edit below one page only."""

    def sign_in(page: Any) -> Client:
        group = Group.objects.create(name="Редакторы")
        group.permissions.add(
            Permission.objects.get(codename="access_admin"),
            Permission.objects.get(codename="change_planitem"),
        )
        for codename in ("add_page", "change_page"):
            permission = Permission.objects.get(codename=codename, content_type__app_label="wagtailcore")
            GroupPagePermission.objects.create(group=group, page=page, permission=permission)
        user = User.objects.create_user("editor")
        user.groups.add(group)
        client.force_login(user)
        return client

    return sign_in


def rows_of(response: Any) -> list[list[Any]]:
    """Return the rows of an exported spreadsheet, the header first."""
    content = b"".join(response.streaming_content) if response.streaming else response.content
    return [[cell.value for cell in row] for row in load_workbook(BytesIO(content)).active.iter_rows()]


def test_items_of_all_plans_stand_in_one_listing(administrator: Client, tree: Tree) -> None:
    page = administrator.get(ITEMS).content.decode()
    assert "Посадка деревьев у школ" in page
    assert tree.plan.title in page


@pytest.mark.parametrize("asked", ["ПОСАДКА", "посадка", "Посадка деревьев", "ДЕРЕВЬЕВ посадка"])
def test_the_search_folds_russian_letter_case(administrator: Client, tree: Tree, asked: str) -> None:
    page = administrator.get(ITEMS, {"q": asked}).content.decode()
    assert "Посадка деревьев у школ" in page
    assert "Классные часы" not in page


def test_items_are_filtered_by_the_kind_of_deadline(administrator: Client, tree: Tree) -> None:
    page = administrator.get(ITEMS, {"deadline_kind__exact": "all_year"}).content.decode()
    assert "Классные часы" in page
    assert "Посадка" not in page


def test_an_export_holds_the_rows_and_no_formula(administrator: Client, tree: Tree) -> None:
    PlanPageFactory(
        parent=tree.order, items=[{"number": "9", "title": "=HYPERLINK(A1)", "deadline": "октябрь"}]
    )
    header, *rows = rows_of(administrator.get(ITEMS, {"export": "xlsx"}))
    assert len(rows) == 3
    titles = [row[header.index("Мероприятие")] for row in rows]
    assert "'=HYPERLINK(A1)" in titles


def test_organisations_are_listed_with_what_they_have_published(administrator: Client, tree: Tree) -> None:
    header, row = rows_of(administrator.get(ORGANISATIONS, {"export": "xlsx"}))
    assert row[0] == tree.school.title
    assert row[header.index("Публикаций")] == 1


@pytest.mark.parametrize("text", ['"', "a\x00b", "я" * 3000, "%", "\\"])
@pytest.mark.parametrize("address", [ITEMS, ORGANISATIONS, "/admin/search/hashtag/"])
def test_any_search_is_answered(administrator: Client, tree: Tree, address: str, text: str) -> None:
    assert administrator.get(address, {"q": text}).status_code == 200


def test_someone_elses_items_are_not_listed(editor_of: Any, tree: Tree) -> None:
    own = OrderIndexPageFactory(title="Документы района")
    PlanPageFactory(parent=OrderPageFactory(parent=own), items=[{"number": "1", "title": "Наше дело"}])
    page = editor_of(own).get(ITEMS).content.decode()
    assert "Наше дело" in page
    assert "Посадка деревьев" not in page
    assert tree.plan.title not in page


def test_items_are_edited_in_their_plan_only(administrator: Client, tree: Tree) -> None:
    assert administrator.get(f"{ITEMS}create/").status_code in {302, 403}
    assert administrator.get(f"{ITEMS}edit/1/").status_code in {302, 403, 404}
