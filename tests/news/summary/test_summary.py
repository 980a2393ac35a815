"""The summary, counted by hand; page, Word file, spreadsheet and JSON say the same."""

import datetime
from collections.abc import Callable
from pathlib import Path

import pytest
from django.core.files.storage import default_storage
from django.test import Client
from freezegun import freeze_time
from pytest_django import DjangoAssertNumQueries
from wagtail.models import CollectionViewRestriction, PageViewRestriction

from home.models import Picture, PictureRendition
from news.board.figures import Figures
from news.board.reminding import sender_of
from news.execution.execution import execution_of
from news.models import Completion, EventReportPage, PickedPhoto, ReportPhoto
from news.summary.period import Period
from news.summary.summary import summary_of
from plans.models import OrderPage, PlanItem, PlanPage
from search.pictures import CARD_FALLBACK, SIZES, make
from tests.factories import OrganisationPageFactory, PlanPageFactory, Tree
from tests.news.summary import worked_example as reading
from tests.news.summary.worked_example import FIGURES, LABELS, TODAY, Example, Told, make_example, report
from tests.plans.importing.saving.test_documents import imported
from tests.restapi.town import PRESS, Town

ON = datetime.date.fromisoformat(TODAY)
READERS: tuple[Callable[[Client, str], Told], ...] = (
    reading.told_by_page,
    reading.told_by_word,
    reading.told_by_spreadsheet,
    reading.told_by_json,
)


@pytest.fixture
def example(tree: Tree) -> Example:
    """The plan and its reports."""
    return make_example(tree)


def all_say_the_same(client: Client, address: str) -> Told:
    """Return what is told; fails where two of the four ways differ. Partners of several schools have no sum."""
    page, word, spreadsheet, json = (read(client, address) for read in READERS)
    assert page.figures == word.figures == spreadsheet.figures == json.figures
    assert page.items == word.items == spreadsheet.items == json.items
    assert page.organisations == word.organisations == spreadsheet.organisations
    assert [row[:7] + row[8:] for row in page.organisations] == [
        row[:7] + row[8:] for row in json.organisations
    ]
    assert page.partners == word.partners == spreadsheet.partners == json.partners
    assert page.links == word.links == spreadsheet.links == json.links
    return page


@freeze_time(TODAY)
def test_a_document_is_summed_up_with_its_plans(client: Client, example: Example) -> None:
    told = all_say_the_same(client, example.order.url)
    assert told.figures == {LABELS[name]: number for name, number in FIGURES.items()}
    assert told.items == [
        ("", "О неделе книги", "Исполнено: 3 из 4 организаций"),
        (
            "1.1",
            "Чтения",
            "Исполнено: 3 из 4 организаций, 1 с опозданием; просрочено: 1; не отчитались: Четвёртая школа",
        ),
        ("1.2", "Выставка", "Исполнено: 1 из 1 организации"),
        ("2.", "Указ", "Просрочено"),
    ]
    # reports; pupils, parents, teachers, others, all; partners, links, photos; asked, on time, late, overdue
    assert told.organisations == [
        tuple(row.split("|"))
        for row in (
            "Вторая школа|2|30|20|0|0|50|2|3|1|3|2|1|0",
            "Первая школа|2|120|0|15|0|135|2|2|1|2|2|0|0",
            "Третья школа|0|0|0|0|0|0|0|0|0|2|2|0|0",
            "Четвёртая школа|0|0|0|0|0|0|0|0|0|2|0|0|1",
            "Всего|4|150|20|15|0|185||5|2|9|6|1|1",
        )
    ]
    assert told.partners == [
        ("Завод", "Спонсор", "Вторая школа", "1"),
        ("ооо Липа", "Социальный партнёр", "Вторая школа, Первая школа", "2"),
        ("Театр", "Социальный партнёр", "Первая школа", "1"),
    ]


@freeze_time(TODAY)
def test_a_plan_counts_its_own_items_only(client: Client, example: Example) -> None:
    told = all_say_the_same(client, example.plan.url)
    assert (told.figures[LABELS["reports"]], told.figures[LABELS["participants"]]) == (3, 165)
    assert [title for _number, title, _execution in told.items] == ["Чтения", "Выставка", "Указ"]


def test_who_did_not_report_is_named_by_item(example: Example) -> None:
    readings, exhibition, decree = summary_of(example.plan, today=ON).items
    assert [organisation.title for organisation in readings.silent] == ["Четвёртая школа"]
    assert (exhibition.silent, decree.silent) == ((), ())
    (silent,) = summary_of(example.order, today=ON).silent
    assert (silent.title, silent.silent_overdue) == ("Четвёртая школа", 1)
    assert [item.label for item in silent.silent] == ["прил. 1: 1.1"]


def test_notes_are_told_with_day_owner_and_proof(example: Example) -> None:
    Completion.objects.create(
        item=example.items[2], day=datetime.date(2026, 9, 3), note="Подписан", link="https://duma.example/1"
    )
    readings, _exhibition, decree = summary_of(example.plan, today=ON).items
    assert [note.in_words.replace("\xa0", " ") for note in (*readings.notes, *decree.notes)] == [
        "5 октября 2026 г., Третья школа: Прочли вслух",
        "3 сентября 2026 г.: Подписан https://duma.example/1",
    ]
    assert decree.execution == "Сделано"


@pytest.mark.parametrize(
    ("first", "last", "reports"), [(10, 10, 1), (11, 20, 2), (21, 31, 1), (None, 24, 3), (26, None, 0)]
)
def test_a_period_chooses_reports_by_the_days_of_events(
    example: Example, first: int | None, last: int | None, reports: int
) -> None:
    days = [datetime.date(2026, 10, day) if day else None for day in (first, last)]
    found = summary_of(example.order, Period(*days), ON)
    assert found.figures.reports == sum(row.reports for row in found.organisations) == reports
    assert (found.figures.asked, found.figures.silent) == (4, 1)
    assert found.items[1].execution.startswith("Исполнено: 3 из 4")


@freeze_time(TODAY)
def test_what_is_not_public_does_not_count(client: Client, example: Example) -> None:
    before = all_say_the_same(client, example.order.url)
    first, second = example.schools[:2]
    report(first, example.items[0], 11, live=False, pupils=7, partners=["Тайный"])
    hidden = report(second, example.items[0], 11, pupils=7, partners=["Закрытый"])
    PageViewRestriction.objects.create(page=hidden, restriction_type=PageViewRestriction.LOGIN)
    hidden.save_revision().publish()
    gone = report(second, example.items[0], 11, pupils=7, partners=["Снятый"], photos=1)
    gone.unpublish()
    assert all_say_the_same(client, example.order.url) == before


def test_a_changed_draft_of_a_public_report_does_not_count(example: Example) -> None:
    before = summary_of(example.plan, today=ON).figures
    published = EventReportPage.objects.live().get(plan_item=example.items[1])
    published.participants.first().count = 1000
    published.title = "Тайное название"
    published.save_revision()
    assert summary_of(example.plan, today=ON).figures == before


def test_best_pictures_are_picked_ones_then_one_of_each_organisation(example: Example, town: Town) -> None:
    for _number in range(3):
        report(example.schools[0], example.items[0], 14, photos=1)
    picked = report(example.schools[0], example.items[0], 1, photos=2)
    last = ReportPhoto.objects.filter(page=picked).last()
    PickedPhoto.objects.create(user=town.people[PRESS], report=picked, picture=last.picture)
    make_sizes()
    photos = summary_of(example.plan, today=ON).photos
    assert photos[0].picture == last.picture
    assert [photo.report.organisation for photo in photos[1:3]] == [
        example.schools[1].pk,
        example.schools[0].pk,
    ]
    assert len(photos) == 7

    photos[1].picture.delete()
    assert len(summary_of(example.plan, today=ON).photos) == 6
    CollectionViewRestriction.objects.create(collection=last.picture.collection, restriction_type="login")
    assert summary_of(example.plan, today=ON).photos == ()


def make_sizes() -> None:
    """Make the sizes of all pictures, as the worker would."""
    for picture in Picture.objects.all():
        make(picture, *SIZES)


def test_a_picture_without_its_sizes_is_not_shown(example: Example) -> None:
    make_sizes()
    assert len(summary_of(example.plan, today=ON).photos) == 2
    shown = summary_of(example.plan, today=ON).photos[0].picture
    PictureRendition.objects.filter(filter_spec=CARD_FALLBACK, image=shown).delete()
    assert len(summary_of(example.plan, today=ON).photos) == 1


def test_a_word_file_does_without_a_picture_whose_file_is_gone(client: Client, example: Example) -> None:
    make_sizes()
    for rendition in PictureRendition.objects.all():
        default_storage.delete(rendition.file.name)
    assert summary_of(example.plan).photos
    assert client.get(f"{example.plan.url}summary.docx").status_code == 200


def test_board_and_summary_ask_the_same(tree: Tree) -> None:
    first, second = (OrganisationPageFactory(parent=tree.organisations, title=title) for title in "АБ")
    deadlines = ("до 10 мая 2026", "постоянно", "по отдельному плану", "")
    items = [{"title": f"{day}.", "deadline": day, "responsible": "А\nБ"} for day in deadlines]
    plan: PlanPage = PlanPageFactory(parent=tree.order, items=items)
    for item in PlanItem.objects.filter(section__page=plan):
        report(first, item, 10)
    execution, summary = execution_of(plan), summary_of(plan)
    figures = Figures(execution.counts)
    assert (figures.asked, figures.done) == (6, 3)  # all but what goes on for ever
    assert sum(row.asked for row in summary.organisations) == figures.asked
    assert [row.asked for row in summary.organisations] == [
        Figures(execution.counts_of(page.pk)).asked for page in (first, second)
    ]


def test_an_issuer_that_only_some_may_read_of_is_not_named(client: Client, example: Example) -> None:
    office = OrganisationPageFactory(parent=example.order.get_parent().get_parent(), title="Тайная контора")
    PageViewRestriction.objects.create(page=office, restriction_type=PageViewRestriction.LOGIN)
    OrderPage.objects.filter(pk=example.order.pk).update(issuer=office, authority="")
    for address in (f"{example.plan.url}summary.json", f"{example.order.url}summary/"):
        assert "Тайная контора" not in client.get(address).content.decode()
    assert summary_of(OrderPage.objects.get(pk=example.order.pk)).issuer == ""
    assert sender_of(OrderPage.objects.get(pk=example.order.pk)) != "Тайная контора"


def test_queries_do_not_grow(tree: Tree, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    example = make_example(tree)
    for again in range(2):
        for page, queries in ((example.plan, 19), (example.order, 26)):
            fresh = type(page).objects.get(pk=page.pk)
            with django_assert_num_queries(queries):
                summary_of(fresh, today=ON)
        for number in range(4 if not again else 0):
            school = OrganisationPageFactory(parent=tree.organisations, district="Дальний район")
            report(school, example.items[number % 3], 10, pupils=3, photos=2, partners=[f"П{number}"])


@freeze_time("2023-11-01")
def test_an_imported_order_says_the_same_in_all_four(client: Client, shared_dir: Path, tree: Tree) -> None:
    pages = imported(shared_dir / "documents" / "order-tambov-2023.docx")
    order = OrderPage.objects.get(pk=pages[0].pk)
    OrderPage.objects.update(execution_is_public=True)
    PlanPage.objects.update(execution_is_public=True)
    items = PlanItem.objects.filter(section__page__path__startswith=order.path).order_by("pk")
    for number in range(12):
        school = OrganisationPageFactory(parent=tree.organisations, district="")
        for item in items[number : number * 3 : 5]:
            report(school, item, 10, pupils=10 + number)
    told = all_say_the_same(client, order.url)
    assert told.figures[LABELS["reports"]] == EventReportPage.objects.filter(plan_item__in=items).count() > 10
    assert len(told.items) == items.count()
    plan = PlanPage.objects.child_of(order).first()
    assert plan
    assert len(all_say_the_same(client, plan.url).items) == len(list(plan.items))
