"""Rules that every page type and every block of ours keeps, whoever adds the next one."""

from collections.abc import Iterable, Iterator

import pytest
from django.apps import apps
from django.db import models
from django.template.loader import get_template
from django.urls import reverse
from wagtail.blocks import Block, ListBlock, StreamBlock, StreamValue, StructBlock
from wagtail.contrib.typed_table_block.blocks import BaseTypedTableBlock
from wagtail.coreutils import camelcase_to_underscore
from wagtail.fields import StreamField
from wagtail.images.blocks import ImageBlock
from wagtail.models import Page, get_page_models

from home.models import HomePage
from search.models import CatalogEntry
from tests.factories import FACTORIES, the_home_page

OURS = {"home", "news", "plans", "restapi", "search"}

PAGE_TYPES = sorted(
    (model for model in get_page_models() if model._meta.app_label in OURS),
    key=lambda model: model._meta.label,
)
MODELS = sorted(
    (model for model in apps.get_models() if model._meta.app_label in OURS and not model._meta.auto_created),
    key=lambda model: model._meta.label,
)

# What an editor never sees: columns that a page or a table keeps for itself.
UNSEEN = {
    "catalogentry",
    "distincthashtags",
    "entryhashtag",
    "entrytext",
    "hashtagalias",
    "hashtagtally",
    "picturerendition",
    "upload",
    "searchrow",
    "word",
}

ALLOWED_PARENTS = {
    "home.HomePage": {"wagtailcore.Page"},
    "home.OrganisationIndexPage": {"home.HomePage"},
    "home.OrganisationPage": {"home.OrganisationIndexPage"},
    "home.StandardPage": {"home.HomePage", "home.StandardPage", "plans.OrderPage"},
    "news.EventReportPage": {"home.OrganisationPage"},
    "news.NewsIndexPage": {"home.HomePage"},
    "news.NewsPage": {"news.NewsIndexPage"},
    "plans.OrderIndexPage": {"home.HomePage"},
    "plans.OrderPage": {"plans.OrderIndexPage"},
    "plans.PlanPage": {"plans.OrderIndexPage", "plans.OrderPage"},
}


def label(model: type[models.Model]) -> str:
    """Return the model's label, for a test's id."""
    return model._meta.label


def every_page_type():
    """Run a test once for each of our page types."""
    return pytest.mark.parametrize("page_type", PAGE_TYPES, ids=label)


def streams() -> Iterator[tuple[type[Page], StreamField]]:
    """Yield the streams of all page types."""
    for page_type in PAGE_TYPES:
        for field in page_type._meta.get_fields():
            if isinstance(field, StreamField):
                yield page_type, field


def stream_name(stream: tuple[type[Page], StreamField]) -> str:
    """Return «news.NewsPage.body»."""
    return f"{stream[0]._meta.label}.{stream[1].name}"


def children(block: Block) -> Iterable[Block]:
    """Return the blocks that a block of ours is made of."""
    if isinstance(block, ImageBlock):
        return []  # Wagtail's own
    if isinstance(block, StreamBlock | StructBlock):
        return block.child_blocks.values()
    return [block.child_block] if isinstance(block, ListBlock) else []


def blocks_inside(block: Block, depth: int = 0) -> Iterator[tuple[Block, int]]:
    """Yield all blocks below a block, each with its depth."""
    for child in children(block):
        yield child, depth
        yield from blocks_inside(child, depth + 1)


def published(page_type: type[Page]) -> Page:
    """Return a public page of the type; the home page is the one that the site stands on."""
    return the_home_page() if page_type is HomePage else FACTORIES[page_type]()


def test_there_are_page_types():
    assert len(PAGE_TYPES) >= 10


def test_factories_are_of_our_page_types_and_no_others():
    assert set(FACTORIES) == set(PAGE_TYPES)


@every_page_type()
def test_page_type_has_its_template_where_wagtail_looks_for_it(page_type):
    name = f"{page_type._meta.app_label}/{camelcase_to_underscore(page_type.__name__)}.html"

    assert page_type.template == name
    assert "template" not in vars(page_type) or page_type.template == name
    get_template(name)


@every_page_type()
def test_page_type_has_a_name_in_russian(page_type):
    assert is_russian(page_type._meta.verbose_name)
    assert is_russian(page_type._meta.verbose_name_plural)


@every_page_type()
def test_page_type_has_the_parents_that_it_may_have(page_type):
    parents = {model._meta.label for model in page_type.allowed_parent_page_models()}

    assert parents == ALLOWED_PARENTS[page_type._meta.label]


@every_page_type()
@pytest.mark.django_db
def test_page_renders(page_type, client):
    page = published(page_type)

    response = client.get(page.url)

    assert response.status_code == 200
    assert f"<title>{page.title}" in response.text


@every_page_type()
@pytest.mark.django_db
def test_page_is_in_the_api(page_type, client):
    page = published(page_type)

    response = client.get(page.url, headers={"accept": "application/json"})

    assert response.status_code == 200
    assert response.headers["Content-Type"].startswith("application/json")
    content = response.json()
    assert content["@type"]
    assert content["@id"] == f"http://testserver{page.url}"
    assert content["title"] == page.title


@every_page_type()
@pytest.mark.django_db
def test_published_page_is_in_the_catalog(page_type):
    page = published(page_type)

    entry = CatalogEntry.objects.pages().get(page=page)

    assert entry.type == page_type._meta.label
    assert entry.listed == page_type.is_listed


@every_page_type()
@pytest.mark.django_db
def test_draft_is_not_in_the_catalog(page_type):
    page = FACTORIES[page_type](live=False)

    assert not CatalogEntry.objects.filter(page=page).exists()


@every_page_type()
@pytest.mark.django_db
def test_page_opens_in_the_editor(page_type, admin_client):
    page = published(page_type)

    response = admin_client.get(reverse("wagtailadmin_pages:edit", args=[page.pk]))

    assert response.status_code == 200


@pytest.mark.parametrize("model", MODELS, ids=label)
def test_fields_have_names_in_russian(model):
    fields = [
        field
        for field in model._meta.local_fields
        if field.editable
        and not field.primary_key
        and model._meta.model_name not in UNSEEN
        and not is_plumbing(field)
    ]

    assert [field.name for field in fields if not is_russian(field.verbose_name)] == []


def is_plumbing(field: models.Field) -> bool:
    """Whether a field ties a part to its whole, or is Wagtail's or taggit's own."""
    is_own = field.model.__module__.partition(".")[0] in OURS
    return (
        not is_own
        or (field.is_relation and field.name.endswith(("_ptr", "page", "section", "content_object", "tag")))
        or (field.name in {"sort_order", "uid", *wagtail_fields()})
    )


def wagtail_fields() -> set[str]:
    """Return the names of fields that our models take over from Wagtail's and taggit's abstract ones."""
    foreign = [
        base
        for model in MODELS
        for base in model.__mro__
        if hasattr(base, "_meta") and base._meta.abstract and base.__module__.partition(".")[0] not in OURS
    ]
    return {field.name for base in foreign for field in base._meta.local_fields}


def is_russian(text: object) -> bool:
    """Whether a text has Cyrillic letters."""
    return any("а" <= letter <= "я" or letter == "ё" for letter in str(text).lower())


@pytest.mark.parametrize("stream", list(streams()), ids=stream_name)
def test_blocks_say_what_they_are(stream):
    _page_type, field = stream
    silent = [
        name
        for name, block in field.stream_block.child_blocks.items()
        if block.meta.icon == "placeholder"
        or not is_russian(block.label)
        or not is_russian(block.meta.description)
    ]

    assert silent == []


@pytest.mark.parametrize("stream", list(streams()), ids=stream_name)
def test_fields_of_blocks_have_names_in_russian(stream):
    _page_type, field = stream

    found = [
        block for block, _depth in blocks_inside(field.stream_block) if not isinstance(block, StreamBlock)
    ]
    assert [block.name for block in found if block.name and not is_russian(block.label)] == []


@pytest.mark.parametrize("stream", list(streams()), ids=stream_name)
def test_blocks_have_templates(stream):
    _page_type, field = stream

    for block in field.stream_block.child_blocks.values():
        assert block.get_template(), block.name
        get_template(block.get_template())


@pytest.mark.parametrize("stream", list(streams()), ids=stream_name)
def test_blocks_are_nested_two_levels_at_most(stream):
    _page_type, field = stream
    levels = [depth for block, depth in blocks_inside(field.stream_block) if isinstance(block, StructBlock)]

    assert max(levels, default=0) <= 2  # a block, its list, the block of the list


@pytest.mark.parametrize("stream", list(streams()), ids=stream_name)
@pytest.mark.django_db
def test_page_renders_with_every_block(stream, client):
    page_type, field = stream
    page = published(page_type)
    values = [
        (name, block.get_preview_value())
        for name, block in field.stream_block.child_blocks.items()
        if not isinstance(block, BaseTypedTableBlock)
    ]
    setattr(page, field.name, StreamValue(field.stream_block, values))
    page.save_revision().publish()

    response = client.get(page.url)

    assert response.status_code == 200
