"""What services answer, as Pydantic has it: OpenAPI is written from it, and the tests hold the answers to it."""

from datetime import date as date_
from datetime import datetime
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field, GetCoreSchemaHandler, GetJsonSchemaHandler
from pydantic_core import CoreSchema, core_schema

ONE_OF_PAGES = "x-one-of-pages"

ReviewState = Literal["private", "pending", "published"]


class Answer(BaseModel):
    """An object of an answer: exactly the members that are named."""

    model_config = ConfigDict(extra="forbid", populate_by_name=True)


class Identified(Answer):
    """Something with an address of its own."""

    id: str = Field(alias="@id")


class Link(Identified):
    """A thing's address and its title."""

    title: str


class Summary(Link):
    """What a list says of a thing at least."""

    type: str = Field(alias="@type")
    description: str
    review_state: ReviewState
    type_title: str


class Scale(Answer):
    """One size of a picture, in pixels."""

    download: str
    width: int
    height: int


class CardPicture(Scale):
    """The picture of a card: its largest size, and all of them by their names."""

    content_type: str = Field(alias="content-type")
    alt: str
    scales: dict[str, Scale]


class CardPictures(Answer):
    """Pictures by the names of the fields that hold them, as Plone's catalog has them."""

    image: list[CardPicture]


class Row(Summary):
    """A row of a list: a summary, and those of the catalog's columns that `metadata_fields` asks for."""

    UID: str = ""
    id_: str = Field("", alias="id")
    Subject: list[str] = []
    created: datetime | None = None
    modified: datetime | None = None
    effective: datetime | None = None
    date: date_ | None = None
    start: date_ | None = None
    end: date_ | None = None
    is_cancelled: bool = False
    organisation: Summary | None = None
    is_folderish: bool = False
    image_field: str = ""
    image_scales: CardPictures | None = None
    hasPreviewImage: bool = False
    getURL: str = ""
    path: str = ""
    Title: str = ""
    Description: str = ""
    Type: str = ""
    portal_type: str = ""
    getId: str = ""
    getPath: str = ""
    Date: datetime | None = None
    CreationDate: datetime | None = None
    EffectiveDate: datetime | None = None
    ModificationDate: datetime | None = None
    # Columns of Plone's catalog that mean nothing here.
    Creator: None = None
    ExpirationDate: None = None
    author_name: None = None
    commentators: None = None
    exclude_from_nav: None = None
    expires: None = None
    getIcon: None = None
    getObjSize: None = None
    getRemoteUrl: None = None
    head_title: None = None
    in_response_to: None = None
    last_comment_date: None = None
    listCreators: None = None
    location: None = None
    mime_type: None = None
    nav_title: None = None
    sync_uid: None = None
    total_comments: None = None


class Batching(Identified):
    """The way through a long list."""

    first: str
    last: str
    next: str = ""
    prev: str = ""


class Breadcrumbs(Identified):
    """The way down to a page."""

    items: list[Link]
    root: str


class NavigationItem(Link):
    """A page in the menu."""

    description: str
    review_state: str
    items: list["NavigationItem"]


class Navigation(Identified):
    """The site's menu."""

    items: list[NavigationItem]


class FacetValue(Answer):
    """One value to narrow a search down by: what to send, what to read, how many things it would leave."""

    token: str
    title: str
    count: int


class OneOfPages:
    """Stands for a type that there is once for each page type; all of them are known when the document is written."""

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        """Let Pydantic take any object: the document says more."""
        return core_schema.any_schema()

    @classmethod
    def __get_pydantic_json_schema__(
        cls, schema: CoreSchema, handler: GetJsonSchemaHandler
    ) -> dict[str, Any]:
        """Leave the place for `restapi.schemas.components`, which knows where the document has them."""
        return {ONE_OF_PAGES: cls.__name__}


class ContentObject(OneOfPages):
    """The content object of a page, by its type."""


class NewContent(OneOfPages):
    """What a new page is made of, by its type."""


class ChangedContent(OneOfPages):
    """What is to be changed of a page, by its type."""


class Found(Identified):
    """A batch of what was found: rows, or whole objects."""

    items_total: int
    items: list[Row | ContentObject]
    batching: Batching | None = None
    facets: dict[str, list[FacetValue]] | None = None
