"""An editor follows an invitation on a phone without JavaScript, and chooses a password."""

from urllib.parse import urlsplit

import pytest
from django.contrib.auth.models import User

from home.enrolling.invitations import invitation_address

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

PASSWORD = "Берёза-у-реки-7"


@pytest.fixture
def invited():
    return User.objects.create_user("new@example.org", "new@example.org")


@pytest.mark.parametrize("width", [360, 1280])
def test_the_page_is_sound(visit, invited, width):
    path = urlsplit(invitation_address(invited)).path
    assert visit(width=width).open(path).problems == []
    assert visit(width=width).open("/invitation/MQ/x-y/").problems == []


def test_a_password_is_chosen_on_a_phone_without_javascript(visit, invited):
    window = visit(width=360, javascript=False).open(urlsplit(invitation_address(invited)).path)

    def choose(password):
        for field in window.page.locator("input[type=password]").all():
            field.fill(password)
        window.page.get_by_role("button", name="Сохранить и войти").click()

    choose("12345")
    assert "слишком короткий" in window.text
    choose(PASSWORD)
    window.page.wait_for_url("**/admin/")
    invited.refresh_from_db()
    assert invited.check_password(PASSWORD)
