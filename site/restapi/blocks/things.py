"""Blocks that name things: pictures, files, pages, rows of other models."""

from dataclasses import replace
from typing import Annotated, Any

from pydantic import Field
from wagtail.blocks import ChooserBlock, PageChooserBlock
from wagtail.documents.blocks import DocumentChooserBlock
from wagtail.images.blocks import ImageBlock, ImageChooserBlock
from wagtail.images.models import AbstractImage

from restapi.blocks.registry import BlockKind, Data, register
from restapi.blocks.single import keep_field
from restapi.reading.leaves import FileOfCollection
from restapi.reading.values import Reading, json_value
from restapi.schemas.answers import Summary
from restapi.schemas.relations import thing_type
from restapi.schemas.values import READ, File, Named, NamedFile, Picture, PictureInText, Reference, Upload
from restapi.writing.references import Writing
from restapi.writing.scalars import scalar
from restapi.writing.uploads import named_or_uploaded


class WrittenPicture(Reference):
    """A picture by its address, with the description that it has in this place."""

    alt: str = ""
    decorative: bool = False


class UploadedPicture(Upload):
    """A picture that the body brings."""

    decorative: bool = False


def _read_picture(block: ImageBlock, value: AbstractImage, reading: Reading) -> FileOfCollection:
    """Return a picture with the description that it has in this place."""
    picture: FileOfCollection = json_value(value, reading)
    here = {"alt": value.contextual_alt_text or "", "decorative": bool(value.decorative)}
    return replace(picture, body={**picture.body, **here})


def _write_picture(block: ImageBlock, value: Any, prefix: str, data: Data, writing: Writing) -> None:
    """A picture with the description that it has in this place."""
    model = block.child_blocks["image"].model_class
    chosen = named_or_uploaded(value, model.objects.all(), writing) if value is not None else None
    given = value if isinstance(value, dict) else {}
    data[f"{prefix}-image"] = chosen.pk if chosen else ""
    data[f"{prefix}-alt_text"] = scalar(given.get("alt", ""), writing.at("alt"))
    if given.get("decorative") is True:
        data[f"{prefix}-decorative"] = "on"


def _keep_picture(block: ImageBlock, value: Any, prefix: str, data: Data) -> None:
    data[f"{prefix}-image"] = value.pk if value else ""
    data[f"{prefix}-alt_text"] = (value.contextual_alt_text or "") if value else ""
    if value and value.decorative:
        data[f"{prefix}-decorative"] = "on"


def _picture_type(block: ImageBlock, name: str, mode: str) -> Any:
    return (
        PictureInText | None
        if mode == READ
        else WrittenPicture | UploadedPicture | int | Annotated[str, Field(min_length=1)]
    )


def _write_thing(block: ChooserBlock, value: Any, prefix: str, data: Data, writing: Writing) -> None:
    if value is None:
        data[prefix] = ""
        return
    data[prefix] = named_or_uploaded(value, block.model_class._default_manager.all(), writing).pk


def _type_of(read: Any, written: Any) -> Any:
    return lambda block, name, mode: read if mode == READ else written


def _thing_type(block: ChooserBlock, name: str, mode: str) -> Any:
    return thing_type(block.model_class) | None if mode == READ else Named


register(ImageBlock, BlockKind(_read_picture, _write_picture, _keep_picture, _picture_type))
register(ChooserBlock, BlockKind(None, _write_thing, keep_field, _thing_type))
register(ImageChooserBlock, BlockKind(None, _write_thing, keep_field, _type_of(Picture | None, NamedFile)))
register(DocumentChooserBlock, BlockKind(None, _write_thing, keep_field, _type_of(File | None, NamedFile)))
register(PageChooserBlock, BlockKind(None, _write_thing, keep_field, _type_of(Summary | None, Named)))
