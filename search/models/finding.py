"""What the search reads: narrow rows to count and choose by, the words to be found in, the vocabulary."""

from django.apps import apps
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page

from search.models.entries import CatalogEntry


def type_id(label: str) -> int:
    """Return the number of a type («news.NewsPage»); 0 for what is none."""
    try:
        model = apps.get_model(label)
    except (LookupError, ValueError):
        return 0
    return ContentType.objects.get_for_model(model, for_concrete_model=False).pk


class SearchRow(models.Model):
    """What the search counts and chooses entries by, in few bytes: a common word makes it look at half the catalog.

    The key begins with the entry's day (`fulltext.day_key`): in its order the newest stand last, here and in the
    index of words, and a year is a range of keys. It is always given, never counted up: an automatic key is the one
    kind that SQLite finds without an index.
    """

    id = models.BigAutoField(primary_key=True)
    entry = models.OneToOneField(CatalogEntry, on_delete=models.CASCADE, related_name="search_row")
    listed = models.BooleanField()
    type = models.ForeignKey(ContentType, on_delete=models.CASCADE, related_name="+", db_index=False)
    organisation = models.ForeignKey(Page, null=True, on_delete=models.SET_NULL, related_name="+")
    year = models.PositiveSmallIntegerField()
    start = models.DateField(null=True)
    end = models.DateField(null=True)

    class Meta:
        verbose_name = _("строка поиска")
        verbose_name_plural = _("строки поиска")

    def __str__(self) -> str:
        return f"{self.id}"


class EntryText(models.Model):
    """The words of an entry, apart from what lists read; its key is that of the entry's `SearchRow`."""

    id = models.BigAutoField(primary_key=True)
    entry = models.OneToOneField(CatalogEntry, on_delete=models.CASCADE, related_name="words")
    text = models.TextField(blank=True)  # as people read it, for snippets
    title_stems = models.TextField(blank=True)
    text_stems = models.TextField(blank=True)

    class Meta:
        verbose_name = _("слова записи каталога")
        verbose_name_plural = _("слова записей каталога")

    def __str__(self) -> str:
        return self.title_stems


class Word(models.Model):
    """A word of public texts as the search folds it, to guess what a misspelt one was meant to be.

    A word may outlive its text: nothing is offered that does not find something public at that moment.
    """

    LONGEST = 40

    text = models.CharField(max_length=LONGEST, primary_key=True)
    length = models.PositiveSmallIntegerField(db_index=True)

    class Meta:
        verbose_name = _("слово")
        verbose_name_plural = _("слова")

    def __str__(self) -> str:
        return self.text
