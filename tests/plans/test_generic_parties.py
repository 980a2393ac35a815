"""Parties that name no organisation but all of a kind."""

from typing import Any

import pytest
from django.core.management import call_command

from home.models import OrganisationPage
from plans.models import PlanItem
from plans.parties import Directory, read_generic
from plans.parties.dative import is_in_dative
from search.models import CatalogEntry
from tests.factories import OrganisationPageFactory, PlanPageFactory
from tests.restapi.town import Town

Kind = OrganisationPage.Kind
ALL = {Kind.SCHOOL, Kind.KINDERGARTEN, Kind.CENTRE, Kind.COLLEGE, Kind.UNIVERSITY}


@pytest.mark.once
@pytest.mark.parametrize(
    ("party", "kinds"),
    [
        ("Общеобразовательные организации", {Kind.SCHOOL}),
        ("общеобразовательные учреждения", {Kind.SCHOOL}),
        ("Все школы города", {Kind.SCHOOL}),
        ("Школы, гимназии и лицеи", {Kind.SCHOOL}),
        ("Дошкольные образовательные учреждения", {Kind.KINDERGARTEN}),
        ("Детские сады", {Kind.KINDERGARTEN}),
        ("Организации дополнительного образования детей", {Kind.CENTRE}),
        ("Профессиональные образовательные организации", {Kind.COLLEGE}),
        ("Организации СПО и ВО", {Kind.COLLEGE, Kind.UNIVERSITY}),
        ("Образовательные организации высшего образования", {Kind.UNIVERSITY}),
        ("Муниципальные органы управления образованием", {Kind.AUTHORITY}),
        ("Руководители образовательных организаций", ALL),
        ("Руководителям ОУ", ALL),
        ("Образовательные учреждения города Энска", ALL),
        ("Школы и детские сады", {Kind.SCHOOL, Kind.KINDERGARTEN}),
    ],
)
def test_kinds_are_read(party: str, kinds: set[Kind]) -> None:
    generic = read_generic(party)
    assert generic is not None
    assert generic.kinds == kinds
    assert generic.is_whole


@pytest.mark.once
@pytest.mark.parametrize(
    "party",
    [
        "Министерство образования области",
        "Образовательные организации, не являющиеся участниками проекта",
        "Отраслевые предприятия и организации",
        "Педагогический колледж имени героя",
        "Школьный музей",
        "Школа юных лётчиков",
        "Лицей",
        "Детский сад",
        "Школа города",
        "",
    ],
)
def test_what_is_not_understood_whole_is_nobody(party: str) -> None:
    assert read_generic(party) is None


def test_an_item_asks_all_of_a_kind_in_its_district(town: Town) -> None:
    lenin = OrganisationPageFactory(parent=town.tree.organisations, district="Ленинский район")
    garden = OrganisationPageFactory(parent=town.tree.organisations, kind=Kind.KINDERGARTEN)
    PlanPageFactory(
        parent=town.tree.order,
        items=[
            {"title": "Всем", "responsible": "Общеобразовательные организации"},
            {"title": "Району", "responsible": "Школы Ленинского района"},
            {"title": "Садам", "responsible": "Детские сады"},
        ],
    )

    def asked(organisation: OrganisationPage) -> set[str]:
        items = PlanItem.objects.asking([organisation])
        return set(items.filter(section__page__live=True, title__in=TITLES).values_list("title", flat=True))

    assert asked(lenin) == {"Всем", "Району"}
    assert asked(town.school) == {"Всем"}
    assert asked(garden) == {"Садам"}
    assert {entry.title for entry in garden.asked} == {"Садам"}
    assert set(garden.asked) <= set(CatalogEntry.objects.parts())


TITLES = ["Всем", "Району", "Садам"]


def test_a_plans_district_is_its_own_else_its_sections(town: Town) -> None:
    lenin = OrganisationPageFactory(parent=town.tree.organisations, district="Ленинский район")
    plan = PlanPageFactory(
        parent=town.tree.order, items=[{"title": "Всем", "responsible": "Общеобразовательные организации"}]
    )
    section = town.tree.documents
    section.district = "Ленинский район"
    section.save_revision().publish()
    item = PlanItem.objects.get(section__page=plan)
    assert item in PlanItem.objects.asking([lenin])
    assert item not in PlanItem.objects.asking([town.school])
    plan.refresh_from_db()
    plan.district = "Первый район"
    plan.save()
    assert item not in PlanItem.objects.asking([lenin])


def test_numbers_name_organisations_of_the_kind(town: Town) -> None:
    school = OrganisationPageFactory(parent=town.tree.organisations, title="Школа № 152")
    garden = OrganisationPageFactory(
        parent=town.tree.organisations, title="Детский сад № 152", kind=Kind.KINDERGARTEN
    )
    plan = PlanPageFactory(
        parent=town.tree.order,
        items=[{"title": "Двум", "responsible": "общеобразовательные учреждения № 152, 999"}],
    )
    item = PlanItem.objects.get(section__page=plan)
    assert [page.pk for page in item.organisations.all()] == [school.pk]
    assert garden.pk not in {page.pk for page in item.organisations.all()}
    assert item.party_kinds == ""


def test_a_new_name_may_be_what_was_a_kind(town: Town) -> None:
    plan = PlanPageFactory(parent=town.tree.order, items=[{"title": "Садам", "responsible": "Детские сады"}])
    item = PlanItem.objects.get(section__page=plan)
    assert item.party_kinds == "kindergarten"
    page = OrganisationPageFactory(
        parent=town.tree.organisations, title="Объединение", other_names="Детские сады"
    )
    page.save_revision().publish()
    item.refresh_from_db()
    assert item.party_kinds == ""
    assert list(item.organisations.all()) == [page]


def test_the_plans_page_says_who_is_meant(client: Any, town: Town) -> None:
    plan = PlanPageFactory(
        parent=town.tree.order,
        items=[
            {"title": "Всем", "responsible": "Общеобразовательные организации"},
            {"title": "Никому", "responsible": "Вузы"},
            {"title": "Одной", "responsible": town.other_school.title},
        ],
    )
    page = client.get(plan.url).content.decode()
    assert "Кого план имеет в виду" in page
    assert "таких организаций на сайте пока нет" in page
    assert page.count(f'href="{town.school.url}"') >= 1
    chosen = client.get(plan.url, {"responsible": town.school.title})
    titles = [row.item.title for section in chosen.context["sections"] for row in section.rows]
    assert titles == ["Всем"]
    town.other_school.unpublish()
    assert town.other_school.url not in client.get(plan.url).content.decode()


def test_a_plan_that_names_all_says_nothing(client: Any, town: Town) -> None:
    plan = PlanPageFactory(
        parent=town.tree.order, items=[{"title": "Одной", "responsible": town.school.title}]
    )
    assert "Кого план имеет в виду" not in client.get(plan.url).content.decode()


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("party", "title"),
    [
        ("Методический центр", "Методический центр"),
        ("Методическому центру", "Методический центр"),
        ("методическому центру (Фамилия И.О.)", "Методический центр"),
        ("Методический центр (по согласованию)", "Методический центр"),
        ("Методическому центру (корпус 2)", None),  # a bracket says more than a person's name
        ("Методическому центру (им. А.С. Фамилия)", None),
        ("Методическому центру (Фамилия Имя Отчествович, Фамилия И.О.)", "Методический центр"),
        ("Методические центры", None),
        ("Методического центра", None),
        ("Дому творчества «Радуга»:", "Дом творчества «Радуга»"),
        ("Дому творчества", None),
        ("Управлению образования", "Управление образования"),
        ("Управления образования", None),  # of all towns
        ("Станции юных техников", None),  # of all towns too
        ("Станции натуралистов № 2", "Станция натуралистов № 2"),
        ("Музыкальной школе", None),  # two bear the name
        ("Музыкальные школы", None),
        ("Центр экологии", None),  # not «Экология»
        ("Центру «Экология»", "Центр «Экология»"),
        ("Гимназии", None),
        ("Гимназии № 1", "Гимназия № 1"),
        ("Школе № 1", "Школа № 1"),
        ("(Фамилия И.О.)", None),
        ("—", None),
    ],
)
def test_a_name_in_the_dative_is_known(town: Town, party: str, title: str | None) -> None:
    names = (
        "Методический центр",
        "Дом творчества «Радуга»",
        "Управление образования",
        "Станция юных техников",
        "Станция натуралистов № 2",
        "Музыкальная школа",
        "Музыкальная школа",
        "Центр «Экология»",
        "Гимназия",
        "Гимназия № 1",
        "Школа № 1",
    )
    for name in names:
        OrganisationPageFactory(parent=town.tree.organisations, title=name, other_names="—")
    found = Directory().named(party)
    assert (found.title if found else None) == title


@pytest.mark.once
@pytest.mark.parametrize(
    ("name", "dative"),
    [
        ("Городской дворец творчества", "Городскому дворцу творчества"),
        ("Детская библиотека", "Детской библиотеке"),
        ("Среднее училище", "Среднему училищу"),
        ("Лицей № 3", "Лицею № 3"),
        ("Школа-интернат", "Школе-интернату"),
        ("Краеведческий музей", "Краеведческому музею"),
        ("Кружок «Умелые руки»", "Кружку «Умелые руки»"),
        ("Министерство просвещения", "Министерству просвещения"),
        ("Хоровая студия", "Хоровой студии"),
    ],
)
def test_datives(name: str, dative: str) -> None:
    is_like_its_plural = name == "Хоровая студия"
    assert is_in_dative(dative, name) is not is_like_its_plural
    assert is_in_dative(f"{dative} № 5", f"{name} № 5")
    assert not is_in_dative(dative, f"{name} № 5")
    assert not is_in_dative(name, name)


@pytest.mark.django_db
def test_plans_of_before_are_matched_anew(town: Town, capsys: pytest.CaptureFixture[str]) -> None:
    centre = OrganisationPageFactory(parent=town.tree.organisations, title="Методический центр")
    plan = PlanPageFactory(
        parent=town.tree.order, items=[{"title": "Семинар", "responsible": "Методическому центру"}]
    )
    item = PlanItem.objects.get(section__page=plan)
    PlanItem.organisations.through.objects.filter(planitem=item).delete()
    for changed in (1, 0):
        call_command("match_parties")
        assert f"другие ответственные: {changed}." in capsys.readouterr().out
        assert list(item.organisations.all()) == [centre]
