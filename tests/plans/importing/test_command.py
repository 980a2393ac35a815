"""`manage.py import_document`: what it prints, what it writes, how it fails."""

import json
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from plans.models import OrderIndexPage, OrderPage
from tests.factories import OrderIndexPageFactory

pytestmark = pytest.mark.django_db

ORDER = """УПРАВЛЕНИЕ ОБРАЗОВАНИЯ ГОРОДА ЗАРЕЧИНСКА

П Р И К А З

01.09.2026 № 118

г. Заречинск

О проведении недели добрых дел

В целях поддержки добровольчества ПРИКАЗЫВАЮ:

1. Провести неделю добрых дел с 5 по 11 октября 2026 г. под хэштегом #НеделяДобра.

2. Контроль оставляю за собой.

Начальник управления

А.Б. Петрова
"""


@pytest.fixture
def order_file(tmp_path: Path) -> Path:
    """An order as a text file."""
    path = tmp_path / "prikaz-118.txt"
    path.write_text(ORDER, encoding="utf-8")
    return path


@pytest.fixture
def broken_file(tmp_path: Path) -> Path:
    """A picture that calls itself a document."""
    path = tmp_path / "kartinka.docx"
    path.write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(100))
    return path


def run(*args: Any, **options: Any) -> tuple[str, str]:
    """Return what the command prints, and its errors."""
    output, errors = StringIO(), StringIO()
    try:
        call_command("import_document", *map(str, args), stdout=output, stderr=errors, **options)
    except CommandError as error:
        errors.write(str(error))
        raise CommandError(errors.getvalue()) from error
    return output.getvalue(), errors.getvalue()


def test_an_order_becomes_a_draft(order_file: Path) -> None:
    printed, _errors = run(order_file)
    order = OrderPage.objects.get()
    assert not order.live
    assert (order.number, order.title) == ("118", "О проведении недели добрых дел")
    assert f"/admin/pages/{order.pk}/edit/" in printed


def test_publish_makes_it_public(order_file: Path) -> None:
    run(order_file, publish=True)
    assert OrderPage.objects.get().live


def test_a_dry_run_writes_nothing(order_file: Path) -> None:
    printed, _errors = run(order_file, dry_run=True)
    assert "118" in printed
    assert not OrderPage.objects.exists()
    assert not OrderIndexPage.objects.exists()


def test_json_for_one_file_is_an_object_and_for_several_a_list(order_file: Path) -> None:
    one = json.loads(run(order_file, dry_run=True, format="json")[0])
    assert (one["number"], one["date"], one["hashtags"]) == ("118", "2026-09-01", ["#НеделяДобра"])
    assert json.loads(run(order_file, order_file, dry_run=True, format="json")[0]) == [one, one]


def test_a_bad_file_is_named_and_does_not_stop_the_others(order_file: Path, broken_file: Path) -> None:
    with pytest.raises(CommandError, match=r"kartinka\.docx: Это картинка"):
        run(broken_file, order_file)
    assert OrderPage.objects.count() == 1


@pytest.mark.parametrize("name", ["net-takogo.docx", "papka", "pustoj.txt", "tablica.xlsx"])
def test_what_cannot_be_read_writes_nothing(tmp_path: Path, name: str) -> None:
    (tmp_path / "papka").mkdir()
    (tmp_path / "pustoj.txt").touch()
    (tmp_path / "tablica.xlsx").write_bytes(b"PK\x03\x04")
    with pytest.raises(CommandError, match=name):
        run(tmp_path / name)
    assert not OrderPage.objects.exists()
    assert not OrderIndexPage.objects.exists()


def test_the_section_is_chosen_by_its_id(order_file: Path) -> None:
    OrderIndexPageFactory()
    second = OrderIndexPageFactory(title="Архив")
    run(order_file, parent=second.pk)
    assert OrderPage.objects.get().get_parent().pk == second.pk


def test_an_unknown_section_is_refused(order_file: Path) -> None:
    with pytest.raises(CommandError, match="нет"):
        run(order_file, parent=999_999)
    assert not OrderPage.objects.exists()
