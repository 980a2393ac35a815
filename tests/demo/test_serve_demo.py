"""`make demo`: the password is made once and kept for its owner, a taken port is named, the sample can be imported."""

import datetime
import socket
import stat
import threading
import time
from pathlib import Path

import pytest
from django.contrib.auth.models import User
from django.core import mail as sent_mail
from django.core.management.base import CommandError
from wagtail.models import Site

from demo.letters import send_beside
from demo.loading.people import ADMIN, mail
from demo.management.commands.serve_demo import admin_password, check_port, kept_password, settle_site
from demo.sample import ROWS, write_sample
from home.letters.posting import post
from home.models import Notice
from plans.importing.parsing import parse_document
from plans.importing.reading import read_document


def test_password_is_made_once_and_readable_by_its_owner_only(tmp_path: Path) -> None:
    path = tmp_path / "var" / "password"

    password = kept_password(path)

    assert len(password) >= 16
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert kept_password(path) == password


def test_empty_password_file_is_written_again(tmp_path: Path) -> None:
    path = tmp_path / "password"
    path.touch(0o644)

    assert kept_password(path)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_taken_port_is_named() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
        with pytest.raises(CommandError, match=str(port)):
            check_port(port)


@pytest.mark.django_db
def test_password_is_shown_as_long_as_the_administrator_has_it() -> None:
    admin = User.objects.create_user(ADMIN, mail(ADMIN), "made-up")
    assert admin_password("made-up") == "made-up"

    admin.set_password("chosen")
    admin.save()

    assert admin_password("made-up") != "made-up"
    assert "chosen" not in admin_password("made-up")


@pytest.mark.django_db
def test_site_gets_the_servers_address_unless_it_has_one_of_its_own() -> None:
    settle_site(8103)
    site = Site.objects.get(is_default_site=True)
    assert (site.hostname, site.port) == ("127.0.0.1", 8103)

    site.hostname = "vestnik.example"
    site.save()
    settle_site(8000)

    assert Site.objects.get(is_default_site=True).hostname == "vestnik.example"


@pytest.mark.django_db(transaction=True)
def test_letters_go_beside_the_server() -> None:
    user = User.objects.create_user("school", "school@example.org")
    post([Notice(recipient=user, kind="returned", key="x", title="Липы", data={"review": 0})])
    stop = threading.Event()
    thread = send_beside(0.05, stop)
    for _try in range(100):
        if not Notice.objects.filter(state=Notice.State.WAITING).exists():
            break
        time.sleep(0.05)
    stop.set()
    thread.join()
    assert [letter.subject for letter in sent_mail.outbox] == ["Вернули на доработку: Липы"]


def test_sample_is_an_order_with_a_plan(tmp_path: Path) -> None:
    path = tmp_path / "prikaz.docx"

    write_sample(path, datetime.date(2026, 11, 20))

    document = parse_document(read_document(path), name=path.stem)
    assert document.number == "214-о"
    assert document.date == datetime.date(2026, 11, 17)
    assert [item.title for plan in document.plans for section in plan.sections for item in section.items] == [
        row[1] for row in ROWS
    ]
