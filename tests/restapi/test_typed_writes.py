"""What is sent must have the declared type: a number is no text, a word is no number."""

import json

import pytest

from tests.restapi.town import PRESS, Town

BODY = {"@type": "news.NewsPage", "title": "Новость"}


@pytest.fixture
def send(client, town: Town):
    """Return what posts to the news section as the press service."""
    client.force_login(town.people[PRESS])

    def send(**members):
        url = f"/++api++{town.tree.news_index.get_url()}"
        return client.post(url, json.dumps({**BODY, **members}), content_type="application/json")

    return send


@pytest.mark.parametrize(
    ("member", "value"),
    [
        ("lead", 7),
        ("title", 7),
        ("exclude_from_nav", 1),
        ("date", 20260901),
        ("subjects", [1]),
        ("picture_caption", True),
        ("type", "news.NewsPage"),
    ],
)
def test_another_type_than_the_declared_one_is_refused_by_name(send, member, value):
    response = send(**{member: value})
    assert response.status_code == 400
    assert member in str([mistake["loc"] for mistake in response.json()["errors"]])


@pytest.mark.parametrize(
    "body", [{"blocks": {"a": {"@type": []}}}, {"blocks": {"1": {}}, "blocks_layout": {"items": [1]}}]
)
def test_names_of_blocks_are_texts(send, body):
    assert send(**body).status_code == 400


def test_the_page_on_which_a_site_stands_is_not_deleted(client, home, django_user_model):
    client.force_login(django_user_model.objects.create_superuser("root", password="x"))
    response = client.delete("/++api++/", headers={"accept": "application/json"})
    assert response.status_code == 409
    assert type(home).objects.filter(pk=home.pk).exists()
