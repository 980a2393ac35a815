"""`manage.py make_token anna --name … --scope write:news.NewsPage --section /novosti/`: a token for a program."""

from argparse import ArgumentParser
from datetime import date, datetime, time, timedelta
from typing import Any

from django.contrib.auth import get_user_model
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.utils import timezone
from django.utils.dateparse import parse_date
from django.utils.translation import gettext as _
from wagtail.log_actions import log
from wagtail.models import APIToken, Page, Site

from restapi.access.scopes import scope_words
from restapi.models import TokenTerms

YEAR = 365


class Command(BaseCommand):
    """Makes a token with terms and prints it, alone and once."""

    help = "Make an API token for a program and print it once."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Add whose token it is, and its terms."""
        parser.add_argument("user", help="Whose rights the token has.")
        parser.add_argument("--name", required=True, help="What the token is for, in words.")
        parser.add_argument(
            "--scope",
            action="append",
            default=[],
            choices=list(scope_words()),
            metavar="SCOPE",
            help=f"What it may do beside reading what is public; repeat it. One of {', '.join(scope_words())}.",
        )
        parser.add_argument(
            "--expires", default=str(YEAR), help="A number of days, or the last day as 2027-05-31; a year."
        )
        parser.add_argument("--section", help="The only page, by number or address, with what is below it.")

    def handle(
        self,
        *args: Any,
        user: str,
        name: str,
        scope: list[str],
        expires: str,
        section: str | None,
        **options: Any,
    ) -> None:
        """Print the token; raises CommandError that says what is wrong."""
        model = get_user_model()
        owner = model.objects.filter(**{model.USERNAME_FIELD: user}).first()
        if owner is None:
            raise CommandError(_("There is no user “%(name)s”.") % {"name": user})
        expires_at, page = _moment(expires), _page(section) if section else None
        with transaction.atomic():
            token, key = APIToken.create_token(user=owner, name=name)
            terms = {"scopes": sorted(set(scope)), "expires_at": expires_at, "section": page}
            TokenTerms.objects.create(token=token, **terms)
            log(token, "wagtail.apitoken.create", data={"source": "management_command"})
        self.stdout.write(key)


def _moment(text: str) -> datetime:
    """Return the end of a day, or so many days from now; raises CommandError."""
    now = timezone.now()
    try:
        day = parse_date(text)
        end = _end_of(day) if day else now + timedelta(days=int(text))
    except (ValueError, OverflowError):
        raise CommandError(_("“%(text)s” is no number of days and no date.") % {"text": text}) from None
    if end <= now:
        raise CommandError(_("The token would have expired already."))
    return end


def _end_of(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day + timedelta(days=1), time.min))


def _page(text: str) -> Page:
    """Return a page by its number, or by its address on the default site; raises CommandError."""
    if text.isdecimal():
        pages = Page.objects.filter(pk=text)
    else:
        site = Site.objects.select_related("root_page").filter(is_default_site=True).first()
        root = site.root_page.url_path if site else "/"
        path = "/".join(part for part in text.split("/") if part)
        pages = Page.objects.filter(url_path=f"{root}{path}/" if path else root)
    page = pages.first()
    if page is None:
        raise CommandError(_("There is no page “%(page)s”.") % {"page": text})
    return page
