"""Real documents become pages, compared with what a careful reader finds in them."""

import json
from pathlib import Path
from typing import Any

import pytest
from django.core.files import File
from django.core.files.base import ContentFile
from django.test import Client
from wagtail.models import Page

from home.models import StandardPage
from plans.importing.parsed import Clause, Item, ParsedDocument, Part, Plan, Section
from plans.importing.parsing import parse_document
from plans.importing.reading import read_document
from plans.importing.saving.documents import documents_section, save_document
from plans.importing.saving.pages import shortened
from plans.models import OrderIndexPage, OrderPage, PlanItem, PlanPage
from search.checking import differences
from search.models import CatalogEntry

pytestmark = pytest.mark.django_db

SUFFIXES = [".docx", ".txt"]


@pytest.fixture
def expected(shared_dir: Path) -> dict[str, Any]:
    """What is in the documents, by file name."""
    documents: dict[str, Any] = json.loads((shared_dir / "data" / "documents.json").read_text("utf-8"))[
        "documents"
    ]
    return documents


def imported(path: Path, publish: bool = True) -> list[Page]:
    """Read, parse and save one file."""
    document = parse_document(read_document(path), path.stem)
    with path.open("rb") as content:
        return save_document(document, File(content, path.name), documents_section(), publish=publish)


def blocks(page: OrderPage, kind: str) -> list[Any]:
    """Return the values of the page's blocks of one kind."""
    return [block.value for block in page.body if block.block_type == kind]


def page_text(stream: Any) -> str:
    """Return what a stream's paragraphs say."""
    return "".join(str(block.value) for block in stream if block.block_type == "paragraph")


def assert_item(item: PlanItem, wanted: dict[str, Any]) -> None:
    """Fail where an item is not what a reader sees in its row."""
    assert " ".join(item.title.split()) == " ".join(wanted["title"].split())
    assert item.number == (wanted["number"] or "")
    assert " ".join(item.deadline.split()) == " ".join((wanted["deadline"] or "").split())


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_an_order_with_two_plans(shared_dir: Path, expected: dict[str, Any], suffix: str) -> None:
    wanted = expected["order-tambov-2023.txt"]
    pages = imported(shared_dir / "documents" / f"order-tambov-2023{suffix}")
    order = OrderPage.objects.get(pk=pages[0].pk)
    assert (order.kind, order.number, order.date.isoformat(), order.city) == (
        "order",
        "2381",
        "2023-08-25",
        "Тамбов",
    )
    assert (order.title, order.authority) == (wanted["title"], wanted["authority"])
    assert order.preamble.startswith(wanted["preamble_starts"])
    assert order.preamble.endswith(wanted["preamble_ends"])
    clauses = blocks(order, "clause")
    assert len(clauses) == wanted["clauses"]
    for clause, words in zip(clauses, wanted["clause_first_words"], strict=True):
        assert str(clause["text"]).removeprefix("<p>").startswith(words)
    assert order.signatories == wanted["signatories"]
    assert len([block for block in blocks(order, "signature") if block["role"] == "agreed"]) == len(
        wanted["visas"]
    )
    assert len(blocks(order, "distribution_list")[0]["lines"]) == wanted["distribution_list_lines"]
    assert order.source.title == f"order-tambov-2023{suffix}"

    plans = PlanPage.objects.child_of(order).order_by("path")
    assert len(plans) == 2
    for plan, appendix in zip(plans, wanted["appendices"], strict=True):
        assert (plan.title, plan.appendix_number) == (appendix["title"], str(appendix["number"]))
        sections = list(plan.sections.all())
        assert [section.items.count() for section in sections] == [
            section["items"] for section in appendix["sections"]
        ]
        assert [section.title for section in sections] == [
            section["title"] for section in appendix["sections"]
        ]
        items = list(plan.items)
        assert len(items) == appendix["total_items"]
        for item, row in zip(items, appendix["items"], strict=True):
            assert_item(item, row)


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_a_plan_that_is_a_document_of_its_own(
    shared_dir: Path, expected: dict[str, Any], suffix: str
) -> None:
    wanted = expected["plan-penza-2022.txt"]
    (page,) = imported(shared_dir / "documents" / f"plan-penza-2022{suffix}")
    plan = PlanPage.objects.get(pk=page.pk)
    items = list(plan.items)
    assert plan.title == wanted["title"]
    assert len([item for item in items if not item.is_subitem]) == wanted["numbered_items"]
    assert len([item for item in items if item.is_subitem]) == wanted["unnumbered_subitems"]
    for item, row in zip(items, wanted["items"], strict=True):
        assert_item(item, row)
    assert [f"#{tag.name}" for tag in plan.hashtags.all()] == wanted["hashtags"]
    tagged = CatalogEntry.objects.tagged(*wanted["hashtags"])
    assert tagged.pages().get().page_id == plan.pk
    assert tagged.parts().count() == wanted["hashtag_occurrences"]


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_a_list_of_instructions(shared_dir: Path, expected: dict[str, Any], suffix: str) -> None:
    wanted = expected["instructions-penza-2020.txt"]
    pages = imported(shared_dir / "documents" / f"instructions-penza-2020{suffix}")
    order = OrderPage.objects.get(pk=pages[0].pk)
    assert (order.kind, order.date.isoformat()) == ("instructions", wanted["date"])
    assert order.signatories == wanted["signatories"]
    items = list(PlanPage.objects.child_of(order).get().items)
    assert len(items) == wanted["total_items"] == 8
    for item, row in zip(items, wanted["items"], strict=True):
        assert_item(item, row)


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_minutes_with_their_decisions(shared_dir: Path, expected: dict[str, Any], suffix: str) -> None:
    wanted = expected["minutes-tsimlyansk-2021.txt"]
    (page,) = imported(shared_dir / "documents" / f"minutes-tsimlyansk-2021{suffix}")
    minutes = OrderPage.objects.get(pk=page.pk)
    assert (minutes.kind, minutes.number, minutes.date.isoformat()) == ("protocol", "1", wanted["date"])
    agenda = blocks(minutes, "agenda_item")
    assert [item["title"] for item in agenda] == [item["title"] for item in wanted["agenda"]]
    assert len([item for item in agenda if item["decisions"]]) == wanted["heard_decided_blocks"]
    assert sum(len(item["decisions"]) for item in agenda) == wanted["decided_clause_count"]
    assert [signature["name"] for signature in minutes.signatories] == [
        row["name"] for row in wanted["signatories"]
    ]


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_a_regulation_with_its_clauses(shared_dir: Path, expected: dict[str, Any], suffix: str) -> None:
    wanted = expected["regulation-kemerovo-2023.txt"]
    (page,) = imported(shared_dir / "documents" / f"regulation-kemerovo-2023{suffix}")
    regulation = OrderPage.objects.get(pk=page.pk)
    assert regulation.kind == "regulation"
    assert len(blocks(regulation, "heading")) == len(wanted["sections"])
    assert len(blocks(regulation, "clause")) == wanted["clause_count"]


def test_every_imported_page_is_shown_and_the_catalog_agrees(shared_dir: Path, client: Client) -> None:
    for path in sorted((shared_dir / "documents").glob("*.docx")):
        for page in imported(path):
            assert client.get(page.url).status_code == 200, page
    assert list(differences()) == []


def test_drafts_are_made_unless_told_otherwise(shared_dir: Path, client: Client) -> None:
    (page,) = imported(shared_dir / "documents" / "plan-penza-2022.docx", publish=False)
    assert not page.live
    assert client.get(page.url or "/").status_code in {200, 404}
    assert not CatalogEntry.objects.filter(page=page).exists()
    page.get_latest_revision().publish()
    assert PlanItem.objects.filter(section__page=page).count() == 13


def small_document(**facts: Any) -> ParsedDocument:
    """Return an order of one clause."""
    return ParsedDocument(
        name="prikaz", kind="order", title="О деле", clauses=(Clause("1.", "Сделать <b>."),), **facts
    )


@pytest.fixture
def source() -> File:
    """A file to keep with the pages."""
    return ContentFile("О деле".encode(), name="prikaz.txt")


def test_text_is_escaped(source: File) -> None:
    (page,) = save_document(small_document(), source, documents_section())
    assert str(blocks(page, "clause")[0]["text"]) == "<p>Сделать &lt;b&gt;.</p>"


def test_an_appendix_that_is_no_plan_becomes_a_page_with_all_its_lines(source: File) -> None:
    appendix = Part("Состав оргкомитета", clauses=(Clause("1.", "Председатель"),), table=(("А", "Б"), ("в",)))
    _order, page = save_document(small_document(appendices=(appendix,)), source, documents_section())
    assert isinstance(page, StandardPage)
    assert [block.block_type for block in page.body] == ["paragraph", "table"]


def test_a_title_longer_than_a_page_title_is_kept_whole(source: File) -> None:
    title = "Об утверждении " + "плана мероприятий " * 30
    document = ParsedDocument(name="prikaz", kind="order", number="1", title=title.strip())
    (page,) = save_document(document, source, documents_section())
    assert len(page.title) <= 255
    assert page.heading == title.strip()


def test_a_shortened_title_ends_at_a_word() -> None:
    assert shortened("слово " * 60).endswith("слово…")


def test_a_word_too_long_for_a_title_is_cut_inside() -> None:
    assert shortened("я" * 300) == "я" * 254 + "…"
    assert shortened("О " + "я" * 300) == "О " + "я" * 252 + "…"


def test_an_appendix_keeps_its_number_and_the_whole_of_a_long_heading(source: File) -> None:
    heading = ("Состав комиссии " * 30).strip()
    parts = (Part("Состав комиссии", number="1.", paragraphs=("Председатель",)), Part(heading, number="2."))
    _order, short, long = save_document(small_document(appendices=parts), source, documents_section())
    assert (short.title, [block.block_type for block in short.body]) == (
        "1. Состав комиссии",
        ["paragraph"],
    )
    assert len(long.title) <= 255
    assert [block.value for block in long.body] == [f"2. {heading}"]


def test_an_appendix_without_a_heading_has_a_name(source: File) -> None:
    parts = (Part("", appendix_number="3"), Part(" "), Part("", appendix_header="Приложение к приказу"))
    _order, *pages = save_document(
        small_document(appendices=parts), source, documents_section(), publish=True
    )
    assert [page.title for page in pages] == ["Приложение 3", "Приложение", "Приложение к приказу"]


def test_what_is_longer_than_its_field_is_cut_and_kept_whole_in_the_text(source: File) -> None:
    facts = {"number": "№" * 61, "city": "г" * 121, "school_year": "2025/2026 учебный", "venue": "з" * 251}
    item = Item(number="1." * 11, title="Субботник", items=(Item(number="2." * 11, title="Уборка"),))
    plan = Plan(title="План", sections=(Section("", "", (item,)),), appendix_number="9" * 21)
    order, page = save_document(small_document(plans=(plan,), **facts), source, documents_section())
    rows = list(page.items)
    for thing in (order, page, *rows):
        thing.clean_fields(exclude=["slug", "body", "introduction", "owner"])
    assert (order.school_year, page.school_year) == ("2025/2026", "2025/2026")
    for text in facts.values():
        assert text in page_text(order.body)
    for text in ("9" * 21, facts["city"], facts["school_year"]):
        assert text in page_text(page.introduction)
    assert [row.notes for row in rows] == ["Номер: " + "1." * 11, "Номер: " + "2." * 11]


def test_a_failure_leaves_neither_pages_nor_the_file(source: File, monkeypatch: pytest.MonkeyPatch) -> None:
    section = documents_section()
    stored: list[str] = []

    def refuse(page: OrderPage, *args: Any, **kwargs: Any) -> None:
        stored.append(page.source.file.path)
        raise RuntimeError("the disk is full")

    monkeypatch.setattr(OrderPage, "save_revision", refuse)
    with pytest.raises(RuntimeError, match="disk"):
        save_document(small_document(), source, section)
    assert not OrderPage.objects.exists()
    assert stored
    assert not Path(stored[0]).exists()


def test_the_file_is_kept_whole_under_its_own_name_and_stays_the_callers(source: File) -> None:
    source.read()  # somebody has looked into it before
    (page,) = save_document(small_document(), source, documents_section())
    assert page.source.title == "prikaz.txt"
    with page.source.file.open() as kept:
        assert kept.read().decode() == "О деле"
    assert not source.closed


def test_the_history_says_from_which_file_a_page_came(source: File, admin_client: Client) -> None:
    (page,) = save_document(small_document(), source, documents_section())
    history = admin_client.get(f"/admin/pages/{page.pk}/history/").content.decode()
    assert "Импорт из файла prikaz.txt" in history


def test_a_site_without_a_section_of_documents_gets_one(home: Page) -> None:
    section = documents_section()
    assert section.get_parent().pk == home.pk
    assert documents_section() == section
    assert OrderIndexPage.objects.count() == 1
