"""A plan of two sections that asks schools, a garden and a department; some have answered."""

import datetime
from collections.abc import Iterator

import pytest
from freezegun import freeze_time

from home.models import OrganisationPage
from news.models import Completion
from plans.models import PlanItem, PlanPage, PlanSection
from tests.factories import EventReportPageFactory, OrganisationPageFactory, PlanPageFactory
from tests.restapi.town import Town

TODAY = "2026-10-20"
ITEMS = [
    {"number": "1.1.", "title": "Липы", "deadline": "до 15 октября", "responsible": "СХОДКА"},
    {"number": "1.2.", "title": "Кормушки", "deadline": "до 25 октября", "responsible": "СХОДКА"},
    {"number": "1.3.", "title": "Субботники", "deadline": "ежемесячно", "responsible": "ШКОЛА"},
    {"number": "1.4.", "title": "Ярмарка", "deadline": "до 1 марта", "responsible": "СХОДКА"},
    {"number": "1.5.", "title": "Отменённый бал", "deadline": "до 1 октября", "responsible": "СХОДКА"},
    {"number": "1.6.", "title": "Сайт", "deadline": "постоянно", "responsible": "СХОДКА"},
    {"number": "1.7.", "title": "Смета", "deadline": "до 10 октября", "responsible": "Отдел кадров"},
]


@pytest.fixture
def today() -> Iterator[None]:
    """The day on which the board is looked at."""
    with freeze_time(f"{TODAY} 09:00"):
        yield


@pytest.fixture
def garden(town: Town) -> OrganisationPage:
    """A kindergarten of another district."""
    page: OrganisationPage = OrganisationPageFactory(
        parent=town.tree.organisations,
        title="Детский сад № 7",
        kind=OrganisationPage.Kind.KINDERGARTEN,
        district="Лесной район",
    )
    return page


@pytest.fixture
def plan(town: Town, garden: OrganisationPage) -> PlanPage:
    """Everybody sees how it is carried out."""
    names = {"СХОДКА": f"{town.school.title}\n{town.other_school.title}", "ШКОЛА": town.school.title}
    items = [{**item, "responsible": names.get(item["responsible"], item["responsible"])} for item in ITEMS]
    items[4]["is_cancelled"] = True
    page: PlanPage = PlanPageFactory(
        parent=town.tree.order, title="План осени", items=items, execution_is_public=True
    )
    section = PlanSection(title="2. Работа с малышами", sort_order=1)
    section.items.add(
        PlanItem(number="2.1.", title="Утренник", deadline="до 5 октября", responsible=garden.title)
    )
    page.sections.add(section)
    page.save_revision().publish()
    return PlanPage.objects.get(pk=page.pk)


@pytest.fixture
def answered(town: Town, plan: PlanPage) -> PlanPage:
    """The school has done the first in time, the gymnasium late; the school has cleaned up in September."""
    for school, title, day in (
        (town.school, "Липы", datetime.date(2026, 10, 10)),
        (town.other_school, "Липы", datetime.date(2026, 10, 17)),
        (town.school, "Субботники", datetime.date(2026, 9, 12)),
    ):
        EventReportPageFactory(
            parent=school, plan_item=item(title), start=day, title=f"{title}: {school.title}"
        )
    Completion.objects.create(item=item("Смета"), day=datetime.date(2026, 10, 9), note="Смета подписана")
    return plan


def item(title: str) -> PlanItem:
    """Return the item of the plan."""
    found: PlanItem = PlanItem.objects.get(title=title, section__page__title="План осени")
    return found
