"""A new edition of a document updates its pages: nothing doubled, all or nothing."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from wagtail.documents import get_document_model
from wagtail.models import Page, Revision

from home.models import StandardPage
from plans.deadlines import parse_deadline
from plans.importing.parsed import Item, ParsedDocument, Plan, Section
from plans.importing.parsing import parse_document
from plans.importing.reading import read_document
from plans.importing.saving.documents import documents_section, save_document
from plans.importing.updating.documents import changes_of, update_document
from plans.models import OrderPage, PlanItem, PlanPage
from search.checking import differences
from tests.plans.importing.updating.editions import (
    CONTEST,
    LESSONS,
    MEETING,
    ORDER,
    PLAN,
    STAFF,
    TREES,
    edition,
    file,
    imported,
    item,
    latest,
    plan_of,
    titles,
    updated,
)

pytestmark = pytest.mark.django_db


def test_the_same_document_again_changes_nothing(order: OrderPage) -> None:
    revisions, files = Revision.objects.count(), get_document_model().objects.count()
    changes = updated(ORDER, order)
    assert (changes.is_empty, changes.summary) == (True, "без изменений")
    assert (Revision.objects.count(), get_document_model().objects.count()) == (revisions, files)


def test_changes_are_told_before_and_nothing_is_written(order: OrderPage) -> None:
    counted = (Revision.objects.count(), Page.objects.count(), PlanItem.objects.count())
    changes = changes_of(edition((TREES,), (item("2.2", "Новое"),), hashtags=("#Другой",)), order)
    assert not changes.is_empty
    assert (Revision.objects.count(), Page.objects.count(), PlanItem.objects.count()) == counted


def test_what_changes_is_named_item_by_item(order: OrderPage) -> None:
    new = edition(
        (
            replace(TREES, deadline=parse_deadline("до 1 мая", "2026/2027")),
            replace(LESSONS, participants="1–4 классы"),
        ),
        (replace(MEETING, deadline=parse_deadline("январь", "2026/2027")), item("2.2", "Семейный праздник")),
    )
    changes = updated(new, order)
    assert [(each.number, each.title) for each in changes.moved] == [
        ("1.1", "Посадка деревьев у школ"),
        ("2.1", "Собрание советов отцов"),
    ]
    (field,) = changes.moved[0].fields
    assert (field.label, field.before, field.after) == ("срок", "до 15 октября", "до 1 мая")
    assert [each.title for each in changes.changed] == ["Классные часы о добровольцах"]
    assert [each.title for each in changes.added] == ["Семейный праздник"]
    assert [each.title for each in changes.vanished] == ["Конкурс плакатов «Чистая река»"]
    assert changes.summary == "2 пункта перенесены, 1 добавлен, 1 изменён, 1 исчез"


def test_an_update_is_a_draft_and_the_public_page_stays(public_order: OrderPage, client: Client) -> None:
    plan = plan_of(public_order)
    new = edition(
        (replace(TREES, deadline=parse_deadline("до 1 мая", "2026/2027")),), (MEETING,), title="О неделе"
    )
    updated(new, public_order)
    assert PlanItem.objects.get(title=TREES.title).deadline == "до 15 октября"
    assert client.get(public_order.url).context["page"].title == ORDER.title
    assert latest(public_order).title == "О неделе"
    assert plan_of(public_order).has_unpublished_changes
    assert titles(latest(plan)) == [[TREES.title], [MEETING.title]]
    assert (OrderPage.objects.count(), PlanPage.objects.count()) == (1, 1)


def test_an_update_can_be_published_at_once(order: OrderPage, client: Client) -> None:
    updated(edition((TREES,), (MEETING, CONTEST), title="О неделе"), order, publish=True)
    page = OrderPage.objects.get()
    assert (page.live, page.title, page.slug) == (True, "О неделе", order.slug)
    assert titles(plan_of(order)) == [[TREES.title], [MEETING.title, CONTEST.title]]
    assert all(client.get(each.url).status_code == 200 for each in [page, *page.get_children()])
    assert list(differences()) == []


def test_what_waits_as_a_draft_is_published_though_nothing_changes() -> None:
    order = imported(publish=False)
    assert updated(ORDER, order, publish=True).is_empty
    assert all(page.live for page in [OrderPage.objects.get(), *order.get_children()])


def test_a_new_appendix_is_added_and_a_missing_one_is_named_and_kept(order: OrderPage) -> None:
    second = Plan("План декады", (Section("", "", (item("1", "Ярмарка"),)),), appendix_number="3")
    new = replace(ORDER, plans=(PLAN, second), appendices=())
    changes = updated(new, order)
    assert changes.summary == "1 новое приложение"
    assert any("Состав оргкомитета" in note and "оставлена" in note for note in changes.notes)
    assert StandardPage.objects.child_of(order).exists()
    added = PlanPage.objects.child_of(order).get(title="План декады")
    assert (added.live, titles(added)) == (False, [["Ярмарка"]])
    assert updated(new, order).is_empty


def test_appendices_are_known_by_title_then_by_number(order: OrderPage) -> None:
    plan, staff = plan_of(order), StandardPage.objects.child_of(order).get()
    new = replace(
        ORDER,
        plans=(
            replace(PLAN, appendix_number="2"),
            Plan("План-график проверок", (Section("", "", (item("1", "Проверка"),)),), appendix_number="1"),
        ),
        appendices=(replace(STAFF, heading="Состав рабочей группы оргкомитета"),),
    )
    updated(new, order)
    assert latest(plan).appendix_number == "2"
    assert latest(staff).title == "Состав рабочей группы оргкомитета"
    assert PlanPage.objects.child_of(order).count() == 2


def test_an_appendix_is_known_by_its_number_alone(order: OrderPage) -> None:
    updated(replace(ORDER, plans=(replace(PLAN, title="Дорожная карта"),)), order)
    assert latest(plan_of(order)).title == "Дорожная карта"


def test_the_new_file_takes_the_old_ones_place_and_the_old_one_stays(public_order: OrderPage) -> None:
    old = public_order.source
    updated(replace(ORDER, title="О неделе"), public_order, publish=True)
    assert OrderPage.objects.get(pk=public_order.pk).source.title == "novyj.docx"
    assert get_document_model().objects.filter(pk=old.pk).exists()


def test_a_plan_by_itself_is_updated_too() -> None:
    bare = ParsedDocument(kind="plan", plans=(replace(PLAN, appendix_number=None),))
    (page,) = save_document(bare, file(), documents_section(), publish=True)
    children, families = PLAN.sections
    new = replace(
        bare, plans=(replace(bare.plans[0], sections=(replace(children, items=(TREES,)), families)),)
    )
    changes = updated(new, page, publish=True)
    assert changes.summary == "2 пункта исчезли"
    assert titles(PlanPage.objects.get(pk=page.pk)) == [[TREES.title], [MEETING.title]]


def test_a_failure_leaves_neither_drafts_nor_the_file(
    public_order: OrderPage, monkeypatch: pytest.MonkeyPatch, media_folder: Path
) -> None:
    revisions, files = Revision.objects.count(), sorted(media_folder.rglob("*"))

    def refuse(*args: Any, **kwargs: Any) -> None:
        raise RuntimeError("the disk is full")

    monkeypatch.setattr(PlanPage, "save_revision", refuse)
    with pytest.raises(RuntimeError, match="disk"):
        update_document(edition((TREES,), (MEETING,)), file("novyj.docx"), public_order)
    assert Revision.objects.count() == revisions
    assert sorted(media_folder.rglob("*")) == files


def test_a_locked_page_is_refused(order: OrderPage) -> None:
    OrderPage.objects.filter(pk=order.pk).update(locked=True)
    assert update_document(ORDER, file(), order)[1].is_empty
    with pytest.raises(ValidationError, match="заблокирована"):
        update_document(replace(ORDER, title="О неделе"), file(), order)


def test_a_page_of_another_type_is_refused(order: OrderPage) -> None:
    with pytest.raises(ValidationError, match="обновить её нельзя"):
        changes_of(ORDER, plan_of(order))


def test_the_history_names_the_new_file(order: OrderPage, admin_client: Client) -> None:
    updated(replace(ORDER, title="О неделе"), order)
    history = admin_client.get(f"/admin/pages/{order.pk}/history/").content.decode()
    assert "Импорт из файла novyj.docx" in history


@pytest.fixture
def tambov(shared_dir: Path) -> ParsedDocument:
    """An order with 170 items."""
    path = shared_dir / "documents" / "order-tambov-2023.docx"
    return parse_document(read_document(path), path.stem)


def later(document: ParsedDocument) -> ParsedDocument:
    """Return the document with another deadline for every fifth item of its plans."""

    def items(section: Section) -> Iterator[Item]:
        for place, each in enumerate(section.items):
            yield (
                replace(each, deadline=parse_deadline("до 31 мая 2024 г.", None)) if place % 5 == 0 else each
            )

    plans = [
        replace(
            plan, sections=tuple(replace(section, items=tuple(items(section))) for section in plan.sections)
        )
        for plan in document.plans
    ]
    return replace(document, plans=tuple(plans))


def test_a_big_order_needs_no_query_per_item_until_it_is_published(
    tambov: ParsedDocument, django_assert_max_num_queries: Any
) -> None:
    section = documents_section()
    with django_assert_max_num_queries(5 * 170 + 100):
        (order, *_plans) = save_document(tambov, file(), section, publish=False)
    with django_assert_max_num_queries(60):
        assert changes_of(tambov, order).is_empty
    with django_assert_max_num_queries(220):
        _pages, changes = update_document(later(tambov), file(), order)
    assert len(changes.moved) > 30
    with django_assert_max_num_queries(12 * 170 + 300):
        update_document(later(tambov), file(), order, publish=True)
    assert PlanItem.objects.count() == 170
