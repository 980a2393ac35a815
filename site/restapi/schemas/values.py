"""What single values look like: rich text, choices, pictures, references, as they are read and as they are written."""

from typing import Annotated, Literal

from pydantic import ConfigDict, Field

from restapi.schemas.answers import Answer, Link, Scale

READ, WRITE = "read", "write"


class RichText(Answer):
    """Text in HTML."""

    data: str
    content_type: Literal["text/html"] = Field("text/html", alias="content-type")
    encoding: Literal["utf-8"] = "utf-8"


class Choice(Answer):
    """One of some choices."""

    token: str | int
    title: str


class File(Link):
    """A file to download; `size` in bytes, null where it was never measured."""

    type: str = Field(alias="@type")
    content_type: str = Field(alias="content-type")
    download: str
    filename: str
    size: int | None


class Picture(File):
    """A picture with the sizes that exist, by their names."""

    alt: str
    width: int
    height: int
    scales: dict[str, Scale]


class PictureInText(Picture):
    """A picture with the description that it has in this place."""

    decorative: bool


class StoredFile(Answer):
    """A file in a field of its own."""

    content_type: str = Field(alias="content-type")
    download: str
    filename: str


class Related(Answer):
    """A thing that is no page: its type and its title."""

    type: str = Field(alias="@type")
    title: str


class Reference(Answer):
    """A thing as it was read: one of its names is enough."""

    model_config = ConfigDict(extra="allow", populate_by_name=True)

    id: str | None = Field(None, alias="@id")
    UID: str | None = None
    uid: str | None = None


class Upload(Answer):
    """A file that the body brings: `data` in base64."""

    data: str
    filename: Annotated[str, Field(min_length=1)]
    encoding: Literal["base64"] = "base64"
    content_type: str = Field("", alias="content-type")
    title: str = ""
    alt: str = ""


# A page by address, path or UID, or as it was read; a thing that is no page by its id or UID.
Named = Annotated[str, Field(min_length=1)] | Annotated[int, Field(ge=1, lt=10**18)] | Reference
NamedFile = Named | Upload
WrittenText = str | RichText
WrittenChoice = str | int | Choice
