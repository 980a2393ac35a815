"""A plan's page: its items, what they mean, how they are chosen, what that costs."""

import datetime
import uuid
from typing import Any

import pytest
from django.http import QueryDict
from django.test import Client
from wagtail.models import PageViewRestriction

from home.models import OrganisationPage
from plans.filters import PlanFilter
from plans.models import PlanItem, PlanPage
from search.checking import differences
from search.models import CatalogEntry
from tests.factories import (
    EventReportPageFactory,
    OrderPageFactory,
    OrganisationPageFactory,
    PlanPageFactory,
)

pytestmark = pytest.mark.django_db

ROWS = [
    {"number": "1", "title": "Субботник", "deadline": "до 15 октября", "responsible": "Школа № 3\nЛицей"},
    {"number": "2", "title": "Концерты", "deadline": "сентябрь, декабрь", "responsible": "Лицей"},
    {
        "number": "2.1",
        "title": "Репетиция",
        "deadline": "1 декабря",
        "responsible": "Лицей",
        "is_subitem": True,
    },
    {"number": "3", "title": "Кружок", "deadline": "в течение года", "responsible": "Школа № 3"},
]


@pytest.fixture
def plan() -> PlanPage:
    """Two dated items, one of them with a sub-item, and one for the whole year."""
    return PlanPageFactory(items=ROWS, school_year="2026/2027")


def chosen(plan: PlanPage, query: str) -> list[str]:
    """Return the numbers of the items that a query string leaves, sub-items included."""
    sections = PlanFilter.from_query(QueryDict(query)).sections(plan.sections_with_items)
    rows = [row for section in sections for row in section.rows]
    return [item.number for row in rows for item in (row.item, *row.subitems)]


def test_a_month_without_a_year_is_understood_by_the_school_year(plan: PlanPage) -> None:
    assert [(item.start, item.end) for item in PlanItem.objects.filter(number="2.1")] == [
        (datetime.date(2026, 12, 1), datetime.date(2026, 12, 1))
    ]


def test_the_school_year_comes_from_the_order_or_from_the_title() -> None:
    order = OrderPageFactory(school_year="2024/2025")
    assert PlanPageFactory(parent=order, school_year="").context_year == "2024/2025"
    bare = OrderPageFactory(school_year="")
    assert (
        PlanPageFactory(parent=bare, school_year="", title="План на 2023/2024 учебный год").context_year
        == "2023/2024"
    )
    assert PlanPageFactory(parent=bare, school_year="", title="План на 2022 год").context_year == "2022"


def test_a_new_school_year_moves_the_days_of_all_items(plan: PlanPage) -> None:
    plan.school_year = "2025/2026"
    plan.save_revision().publish()
    assert PlanItem.objects.get(number="1").end == datetime.date(2025, 10, 15)


@pytest.mark.parametrize(
    ("query", "numbers"),
    [
        ("", ["1", "2", "2.1", "3"]),
        ("responsible=лицей", ["1", "2", "2.1"]),
        ("responsible=Школа+№+3", ["1", "3"]),
        ("period=2026-10", ["1"]),
        ("period=2026-12", ["2", "2.1"]),
        ("period=undated", ["3"]),
        ("period=2026-11", []),
        ("responsible=Школа+№+3&period=2026-12", []),
        ("period=2026-13", ["1", "2", "2.1", "3"]),
        ("period=0000-00", ["1", "2", "2.1", "3"]),
        ("period=чепуха", ["1", "2", "2.1", "3"]),
    ],
)
def test_items_are_chosen_by_party_and_by_month(plan: PlanPage, query: str, numbers: list[str]) -> None:
    assert chosen(plan, query) == numbers


def test_a_fitting_sub_item_brings_its_item_along(plan: PlanPage) -> None:
    PlanItem.objects.filter(number="2").update(responsible="Гимназия")
    assert chosen(PlanPage.objects.get(pk=plan.pk), "responsible=Лицей") == ["1", "2", "2.1"]


def test_the_tray_shows_what_a_month_would_hide(plan: PlanPage, client: Client) -> None:
    context = client.get(plan.url, {"period": "2026-10"}).context
    assert [item.number for item in context["tray"]] == ["3"]
    assert client.get(plan.url).context["tray"] == []


def test_choices_offer_what_occurs(plan: PlanPage, client: Client) -> None:
    choices = client.get(plan.url).context["choices"]
    assert choices.parties == ["Лицей", "Школа № 3"]
    assert choices.months == [datetime.date(2026, month, 1) for month in (9, 10, 12)]


def test_an_items_reports_are_shown_with_it(plan: PlanPage, client: Client) -> None:
    item = PlanItem.objects.get(number="1")
    report = EventReportPageFactory(plan_item=item)
    assert [entry.page_id for entry in client.get(plan.url).context["reports"][item.uid]] == [report.pk]


def test_an_items_identity_survives_editing_and_publishing(plan: PlanPage) -> None:
    before = dict(PlanItem.objects.values_list("number", "uid"))
    draft = plan.get_latest_revision_as_object()
    draft.sections.first().items.first().title = "Осенний субботник"
    draft.save_revision().publish()
    assert dict(PlanItem.objects.values_list("number", "uid")) == before


def test_every_item_has_an_anchor_in_the_page(plan: PlanPage, client: Client) -> None:
    page = client.get(plan.url).content.decode()
    for item in PlanItem.objects.all():
        assert f'id="{item.anchor}"' in page


def test_a_plan_of_126_items_fits_its_budget(client: Client, django_assert_max_num_queries: Any) -> None:
    school = OrganisationPageFactory(title="Школа № 3")
    rows = [
        {
            "number": str(number),
            "title": f"Событие {number} #Тег{number}",
            "deadline": "октябрь",
            "responsible": "Школа № 3",
        }
        for number in range(126)
    ]
    plan = PlanPageFactory(items=rows)
    EventReportPageFactory(parent=school, plan_item=PlanItem.objects.first())
    with django_assert_max_num_queries(25):
        response = client.get(plan.url)
    assert response.content.count(b'id="item-') == 126
    assert CatalogEntry.objects.filter(page=plan).parts().count() == 126


def test_a_party_is_matched_to_the_organisation_that_bears_the_name(plan: PlanPage) -> None:
    school = OrganisationPageFactory(title="Третья школа", other_names="Школа №3\nСОШ 3")
    item = PlanItem.objects.get(number="1")
    assert [page.pk for page in item.organisations.all()] == [school.pk]
    assert PlanItem.objects.get(pk=item.pk).uid == item.uid

    school.other_names = ""
    school.save_revision().publish()
    assert not PlanItem.objects.get(number="1").organisations.exists()


def test_a_name_that_two_organisations_bear_matches_neither(plan: PlanPage) -> None:
    OrganisationPageFactory(title="Лицей")
    OrganisationPageFactory(title="Лицей искусств", other_names="лицей")
    assert not PlanItem.objects.get(number="2").organisations.exists()


def test_a_private_organisation_is_named_but_not_linked(plan: PlanPage, client: Client) -> None:
    school = OrganisationPageFactory(title="Лицей")
    assert school.url in client.get(plan.url).content.decode()
    PageViewRestriction.objects.create(page=school, restriction_type="login")
    page = client.get(plan.url).content.decode()
    assert "Лицей" in page
    assert school.url not in page


def test_items_with_one_identity_are_told_apart(plan: PlanPage) -> None:
    uid = uuid.uuid4()
    section = plan.sections.first()
    section.items.add(PlanItem(title="Первый", uid=uid), PlanItem(title="Второй", uid=uid))
    plan.sections.add(section)
    plan.save_revision().publish()
    uids = list(PlanItem.objects.values_list("uid", flat=True))
    assert len(set(uids)) == len(uids) == 6
    assert list(differences()) == []


def test_a_copied_plan_has_items_and_reports_of_its_own(plan: PlanPage, client: Client) -> None:
    EventReportPageFactory(plan_item=PlanItem.objects.get(number="1"))
    copy = plan.copy(update_attrs={"slug": "kopiya"}, keep_live=True)
    mine = set(PlanItem.objects.filter(section__page=plan).values_list("uid", flat=True))
    theirs = set(PlanItem.objects.filter(section__page=copy.pk).values_list("uid", flat=True))
    assert len(mine) == len(theirs) == 4
    assert not mine & theirs
    assert client.get(copy.url).context["reports"] == {}
    assert list(differences()) == []


def test_schools_stand_in_the_order_of_their_numbers(client: Client) -> None:
    for number in (11, 3, 7):
        OrganisationPageFactory(title=f"Школа № {number}")
    ((_kind, schools),) = client.get(OrganisationPage.objects.first().get_parent().url).context[
        "organisations_by_kind"
    ]
    assert [school.title for school in schools] == ["Школа № 3", "Школа № 7", "Школа № 11"]


def test_an_organisation_of_many_names_is_one_choice(client: Client) -> None:
    OrganisationPageFactory(title="Радуга", other_names="ДДТ «Радуга»\nДом творчества «Радуга»")
    rows = [
        {"number": "1", "title": "Выставка", "responsible": "ДДТ «Радуга»"},
        {"number": "2", "title": "Концерт", "responsible": "Дом творчества «Радуга»\nРодители"},
        {"number": "3", "title": "Поход", "responsible": "Родители"},
    ]
    plan = PlanPageFactory(items=rows)
    assert client.get(plan.url).context["choices"].parties == ["Радуга", "Родители"]
    assert chosen(plan, "responsible=радуга") == ["1", "2"]
    assert chosen(plan, "responsible=ДДТ+«Радуга»") == ["1"]
    assert chosen(plan, "responsible=Родители") == ["2", "3"]


def test_a_draft_order_is_not_named_above_its_plan(client: Client) -> None:
    order = OrderPageFactory(number="77-тайный")
    plan = PlanPageFactory(parent=order, lead="")
    page = client.get(plan.url).content.decode()
    assert "77-тайный" in page
    assert f'href="{order.url}"' in page
    order.unpublish()
    response = client.get(plan.url)
    assert response.status_code == 200
    assert "77-тайный" not in response.content.decode()
    assert f'href="{order.url}"' not in response.content.decode()
