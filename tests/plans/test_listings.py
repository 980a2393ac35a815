"""The press officer's listings: filters, search in any letter case, exports without formulas, others' rows unseen."""

from io import BytesIO
from typing import Any

import pytest
from django.contrib.auth.models import Group, Permission, User
from django.test import Client
from django.urls import reverse
from openpyxl import load_workbook
from wagtail.models import GroupPagePermission

from search.listings import as_text
from search.models import CatalogEntry, Hashtag
from tests.factories import (
    OrderIndexPageFactory,
    OrderPageFactory,
    OrganisationPageFactory,
    PlanPageFactory,
    Tree,
)

pytestmark = pytest.mark.django_db

ITEMS = "/admin/plans/planitem/"
ORGANISATIONS = "/admin/home/organisationpage/"
HASHTAGS = "/admin/search/hashtag/"


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
        group.permissions.add(Permission.objects.get(codename="access_admin"))
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
    assert reverse("wagtailadmin_pages:edit", args=[tree.plan.pk]) in page


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
@pytest.mark.parametrize("address", [ITEMS, ORGANISATIONS, HASHTAGS])
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


def test_a_listing_is_for_those_who_may_change_one_of_its_pages(editor_of: Any, tree: Tree) -> None:
    school = editor_of(tree.school)
    assert school.get(ORGANISATIONS).status_code == 200
    assert school.get(ITEMS).status_code == 302
    menu = school.get("/admin/").content.decode()
    assert f'"{ORGANISATIONS}"' in menu
    assert f'"{ITEMS}"' not in menu


def test_who_may_change_no_organisation_is_not_offered_them(editor_of: Any, tree: Tree) -> None:
    coordinator = editor_of(tree.documents)
    assert coordinator.get(ITEMS).status_code == 200
    assert coordinator.get(ORGANISATIONS).status_code == 302
    assert f'"{ORGANISATIONS}"' not in coordinator.get("/admin/").content.decode()


@pytest.mark.parametrize("view", ["history", "inspect"])
def test_no_listing_shows_the_history_or_fields_of_one_row(
    administrator: Client, tree: Tree, view: str
) -> None:
    item = tree.plan.sections.get().items.first()
    for listing, pk in ((ITEMS, item.pk), (ORGANISATIONS, tree.school.pk), (HASHTAGS, 1)):
        assert administrator.get(f"{listing}{view}/{pk}/").status_code == 404


@pytest.mark.parametrize(
    "asked",
    [
        {"end__gte": "zzz"},
        {"section__page__page_ptr__exact": "abc"},
        {"section__page__page_ptr__exact": "9" * 30},
        {"section__page__id__exact": "abc"},
        {"organisations__id__exact": "abc"},
        {"organisations__id__exact": "9" * 30},
        {"deadline_kind__exact": "\0"},
        {"kind": "\0"},
        {"kind__exact": "\0"},
        {"nonsense": "1"},
        {"o": "x.-9", "p": "-7"},
    ],
)
@pytest.mark.parametrize("address", [ITEMS, ORGANISATIONS, HASHTAGS])
def test_a_filter_that_means_nothing_is_no_error(
    administrator: Client, tree: Tree, address: str, asked: dict[str, str]
) -> None:
    assert administrator.get(address, asked).status_code in {200, 302}


def test_a_listing_answers_its_own_filters_only(editor_of: Any, tree: Tree) -> None:
    coordinator = editor_of(tree.documents)
    asked = {"section__page__owner__password__startswith": "pbkdf2"}
    assert coordinator.get(ITEMS, asked)["Location"] == ITEMS


@pytest.mark.parametrize(
    "text", ["+7 (000) 555-01-12", "8 800 000-00-00", "-5", "-0,5", "-", "обычный текст"]
)
def test_an_export_leaves_phones_and_numbers_alone(text: str) -> None:
    assert as_text(text) == text


@pytest.mark.parametrize(
    "text", ["=1+1", "@SUM(A1)", "\t=1", "\r=1", "+1+cmd|' /C calc'!A0", "-A1", "+(1)*A1"]
)
def test_an_export_does_not_let_a_spreadsheet_run_text(text: str) -> None:
    assert as_text(text) == f"'{text}"


def test_an_exports_empty_cells_are_empty_and_zero_is_zero(administrator: Client, tree: Tree) -> None:
    OrganisationPageFactory(
        parent=tree.organisations, title="Ясли", kind="school", district="", phone="+7 (000) 555-01-12"
    )
    CatalogEntry.objects.filter(organisation__title="Ясли").delete()
    header, *rows = rows_of(administrator.get(ORGANISATIONS, {"export": "xlsx"}))
    nursery = dict(zip(header, next(row for row in rows if row[0] == "Ясли"), strict=True))
    assert not nursery["Район"]
    assert nursery["Публикаций"] == 0
    assert nursery["Телефон"] == "+7 (000) 555-01-12"
    assert nursery["Вид"] == tree.school.get_kind_display()
    assert "Ожидаемый результат" in rows_of(administrator.get(ITEMS, {"export": "xlsx"}))[0]


@pytest.mark.parametrize(
    ("address", "name"), [(ITEMS, "plan-items"), (ORGANISATIONS, "organisations"), (HASHTAGS, "hashtags")]
)
def test_a_csv_has_a_name_and_says_that_it_is_utf_8(
    administrator: Client, tree: Tree, address: str, name: str
) -> None:
    response = administrator.get(address, {"export": "csv"})
    assert f"{name}.csv" in response["Content-Disposition"]
    assert response.getvalue().startswith(b"\xef\xbb\xbf")


def test_a_hashtag_is_found_with_its_sign(administrator: Client, tree: Tree) -> None:
    Hashtag.objects.get_or_create(name="ДругойХэштег")
    page = administrator.get(HASHTAGS, {"q": "#неделядобра"}).content.decode()
    assert "#НеделяДобра" in page
    assert "#ДругойХэштег" not in page
    assert "Written" not in page


def test_what_is_due_first_stands_first(administrator: Client, tree: Tree) -> None:
    items = [
        {"number": "1", "title": "Позже", "deadline": "до 20 декабря"},
        {"number": "2", "title": "Раньше", "deadline": "сентябрь"},
    ]
    PlanPageFactory(parent=tree.order, items=items)
    header, *rows = rows_of(administrator.get(ITEMS, {"export": "xlsx"}))
    titles = [row[header.index("Мероприятие")] for row in rows]
    assert titles == ["Раньше", "Посадка деревьев у школ", "Позже", "Классные часы о добровольцах"]
