"""The way of reports through the press service's hands, in a real browser: returned, corrected, approved, made news of."""

from collections.abc import Callable

import pytest
from django.contrib.auth.models import User
from playwright.sync_api import Locator, Page, expect

from home import roles
from home.models import Picture
from news.models import EventReportPage, NewsPage, ReportPhoto
from tests.browser.test_reporting import sign_in, town
from tests.browser.visits import Visitor
from tests.factories import HASHTAG, EventReportPageFactory
from tests.restapi.town import COORDINATOR, PRESS, SCHOOL, Town

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
__all__ = ["town"]

DESK = "/admin/review/"


def sent(town: Town, title: str) -> EventReportPage:
    """Return a report that the school has sent to review."""
    report: EventReportPage = EventReportPageFactory(
        parent=town.school, owner=town.people[SCHOOL], title=title, live=False, photos=2, hashtags=[HASHTAG]
    )
    photos = ReportPhoto.objects.filter(page=report).values("picture")
    own = roles.organisation_collection(town.school)
    Picture.objects.filter(pk__in=photos).update(collection=own)
    report.get_workflow().start(report, town.people[SCHOOL])
    return report


def enter(visit: Callable[..., Visitor], user: User, path: str, width: int, scripts: bool) -> Visitor:
    visitor = visit(width=width, javascript=scripts)
    sign_in(visitor, user, path)
    return visitor.open(path)


def row_of(page: Page, report: EventReportPage) -> Locator:
    return page.locator(f"#report-{report.pk}")


@pytest.mark.parametrize(("width", "scripts"), [(360, True), (1280, False)])
def test_a_report_is_returned_corrected_approved_and_news_is_made(
    visit: Callable[..., Visitor], town: Town, width: int, scripts: bool
) -> None:
    lindens, maples = sent(town, "Липы"), sent(town, "Клёны")
    officer = enter(visit, town.people[PRESS], DESK, width, scripts).page
    row = row_of(officer, maples)
    row.locator("summary").click()
    row.get_by_label("Что исправить").fill("Назовите класс")
    row.get_by_role("button", name="Вернуть школе").click()
    expect(officer.locator(".messages")).to_contain_text("«Клёны» возвращён школе.")

    school = enter(visit, town.people[SCHOOL], "/admin/", width, scripts).page
    expect(school.locator("#start-returned-section")).to_contain_text("Назовите класс")
    school.locator("#start-returned-section").get_by_role("link", name="Исправить").click()
    school.fill("[name=story]", "Клёны сажал 5А класс.")
    for number, field in enumerate(school.locator(".report-photos [name$=-alt]").all()):
        field.fill(f"Дети у клёна {number}")
    school.get_by_role("button", name="Отправить на проверку").click()
    expect(school.locator("[role=status]").first).to_contain_text("отправлен на проверку")

    officer.goto(officer.url)
    for report in (maples, lindens):
        row_of(officer, report).get_by_role("checkbox").nth(1).check()
    row_of(officer, maples).get_by_role("button", name="Одобрить").click()
    expect(officer.locator(".messages")).to_contain_text("«Клёны» одобрен и опубликован.")
    row_of(officer, lindens).get_by_role("button", name="Одобрить").click()
    expect(officer.locator(".messages")).to_contain_text("«Липы» одобрен и опубликован.")
    assert "5А класс" in visit(javascript=False).open(EventReportPage.objects.get(pk=maples.pk).url).text

    officer.goto(officer.url.split("?")[0] + "published/")
    assert officer.locator("input[name=photo]:checked").count() == 2
    officer.get_by_role("button", name="Новость из выбранного").click()
    expect(officer.locator(".messages")).to_contain_text("Черновик новости готов")
    assert "/edit/" in officer.url
    news = NewsPage.objects.latest("pk")
    if scripts:
        officer.locator("footer [data-w-dropdown-target=toggle]").click()
        officer.get_by_role("button", name="Опубликовать").click()
        expect(officer.locator(".messages")).to_contain_text("опубликована")
    else:
        news.get_latest_revision().publish(user=town.people[PRESS])
    shown = visit(width=width, javascript=False).open(NewsPage.objects.get(pk=news.pk).url)
    for words in ("Липы", "Клёны", town.school.title):
        assert words in shown.text
    assert shown.page.locator("main img").count() >= 2


@pytest.mark.parametrize("width", [360, 1280])
def test_the_desks_please(visit: Callable[..., Visitor], town: Town, width: int) -> None:
    sent(town, "Липовая аллея у школы на берегу реки")
    bare = sent(town, "Клёны")
    draft = bare.get_latest_revision_as_object()
    draft.consent = False
    draft.save_revision()
    returned = sent(town, "Берёзы")
    returned.current_workflow_task_state.reject(user=town.people[PRESS], comment="Назовите класс")
    for role, paths in {
        PRESS: (DESK, f"{DESK}published/", f"{DESK}?q=абракадабра", "/admin/"),
        SCHOOL: ("/admin/",),
        COORDINATOR: ("/admin/",),
    }.items():
        visitor = enter(visit, town.people[role], "/admin/", width, True)
        for path in paths:
            assert visitor.open(path).problems == [], (role, path)
