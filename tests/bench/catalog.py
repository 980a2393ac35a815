"""A catalog of any size, made of invented words: the same for the same size, whatever the database.

Behind every entry stands a real news page. The types that the entries say are mixed as on a site, so that facets and
choices have something to choose from.
"""

import datetime
import random
from itertools import accumulate

from django.db import transaction
from wagtail.models import Page

from news.models import NewsPage
from search.fulltext import day_key
from search.hashtags import hashtag_key
from search.models import CatalogEntry, EntryHashtag, EntryText, Hashtag, SearchRow, type_id
from search.tallies import recount
from search.text import stem
from tests.bench.pages import Draft, NewsSection

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
            with transaction.atomic():
                self._batch(min(BATCH, size - self.made))
        recount(self.tags)

    def _frame(self) -> None:
        """Make the organisations, the hashtags and the section."""
        names = [TOP_TAG, *(f"Тег{self.words[number].title()}{number}" for number in range(1, HASHTAGS))]
        Hashtag.objects.bulk_create(Hashtag(name=name, slug=hashtag_key(name)) for name in names)
        self.tags = list(Hashtag.objects.filter(name__in=names).order_by("pk").values_list("pk", flat=True))
        self.section = NewsSection(self.random)
        home = Page.objects.get(depth=2)
        self.organisations = [home.add_child(title=f"Школа {number}") for number in range(ORGANISATIONS)]

    def _batch(self, size: int) -> None:
        drafts = [self._draft(self.made + number) for number in range(size)]
        pages = self.section.publish(drafts)
        entries = CatalogEntry.objects.bulk_create(
            self._entry(*each) for each in zip(pages, drafts, strict=True)
        )
        SearchRow.objects.bulk_create(self._row(entry) for entry in entries)
        EntryText.objects.bulk_create(_words(*each) for each in zip(entries, drafts, strict=True))
        EntryHashtag.objects.bulk_create(
            EntryHashtag(entry=entry, hashtag_id=tag, type=entry.type, date=entry.date)
            for entry, draft in zip(entries, drafts, strict=True)
            for tag in sorted(draft.tags)
        )
        self.made += size

    def _draft(self, number: int) -> Draft:
        return Draft(
            number=number + 1,
            title=self._text(8, number),
            lead=self._text(20),
            paragraphs=[self._text(40), *(self._words(20) for _paragraph in range(2))],
            day=FIRST_DAY + datetime.timedelta(days=self.random.randrange(DAYS)),
            tags=self._tags(),
        )

    def _entry(self, page: NewsPage, draft: Draft) -> CatalogEntry:
        return CatalogEntry(
            page=page,
            type=self.random.choices(TYPES, TYPE_WEIGHTS)[0],
            uid=page.translation_key,
            tree_path=page.path,
            url=f"/{self.section.index.slug}/{page.slug}/",
            title=page.title,
            lead=page.lead,
            date=page.date,
            start=page.date,
            end=page.date + datetime.timedelta(days=self.random.randrange(30)),
            published_at=draft.moment,
            modified_at=draft.moment,
            organisation=self.random.choice(self.organisations),
            picture=page.picture,
            picture_alt=page.picture.default_alt_text,
            picture_sizes=self.section.sizes_of(page),
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

    def _tags(self) -> set[int]:
        return set(self.random.choices(self.tags, cum_weights=self.tag_weights, k=self.random.randrange(4)))

    def _text(self, length: int, number: int = -1) -> str:
        text = self._words(length)
        if self.random.random() < 0.3:
            text += f" {COMMON}"
        if number >= 0 and number % 20_000 == 7:
            text += f" {RARE}"
        return text

    def _words(self, length: int) -> str:
        return " ".join(self.random.choices(self.words, cum_weights=self.weights, k=length))

    def _word(self) -> str:
        return "".join(self.random.choices(_SYLLABLES, k=self.random.randrange(2, 5)))


def _words(entry: CatalogEntry, draft: Draft) -> EntryText:
    text = " ".join(draft.paragraphs)
    return EntryText(
        id=day_key(entry.date, entry.pk),
        entry=entry,
        text=text,
        title_stems=_stems(entry.title),
        text_stems=_stems(f"{entry.lead} {text}"),
    )


def _stems(text: str) -> str:
    return " ".join(stem(word) for word in text.split())
