"""News pages by the thousand, as publishing would have left them: rows of the tree and of the type, hashtags, pictures."""

import datetime
import json
import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from random import Random
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db import connection
from django.utils import timezone
from wagtail.models import Page
from wagtail.search.backends import get_search_backend

from home.models import Picture
from news.models import NewsIndexPage, NewsPage, NewsPageHashtag
from search.pictures import SIZES, card_sizes, make
from tests.factories import NewsIndexPageFactory, PictureFactory

PICTURES = 8
_DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"


@dataclass(frozen=True)
class Draft:
    """What a piece of news says; `number` counts them all from 1, `tags` are ids of hashtags."""

    number: int
    title: str
    lead: str
    paragraphs: list[str]
    day: datetime.date
    tags: set[int]

    @property
    def moment(self) -> datetime.datetime:
        """When it was published: at noon of its day."""
        return timezone.make_aware(datetime.datetime.combine(self.day, datetime.time(12)))


@dataclass(frozen=True)
class Shown:
    """A picture with the sizes that cards show."""

    picture: Picture
    sizes: list[dict[str, Any]]


class NewsSection:
    """A section of news that grows by bulk: no signal is sent, so that whoever adds pages writes the catalog too."""

    def __init__(self, random: Random) -> None:
        self.random = random
        self.index: NewsIndexPage = NewsIndexPageFactory(slug="news")
        self.kind = ContentType.objects.get_for_model(NewsPage)
        self.shown = [_picture(number) for number in range(PICTURES)]
        self.search = get_search_backend().get_index_for_model(NewsPage)

    def publish(self, drafts: Sequence[Draft]) -> list[NewsPage]:
        """Return the drafts as pages, which Wagtail's own search finds too."""
        pages = [self._page(draft) for draft in drafts]
        Page.objects.bulk_create(pages)
        for page in pages:
            page.page_ptr_id = page.id
        NewsPage._base_manager._insert(
            pages, fields=NewsPage._meta.local_concrete_fields, using=connection.alias
        )
        NewsPageHashtag.objects.bulk_create(
            NewsPageHashtag(content_object_id=page.pk, tag_id=tag)
            for page, draft in zip(pages, drafts, strict=True)
            for tag in draft.tags
        )
        Page.objects.filter(pk=self.index.pk).update(numchild=drafts[-1].number)
        self.search.add_items(NewsPage, pages)
        return pages

    def sizes_of(self, page: NewsPage) -> list[dict[str, Any]]:
        """Return the sizes of the page's picture as the catalog keeps them."""
        return next(shown.sizes for shown in self.shown if shown.picture.pk == page.picture_id)

    def _page(self, draft: Draft) -> NewsPage:
        slug = f"novost-{draft.number}"
        return NewsPage(
            title=draft.title,
            draft_title=draft.title,
            slug=slug,
            path=f"{self.index.path}{tree_step(draft.number)}",
            depth=self.index.depth + 1,
            content_type=self.kind,
            locale_id=self.index.locale_id,
            translation_key=uuid.UUID(int=self.random.getrandbits(128)),
            url_path=f"{self.index.url_path}{slug}/",
            first_published_at=draft.moment,
            last_published_at=draft.moment,
            lead=draft.lead,
            date=draft.day,
            picture=self.shown[draft.number % PICTURES].picture,
            picture_caption="Во дворе школы",
            body=json.dumps([self._paragraph(text) for text in draft.paragraphs]),
        )

    def _paragraph(self, text: str) -> dict[str, str]:
        block = uuid.UUID(int=self.random.getrandbits(128))
        return {"type": "paragraph", "value": f"<p>{text}</p>", "id": str(block)}


def _picture(number: int) -> Shown:
    picture = PictureFactory(title=f"Снимок {number}", file__width=1800, file__height=1200)
    make(picture, *SIZES)
    return Shown(picture, card_sizes(picture))


def tree_step(number: int) -> str:
    """Return the four signs that a page's number adds to the path of the page above."""
    step = ""
    for _sign in range(4):
        number, digit = divmod(number, len(_DIGITS))
        step = _DIGITS[digit] + step
    return step
