"""Choices among catalog entries: every list of the site and of the API is one of these."""

from __future__ import annotations

import datetime
import uuid
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from django.db.models import Count, F, Q, QuerySet
from django.db.models.expressions import RawSQL
from django.db.models.functions import Coalesce
from wagtail.models import Page

from search import fulltext
from search.hashtags import hashtag_display, hashtag_key

if TYPE_CHECKING:
    from search.models import CatalogEntry, Hashtag


# Among so many of a hashtag's newest entries its neighbours are looked for.
NEIGHBOURS = 100
# What is used in these last days is compared with the days before them.
RISING_DAYS, USUAL_DAYS = 14, 90


def path_behind(page: Page) -> str:
    """Return the first path of the tree behind all that is below the page, in any collation of the database.

    A mark such as «~» would not do: where the collation is a language's, it stands before digits.
    """
    return str(page._inc_path())


class CatalogQuerySet(QuerySet["CatalogEntry"]):
    """Catalog entries; everything in the catalog is public, so no choice here asks about rights."""

    def listed(self) -> CatalogQuerySet:
        """Entries that lists show: contents, without the containers that hold them."""
        return self.filter(listed=True)

    def pages(self) -> CatalogQuerySet:
        """Entries of whole pages, without parts such as a plan's items."""
        return self.filter(fragment="")

    def parts(self) -> CatalogQuerySet:
        """Entries of parts that can be found by themselves, such as a plan's items."""
        return self.exclude(fragment="")

    def organisations(self) -> CatalogQuerySet:
        """Entries that are organisations' own pages."""
        return self.pages().filter(organisation_kind__gt="")

    def posted(self) -> CatalogQuerySet:
        """Entries with a picture that an organisation has published: its reports."""
        return self.pages().exclude(organisation=None).exclude(picture=None)

    def dated(self) -> CatalogQuerySet:
        """Entries that have both a first and a last day."""
        return self.exclude(start=None).exclude(end=None)

    def of_type(self, *labels: str) -> CatalogQuerySet:
        """Entries of these types, named by model label («news.NewsPage»)."""
        return self.filter(type__in=labels)

    def tagged(self, *names: str) -> CatalogQuerySet:
        """Entries that have every one of these hashtags, however they are spelled."""
        entries = self
        for name in names:
            entries = entries.filter(hashtag_links__hashtag__slug=hashtag_key(name))
        return entries

    def planned_under(self, hashtag: Hashtag) -> CatalogQuerySet:
        """Entries that have a hashtag, and all parts of a page that has it as a whole: none of its parts has it."""
        tagged = self.filter(hashtag_links__hashtag=hashtag.pk)
        apart = tagged.parts().values("page")
        wholes = tagged.pages().exclude(page__in=apart).values("page")
        return self.filter(Q(pk__in=tagged.values("pk")) | Q(page__in=wholes))

    def of_hashtag(self, hashtag: Hashtag, *types: str, year: str = "") -> CatalogQuerySet:
        """Listed entries of one hashtag, of these types and of a year if given: by `newest_of_hashtag` an index's rows."""
        chosen: dict[str, Any] = {"hashtag_links__type__in": types} if types else {}
        if year:  # one condition more on the same link: another `filter` would ask for another link
            chosen["hashtag_links__date__year"] = int(year)
        return self.filter(hashtag_links__hashtag=hashtag.pk, hashtag_links__listed=True, **chosen)

    def newest_of_hashtag(self) -> CatalogQuerySet:
        """Entries of `of_hashtag`, the newest first."""
        return self.order_by("-hashtag_links__date", "-hashtag_links__entry")

    def newest_pictured(self, hashtag: Hashtag) -> CatalogEntry | None:
        """The newest entry with a picture among the newest of a hashtag; older ones are not gone through."""
        newest = self.of_hashtag(hashtag).newest_of_hashtag().values_list("pk", flat=True)[:NEIGHBOURS]
        return self.filter(pk__in=newest).exclude(picture=None).newest().headlines().first()

    def under(self, page: Page) -> CatalogQuerySet:
        """Entries of the page and of all below it."""
        return self.filter(tree_path__gte=page.path, tree_path__lt=path_behind(page))

    def below(self, page: Page) -> CatalogQuerySet:
        """Entries of all below the page, without the page itself and its parts."""
        return self.filter(tree_path__gt=page.path, tree_path__lt=path_behind(page))

    def overlapping(self, first: datetime.date, last: datetime.date) -> CatalogQuerySet:
        """Entries whose period has a day from `first` to `last`; an open end counts as reaching on."""
        return self.exclude(start=None, end=None).filter(
            Q(start=None) | Q(start__lte=last), Q(end=None) | Q(end__gte=first)
        )

    def newest(self) -> CatalogQuerySet:
        """The newest first."""
        return self.order_by("-date", "-id")

    def nearest_end(self) -> CatalogQuerySet:
        """What is due first stands first; what has no end stands last."""
        return self.order_by(F("end").asc(nulls_last=True), Coalesce("start", "date"), "id")

    def matching(self, sought: fulltext.Sought) -> CatalogQuerySet:
        """Entries in which all that is sought occurs."""
        sql, parameters = fulltext.matching_keys(sought, self.db)
        return self.filter(search_row__in=RawSQL(sql, parameters))

    def about(self, uids: Iterable[uuid.UUID]) -> dict[uuid.UUID, list[CatalogEntry]]:
        """Return the entries that report on each of these things, by the thing's uid, the newest first."""
        found: dict[uuid.UUID, list[CatalogEntry]] = {}
        for entry in self.filter(about__in=list(uids)).newest().headlines():
            if entry.about is not None:
                found.setdefault(entry.about, []).append(entry)
        return found

    def headlines(self) -> CatalogQuerySet:
        """With what a short card shows, in one query."""
        return self.select_related("organisation")

    def cards(self) -> CatalogQuerySet:
        """With all that a full card shows, hashtags too, in two queries."""
        return self.headlines().prefetch_related("hashtags")

    def type_counts(self) -> dict[str, int]:
        """How many entries of each type there are, by model label."""
        rows = self.order_by().values_list("type").annotate(Count("id"))
        return dict(sorted(rows, key=lambda row: -row[1]))


class HashtagQuerySet(QuerySet["Hashtag"]):
    """Hashtags, found by any way of writing them."""

    def get_by_natural_key(self, name: str) -> Hashtag:
        """Return the hashtag that the name means; raises DoesNotExist."""
        key = hashtag_key(name)
        return self.led_to([key]).get(key) or self.get(slug=key)

    def led_to(self, keys: Iterable[str]) -> dict[str, Hashtag]:
        """Return by key the hashtags that have it now, or had it before they were renamed or took another one in."""
        wanted = set(keys)
        found = {tag.slug: tag for tag in self.filter(slug__in=wanted)}
        missing = wanted - found.keys()
        aliased = self.filter(aliases__key__in=missing).annotate(old_key=F("aliases__key")) if missing else []
        return found | {tag.old_key: tag for tag in aliased}

    def keys_of_now(self, keys: Iterable[str]) -> list[str]:
        """Return the keys that the hashtags have now, each once, in order; one that leads nowhere stays as it is."""
        keys = list(keys)
        led = self.led_to(keys) if keys else {}
        return list(dict.fromkeys(led[key].slug if key in led else key for key in keys))

    def names_of_now(self, names: Iterable[str]) -> list[str]:
        """Return what the hashtags are called now, each once, in order; an unknown name stays as it is written."""
        written = [(hashtag_key(name), name) for name in names]
        led = self.led_to(key for key, _name in written) if written else {}
        now: dict[str, str] = {}
        for key, name in written:
            tag = led.get(key)
            now.setdefault(tag.slug if tag else key, tag.name if tag else name)
        return list(now.values())

    def for_names(self, names: Iterable[str | Hashtag]) -> list[Hashtag]:
        """Return a hashtag for each name, in order and each once; unknown ones are made, non-tags left out."""
        wanted: dict[str, str] = {}
        for name in map(str, names):
            wanted.setdefault(hashtag_key(name), name)
        wanted.pop("", None)
        known = self.led_to(wanted)
        for key in sorted(
            wanted.keys() - known.keys()
        ):  # in one order: two writers do not wait for each other
            known[key], _made = self.get_or_create(slug=key, defaults={"name": hashtag_display(wanted[key])})
        return list({known[key].pk: known[key] for key in wanted}.values())

    def with_uses(self, since: datetime.date | None = None) -> HashtagQuerySet:
        """Hashtags, the most used first, each with `uses`: how many public entries have it, since a day if given."""
        if since is None:
            return self.annotate(uses=Coalesce("tally__entries", 0)).order_by("-uses", "name")
        counted = Q(entry_links__listed=True, entry_links__date__gte=since)
        return self.annotate(uses=Count("entry_links", filter=counted)).order_by("-uses", "name")

    def shown(self) -> HashtagQuerySet:
        """Hashtags that have a page: public entries have them, or the press service has described them."""
        return self.filter(Q(tally__entries__gt=0) | ~Q(description=""))

    def in_use(self, since: datetime.date | None = None) -> HashtagQuerySet:
        """Hashtags of `with_uses` that public entries have."""
        if since is None:
            used = self.filter(tally__entries__gt=0).annotate(uses=F("tally__entries"))
            return used.order_by("-tally__entries", "tally__hashtag")
        links = self.model._meta.get_field("entry_links").related_model._default_manager
        recent = links.filter(listed=True, date__gte=since)
        return self.filter(pk__in=recent.values("hashtag")).with_uses(since)

    def rising(self, today: datetime.date) -> HashtagQuerySet:
        """Hashtags of the last days, first those that are used more than they used to be, each with `uses` of these days."""
        first = today - datetime.timedelta(days=RISING_DAYS)
        before = first - datetime.timedelta(days=USUAL_DAYS)
        recent = Q(entry_links__date__gte=first)
        usual = Count("entry_links", filter=~recent) * RISING_DAYS / (1.0 * USUAL_DAYS)
        return (
            self.filter(entry_links__listed=True, entry_links__date__gte=before, entry_links__date__lte=today)
            .annotate(uses=Count("entry_links", filter=recent), rise=F("uses") / (usual + 1.0))
            .filter(uses__gt=0)
            .order_by("-rise", "-uses", "name")
        )

    def beside(self, hashtag: Hashtag, most: int) -> list[Hashtag]:
        """Return the hashtags that stand beside this one on its newest entries, the most frequent first, with `uses`.

        Links are counted without a look at hashtags: a database that joins first goes through far more than it needs.
        """
        links = self.model._meta.get_field("entry_links").related_model._default_manager
        newest = links.filter(hashtag=hashtag.pk, listed=True).order_by("-date", "-entry").values("entry")
        others = links.filter(entry__in=newest[:NEIGHBOURS]).exclude(hashtag=hashtag.pk).order_by()
        counted = others.values_list("hashtag").annotate(uses=Count("pk")).order_by("-uses", "hashtag")
        uses = dict(counted[:most])
        found = list(self.filter(pk__in=uses))
        for tag in found:
            tag.uses = uses[tag.pk]
        return sorted(found, key=lambda tag: (-tag.uses, tag.name))
