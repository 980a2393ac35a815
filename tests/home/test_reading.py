"""How a visitor reads: the form, the cookie, the way back."""

import pytest
from django.http import HttpRequest
from django.test import Client

from home.reading import reading_classes

pytestmark = pytest.mark.django_db


def test_the_choice_is_kept_and_leads_back(client: Client) -> None:
    response = client.post("/reading/", {"size": "large", "contrast": "white-on-black", "next": "/hashtags/"})
    assert (response.status_code, response["Location"]) == (302, "/hashtags/")
    assert client.cookies["reading"].value == "large.white-on-black"
    assert 'class="reading-large reading-white-on-black"' in client.get("/hashtags/").content.decode()


def test_the_usual_page_needs_no_cookie(client: Client) -> None:
    client.post("/reading/", {"size": "huge"})
    client.post("/reading/", {"size": ""})
    assert client.cookies["reading"].value == ""


def test_the_form_shows_what_was_chosen(client: Client) -> None:
    client.cookies["reading"] = "huge.wide"
    page = client.get("/reading/?next=/search/").content.decode()
    assert page.count(" checked") == 4
    assert 'value="/search/"' in page


@pytest.mark.parametrize(
    "address", ["https://example.org/", "//example.org", "javascript:alert(1)", "", "foo", "///"]
)
def test_the_way_back_never_leaves_the_site(client: Client, address: str) -> None:
    assert client.post("/reading/", {"size": "large", "next": address})["Location"] == "/"


def test_what_the_form_does_not_offer_is_refused(client: Client) -> None:
    assert client.post("/reading/", {"size": '"><script>'}).status_code == 400


@pytest.mark.parametrize("cookie", ['"><script>', "....", "large.large", "я" * 500])
def test_nonsense_in_the_cookie_asks_for_nothing_else(cookie: str) -> None:
    request = HttpRequest()
    request.COOKIES["reading"] = cookie
    assert set(reading_classes(request).split()) <= {"reading-large"}
