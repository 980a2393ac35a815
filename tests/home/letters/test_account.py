"""The switches in «Настройки учётной записи»."""

from datetime import timedelta
from importlib import import_module
from typing import Any

import pytest
from django.apps import apps
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.users.models import UserProfile

from home.letters.account import kinds_for
from home.models import Mailbox
from tests.restapi.town import COORDINATOR, PRESS, SCHOOL, Town

ACCOUNT = reverse("wagtailadmin_account")


def save(client: Client, **choices: Any) -> Any:
    """Send the account's form as a browser does, with our choices."""
    page = client.get(ACCOUNT)
    sent: dict[str, Any] = {}
    for panels in page.context["panels_by_tab"].values():
        for panel in panels:
            for field in panel.get_form():
                if field.value() not in (None, False) and field.name != "avatar":
                    sent[field.html_name] = field.value()
    sent |= {"name_email-first_name": "А", "name_email-last_name": "Б", "name_email-email": "a@example.org"}
    sent |= {f"letters-{name}": value for name, value in choices.items()}
    return client.post(ACCOUNT, sent)


@pytest.fixture
def school(client: Client, town: Town) -> Client:
    client.force_login(town.people[SCHOOL])
    return client


def test_each_kind_has_a_switch(school: Client, town: Town) -> None:
    user = town.people[SCHOOL]
    assert save(school, pace="at_once", kinds=["published"]).status_code == 302
    box = Mailbox.objects.get(user=user)
    assert box.wants("published")
    assert not box.wants("returned")
    save(school, pace="daily", kinds=["published", "returned"])
    box.refresh_from_db()
    assert (box.pace, box.wants("returned")) == ("daily", True)
    save(school, pace="never", kinds=["published"])
    box.refresh_from_db()
    assert not box.wants("published")


def test_a_switch_that_is_not_shown_stays(school: Client, town: Town) -> None:
    box = Mailbox.objects.create(user=town.people[SCHOOL], switched_off=["submitted"])
    save(school, pace="at_once", kinds=[])
    box.refresh_from_db()
    assert {"submitted", "returned", "published"} <= set(box.switched_off)


def test_who_wants_letters_at_once_waits_for_no_morning(school: Client, town: Town) -> None:
    far = timezone.now() + timedelta(hours=20)
    box = Mailbox.objects.create(user=town.people[SCHOOL], pace="daily", due=far)
    save(school, pace="at_once", kinds=[])
    box.refresh_from_db()
    assert box.due < timezone.now() + timedelta(hours=1, minutes=1)


def test_nonsense_is_refused_and_changes_nothing(school: Client, town: Town) -> None:
    for choices in ({"pace": "hourly"}, {"pace": "at_once", "kinds": ["submitted"]}):
        assert save(school, **choices).status_code == 200
        assert not Mailbox.objects.exists()


def test_only_what_could_concern_one_is_offered(town: Town) -> None:
    names = {
        role: {kind.name for kind in kinds_for(town.people[role])} for role in (SCHOOL, PRESS, COORDINATOR)
    }
    assert "submitted" not in names[SCHOOL]
    assert {"submitted", "returned", "published"} <= names[PRESS]
    assert {"returned", "published"} <= names[COORDINATOR]


def test_of_wagtails_switches_the_one_for_comments_is_left(school: Client) -> None:
    page = school.get(ACCOUNT).content.decode()
    assert 'name="notifications-updated_comments_notifications"' in page
    assert "submitted_notifications" not in page
    assert "rejected_notifications" not in page
    assert "Как часто писать" in page


def test_what_was_switched_off_in_wagtail_stays_off(town: Town) -> None:
    off = {"submitted_notifications": False, "rejected_notifications": False}
    UserProfile.objects.create(user=town.people[PRESS], **off)
    UserProfile.objects.create(user=town.people[SCHOOL])
    import_module("home.migrations.0008_wagtails_switches").take_over(apps, None)
    box = Mailbox.objects.get()
    assert (box.user, box.switched_off) == (town.people[PRESS], ["returned", "submitted"])
