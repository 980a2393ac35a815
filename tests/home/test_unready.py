"""A page that cannot be published as it is: the admin says what is missing, where Wagtail's views would fail."""

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse

from news.models import NewsPage
from tests.factories import NewsPageFactory, Tree


@pytest.fixture
def unready(tree: Tree) -> NewsPage:
    """A draft without a date: a draft may lack what readers need."""
    page: NewsPage = NewsPageFactory(parent=tree.news_index, live=False)
    draft = page.get_latest_revision_as_object()
    draft.date = None
    draft.save_revision(clean=False)
    return page


def publish(client: Client, page: NewsPage, **more: str) -> str:
    """Publish it in the listing; return what the admin says."""
    client.force_login(User.objects.create_superuser("admin"))
    address = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "publish"])
    sent = {"include_descendants": "", **more}
    response = client.post(f"{address}?id={page.pk}&next=/admin/account/", sent, follow=True)
    assert response.redirect_chain == [("/admin/account/", 302)]
    return " ".join(str(message) for message in response.context["messages"])


def test_what_is_missing_is_named(client: Client, unready: NewsPage) -> None:
    said = publish(client, unready)
    assert "Страница не опубликована, ничего не изменилось. «дата»:" in said
    assert not NewsPage.objects.get(pk=unready.pk).live


def test_nobody_is_led_to_a_foreign_site(client: Client, unready: NewsPage) -> None:
    client.force_login(User.objects.create_superuser("admin"))
    address = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "publish"])
    headers = {"referer": "https://evil.example/"}
    response = client.post(f"{address}?id={unready.pk}", {"next": "https://evil.example/"}, headers=headers)
    assert (response.status_code, response["Location"]) == (302, "/admin/")
