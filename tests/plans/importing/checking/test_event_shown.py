"""What the check shows beside the source of events and deadlines."""

import pytest
from django.contrib.auth.models import User
from django.test import Client

from plans.importing.elements import placed
from plans.importing.parsing import parse_document
from plans.models import DocumentImport
from tests.factories import OrderIndexPageFactory
from tests.plans.importing.small_documents import lines_of

pytestmark = pytest.mark.django_db

REGULATION = """
ПОЛОЖЕНИЕ
об акции «Чистый берег»

1. Сроки
1.1. Акция проводится с 20 по 30 апреля 2026 года.
2. Отчёт
2.1. Школы до 5 мая 2026 года направляют отчёт на адрес bereg@gorod.example, в котором указывают:
- число участников;
- фотографии.
3. Итоги
3.1. Победители награждаются.
"""
MINUTES = """
Протокол № 5 заседания совета
от 20.01.2026

Повестка:
1. О плане.

СЛУШАЛИ: Образцову И.И.
РЕШИЛИ:
Учителям:
1. Убрать:
1.1. двор до 1 марта;
1.2. класс.
"""
ANNOUNCEMENT = """
Внимание!
12 апреля 2026 года в Доме культуры состоится праздник «Птицы». Заявки принимаются до 1 апреля.
"""


def _page(client: Client, owner: User, text: str) -> str:
    """Return the page of an import that holds the text."""
    document_import = DocumentImport(owner=owner, section=OrderIndexPageFactory(), name="a.txt")
    elements = placed(lines_of(text))
    document_import.understood(elements, parse_document(elements))
    document_import.save()
    page = client.get(f"/admin/imports/{document_import.pk}/")
    return page.content.decode().replace("\xa0", " ")


def test_an_event_is_shown_as_understood(admin_client: Client, admin_user: User) -> None:
    page = _page(admin_client, admin_user, REGULATION)
    event = page.partition('id="event"')[2].partition("</section>")[0]
    for words in (
        "с 20 по 30 апреля 2026 года",
        'datetime="2026-04-20"',
        "до 5 мая 2026 года",
        "bereg@gorod.example",
        "<li>число участников</li>",
        "Победители награждаются.",
    ):
        assert words in event
    assert "Координатор" not in event


def test_a_clause_has_its_deadline_in_small_letters(admin_client: Client, admin_user: User) -> None:
    page = _page(admin_client, admin_user, REGULATION)
    clause = page.partition('id="parts.1.clauses.0"')[2].partition("</p>")[0]
    assert "до 5 мая 2026 года" in clause.partition("Срок:")[2]
    bullet = page.partition('id="parts.1.clauses.0.clauses.0"')[2].partition("</p>")[0]
    assert "Срок:" not in bullet


def test_deadlines_of_decisions_are_shown_at_any_depth(admin_client: Client, admin_user: User) -> None:
    decided = _page(admin_client, admin_user, MINUTES).partition("<b>Учителям</b>")[2]
    assert "1.1. двор до 1 марта;" in decided
    assert "1 марта 2026" in decided


def test_days_in_prose_are_shown(admin_client: Client, admin_user: User) -> None:
    page = _page(admin_client, admin_user, ANNOUNCEMENT)
    days = page.partition("В тексте названы дни:")[2].partition("</p>")[0]
    assert "12 апреля 2026" in days
    assert "до 1 апреля" in days
