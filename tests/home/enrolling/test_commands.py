"""Organisations from a list: what a spreadsheet saves, what is wrong with a row, what is told."""

from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.core import mail
from django.core.management import CommandError, call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext

from home.enrolling.listing import UnreadableList, read_list
from home.models import OrganisationPage
from tests.factories import Tree
from tests.restapi.town import everything

HEAD = "Название;Вид;Район;Почта редактора\n"
LIST = (
    HEAD
    + "Школа № 12;школа;Заречный район;school-12@example.org\n"
    + "Детский сад «Ромашка»;Детский сад;;sad@example.org\n"
)


def run(folder: Path, text: str | bytes, *options: str) -> tuple[str, str, str]:
    """Return what is printed, what is complained of and how the command ends."""
    file = folder / "spisok.csv"
    file.write_bytes(text if isinstance(text, bytes) else text.encode())
    out, err, end = StringIO(), StringIO(), ""
    try:
        call_command("add_organisations", str(file), *options, stdout=out, stderr=err)
    except CommandError as error:
        end = str(error)
    return out.getvalue(), err.getvalue(), end


def organisations() -> dict[str, Any]:
    return {page.title: page for page in OrganisationPage.objects.filter(enrolment__isnull=False)}


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1251"])
@pytest.mark.parametrize("delimiter", [";", ",", "\t"])
def test_a_list_is_read_as_a_spreadsheet_has_saved_it(encoding: str, delimiter: str) -> None:
    text = LIST.replace(";", delimiter).replace("\n", "\r\n")
    rows = read_list(text.encode(encoding))
    assert [(row.line, row.read()["kind"]) for row in rows] == [(2, "school"), (3, "kindergarten")]
    assert rows[0].read()["editor_email"] == "school-12@example.org"
    assert "district" not in rows[1].read()


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("", "Файл пуст"),
        ("Вид;Район\nшкола;Заречный\n", "Нет столбца «Название»"),
        ("Название;Директор\nШкола;Анна\n", "Непонятный столбец: «Директор»"),
        ("Название;Район;Район\nШкола;1;2\n", "стоит в таблице дважды"),
        ('Название;Район\nШкола;"Заречный\n', "Строка 2 не похожа на таблицу"),
    ],
)
def test_what_is_no_list_is_said(text: str, complaint: str) -> None:
    with pytest.raises(UnreadableList, match=complaint):
        read_list(text.encode())


def test_what_is_in_no_known_encoding_is_said() -> None:
    with pytest.raises(UnreadableList, match="Кодировка"):
        read_list("Название\n".encode("cp1251") + b"\x98\n")


def test_several_names_stand_in_one_cell() -> None:
    (row,) = read_list('Название;Другие названия\nШкола;"МБОУ | Третья\nшкола"\n'.encode())
    assert row.read()["other_names"] == "МБОУ\nТретья\nшкола"


def test_a_list_makes_organisations_and_invites_their_editors(tree: Tree, tmp_path: Path) -> None:
    out, _err, end = run(tmp_path, LIST)
    assert not end
    assert set(organisations()) == {"Школа № 12", "Детский сад «Ромашка»"}
    assert {message.to[0] for message in mail.outbox} == {"school-12@example.org", "sad@example.org"}
    assert "заведена" in out
    assert "приглашён" in out
    assert out.index("Школа № 12") < out.index("Ромашка")


def test_the_same_list_again_changes_nothing_and_writes_to_nobody(tree: Tree, tmp_path: Path) -> None:
    run(tmp_path, LIST)
    before = everything()
    mail.outbox.clear()
    out, _err, _end = run(tmp_path, LIST)
    assert everything() == before
    assert not mail.outbox
    assert out.count("без изменений") == 2


def test_who_has_no_password_yet_is_invited_again_when_asked(tree: Tree, tmp_path: Path) -> None:
    run(tmp_path, LIST)
    user = User.objects.get(username="sad@example.org")
    user.set_password("Берёза-у-реки")
    user.save()
    mail.outbox.clear()
    run(tmp_path, LIST, "--invite-again")
    assert [message.to for message in mail.outbox] == [["school-12@example.org"]]


def test_a_bad_row_is_named_with_its_line_and_stops_no_other(tree: Tree, tmp_path: Path) -> None:
    bad = (
        LIST
        + "\n"
        + "Школа № 13;больница;;\n"
        + "Школа № 14;школа;;не почта\n"
        + "школа №12;школа;;\n"
        + ";школа;;\n"
        + "Школа № 15;школа;;a@example.org;лишнее\n"
    )
    _out, err, end = run(tmp_path, bad)
    assert set(organisations()) == {"Школа № 12", "Детский сад «Ромашка»"}
    assert "Строка 5, «Школа № 13»: Вид: " in err
    assert "Строка 6, «Школа № 14»: Почта первого редактора: " in err
    assert "Строка 7, «школа №12»: Та же организация, что в строке 2." in err
    assert "Строка 8, «»: Название: " in err
    assert "Строка 9, «Школа № 15»: В строке больше значений, чем столбцов." in err
    assert end == "Строк с ошибками: 5."


def test_a_dry_run_tells_all_and_does_nothing(tree: Tree, tmp_path: Path) -> None:
    before, users = everything(), User.objects.count()
    out, _err, _end = run(tmp_path, LIST, "--dry-run")
    assert out.count("заведена") == 2
    assert "будет приглашён" in out
    assert everything() == before
    assert User.objects.count() == users
    assert not mail.outbox


def test_a_letter_that_does_not_go_out_is_said_and_the_organisation_stays(
    tree: Tree, tmp_path: Path, settings: Any
) -> None:
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 1
    _out, err, end = run(tmp_path, LIST)
    assert err.count("не ушло") == 2
    assert end == "Строк с ошибками: 2."
    assert set(organisations()) == {"Школа № 12", "Детский сад «Ромашка»"}


def test_a_missing_file_is_said() -> None:
    with pytest.raises(CommandError, match=r"net\.csv"):
        call_command("add_organisations", "net.csv")


def test_one_organisation_is_added_by_its_fields(tree: Tree) -> None:
    out = StringIO()
    call_command("add_organisation", "Лицей № 9", kind="лицей", editor_email="licej@example.org", stdout=out)
    assert organisations()["Лицей № 9"].kind == "school"
    assert [message.to for message in mail.outbox] == [["licej@example.org"]]
    assert "заведена" in out.getvalue()
    with pytest.raises(CommandError):
        call_command("add_organisation", "Лицей № 10", kind="больница", stdout=out, stderr=StringIO())


def test_a_row_costs_the_same_among_few_and_among_many(tree: Tree, tmp_path: Path) -> None:
    def queries(first: int, count: int) -> float:
        rows = "".join(f"Школа № {number};школа;;\n" for number in range(first, first + count))
        with CaptureQueriesContext(connection) as context:
            run(tmp_path, HEAD + rows)
        return len(context) / count

    few = queries(1000, 5)
    assert queries(2000, 20) < few * 1.2
