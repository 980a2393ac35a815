"""Diplomas: what is read out of the PDF, and that nothing leaves the sheet."""

import datetime
import io
from itertools import pairwise

import pdfplumber
import pytest
from django.test import Client
from freezegun import freeze_time
from pdfminer.pdfdocument import PDFDocument
from pdfminer.pdfparser import PDFParser

from news.rating.diploma import diploma_of
from news.rating.points import Line, Placed, RatedReport, Row
from news.rating.rating import freeze, rating_of
from news.rating.rule import Kind
from plans.models import OrderPage
from tests.factories import Tree
from tests.news.rating.regulations import moscow, organisation, regulation, report

CLOSED = moscow("2026-06-01 00:01")
# 300 characters, as charters have them; 900; one word that no line holds; signs that the font has not.
CHARTER = (
    "Муниципальное бюджетное общеобразовательное учреждение «Средняя общеобразовательная школа № 3 с углублённым "
    "изучением отдельных предметов эстетического цикла имени дважды Героя Советского Союза маршала авиации» города "
    "Заречинска Заречного муниципального округа (структурное подразделение «Начальная школа — детский сад»)"
)
NAMES = [CHARTER, (CHARTER * 3)[:900], "Ж" * 300, "Школа 🎓 \x00 № 3\n\nимени Пушкина", "W" * 900]


def place_of(name: str, first: int = 1, last: int = 1) -> Placed:
    row = Row(1, "Школа № 3", name, (RatedReport(1, (Line(Kind.ON_TIME, 1, 17),)),))
    return Placed(row, first, last)


def written(document: OrderPage, name: str = CHARTER, first: int = 1, last: int = 1) -> bytes:
    return diploma_of(document, place_of(name, first, last), CLOSED)


def read(pdf: bytes) -> str:
    """Return the words of the one page, without spaces; no letter lies outside of the frame."""
    with pdfplumber.open(io.BytesIO(pdf)) as opened:
        (page,) = opened.pages
        assert (round(page.width), round(page.height)) == (842, 595)
        frame = min(page.rects, key=lambda rect: rect["width"])
        for char in page.chars:
            assert frame["x0"] < char["x0"] <= char["x1"] < frame["x1"], char
            assert frame["top"] < char["top"] <= char["bottom"] < frame["bottom"], char
        return "".join("".join(char["text"] for char in page.chars).split())


def packed(text: str) -> str:
    return "".join(text.split())


def test_a_diploma_says_who_for_what_and_when(tree: Tree) -> None:
    document = regulation(tree)
    text = read(written(document, first=1, last=2))
    for said in (
        "Управление образования города Заречинска",
        "ДИПЛОМ",
        "I степени",
        "награждается",
        CHARTER,
        "за 1–2 место в рейтинге самых активных участников",
        document.title,
        "17 баллов",
        "Начальник управления",
        "А. Б. Петрова",
        "1 июня 2026 г.",
        f"{document.full_url}rating/",
    ):
        assert packed(said) in text, said


@pytest.mark.parametrize(("first", "degree"), [(1, "I"), (2, "II"), (3, "III")])
def test_each_place_has_its_degree(tree: Tree, first: int, degree: str) -> None:
    assert f"ДИПЛОМ{degree}степени" in read(written(regulation(tree), first=first, last=first))


@pytest.mark.parametrize("name", NAMES, ids=["charter", "three charters", "one word", "signs", "wide"])
def test_whatever_a_name_is_it_stays_on_the_sheet_whole(tree: Tree, name: str) -> None:
    document = regulation(tree, title=(CHARTER * 2)[:255], authority="\n".join([CHARTER] * 2), body=[])
    text = read(written(document, name))
    known = packed("".join(char for char in name if char.isprintable() and char != "🎓"))
    assert known in text.replace("🎓", "")
    assert packed(document.title) in text


def test_a_name_that_no_sheet_holds_is_cut_and_says_so(tree: Tree) -> None:
    text = read(written(regulation(tree), "Я" * 5000))
    assert "ЯЯ…" in text


def test_boxes_do_not_lie_upon_one_another(tree: Tree) -> None:
    document = regulation(tree, title=(CHARTER * 2)[:255], authority="\n".join([CHARTER] * 2))
    with pdfplumber.open(io.BytesIO(written(document, (CHARTER * 3)[:900]))) as opened:
        lines = opened.pages[0].extract_text_lines()
    for above, below in pairwise(lines):
        assert (
            above["top"] + above["chars"][0]["size"] * 0.8 <= below["top"] + below["chars"][0]["size"] * 0.4
        ), (
            above["text"],
            below["text"],
        )


def test_a_diploma_is_a_small_file_that_says_what_it_is(tree: Tree) -> None:
    pdf = written(regulation(tree))
    assert len(pdf) <= 300 * 1024
    assert pdf == written(OrderPage.objects.latest("pk"))
    parsed = PDFDocument(PDFParser(io.BytesIO(pdf)))
    assert parsed.catalog["Lang"] in (b"ru-RU", "ru-RU")
    (about,) = parsed.info
    assert about["Title"].decode("utf-16").endswith("Диплом: Школа № 3")
    with pdfplumber.open(io.BytesIO(pdf)) as opened:
        fonts = {char["fontname"] for char in opened.pages[0].chars}
    assert fonts == {"MPDFAA+SourceSerifPro", "MPDFAA+SourceSerifProBold"}


def test_the_first_three_places_have_diplomas_once_it_is_final(tree: Tree, client: Client) -> None:
    document = regulation(tree)
    names = ("Лицей", "Гимназия", "Школа № 1", "Школа № 2")
    owners = [organisation(tree, name) for name in names]
    for owner, participants in zip(owners, (100, 50, 50, 0), strict=True):
        report(owner, document, participants=participants)
    url = f"{document.url}rating/diploma.pdf"
    assert [client.get(url, {"organisation": owner.pk}).status_code for owner in owners] == [404] * 4
    with freeze_time(CLOSED):
        freeze(document)
    assert [place.label for place in rating_of(document).places] == ["1", "2–3", "2–3", "4"]
    answers = [client.get(url, {"organisation": owner.pk}) for owner in owners]
    assert [answer.status_code for answer in answers] == [200, 200, 200, 404]
    for answer, degree in zip(answers[:3], ("I", "II", "II"), strict=True):
        assert packed(f"ДИПЛОМ {degree} степени") in read(answer.content)
    assert answers[0].headers["Content-Type"] == "application/pdf"
    assert client.get(url).status_code == 404
    document.rating_until = datetime.date(2099, 1, 1)
    document.save_revision().publish()
    assert client.get(url, {"organisation": owners[0].pk}).status_code == 404
