"""The page that describes the API, on a phone and on a desk."""

import pytest

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.mark.parametrize("width", [360, 1280])
def test_the_description_of_the_api_is_sound(visit, width):
    window = visit(width=width, javascript=True).open("/api/docs/")
    assert window.status == 200
    assert window.problems == []


def test_the_description_of_the_api_works_without_javascript(visit):
    window = visit(width=360, javascript=False).open("/api/docs/#op-get_search")
    assert "/++api++/@search" in window.text
