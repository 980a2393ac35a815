"""What stands on the site after the demo is loaded, asked of a small slice of the town that is loaded once."""

import tempfile
from collections.abc import Iterator
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.db import transaction
from django.test import override_settings
from django.utils import timezone
from wagtail.images.models import Filter
from wagtail.models import Page, PageLogEntry, Revision

from demo.loading.loading import load
from demo.loading.marks import demo_pages
from demo.loading.people import People
from home.models import HomePage, Notice, OrganisationPage, Picture
from news.models import EventReportPage, NewsPage
from plans.models import OrderIndexPage, OrderPage, PlanItem, PlanPage
from search import checking
from search.models import CatalogEntry, Hashtag
from search.pictures import CARD_SIZES, SHARE_SIZE, SIZES
from tests.demo.small_town import PASSWORD, small_town

pytestmark = pytest.mark.django_db
town = small_town()


@pytest.fixture(scope="module")
def loaded(django_db_setup: None, django_db_blocker: Any) -> Iterator[People]:
    """The town, for all tests of this module."""
    with (
        tempfile.TemporaryDirectory() as folder,
        override_settings(MEDIA_ROOT=folder),
        django_db_blocker.unblock(),
        transaction.atomic(),
    ):
        yield load(town, PASSWORD, lambda: None)
        transaction.set_rollback(True)


def home() -> HomePage:
    return HomePage.objects.get()


def test_loading_tells_nobody_by_mail(loaded: People) -> None:
    assert not Notice.objects.exists()


def test_records_become_published_pages(loaded: People) -> None:
    assert Page.objects.filter(depth__gt=2).count() == Page.objects.live().filter(depth__gt=2).count()
    assert OrganisationPage.objects.count() == 3
    assert EventReportPage.objects.count() == 2
    assert NewsPage.objects.count() == 1
    assert sorted(OrderPage.objects.values_list("kind", flat=True)) == [
        "instructions",
        "order",
        "protocol",
        "regulation",
    ]
    assert PlanPage.objects.count() == 2
    assert PlanItem.objects.filter(section__page__kind="plan").count() == len(town.orders[0].plan.items)
    assert home().title == town.title
    assert list(home().get_children().in_menu().values_list("slug", flat=True)) == [
        "dokumenty",
        "novosti",
        "organizacii",
        "o-proekte",
    ]


def test_catalog_agrees_with_the_pages(loaded: People) -> None:
    assert list(checking.differences()) == []
    assert CatalogEntry.objects.of_type("news.EventReportPage").count() == 2


def test_pages_have_a_revision_and_stand_in_the_audit_log(loaded: People) -> None:
    page = EventReportPage.objects.first()
    assert page.latest_revision == page.live_revision
    assert Revision.objects.for_instance(page).count() == 1
    actions = PageLogEntry.objects.filter(page=page.pk).values_list("action", flat=True)
    assert {"wagtail.create", "wagtail.publish"} <= set(actions)
    assert page.owner.username == "school-3"


def test_report_tells_what_its_record_tells(loaded: People) -> None:
    page = EventReportPage.objects.get(title__endswith="one")
    assert page.get_parent().slug == "school-3"
    assert page.plan_item.title == town.orders[0].plan.items[0].title
    assert page.about == page.plan_item.uid
    assert page.participants_total == 22
    assert [(row.role, row.name) for row in page.partners.all()] == [
        ("social", "Городская библиотека"),
        ("sponsor", "Питомник"),
    ]
    assert [organisation.slug for organisation in page.organisations.all()] == ["office"]
    assert page.links.get().kind == "video"
    assert page.consent
    assert page.subjects == ["НашГородНашеДело", "наш_город"]


def test_pictures_have_alternative_texts_and_all_sizes(loaded: People) -> None:
    page = EventReportPage.objects.get(title__endswith="one")
    for shown in page.pictures:
        assert shown.alt.startswith("Иллюстрация.")
        assert shown.picture.description == shown.alt
        assert shown.picture.collection.name == "Школа № 3"
        specs = set(shown.picture.renditions.values_list("filter_spec", flat=True))
        assert specs - {SHARE_SIZE} == set(SIZES)
        assert shown.picture.get_rendition(CARD_SIZES[0]).pk in shown.picture.renditions.values_list(
            "pk", flat=True
        )


@pytest.mark.parametrize("spec", SIZES)
def test_sizes_are_what_wagtail_would_make(loaded: People, spec: str) -> None:
    picture = Picture.objects.first()
    drawn = picture.renditions.get(filter_spec=spec)
    pixels, kind = (drawn.width, drawn.height), drawn.file.name.rpartition(".")[2]
    drawn.delete()
    made = picture.create_rendition(Filter(spec))
    assert (made.width, made.height) == pixels
    assert made.file.name.endswith(kind)


def test_responsible_parties_are_found_among_the_organisations(loaded: People) -> None:
    item = PlanItem.objects.filter(responsible__contains="Управление образования").first()
    assert [page.slug for page in item.organisations.all()] == ["office"]


def test_pages_are_as_old_as_what_they_tell(loaded: People) -> None:
    for record in town.reports:
        page = EventReportPage.objects.get(title=record.title)
        assert timezone.localtime(page.first_published_at).date() == record.published
        assert page.first_published_at == page.last_published_at == page.latest_revision_created_at
    assert not demo_pages().filter(first_published_at__gt=timezone.now()).exists()
    newest = CatalogEntry.objects.listed().pages().of_type("news.EventReportPage").newest()
    assert [entry.title for entry in newest] == ["Яблони у школы: two", "Яблони у школы: one"]


def test_hashtags_have_their_official_spelling_and_a_description(loaded: People) -> None:
    for record in town.hashtags:
        tag = Hashtag.objects.get_by_natural_key(record.name)
        assert (tag.name, tag.description) == (record.name, record.description)


def test_school_writes_for_itself_and_nobody_else(loaded: People) -> None:
    editor = User.objects.get(username="school-3")
    own, other = (OrganisationPage.objects.get(slug=slug) for slug in ("school-3", "school-7"))
    assert own.permissions_for_user(editor).can_add_subpage()
    assert own.get_children().first().permissions_for_user(editor).can_edit()
    assert not own.permissions_for_user(editor).can_publish_subpage()
    assert not other.permissions_for_user(editor).can_add_subpage()
    assert not other.get_children().first().permissions_for_user(editor).can_edit()
    assert not home().permissions_for_user(editor).can_edit()
    assert own.get_workflow().name == "Проверка пресс-службой"


def test_the_press_service_reviews_what_the_coordinator_writes(loaded: People) -> None:
    documents = OrderIndexPage.objects.get()
    assert documents.permissions_for_user(User.objects.get(username="coordinator")).can_add_subpage()
    tasks = documents.get_workflow().tasks.specific()
    assert [group.name for task in tasks for group in task.groups.all()] == ["Пресс-служба"]


def test_users_can_sign_in_with_the_password(loaded: People) -> None:
    people = loaded
    assert set(people.users) == {"admin", "press", "coordinator", "school-3"}
    assert all(user.check_password(PASSWORD) for user in people.users.values())
    assert all(user.email.endswith("@example.org") for user in people.users.values())
    assert people.users["admin"].is_superuser
