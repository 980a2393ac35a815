"""What is told of a page's way through the review: to whom, by whatever path it goes, and what is not told."""

from datetime import timedelta
from typing import Any

import pytest
from django.contrib.auth.models import Group, Permission, User
from django.core import mail
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from freezegun import freeze_time
from wagtail.models import GroupApprovalTask, Page, TaskState, WorkflowState
from wagtail.test.utils.form_data import rich_text, streamfield

from home import roles
from home.letters.sending import send_due
from home.models import Mailbox, Notice
from news.models import EventReportPage, NewsPage
from tests.factories import NewsPageFactory
from tests.home.test_editing import news_form
from tests.news.test_reporting import address, filled
from tests.restapi.town import COORDINATOR, OTHER_SCHOOL, PRESS, SCHOOL, Asker, Town

BASE = "http://127.0.0.1:8000"
REMARK = "Фамилии? Уберите."


def signed_in(town: Town, role: str) -> Client:
    client = Client()
    client.force_login(town.people[role])
    return client


def submit(town: Town, **more: Any) -> None:
    """The school sends its draft by the form for a phone."""
    answer = signed_in(town, SCHOOL).post(address(town.draft), {**filled(town, **more), "act": "submit"})
    assert answer.status_code == 302


def task() -> TaskState:
    return TaskState.objects.get(status=TaskState.STATUS_IN_PROGRESS)


def decide_in_admin(town: Town, action: str, comment: str = "") -> None:
    """The press officer decides in the admin."""
    path = reverse("wagtailadmin_pages:workflow_action", args=[town.draft.pk, action, task().pk])
    assert signed_in(town, PRESS).post(path, {"comment": comment}).status_code in (200, 302)


def letters(hours: int = 0) -> list[tuple[str, str, str]]:
    """Return the letters that go now or in some hours: to whom, about what, the text; in the order of addresses."""
    mail.outbox.clear()
    with freeze_time(timezone.now() + timedelta(hours=hours)):
        send_due()
    return sorted((each.to[0], str(each.subject), str(each.body)) for each in mail.outbox)


def test_what_is_submitted_is_told_to_those_who_decide(addressed: Town) -> None:
    submit(addressed, title="Липы у школы")
    ((to, subject, text),) = letters()
    assert (to, subject) == ("press-service@example.org", "На проверку: Липы у школы")
    assert f"Фотоотчёт · {addressed.school.title}\nКто прислал: Анна school\n" in text
    assert f"{BASE}/admin/pages/{addressed.draft.pk}/edit/" in text


def test_what_is_submitted_by_the_api_and_in_the_admin_is_told_too(ask: Asker, addressed: Town) -> None:
    path = f"{addressed.draft.url}@workflow/submit"
    ask("POST", path, {}, addressed.people[SCHOOL], 200)
    ((to, _subject, _text),) = letters()
    assert to == "press-service@example.org"
    WorkflowState.objects.get().cancel(user=addressed.people[SCHOOL])
    colleague = User.objects.create_user("ivan", "ivan@example.org")
    colleague.groups.set(addressed.people[PRESS].groups.all())
    body = streamfield([("paragraph", rich_text("<p>Посадили липы.</p>"))])
    page = f"/admin/pages/add/news/newspage/{addressed.tree.news_index.pk}/"
    form = news_form(body=body, **{"action-submit": "1"})
    assert signed_in(addressed, PRESS).post(page, form).status_code == 302
    ((to, subject, _text),) = letters()
    assert (to, subject) == ("ivan@example.org", "На проверку: Субботник")  # and not to whoever has sent it


def test_what_is_decided_or_taken_back_before_the_letter_is_not_told(addressed: Town) -> None:
    submit(addressed)
    signed_in(addressed, SCHOOL).post(address(addressed.draft), {"act": "take-back"})
    assert letters() == []
    submit(addressed)
    task().specific.approve(user=addressed.people[PRESS])
    assert [to for to, _subject, _text in letters()] == ["school@example.org"]


def test_what_comes_back_is_told_with_the_reason_to_its_author(addressed: Town) -> None:
    submit(addressed, title="Липы у школы")
    decide_in_admin(addressed, "reject", REMARK)
    ((to, subject, text),) = letters()
    assert (to, subject) == ("school@example.org", "Вернули на доработку: Липы у школы")
    assert f"Замечание: {REMARK}" in text
    assert f"{BASE}/reports/{addressed.draft.pk}/" in text


def test_what_comes_back_by_the_api_is_told_to_who_has_sent_it_too(ask: Asker, addressed: Town) -> None:
    colleague = User.objects.create_user("olga", "olga@example.org")
    colleague.groups.set(addressed.people[SCHOOL].groups.all())
    ask("POST", f"{addressed.draft.url}@workflow/submit", {}, colleague, 200)
    path = f"{addressed.draft.url}@workflow/reject"
    ask("POST", path, {"comment": REMARK}, addressed.people[PRESS], 200)
    told = letters()
    assert [to for to, _subject, _text in told] == ["olga@example.org", "school@example.org"]
    assert all(REMARK in text for _to, _subject, text in told)


def test_what_was_sent_again_is_not_told_as_returned(addressed: Town) -> None:
    submit(addressed)
    decide_in_admin(addressed, "reject", REMARK)
    submit(addressed)
    assert [to for to, _subject, _text in letters()] == ["press-service@example.org"]


def test_what_is_approved_is_told_with_its_public_address(addressed: Town) -> None:
    submit(addressed, title="Липы у школы")
    decide_in_admin(addressed, "approve")
    page = EventReportPage.objects.get(pk=addressed.draft.pk)
    ((to, subject, text),) = letters()
    assert (to, subject) == ("school@example.org", "Опубликовано: Липы у школы")
    assert f"\n{page.full_url}\n" in text
    assert not Notice.objects.filter(kind="published").exclude(recipient=addressed.people[SCHOOL]).exists()


def test_what_is_published_without_a_decision_is_told_once(ask: Asker, addressed: Town) -> None:
    submit(addressed)
    ask("POST", f"{addressed.draft.url}@workflow/publish", {}, addressed.people[PRESS], 200)
    ((to, subject, _text),) = letters()
    assert (to, subject) == ("school@example.org", "Опубликовано: Липы у школы")
    assert Notice.objects.filter(kind="published").count() == 1


def test_a_draft_that_somebody_else_publishes_is_told_to_its_author_only_the_first_time(
    addressed: Town,
) -> None:
    for _time in range(2):
        draft = EventReportPage.objects.get(pk=addressed.draft.pk)
        draft.save_revision(user=addressed.people[PRESS]).publish(user=addressed.people[PRESS])
    assert [to for to, _subject, _text in letters()] == ["school@example.org"]
    assert letters(hours=2) == []


def test_nobody_is_told_of_what_they_publish_themselves(addressed: Town) -> None:
    press = addressed.people[PRESS]
    page = NewsPageFactory(parent=addressed.tree.news_index, owner=press, live=False)
    page.save_revision(user=press).publish(user=press)
    assert not Notice.objects.exists()


def test_what_is_approved_for_later_says_when(addressed: Town) -> None:
    submit(addressed)
    hour = timezone.now() + timedelta(days=3)
    draft = addressed.draft.get_latest_revision_as_object()
    draft.go_live_at = hour
    state = task()
    state.revision = draft.save_revision()
    state.save()
    state.specific.approve(user=addressed.people[PRESS])
    ((_to, _subject, text),) = letters()
    assert f"На сайте она появится {timezone.localtime(hour).day} " in text
    assert f"{BASE}/reports/{addressed.draft.pk}/" in text


def test_a_review_that_others_end_is_told_to_the_author(addressed: Town) -> None:
    submit(addressed)
    WorkflowState.objects.get().cancel(user=addressed.people[PRESS])
    ((to, subject, text),) = letters()
    assert (to, subject) == ("school@example.org", "Вернули на доработку: Липы у школы")
    assert "Проверку отменили" in text


def test_a_press_officer_reads_of_twenty_reports_in_one_letter(addressed: Town) -> None:
    workflow = addressed.draft.get_workflow()
    for number in range(20):
        page = NewsPageFactory(parent=addressed.tree.news_index, title=f"Новость {number}", live=False)
        workflow.start(page, addressed.people[COORDINATOR])
    ((to, subject, text),) = letters()
    assert (to, subject) == ("press-service@example.org", "На проверку: 20")
    assert all(f"— Новость {number}\n" in text for number in range(20))


@pytest.mark.parametrize("kind", ["submitted", "returned", "published"])
def test_each_kind_can_be_switched_off(addressed: Town, kind: str) -> None:
    for role in (SCHOOL, PRESS):
        Mailbox.objects.create(user=addressed.people[role], switched_off=[kind])
    submit(addressed)
    letters()
    decide_in_admin(addressed, "reject", REMARK)
    letters()
    submit(addressed)
    letters()
    decide_in_admin(addressed, "approve")
    letters()
    told = {"submitted", "returned", "published"} - {kind}
    assert set(Notice.objects.values_list("kind", flat=True)) == told


def test_who_has_left_the_school_reads_nothing_of_its_drafts(addressed: Town) -> None:
    submit(addressed)
    decide_in_admin(addressed, "reject", REMARK)
    user = addressed.people[SCHOOL]
    user.groups.set(addressed.people[OTHER_SCHOOL].groups.all())
    assert letters() == []


def test_who_reviews_no_more_reads_nothing(addressed: Town) -> None:
    submit(addressed)
    addressed.people[PRESS].groups.clear()
    assert letters() == []


def test_who_only_reviews_is_told_too(addressed: Town) -> None:
    group = Group.objects.create(name="Эксперты")
    group.permissions.add(Permission.objects.get(codename="access_admin"))
    User.objects.create_user("expert", "expert@example.org").groups.add(group)
    GroupApprovalTask.objects.get(name=roles.REVIEW).groups.set([group])
    submit(addressed)
    assert [to for to, _subject, _text in letters()] == ["expert@example.org"]


def test_a_page_that_is_gone_is_not_told(addressed: Town) -> None:
    submit(addressed)
    Page.objects.get(pk=addressed.draft.pk).delete()
    assert letters() == []


def test_the_title_of_a_letter_is_one_line(addressed: Town) -> None:
    page = NewsPage.objects.get(pk=addressed.tree.news.pk)
    page.title = "Липы\nBcc: all@example.org"
    page.save_revision()
    page.get_workflow().start(page, addressed.people[COORDINATOR])
    ((_to, subject, _text),) = letters()
    assert subject == "На проверку: Липы Bcc: all@example.org"


def test_wagtail_writes_no_letters_of_its_own(addressed: Town) -> None:
    User.objects.create_superuser("root", "root@example.org")
    submit(addressed)
    decide_in_admin(addressed, "reject", REMARK)
    assert mail.outbox == []
