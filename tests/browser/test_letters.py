"""Who is tired of letters follows the link in one on a phone without JavaScript; the account has the switches."""

import pytest
from django.contrib.auth.models import User

from home.letters.unsubscribing import off_address
from home.models import Mailbox

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def reader():
    return User.objects.create_superuser("anna", "anna@example.org", first_name="Анна", last_name="Петрова")


@pytest.mark.parametrize("width", [360, 1280])
def test_the_page_is_sound(visit, reader, width):
    assert visit(width=width).open(off_address(reader, "returned")).problems == []
    assert visit(width=width).open(off_address(reader, "")).problems == []


def test_letters_are_switched_off_on_a_phone_without_javascript(visit, reader):
    window = visit(width=360, javascript=False).open(off_address(reader, "returned"))
    assert not Mailbox.objects.exists()
    window.page.get_by_role("button", name="Не писать").click()
    assert "Больше не пишем" in window.text
    assert Mailbox.objects.get().switched_off == ["returned"]


def test_the_account_has_the_switches(visit, reader, client, live_server):
    client.force_login(reader)
    window = visit()
    session = client.cookies["sessionid"].value
    window.page.context.add_cookies([{"name": "sessionid", "value": session, "url": live_server.url}])
    window.open("/admin/account/")
    window.page.get_by_role("tab", name="Уведомления").click()
    window.page.get_by_label("Одним письмом в день, утром").check()
    window.page.get_by_label("Вернули на доработку").uncheck()
    window.page.get_by_role("button", name="Сохранить").click()
    window.page.wait_for_load_state()
    box = Mailbox.objects.get()
    assert (box.pace, box.switched_off) == (Mailbox.Pace.DAILY, ["returned"])
