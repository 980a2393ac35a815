"""The import in the admin: upload, check beside the source, mend, confirm; who may, and what bad input gets."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from pytest_django import DjangoAssertNumQueries, DjangoCaptureOnCommitCallbacks

from plans.models import DocumentImport, OrderIndexPage, OrderPage
from tests.plans.importing.checking.desk import FIRST, ITEM, PLAN, ROWS, SECOND, Upload, file, node, titles

pytestmark = pytest.mark.django_db


def test_an_upload_leads_to_the_check_with_source_and_items_side_by_side(
    editor: Client, upload: Upload
) -> None:
    document_import = upload()
    page = editor.get(f"/admin/imports/{document_import.pk}/").content.decode()
    source, understood = page.split('class="import-understood"')
    assert "когда растает снег" in source
    row = understood[understood.index(f'id="{SECOND}"') :]
    anchor = row.partition('data-source="')[2].partition('"')[0]
    assert f'id="{anchor}"' in source
    assert "Срок не распознан." in row
    assert row.count("import-doubtful") == 1


def test_what_is_not_confirmed_waits_in_the_list(editor: Client, upload: Upload) -> None:
    upload()
    page = editor.get("/admin/imports/").content.decode()
    assert "plan.txt" in page
    assert "на проверке" in page


def test_several_files_wait_each_for_itself(editor: Client, upload: Upload) -> None:
    upload(file("a.txt"), file("b.txt", "nothing"), file("c.docx", "not a Word file"))
    states = dict(DocumentImport.objects.values_list("name", "state"))
    assert states == {"a.txt": "checking", "b.txt": "checking", "c.docx": "failed"}
    failed = DocumentImport.objects.get(name="c.docx")
    page = editor.get(f"/admin/imports/{failed.pk}/").content.decode()
    assert "Прочитать файл не удалось." in page
    assert failed.error in page


def test_a_table_pasted_from_word_is_read_with_its_cells(
    editor: Client,
    section: OrderIndexPage,
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    table = "<table><tr><td>Мероприятие</td><td>Срок</td><td>Ответственные</td></tr>"
    row = "<tr><td><p>Вечер</p><p>поэзии</p></td><td>май 2024</td><td>Школа</td></tr></table>"
    data = {"section": section.pk, "pasted": "Мероприятие Срок Ответственные", "pasted_html": table + row}
    with django_capture_on_commit_callbacks(execute=True):
        editor.post("/admin/imports/", data)
    assert titles(DocumentImport.objects.get()) == ["Вечер поэзии"]


def test_an_old_word_file_is_told_how_to_become_a_new_one(editor: Client, upload: Upload) -> None:
    old = SimpleUploadedFile("plan.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600))
    page = editor.get(f"/admin/imports/{upload(old).pk}/").content.decode()
    assert "сохраните его как .docx" in page


def test_a_correction_is_kept_at_once_and_clears_its_doubt(editor: Client, upload: Upload) -> None:
    document_import = upload()
    answer = editor.post(node(document_import, SECOND), ITEM, headers={"X-Fragment": "1"})
    assert answer.status_code == 200
    assert "10 мая 2024" in answer.content.decode().replace("\xa0", " ")
    assert answer["X-Doubts"] == "0"
    document_import.refresh_from_db()
    assert document_import.document.warnings == ()


def test_without_javascript_a_correction_is_a_page_and_leads_back(editor: Client, upload: Upload) -> None:
    document_import = upload()
    form = editor.get(node(document_import, SECOND))
    assert "когда растает снег" in form.content.decode()
    answer = editor.post(node(document_import, SECOND), ITEM)
    assert answer["Location"] == f"/admin/imports/{document_import.pk}/#{SECOND}"


def test_a_correction_without_a_title_is_refused_and_changes_nothing(editor: Client, upload: Upload) -> None:
    document_import = upload()
    answer = editor.post(node(document_import, SECOND), ITEM | {"title": " "}, headers={"X-Fragment": "1"})
    assert answer.status_code == 422
    assert "error-message" in answer.content.decode()
    assert titles(document_import)[1] == "Линейка"


def test_items_can_be_confirmed_left_out_added_and_had_back(editor: Client, upload: Upload) -> None:
    document_import = upload()
    editor.post(node(document_import, SECOND), {"action": "settle"})
    document_import.refresh_from_db()
    assert document_import.document.warnings == ()
    editor.post(node(document_import, SECOND), {"action": "restore"})
    editor.post(node(document_import, FIRST), {"action": "leave_out"})
    answer = editor.post(node(document_import, FIRST), {"action": "add"})
    assert answer["Location"] == node(document_import, SECOND)
    assert titles(document_import) == ["Субботник #ЧистыйДвор", "", "Линейка", "Концерт"]
    assert document_import.document.plans[0].sections[0].items[0].is_left_out
    assert len(document_import.document.warnings) == 1


def test_requisites_are_mended_and_the_year_is_understood(editor: Client, upload: Upload) -> None:
    document_import = upload(file(text=PLAN.replace("на 2024 год", "школы") + ROWS[0]))
    editor.post(
        f"/admin/imports/{document_import.pk}/requisites/", {"school_year": "2025/2026", "title": "План"}
    )
    document_import.refresh_from_db()
    document = document_import.document
    assert (document.title, document.school_year) == ("План", "2025/2026")
    assert document.plans[0].sections[0].items[0].deadline.end.isoformat() == "2026-05-05"


def test_a_wrong_year_is_refused_with_a_sentence(editor: Client, upload: Upload) -> None:
    document_import = upload()
    answer = editor.post(
        f"/admin/imports/{document_import.pk}/requisites/", {"school_year": "давно"}, follow=True
    )
    assert "Год пишется" in answer.content.decode()


@pytest.mark.parametrize(
    ("upload_file", "sentence"),
    [
        (SimpleUploadedFile("virus.exe", b"x"), "такие файлы не читаются"),
        (SimpleUploadedFile("empty.docx", b""), "пуст"),
        (None, "Выберите файл."),
    ],
)
def test_what_cannot_be_a_document_is_refused_with_a_sentence(
    editor: Client, section: OrderIndexPage, upload_file: SimpleUploadedFile | None, sentence: str
) -> None:
    data = {"section": section.pk} | ({"documents": [upload_file]} if upload_file else {})
    page = editor.post("/admin/imports/", data).content.decode()
    assert sentence in page
    assert not DocumentImport.objects.exists()


@pytest.mark.parametrize(
    "path", ["plans.7", "nothing", "plans.0.sections.0.items.99", "warnings.0", "plans..0"]
)
def test_a_path_to_nothing_is_not_found(editor: Client, upload: Upload, path: str) -> None:
    document_import = upload()
    assert editor.get(node(document_import, path)).status_code == 404
    assert editor.post(node(document_import, path), ITEM).status_code == 404
    assert editor.post(node(document_import, path), {"action": "leave_out"}).status_code == 404


def test_an_unknown_action_is_not_found(editor: Client, upload: Upload) -> None:
    assert editor.post(node(upload(), FIRST), {"action": "explode"}).status_code == 404


def test_the_check_asks_as_little_of_a_long_plan_as_of_a_short_one(
    editor: Client, upload: Upload, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    rows = "\n".join(f"{number}\tДело {number}\tмай\tШкола № {number}" for number in range(1, 127))
    document_import = upload(file(text=PLAN + rows))
    with django_assert_max_num_queries(20):
        page = editor.get(f"/admin/imports/{document_import.pk}/").content.decode()
    assert page.count("<article") == 126


def test_a_markup_in_a_file_is_shown_as_text(editor: Client, upload: Upload) -> None:
    document_import = upload(file(text=PLAN + "1\t<script>alert(1)</script>Дело\tмай\tШкола"))
    page = editor.get(f"/admin/imports/{document_import.pk}/").content.decode()
    assert "<script>alert(1)" not in page


def test_an_orders_clause_can_be_mended(editor: Client, upload: Upload) -> None:
    head = "УПРАВЛЕНИЕ ОБРАЗОВАНИЯ\n\nПРИКАЗ\n\n01.09.2025 № 7\n\nО конкурсе\n\nПРИКАЗЫВАЮ:\n\n"
    text = head + "1. Провести конкурс.\n\nНачальник А.Б. Петров\n"
    document_import = upload(file(text=text))
    editor.post(node(document_import, "clauses.0"), {"number": "1.", "text": "Провести конкурс чтецов."})
    editor.post(f"/admin/imports/{document_import.pk}/confirm/", {"how": "create"})
    order = OrderPage.objects.get()
    assert "чтецов" in str(order.body)
