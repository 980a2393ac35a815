"""Matching the plans' parties anew when the directory of organisations changes."""

from typing import Any

from django.db import transaction
from wagtail.signals import page_published, page_unpublished

from home.models import OrganisationPage
from plans.models import PlanItem
from plans.parties import Directory


def connect() -> None:
    """Listen to organisations: a new one, or one with new names, may be what a plan already speaks of."""
    page_published.connect(_organisation_changed, sender=OrganisationPage)
    page_unpublished.connect(_organisation_changed, sender=OrganisationPage)


def match_all() -> int:
    """Match every item of every plan; returns how many changed."""
    directory = Directory()
    links = PlanItem.organisations.through.objects
    changed = 0
    with transaction.atomic():
        for item in PlanItem.objects.exclude(responsible="").prefetch_related("organisations"):
            wanted = {organisation.pk for organisation in directory.matching(item.parties)}
            current = {organisation.pk for organisation in item.organisations.all()}
            if wanted != current:
                links.filter(planitem=item, organisationpage_id__in=current - wanted).delete()
                links.bulk_create(
                    [links.model(planitem=item, organisationpage_id=pk) for pk in wanted - current]
                )
                changed += 1
    return changed


def _organisation_changed(**kwargs: Any) -> None:
    match_all()
