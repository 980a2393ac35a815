"""A file is as public as the pages that use it."""

import pytest
from django.test import Client

from tests.factories import DocumentFactory, OrderPageFactory


@pytest.mark.django_db
def test_a_drafts_source_is_not_to_be_had(client: Client) -> None:
    source = DocumentFactory()
    draft = OrderPageFactory(source=source, live=False)
    assert client.get(source.url).status_code == 404
    draft.get_latest_revision().publish()
    response = client.get(source.url)
    assert response.status_code == 200
    response.close()


@pytest.mark.django_db
def test_a_file_that_no_page_uses_is_served(client: Client) -> None:
    response = client.get(DocumentFactory().url)
    assert response.status_code == 200
    response.close()


def test_an_editor_reads_a_drafts_source(admin_client: Client) -> None:
    source = DocumentFactory()
    OrderPageFactory(source=source, live=False)
    response = admin_client.get(source.url)
    assert response.status_code == 200
    response.close()
