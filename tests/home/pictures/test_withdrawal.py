"""When a consent is withdrawn nothing of the picture is left anywhere, and it does not come back."""

from dataclasses import dataclass
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import CommandError, call_command
from django.db import connection
from django.test import Client
from wagtail.models import Revision, UploadedFile

from home.models import Picture, PictureRendition, WithdrawnFile, WithdrawnPicture
from home.pictures.withdrawing import withdraw
from news.models import EventReportPage, NewsPage, ReportPhoto
from search.models import CatalogEntry
from tests.factories import NewsPageFactory, PictureFactory
from tests.home.pictures.files import drawing, talkative, written
from tests.home.pictures.paths import PATHS, XHR, Path_, Sender, stored_files
from tests.restapi.town import PRESS, SCHOOL, Town

JSON = {"accept": "application/json"}


@dataclass
class Shown:
    """A picture that stands in a field, in a text and in a gallery; `files` are its own and those of its sizes."""

    town: Town
    picture: Picture
    news: NewsPage
    report: EventReportPage
    files: dict[str, bytes]


@pytest.fixture
def shown(town: Town) -> Shown:
    picture = Picture.objects.create(
        title="Ученик у доски",
        description="Ученик у доски",
        file=ContentFile(talkative(), "a.jpg"),
        collection=town.tree.news.picture.collection,
    )
    block = {"image": picture, "caption": "Ответ у доски"}
    news = NewsPageFactory(
        parent=town.tree.news_index, title="Урок", picture=picture, body=[("picture", block)]
    )
    report = town.published
    report.photos.add(ReportPhoto(picture=picture, caption="Ученик", sort_order=-1))
    report.save_revision().publish()
    names = [picture.file.name, *(each.file.name for each in picture.renditions.all())]
    assert len(names) > 5
    files = {name: (Path(settings.MEDIA_ROOT) / name).read_bytes() for name in names}
    return Shown(town, picture, news, report, files)


@pytest.fixture
def withdrawn(shown: Shown, django_capture_on_commit_callbacks: Any) -> Shown:
    with django_capture_on_commit_callbacks(execute=True):
        withdraw([Picture.objects.get(pk=shown.picture.pk)], "Пресс-служба", "Письмо родителей")
    return shown


def marks(shown: Shown) -> list[str]:
    """Return what would tell that the picture is there: the names of its files, its description, its address."""
    return [*shown.files, "у доски", "Ученик", f"@images/{shown.picture.pk}"]


def addresses(shown: Shown) -> list[str]:
    pages = [shown.news.url, shown.report.url, shown.news.get_parent().url, shown.town.school.url, "/"]
    services = [
        "@search?fullobjects=1", "@search?SearchableText=доски", "@gallery", "feed.rss", "feed.atom", "feed.json",
        "search/?q=доски", "sitemap.xml", "sitemap-1.xml", "@search?sort_on=effective&sort_order=descending",
    ]  # fmt: skip
    return [*pages, *(f"/{name}" for name in services), f"{shown.report.url}@gallery"]


def read(client: Client, address: str, headers: dict[str, str]) -> str:
    answer = client.get(address, headers=headers)
    assert answer.status_code == 200, address
    return answer.content.decode()


def test_the_picture_is_seen_before(shown: Shown, client: Client) -> None:
    for address in (shown.news.url, shown.report.url, "/", "/feed.rss", "/@gallery"):
        text = read(client, address, {})
        assert any(mark in text for mark in marks(shown)), address


def test_nothing_of_it_is_seen_anywhere(withdrawn: Shown, client: Client) -> None:
    for headers in ({}, JSON):
        for address in addresses(withdrawn):
            text = read(client, address, headers)
            body = text.partition("<main")[2] or text
            found = [mark for mark in marks(withdrawn) if mark in body and mark not in address]
            assert not found, (address, headers)


def test_rows_and_files_are_gone(withdrawn: Shown) -> None:
    assert not Picture.objects.filter(pk=withdrawn.picture.pk).exists()
    assert not PictureRendition.objects.filter(image_id=withdrawn.picture.pk).exists()
    assert not [name for name in withdrawn.files if default_storage.exists(name)]
    for page in (withdrawn.news, withdrawn.report):
        entry = CatalogEntry.objects.get(page=page)
        assert entry.picture_id != withdrawn.picture.pk
        assert not [size for size in entry.picture_sizes if size["file"] in withdrawn.files]
    assert CatalogEntry.objects.get(page=withdrawn.report).pictures  # its next one stands for it now


def test_answers_are_new(shown: Shown, client: Client, django_capture_on_commit_callbacks: Any) -> None:
    connection.run_on_commit.clear()  # what the fixtures' writes wait for
    places = [(shown.news.url, JSON), (shown.report.url, JSON), ("/@gallery", JSON), ("/feed.rss", {})]
    tags = [client.get(address, headers=headers)["ETag"] for address, headers in places]
    with django_capture_on_commit_callbacks(execute=True):
        withdraw([shown.picture], "Пресс-служба", "Письмо")
    for (address, headers), tag in zip(places, tags, strict=True):
        again = client.get(address, headers={**headers, "If-None-Match": tag})
        assert again.status_code == 200, address
        assert again["ETag"] != tag


def test_programs_are_told(withdrawn: Shown, client: Client) -> None:
    told = client.get("/@changes?since=0", headers=JSON).json()["items"]
    assert {withdrawn.news.title, withdrawn.report.title} <= {item["title"] for item in told}


def test_its_address_answers_no_more(withdrawn: Shown, client: Client, admin_client: Client) -> None:
    number = withdrawn.picture.pk
    for address in (f"/@images/{number}", f"/api/v3/images/{number}/"):
        assert client.get(address, headers=JSON).status_code in (401, 404)
    assert admin_client.get(f"/admin/images/{number}/").status_code == 404
    for address in ("/admin/images/", "/admin/images/chooser/", "/admin/images/chooser/results/"):
        assert "Ученик у доски" not in admin_client.get(address).content.decode()


def test_old_versions_do_not_bring_it_back(withdrawn: Shown, client: Client, admin_client: Client) -> None:
    for page in (withdrawn.news, withdrawn.report):
        for revision in Revision.objects.for_instance(page):
            address = f"/admin/pages/{page.pk}/revisions/{revision.pk}/view/"
            text = admin_client.get(address).content.decode()
            assert not [name for name in withdrawn.files if name in text]
        old = Revision.objects.for_instance(page).order_by("-pk").first()
        assert old
        old.as_object().save_revision().publish()
        text = client.get(page.url).content.decode()
        assert not [name for name in withdrawn.files if name in text]
    assert not ReportPhoto.objects.filter(picture_id=withdrawn.picture.pk).exists()


def test_a_draft_loses_it_too(shown: Shown, django_capture_on_commit_callbacks: Any) -> None:
    draft = shown.town.draft
    draft.photos.add(ReportPhoto(picture=shown.picture, caption="Ученик"))
    draft.save_revision()
    with django_capture_on_commit_callbacks(execute=True):
        withdraw([shown.picture], "Пресс-служба", "Письмо")
    photos = EventReportPage.objects.get(pk=draft.pk).get_latest_revision_as_object().photos.all()
    assert shown.picture.pk not in {photo.picture_id for photo in photos}


@pytest.mark.parametrize("path", PATHS, ids=lambda path: path.__name__)
def test_the_same_file_is_refused_on_every_path(
    path: Path_, withdrawn: Shown, admin_client: Client, client: Client
) -> None:
    other: Any = PictureFactory()
    sender = Sender(admin_client, client, withdrawn.town, other)
    before = Picture.objects.count(), stored_files()
    for content in (talkative(), *list(withdrawn.files.values())[:2]):
        answer = path(sender, content, "drugoe.png")
        assert not answer.is_taken
        assert "согласие на её распространение отозвано" in answer.text
    assert (Picture.objects.count(), stored_files()) == before
    assert path(sender, written(drawing(80, 50)), "b.jpg").is_taken


def test_a_copy_that_waits_for_its_form_goes_too(shown: Shown, admin_client: Client) -> None:
    fields = {"title": "Д" * 300, "collection": shown.picture.collection_id}
    for content in (talkative(), written(drawing(90, 50))):
        file = SimpleUploadedFile("a.jpg", content)
        admin_client.post("/admin/images/multiple/add/", {**fields, "files[]": file}, headers=XHR)
    first, other = UploadedFile.objects.order_by("pk")
    withdraw([shown.picture], "Пресс-служба", "Письмо")
    assert list(UploadedFile.objects.all()) == [other]
    assert not default_storage.exists(first.file.name)


def test_all_copies_go(shown: Shown) -> None:
    copy = Picture.objects.create(title="Ещё раз", file=ContentFile(talkative(), "b.jpg"))
    kept = withdraw([shown.picture], "Пресс-служба", "Письмо")
    assert [entry.number for entry in kept] == [shown.picture.pk, copy.pk]
    assert not Picture.objects.filter(pk__in=[shown.picture.pk, copy.pk]).exists()


def test_a_press_officer_takes_it_off_in_the_admin(
    shown: Shown, client: Client, django_capture_on_commit_callbacks: Any
) -> None:
    client.force_login(shown.town.people[PRESS])
    address = f"/admin/withdrawn-pictures/withdraw/{shown.picture.pk}/"
    assert address in client.get(f"/admin/images/{shown.picture.pk}/").content.decode()
    asked = client.get(address).content.decode()
    assert "Урок" in asked
    assert shown.report.title in asked
    assert client.post(address, {"reason": " "}).status_code == 200
    assert Picture.objects.filter(pk=shown.picture.pk).exists()
    with django_capture_on_commit_callbacks(execute=True):
        answer = client.post(address, {"reason": "Обращение от 20 ноября"}, follow=True)
    listed = answer.content.decode()
    for told in ("Обращение от 20 ноября", "Анна press service", "«Урок»", str(shown.picture.pk)):
        assert told in listed
    assert not [name for name in shown.files if default_storage.exists(name)]
    assert "/admin/withdrawn-pictures/" in client.get("/admin/").content.decode()
    export = client.get("/admin/withdrawn-pictures/?export=csv")
    assert "Обращение от 20 ноября" in b"".join(export.streaming_content).decode()  # type: ignore[attr-defined]


def test_who_may_not_is_refused_and_that_is_logged(
    shown: Shown, client: Client, caplog: pytest.LogCaptureFixture
) -> None:
    client.force_login(shown.town.people[SCHOOL])
    for address in (f"/admin/withdrawn-pictures/withdraw/{shown.picture.pk}/", "/admin/withdrawn-pictures/"):
        caplog.clear()
        assert client.post(address, {"reason": "x"}).status_code == 302
        assert "refused" in caplog.text
    assert Picture.objects.filter(pk=shown.picture.pk).exists()
    assert not WithdrawnPicture.objects.exists()


def test_the_command_takes_pictures_off(shown: Shown) -> None:
    out = StringIO()
    call_command("withdraw_consent", shown.picture.pk, by="Методист", reason="Письмо", stdout=out)
    assert "«Урок»" in out.getvalue()
    kept = WithdrawnPicture.objects.get()
    assert (kept.number, kept.by, kept.reason) == (shown.picture.pk, "Методист", "Письмо")
    assert {page["id"] for page in kept.pages} == {shown.news.pk, shown.report.pk}
    assert WithdrawnFile.objects.filter(withdrawal=kept).count() >= len(shown.files)


@pytest.mark.parametrize(("by", "reason", "more"), [("", "x", []), ("x", " ", []), ("x", "x", [99999])])
def test_the_command_takes_all_off_or_none(shown: Shown, by: str, reason: str, more: list[int]) -> None:
    with pytest.raises(CommandError):
        call_command("withdraw_consent", shown.picture.pk, *more, by=by, reason=reason)
    assert Picture.objects.filter(pk=shown.picture.pk).exists()
