"""An editor of documents who uploads files."""

import pytest
from django.contrib.auth.models import User
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from pytest_django import DjangoCaptureOnCommitCallbacks

from home import roles
from plans.models import DocumentImport, OrderIndexPage
from tests.factories import OrderIndexPageFactory
from tests.plans.importing.checking.desk import Upload, file


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
