"""A real regulation, imported; twelve organisations report about its event: the most active is the one found by hand."""

import datetime
from pathlib import Path

import pytest
from django.core.management import call_command
from django.test import Client
from freezegun import freeze_time

from home.models import OrganisationPage
from news.rating.rating import freeze, rating_of
from plans.kinds import DocumentKind
from plans.models import OrderPage
from tests.factories import Tree
from tests.news.rating.regulations import moscow, organisation, report

# By the usual rule: 5 in time or 2 later, 1 for each full 10 people and at most 10, 2 for a partner, 1 for a link. The
# regulation awaits reports «по окончанию» of its event on the 27th of November 2023: a week, to the 4th of December.
#  school   sent        people  partners  links      by hand            place
BY_HAND = [
    (1, "11-27 18:00", 120, 2, 1),  # 5 + 10 + 4 + 1 = 20             1
    (2, "12-04 23:59", 95, 2, 1),  #  5 +  9 + 4 + 1 = 19             2–3
    (3, "12-05 00:01", 250, 3, 1),  # 2 + 10 + 6 + 1 = 19             2–3
    (4, "11-28 12:00", 100, 0, 1),  # 5 + 10 + 0 + 1 = 16             4
    (5, "11-28 12:00", 50, 1, 3),  #  5 +  5 + 2 + 3 = 15             5–6
    (6, "12-06 12:00", 99, 2, 0),  #  2 +  9 + 4 + 0 = 15             5–6
    (7, "11-28 12:00", 0, 0, 0),  #   5                               7
    (8, "12-30 12:00", 29, 0, 0),  #  2 +  2 = 4                      8
    (9, "12-30 12:00", 19, 0, 0),  #  2 +  1 = 3                      9–10
    (10, "12-30 12:00", 9, 0, 1),  #  2 +  0 + 0 + 1 = 3              9–10
    (11, "12-30 12:00", 9, 0, 0),  #  2 +  0 = 2                      11
]  # the twelfth has reported nothing
PLACES = ["1", "2–3", "2–3", "4", "5–6", "5–6", "7", "8", "9–10", "9–10", "11"]
POINTS = [20, 19, 19, 16, 15, 15, 5, 4, 3, 3, 2]


@pytest.fixture
def document(tree: Tree, shared_dir: Path) -> OrderPage:
    """The regulation, public, that closes with the year and shows its rating to everybody."""
    path = shared_dir / "documents" / "regulation-kemerovo-2023.docx"
    call_command("import_document", "--publish", "--parent", str(tree.documents.pk), str(path))
    page = OrderPage.objects.get(kind=DocumentKind.REGULATION)
    page.rating_until, page.execution_is_public = datetime.date(2023, 12, 31), True
    page.report_from = "Общеобразовательные организации"
    page.save_revision().publish()
    return page


def test_the_most_active_is_the_one_found_by_hand(tree: Tree, document: OrderPage) -> None:
    OrganisationPage.objects.filter(pk=tree.school.pk).update(kind=OrganisationPage.Kind.PARTNER)
    schools = {number: organisation(tree, f"Школа № {number}") for number in range(1, 13)}
    for number, sent, *facts in BY_HAND:
        report(schools[number], document, f"2023-{sent}", *facts, start=document.event_date)
    with freeze_time(moscow("2024-01-01 00:01")):
        freeze(document)
    rating = rating_of(document)
    assert [place.row.title for place in rating.places] == [f"Школа № {number}" for number in range(1, 12)]
    assert [place.label for place in rating.places] == PLACES
    assert [place.row.points for place in rating.places] == POINTS
    assert [row.title for row in rating.without_points] == ["Школа № 12"]
    url = f"{document.url}rating/diploma.pdf"
    with_diploma = [Client().get(url, {"organisation": each.pk}).status_code for each in schools.values()]
    assert with_diploma == [200] * 3 + [404] * 9
