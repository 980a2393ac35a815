"""The admin around the forms: its menu, its reports, its dates."""

import json
import logging

import pytest
from django.contrib.auth.models import Permission, User
from django.test import Client
from django.urls import reverse

from tests.factories import NewsPageFactory, Tree

PAGE_TYPES = "/admin/reports/page-types-usage/"


@pytest.fixture
def editor(client: Client, tree: Tree) -> Client:
    """Someone who may enter the admin and nothing else, beside somebody's draft."""
    NewsPageFactory(title="Тайная новость", live=False)
    user = User.objects.create_user("editor")
    user.user_permissions.add(Permission.objects.get(codename="access_admin"))
    client.force_login(user)
    return client


@pytest.mark.parametrize("address", [PAGE_TYPES, f"{PAGE_TYPES}results/"])
def test_page_types_are_for_superusers(
    editor: Client, caplog: pytest.LogCaptureFixture, address: str
) -> None:
    with caplog.at_level(logging.WARNING, "django.request"):
        assert editor.get(address).status_code == 403
    assert "Forbidden" in caplog.text
    editor.force_login(User.objects.create_superuser("admin"))
    assert editor.get(address).status_code == 200


def test_the_guarded_addresses_are_wagtails(client: Client) -> None:
    assert reverse("wagtailadmin_reports:page_types_usage") == PAGE_TYPES
    assert reverse("wagtailadmin_reports:page_types_usage_results") == f"{PAGE_TYPES}results/"
    assert client.get(PAGE_TYPES)["Location"].startswith("/login/")


def test_files_are_called_files(client: Client, db: None) -> None:
    client.force_login(User.objects.create_superuser("admin"))
    page = client.get("/admin/").content.decode()
    assert f'"name": "documents", "label": {json.dumps("Файлы")}' in page


def test_dates_are_written_as_russian_writes_them(client: Client, tree: Tree) -> None:
    client.force_login(User.objects.create_superuser("admin"))
    form = client.get(f"/admin/pages/{tree.news.pk}/edit/").content.decode()
    assert 'value="12.10.2026"' in form
    assert "d.m.Y" in form
