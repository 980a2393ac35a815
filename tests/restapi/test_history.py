"""`@history`: what happened to a page is told to those who may edit it, and an earlier version comes back."""

from typing import Any

import pytest
from django.contrib.auth.models import User
from pydantic import TypeAdapter
from wagtail.models import Page, PageLogEntry, Revision

from restapi.services.history import Event
from tests.restapi.town import ANONYMOUS, OTHER_SCHOOL, PRESS, SCHOOL, Asker, Town, everything


def history(ask: Asker, page: Page, user: User, query: str = "") -> list[Any]:
    answer = ask("GET", f"{page.url}@history{query}", user=user, status=200).json()
    TypeAdapter(list[Event]).validate_python(answer)
    return answer


def versions(events: list[Any]) -> list[Any]:
    return [event for event in events if event["type"] == "versioning"]


def edit(page: Page, user: User, title: str) -> Revision:
    draft = page.get_latest_revision_as_object()
    draft.title = title
    return draft.save_revision(user=user, log_action=True)


def test_history_tells_of_versions_and_steps_the_newest_first(ask: Asker, town: Town) -> None:
    school, page = town.people[SCHOOL], town.draft
    first = page.latest_revision_id
    revision = edit(page, school, "Второе название")
    ask("POST", f"{page.url}@workflow/submit", {"comment": "Готово"}, school, 200)
    ask("POST", f"{page.url}@workflow/approve", {"comment": "Хорошо"}, town.people[PRESS], 200)
    told = [
        (event["action"], event["type"], event["version"], event["comments"], event["review_state"])
        for event in history(ask, page, school)
    ]
    assert told == [
        ("publish", "workflow", None, "", "published"),
        ("approve", "workflow", None, "Хорошо", "pending"),
        ("submit", "workflow", None, "Готово", "pending"),
        ("edit", "versioning", revision.pk, "", "private"),
        ("edit", "versioning", first, "", "private"),
        ("create", "workflow", None, "", "private"),
    ]


def test_a_login_is_told_to_its_owner_only(ask: Asker, town: Town) -> None:
    edit(town.draft, town.people[PRESS], "Правка")
    mine = history(ask, town.draft, town.people[PRESS])[0]["actor"]
    seen = history(ask, town.draft, town.people[SCHOOL])[0]["actor"]
    assert mine["id"] == mine["username"] == "press-service"
    assert mine["@id"].endswith("/@users/press-service")
    assert seen == {"@id": None, "id": None, "fullname": "Анна press service", "username": None}


def test_an_earlier_version_can_be_read(ask: Asker, town: Town) -> None:
    school, page = town.people[SCHOOL], town.draft
    first, title = page.latest_revision_id, page.title
    edit(page, school, "Второе название")
    event = versions(history(ask, page, school))[-1]
    assert event["@id"].endswith(f"{page.url}@history/{first}")
    body = ask("GET", f"{page.url}@history/{first}", user=school, status=200).json()
    assert (body["title"], body["version"], body["@type"]) == (title, first, "news.EventReportPage")
    assert body["@id"].endswith(page.url)


def test_an_earlier_version_comes_back_as_the_draft(ask: Asker, town: Town) -> None:
    school, page = town.people[SCHOOL], town.published
    first, title = page.latest_revision_id, page.title
    edit(page, school, "Второе название")
    assert [event["may_revert"] for event in versions(history(ask, page, school))] == [False, True]
    answer = ask("PATCH", f"{page.url}@history", {"version": first}, school, 200).json()
    assert str(first) in answer["message"]
    after = Page.objects.get(pk=page.pk)
    assert after.live
    assert after.get_latest_revision_as_object().title == title
    event = history(ask, page, school)[0]
    assert (event["action"], event["type"], event["version"]) == (
        "revert",
        "versioning",
        after.latest_revision_id,
    )


def test_only_versions_of_the_page_itself_are_there(ask: Asker, town: Town) -> None:
    school, foreign = town.people[SCHOOL], town.foreign_draft.latest_revision_id
    before = everything()
    for version in (foreign, 0, 10**18, "abc", "٣", "1e3"):
        ask("GET", f"{town.draft.url}@history/{version}", user=school, status=404)
    ask("PATCH", f"{town.draft.url}@history", {"version": foreign}, school, 404)
    for version in (0, -1, "abc", None, 1.5, True, 10**17, [1]):
        response = ask("PATCH", f"{town.draft.url}@history", {"version": version}, school)
        assert response.status_code in (400, 404), version
    assert everything() == before


def test_history_is_for_those_who_may_edit(ask: Asker, town: Town) -> None:
    edit(town.published, town.people[SCHOOL], "Тайное название")
    version = town.published.get_latest_revision().pk
    for role, status in ((ANONYMOUS, 401), (OTHER_SCHOOL, 403)):
        for service in ("@history", f"@history/{version}"):
            response = ask("GET", f"{town.published.url}{service}", user=town.people.get(role), status=status)
            assert "Тайное" not in response.content.decode()


def test_a_locked_page_is_not_reverted(ask: Asker, town: Town) -> None:
    school, page = town.people[SCHOOL], town.draft
    first = page.latest_revision_id
    edit(page, school, "Второе название")
    Page.objects.filter(pk=page.pk).update(locked=True, locked_by=town.people[PRESS])
    assert not any(event["may_revert"] for event in history(ask, page, school))
    answer = ask("PATCH", f"{page.url}@history", {"version": first}, school, 403).json()
    assert "Анна press service" in answer["detail"]


def test_a_page_in_moderation_is_not_reverted_by_its_author(ask: Asker, town: Town) -> None:
    school, page = town.people[SCHOOL], town.draft
    ask("POST", f"{page.url}@workflow/submit", {}, school, 200)
    answer = ask("PATCH", f"{page.url}@history", {"version": page.latest_revision_id}, school, 403).json()
    assert "<" not in answer["detail"]


def test_the_work_of_somebody_who_is_gone_is_told_without_a_name(ask: Asker, town: Town) -> None:
    edit(town.draft, town.people[OTHER_SCHOOL], "Правка")
    town.people[OTHER_SCHOOL].delete()
    assert history(ask, town.draft, town.people[SCHOOL])[0]["actor"]["fullname"] == ""


def test_a_version_that_was_purged_cannot_come_back(ask: Asker, town: Town) -> None:
    revision = edit(town.draft, town.people[SCHOOL], "Вторая")
    edit(town.draft, town.people[SCHOOL], "Третья")
    Revision.objects.filter(pk=revision.pk).delete()
    event = next(
        event for event in history(ask, town.draft, town.people[SCHOOL]) if event["version"] == revision.pk
    )
    assert (event["@id"], event["may_revert"]) == (None, False)


@pytest.mark.parametrize("number", [3, 40])
def test_a_long_history_costs_the_same(
    ask: Asker, town: Town, django_assert_max_num_queries: Any, number: int
) -> None:
    for place in range(number):
        edit(town.draft, town.people[PRESS if place % 2 else SCHOOL], f"Правка {place}")
    ask("GET", "/", user=town.people[SCHOOL])
    with django_assert_max_num_queries(15):
        found = history(ask, town.draft, town.people[SCHOOL])
    assert len(versions(found)) == number + 1
    with django_assert_max_num_queries(15):
        part = history(ask, town.draft, town.people[SCHOOL], "?b_start=1&b_size=2")
    assert part == found[1:3]


def test_editors_comments_and_locks_are_not_in_the_history(ask: Asker, town: Town) -> None:
    ask("POST", f"{town.published.url}@lock", {}, town.people[PRESS], 200)
    assert PageLogEntry.objects.filter(page=town.published, action="wagtail.lock").exists()
    assert "lock" not in [event["action"] for event in history(ask, town.published, town.people[PRESS])]
