"""What editors have written by hand is not lost unseen when a document is imported again."""

import datetime
from dataclasses import replace
from typing import Any

import pytest
from django.test import Client
from wagtail.documents import get_document_model

from plans.deadlines import parse_deadline
from plans.importing.parsed import Clause
from plans.importing.saving.documents import documents_section
from plans.importing.updating.documents import existing_page
from plans.models import OrderPage, PlanItem
from search.models import Hashtag
from tests.factories import OrganisationPageFactory
from tests.plans.importing.updating.editions import (
    CONTEST,
    LESSONS,
    MEETING,
    ORDER,
    TREES,
    edited,
    edition,
    file,
    held_item,
    latest,
    plan_of,
    titles,
    updated,
)

pytestmark = pytest.mark.django_db


def test_editors_work_that_the_document_does_not_touch_stays(order: OrderPage) -> None:
    issuer = OrganisationPageFactory()

    def work(page: Any) -> None:
        page.lead, page.slug, page.issuer = "Коротко", "nedelya", issuer
        page.event_date = datetime.date(2026, 10, 5)
        page.hashtags.add("Своё")
        page.preamble = "Исправленная преамбула"

    edited(order, work, publish=order.live)
    edited(plan_of(order), lambda plan: setattr(held_item(plan, TREES.title), "place", "Парк"))
    changes = updated(
        replace(ORDER, title="О неделе", hashtags=("#НеделяДобра", "#Добро")), order, publish=True
    )
    page = OrderPage.objects.get(pk=order.pk)
    assert (page.lead, page.slug, page.issuer_id) == ("Коротко", "nedelya", issuer.pk)
    assert (page.title, page.preamble) == ("О неделе", "Исправленная преамбула")
    assert {tag.name for tag in page.hashtags.all()} == {"Своё", "НеделяДобра", "Добро"}
    assert PlanItem.objects.get(title=TREES.title).place == "Парк"
    assert not any("были правки" in note for note in changes.notes)


def test_editors_work_that_gives_way_is_named_and_stays_in_the_history(public_order: OrderPage) -> None:
    plan = plan_of(public_order)

    def work(page: Any) -> None:
        page.title = "Неделя добра"
        page.preamble = "Исправленная преамбула"

    edited(public_order, work)
    edited(plan, lambda draft: setattr(held_item(draft, TREES.title), "deadline", "до 20 октября"))
    new = edition(
        (replace(TREES, deadline=parse_deadline("до 1 мая", "2026/2027")), LESSONS, CONTEST),
        (MEETING,),
        title="О неделе",
    )
    changes = updated(new, public_order)
    notes = "\n".join(changes.notes)
    assert "На странице «О неделе» были правки: заголовок. " in notes
    assert "1.1 Посадка деревьев у школ: срок" in notes
    assert "неопубликованные правки" in notes
    assert public_order.revisions.filter(content__title="Неделя добра").exists()


def test_a_picture_put_into_the_text_by_hand_stays_where_it_was(order: OrderPage) -> None:
    attachment = get_document_model().objects.create(title="Схема", file=file("shema.txt"))

    def work(page: Any) -> None:
        page.body.insert(1, ("attachment", {"document": attachment, "title": "Схема"}))

    edited(order, work)
    clauses = (ORDER.clauses[0], Clause("2.", "Утвердить новый план."), ORDER.clauses[2])
    updated(replace(ORDER, clauses=clauses), order)
    assert [block.block_type for block in latest(order).body][:3] == ["clause", "attachment", "clause"]
    assert "новый план" in str(latest(order).body[2].value["text"])


def test_items_added_and_deleted_by_hand_stay_so(order: OrderPage) -> None:
    def work(plan: Any) -> None:
        first = plan.sections.get_object_list()[0]
        trees, _lessons, contest = first.items.get_object_list()
        first.items = [trees, PlanItem(title="Своё дело", sort_order=1), contest]

    edited(plan_of(order), work)
    assert updated(ORDER, order).is_empty
    updated(edition((replace(TREES, participants="Все"), LESSONS, CONTEST), (MEETING,)), order)
    assert titles(latest(plan_of(order)))[0] == [TREES.title, "Своё дело", CONTEST.title]


def test_opening_and_saving_in_the_editor_is_no_edit(order: OrderPage, admin_client: Client) -> None:
    draft = latest(order)
    blocks = [
        {
            **block,
            "value": {
                **block["value"],
                "text": block["value"]["text"].replace("<p>", '<p data-block-key="a1">'),
            },
        }
        if block["type"] == "clause"
        else block
        for block in draft.body.get_prep_value()
    ]
    edited(order, lambda page: setattr(page, "body", page.body.stream_block.to_python(blocks)))
    changes = updated(replace(ORDER, clauses=(Clause("1.", "Совсем другое."),)), order)
    assert not any("были правки" in note for note in changes.notes)


def test_a_page_that_no_import_made_is_updated_and_keeps_what_the_document_does_not_say(
    order: OrderPage,
) -> None:
    from_hand = OrderPage(title="О деле", number="5", date=ORDER.date, city="Заречинск")
    order.get_parent().add_child(instance=from_hand)
    document = replace(ORDER, title="О деле", number="5", plans=(), appendices=())
    assert existing_page(document, documents_section()) == from_hand
    updated(document, from_hand)
    assert (latest(from_hand).city, latest(from_hand).authority) == ("Заречинск", "Управление образования")


def test_an_old_name_of_a_hashtag_in_a_new_edition_is_the_hashtag(public_order: OrderPage) -> None:
    tag = Hashtag.objects.get(slug="неделядобра")
    tag.name = "НеделяДобрыхДел"
    tag.save()
    assert updated(ORDER, public_order, publish=True).is_empty
    changes = updated(replace(ORDER, title="О неделе"), public_order, publish=True)
    assert "хэштеги" not in [change.label.casefold() for change in changes.pages[0].fields]
    edited(public_order, lambda page: page.hashtags.clear(), publish=True)
    assert updated(replace(ORDER, title="О неделе добра"), public_order, publish=True)
    page = OrderPage.objects.get(pk=public_order.pk)
    assert not page.hashtags.all()
