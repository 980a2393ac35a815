"""A catalog of any size, made of invented words: the same for the same size, whatever the database."""

import datetime
import random
import uuid
from collections.abc import Iterator
from itertools import accumulate

from django.utils import timezone
from wagtail.models import Page

from search.fulltext import day_key
from search.hashtags import hashtag_key
from search.models import CatalogEntry, EntryHashtag, EntryText, Hashtag, SearchRow, type_id
from search.tallies import recount
from search.text import stem

COMMON, RARE = "конкурс", "ледоход"
TOP_TAG = "ВместеЯрче"
TYPES = ("news.EventReportPage", "news.NewsPage", "plans.PlanItem", "plans.PlanPage", "plans.OrderPage")
TYPE_WEIGHTS = (50, 20, 25, 3, 2)
ORGANISATIONS, HASHTAGS, WORDS = 300, 400, 6000
BATCH = 5000
FIRST_DAY = datetime.date(2016, 9, 1)
DAYS = 3700
_SYLLABLES = (
    "ба",
    "во",
    "го",
    "де",
    "жи",
    "зу",
    "ка",
    "ле",
    "мо",
    "ну",
    "пи",
    "ра",
    "со",
    "ту",
    "фе",
    "хо",
    "ша",
)


class Filler:
    """Adds entries up to a size; what it adds depends on the number of each entry only."""

    def __init__(self) -> None:
        self.random = random.Random(152)
        self.words = [self._word() for _number in range(WORDS)]
        self.weights = list(accumulate(1 / (rank + 3) for rank in range(WORDS)))
        self.tag_weights = list(accumulate(1 / (rank + 2) for rank in range(HASHTAGS)))
        self.made = 0

    def fill(self, size: int) -> None:
        """Make entries until there are `size` of them."""
        if not self.made:
            self._frame()
        while self.made < size:
            self._batch(min(BATCH, size - self.made))
        recount(self.tags)

    def _frame(self) -> None:
        """Make the organisations and the hashtags."""
        self.root = Page.objects.get(depth=1)
        names = [TOP_TAG, *(f"Тег{self.words[number].title()}{number}" for number in range(1, HASHTAGS))]
        Hashtag.objects.bulk_create(Hashtag(name=name, slug=hashtag_key(name)) for name in names)
        self.tags = list(Hashtag.objects.filter(name__in=names).order_by("pk").values_list("pk", flat=True))
        home = Page.objects.get(depth=2)
        self.prefix = home.path
        self.organisations = list(self._pages([f"Школа {number}" for number in range(ORGANISATIONS)]))

    def _batch(self, size: int) -> None:
        pages = list(self._pages([self._text(8, number + self.made) for number in range(size)]))
        entries = CatalogEntry.objects.bulk_create(self._entry(page) for page in pages)
        SearchRow.objects.bulk_create(self._row(entry) for entry in entries)
        EntryText.objects.bulk_create(self._words(entry) for entry in entries)
        EntryHashtag.objects.bulk_create(
            EntryHashtag(entry=entry, hashtag_id=tag, type=entry.type, date=entry.date)
            for entry in entries
            for tag in self._tags()
        )
        self.made += size

    def _pages(self, titles: list[str]) -> Iterator[Page]:
        first = getattr(self, "first_page", 1)
        self.first_page = first + len(titles)
        kind = self.root.content_type
        return iter(
            Page.objects.bulk_create(
                Page(
                    title=title,
                    draft_title=title,
                    slug=f"page-{number}",
                    path=f"{self.prefix}{number:04d}"
                    if number < 10_000
                    else f"{self.prefix}{_base36(number)}",
                    depth=3,
                    content_type=kind,
                    locale_id=self.root.locale_id,
                    translation_key=uuid.UUID(int=self.random.getrandbits(128)),
                    url_path=f"/home/page-{number}/",
                )
                for number, title in enumerate(titles, start=first)
            )
        )

    def _entry(self, page: Page) -> CatalogEntry:
        day = FIRST_DAY + datetime.timedelta(days=self.random.randrange(DAYS))
        moment = timezone.make_aware(datetime.datetime.combine(day, datetime.time(12)))
        return CatalogEntry(
            page=page,
            type=self.random.choices(TYPES, TYPE_WEIGHTS)[0],
            uid=page.translation_key,
            tree_path=page.path,
            url=f"/page-{page.pk}/",
            title=page.title,
            lead=self._text(20),
            date=day,
            start=day,
            end=day + datetime.timedelta(days=self.random.randrange(30)),
            published_at=moment,
            modified_at=moment,
            organisation=self.random.choice(self.organisations),
        )

    def _row(self, entry: CatalogEntry) -> SearchRow:
        return SearchRow(
            id=day_key(entry.date, entry.pk),
            entry=entry,
            listed=True,
            type_id=type_id(entry.type),
            organisation=entry.organisation,
            year=entry.date.year,
            start=entry.start,
            end=entry.end,
        )

    def _words(self, entry: CatalogEntry) -> EntryText:
        text = self._text(60)
        return EntryText(
            id=day_key(entry.date, entry.pk),
            entry=entry,
            text=text,
            title_stems=_stems(entry.title),
            text_stems=_stems(f"{entry.lead} {text}"),
        )

    def _tags(self) -> set[int]:
        return set(self.random.choices(self.tags, cum_weights=self.tag_weights, k=self.random.randrange(4)))

    def _text(self, length: int, number: int = -1) -> str:
        words = self.random.choices(self.words, cum_weights=self.weights, k=length)
        if self.random.random() < 0.3:
            words.append(COMMON)
        if number >= 0 and number % 20_000 == 7:
            words.append(RARE)
        return " ".join(words)

    def _word(self) -> str:
        return "".join(self.random.choices(_SYLLABLES, k=self.random.randrange(2, 5)))


def _stems(text: str) -> str:
    return " ".join(stem(word) for word in text.split())


def _base36(number: int) -> str:
    """Return four signs that sort behind the four digits of smaller numbers."""
    digits = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"
    found = ""
    number += 36**3 * 10 - 10_000
    while number:
        number, rest = divmod(number, 36)
        found = digits[rest] + found
    return found
