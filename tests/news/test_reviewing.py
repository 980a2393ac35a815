"""The press service's desk: what waits, why it may not go out yet, and what comes of each decision."""

import logging
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.utils import timezone
from wagtail.models import PageLogEntry, TaskState

from home.models import Picture
from news.models import EventReportPage, ReportPhoto
from news.reviewing.queue import waiting
from plans.models import PlanItem
from search.models import CatalogEntry
from search.pictures import card_sizes
from tests.factories import HASHTAG, EventReportPageFactory, OrderPageFactory, PictureFactory, make_tree
from tests.news.test_report_form import report_form
from tests.restapi.town import COORDINATOR, OTHER_SCHOOL, PRESS, SCHOOL, Town, everything, make_town

DESK, PUBLISHED = "/admin/review/", "/admin/review/published/"


@pytest.fixture
def press(client: Client, town: Town) -> Client:
    """A signed-in press officer."""
    client.force_login(town.people[PRESS])
    return client


def sent(town: Town, school: Any = None, **values: Any) -> EventReportPage:
    """Return a report that a school has sent to review."""
    values = {"hashtags": [HASHTAG], **values}
    writer = town.people[SCHOOL]
    report = EventReportPageFactory(parent=school or town.school, owner=writer, live=False, **values)
    report.get_workflow().start(report, writer)
    return EventReportPage.objects.get(pk=report.pk)


def key(report: EventReportPage) -> str:
    return f"{report.pk}-{EventReportPage.objects.get(pk=report.pk).latest_revision_id}"


def shown(client: Client, **query: Any) -> list[str]:
    response = client.get(DESK, query)
    assert response.status_code == 200
    return [row.told.title for row in response.context["rows"]]


def said(response: Any) -> list[str]:
    return [str(message) for message in response.context["messages"]]


def do(client: Client, address: str = DESK, **given: Any) -> list[str]:
    response = client.post(address, given, follow=True)
    assert response.status_code == 200
    return said(response)


def test_what_schools_have_sent_stands_there_the_last_first(press: Client, town: Town) -> None:
    item = PlanItem.objects.filter(section__page=town.tree.plan).first()
    sent(town, title="Первый", plan_item=item)
    sent(town, title="Второй", school=town.other_school)
    assert shown(press) == ["Второй", "Первый"]
    page = press.get(DESK).content.decode()
    for words in (town.school.title, item.title, f"#{HASHTAG}", "Анна school", "25\xa0участников"):
        assert words in page
    assert "Согласия подтверждены:</" not in page
    assert "Согласия подтверждены: Директор школы" in " ".join(page.split())
    assert timezone.localtime().strftime("%d.%m.%Y") in page


def test_the_latest_draft_is_judged_not_the_page_as_it_was(press: Client, town: Town) -> None:
    report = sent(town, title="Было")
    draft = report.get_latest_revision_as_object()
    draft.title = "Стало"
    draft.save_revision()
    assert shown(press) == ["Стало"]


def test_what_is_missing_and_what_is_asked_about_is_said(press: Client, town: Town) -> None:
    order = OrderPageFactory(parent=town.tree.documents, report_parts=["links", "partners"])
    report = sent(town, order=order, consent=False)
    draft = report.get_latest_revision_as_object()
    draft.links.clear()
    draft.lead = "Победили Иванов Пётр, Сидорова Анна, Кузнецов Илья."
    for photo in draft.photos.all():
        photo.picture.description = ""
        photo.picture.save()
    draft.save_revision()
    (row,) = press.get(DESK).context["rows"]
    questions = " ".join(row.questions)
    assert f"Добавьте ссылки на видео или публикации. Этого требует документ «{order.title}»." in questions
    assert "спонсоров" not in questions
    assert "У 1\xa0фотографии нет описания." in questions
    assert "Иванов Пётр" in questions
    assert "Согласия не подтверждены: с фотографиями" in press.get(DESK).content.decode()


def test_previews_are_made_when_a_report_is_sent_and_none_by_looking(press: Client, town: Town) -> None:
    report = sent(town, photos=2)
    pictures = [photo.picture for photo in report.photos.all()]
    assert [picture.renditions.count() for picture in pictures] == [1, 1]
    page = press.get(DESK).content.decode()
    assert all(picture.renditions.get().url in page for picture in pictures)
    pictures[0].renditions.all().delete()
    assert "Фото готовится" in press.get(DESK).content.decode()
    assert pictures[0].renditions.count() == 0


def test_a_preview_shows_nothing_to_readers_and_publishing_makes_the_rest(press: Client, town: Town) -> None:
    report = sent(town)
    picture = Picture.objects.get(pk=ReportPhoto.objects.get(page=report).picture_id)
    assert card_sizes(picture) == []
    assert not CatalogEntry.objects.filter(page=report).exists()
    do(press, approve=key(report))
    picture = Picture.objects.get(pk=picture.pk)
    assert card_sizes(picture)
    assert CatalogEntry.objects.get(page=report).pictures


def test_previews_of_what_a_reviewer_adds_are_made_too(press: Client, town: Town) -> None:
    report, picture = sent(town), PictureFactory()
    form = report_form(photos=[{"picture": picture.pk, "alt": "Липы"}], slug=report.slug, consent="on")
    assert press.post(f"/admin/pages/{report.pk}/edit/", form).status_code == 302
    assert picture.renditions.count() == 1


def test_filters_and_search_narrow_the_queue(press: Client, town: Town) -> None:
    item = PlanItem.objects.filter(section__page=town.tree.plan).first()
    assert item
    sent(town, title="Посадили ЛИПЫ", plan_item=item)
    sent(town, title="Кормушки", school=town.other_school, hashtags=["Птицы"], order=town.tree.order)
    assert shown(press, q="липы посадили") == ["Посадили ЛИПЫ"]
    assert shown(press, organisation=town.other_school.pk) == ["Кормушки"]
    assert shown(press, hashtag="#птицы") == ["Кормушки"]
    assert shown(press, hashtag="нетТакого") == []
    assert shown(press, event=f"item:{item.pk}") == ["Посадили ЛИПЫ"]
    assert shown(press, event=f"order:{town.tree.order.pk}") == ["Кормушки"]
    response = press.get(DESK, {"q": "абракадабра"})
    assert "С такими условиями ничего нет" in response.content.decode()


@pytest.mark.parametrize("address", [DESK, PUBLISHED])
def test_nonsense_in_an_address_is_no_failure(press: Client, town: Town, address: str) -> None:
    sent(town)
    for name in ("q", "organisation", "hashtag", "event", "page"):
        for value in ("\0", "-1", "9" * 40, "item:x", "%", "ы" * 500):
            assert press.get(address, {name: value}).status_code == 200, (name, value)
    for given in (
        {"approve": "x"},
        {"approve": "1-1"},
        {"return": "9" * 40},
        {"act": "approve", "report": ["x", "1-"]},
        {"act": "x"},
        {},
    ):
        before = everything()
        assert press.post(address, given).status_code == 302, given
        assert everything() == before


def test_an_empty_queue_says_so(press: Client) -> None:
    assert "Всё проверено" in press.get(DESK).content.decode()


def test_approving_publishes_by_wagtails_workflow(press: Client, town: Town) -> None:
    report = sent(town, title="Липы")
    assert do(press, approve=key(report)) == ["«Липы» одобрен и опубликован."]
    report.refresh_from_db()
    state = TaskState.objects.get()
    assert (report.live, state.status, state.finished_by) == (True, "approved", town.people[PRESS])
    actions = list(PageLogEntry.objects.filter(page=report).values_list("action", flat=True))
    assert "wagtail.workflow.approve" in actions
    assert shown(press) == []


def test_returning_needs_a_reason_which_the_school_sees(press: Client, town: Town) -> None:
    report = sent(town, title="Липы")
    assert "напишите школе, что исправить" in do(press, **{"return": key(report)})[0]
    assert "слишком длинно" in do(press, **{"return": key(report), f"reason-{key(report)}": "ы" * 2001})[0]
    assert TaskState.objects.get().status == "in_progress"
    told = do(press, **{"return": key(report), f"reason-{key(report)}": " Назовите класс "})
    assert told == ["«Липы» возвращён школе."]
    state = TaskState.objects.get()
    assert (state.status, state.comment) == ("rejected", "Назовите класс")
    school = Client()
    school.force_login(town.people[SCHOOL])
    assert "Назовите класс" in school.get("/reports/").content.decode()


def test_what_another_officer_has_decided_is_not_decided_twice(press: Client, town: Town) -> None:
    approved, returned, taken = (
        sent(town, title="Липы"),
        sent(town, title="Клёны"),
        sent(town, title="Берёзы"),
    )
    keys = [key(each) for each in (approved, returned, taken)]
    colleague = Client()
    colleague.force_login(town.people[PRESS])
    do(colleague, approve=keys[0])
    do(colleague, **{"return": keys[1], f"reason-{keys[1]}": "Кто на фото?"})
    taken.current_workflow_state.cancel(user=town.people[SCHOOL])
    before = everything()
    assert "«Липы»: уже одобрен (Анна press service" in do(press, approve=keys[0])[0]
    assert "уже одобрен" in do(press, **{"return": keys[0], f"reason-{keys[0]}": "Нет"})[0]
    assert "«Клёны»: уже возвращён школе (Анна press service" in do(press, approve=keys[1])[0]
    assert "«Берёзы»: уже не на проверке" in do(press, approve=keys[2])[0]
    assert everything() == before


@pytest.mark.django_db(transaction=True)
def test_two_officers_at_the_same_moment_decide_once(transactional_db: None) -> None:
    town = make_town(make_tree())
    report = sent(town, title="Липы")
    named, barrier = key(report), Barrier(2)

    def decide(given: dict[str, str]) -> str:
        client = Client()
        client.force_login(town.people[PRESS])
        barrier.wait()
        try:
            return client.post(DESK, given, follow=True).content.decode()
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as pool:
        ways = [{"approve": named}, {"return": named, f"reason-{named}": "Кто на фото?"}]
        told = list(pool.map(decide, ways))
    state = TaskState.objects.get()
    done = ["«Липы» одобрен и опубликован." in text or "«Липы» возвращён школе." in text for text in told]
    refused = ["«Липы»: уже" in text for text in told]
    assert (sum(done), sum(refused)) == (1, 1)
    assert EventReportPage.objects.get(pk=report.pk).live == (state.status == "approved")
    decisions = PageLogEntry.objects.filter(
        page=report.pk, action__in=["wagtail.workflow.approve", "wagtail.workflow.reject"]
    )
    assert decisions.count() == 1


def test_a_draft_that_nobody_has_looked_at_is_not_approved(press: Client, town: Town) -> None:
    report = sent(town, title="Липы")
    looked_at = key(report)
    report.get_latest_revision_as_object().save_revision()
    assert "изменился, пока вы его смотрели" in do(press, approve=looked_at)[0]
    assert not EventReportPage.objects.get(pk=report.pk).live


def test_those_that_are_ticked_are_approved_each_by_itself(press: Client, town: Town) -> None:
    good, bare, other = sent(town, title="Липы"), sent(town, title="Клёны", consent=False), sent(town)
    told = do(press, act="approve", report=[key(good), key(bare)])
    assert told[0] == "«Липы» одобрен и опубликован."
    assert told[1].startswith("«Клёны»: В отчёте есть фотографии. Соберите согласия")
    live = {each: EventReportPage.objects.get(pk=each.pk).live for each in (good, bare, other)}
    assert live == {good: True, bare: False, other: False}
    assert do(press, act="approve") == ["Отметьте отчёты, которые хотите одобрить."]


def test_the_menu_says_how_many_wait_and_to_reviewers_only(press: Client, town: Town) -> None:
    sent(town)
    assert "На проверке: 1" in menu_of(press)
    school = Client()
    school.force_login(town.people[SCHOOL])
    assert "На проверке" not in menu_of(school)


def menu_of(client: Client) -> str:
    return client.get("/admin/account/").content.decode().encode().decode("unicode-escape", "ignore")


@pytest.mark.parametrize("role", [SCHOOL, OTHER_SCHOOL, COORDINATOR])
def test_others_are_refused_and_that_is_logged(
    client: Client, town: Town, role: str, caplog: pytest.LogCaptureFixture
) -> None:
    report = sent(town, title="Липы")
    client.force_login(town.people[role])
    before = everything()
    with caplog.at_level(logging.WARNING):
        for address in (DESK, PUBLISHED):
            assert client.get(address).status_code == 302
            response = client.post(address, {"approve": key(report)}, follow=True)
            assert "нет доступа" in " ".join(said(response))
    assert f"user {town.people[role].pk} reviews no reports" in caplog.text
    assert everything() == before


def test_visitors_are_led_to_the_login(client: Client, town: Town) -> None:
    assert client.get(DESK)["Location"].startswith("/login/?next=")


def test_public_reports_stand_in_their_own_list(press: Client, town: Town) -> None:
    sent(town, title="На проверке пока")
    page = press.get(PUBLISHED)
    titles = {row.told.title for row in page.context["rows"]}
    assert titles == {town.published.title, town.foreign_published.title, town.tree.report.title}
    found = press.get(PUBLISHED, {"organisation": town.other_school.pk}).context["rows"]
    assert [row.pk for row in found] == [town.foreign_published.pk]
    tagged = press.get(PUBLISHED, {"hashtag": HASHTAG}).context["rows"]
    assert [row.pk for row in tagged] == [town.tree.report.pk]
    about = f"item:{town.tree.report.plan_item_id}"
    assert [row.pk for row in press.get(PUBLISHED, {"event": about}).context["rows"]] == [town.tree.report.pk]


@pytest.mark.parametrize("address", [DESK, PUBLISHED])
def test_more_rows_cost_no_more_queries(
    press: Client, town: Town, address: str, django_assert_max_num_queries: Any
) -> None:
    def make(number: int) -> None:
        for _each in range(number):
            report = sent(town, photos=2)
            if address == PUBLISHED:
                report.get_latest_revision().publish()

    make(2)
    press.get(address)
    with django_assert_max_num_queries(30) as few:
        press.get(address)
    make(5)
    with django_assert_max_num_queries(len(few)):
        press.get(address)


def test_what_follows_a_batch_keeps_the_filters(press: Client, town: Town) -> None:
    response = press.post(f"{DESK}?q=липы&page=1", {"page": "2"})
    assert response["Location"] == f"{DESK}?q=%D0%BB%D0%B8%D0%BF%D1%8B&page=2"


def test_a_deleted_picture_is_left_out(press: Client, town: Town) -> None:
    report = sent(town, photos=2)
    Picture.objects.filter(pk=report.photos.first().picture_id).delete()
    (row,) = press.get(DESK).context["rows"]
    assert len(row.photos) == 1
    assert [each.pk for each in waiting(town.people[PRESS])] == [report.pk]
