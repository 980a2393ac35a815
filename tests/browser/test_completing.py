"""A school closes an instruction on its phone, from its desk, without JavaScript, and takes that back."""

import pytest
from django.utils import timezone

from news.models import Completion
from plans.models import PlanItem
from tests.factories import PlanPageFactory, make_tree
from tests.restapi.town import SCHOOL, make_town

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def town():
    made = make_town(make_tree())
    until = f"до {timezone.localdate():%d.%m.%Y}"
    items = [{"title": "Назначить ответственных", "deadline": until, "responsible": made.school.title}]
    PlanPageFactory(parent=made.tree.order, title="Поручения совещания", items=items)
    return made


def signed_in(visit, client, town, live_server, **how):
    client.force_login(town.people[SCHOOL])
    window = visit(**how)
    session = client.cookies["sessionid"].value
    window.page.context.add_cookies([{"name": "sessionid", "value": session, "url": live_server.url}])
    return window


@pytest.mark.parametrize("width", [360, 1280])
def test_the_page_is_sound(visit, client, town, live_server, width):
    item = PlanItem.objects.get(title="Назначить ответственных")
    Completion.objects.create(item=item, organisation=town.school, note="Приказ издан.")
    window = signed_in(visit, client, town, live_server, width=width)
    assert window.open(f"/reports/done/{item.uid}/").problems == []


def test_an_instruction_is_closed_and_opened_again(visit, client, town, live_server):
    window = signed_in(visit, client, town, live_server, width=360, javascript=False).open("/reports/")
    window.page.get_by_role("link", name="Сделано без события").first.click()
    assert "Назначить ответственных" in window.text
    window.page.get_by_role("button", name="Отметить").click()
    assert "Исправьте, пожалуйста" in window.text
    window.page.get_by_label("Что сделано").fill("Ответственные назначены приказом.")
    window.page.get_by_role("button", name="Отметить").click()
    assert "Отмечено." in window.text
    assert Completion.objects.get().organisation == town.school
    window.open("/reports/")
    assert "Назначить ответственных" not in window.text
    window.page.go_back()
    window.page.get_by_role("button", name="Снять отметку").click()
    assert not Completion.objects.exists()
