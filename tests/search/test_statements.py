"""Statements that are written once: the same rows as a query set, in as many queries, and no work between them."""

from typing import Any

import pytest
from django.db.models import Count
from django.db.models.sql.compiler import SQLCompiler

from home.models import Picture
from search.models import CatalogEntry, EntryHashtag, Hashtag
from search.statements import Statement, among, blank, each, row

pytestmark = pytest.mark.django_db


def test_models_are_those_of_the_query_set(tree: Any) -> None:
    newest = Statement(lambda: CatalogEntry.objects.filter(type=blank("type"), page__live=True).newest()[:3])
    for label in ("news.NewsPage", "plans.PlanItem"):
        found = newest.models(type=label)
        wanted = list(CatalogEntry.objects.filter(type=label).newest()[:3])
        assert found == wanted
        assert [vars(one) | {"_state": None} for one in found] == [
            vars(one) | {"_state": None} for one in wanted
        ]


def test_annotations_are_attributes(tree: Any) -> None:
    counted = Statement(lambda: Hashtag.objects.filter(pk=blank("tag")).annotate(uses=Count("entry_links")))
    tag = Hashtag.objects.filter(entry_links__isnull=False).first()
    assert tag is not None
    (found,) = counted.models(tag=tag.pk)
    assert getattr(found, "uses") == tag.entry_links.count() > 0  # noqa: B009 - no model declares it


def test_a_foreign_key_is_one_of_many(tree: Any) -> None:
    ids = list(EntryHashtag.objects.values_list("entry_id", flat=True).distinct()[:2])
    links = Statement(
        lambda: (
            EntryHashtag.objects.filter(among("entry_id", 2))
            .order_by("pk")
            .values_list("entry_id", "hashtag__name")
        )
    )
    wanted = (
        EntryHashtag.objects.filter(entry__in=ids).order_by("pk").values_list("entry_id", "hashtag__name")
    )
    assert links.tuples(**each("entry_id", ids)) == list(wanted) != []


def test_a_value_is_a_value_and_never_sql(tree: Any) -> None:
    named = Statement(lambda: Hashtag.objects.filter(slug=blank("slug")))
    for slug in ("' OR 1=1 --", "%s", "100%", "{0}"):
        tags = Hashtag.objects.bulk_create([Hashtag(slug=slug, name=slug)])
        assert named.models(slug=slug) == tags


def test_what_is_not_said_is_an_error(tree: Any) -> None:
    with pytest.raises(KeyError, match="slug"):
        Statement(lambda: Hashtag.objects.filter(slug=blank("slug"))).models(name="a")


def test_it_is_written_once(
    tree: Any, monkeypatch: pytest.MonkeyPatch, django_assert_num_queries: Any
) -> None:
    named = Statement(lambda: Hashtag.objects.filter(slug=blank("slug")))
    named.models(slug="a")
    monkeypatch.delattr(SQLCompiler, "as_sql")
    with django_assert_num_queries(2):
        named.models(slug="b")
        named.models(slug="c")


def test_a_row_by_its_key(tree: Any, django_assert_num_queries: Any) -> None:
    page = CatalogEntry.objects.of_type("news.NewsPage").get().page
    with django_assert_num_queries(1):
        found = row(page.specific_class, page.pk)
    assert type(found) is page.specific_class
    assert found == page.specific
    assert row(Picture, -1) is None
