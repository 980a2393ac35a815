"""Confirming an import: drafts, updates, rights, two windows at once."""

import logging

import pytest
from django.contrib.auth.models import User
from django.test import Client
from pytest_django import DjangoCaptureOnCommitCallbacks
from wagtail.models import GroupPagePermission

from home import roles
from plans.importing.checking.mending import fingerprint, item_at
from plans.models import DocumentImport, OrderIndexPage, PlanPage
from tests.factories import OrderIndexPageFactory, OrganisationPageFactory
from tests.plans.importing.checking.desk import FIRST, ITEM, PLAN, ROWS, SECOND, Upload, file, node, titles

pytestmark = pytest.mark.django_db


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


def test_an_import_that_is_gone_leaves_no_file(
    editor: Client,
    upload: Upload,
    coordinator: User,
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    document_import, other = upload(), upload(file("other.txt"))
    with django_capture_on_commit_callbacks(execute=True):
        editor.post(f"/admin/imports/{document_import.pk}/delete/")
        coordinator.delete()
    assert not other.file.storage.exists(str(other.file.name))
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


def test_who_may_only_add_does_not_change_what_is_there(
    editor: Client, upload: Upload, coordinator: User, caplog: pytest.LogCaptureFixture
) -> None:
    first = upload()
    editor.post(f"/admin/imports/{first.pk}/confirm/", {"how": "create"})
    GroupPagePermission.objects.filter(permission__codename="change_page").delete()
    PlanPage.objects.update(owner=None)
    second = upload(file(text=PLAN + ROWS[0].replace("до 5 мая", "до 15 мая")))
    page = editor.get(f"/admin/imports/{second.pk}/confirm/").content.decode()
    assert "Менять его вам сейчас нельзя" in page
    assert "до 15 мая" not in page
    editor.post(f"/admin/imports/{second.pk}/confirm/", {"how": "update"})
    assert PlanPage.objects.get().revisions.count() == 1
    assert "may not update page" in caplog.text


def test_a_locked_page_is_refused_with_a_sentence(editor: Client, upload: Upload) -> None:
    first = upload()
    editor.post(f"/admin/imports/{first.pk}/confirm/", {"how": "create"})
    PlanPage.objects.update(locked=True)
    second = upload(file(text=PLAN + ROWS[0]))
    answer = editor.post(f"/admin/imports/{second.pk}/confirm/", {"how": "update"}, follow=True)
    assert "менять нельзя" in answer.content.decode()


def test_a_finished_import_cannot_be_mended_read_or_doubled(editor: Client, upload: Upload) -> None:
    document_import = upload()
    editor.post(f"/admin/imports/{document_import.pk}/confirm/", {"how": "create"})
    assert editor.get(node(document_import, FIRST)).status_code == 302
    assert editor.post(node(document_import, FIRST), ITEM, headers={"X-Fragment": "1"}).status_code == 409
    editor.post(f"/admin/imports/{document_import.pk}/reread/")
    document_import.refresh_from_db()
    assert document_import.state == DocumentImport.State.SAVED
    assert PlanPage.objects.count() == 1


def test_a_row_that_has_moved_is_not_mended_for_another(editor: Client, upload: Upload) -> None:
    document_import = upload()
    seen = fingerprint(item_at(document_import.document, SECOND))
    editor.post(node(document_import, FIRST), {"action": "add"})
    answer = editor.post(
        node(document_import, SECOND), {"action": "leave_out", "seen": seen}, headers={"X-Fragment": "1"}
    )
    assert answer.status_code == 409
    assert "Обновите страницу" in answer.content.decode()
    assert not any(
        item.is_left_out for item in DocumentImport.objects.get().document.plans[0].sections[0].items
    )


def test_a_file_that_breaks_the_reader_does_not_wait_for_ever(
    editor: Client, upload: Upload, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*args: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr("plans.importing.checking.intake.parse_document", broken)
    document_import = upload()
    assert document_import.state == DocumentImport.State.FAILED
    assert "журнал" in document_import.error


def test_an_item_without_a_title_is_not_lost(editor: Client, upload: Upload) -> None:
    document_import = upload(file(text=PLAN + "\n".join(ROWS) + "\n4\t\t15 мая\tШкола № 4"))
    count = len(document_import.document.plans[0].sections[0].items)
    editor.post(f"/admin/imports/{document_import.pk}/confirm/", {"how": "create"})
    assert len(list(PlanPage.objects.get().items)) == count


def test_days_of_a_monthly_plan_keep_their_month(editor: Client, upload: Upload) -> None:
    head = "План работы на октябрь 2026 года\n\n№ п/п\tМероприятие\tСрок\tОтветственные\n"
    text = head + "1\tЯрмарка\t5\tШкола № 1\n2\tКросс\t10-12\tШкола № 2"
    document_import = upload(file(text=text))
    editor.post(
        node(document_import, FIRST),
        {"title": "Осенняя ярмарка", "deadline": "5", "number": "1", "responsible": "Школа № 1"},
    )
    editor.post(f"/admin/imports/{document_import.pk}/confirm/", {"how": "create"})
    plan = PlanPage.objects.get()
    assert [(item.title, item.deadline, str(item.start), str(item.end)) for item in plan.items] == [
        ("Осенняя ярмарка", "5 октября", "2026-10-05", "2026-10-05"),
        ("Кросс", "10-12 октября", "2026-10-10", "2026-10-12"),
    ]


def test_a_mended_hashtag_is_mended_on_the_document_too(editor: Client, upload: Upload) -> None:
    document_import = upload()
    editor.post(node(document_import, FIRST), ITEM | {"title": "Субботник #НашДвор"})
    document_import.refresh_from_db()
    assert document_import.document.hashtags == ("#НашДвор",)


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
