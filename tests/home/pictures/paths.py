"""Every way in which a picture comes to the site; each says whether it was taken, and what it answered."""

import base64
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.test import Client
from wagtail.models import APIToken, Collection

from home.models import Picture
from tests.restapi.town import SCHOOL, Town

XHR = {"X-Requested-With": "XMLHttpRequest"}


@dataclass(frozen=True)
class Sender:
    """Sends files: to the admin as an administrator, to the APIs as a school; `picture` may get another file."""

    admin: Client
    api: Client
    town: Town
    picture: Picture


@dataclass(frozen=True)
class Answer:
    """Whether a file was taken; what was said if it was not."""

    is_taken: bool
    text: str = ""


Path_ = Callable[[Sender, bytes, str], Answer]


def stored_files() -> set[str]:
    """Return the names of all files in the storage, but for the sizes of pictures: the admin makes its own."""
    root = Path(settings.MEDIA_ROOT)
    names = {path.relative_to(root).as_posix() for path in root.rglob("*") if path.is_file()}
    return {name for name in names if not name.startswith("images/")}


def _fields(content: bytes, name: str, prefix: str = "") -> dict[str, Any]:
    return {
        f"{prefix}title": "Двор",
        f"{prefix}collection": Collection.get_first_root_node().pk,
        f"{prefix}file": SimpleUploadedFile(name, content, "image/jpeg"),
    }


def admin_add(sender: Sender, content: bytes, name: str) -> Answer:
    response = sender.admin.post("/admin/images/add/", _fields(content, name))
    return Answer(response.status_code == 302, response.content.decode())


def admin_edit(sender: Sender, content: bytes, name: str) -> Answer:
    picture = sender.picture
    response = sender.admin.post(f"/admin/images/{picture.pk}/", _fields(content, name))
    return Answer(response.status_code == 302, response.content.decode())


def admin_bulk(sender: Sender, content: bytes, name: str) -> Answer:
    fields = {
        "title": "Двор",
        "collection": Collection.get_first_root_node().pk,
        "files[]": SimpleUploadedFile(name, content, "image/jpeg"),
    }
    answer = sender.admin.post("/admin/images/multiple/add/", fields, headers=XHR).json()
    return Answer(answer["success"], answer.get("error_message", ""))


def admin_chooser(sender: Sender, content: bytes, name: str) -> Answer:
    fields = _fields(content, name, "image-chooser-upload-")
    answer = sender.admin.post("/admin/images/chooser/create/", fields, headers=XHR).json()
    return Answer(answer["step"] in ("chosen", "duplicate_found"), answer.get("htmlFragment", ""))


def api_base64(sender: Sender, content: bytes, name: str) -> Answer:
    picture = {"data": base64.b64encode(content).decode(), "filename": name}
    body = {
        "@type": "news.EventReportPage",
        "title": "Отчёт",
        "blocks": {"b": {"@type": "paragraph", "value": "<p>Было.</p>"}},
        "blocks_layout": {"items": ["b"]},
        "consent": True,
        "photos": [{"picture": picture, "alt": "Школьный двор"}],
    }
    response = sender.api.post(
        sender.town.school.url,
        body,
        content_type="application/json",
        headers={"accept": "application/json", **_bearer(sender)},
    )
    return Answer(response.status_code == 201, _told(response))


def api_tus(sender: Sender, content: bytes, name: str) -> Answer:
    named = base64.b64encode(name.encode()).decode()
    kind = base64.b64encode(b"image/jpeg").decode()
    headers = {"Tus-Resumable": "1.0.0", **_bearer(sender)}
    begun = sender.api.post(
        "/@tus-upload",
        headers={
            **headers,
            "Upload-Length": str(len(content)),
            "Upload-Metadata": f"filename {named},content-type {kind}",
        },
    )
    response = sender.api.patch(
        begun["Location"],
        content,
        content_type="application/offset+octet-stream",
        headers={**headers, "Upload-Offset": "0"},
    )
    return Answer(response.status_code == 204, _told(response))


def wagtail_api(sender: Sender, content: bytes, name: str) -> Answer:
    fields = {"title": "Двор", "file": SimpleUploadedFile(name, content, "image/jpeg")}
    response = sender.api.post("/api/v3/images/", fields, headers=_bearer(sender))
    return Answer(response.status_code == 201, _told(response))


def code(sender: Sender, content: bytes, name: str) -> Answer:
    try:
        Picture.objects.create(title="Двор", file=ContentFile(content, name))
    except ValidationError as refused:
        return Answer(False, " ".join(refused.messages))
    return Answer(True)


def code_in_bulk(sender: Sender, content: bytes, name: str) -> Answer:
    try:
        with transaction.atomic():
            Picture.objects.bulk_create([Picture(title="Двор", file=ContentFile(content, name))])
    except ValidationError as refused:
        return Answer(False, " ".join(refused.messages))
    return Answer(True)


def code_assigning(sender: Sender, content: bytes, name: str) -> Answer:
    picture = sender.picture
    try:
        picture.file = ContentFile(content, name)
        picture.save()
    except ValidationError as refused:
        return Answer(False, " ".join(refused.messages))
    return Answer(True)


def code_saving_the_file(sender: Sender, content: bytes, name: str) -> Answer:
    try:
        Picture(title="Двор").file.save(name, ContentFile(content))
    except ValidationError as refused:
        return Answer(False, " ".join(refused.messages))
    return Answer(True)


PATHS: list[Path_] = [
    admin_add,
    admin_edit,
    admin_bulk,
    admin_chooser,
    api_base64,
    api_tus,
    wagtail_api,
    code,
    code_in_bulk,
    code_assigning,
    code_saving_the_file,
]


def _bearer(sender: Sender) -> dict[str, str]:
    token = APIToken.create_token(user=sender.town.people[SCHOOL], name="t")[1]
    return {"authorization": f"Bearer {token}"}


def _told(response: Any) -> str:
    content: bytes = response.content
    return content.decode("unicode_escape") if rb"\u04" in content else content.decode()
