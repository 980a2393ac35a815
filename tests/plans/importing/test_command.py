"""`manage.py import_document`: what it prints, what it writes, how it fails."""

import json
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.core.management import CommandError, call_command
from django.db import IntegrityError

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


def test_the_same_file_again_changes_nothing(order_file: Path) -> None:
    run(order_file)
    printed, _errors = run(order_file)
    assert "без изменений" in printed
    assert OrderPage.objects.get().revisions.count() == 1


@pytest.fixture
def changed_file(tmp_path: Path) -> Path:
    """A new edition of the order."""
    path = tmp_path / "prikaz-118-novyj.txt"
    path.write_text(ORDER.replace("с 5 по 11 октября", "с 12 по 18 октября"), encoding="utf-8")
    return path


def test_a_new_edition_is_not_imported_unless_asked_for(order_file: Path, changed_file: Path) -> None:
    run(order_file)
    order = OrderPage.objects.get()
    with pytest.raises(CommandError, match=rf"(?s)уже есть: /admin/pages/{order.pk}/edit/.*--update.*: 1"):
        run(changed_file)
    assert OrderPage.objects.get().revisions.count() == 1


def test_update_gives_the_document_a_new_draft(order_file: Path, changed_file: Path) -> None:
    run(order_file, publish=True)
    printed, _errors = run(changed_file, update=True)
    assert "обновлён" in printed
    assert "изменено: текст документа" in printed
    order = OrderPage.objects.get()
    assert (order.live, order.has_unpublished_changes, order.revisions.count()) == (True, True, 2)
    run(changed_file, update=True, publish=True)
    assert "12 по 18" in str(OrderPage.objects.get().body)


def test_a_waiting_draft_is_published_only_by_an_update(order_file: Path) -> None:
    run(order_file)
    with pytest.raises(CommandError, match="--update"):
        run(order_file, publish=True)
    printed, _errors = run(order_file, publish=True, update=True)
    assert "опубликован" in printed
    assert OrderPage.objects.get().live


def test_a_dry_run_tells_what_would_change(order_file: Path, changed_file: Path) -> None:
    run(order_file)
    printed, _errors = run(order_file, changed_file, dry_run=True)
    assert "без изменений" in printed
    assert "есть изменения" in printed
    assert OrderPage.objects.get().revisions.count() == 1


def test_json_of_a_dry_run_asks_no_database(order_file: Path, django_assert_num_queries: Any) -> None:
    with django_assert_num_queries(0):
        run(order_file, order_file, dry_run=True, format="json")


def test_json_stays_alone_on_its_stream(order_file: Path, broken_file: Path) -> None:
    output, errors = StringIO(), StringIO()
    with pytest.raises(CommandError):
        call_command(
            "import_document", str(broken_file), str(order_file), format="json", stdout=output, stderr=errors
        )
    assert [document["number"] for document in json.loads(output.getvalue())] == ["118"]
    assert "kartinka.docx: Это картинка" in errors.getvalue()
    assert "создан" in errors.getvalue()


def test_several_files_end_with_a_table(order_file: Path, broken_file: Path) -> None:
    output = StringIO()
    with pytest.raises(CommandError, match="Не импортировано файлов: 1"):
        call_command("import_document", str(order_file), str(broken_file), stdout=output, stderr=StringIO())
    lines = [[cell.strip() for cell in line.split("│")[1:-1]] for line in output.getvalue().splitlines()]
    rows = [line for line in lines if line]
    assert rows[0] == ["prikaz-118.txt", "Приказ", "№ 118 1 сентября 2026 г.", "0", rows[0][4], "создан"]
    assert rows[1] == ["kartinka.docx", "", "", "", "", "ошибка"]


def test_a_folder_stands_for_its_documents(order_file: Path) -> None:
    (order_file.parent / "~$prikaz-118.docx").write_bytes(b"lock")
    (order_file.parent / "zametki.xlsx").write_bytes(b"PK")
    printed, _errors = run(order_file.parent, dry_run=True, format="json")
    assert [document["number"] for document in json.loads(printed)] == ["118"]


@pytest.mark.parametrize(
    ("error", "said"),
    [
        (ValidationError("Такого адреса быть не может."), "Такого адреса быть не может"),
        (IntegrityError("duplicate key"), "База данных не приняла документ: duplicate key"),
        (OSError(28, "No space left on device"), "No space left on device"),
    ],
)
def test_what_cannot_be_saved_is_named_and_does_not_stop_the_others(
    order_file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, error: Exception, said: str
) -> None:
    other = tmp_path / "prikaz-119.txt"
    other.write_text(ORDER.replace("№ 118", "№ 119"), encoding="utf-8")
    save = OrderPage.save_revision

    def refuse(page: OrderPage, *args: Any, **kwargs: Any) -> Any:
        if page.number == "118":
            raise error
        return save(page, *args, **kwargs)

    monkeypatch.setattr(OrderPage, "save_revision", refuse)
    with pytest.raises(CommandError, match=rf"prikaz-118\.txt: .*{said}"):
        run(order_file, other)
    assert [page.number for page in OrderPage.objects.all()] == ["119"]


def test_an_error_nobody_expects_is_not_hidden(order_file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*args: Any, **kwargs: Any) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr(OrderPage, "save_revision", fail)
    with pytest.raises(ZeroDivisionError):
        run(order_file)


def test_the_section_is_chosen_by_its_id(order_file: Path) -> None:
    OrderIndexPageFactory()
    second = OrderIndexPageFactory(title="Архив")
    run(order_file, parent=second.pk)
    assert OrderPage.objects.get().get_parent().pk == second.pk


def test_an_unknown_section_is_refused(order_file: Path) -> None:
    with pytest.raises(CommandError, match="нет"):
        run(order_file, parent=999_999)
    assert not OrderPage.objects.exists()
