"""No way leads a report with photos to its readers without the statement that consents are there."""

import datetime
import logging
from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.models import APIToken, TaskState

from news.models import EventReportPage
from tests.factories import EventReportPageFactory
from tests.news.test_report_form import report_form
from tests.restapi.town import PRESS, SCHOOL, Asker, Town

Way = Callable[[Client, EventReportPage, User], Any]
SENTENCE = "Соберите согласия"


@pytest.fixture
def report(town: Town) -> EventReportPage:
    """A report under review with a photo and without the statement, however it has come there."""
    report = EventReportPageFactory(parent=town.school, owner=town.people[SCHOOL], consent=False, live=False)
    report.get_workflow().start(report, town.people[SCHOOL])
    return EventReportPage.objects.get(pk=report.pk)


@pytest.fixture
def press(client: Client, town: Town) -> Client:
    """A signed-in press officer."""
    client.force_login(town.people[PRESS])
    return client


def action(report: EventReportPage, name: str) -> str:
    state = report.current_workflow_task_state
    return reverse("wagtailadmin_pages:workflow_action", args=[report.pk, name, state.pk])


def approve_in_a_window(client: Client, report: EventReportPage, user: User) -> Any:
    return client.post(action(report, "approve"), {"comment": ""}, follow=True)


def approve_by_the_script(client: Client, report: EventReportPage, user: User) -> Any:
    headers = {"x-requested-with": "XMLHttpRequest"}
    closed = client.post(action(report, "approve"), {"comment": ""}, headers=headers).json()
    return client.get(closed["redirect"])


def in_the_editor(**pressed: Any) -> Way:
    def way(client: Client, report: EventReportPage, user: User) -> Any:
        return client.post(f"/admin/pages/{report.pk}/edit/", report_form(slug=report.slug, **pressed))

    return way


def in_the_listing(client: Client, report: EventReportPage, user: User) -> Any:
    address = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "publish"])
    return client.post(f"{address}?id={report.pk}&next=/admin/", {"include_descendants": "on"}, follow=True)


def with_what_is_below(client: Client, report: EventReportPage, user: User) -> Any:
    address = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "publish"])
    return client.post(f"{address}?id={report.get_parent().pk}", {"include_descendants": "on"}, follow=True)


def by_the_admins_api(client: Client, report: EventReportPage, user: User) -> Any:
    return client.post(reverse("wagtailadmin_api:pages:action", args=[report.pk, "publish"]))


def by_our_api(name: str) -> Way:
    def way(client: Client, report: EventReportPage, user: User) -> Any:
        return Asker(client)("POST", f"{report.url}@workflow/{name}", {}, user)

    return way


def by_wagtails_api(client: Client, report: EventReportPage, user: User) -> Any:
    _token, key = APIToken.create_token(user=user, name="programma")
    address = f"/api/v3/pages/{report.pk}/actions/publish/"
    return client.post(
        address, {}, content_type="application/json", headers={"authorization": f"Bearer {key}"}
    )


WAYS: dict[str, Way] = {
    "approved in a window": approve_in_a_window,
    "approved by the script": approve_by_the_script,
    "approved in the editor": in_the_editor(
        **{"action-workflow-action": "1", "workflow-action-name": "approve"}
    ),
    "published in the editor": in_the_editor(**{"action-publish": "1"}),
    "given its hour in the editor": in_the_editor(
        **{"action-publish": "1", "go_live_at": "2099-01-01 10:00"}
    ),
    "published in the listing": in_the_listing,
    "published with its organisation": with_what_is_below,
    "published by the admin's API": by_the_admins_api,
    "approved by our API": by_our_api("approve"),
    "published by our API": by_our_api("publish"),
    "published by Wagtail's API": by_wagtails_api,
}


@pytest.mark.parametrize("way", WAYS.values(), ids=WAYS)
def test_it_is_refused_with_a_sentence(press: Client, town: Town, report: EventReportPage, way: Way) -> None:
    response = way(press, report, town.people[PRESS])
    assert response.status_code < 500
    assert SENTENCE in response.content.decode()
    report.refresh_from_db()
    assert not report.live
    assert not report.approved_schedule
    assert TaskState.objects.get().status == TaskState.STATUS_IN_PROGRESS


@pytest.mark.parametrize("way", [approve_in_a_window, in_the_listing, by_wagtails_api])
def test_the_same_ways_lead_out_with_it(press: Client, town: Town, report: EventReportPage, way: Way) -> None:
    draft = report.get_latest_revision_as_object()
    draft.consent = True
    draft.save_revision()
    assert way(press, report, town.people[PRESS]).status_code == 200
    report.refresh_from_db()
    assert report.live


def test_programs_are_refused_too(report: EventReportPage) -> None:
    with pytest.raises(ValidationError, match=SENTENCE):
        report.get_latest_revision().publish()
    report.live = True
    with pytest.raises(ValidationError, match=SENTENCE):
        report.save()
    assert not EventReportPage.objects.get(pk=report.pk).live


def test_nothing_without_it_waits_for_its_hour(report: EventReportPage) -> None:
    draft = report.get_latest_revision_as_object()
    draft.go_live_at = timezone.now() + datetime.timedelta(hours=1)
    revision = draft.save_revision()
    with pytest.raises(ValidationError, match=SENTENCE):
        revision.publish()
    call_command("publish_scheduled")
    assert not EventReportPage.objects.get(pk=report.pk).live


def test_a_public_report_keeps_its_statement_and_its_drafts_are_free(town: Town) -> None:
    draft = town.published.get_latest_revision_as_object()
    draft.consent = False
    draft.save_revision()
    assert EventReportPage.objects.get(pk=town.published.pk).consent


def test_the_refusal_is_logged(
    press: Client, town: Town, report: EventReportPage, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.WARNING):
        in_the_listing(press, report, town.people[PRESS])
    assert "not published" in caplog.text
