"""`@tus-upload`: pictures and files in pieces (tus 1.0.0), so that a lost network loses nothing."""

import base64
import binascii
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.http import http_date
from django.utils.translation import gettext as _

from restapi.http.parameters import Parameter
from restapi.http.problems import Problem
from restapi.http.rendering import no_content
from restapi.reading.files import file_url
from restapi.services.registry import Call, service
from restapi.tree.addresses import service_url, site_of
from restapi.writing import pieces, uploads
from restapi.writing.rights import refuse_unless

VERSION = "1.0.0"
PIECE = "application/offset+octet-stream"
HEADERS = {"Tus-Resumable": VERSION, "Cache-Control": "no-store"}
MOST_DIGITS = 15
TUS = Parameter.choice("Tus-Resumable", [VERSION], "The version of tus.")
LENGTH = Parameter.number("Upload-Length", "How many bytes there will be.")
METADATA = Parameter.text("Upload-Metadata", "`filename` and `filetype`, each with its value in base64.")
OFFSET = Parameter.number("Upload-Offset", "How many bytes have come already.")
ABILITY = (
    TUS,
    Parameter.text("Tus-Version", "The versions that are understood."),
    Parameter.text("Tus-Extension", "What is understood beside the core."),
    Parameter.number("Tus-Max-Size", "How many bytes a file may have."),
)
EXPIRES = Parameter.text("Upload-Expires", "Until when pieces are waited for, as an HTTP date.")
PLACE = Parameter.text("Location", "The picture or the file, with the last piece.")


@service("tus-upload", "OPTIONS", answer_headers=ABILITY)
def ability(call: Call) -> HttpResponse:
    """Say what is understood of tus."""
    response = _answer(204)
    response["Tus-Version"] = VERSION
    response["Tus-Extension"] = "creation,expiration,termination"
    response["Tus-Max-Size"] = str(pieces.most_bytes())
    response["Allow"] = "OPTIONS, POST"
    return response


@service("tus-upload", "POST", status=201, headers=[TUS, LENGTH, METADATA], answer_headers=[TUS, EXPIRES])
def begin(call: Call) -> HttpResponse:
    """Begin an upload: `Upload-Length` says its bytes, `Upload-Metadata` the file's name and media type."""
    _refuse_other_version(call.request)
    refuse_unless(uploads.may_upload(call.grant), call.grant, "upload", call.page)
    metadata = _metadata(call.request.headers.get("Upload-Metadata", ""))
    upload = pieces.begin(call.grant, _number(call.request, "Upload-Length"), metadata)
    response = _answer(201)
    root = site_of(call.request).root_page
    response["Location"] = f"{service_url(root, 'tus-upload', call.request)}/{upload.pk}"
    response["Upload-Expires"] = http_date((timezone.now() + pieces.lasting()).timestamp())
    return response


@service("tus-upload/{upload}", answer_headers=[TUS, OFFSET, LENGTH])
def progress(call: Call) -> HttpResponse:
    """Say how many bytes have come."""
    upload = pieces.upload_of(call.grant, call.segments["upload"])
    response = _answer(204)
    response["Upload-Offset"] = str(upload.offset)
    response["Upload-Length"] = str(upload.length)
    return response


@service(
    "tus-upload/{upload}",
    "PATCH",
    body=bytes,
    sends=PIECE,
    headers=[TUS, OFFSET],
    answer_headers=[TUS, OFFSET, PLACE],
)
def append(call: Call) -> HttpResponse:
    """Add a piece at `Upload-Offset`; the last one makes a picture or a file, whose address is the `Location`."""
    request = call.request
    _refuse_other_version(request)
    if request.content_type != PIECE:
        raise Problem(415, _("A piece comes as “%(type)s”.") % {"type": PIECE})
    upload = pieces.append(call.grant, call.segments["upload"], _number(request, "Upload-Offset"), request)
    response = _answer(204)
    response["Upload-Offset"] = str(upload.offset)
    if upload.offset == upload.length:
        thing: Any = pieces.finished(upload, request)
        response["Location"] = file_url(uploads.service_of(type(thing)), thing.pk, request)
    return response


@service("tus-upload/{upload}", "DELETE", answer_headers=[TUS])
def end(call: Call) -> HttpResponse:
    """Give an upload up."""
    pieces.forget(pieces.upload_of(call.grant, call.segments["upload"]))
    return _answer(204)


def _answer(status: int) -> HttpResponse:
    return no_content(status, HEADERS)


def _refuse_other_version(request: HttpRequest) -> None:
    if request.headers.get("Tus-Resumable") != VERSION:
        raise Problem(
            412,
            _("Send “Tus-Resumable: %(version)s”.") % {"version": VERSION},
            headers={"Tus-Version": VERSION},
        )


def _number(request: HttpRequest, name: str) -> int:
    text = request.headers.get(name, "")
    if not (text.isascii() and text.isdigit()) or len(text) > MOST_DIGITS:
        raise Problem(400, _("The header “%(name)s” must be a number of bytes.") % {"name": name})
    return int(text)


def _metadata(header: str) -> dict[str, str]:
    """Return `Upload-Metadata` as names and values; raises Problem 400."""
    metadata = {}
    for pair in filter(None, (part.strip() for part in header.split(","))):
        name, _space, value = pair.partition(" ")
        try:
            metadata[name] = base64.b64decode(value, validate=True).decode()
        except (binascii.Error, ValueError):
            raise Problem(400, _("“Upload-Metadata” is names and values in base64.")) from None
    if any("\x00" in value for value in metadata.values()):
        raise Problem(400, _("“Upload-Metadata” holds a NUL character."))
    return metadata
