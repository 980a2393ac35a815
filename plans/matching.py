"""Reading plans anew when what they are understood by changes: the directory of organisations, the order above."""

from typing import Any

from django.db import transaction
from wagtail.signals import page_published, page_unpublished

from home.directory import names_changed
from plans.models import OrderIndexPage, OrderPage, PlanItem, PlanPage
from plans.parties import Directory


def connect() -> None:
    """Listen to organisations, of which a plan may speak by a new name, and to orders, which date their plans."""
    names_changed.connect(_names_changed)
    for signal in (page_published, page_unpublished):
        signal.connect(_order_changed, sender=OrderPage)
    page_published.connect(_section_changed, sender=OrderIndexPage)


def match_all() -> int:
    """Match every item of every plan; returns how many changed."""
    directory = Directory()
    links = PlanItem.organisations.through.objects
    changed = 0
    with transaction.atomic():
        for item in PlanItem.objects.exclude(responsible="").prefetch_related("organisations"):
            kinds = ",".join(directory.kinds(item.parties))
            # A name that one organisation bears now may have been a kind's.
            is_other_kind = kinds != item.party_kinds
            if is_other_kind:
                PlanItem.objects.filter(pk=item.pk).update(party_kinds=kinds)
            wanted = {organisation.pk for organisation in directory.matching(item.parties)}
            current = {organisation.pk for organisation in item.organisations.all()}
            if wanted != current:
                links.filter(planitem=item, organisationpage_id__in=current - wanted).delete()
                links.bulk_create(
                    [links.model(planitem=item, organisationpage_id=pk) for pk in wanted - current],
                    ignore_conflicts=True,
                )
            changed += wanted != current or is_other_kind
    return changed


def _names_changed(**kwargs: Any) -> None:
    match_all()


def _order_changed(instance: OrderPage, **kwargs: Any) -> None:
    for plan in PlanPage.objects.child_of(instance):
        plan.save()


def _section_changed(instance: OrderIndexPage, **kwargs: Any) -> None:
    """The section's district is that of its plans, but for those that name their own."""
    items = PlanItem.objects.filter(section__page__path__startswith=instance.path, section__page__district="")
    items.update(party_district=instance.district)
