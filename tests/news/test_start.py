"""The admin's start page: a school sees its own work, an authority its plans, the press service what waits."""

import datetime
import re
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from wagtail.models import TaskState

from news.models import EventReportPage
from plans.models import PlanItem
from tests.factories import EventReportPageFactory, OrderIndexPageFactory, OrderPageFactory, PlanPageFactory
from tests.news.test_reviewing import sent
from tests.plans.amending.town_plan import edit, make_plan, setting
from tests.restapi.town import ADMINISTRATOR, COORDINATOR, OTHER_SCHOOL, PRESS, SCHOOL, Town

START = "/admin/"
TODAY = timezone.localdate()


@pytest.fixture
def plan(town: Town) -> list[PlanItem]:
    """A public plan with four items for the school: over, due tomorrow, due later, without days."""
    days = [TODAY + datetime.timedelta(days=days) for days in (-5, 1, 40)]
    deadlines = [*(f"{day:%d.%m.%Y}" for day in days), ""]
    titles = ["Вчерашнее", "Завтрашнее", "Далёкое", "Когда-нибудь"]
    page = PlanPageFactory(
        parent=town.tree.order,
        title="Наш план",
        items=[
            {"title": title, "deadline": deadline, "responsible": town.school.title}
            for title, deadline in zip(titles, deadlines, strict=True)
        ],
    )
    return list(PlanItem.objects.filter(section__page=page).order_by("sort_order"))


def open_as(town: Town, role: str) -> Any:
    client = Client()
    client.force_login(town.people[role])
    response = client.get(START)
    assert response.status_code == 200
    return response


def panels(response: Any) -> dict[str, str]:
    """Return by name what the panels of the start page say."""
    page = response.content.decode()
    parts = re.split(r'id="start-(\w+)-section"', page)[1:]
    return {
        name: " ".join(re.sub("<[^>]+>", " ", text).replace("\xa0", " ").split())
        for name, text in zip(parts[::2], parts[1::2], strict=True)
    }


def test_a_school_sees_what_is_asked_what_waits_first(town: Town, plan: list[PlanItem]) -> None:
    sent(town, plan_item=plan[1])
    asked = panels(open_as(town, SCHOOL))["asked"]
    places = [asked.index(item.title) for item in (plan[0], plan[2], plan[3], plan[1])]
    assert places == sorted(places)
    assert "Просрочено: срок был 5 дней назад" in asked
    assert "Последний день — через 1 месяц" in asked
    assert "Отчёт есть" in asked
    assert asked.count("Написать отчёт") == 5  # three items, one that asks all schools, and something else
    assert "Наш план" in asked


def test_the_desk_says_how_late_what_waits_is(town: Town, plan: list[PlanItem]) -> None:
    client = Client()
    client.force_login(town.people[SCHOOL])
    page = client.get("/reports/").content.decode()
    desk = " ".join(re.sub("<[^>]+>", " ", page).replace("\xa0", " ").split())
    assert f"Просрочено: срок был 5 дней назад Наш план · срок: {plan[0].deadline} {plan[0].title}" in desk
    assert "Последний день — через 1 месяц Наш план" in desk


def test_a_report_that_was_begun_is_led_to(town: Town, plan: list[PlanItem]) -> None:
    draft = EventReportPageFactory(parent=town.school, live=False)
    draft.plan_item = plan[1]
    draft.save_revision()  # the page's own row does not know
    shown = open_as(town, SCHOOL).content.decode()
    assert f'href="/reports/{draft.pk}/"' in panels_html(shown)
    assert f'href="/reports/new/?about=item:{plan[1].pk}"' not in shown


def panels_html(page: str) -> str:
    """Return what stands in the panel of what is asked."""
    return page.partition('id="start-asked-section"')[2].partition('id="start-draft-section"')[0]


def test_the_button_leads_to_a_report_about_the_item(town: Town, plan: list[PlanItem]) -> None:
    client = Client()
    client.force_login(town.people[SCHOOL])
    address = f"/reports/new/?about=item:{plan[0].pk}"
    assert f'href="{address}"' in client.get(START).content.decode()
    before = EventReportPage.objects.count()
    page = client.get(address).content.decode()
    assert "Отчёт будет об этом" in page
    assert plan[0].title in page
    assert "Далёкое" not in page
    assert EventReportPage.objects.count() == before
    assert client.get("/reports/new/?about=item:0").status_code == 200


def test_a_school_sees_its_reports_by_state(town: Town) -> None:
    returned, pending = sent(town, title="Вернули это"), sent(town, title="Проверяют это")
    state = TaskState.objects.get(revision__object_id=str(returned.pk))
    state.specific.reject(user=town.people[PRESS], comment="Назовите класс")
    shown = panels(open_as(town, SCHOOL))
    assert "Вернули это" in shown["returned"]
    assert "Что исправить: Назовите класс" in shown["returned"]
    assert "Исправить" in shown["returned"]
    assert pending.title in shown["pending"]
    assert town.draft.title in shown["draft"]
    assert town.published.title in shown["published"]
    assert town.published.full_url in shown["published"]
    assert list(shown) == ["returned", "asked", "draft", "pending", "published"]


def test_a_school_sees_nothing_of_others(town: Town) -> None:
    others = sent(town, title="Чужой на проверке", school=town.other_school)
    page = open_as(town, SCHOOL).content.decode()
    for report in (others, town.foreign_draft, town.foreign_published):
        assert report.title not in page
    for words in ("awaiting-review", "recent-edits", "locked-pages"):
        assert words not in page


def test_a_school_without_anything_is_told_so(town: Town) -> None:
    PlanItem.objects.all().delete()
    assert "пока ничего от вас не просят" in panels(open_as(town, SCHOOL))["asked"]


def test_a_coordinator_sees_the_own_plans_by_deadline(town: Town, plan: list[PlanItem]) -> None:
    tomorrow = plan[1]
    tomorrow.organisations.add(town.other_school)
    tomorrow.save()
    EventReportPageFactory(parent=town.other_school, plan_item=tomorrow)
    EventReportPageFactory(parent=town.other_school, plan_item=tomorrow)
    EventReportPageFactory(parent=town.school, plan_item=tomorrow, live=False)
    EventReportPageFactory(parent=town.school, plan_item=plan[0], start=plan[0].end)
    foreign = OrderPageFactory(parent=OrderIndexPageFactory(title="Чужие документы"))
    PlanPageFactory(parent=foreign, title="Чужой план")
    shown = panels(open_as(town, COORDINATOR))["plans"]
    assert "Ближайший срок — завтра: Завтрашнее · сделали 1 из 2" in shown
    assert "✓ сделано 2 из 5 (40 %)" in shown  # one of them has no day
    assert f'href="{plan[0].section.page.url}execution/"' in open_as(town, COORDINATOR).content.decode()
    assert "Чужой план" not in shown
    assert shown.index("Наш план") < shown.index(town.tree.plan.title)


def test_a_reviewer_sees_the_queue_wagtails_list_is_gone(town: Town) -> None:
    sent(town, title="Проверьте это")
    order = OrderPageFactory(parent=town.tree.documents, title="Приказ ждёт", live=False)
    order.get_workflow().start(order, town.people[COORDINATOR])
    response = open_as(town, PRESS)
    shown = panels(response)
    assert "Проверьте это" in shown["queue"]
    assert f"{town.school.title} ·" in shown["queue"]
    assert "Проверить: 1 отчёт" in shown["queue"]
    assert "Приказ ждёт" in shown["others"]
    assert "Проверьте это" not in shown["others"]
    assert "awaiting-review" not in response.content.decode()
    assert not {"asked", "plans"} & set(shown)


def test_an_administrator_is_of_no_school(town: Town) -> None:
    assert set(panels(open_as(town, ADMINISTRATOR))) == {"plans"}


def test_an_empty_queue_is_said(town: Town) -> None:
    assert "Всё проверено." in panels(open_as(town, PRESS))["queue"]


@pytest.mark.parametrize(("role", "most"), [(SCHOOL, 30), (PRESS, 30), (COORDINATOR, 34)])
def test_more_of_everything_costs_no_more_queries(
    client: Client,
    town: Town,
    plan: list[PlanItem],
    role: str,
    most: int,
    django_assert_max_num_queries: Any,
) -> None:
    def make(number: int) -> None:
        for _each in range(number):
            sent(town, plan_item=plan[1])
            EventReportPageFactory(parent=town.school, plan_item=plan[2])
            EventReportPageFactory(parent=town.school, owner=town.people[SCHOOL], live=False)
            PlanPageFactory(parent=town.tree.order)

    make(1)
    client.force_login(town.people[role])
    client.get(START)
    with django_assert_max_num_queries(most) as few:
        client.get(START)
    make(3)
    with django_assert_max_num_queries(len(few)):
        client.get(START)


def test_a_school_sees_what_was_changed_for_it(town: Town) -> None:
    plan = make_plan(town)
    assert "changed" not in panels(open_as(town, SCHOOL))
    edit(plan, setting("Липы", deadline="до 1 ноября"))
    assert "1 пункт перенесён" in panels(open_as(town, SCHOOL))["changed"]
    assert "changed" not in panels(open_as(town, OTHER_SCHOOL))
    assert "changed" not in panels(open_as(town, COORDINATOR))
    for role, is_told in ((SCHOOL, True), (OTHER_SCHOOL, False)):
        client = Client()
        client.force_login(town.people[role])
        desk = client.get("/reports/").text
        assert ("Что изменилось для нас" in desk) == is_told
        assert (f"{plan.url}changes/?organisation={town.school.pk}" in desk) == is_told
