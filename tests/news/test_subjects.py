"""What a report may be about, as a school is offered it: with which hashtags, found by words, at which cost."""

from typing import Any

import pytest
from django.test import Client

from news.models import EventReportPage
from plans.models import PlanItem
from search.keeper.merging import merge
from search.models import Hashtag
from tests.factories import DocumentFactory, PlanPageFactory
from tests.news.test_reporting import draft_of
from tests.restapi.town import SCHOOL, Town


@pytest.fixture
def school(client: Client, town: Town) -> Client:
    """A signed-in editor of a school."""
    client.force_login(town.people[SCHOOL])
    return client


def test_a_report_gets_no_hashtags_of_other_items(school: Client, town: Town) -> None:
    titles = ("Двор #ПраздникДвора", "Сад #ЗелёныйСад", "Под тегом #НашПлан")
    plan = PlanPageFactory(
        parent=town.tree.order,
        official_title="План под тегом #ДелоГорода",
        hashtags=["НашПлан", "ЗелёныйСад"],
        items=[{"title": title, "responsible": town.school.title} for title in titles],
    )
    garden = PlanItem.objects.get(section__page=plan, title=titles[1])
    shown = {subject.item: subject.hashtags for subject in school.get("/reports/").context["offered"]}
    assert shown[garden][0] == "ЗелёныйСад"
    school.post("/reports/new/", {"about": f"item:{garden.pk}"})
    draft = draft_of(EventReportPage.objects.latest("pk"))
    wanted = ["ЗелёныйСад", "НашПлан", "ДелоГорода", *(tag.name for tag in town.tree.order.hashtags.all())]
    assert sorted(tag.name for tag in draft.hashtags.all()) == sorted(wanted)


def test_hashtags_of_the_plan_and_of_the_section_are_the_events(school: Client, town: Town) -> None:
    plan = PlanPageFactory(
        parent=town.tree.order,
        official_title="План под тегом #СтароеДело",
        introduction=[
            ("paragraph", "<p>Публикуйте под</p><p>#ВведениеПлана</p><p>Отчёты<br/>#ДоПятницы</p>")
        ],
        section_title="1. Неделя сада #НеделяСада",
        items=[{"title": "Сад", "responsible": town.school.title}],
    )
    renamed = Hashtag.objects.get(name="СтароеДело")
    kept = Hashtag.objects.create(name="НовоеДело", slug="новоедело")
    merge(renamed, kept)
    garden = PlanItem.objects.get(section__page=plan)
    shown = {subject.item: subject.hashtags for subject in school.get("/reports/").context["offered"]}
    wanted = {"НеделяСада", "НовоеДело", "ВведениеПлана", "ДоПятницы"}
    assert wanted <= set(shown[garden])


def test_plans_with_attachments_cost_the_same_at_any_number(
    school: Client, town: Town, django_assert_max_num_queries: Any
) -> None:
    file = DocumentFactory()

    def add(number: int) -> None:
        for place in range(number):
            PlanPageFactory(
                parent=town.tree.order,
                official_title="Под тегом #НашПлан",
                introduction=[("attachment", {"document": file, "title": ""})],
                items=[{"title": f"Дело {place}", "responsible": town.school.title}],
            )

    add(1)
    school.get("/reports/")
    with django_assert_max_num_queries(30) as few:
        school.get("/reports/")
    add(6)
    with django_assert_max_num_queries(len(few)):
        school.get("/reports/")


def test_items_and_documents_are_found_by_words_and_hashtags(school: Client, town: Town) -> None:
    for words in (town.tree.order.title, "#НеделяДобра"):
        found = school.get("/reports/new/", {"q": words}).context["found"]
        assert town.tree.order.pk in [subject.document.pk for subject in found if subject.document]
    item = PlanItem.objects.filter(section__page=town.tree.plan).first()
    assert item
    found = school.get("/reports/new/", {"q": item.title}).context["found"]
    assert item.pk in [subject.item.pk for subject in found if subject.item]
    assert school.get("/reports/new/", {"q": "абракадабра"}).context["found"] == []


@pytest.mark.parametrize("count", [2, 12])
def test_duties_cost_the_same_at_any_number(
    school: Client, town: Town, count: int, django_assert_max_num_queries: Any
) -> None:
    PlanItem.objects.all().delete()
    duties = [{"title": f"Дело {number}", "responsible": town.school.title} for number in range(count)]
    PlanPageFactory(parent=town.tree.order, items=duties)
    for path in ("/reports/", "/reports/new/"):
        with django_assert_max_num_queries(30):
            subjects = school.get(path).context["offered"]
        assert len(subjects) == count
        assert all("НеделяДобра" in subject.hashtags for subject in subjects)
