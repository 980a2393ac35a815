"""What somebody types to break the search: every address that takes words answers with a page, a 400 or a 404, soon."""

import json
import time
from collections.abc import Iterator
from urllib.parse import quote

import pytest
from django.test import Client
from lxml import etree

from tests.factories import HASHTAG, Tree

# What hangs takes minutes; how quick an answer is says the bench, on an idle machine.
SECONDS = 20
KEY = HASHTAG.casefold()

TEXTS = {
    "a quotation mark": '"',
    "a quotation mark inside": 'a"b',
    "an open phrase": 'школа "конкурс рис',
    "NUL": "шко\0ла",
    "operators of FTS5": 'NEAR("a" "b", 5) title:школа ^школа школ* +школа AND OR NOT',
    "operators of tsquery": "школа & !(конкурс | <-> :*",
    "patterns of LIKE": "%школ\\_%",
    "SQL": "'; DROP TABLE search_searchrow; --",
    "markup": "<script>alert(1)</script>]]>&#0;",
    "line ends": "школа\r\nSet-Cookie: a=b",
    "200 words": " ".join(f"слово{number}" for number in range(200)),
    "2 000 words": " ".join(f"слово{number}" for number in range(2_000)),
    "100 000 characters": "я" * 100_000,
    "300 words that must not occur": " ".join(["школа", *(f"-слово{number}" for number in range(300))]),
    "50 hashtags": " ".join(f"#тег{number}" for number in range(50)),
    "300 hashtags": " ".join(f"#т{number}" for number in range(300)),
    "300 hashtags that must not be there": " ".join(["школа", *(f"-#т{number}" for number in range(300))]),
    "1 000 combining marks": "я" + "\u0301" * 1_000,
    "letters that fold into eighteen": "\ufdfa" * 1_000,
    "bidirectional overrides": "\u202eшкола\u2066\u2069",
    "emoji": "🎄👩‍👧",
    "32 misspelt words": " ".join(f"канкурс{number}" for number in range(32)),
}
# What stands in an address as it is: bytes that are no UTF-8, halves of pairs, broken escapes.
BYTES = ["%CD%E0%F8%C3%EE%F0%EE%E4", "%ED%A0%80", "%FF%FE", "%D0", "%", "%zz", "%C0%AF", "%00"]
FACETS = ("type", "hashtag", "organisation", "kind", "district", "year", "period", "page")
CHOICES = {
    "contradictory": "type=news.NewsPage&type=plans.PlanPage&period=past&period=soon&year=1999",
    "year 0": "year=0&from=0000-00-00&to=9999-99-99",
    "year 9999": "year=9999&page=9999",
    "figures of another script": "year=٢٠٢٦&organisation=²&page=½",
    "too large": f"organisation={'9' * 30}&page={'9' * 30}",
    "fifty at once": "&".join(f"{name}={number}" for number in range(7) for name in FACETS),
}


def addresses(written: str) -> Iterator[str]:
    """Yield all that take words, with these."""
    yield f"/search/?q={written}"
    yield f"/search/suggest/?q={written}"
    yield from (f"/search/feed.{ending}?q={written}" for ending in ("rss", "atom", "json"))
    yield f"/search/?q={quote('школа')}&{'&'.join(f'{name}={written}' for name in FACETS)}"
    yield f"/hashtags/?period={written}&page={written}"
    yield f"/hashtags/{KEY}/?type={written}&year={written}&page={written}"
    yield f"/calendar/?month={written}"
    yield f"/calendar/?day={written}"
    yield f"/calendar/?view={written}&page={written}"
    yield f"/calendar/?view=list&page={written}"
    for rest in ("", "feed.rss", "calendar.ics", "calendar/"):
        yield f"/hashtags/{written}/{rest}"


def check(client: Client, address: str) -> None:
    """Ask, and look at the answer and at the clock."""
    start = time.perf_counter()
    response = client.get(address)
    took = time.perf_counter() - start
    assert response.status_code in {200, 301, 400, 404}, address[:80]
    assert took < SECONDS, address[:80]
    if response.status_code != 200:
        return
    if ".rss" in address or ".atom" in address:
        etree.fromstring(response.content)
    elif ".json" in address:
        json.loads(response.content)
    elif response["Content-Type"].startswith("text/html"):
        assert "<script>alert" not in response.content.decode()


@pytest.mark.parametrize("name", TEXTS)
def test_any_text_is_answered(client: Client, tree: Tree, name: str) -> None:
    for address in addresses(quote(TEXTS[name], safe="")):
        check(client, address)


@pytest.mark.parametrize("written", BYTES)
def test_any_bytes_are_answered(client: Client, tree: Tree, written: str) -> None:
    for address in addresses(written):
        check(client, address)


@pytest.mark.parametrize("name", CHOICES)
def test_any_choice_is_answered(client: Client, tree: Tree, name: str) -> None:
    for address in ("/search/?q=неделя&", "/search/feed.rss?q=неделя&", f"/hashtags/{KEY}/?", "/hashtags/?"):
        check(client, f"{address}{CHOICES[name]}")
