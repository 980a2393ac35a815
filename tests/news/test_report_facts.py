"""What stands beside a report's story, and what a messenger is told of its picture."""

from typing import Any

import pytest
from django.core.files.storage import default_storage
from django.test import Client
from wagtail.models import PageViewRestriction

from home.models import OrganisationPage
from home.templatetags.pages import public_pages
from tests.factories import OrganisationPageFactory, Tree


@pytest.fixture
def involved(tree: Tree) -> list[OrganisationPage]:
    """A public organisation, a draft and a private one that took part."""
    organisations = [
        OrganisationPageFactory(title="Открытый лицей"),
        OrganisationPageFactory(title="Черновик центра", live=False),
        OrganisationPageFactory(title="Закрытый колледж"),
    ]
    PageViewRestriction.objects.create(page=organisations[2], restriction_type="login")
    tree.report.organisations = organisations
    tree.report.save_revision().publish()
    return organisations


def test_a_report_names_public_organisations_only(
    tree: Tree, client: Client, involved: list[OrganisationPage]
) -> None:
    page = client.get(tree.report.url).content.decode()
    assert "Открытый лицей" in page
    assert "Черновик центра" not in page
    assert "Закрытый колледж" not in page


def test_public_pages_cost_one_query(
    involved: list[OrganisationPage], django_assert_num_queries: Any
) -> None:
    with django_assert_num_queries(1):
        assert public_pages(involved) == involved[:1]
    with django_assert_num_queries(0):
        assert public_pages([]) == []


def test_a_report_does_not_name_its_unpublished_organisation(tree: Tree, client: Client) -> None:
    kicker = f'<a href="{tree.school.url}">{tree.school.title}</a>'
    assert kicker in client.get(tree.report.url).content.decode()
    tree.school.unpublish()
    assert kicker not in client.get(tree.report.url).content.decode()


def test_the_preview_has_the_sites_host_or_its_own(
    tree: Tree, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert 'og:image" content="http://localhost/media/' in client.get(tree.report.url).content.decode()
    monkeypatch.setattr(default_storage, "base_url", "https://media.example.org/")
    assert 'og:image" content="https://media.example.org/' in client.get(tree.report.url).content.decode()
