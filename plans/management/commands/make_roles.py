"""`manage.py make_roles`: the groups of the site's roles and the review, as `home.roles` has them."""

from typing import Any

from django.core.management.base import BaseCommand
from django.db import transaction
from django.utils.translation import gettext as _
from wagtail.models import Site

from home import roles
from home.models import OrganisationPage
from plans.models import OrderIndexPage


class Command(BaseCommand):
    """Makes what is missing, takes nothing away, says what it made; twice changes nothing."""

    help = (
        "Make administrators, press service, coordinators of each section of documents, editors of each "
        "organisation, and the review; repair what is missing of them."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        """Make the roles, all or none, and tell what is new."""
        with transaction.atomic():
            before = roles.standing()
            make_roles()
            made = sorted(roles.standing() - before)
        for line in made:
            self.stdout.write(line)
        told = _("Сделано: %d.") % len(made) if made else _("Всё на месте, ничего не изменено.")
        self.stdout.write(self.style.SUCCESS(told))


def make_roles() -> None:
    """Make the roles of the default site."""
    home = Site.objects.get(is_default_site=True).root_page
    roles.administrators()
    roles.review(home, roles.press_service(home))
    for section in OrderIndexPage.objects.order_by("path"):
        roles.coordinators(section)
    for organisation in OrganisationPage.objects.order_by("title"):
        roles.school_editors(organisation, roles.organisation_collection(organisation))
