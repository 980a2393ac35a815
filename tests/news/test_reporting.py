"""A school reports by the form: what it is about, what is kept as one goes, what is missing, the way to the reviewers."""

import datetime
import logging
import re
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from wagtail.models import Collection, TaskState

from home.models import Picture, PictureRendition
from news.models import EventReportPage
from plans.models import PlanItem
from tests.factories import OrderPageFactory, PictureFactory, PlanPageFactory
from tests.restapi.town import COORDINATOR, OTHER_SCHOOL, PRESS, SCHOOL, Town

MANAGEMENT = {
    f"{name}-{key}": "0"
    for name in ("photos", "partners", "links")
    for key in ("TOTAL_FORMS", "INITIAL_FORMS")
}


@pytest.fixture
def school(client: Client, town: Town) -> Client:
    """A signed-in editor of a school."""
    client.force_login(town.people[SCHOOL])
    return client


@pytest.fixture
def press(town: Town) -> Client:
    """A signed-in press officer."""
    client = Client()
    client.force_login(town.people[PRESS])
    return client


def duty_of(town: Town) -> PlanItem:
    """Return an item of the public plan that the school answers for, with no report yet."""
    item = PlanItem.objects.filter(section__page=town.tree.plan).first()
    assert item
    item.organisations.add(town.school)
    item.save()
    for report in EventReportPage.objects.filter(plan_item=item):
        report.plan_item = None
        report.save()
    return item


def address(report: EventReportPage) -> str:
    return f"/reports/{report.pk}/"


def collection_of(town: Town, role: str) -> Collection:
    """Return the collection of a school's own files."""
    return Collection.objects.filter(group_permissions__group__user=town.people[role]).distinct().get()


def filled(town: Town, photos: int = 1, **more: Any) -> dict[str, Any]:
    """Return what a browser sends of a complete report."""
    collection = collection_of(town, SCHOOL)
    pictures = [PictureFactory(collection=collection, description="") for _number in range(photos)]
    rows = {
        f"photos-{place}-{name}": value
        for place, picture in enumerate(pictures)
        for name, value in {
            "picture": picture.pk,
            "alt": f"Дети сажают липу {place}",
            "ORDER": place + 1,
        }.items()
    }
    return {
        **MANAGEMENT,
        "title": "Липы у школы",
        "start": "2026-10-10",
        "end": "2026-10-12",
        "place": "Школьный двор",
        "story": "Сажали всем классом.\nКопали.\n\nВыросло #ЛиповаяАллея.",
        "pupils": "20",
        "teachers": "2",
        "total": "22",
        "consent": "on",
        **rows,
        "photos-TOTAL_FORMS": photos,
        "partners-TOTAL_FORMS": 1,
        "partners-0-name": "Питомник",
        "partners-0-role": "sponsor",
        "links-TOTAL_FORMS": 1,
        "links-0-url": "https://video.example/1",
        "links-0-kind": "video",
        **more,
    }


def draft_of(report: EventReportPage) -> EventReportPage:
    draft: EventReportPage = EventReportPage.objects.get(pk=report.pk).get_latest_revision_as_object()
    return draft


def said(response: Any) -> list[str]:
    return [text for _place, text in response.context["sheet"].mistakes]


def test_a_new_report_begins_with_what_it_is_about(school: Client, town: Town) -> None:
    item = duty_of(town)
    page = school.get("/reports/new/").content.decode()
    assert item.title in page
    assert item.title in school.get("/reports/").content.decode()
    response = school.post("/reports/new/", {"about": f"item:{item.pk}"})
    report = EventReportPage.objects.latest("pk")
    assert (response.status_code, response["Location"]) == (302, address(report))
    draft = draft_of(report)
    assert (draft.plan_item, draft.live, report.get_parent().pk) == (item, False, town.school.pk)
    assert "НеделяДобра" in [tag.name for tag in draft.hashtags.all()]


def test_what_is_hidden_is_not_found_and_not_taken(school: Client, town: Town) -> None:
    PlanPageFactory(parent=town.tree.order, items=[{"title": "Тайный субботник"}], live=False)
    secret = PlanItem.objects.get(title="Тайный субботник")
    draft = OrderPageFactory(parent=town.tree.documents, title="Тайный приказ", live=False)
    assert "субботник" not in school.get("/reports/new/", {"q": "тайный"}).content.decode()
    for about in (f"item:{secret.pk}", f"order:{draft.pk}", "item:x", "page:1", f"item:{10**30}"):
        school.post("/reports/new/", {"about": about})
        report = draft_of(EventReportPage.objects.latest("pk"))
        assert (report.plan_item, report.order, report.title) == (None, None, "Фотоотчёт")


def test_what_is_typed_stands_in_the_draft_and_in_the_form_again(school: Client, town: Town) -> None:
    sent = filled(town, organisations=[str(town.other_school.pk)])
    assert school.post(address(town.draft), {**sent, "act": "save"}).status_code == 302
    draft = draft_of(town.draft)
    assert (draft.title, draft.place) == ("Липы у школы", "Школьный двор")
    assert (draft.start, draft.end) == (datetime.date(2026, 10, 10), datetime.date(2026, 10, 12))
    html = re.sub(' data-block-key="[^"]*"', "", draft.body[0].value.source)
    assert html == "<p>Сажали всем классом.<br/>Копали.</p><p>Выросло #ЛиповаяАллея.</p>"
    assert "ЛиповаяАллея" in draft.subjects
    assert [(row.category, row.count) for row in draft.participants.all()] == [
        ("pupils", 20),
        ("teachers", 2),
    ]
    assert [(row.name, row.role) for row in draft.partners.all()] == [("Питомник", "sponsor")]
    assert [(row.url, row.kind) for row in draft.links.all()] == [("https://video.example/1", "video")]
    assert [row.alt for row in draft.photos.all()] == ["Дети сажают липу 0"]
    assert [each.pk for each in draft.organisations.all()] == [town.other_school.pk]
    assert draft.consent
    assert not EventReportPage.objects.get(pk=town.draft.pk).live
    form = school.get(address(town.draft)).context["sheet"]
    assert form.main["story"].value() == "Сажали всем классом.\nКопали.\n\nВыросло #ЛиповаяАллея."
    assert form.main["pupils"].value() == 20
    assert form.rows["partners"].forms[0]["name"].value() == "Питомник"


def test_photos_stand_in_their_order_and_go_where_they_are_taken_off(school: Client, town: Town) -> None:
    sent = filled(town, photos=3)
    sent |= {"photos-0-ORDER": 3, "photos-2-ORDER": 1, "photos-1-DELETE": "on"}
    school.post(address(town.draft), sent)
    assert [row.alt for row in draft_of(town.draft).photos.all()] == [
        "Дети сажают липу 2",
        "Дети сажают липу 0",
    ]


def test_looking_at_the_form_makes_no_pictures(
    school: Client, town: Town, django_capture_on_commit_callbacks: Any
) -> None:
    sent = filled(town, photos=2)
    with django_capture_on_commit_callbacks(execute=True):
        school.post(address(town.draft), sent)
    made = PictureRendition.objects.count()
    form = school.get(address(town.draft)).content.decode()
    assert form.count("fill-480x320") >= 2
    PictureRendition.objects.all().delete()
    assert "fill-480x320" not in school.get(address(town.draft)).content.decode()
    assert (made > 0, PictureRendition.objects.count()) == (True, 0)


def test_a_complete_report_goes_to_the_reviewers(school: Client, town: Town) -> None:
    response = school.post(address(town.draft), {**filled(town), "act": "submit"})
    assert (response.status_code, response["Location"]) == (302, f"/reports/?sent={town.draft.pk}")
    desk = school.get(response["Location"])
    assert {line.report.pk: line.state for line in desk.context["lines"]}[town.draft.pk] == "pending"
    assert school.post(address(town.draft), {**filled(town), "title": "Поздно"}).status_code == 409
    officer = town.people[PRESS]
    TaskState.objects.get(status="in_progress").specific.reject(user=officer, comment="Фамилии? Уберите.")
    form = school.get(address(town.draft)).content.decode()
    assert "Уберите." in form
    assert "Вернули на доработку" in school.get("/reports/").content.decode()
    school.post(address(town.draft), {**filled(town, title="Исправили"), "act": "submit"})
    TaskState.objects.get(status="in_progress").specific.approve(user=officer)
    report = EventReportPage.objects.get(pk=town.draft.pk)
    assert (report.live, report.title) == (True, "Исправили")


def test_a_report_under_review_can_be_taken_back(school: Client, town: Town) -> None:
    school.post(address(town.draft), {**filled(town), "act": "submit"})
    school.post(address(town.draft), {"act": "take-back"})
    assert school.post(address(town.draft), {**filled(town), "title": "Снова черновик"}).status_code == 302
    assert draft_of(town.draft).title == "Снова черновик"


def test_what_is_missing_is_said_in_one_list_and_the_draft_is_kept(school: Client, town: Town) -> None:
    sent = filled(town, photos=2, **{"photos-1-alt": "", "photos-0-alt": "", "story": "", "act": "submit"})
    del sent["consent"]
    response = school.post(address(town.draft), sent)
    assert response.status_code == 400
    assert len(said(response)) == 4
    places = {place for place, _said in response.context["sheet"].mistakes}
    assert places == {"id_consent", "id_story", "id_photos-0-alt", "id_photos-1-alt"}
    assert dict(response.context["sheet"].mistakes)["id_story"].startswith("Что было: ")
    assert draft_of(town.draft).place == "Школьный двор"
    assert TaskState.objects.count() == 0


def test_a_list_of_names_is_asked_about_before_it_is_sent(school: Client, town: Town) -> None:
    sent = filled(town, story="Победили Иванов Пётр, Сидорова Анна, Кузнецов Илья.", act="submit")
    response = school.post(address(town.draft), sent)
    assert response.status_code == 400
    assert "Иванов Пётр" in response.context["warnings"][0]
    assert TaskState.objects.count() == 0
    assert school.post(address(town.draft), {**sent, "checked": "on"}).status_code == 302


def test_the_document_says_what_must_be_there(school: Client, town: Town) -> None:
    order = OrderPageFactory(
        parent=town.tree.documents,
        report_parts=["links", "partners", "photos"],
        report_until=datetime.date(2026, 12, 1),
    )
    school.post("/reports/new/", {"about": f"order:{order.pk}"})
    report = EventReportPage.objects.latest("pk")
    page = school.get(address(report)).content.decode()
    assert "социальные партнёры и спонсоры" in page
    assert "1 декабря 2026" in page
    sent = filled(town, photos=0, act="submit", **{"partners-0-name": "", "links-0-url": ""})
    response = school.post(address(report), sent)
    assert {place for place, _said in response.context["sheet"].mistakes} == {"links", "partners", "photos"}
    assert all(order.title in text for text in said(response))
    response = school.post(address(report), filled(town, act="submit"))
    assert response.status_code == 302


def test_a_total_that_does_not_add_up_is_a_question(school: Client, town: Town) -> None:
    response = school.post(address(town.draft), {**filled(town, total="30"), "act": "submit"})
    assert response.status_code == 400
    assert "По категориям получается 22" in response.content.decode()
    assert draft_of(town.draft).place == "Школьный двор"


def test_nonsense_in_one_field_loses_no_other(school: Client, town: Town) -> None:
    wrong = {"start": "позавчера", "pupils": "-5", "links-0-url": "не ссылка", "photos-0-picture": "х"}
    response = school.post(address(town.draft), {**filled(town), **wrong})
    assert response.status_code == 400
    assert "позавчера" in response.content.decode()
    draft = draft_of(town.draft)
    assert (draft.title, draft.place) == ("Липы у школы", "Школьный двор")
    assert [row.name for row in draft.partners.all()] == ["Питомник"]


def test_pictures_come_with_the_form_and_a_broken_one_is_refused(school: Client, town: Town) -> None:
    picture = PictureFactory.build()
    good = SimpleUploadedFile("IMG_1.jpg", picture.file.read(), "image/jpeg")
    broken = SimpleUploadedFile("IMG_2.jpg", b"\xff\xd8\xff\xe0 broken", "image/jpeg")
    before = Picture.objects.count()
    response = school.post(address(town.draft), {**filled(town, photos=0), "upload": [good, broken]})
    assert response.status_code == 400
    assert "IMG_2.jpg" in said(response)[0]
    assert Picture.objects.count() == before + 1
    assert [row.picture for row in draft_of(town.draft).photos.all()] == [Picture.objects.latest("pk")]


def test_a_picture_of_another_school_is_refused(school: Client, town: Town) -> None:
    foreign = collection_of(town, OTHER_SCHOOL)
    picture = PictureFactory(collection=foreign, title="Чужая")
    response = school.post(address(town.draft), filled(town, **{"photos-0-picture": picture.pk}))
    assert response.status_code == 400
    assert "Чужая" not in response.content.decode()
    assert picture.pk not in [row.picture_id for row in draft_of(town.draft).photos.all()]


def test_the_script_keeps_what_is_typed(school: Client, town: Town) -> None:
    answer = school.post(address(town.draft), filled(town, act="autosave"))
    assert answer.json()["kept"]
    assert draft_of(town.draft).title == "Липы у школы"


def test_an_expired_session_loses_nothing(client: Client, town: Town) -> None:
    sent = filled(town, title="До конца сессии")
    response = client.post(address(town.draft), sent)
    assert response["Location"] == f"/login/?next={address(town.draft)}"
    assert client.post(address(town.draft), {**sent, "act": "autosave"}).status_code == 401
    client.force_login(town.people[SCHOOL])
    assert client.get(address(town.draft)).context["form"]["title"].value() == "До конца сессии"


def test_a_text_of_the_editor_is_not_flattened(school: Client, town: Town) -> None:
    draft = draft_of(town.draft)
    draft.body = [("heading", "Начало"), ("quote", {"text": "Слова", "source": ""})]
    draft.save_revision()
    assert "оформлен в редакторе" in school.get(address(town.draft)).content.decode()
    school.post(address(town.draft), filled(town))
    assert [block.block_type for block in draft_of(town.draft).body] == ["heading", "quote"]


@pytest.mark.parametrize("name", ["draft", "published"])
def test_reports_of_another_school_are_not_there(
    school: Client, town: Town, name: str, caplog: pytest.LogCaptureFixture
) -> None:
    report = {"draft": town.foreign_draft, "published": town.foreign_published}[name]
    with caplog.at_level(logging.WARNING):
        assert school.get(address(report)).status_code == 404
        assert school.post(address(report), filled(town)).status_code == 404
    assert f"may not edit the report {report.pk}" in caplog.text
    assert report.title not in school.get("/reports/").content.decode()


def test_visitors_are_led_to_the_login_and_strangers_refused(
    client: Client, town: Town, admin_user: Any
) -> None:
    for path in ("/reports/", "/reports/new/", address(town.draft)):
        assert client.get(path)["Location"].startswith("/login/?next=")
    client.force_login(type(admin_user).objects.create_user("nobody"))
    refused = client.get("/reports/")
    assert refused.status_code == 403
    assert "нет организации, от которой пишут отчёты" in refused.content.decode()


def test_the_admin_leads_to_the_desk_those_who_have_one(school: Client, town: Town) -> None:
    assert '"/reports/"' in menu_of(school)
    coordinator = Client()
    coordinator.force_login(town.people[COORDINATOR])
    assert '"/reports/"' not in menu_of(coordinator)


def menu_of(client: Client) -> str:
    return client.get("/admin/").content.decode().replace("&quot;", '"')


def test_the_press_says_for_whom_it_writes(press: Client, town: Town) -> None:
    assert press.post("/reports/new/", {"about": ""}).status_code == 400
    response = press.post("/reports/new/", {"about": "", "organisation": str(town.other_school.pk)})
    report = EventReportPage.objects.latest("pk")
    assert response["Location"] == address(report)
    assert report.get_parent().pk == town.other_school.pk


def test_a_stranger_fills_no_session(client: Client, town: Town) -> None:
    client.post(address(town.draft), {"story": "я" * 50_000})
    client.post(address(town.foreign_draft), {"story": "Второй"})
    client.post(address(town.published), {"story": "Третий"})
    assert list(client.session.keys()) == ["report"]
    assert len(str(client.session["report"])) < 1000


@pytest.mark.parametrize("count", [5, 60])
def test_the_desk_costs_the_same_at_any_length(
    school: Client, town: Town, count: int, django_assert_max_num_queries: Any
) -> None:
    for number in range(count):
        page = EventReportPage(
            title=f"Отчёт {number}", slug=f"o-{number}", owner=town.people[SCHOOL], live=False
        )
        town.school.add_child(instance=page)
    with django_assert_max_num_queries(30):
        school.get("/reports/")
