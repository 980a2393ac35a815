"""A document's rating: who takes part, which reports count, what is in time, and what stays when it has closed."""

import datetime
from typing import Any

import pytest
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from freezegun import freeze_time
from wagtail.models import PageViewRestriction

from home.models import OrganisationPage
from home.pictures.withdrawing import withdraw
from news.models import EventReportPage, FrozenRating, ReportLink, ReportPartner
from news.rating.rating import Rating, count, freeze, is_over, rating_of
from news.summary.summary import summary_of
from plans.models import OrderPage, PlanItem
from tests.factories import EventReportPageFactory, PlanPageFactory, Tree
from tests.news.rating.regulations import LATE, moscow, organisation, regulation, report
from tests.restapi.town import PRESS, SCHOOL, Town

Kind = OrganisationPage.Kind
CLOSED = moscow("2026-06-01 00:01")


def places(rating: Rating) -> list[tuple[str, str, int]]:
    return [(place.label, place.row.title, place.row.points) for place in rating.places]


def points(document: OrderPage, owner: OrganisationPage) -> int:
    place = rating_of(document).of(owner.pk)
    return place.row.points if place else 0


def test_the_rating_is_the_one_counted_by_hand(tree: Tree) -> None:
    """In time 5 or late 2; 1 for each 10 people, at most 10; 2 for a partner; 1 for a link; 1 for a photo, at most 5."""
    document = regulation(tree, report_from="Детские сады")
    names = ("Школа № 11", "Школа № 2", "Гимназия", "Лицей", "Центр")
    eleven, two, gymnasium, lyceum, centre = (organisation(tree, name) for name in names)
    organisation(tree, "Сад", kind=Kind.KINDERGARTEN)
    report(two, document, participants=43, partners=1, links=1, photos=3)  # 5 + 4 + 2 + 1 + 3 = 15
    report(two, document, LATE, participants=9)  # 2 + 0 = 2, together 17
    report(eleven, document, participants=250, links=2)  # 5 + 10 + 2 = 17
    report(gymnasium, document, participants=20, partners=1, photos=7)  # 5 + 2 + 2 + 5 = 14
    report(lyceum, document, LATE, participants=100)  # 2 + 10 = 12
    report(lyceum, document, LATE)  # 2, together 14
    report(centre, document, LATE, links=1)  # 2 + 1 = 3
    rating = rating_of(document)
    assert places(rating) == [
        ("1–2", "Школа № 2", 17),
        ("1–2", "Школа № 11", 17),
        ("3–4", "Гимназия", 14),
        ("3–4", "Лицей", 14),
        ("5", "Центр", 3),
    ]
    assert [row.title for row in rating.without_points] == ["Сад"]


def test_what_is_cancelled_or_withdrawn_later_has_been_done_all_the_same(tree: Tree) -> None:
    document, school = regulation(tree, rating_until=None), organisation(tree, "Лицей")
    PlanPageFactory(parent=document, items=[{"title": "Липы", "responsible": "Лицей"}])
    item = PlanItem.objects.get(section__page__path__startswith=document.path)
    report(school, None, plan_item=item, participants=100)
    PlanItem.objects.filter(pk=item.pk).update(is_cancelled=True)
    assert points(document, school) == 15
    document.withdrawn_on = datetime.date(2026, 6, 1)
    document.save_revision().publish()
    assert points(OrderPage.objects.get(pk=document.pk), school) == 15


def test_days_at_the_end_of_the_calendar_stop_nothing(tree: Tree) -> None:
    never, soon = (
        regulation(tree, title=title, report_until=None, rating_until=until)
        for title, until in (("Никогда", datetime.date.max), ("Скоро", datetime.date(2026, 5, 31)))
    )
    for document in (never, soon):
        report(organisation(tree, document.title), document, end=datetime.date.max)
        assert [place.row.points for place in rating_of(document).places] == [5]
    with freeze_time(CLOSED):
        call_command("freeze_ratings")
    assert [kept.document.pk for kept in FrozenRating.objects.all()] == [soon.pk]


def test_a_partner_counts_once_however_it_is_written(tree: Tree) -> None:
    document, school = regulation(tree), organisation(tree, "Лицей")
    page = report(school, document)
    page.partners.set([ReportPartner(name="ООО «Липа»"), ReportPartner(name="ооо Липа")])
    page.links.set([ReportLink(url="https://video.example.org/1") for _time in range(2)])
    page.save_revision().publish()
    assert points(document, school) == 5 + 2 + 1
    figures = summary_of(document).figures
    assert (figures.social_partners, figures.videos + figures.publications) == (1, 1)


def test_reports_about_items_of_its_plans_count_too(tree: Tree) -> None:
    document, school = regulation(tree), organisation(tree, "Лицей")
    plan = PlanPageFactory(parent=document)
    report(school, None, plan_item=PlanItem.objects.filter(section__page=plan).first())
    assert points(document, school) == 5
    assert points(regulation(tree), school) == 0


def test_the_same_thing_named_twice_counts_once(tree: Tree) -> None:
    document, school = regulation(tree), organisation(tree, "Лицей")
    page = report(school, document, partners=1, links=1, photos=1)
    page.partners.create(name="Партнёр 0")
    page.links.create(url="https://video.example.org/0")
    page.photos.create(picture=page.photos.first().picture)
    assert points(document, school) == 5 + 2 + 1 + 1


@pytest.mark.parametrize(
    ("at", "expected"), [("2026-05-15 23:59", 5), ("2026-05-16 00:01", 2), ("2026-05-15 00:00", 5)]
)
def test_the_last_day_in_time_ends_in_moscow(tree: Tree, at: str, expected: int) -> None:
    document, school = regulation(tree), organisation(tree, "Лицей")
    report(school, document, at)
    assert points(document, school) == expected


@pytest.mark.parametrize(("at", "expected"), [("2026-05-14 23:59", 5), ("2026-05-15 00:01", 2)])
def test_without_a_day_a_report_has_a_week_after_its_event(tree: Tree, at: str, expected: int) -> None:
    document, school = regulation(tree, report_until=None), organisation(tree, "Лицей")
    report(school, document, at, end=datetime.date(2026, 5, 7))
    assert points(document, school) == expected


def test_the_day_counts_on_which_a_report_was_first_sent(town: Town) -> None:
    document = regulation(town.tree)
    with freeze_time(moscow("2026-05-15 20:00")):
        page = EventReportPageFactory(
            parent=town.school, order=document, live=False, photos=0, participants=0
        )
        page.partners.all().delete()
        state = page.get_workflow().start(page, town.people[SCHOOL])
    with freeze_time(moscow("2026-05-18 10:00")):
        state.current_task_state.specific.reject(user=town.people[PRESS], comment="Назовите класс")
    with freeze_time(moscow("2026-05-19 10:00")):
        state.refresh_from_db()
        state.resume(user=town.people[SCHOOL])
        state.current_task_state.specific.approve(user=town.people[PRESS])
    place = rating_of(document).of(town.school.pk)
    assert place
    assert place.row.reports[0].lines[0].words == "Отчёт прислан в срок — 5\xa0баллов"


def test_what_not_everybody_may_see_never_counts(tree: Tree) -> None:
    document, school, closed = regulation(tree), organisation(tree, "Лицей"), organisation(tree, "Закрытая")
    hidden, gone, draft = report(school, document), report(school, document), report(school, document)
    PageViewRestriction.objects.create(page=hidden, restriction_type=PageViewRestriction.LOGIN)
    gone.unpublish()
    draft.unpublish()
    draft.participants.create(count=500)
    draft.save_revision()
    EventReportPageFactory(parent=school, order=document, live=False)
    report(closed, document)
    PageViewRestriction.objects.create(page=closed, restriction_type=PageViewRestriction.LOGIN)
    assert places(rating_of(document)) == []


def test_a_draft_of_a_public_report_brings_nothing_before_it_is_public(tree: Tree) -> None:
    document, school = regulation(tree), organisation(tree, "Лицей")
    page = report(school, document, participants=10)
    page.participants.set([*page.participants.all(), type(page.participants.first())(count=500)])
    page.save_revision()
    assert points(document, school) == 6


@pytest.mark.parametrize(("at", "expected"), [("2026-05-31 23:59", 2), ("2026-06-01 00:01", 0)])
def test_reports_count_that_were_public_by_the_closing_date(tree: Tree, at: str, expected: int) -> None:
    document, school = regulation(tree), organisation(tree, "Лицей")
    report(school, document, at)
    assert points(document, school) == expected


@pytest.mark.parametrize(("at", "over"), [("2026-05-31 23:59", False), ("2026-06-01 00:01", True)])
def test_a_rating_closes_at_midnight_in_moscow(tree: Tree, at: str, over: bool) -> None:
    document = regulation(tree)
    with freeze_time(moscow(at)):
        assert is_over(document) is over
        assert bool(freeze(document)) is over
        assert FrozenRating.objects.filter(document=document).exists() is over


def frozen(tree: Tree) -> tuple[OrderPage, OrganisationPage, EventReportPage]:
    """Return a document with a frozen rating of two schools that tie, one of them, its report."""
    document, school = regulation(tree), organisation(tree, "Лицей")
    page = report(school, document, participants=30, photos=2, title="Тайное имя отчёта")
    report(organisation(tree, "Гимназия"), document, participants=50)
    with freeze_time(CLOSED):
        assert freeze(document)
    return document, school, page


def spoil(page: EventReportPage, how: str) -> None:
    """Do with a report what people do when the rating has closed."""
    if how == "edited":
        page.participants.set([type(page.participants.first())(count=1000)])
        page.save_revision().publish()
    elif how == "picture withdrawn":
        withdraw([photo.picture for photo in page.photos.all()], by="Директор", reason="Отзыв согласия")
    elif how == "unpublished":
        page.unpublish()
    elif how == "deleted":
        page.delete()
    elif how == "organisation renamed":
        owner = page.organisation
        owner.title = "Другая"
        owner.save_revision().publish()
    elif how == "organisation deleted":
        page.organisation.delete()
    elif how == "another report":
        report(page.organisation, page.order, LATE)
    else:
        page.order.rating_on_time = 100
        page.order.save_revision().publish()


@pytest.mark.parametrize(
    "how",
    [
        "edited",
        "picture withdrawn",
        "unpublished",
        "deleted",
        "organisation renamed",
        "organisation deleted",
        "another report",
        "rule changed",
    ],
)
def test_a_frozen_rating_stays_as_it_was(tree: Tree, how: str) -> None:
    document, _school, page = frozen(tree)
    before = rating_of(document)
    assert places(before) == [("1–2", "Гимназия", 10), ("1–2", "Лицей", 10)]
    assert before == Rating(count(document).rule, before.rows, before.frozen_at)
    spoil(page, how)
    document = OrderPage.objects.get(pk=document.pk)
    assert rating_of(document) == before
    assert sorted(each[2] for each in places(count(document))) != [10, 10] or how == "organisation renamed"
    with freeze_time(CLOSED):
        freeze(document)
    assert rating_of(document) == before


def test_a_document_that_moves_its_day_opens_the_rating_and_may_go_back(tree: Tree) -> None:
    document, school, _page = frozen(tree)
    report(school, document, "2026-06-02 12:00", participants=100)
    document.rating_until = datetime.date(2026, 6, 30)
    assert rating_of(document).frozen_at is None
    assert points(document, school) == 10 + 2 + 10
    with freeze_time(moscow("2026-07-01 00:01")):
        freeze(document)
    assert [row.until.month for row in FrozenRating.objects.filter(document=document)] == [5, 6]
    document.rating_until = datetime.date(2026, 5, 31)
    assert points(document, school) == 10


def test_the_command_freezes_what_is_over_once(tree: Tree, capsys: pytest.CaptureFixture[str]) -> None:
    over, open_, none = regulation(tree), regulation(tree, rating_until="2026-06-30"), regulation(tree)
    none.unpublish()
    report(organisation(tree, "Лицей"), over)
    with freeze_time(moscow("2026-05-31 23:59")):
        call_command("freeze_ratings")
    assert capsys.readouterr().out == ""
    with freeze_time(CLOSED):
        call_command("freeze_ratings")
        call_command("freeze_ratings")
    assert capsys.readouterr().out == "Итоги подведены: «Положение о дне профориентации».\n"
    assert list(FrozenRating.objects.values_list("document", flat=True)) == [over.pk]
    assert rating_of(open_).frozen_at is None


def queries_of(document: OrderPage) -> int:
    with CaptureQueriesContext(
        connection,
    ) as asked:
        rating_of(document)
    return len(asked)


def test_more_reports_ask_no_more(tree: Tree) -> None:
    document = regulation(tree, report_from="Общеобразовательные организации")
    few: Any = [report(organisation(tree, f"Школа № {number}"), document) for number in range(101, 103)]
    asked = queries_of(document)
    few += [report(organisation(tree, f"Школа № {number}"), document) for number in range(201, 206)]
    PlanPageFactory(parent=document)
    assert len(rating_of(document).places) == 7
    assert queries_of(document) <= asked + 4  # a plan below it: its items, their parties
    assert asked <= 20
