"""Pictures that were stored as they came are cleaned by a command."""

from io import StringIO
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.management import CommandError, call_command
from django.test import Client

from home.models import Picture
from home.pictures.intake import digest
from search.models import CatalogEntry
from search.pictures import SIZES
from tests.factories import Tree
from tests.home.pictures.files import SECRETS, cut_off, talkative


def stored_as_it_came(picture: Any, content: bytes) -> None:
    """Let a picture have a file of earlier times."""
    name = default_storage.save("original_images/Ivanov.jpg", ContentFile(content))
    Picture.objects.filter(pk=picture.pk).update(
        file=name, source_hash="", file_hash=digest(content), width=60, height=40, focal_point_x=5,
        focal_point_y=5, focal_point_width=2, focal_point_height=2,
    )  # fmt: skip
    Picture.objects.exclude(pk=picture.pk).update(source_hash="known")


def clean() -> str:
    out = StringIO()
    call_command("clean_pictures", stdout=out, stderr=StringIO())
    return out.getvalue()


def test_stored_originals_are_cleaned_once(
    tree: Tree, client: Client, django_capture_on_commit_callbacks: Any
) -> None:
    picture = tree.news.picture
    stored_as_it_came(picture, talkative(orientation=6))
    old = Picture.objects.get(pk=picture.pk).file.name
    cards = CatalogEntry.objects.get(page=tree.news).picture_sizes
    with django_capture_on_commit_callbacks(execute=True):
        assert "Ждут очистки: 0." in clean()
    picture = Picture.objects.get(pk=picture.pk)
    with picture.file.open() as file:
        kept = file.read()
    assert not [secret for secret in SECRETS if secret in kept]
    assert (picture.width, picture.height, picture.file_hash) == (40, 60, digest(kept))
    assert picture.focal_point_x is None
    assert not default_storage.exists(old)
    assert set(picture.renditions.values_list("filter_spec", flat=True)) >= set(SIZES)
    assert CatalogEntry.objects.get(page=tree.news).picture_sizes != cards
    assert client.get(tree.news.url).status_code == 200
    name = picture.file.name
    clean()
    assert Picture.objects.get(pk=picture.pk).file.name == name


@pytest.mark.parametrize("is_gone", [True, False])
def test_what_cannot_be_cleaned_is_named_and_stays(tree: Tree, is_gone: bool) -> None:
    picture = tree.news.picture
    stored_as_it_came(picture, cut_off())
    name = Picture.objects.get(pk=picture.pk).file.name
    if is_gone:
        default_storage.delete(name)
    told = StringIO()
    with pytest.raises(CommandError, match="Не очищено изображений: 1"):
        call_command("clean_pictures", stdout=StringIO(), stderr=told)
    assert f"{picture.pk}: " in told.getvalue()
    assert Picture.objects.get(pk=picture.pk).file.name == name
