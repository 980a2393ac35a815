"""What a form may bring into a page: who sends the number of what no chooser has offered is refused."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from wagtail.test.utils.form_data import inline_formset, nested_form_data, rich_text, streamfield

from home import roles
from home.models import Picture
from news.models import EventReportPage
from tests.factories import PictureFactory
from tests.home.reach.secret import Secrets, leaks, make_secrets
from tests.restapi.town import SCHOOL, Town, everything


@pytest.fixture
def secrets(town: Town) -> Secrets:
    return make_secrets(town)


@pytest.fixture
def school(client: Client, secrets: Secrets) -> Client:
    client.force_login(secrets.town.people[SCHOOL])
    return client


@pytest.fixture
def own(secrets: Secrets) -> Picture:
    picture: Picture = PictureFactory(collection=roles.organisation_collection(secrets.town.school))
    return picture


def send(client: Client, secrets: Secrets, photo: Any, **values: Any) -> Any:
    """Send a new report of the school's with one photo."""
    form = {
        "title": "Липы",
        "slug": "lipy",
        "start": "10.10.2026",
        "body": streamfield([("paragraph", rich_text("<p>Посадили липы.</p>"))]),
        "photos": inline_formset([{"picture": photo.pk}]),
        **{name: inline_formset([]) for name in ("participants", "partners", "links")},
        **values,
    }
    path = f"/admin/pages/add/news/eventreportpage/{secrets.town.school.pk}/"
    return client.post(path, nested_form_data(form), follow=True)


def link_to(secrets: Secrets, kind: str) -> Any:
    """Return a text that leads to another school's thing."""
    keys = {"document": secrets.document.pk, "page": secrets.draft.pk}
    link = f'<p><a linktype="{kind}" id="{keys[kind]}">Здесь</a></p>'
    return streamfield([("paragraph", rich_text(link, features=["link", "document-link"]))])


def about_school(picture: Any) -> dict[str, Any]:
    """Return the form of the school's own page, with a picture in its text."""
    shown = {"image": {"image": picture.pk, "alt_text": "Двор"}, "caption": ""}
    return nested_form_data(
        {"title": "Школа", "slug": "shkola", "kind": "school", "body": streamfield([("picture", shown)])}
    )


def made() -> EventReportPage | None:
    return EventReportPage.objects.filter(slug="lipy").first()


def test_own_pictures_are_shown(school: Client, secrets: Secrets, own: Picture) -> None:
    send(school, secrets, own)
    report = made()
    assert report
    assert report.photos.get().picture == own
    page = secrets.town.school
    school.post(reverse("wagtailadmin_pages:edit", args=[page.pk]), about_school(own))
    page.refresh_from_db()
    (block,) = page.get_latest_revision_as_object().body
    assert block.value["image"].pk == own.pk


@pytest.mark.parametrize("view", ["edit", "preview_on_edit"])
def test_another_schools_picture_does_not_come_into_a_text(
    school: Client, secrets: Secrets, view: str
) -> None:
    before = everything()
    path = reverse(f"wagtailadmin_pages:{view}", args=[secrets.town.school.pk])
    for answer in (
        school.post(path, about_school(secrets.picture), follow=True),
        school.post(path, {**about_school(secrets.picture), "title": ""}, follow=True),
        school.get(path, follow=True),
    ):
        assert not list(leaks(answer.content.decode()))
    assert everything() == before


def test_another_schools_photo_is_refused_and_that_is_logged(
    school: Client, secrets: Secrets, caplog: pytest.LogCaptureFixture
) -> None:
    before = everything()
    answer = send(school, secrets, secrets.picture)
    assert not list(leaks(answer.content.decode()))
    assert everything() == before
    user = secrets.town.people[SCHOOL]
    assert f"refused: user {user.pk} may not put home.Picture [{secrets.picture.pk}]" in caplog.text


@pytest.mark.parametrize("kind", ["document", "page"])
@pytest.mark.parametrize("mistake", [{}, {"title": ""}])
def test_a_text_does_not_lead_to_another_schools_things(
    school: Client, secrets: Secrets, own: Picture, kind: str, mistake: dict[str, str]
) -> None:
    """Nor are they shown in a form that comes back with another mistake."""
    before = everything()
    answer = send(school, secrets, own, body=link_to(secrets, kind), **mistake)
    assert not list(leaks(answer.content.decode()))
    assert everything() == before


def test_what_a_page_has_already_stays(school: Client, secrets: Secrets, own: Picture) -> None:
    """Whoever has brought it: the press service may have put a picture of its own into a school's report."""
    send(school, secrets, own)
    report = made()
    assert report
    photo = report.photos.get()
    photo.picture = secrets.picture
    report.photos.add(photo)
    report.save_revision()
    form = {
        "title": "Липы у школы",
        "slug": "lipy",
        "start": "10.10.2026",
        "body": streamfield([("paragraph", rich_text("<p>Посадили липы.</p>"))]),
        "photos": inline_formset([{"picture": secrets.picture.pk, "id": photo.pk}], initial=1),
        **{name: inline_formset([]) for name in ("participants", "partners", "links")},
    }
    answer = school.post(reverse("wagtailadmin_pages:edit", args=[report.pk]), nested_form_data(form))
    assert answer.status_code == 302
    report.refresh_from_db()
    draft: Any = report.get_latest_revision_as_object()
    assert draft.title == "Липы у школы"
    assert draft.photos.get().picture == secrets.picture
