"""`manage.py load_demo`: fills the site with a town's schools, documents, news and photo reports."""

import secrets
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone
from django.utils.translation import gettext as _
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from demo.loading.loading import LoadingRefused, is_loaded, load, page_count
from demo.loading.people import People
from demo.records import Town
from demo.town import build_town


class Command(BaseCommand):
    """Loads the demo town once; with --reset, takes it out first and loads it anew."""

    help = "Загружает демонстрационный город: организации, документы, новости, фотоотчёты и пользователей."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Add `--reset` and `--password`."""
        parser.add_argument(
            "--reset",
            action="store_true",
            help="Удалить то, что сделала демонстрация, и загрузить её заново. Чужое не удаляется.",
        )
        parser.add_argument(
            "--password",
            metavar="TEXT",
            help="Пароль всех пользователей демонстрации. Без него будет придуман и показан один раз.",
        )

    def handle(self, *args: Any, reset: bool, password: str | None, verbosity: int, **options: Any) -> None:
        """Load, or say why not."""
        if is_loaded() and not reset:
            self.stdout.write(_("Демонстрационный город уже загружен"))
            return
        town = build_town(timezone.localdate())
        secret = password or secrets.token_urlsafe(9)
        try:
            people = self._load(town, secret, reset, quiet=verbosity == 0)
        except LoadingRefused as refusal:
            raise CommandError(str(refusal)) from refusal
        self._tell(people, None if password else secret)

    def _load(self, town: Town, password: str, reset: bool, quiet: bool) -> People:
        columns = TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn()
        with Progress(*columns, console=Console(stderr=True), disable=quiet) as progress:
            bar = progress.add_task(_("Публикуем страницы города"), total=page_count(town))
            return load(town, password, lambda: progress.advance(bar), reset)

    def _tell(self, people: People, generated: str | None) -> None:
        """Say who may sign in, and the password only if nobody has chosen it."""
        self.stdout.write(_("Демонстрационный город загружен. Вход в редакцию: /admin/"))
        if people.users:
            self.stdout.write(_("Пользователи: %(names)s") % {"names": ", ".join(people.users)})
        if people.users and generated:
            self.stdout.write(_("Пароль у всех один: %(password)s") % {"password": generated})
        if people.taken:
            names = ", ".join(people.taken)
            self.stdout.write(
                _("Эти пользователи уже были, они оставлены как есть: %(names)s") % {"names": names}
            )
