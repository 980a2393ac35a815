"""Hashtags in shown text become links; found words are marked; nothing else in the text changes."""

from urllib.parse import quote

import pytest
from django.utils.safestring import mark_safe

from search.templatetags.hashtags import hashtag_breaks, hashtag_url, link_hashtags, link_hashtags_html
from search.templatetags.marking import mark_words
from search.text import query_stems
from tests.growth import FACTOR, LINEAR, growth


def link(written: str, key: str) -> str:
    """Return the link that a hashtag should become."""
    return f'<a class="hashtag" href="/hashtags/{quote(key)}/">{written}</a>'


def test_a_hashtag_in_plain_text_is_a_link() -> None:
    assert link_hashtags("Это #ВместеЯрче, да") == f"Это {link('#ВместеЯрче', 'вместеярче')}, да"


def test_glued_hashtags_are_two_links() -> None:
    assert link_hashtags("#Раз#Два") == link("#Раз", "раз") + link("#Два", "два")


def test_plain_text_is_escaped_around_the_links() -> None:
    text = link_hashtags('<b>"#Тег"</b> & <script>')
    assert text == f"&lt;b&gt;&quot;{link('#Тег', 'тег')}&quot;&lt;/b&gt; &amp; &lt;script&gt;"


@pytest.mark.parametrize("text", ["№ 5 #", "https://example.org/#часть", "C#", "", "слово#тег"])
def test_what_is_no_hashtag_stays(text: str) -> None:
    assert link_hashtags(text) == text


def test_rich_text_keeps_its_tags() -> None:
    html = "<p>Мы <b>#Рядом</b>&nbsp;с&nbsp;вами&#33;</p>"
    assert link_hashtags_html(mark_safe(html)) == html.replace("#Рядом", link("#Рядом", "рядом"))


@pytest.mark.parametrize(
    "html",
    [
        '<a href="/x/#Тег">#Тег <b>#Другой</b></a>',
        '<p title="#Тег > #Другой">текст</p>',
        "<!-- #Тег --><p>текст</p>",
        "<button>#Тег</button>",
        "<textarea>#Тег</textarea>",
        "<script>'#Тег'</script>",
        '<p title="#Тег не закрыт',
    ],
)
def test_nothing_is_linked_inside_links_and_attributes(html: str) -> None:
    assert link_hashtags_html(mark_safe(html)) == html


def test_after_a_link_hashtags_are_linked_again() -> None:
    html = '<a href="/">дом</a> #Тег'
    assert link_hashtags_html(mark_safe(html)) == f'<a href="/">дом</a> {link("#Тег", "тег")}'


def test_html_that_is_not_marked_as_safe_is_escaped() -> None:
    assert link_hashtags_html("<b>#Тег</b>") == f"&lt;b&gt;{link('#Тег', 'тег')}&lt;/b&gt;"


@pytest.mark.parametrize(
    "text",
    ["#" * 200_000, "<a " * 70_000, '<a "' * 50_000, "#а" * 20_000, "<!--" * 50_000, "a" * 200_000],
    ids=["signs", "open tags", "open quotes", "glued tags", "open comments", "letters"],
)
def test_the_work_grows_with_the_text_and_no_faster(text: str) -> None:
    assert growth(link_hashtags_html, mark_safe(text[: len(text) // FACTOR]), mark_safe(text)) < LINEAR


def test_a_hashtag_has_one_address_however_it_is_spelled() -> None:
    assert hashtag_url("#ВместеЯрче") == hashtag_url("вместеярче") == f"/hashtags/{quote('вместеярче')}/"
    assert hashtag_url("!!!") == ""


def test_a_long_hashtag_may_break_before_its_words() -> None:
    assert hashtag_breaks("ЗаречинскТворит81") == "Заречинск<wbr>Творит<wbr>81"
    assert hashtag_breaks("СССР_вместе") == "СССР_<wbr>вместе"
    assert hashtag_breaks("<b>") == "&lt;b&gt;"


def test_words_are_marked_in_every_form() -> None:
    stems = query_stems("школа рисунки")
    assert mark_words("Рисунки школы <№ 3>", stems) == "<mark>Рисунки</mark> <mark>школы</mark> &lt;№ 3&gt;"
    assert mark_words("A & B", []) == "A &amp; B"
