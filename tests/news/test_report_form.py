"""The report's form: photos need consent before anybody but their school sees them, items come from public plans."""

from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.utils import timezone
from wagtail.models import TaskState
from wagtail.test.utils.form_data import inline_formset, nested_form_data, rich_text, streamfield

from home import roles
from news.models import EventReportPage
from plans.models import PlanItem
from tests.factories import OrderPageFactory, PictureFactory, PlanPageFactory, Tree


@pytest.fixture
def administrator(client: Client, tree: Tree) -> Client:
    """A signed-in administrator."""
    client.force_login(User.objects.create_superuser("admin"))
    return client


def report_form(photos: list[dict[str, Any]] | None = None, **values: Any) -> dict[str, Any]:
    """Return what the form of a report with one photo sends."""
    photos = [{"picture": PictureFactory().pk}] if photos is None else photos
    form = {
        "title": "Липы",
        "slug": "lipy",
        "start": "10.10.2026",
        "body": streamfield([("paragraph", rich_text("<p>Посадили липы.</p>"))]),
        "photos": inline_formset(photos),
        **{name: inline_formset([]) for name in ("participants", "partners", "links")},
        **values,
    }
    return nested_form_data(form)


def send(client: Client, tree: Tree, **values: Any) -> Any:
    return client.post(f"/admin/pages/add/news/eventreportpage/{tree.school.pk}/", report_form(**values))


def made() -> EventReportPage | None:
    return EventReportPage.objects.filter(slug="lipy").first()


def test_photos_are_not_published_without_consent(administrator: Client, tree: Tree) -> None:
    response = send(administrator, tree, **{"action-publish": "1"})
    assert "Соберите согласия" in str(response.context["form"].errors["consent"])
    assert "Соберите согласия" in response.content.decode()
    assert made() is None


def test_a_school_does_not_submit_photos_without_consent(client: Client, tree: Tree) -> None:
    roles.review(tree.home, roles.press_service(tree.home))
    collection = roles.organisation_collection(tree.school)
    editors = roles.school_editors(tree.school, collection)
    user = User.objects.create_user("school")
    user.groups.add(editors)
    client.force_login(user)
    photos = [{"picture": PictureFactory(collection=collection).pk}]
    response = send(client, tree, photos=photos, **{"action-submit": "1"})
    assert "consent" in response.context["form"].errors
    assert send(client, tree, photos=photos, consent="on", **{"action-submit": "1"}).status_code == 302
    assert TaskState.objects.get().task.name == roles.REVIEW


def test_a_draft_waits_for_the_consent(administrator: Client, tree: Tree) -> None:
    assert send(administrator, tree).status_code == 302
    report = made()
    assert report
    assert not report.live


def test_a_report_without_photos_needs_no_consent(administrator: Client, tree: Tree) -> None:
    assert send(administrator, tree, photos=[], **{"action-publish": "1"}).status_code == 302
    report = made()
    assert report
    assert report.live
    assert report.consent_at is None


def test_a_photo_that_is_taken_out_needs_no_consent(administrator: Client, tree: Tree) -> None:
    taken_out = [{"picture": PictureFactory().pk, "DELETE": "on"}]
    assert send(administrator, tree, photos=taken_out, **{"action-publish": "1"}).status_code == 302


def test_the_day_of_the_consent_is_today_unless_it_is_given(administrator: Client, tree: Tree) -> None:
    send(administrator, tree, consent="on", **{"action-publish": "1"})
    report = made()
    assert report
    assert report.consent_at == timezone.localdate()
    assert report.live
    send(administrator, tree, consent="on", consent_at="05.10.2026", slug="lipy-2")
    assert EventReportPage.objects.get(slug="lipy-2").consent_at.isoformat() == "2026-10-05"


@pytest.fixture
def secret(tree: Tree) -> PlanItem:
    """An item of a draft."""
    PlanPageFactory(parent=tree.order, items=[{"title": "Тайный субботник"}], live=False)
    return PlanItem.objects.get(title="Тайный субботник")


@pytest.mark.parametrize("field", ["plan_item", "order"])
def test_what_is_hidden_is_refused_as_what_is_not_there(
    administrator: Client, tree: Tree, secret: PlanItem, field: str
) -> None:
    draft = OrderPageFactory(parent=tree.documents, title="Тайный приказ", live=False)
    hidden = {"plan_item": secret.pk, "order": draft.pk}[field]
    answers = [send(administrator, tree, **{field: pk}) for pk in (hidden, 10**6)]
    refusals = [answer.context["form"].errors[field] for answer in answers]
    assert refusals[0] == refusals[1]
    assert len(refusals[0]) == 1
    assert "Тайный" not in answers[0].content.decode()


def test_a_report_keeps_its_item_when_the_plan_is_withdrawn(administrator: Client, tree: Tree) -> None:
    item = tree.report.plan_item
    assert item
    tree.plan.unpublish()
    form = report_form(photos=[], slug=tree.report.slug, plan_item=item.pk)
    assert administrator.post(f"/admin/pages/{tree.report.pk}/edit/", form).status_code == 302
    assert tree.report.get_latest_revision_as_object().plan_item == item
