"""Letters about changes: to the editors of each organisation that an amendment concerns, one notice for all of it."""

from collections import defaultdict
from collections.abc import Collection, Iterator
from functools import cache
from typing import Any

from django.contrib.auth.models import User
from django.utils.formats import date_format
from django.utils.text import Truncator
from django.utils.translation import gettext_lazy as _

from home import roles
from home.letters.kinds import Kind, Notices, register
from home.letters.posting import post
from home.models import Notice, OrganisationPage
from plans.amending.recording import amended
from plans.amending.wording import summary_of
from plans.models import Amendment, ChangeParty
from search.catalog import public_pages
from search.text import one_line


def connect() -> None:
    """Listen to what is amended."""
    amended.connect(_amended, dispatch_uid="plans.amending.letters")


def _reports(user: User) -> bool:
    return user.groups.filter(name__startswith=roles.SCHOOL_EDITORS).exists()


def _public(notices: Notices) -> Collection[Notice]:
    """Return those whose plan everybody still sees."""
    pages = public_pages().filter(pk__in={notice.page_id for notice in notices})
    public = set(pages.values_list("pk", flat=True))
    return [notice for notice in notices if notice.page_id in public]


CHANGED = register(
    Kind(
        "changed",
        _("Изменения в планах"),
        _("План или документ, по которому вас о чём-то просят, изменили."),
        _reports,
        _public,
    )
)


def _amended(amendment: Amendment, **kwargs: Any) -> None:
    post(notices(amendment))


def notices(amendment: Amendment) -> Iterator[Notice]:
    """Yield a notice for each editor of each organisation that a public amendment concerns, but who has made it."""
    page = public_pages().filter(pk=amendment.page_id).first()
    if page is None:
        return
    changes = {change.pk: change for change in amendment.changes.all()}

    @cache
    def summary(keys: frozenset[int]) -> str:
        return summary_of(changes[key] for key in sorted(keys))

    makers = {amendment.author_id, amendment.revision.user_id if amendment.revision else None}
    editors = roles.editors()
    day, address = date_format(amendment.day, "j E Y"), page.full_url
    for organisation, keys in _concerned(amendment, editors):
        for user in editors[organisation.pk] - makers:
            yield Notice(
                recipient_id=user,
                kind=CHANGED.name,
                key=f"{CHANGED.name}:{amendment.pk}:{organisation.pk}",
                title=Truncator(one_line(page.title)).chars(250),
                text=f"{day} · {organisation.title}\n{summary(keys)}",
                address=f"{address}changes/?organisation={organisation.pk}",
                page_id=page.pk,
                data={"organisation": organisation.pk, "amendment": amendment.pk},
            )


def _concerned(
    amendment: Amendment, editors: Collection[int]
) -> Iterator[tuple[OrganisationPage, frozenset[int]]]:
    """Yield the organisations with editors that one of the changes concerns, and the changes that do; two queries."""
    named: dict[int, set[int]] = defaultdict(set)
    meant: dict[tuple[str, str], set[int]] = defaultdict(set)
    parties = ChangeParty.objects.filter(change__amendment=amendment)
    for change, organisation, kind, district in parties.values_list(
        "change", "organisation", "kind", "district"
    ):
        (named[organisation] if organisation else meant[kind, district]).add(change)
    for page in OrganisationPage.objects.live().filter(pk__in=editors).only("title", "kind", "district"):
        of_all, of_district = meant.get((page.kind, ""), set()), meant.get((page.kind, page.district), set())
        keys = frozenset(named.get(page.pk, set()) | of_all | of_district)
        if keys:
            yield page, keys
