"""What the services answer that list words, indexes, places and people."""

from typing import Any

from pydantic import Field

from restapi.schemas.answers import Answer, Batching, Identified, Link, Summary


class Term(Answer):
    """One word of a vocabulary."""

    token: str
    title: str


class TermBatch(Identified):
    """A batch of a vocabulary."""

    items: list[Term]
    items_total: int
    batching: Batching | None = None


class QuerystringOperation(Answer):
    """What can be asked of an index, and the field in which Plone's editors write the value."""

    title: str
    description: str
    operation: str
    widget: str | None


class QuerystringIndex(Answer):
    """One index: what can be asked of it, and from which words."""

    title: str
    description: str
    enabled: bool
    group: str
    sortable: bool
    operations: list[str]
    operators: dict[str, QuerystringOperation]
    values: dict[str, dict[str, str]]
    vocabulary: str | None
    fetch_vocabulary: bool


class Querystring(Identified):
    """What a list of criteria can ask."""

    indexes: dict[str, QuerystringIndex]
    sortable_indexes: dict[str, QuerystringIndex]


class ContextNavigationItem(Link):
    """A page in the side navigation; `type` is the page type in a form for style sheets."""

    description: str
    href: str
    icon: str
    is_current: bool
    is_folderish: bool
    is_in_path: bool
    items: list["ContextNavigationItem"]
    normalized_id: str
    review_state: str
    thumb: str
    type: str


class ContextNavigation(Identified):
    """What stands beside a page: its branch of the menu."""

    available: bool
    has_custom_name: bool
    items: list[ContextNavigationItem]
    title: str
    url: str


class Navroot(Identified):
    """The root of the site that is asked."""

    navroot: Summary | None


class SiteSettings(Identified):
    """What a client must know of a site before it shows anything of it."""

    title: str = Field(alias="plone.site_title")
    logo: str | None = Field(alias="plone.site_logo")
    default_language: str = Field(alias="plone.default_language")
    available_languages: list[str] = Field(alias="plone.available_languages")
    timezone: str = Field(alias="plone.portal_timezone")
    robots: str = Field(alias="plone.robots_txt")
    sizes: list[str] = Field(alias="plone.allowed_sizes")
    features: dict[str, bool]


class Translation(Identified):
    """The same page in another language."""

    language: str


class Translations(Identified):
    """The other languages of a page; `root` is the start page of each."""

    items: list[Translation]
    root: dict[str, str]


class Action(Answer):
    """Something that the asker may do."""

    id: str
    title: str
    icon: str
    url: str


class Actions(Identified):
    """What the asker may do with the page, with the site, with oneself."""

    object: list[Action]
    object_buttons: list[Action]
    portal_tabs: list[Action]
    site_actions: list[Action]
    user: list[Action]


class Person(Identified):
    """A user's account."""

    description: str
    email: str
    fullname: str
    groups: dict[str, Any]
    home_page: str | None
    id_: str = Field(alias="id")
    location: str | None
    portrait: str | None
    roles: list[str]
    username: str


class Group(Identified):
    """A group of users."""

    description: str
    email: str
    groupname: str
    id_: str = Field(alias="id")
    roles: list[str]
    title: str


class Members(Identified):
    """The members of a group, by name."""

    items: list[str]
    items_total: int
    batching: Batching | None = None


class GroupWithMembers(Group):
    """A group and who is in it."""

    users: Members


class Principals(Answer):
    """Users and groups whose names hold what was looked for."""

    users: list[Person]
    groups: list[Group]


class Role(Identified):
    """What an account may be here."""

    type: str = Field(alias="@type")
    id_: str = Field(alias="id")
    title: str


class UserSchema(Answer):
    """A user's account as JSON Schema, with Plone's fieldsets."""

    type: str
    fieldsets: list[dict[str, Any]]
    properties: dict[str, dict[str, Any]]
    required: list[str]


class System(Identified):
    """What the site runs on."""

    version: str
    wagtail_version: str
    django_version: str
    python_version: str
    database: str
    debug_mode: str


class Source(Link):
    """A page with a link."""

    uid: str


class Breach(Answer):
    """What would break: a target, and the pages that link to it."""

    sources: list[Source]
    target: Source


class LinkedPage(Summary):
    """A page that may go, and what its going would break."""

    model_config = {"extra": "forbid", "populate_by_name": True}

    breaches: list[Breach]
    items_total: int
