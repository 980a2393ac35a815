"""On every way in, what is stored is clean, and what is refused is told in one sentence and leaves nothing."""

from io import BytesIO
from typing import Any

import pytest
from django.contrib.contenttypes.models import ContentType
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from PIL import Image
from wagtail.models import Collection, UploadedFile

from home.models import Picture
from home.pictures.intake import CleanPicture, digest
from tests.factories import PictureFactory
from tests.home.pictures.files import SECRETS, bomb, cut_off, drawing, talkative, written
from tests.home.pictures.paths import PATHS, XHR, Path_, Sender, admin_add, admin_edit, code, stored_files
from tests.restapi.town import Town

ON_EVERY_PATH = pytest.mark.parametrize("path", PATHS, ids=lambda path: path.__name__)


@pytest.fixture
def sender(town: Town, admin_client: Client) -> Sender:
    picture: Any = PictureFactory()
    return Sender(admin_client, Client(), town, picture)


def rows() -> list[Any]:
    return list(Picture.objects.order_by("pk").values())


def stored(picture: Picture) -> bytes:
    with picture.file.open() as file:
        content: bytes = file.read()
    return content


def newest(before: list[Any]) -> Picture:
    """Return the picture that is new, or has another file than before."""
    known = {row["file"] for row in before}
    return Picture.objects.exclude(file__in=known).get()


@ON_EVERY_PATH
@pytest.mark.parametrize("kind", ["JPEG", "HEIF"])
def test_what_is_stored_is_clean(path: Path_, kind: str, sender: Sender) -> None:
    before = rows()
    content = talkative(kind, orientation=6 if kind == "JPEG" else 1)
    answer = path(sender, content, "Ivanov Petya 5a.png")
    assert answer.is_taken, answer.text
    picture = newest(before)
    kept = stored(picture)
    assert not [secret for secret in SECRETS if secret in kept]
    assert "Ivanov" not in picture.file.name
    assert picture.file.name.endswith(".jpg")
    image = Image.open(BytesIO(kept))
    assert (picture.width, picture.height) == image.size == ((40, 60) if kind == "JPEG" else (60, 40))
    assert picture.file_size == len(kept)
    assert picture.get_file_hash() == digest(kept)
    assert picture.source_hash == digest(content)
    assert not [name for name in stored_files() if "Ivanov" in name]


@ON_EVERY_PATH
@pytest.mark.parametrize(
    ("content", "told"),
    [
        (cut_off(), "повреждено"),
        (b"<html><script>alert(1)</script>", "не читается как изображение"),
        (bomb(), "мегапикселей"),
        (written(drawing(mode="P"), "GIF"), "не читается как изображение"),
    ],
    ids=["cut off", "forged", "bomb", "gif"],
)
def test_what_is_refused_leaves_nothing(path: Path_, content: bytes, told: str, sender: Sender) -> None:
    before = rows(), stored_files()
    answer = path(sender, content, "foto.jpg")
    assert not answer.is_taken
    assert told in answer.text
    assert (rows(), stored_files()) == before
    assert not UploadedFile.objects.exists()


def test_a_file_is_decoded_once(sender: Sender, monkeypatch: pytest.MonkeyPatch) -> None:
    opened: list[Any] = []
    load = Image.open

    def counting(*args: Any, **kwargs: Any) -> Any:
        opened.append(args)
        return load(*args, **kwargs)

    monkeypatch.setattr("home.pictures.intake.Image.open", counting)
    assert admin_add(sender, talkative(), "a.jpg").is_taken
    assert len(opened) == 1


def test_what_waits_in_the_bulk_uploader_is_clean_too(sender: Sender) -> None:
    fields = {
        "title": "Д" * 300,
        "collection": Collection.get_first_root_node().pk,
        "files[]": SimpleUploadedFile("Ivanov.jpg", talkative(orientation=6), "image/jpeg"),
    }
    answer = sender.admin.post("/admin/images/multiple/add/", fields, headers=XHR).json()
    waiting = UploadedFile.objects.get(pk=answer["uploaded_file_id"])
    assert waiting.for_content_type == ContentType.objects.get_for_model(Picture)
    assert "Ivanov" not in waiting.file.name
    with waiting.file.open() as file:
        kept = file.read()
    assert not [secret for secret in SECRETS if secret in kept]
    before = rows()
    prefix = f"uploaded-image-{waiting.pk}-"
    sent = {f"{prefix}title": "Двор", f"{prefix}collection": fields["collection"]}
    done = sender.admin.post(f"/admin/images/multiple/create_from_uploaded_image/{waiting.pk}/", sent).json()
    assert done["success"], done
    picture = newest(before)
    assert (picture.width, picture.height) == (40, 60)
    assert picture.file_hash == digest(stored(picture))


def test_a_replaced_file_is_gone(sender: Sender) -> None:
    old = sender.picture.file.name
    assert admin_edit(sender, talkative(), "a.jpg").is_taken
    assert not default_storage.exists(old)


def test_a_files_name_is_no_file(db: None) -> None:
    other: Any = PictureFactory()
    with pytest.raises(ValueError, match="needs its file"):
        Picture.objects.create(title="Двор", file=other.file.name)


def test_what_the_site_has_drawn_keeps_its_name(db: None) -> None:
    content = written(drawing())
    picture = Picture.objects.create(title="Двор", file=CleanPicture(content, "demo-dvor.jpg", 60, 40))
    assert picture.file.name.startswith("original_images/demo-dvor")
    assert stored(picture) == content
    assert (picture.width, picture.height) == (60, 40)


def test_pictures_made_of_the_same_bytes_are_found(sender: Sender) -> None:
    content = talkative()
    here, there = Collection.get_first_root_node(), Collection.get_first_root_node().add_child(name="Другая")
    picture = Picture.objects.create(title="Двор", file=ContentFile(content, "a.jpg"), collection=here)
    Picture.objects.create(title="Двор", file=ContentFile(content, "a.jpg"), collection=there)
    for file in (content, ContentFile(content, "b.png"), stored(picture)):
        assert list(Picture.objects.filter(collection=here).same_as(file)) == [picture]
    assert not Picture.objects.same_as(cut_off()).exists()


def test_the_admin_asks_about_duplicates(sender: Sender) -> None:
    content = talkative()
    assert code(sender, content, "a.jpg").is_taken
    fields = {
        "title": "Двор",
        "collection": Collection.get_first_root_node().pk,
        "files[]": SimpleUploadedFile("b.jpg", content),
    }
    answer = sender.admin.post("/admin/images/multiple/add/", fields, headers=XHR).json()
    assert answer["duplicate"]
