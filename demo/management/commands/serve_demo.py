"""`manage.py serve_demo`: everything that `make demo` does once the packages are there."""

import os
import secrets
import socket
from argparse import ArgumentParser
from pathlib import Path
from typing import Any
from urllib.parse import unquote

from django.conf import settings
from django.contrib.auth.models import User
from django.contrib.staticfiles.handlers import StaticFilesHandler
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.core.servers import basehttp
from django.core.wsgi import get_wsgi_application
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.models import Site
from whitenoise import WhiteNoise

from demo import letters
from demo.loading.people import ADMIN, mail
from demo.sample import write_sample
from search.models import Hashtag

HOST = "127.0.0.1"
SAMPLE = "prikaz.docx"


class Command(BaseCommand):
    """Migrates, loads the town if it is missing, says what to try, and serves until Ctrl-C."""

    help = "Готовит демонстрационный сайт и показывает его на этой машине."
    requires_system_checks: list[str] = []
    requires_migrations_checks = False

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Add `--port`."""
        parser.add_argument("--port", type=int, default=8000, help="Порт сервера (8000).")

    def handle(self, *args: Any, port: int, **options: Any) -> None:
        """Prepare, greet, serve."""
        check_port(port)
        call_command("migrate", verbosity=0, interactive=False)
        password = kept_password(settings.DATA_DIR / "demo-password")
        call_command("load_demo", password=password)
        Path(settings.STATIC_ROOT).mkdir(parents=True, exist_ok=True)  # WhiteNoise warns without it
        settle_site(port)
        write_sample(settings.DATA_DIR / SAMPLE, timezone.localdate())
        self._greet(f"http://{HOST}:{port}", admin_password(password))
        letters.send_beside()
        serve(port)

    def _greet(self, address: str, password: str) -> None:
        hashtag = Hashtag.objects.in_use().first()
        lines = [
            "",
            _("Сайт:     %(address)s/") % {"address": address},
            _("Редакция: %(address)s/admin/ — имя %(name)s, пароль %(password)s")
            % {"address": address, "name": ADMIN, "password": password},
            "",
            _("Попробуйте:"),
            _("  1. Всё по одному хэштегу: %(address)s") % {"address": address + hashtag_path(hashtag)},
            _("  2. То же для программы:   curl '%(address)s'")
            % {"address": f"{address}/@search?SearchableText=школа&b_size=3"},
            _("  3. Приказ из Word:        .venv/bin/python manage.py import_document --publish %(file)s")
            % {"file": os.path.relpath(settings.DATA_DIR / SAMPLE)},
            "",
            _("Остановить: Ctrl-C. Данные останутся в папке %(folder)s.") % {"folder": settings.DATA_DIR},
        ]
        self.stdout.write("\n".join(lines))
        self.stdout.flush()


def check_port(port: int) -> None:
    """Raise CommandError where something else answers on the port."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, port))
        except (OSError, OverflowError) as error:
            raise CommandError(
                _("Порт %(port)s занят или недоступен. Другой порт: make demo PORT=%(other)s")
                % {"port": port, "other": port + 80 if port < 65000 else 8080}
            ) from error


def kept_password(path: Path) -> str:
    """Return the password of the demo's users, made up once and kept in a file for the owner's eyes."""
    if path.exists() and (kept := path.read_text("utf-8").strip()):
        return kept
    path.parent.mkdir(parents=True, exist_ok=True)
    path.unlink(missing_ok=True)
    password = secrets.token_urlsafe(12)
    with os.fdopen(os.open(path, os.O_CREAT | os.O_WRONLY | os.O_EXCL, 0o600), "w", encoding="utf-8") as file:
        file.write(f"{password}\n")
    return password


def admin_password(password: str) -> str:
    """Return the kept password if the administrator still has it, else words that say who knows it."""
    admin = User.objects.filter(username=ADMIN, email=mail(ADMIN)).first()
    if admin and admin.check_password(password):
        return password
    return _("тот, что вы задали сами")


def settle_site(port: int) -> None:
    """Make the default site's full addresses lead to this server, unless it has a host of its own."""
    Site.objects.filter(is_default_site=True, hostname__in=("localhost", HOST)).exclude(
        hostname=HOST, port=port
    ).update(hostname=HOST, port=port)
    Site.clear_site_root_paths_cache()


def hashtag_path(hashtag: Hashtag | None) -> str:
    """Return the address of the hashtag's page as people read it, of all hashtags where there is none."""
    return unquote(hashtag.get_absolute_url()) if hashtag else reverse("hashtags")


def serve(port: int) -> None:
    """Serve pages, static files and media, a thread for each request, until Ctrl-C."""
    files = WhiteNoise(StaticFilesHandler(get_wsgi_application()), autorefresh=True)
    for folder in (
        "images",
        "original_images",
    ):  # documents are served by the site, which knows who may read them
        files.add_files(settings.MEDIA_ROOT / folder, prefix=f"{settings.MEDIA_URL}{folder}/")
    try:
        basehttp.run(HOST, port, files, server_cls=basehttp.ThreadedWSGIServer)
    except KeyboardInterrupt:
        return
