"""The import in the admin: upload, check beside the source, mend, confirm; who may, and what bad input gets."""

import logging
from collections.abc import Callable

import pytest
from django.contrib.auth.models import User
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from pytest_django import DjangoAssertNumQueries, DjangoCaptureOnCommitCallbacks

from home import roles
from plans.models import DocumentImport, OrderIndexPage, OrderPage, PlanPage
from tests.factories import OrderIndexPageFactory, OrganisationPageFactory

pytestmark = pytest.mark.django_db

ROWS = [
    "1\tСубботник #ЧистыйДвор\tдо 5 мая\tШкола № 1",
    "2\tЛинейка\tкогда растает снег\tШкола № 2",
    "3\tКонцерт\tиюнь\tДом культуры",
]
PLAN = "План работы на 2024 год\n\n№ п/п\tМероприятие\tСрок\tОтветственные\n"
FIRST, SECOND = "plans.0.sections.0.items.0", "plans.0.sections.0.items.1"
ITEM = {"number": "2", "title": "Линейка", "deadline": "до 10 мая", "responsible": "Школа № 2"}

Upload = Callable[..., DocumentImport]


@pytest.fixture
def section(db: None) -> OrderIndexPage:
    page: OrderIndexPage = OrderIndexPageFactory()
    return page


@pytest.fixture
def coordinator(section: OrderIndexPage) -> User:
    user = User.objects.create_user("coordinator")
    user.groups.add(roles.coordinators(section))
    return user


@pytest.fixture
def editor(client: Client, coordinator: User) -> Client:
    """The browser of somebody who may write documents."""
    client.force_login(coordinator)
    return client


def file(name: str = "plan.txt", text: str = PLAN + "\n".join(ROWS)) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, text.encode())


@pytest.fixture
def upload(
    editor: Client,
    section: OrderIndexPage,
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> Upload:
    """Upload files as the form does; returns the newest import."""

    def send(*files: SimpleUploadedFile) -> DocumentImport:
        with django_capture_on_commit_callbacks(execute=True):
            response = editor.post("/admin/imports/", {"documents": files or [file()], "section": section.pk})
        assert response.status_code == 302, response.content.decode()
        return DocumentImport.objects.latest("pk")

    return send


def node(document_import: DocumentImport, path: str) -> str:
    return f"/admin/imports/{document_import.pk}/{path}/"


def titles(document_import: DocumentImport) -> list[str]:
    document_import.refresh_from_db()
    return [item.title for item in document_import.document.plans[0].sections[0].items]


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


def test_confirming_makes_drafts_once_and_keeps_the_original_file(
    editor: Client, upload: Upload, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    document_import = upload()
    stored = document_import.file.name
    editor.post(node(document_import, FIRST), {"action": "leave_out"})
    assert "Создать черновики" in editor.get(f"/admin/imports/{document_import.pk}/confirm/").content.decode()
    with django_capture_on_commit_callbacks(execute=True):
        for _click in range(2):
            answer = editor.post(
                f"/admin/imports/{document_import.pk}/confirm/", {"how": "create"}, follow=True
            )
            assert answer.redirect_chain[-1][0] == f"/admin/pages/{document_import.section.pk}/"
    plan = PlanPage.objects.get()
    assert not plan.live
    assert [item.title for item in plan.items] == ["Линейка", "Концерт"]
    assert plan.source.title == "plan.txt"
    assert plan.latest_revision.user.username == "coordinator"
    assert not document_import.file.storage.exists(str(stored))


def test_a_document_that_is_there_already_is_updated(
    editor: Client, upload: Upload, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    first = upload()
    editor.post(f"/admin/imports/{first.pk}/confirm/", {"how": "create"})
    uids = [item.uid for item in PlanPage.objects.get().items]
    second = upload(
        file(text=PLAN + "\n".join(ROWS).replace("до 5 мая", "до 15 мая") + "\n4\tПоход\tиюль\tШкола № 1")
    )
    page = editor.get(f"/admin/imports/{second.pk}/confirm/").content.decode()
    assert "Обновить черновик" in page
    assert "1 пункт перенесён, 1 добавлен" in page
    editor.post(f"/admin/imports/{second.pk}/confirm/", {"how": "update"})
    plan = PlanPage.objects.get().get_latest_revision_as_object()
    assert [item.uid for item in plan.items][:3] == uids
    assert [item.deadline for item in plan.items] == ["до 15 мая", "когда растает снег", "июнь", "июль"]


def test_deleting_an_import_deletes_its_file(editor: Client, upload: Upload) -> None:
    document_import = upload()
    editor.post(f"/admin/imports/{document_import.pk}/delete/")
    assert not DocumentImport.objects.exists()
    assert not document_import.file.storage.exists(str(document_import.file.name))


def test_reading_again_gives_up_corrections(
    editor: Client, upload: Upload, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    document_import = upload()
    editor.post(node(document_import, FIRST), ITEM)
    with django_capture_on_commit_callbacks(execute=True):
        editor.post(f"/admin/imports/{document_import.pk}/reread/")
    assert titles(document_import)[0] == "Субботник #ЧистыйДвор"


def test_another_ones_import_is_as_if_it_did_not_exist(
    client: Client, upload: Upload, section: OrderIndexPage
) -> None:
    document_import = upload()
    other = User.objects.create_user("other")
    other.groups.add(roles.coordinators(section))
    client.force_login(other)
    for path in ("", "confirm/", f"{FIRST}/"):
        assert client.get(f"/admin/imports/{document_import.pk}/{path}").status_code == 404
    for path in ("delete/", "reread/", "requisites/", "doubts/", f"{FIRST}/"):
        assert client.post(f"/admin/imports/{document_import.pk}/{path}").status_code == 404
    assert "plan.txt" not in client.get("/admin/imports/").content.decode()


def test_who_writes_no_documents_is_refused_and_the_refusal_is_logged(
    client: Client, caplog: pytest.LogCaptureFixture
) -> None:
    school = OrganisationPageFactory()
    user = User.objects.create_user("school")
    user.groups.add(roles.school_editors(school, roles.organisation_collection(school)))
    client.force_login(user)
    with caplog.at_level(logging.WARNING):
        assert client.get("/admin/imports/").status_code == 302
    assert f"user {user.pk} may import no documents" in caplog.text
    assert "Импорт документа" not in client.get("/admin/").content.decode()


def test_who_has_lost_the_right_cannot_confirm(editor: Client, upload: Upload, coordinator: User) -> None:
    document_import = upload()
    other = OrderIndexPageFactory(title="Другой раздел")
    coordinator.groups.set([roles.coordinators(other)])
    document_import.section.page_ptr.group_permissions.all().delete()
    editor.post(f"/admin/imports/{document_import.pk}/confirm/", {"how": "create"})
    assert not PlanPage.objects.exists()


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
