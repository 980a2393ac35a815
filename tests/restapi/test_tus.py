"""Uploads in pieces: what has come stays, the last piece makes a picture or a file."""

import base64
import io
from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.core.files.storage import storages
from django.test import Client
from freezegun import freeze_time
from PIL import Image
from wagtail.documents import get_document_model
from wagtail.models import APIToken

from home import roles
from home.models import Picture
from restapi.models import Upload
from restapi.writing.pieces import FOLDER
from tests.factories import Tree

Tus = Callable[..., Any]


def jpeg() -> bytes:
    file = io.BytesIO()
    Image.effect_noise((200, 150), 50).convert("RGB").save(file, "JPEG")
    return file.getvalue()


def metadata(**values: str) -> str:
    return ",".join(
        f"{name.replace('_', '-')} {base64.b64encode(value.encode()).decode()}"
        for name, value in values.items()
    )


@pytest.fixture
def editor(tree: Tree) -> User:
    user: User = User.objects.create_user("editor")
    user.groups.add(roles.school_editors(tree.school, roles.organisation_collection(tree.school)))
    return user


@pytest.fixture
def tus(client: Client, editor: User) -> Tus:
    key = APIToken.create_token(user=editor, name="t")[1]

    def tus(
        method: str, path: str, data: bytes = b"", status: int = 204, user: bool = True, **headers: Any
    ) -> Any:
        sent = {
            "Tus-Resumable": "1.0.0",
            **{name.replace("_", "-"): str(value) for name, value in headers.items()},
        }
        if user:
            sent["Authorization"] = f"Bearer {key}"
        media_type = "application/offset+octet-stream" if method == "PATCH" else ""
        response = client.generic(method, path, data=data, content_type=media_type, headers=sent)
        assert response.status_code == status, (method, path, response.content.decode())
        return response

    return tus


def begin(tus: Tus, length: int, **values: str) -> str:
    response = tus(
        "POST", "/@tus-upload", status=201, Upload_Length=length, Upload_Metadata=metadata(**values)
    )
    assert response["Tus-Resumable"] == "1.0.0"
    assert "Upload-Expires" in response
    location: str = response["Location"]
    return location


def pieces_left() -> int:
    try:
        return len(storages["private"].listdir(FOLDER)[0])
    except FileNotFoundError:
        return 0


def test_a_picture_comes_in_pieces(tus: Tus, editor: User, client: Client) -> None:
    content = jpeg()
    address = begin(tus, len(content), filename="Двор.jpg", content_type="image/jpeg")
    response = tus("PATCH", address, content[:1000], Upload_Offset=0)
    assert response["Upload-Offset"] == "1000"
    assert tus("HEAD", address)["Upload-Offset"] == "1000"
    response = tus("PATCH", address, content[1000:], Upload_Offset=1000)
    picture = Picture.objects.get(uploaded_by_user=editor)
    assert response["Location"].endswith(f"/@images/{picture.pk}")
    assert picture.title == "Двор"
    assert (picture.width, picture.height) == (200, 150)
    assert picture.collection.name == "Школа № 3" or picture.collection.depth > 1
    assert not Upload.objects.exists()


def test_a_file_that_is_no_picture_becomes_a_document(tus: Tus, editor: User) -> None:
    address = begin(tus, 3, filename="zayavka.txt", content_type="text/plain", title="Заявка")
    tus("PATCH", address, b"abc", Upload_Offset=0)
    document = get_document_model().objects.get(uploaded_by_user=editor)
    assert document.title == "Заявка"
    with document.file.open() as file:
        assert file.read() == b"abc"


def test_a_broken_picture_is_refused_and_leaves_nothing(tus: Tus) -> None:
    before = Picture.objects.count()
    address = begin(tus, 5, filename="a.jpg")
    tus("PATCH", address, b"abcde", status=400, Upload_Offset=0)
    assert Picture.objects.count() == before
    assert not Upload.objects.exists()
    tus("HEAD", address, status=404)


def test_pieces_come_one_behind_the_other(tus: Tus) -> None:
    address = begin(tus, 10, filename="a.txt")
    tus("PATCH", address, b"abc", Upload_Offset=0)
    tus("PATCH", address, b"abc", status=409, Upload_Offset=0)
    tus("PATCH", address, b"abc", status=409, Upload_Offset=5)
    tus("PATCH", address, b"abcdefghijk", status=413, Upload_Offset=3)
    assert tus("HEAD", address)["Upload-Offset"] == "3"
    tus("DELETE", address)
    tus("HEAD", address, status=404)


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"Upload_Length": "x"}, 400),
        ({"Upload_Length": "-1"}, 400),
        ({"Upload_Length": "9" * 30}, 400),
        ({"Upload_Length": "0"}, 400),
        ({"Upload_Length": 10**12}, 413),
        ({"Upload_Length": 5, "Upload_Metadata": ""}, 400),
        ({"Upload_Length": 5, "Upload_Metadata": "filename %%%"}, 400),
        ({"Upload_Length": 5, "Upload_Metadata": "filename /w=="}, 400),
        ({"Tus_Resumable": "0.2"}, 412),
    ],
)
def test_bad_beginnings_are_told(tus: Tus, headers: dict[str, Any], status: int) -> None:
    sent = {"Upload_Metadata": metadata(filename="a.txt"), **headers}
    tus("POST", "/@tus-upload", status=status, **sent)
    assert not Upload.objects.exists()


def test_uploads_are_for_those_who_may_add_files_and_for_their_owners(tus: Tus, client: Client) -> None:
    tus(
        "POST",
        "/@tus-upload",
        status=401,
        user=False,
        Upload_Length=3,
        Upload_Metadata=metadata(filename="a.txt"),
    )
    address = begin(tus, 3, filename="a.txt")
    tus("HEAD", address, status=404, user=False)
    stranger = APIToken.create_token(user=User.objects.create_superuser("other"), name="t")[1]
    headers = {"Tus-Resumable": "1.0.0", "Upload-Offset": "0", "Authorization": f"Bearer {stranger}"}
    response = client.generic("PATCH", address, b"abc", "application/offset+octet-stream", headers=headers)
    assert response.status_code == 404


def test_what_nobody_goes_on_with_is_forgotten(tus: Tus) -> None:
    with freeze_time("2026-01-01 12:00:00"):
        old = Upload.objects.create(user=User.objects.get(username="editor"), filename="a", length=5)
    begin(tus, 3, filename="a.txt")
    assert not Upload.objects.filter(pk=old.pk).exists()


def test_the_server_says_what_it_can(tus: Tus) -> None:
    response = tus("OPTIONS", "/@tus-upload", user=False)
    assert response["Tus-Version"] == "1.0.0"
    assert int(response["Tus-Max-Size"]) >= 10 * 1024 * 1024
