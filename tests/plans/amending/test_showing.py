"""What was changed, as readers see it: on the plan, on its own page, for an organisation. No draft shows anywhere."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from freezegun import freeze_time
from wagtail.models import PageViewRestriction

from plans.amending.showing import changed_for
from plans.models import PlanPage
from tests.factories import OrganisationPageFactory
from tests.plans.amending.town_plan import SCHOOLS, draft_of, edit, item_of, make_plan, setting, told
from tests.restapi.town import Town

pytestmark = pytest.mark.django_db

NOW, LATER = "2026-10-05 09:00", "2026-11-20 09:00"


@pytest.fixture
def plan(town: Town) -> PlanPage:
    """The town's public plan."""
    return make_plan(town)


def text_of(client: Client, address: str) -> str:
    """Return a page's text with plain spaces."""
    response = client.get(address)
    assert response.status_code == 200
    return " ".join(response.text.replace("\xa0", " ").split())


def amend(plan: PlanPage) -> None:
    """Move an item, add one, take a party off another."""

    def change(draft: Any) -> None:
        item_of(draft, "Липы").deadline = "до 1 ноября"
        item_of(draft, "Клёны").responsible = "Центр творчества"
        (section,) = draft.sections.get_object_list()
        added = type(item_of(draft, "Липы"))(title="Праздник", deadline="декабрь", responsible=SCHOOLS)
        section.items = [*section.items.get_object_list(), added]

    with freeze_time(NOW):
        edit(plan, change)


def test_the_plan_says_that_it_was_changed(plan: PlanPage, client: Client) -> None:
    assert "План изменён" not in text_of(client, plan.url)
    amend(plan)
    with freeze_time(NOW):
        page = text_of(client, plan.url)
    assert "5 октября 2026 г.</time>: 1 пункт перенесён, 1 добавлен, 1 изменён." in page
    assert f'href="{plan.url}changes/"' in page
    assert "было <del>до 15 октября</del>, стало <ins>до 1 ноября</ins>" in page


def test_after_thirty_days_the_items_are_not_marked_any_more(plan: PlanPage, client: Client) -> None:
    amend(plan)
    with freeze_time(LATER):
        page = text_of(client, plan.url)
    assert "План изменён" in page
    assert "<del>" not in page


def test_the_changes_are_a_page(plan: PlanPage, client: Client, town: Town) -> None:
    amend(plan)
    page = text_of(client, f"{plan.url}changes/")
    assert "Срок: было <del>до 15 октября</del>, стало <ins>до 1 ноября</ins>" in page
    assert f"Больше не отвечают: <del>{town.other_school.title}</del>; теперь отвечают: <ins>Центр" in page
    assert "<strong>Добавлен.</strong> Срок: <ins>декабрь</ins>" in page
    for item in draft_of(plan).items:
        assert (f"{plan.url}#{item.anchor}" in page) == (item.title != "Уроки")


def test_the_newest_amendment_is_first_and_there_are_pages(plan: PlanPage, client: Client) -> None:
    for number in range(12):
        edit(plan, setting("Липы", place=f"Двор {number}."))
    first, second = (text_of(client, f"{plan.url}changes/?page={page}") for page in (1, 2))
    assert first.index("<ins>Двор 11.</ins>") < first.index("<ins>Двор 10.</ins>")
    assert "Двор 0." not in first.replace("Двор 10.", "")
    assert "<ins>Двор 0.</ins>" in second


@pytest.mark.parametrize(
    ("organisation", "seen", "unseen"),
    [
        ("school", {"Липы", "Праздник"}, {"Клёны"}),
        ("other_school", {"Клёны", "Праздник"}, {"Липы"}),
        ("kindergarten", set(), {"Липы", "Клёны", "Праздник"}),
    ],
)
def test_an_organisation_sees_what_concerns_it(
    plan: PlanPage, client: Client, town: Town, organisation: str, seen: set[str], unseen: set[str]
) -> None:
    kindergarten = OrganisationPageFactory(parent=town.tree.organisations, title="Сад", kind="kindergarten")
    page = {"kindergarten": kindergarten}.get(organisation) or getattr(town, organisation)
    amend(plan)
    text = text_of(client, f"{plan.url}changes/?organisation={page.pk}")
    assert all(title in text for title in seen)
    assert not any(title in text for title in unseen)
    assert ("ничего не менялось" in text) == (not seen)
    with freeze_time(NOW):
        own = text_of(client, page.url)
    assert ("Что изменилось для нас" in own) == bool(seen)
    assert (f"{plan.url}changes/?organisation={page.pk}" in own) == bool(seen)


def test_all_of_a_kind_are_those_of_the_plans_district(town: Town) -> None:
    plan = make_plan(town, title="План района", district=town.school.district)
    far = OrganisationPageFactory(
        parent=town.tree.organisations, title="Школа № 90", district="Дальний район"
    )
    edit(plan, setting("Уроки", place="Актовый зал"))
    assert len(told(plan, town.school)) == 1
    assert told(plan, far) == []


def test_thirty_days_are_of_late(plan: PlanPage, town: Town) -> None:
    amend(plan)
    for moment, number in ((NOW, 1), ("2026-11-04 08:00", 1), ("2026-11-04 10:00", 0)):
        with freeze_time(moment):
            assert len(changed_for([town.school])) == number


def test_a_drafts_changes_are_nowhere(plan: PlanPage, client: Client, town: Town) -> None:
    edit(plan, setting("Липы", deadline="до 30 декабря"), publish=False)
    for address in (plan.url, f"{plan.url}changes/", town.school.url):
        assert "30 декабря" not in text_of(client, address)
    assert "Изменений ещё не было" in text_of(client, f"{plan.url}changes/")


@pytest.mark.parametrize("hide", ["unpublish", "restrict"])
def test_what_the_public_may_not_see_has_no_changes_for_it(
    plan: PlanPage, client: Client, town: Town, hide: str
) -> None:
    amend(plan)
    if hide == "unpublish":
        PlanPage.objects.get(pk=plan.pk).unpublish()
    else:
        PageViewRestriction.objects.create(page=plan, restriction_type="login")
    assert client.get(f"{plan.url}changes/").status_code == 404
    with freeze_time(NOW):
        assert "Что изменилось" not in text_of(client, town.school.url)


@pytest.mark.parametrize("organisation", ["0", "-1", "Школа", "9" * 30, "²"])
def test_an_organisation_that_there_is_none_of_is_not_found(
    plan: PlanPage, client: Client, organisation: str
) -> None:
    response = client.get(f"{plan.url}changes/", {"organisation": organisation})
    assert response.status_code == 404


def test_an_organisation_that_is_a_draft_is_not_found(plan: PlanPage, client: Client, town: Town) -> None:
    draft = OrganisationPageFactory(parent=town.tree.organisations, title="Тайная школа", live=False)
    assert client.get(f"{plan.url}changes/?organisation={draft.pk}").status_code == 404


def test_other_pages_have_no_changes(client: Client, town: Town) -> None:
    assert client.get(f"{town.school.url}changes/").status_code == 404
    assert client.get("/changes/").status_code == 404


def test_a_hundred_changes_cost_no_more_queries(
    plan: PlanPage, client: Client, town: Town, django_assert_max_num_queries: Callable[..., Any]
) -> None:
    for number in range(10):
        edit(plan, held_at(f"Двор {number}"))
    address = f"{plan.url}changes/?organisation={town.school.pk}"
    text_of(client, address)
    with django_assert_max_num_queries(22):
        assert text_of(client, address).count("<ins>") == 20


def held_at(place: str) -> Callable[[Any], None]:
    """Return a change of all items' place."""

    def change(draft: Any) -> None:
        for section in draft.sections.get_object_list():
            for item in section.items.get_object_list():
                item.place = place

    return change
