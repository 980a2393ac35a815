"""`manage.py reset_second_factor USER`: for who has lost the telephone and the recovery codes."""

from argparse import ArgumentParser
from typing import Any

from django.contrib.auth.models import User
from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from home.entrance.requirement import take_away


class Command(BaseCommand):
    """The next login asks for the password alone, and leads to the set-up where a second factor is required."""

    help = "Take a user's second factor and recovery codes away."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Ask for the user."""
        parser.add_argument("user", help="the name that the user signs in with")

    def handle(self, *args: Any, user: str, **options: Any) -> None:
        """Take it away; raises CommandError where there is no such user or nothing to take."""
        found = User.objects.filter(username=user).first()
        if found is None:
            raise CommandError(_("Пользователя %s нет.") % user)
        if not take_away(found):
            raise CommandError(_("У пользователя %s вход с кодом не включён.") % user)
        self.stdout.write(_("Вход с кодом у пользователя %s отключён.") % user)
