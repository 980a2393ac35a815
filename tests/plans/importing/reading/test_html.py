"""Web pages and what office programs save as such."""

import pytest

from plans.importing.elements import Paragraph, Table
from plans.importing.reading import UnreadableDocument
from plans.importing.reading.html.document import read_html
from tests.plans.importing.reading.files import rows, texts


def _page(body: str) -> bytes:
    return f'<!DOCTYPE html><html><head><meta charset="utf-8"><title>Сайт</title></head><body>{body}</body></html>'.encode()


@pytest.mark.parametrize(
    "data",
    [
        "<html><meta charset=windows-1251><p>Приказ № 5 «О плане»".encode("cp1251"),
        "<html><p>Приказ № 5 «О плане»".encode("cp1251"),
        "<html><meta http-equiv=Content-Type content='text/html; charset=koi8-r'><p>Приказ N 5 \"О плане\"".encode(
            "koi8-r"
        ),
        "<html><p>Приказ № 5 «О плане»".encode("utf-16"),
        "<html><meta charset=windows-1251><p>Приказ № 5 «О плане»".encode("utf-8-sig"),
        "<html><meta charset=utf-8><p>Приказ № 5 «О плане»".encode("cp1251"),
        "<html><p>Приказ &#8470; 5 &laquo;О&nbsp;плане&raquo;".encode(),
    ],
    ids=["cp1251", "nothing said", "koi8-r", "utf-16", "a mark contradicts", "says utf-8", "entities"],
)
def test_pages_are_read_in_every_usual_encoding(data: bytes) -> None:
    (text,) = texts(read_html(data))
    assert (
        text.replace("\xa0", " ").replace("N", "№").replace('"О', "«О").replace('"', "»")
        == "Приказ № 5 «О плане»"
    )


def test_blocks_breaks_and_gaps() -> None:
    found = read_html(
        _page(
            "<h1>План</h1><div>на\n май</div><p>&nbsp;</p><p>Первая<br>вторая<br><br>третья</p><div></div><p>Конец"
        )
    )
    assert found == [
        Paragraph("План", is_heading=True),
        Paragraph("на май"),
        Paragraph("Первая", after_gap=True, is_line=True),
        Paragraph("вторая", is_line=True),
        Paragraph("третья", after_gap=True, is_line=True),
        Paragraph("Конец"),
    ]


def test_lists_have_the_numbers_that_a_browser_shows() -> None:
    body = (
        "<ol start=3><li>А<li><p>Б</p><ol type=a><li>В</ol><li value=9>Г</ol>"
        "<ul><li>Д<ul><li>Е</ul><li>- Ж</ul><ul style='list-style-type: none'><li>З</ul><ol type=I><li>И</ol>"
    )
    assert texts(read_html(_page(body))) == ["3. А", "4. Б", "a. В", "9. Г", "- Д", "- Е", "- Ж", "З", "I. И"]


def test_what_a_reader_does_not_see_or_sees_on_every_page_is_left_out() -> None:
    body = (
        "<nav>Главная</nav><header>Сайт</header><script>var a = 'да'</script><style>p {}</style>"
        "<p hidden>скрыто</p><p style='display : none'>скрыто</p><form><input><button>Найти</button></form>"
        "<article><header><h1>Приказ</h1></header><p>Текст</p></article><aside>Новости</aside><footer>Телефон</footer>"
    )
    assert texts(read_html(_page(body))) == ["Приказ", "Текст"]


def test_a_form_around_the_whole_page_is_opened() -> None:
    assert texts(read_html(_page("<form id=aspnetForm><p>Приказ</p><p>Текст</p></form>"))) == [
        "Приказ",
        "Текст",
    ]


def test_tables_keep_spans() -> None:
    body = (
        "<table><tfoot><tr><td colspan=3>Итого</tfoot><thead><tr><th rowspan=2>№<th colspan=2>Срок<tr><th>с<th>по</thead>"
        "<tr><td>1<td><p>май<p>июнь<td>осень</table>"
    )
    (table,) = read_html(_page(body))
    assert isinstance(table, Table)
    assert [row.texts for row in table.rows] == [
        ("№", "Срок"),
        ("", "с", "по"),
        ("1", "май\nиюнь", "осень"),
        ("Итого",),
    ]
    assert table.rows[1].cells[0].continues_above
    assert [cell.span for cell in table.rows[0].cells] == [1, 2]


def test_layout_tables_are_opened() -> None:
    inner = "<table><tr><td>1<td>Линейка<tr><td>2<td>Игра</table>"
    found = read_html(_page(f"<table><tr><td>Меню<td><p>План</p>{inner}</table>"))
    assert texts(found) == ["Меню", "План"]
    assert rows(found) == [("1", "Линейка"), ("2", "Игра")]


def test_absurd_spans_cost_nothing() -> None:
    found = read_html(_page("<table><tr><td colspan=1000000 rowspan=1000000>А<td>Б<tr><td>В<td>Г</table>"))
    assert isinstance(found[0], Table)
    assert found[0].width < 6


def test_numbers_of_word_are_read_from_its_web_pages() -> None:
    def item(label: str, text: str) -> str:
        return (
            "<p class=MsoListParagraph style='mso-list:l0 level1 lfo1'><![if !supportLists]>"
            f"<span style='mso-list:Ignore'>{label}<span>&nbsp;&nbsp; </span></span><![endif]>{text}<o:p></o:p></p>"
        )

    body = (
        item("1.", "Провести")
        + item("·", "черта")
        + item("o", "круг")
        + item("а)", "буква")
        + "<!--[if mso]>нет<![endif]-->"
    )
    assert texts(read_html(_page(body))) == ["1. Провести", "- черта", "- круг", "а) буква"]


def test_notes_come_last_and_their_marks_go_away() -> None:
    body = (
        "<p>О мероприятии<a href='#_ftn1' name='_ftnref1'><sup>[1]</sup></a></p><p>Конец</p>"
        "<div style='mso-element:footnote-list'><div style='mso-element:footnote' id=ftn1>"
        "<p><a href='#_ftnref1'>[1]</a> Пояснение</p></div></div>"
    )
    assert read_html(_page(body)) == [
        Paragraph("О мероприятии"),
        Paragraph("Конец"),
        Paragraph("Пояснение", is_note=True),
    ]


def test_deleted_words_and_page_heads_of_office_programs_are_left_out() -> None:
    body = "<div title=header><p>Колонтитул</p></div><p>Было <del>не</del><ins>да</ins></p><p class=MsoToc1>Глава 3</p>"
    assert texts(read_html(_page(body))) == ["Было да"]


@pytest.mark.parametrize("tag", ["div", "b", "table><tr><td", "ol><li"])
def test_pages_nested_without_end_are_refused(tag: str) -> None:
    with pytest.raises(UnreadableDocument, match="сложно"):
        read_html(_page(f"<{tag}>" * 5000 + "текст"))


def test_deep_but_honest_pages_are_read() -> None:
    assert texts(read_html(_page("<div>" * 200 + "текст"))) == ["текст"]
    assert "текст" in texts(read_html(_page("<table><tr><td>" * 60 + "текст")))
