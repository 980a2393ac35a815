"""A district: organisations with their groups, a plan that asks things of them, public reports, drafts, reports in review.

What there are many of is made by bulk, as publishing would have left it; what waits is sent by Wagtail's own way.
"""

import datetime
import uuid
from collections import Counter
from collections.abc import Iterable, Iterator
from random import Random
from typing import Any

from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.contrib.auth.models import Group, Permission, User
from django.contrib.contenttypes.models import ContentType
from django.db import connection, transaction
from django.utils import timezone
from wagtail.models import GroupPagePermission, Page

from home import roles
from home.models import OrganisationIndexPage, OrganisationPage
from news.models import EventReportPage, EventReportPageHashtag, ReportParticipants, ReportPhoto
from plans.models import OrderPage, PlanItem
from search.models import CatalogEntry, EntryHashtag, Hashtag
from search.pictures import SIZES, card_sizes, make
from tests.bench.pages import tree_step
from tests.factories import (
    EventReportPageFactory,
    NewsIndexPageFactory,
    OrderPageFactory,
    OrganisationIndexPageFactory,
    PictureFactory,
    PlanPageFactory,
    paragraph,
)

ITEMS, ASKED_OF_ONE, HASHTAGS, PICTURES = 200, 30, 100, 8
BATCH = 2000


class District:
    """The people are made first: whoever measures asks in their names."""

    def __init__(self, organisations: int, reports: int, waiting: int) -> None:
        self.random = Random(152)
        self.today = timezone.localdate()
        self.index: OrganisationIndexPage = OrganisationIndexPageFactory()
        NewsIndexPageFactory()
        self.pictures = [PictureFactory(title=f"Снимок {number}") for number in range(PICTURES)]
        for picture in self.pictures:
            make(picture, *SIZES)
        names = [f"Событие{number}" for number in range(HASHTAGS)]
        self.tags = Hashtag.objects.for_names(names)
        with transaction.atomic():
            self.organisations = list(self._organisations(organisations))
            self.places = {page.path: page.pk for page in self.organisations}
            self.items = self._plan()
            for first in range(0, reports, BATCH):
                self._reports(range(first, min(first + BATCH, reports)), organisations)
            self._count_children()
            self._people()
            for number in range(waiting):
                self._send(self.organisations[number % organisations], number)

    def _organisations(self, number: int) -> Iterator[OrganisationPage]:
        kind = ContentType.objects.get_for_model(OrganisationPage)
        pages = [
            OrganisationPage(
                **self._place(self.index, place, f"shkola-{place}", kind), title=f"Школа № {place}"
            )
            for place in range(1, number + 1)
        ]
        _insert(OrganisationPage, pages)
        Page.objects.filter(pk=self.index.pk).update(numchild=number)
        yield from OrganisationPage.objects.order_by("path")

    def _plan(self) -> list[PlanItem]:
        order: OrderPage = OrderPageFactory(report_parts=["photos", "participants"])
        rows = [{"title": f"Мероприятие {number}", "deadline": "октябрь"} for number in range(ITEMS)]
        plan = PlanPageFactory(parent=order, items=rows)
        items = list(PlanItem.objects.filter(section__page=plan))
        for number, item in enumerate(items):
            item.end = self.today + datetime.timedelta(days=number - ITEMS // 4)
        PlanItem.objects.bulk_update(items, ["end"])
        asked = PlanItem.organisations.through
        asked._default_manager.bulk_create(
            [
                asked(planitem_id=item.pk, organisationpage_id=organisation.pk)
                for organisation in self.organisations
                for item in self.random.sample(items, ASKED_OF_ONE)
            ],
            batch_size=BATCH,
        )
        return items

    def _reports(self, numbers: Iterable[int], organisations: int) -> None:
        kind = ContentType.objects.get_for_model(EventReportPage)
        pages = []
        for number in numbers:
            organisation = self.organisations[number % organisations]
            place = number // organisations + 1
            day = self.today - datetime.timedelta(days=self.random.randrange(900))
            pages.append(
                EventReportPage(
                    **self._place(organisation, place, f"otchyot-{number}", kind),
                    title=f"Отчёт {number} о событии",
                    lead="Одно предложение о главном.",
                    start=day,
                    place="Школьный двор",
                    plan_item=self.random.choice(self.items),
                    consent=True,
                    body=[paragraph("Сажали липы всем классом.")],
                )
            )
        _insert(EventReportPage, pages)
        chosen = [self.random.choice(self.tags) for _page in pages]
        ReportPhoto.objects.bulk_create(
            ReportPhoto(page=page, picture=self.random.choice(self.pictures), alt="Дети", sort_order=place)
            for page in pages
            for place in range(3)
        )
        ReportParticipants.objects.bulk_create(ReportParticipants(page=page, count=25) for page in pages)
        EventReportPageHashtag.objects.bulk_create(
            EventReportPageHashtag(content_object_id=page.pk, tag=tag)
            for page, tag in zip(pages, chosen, strict=True)
        )
        entries = CatalogEntry.objects.bulk_create(self._entry(page) for page in pages)
        EntryHashtag.objects.bulk_create(
            EntryHashtag(entry=entry, hashtag=tag, type=entry.type, date=entry.date)
            for entry, tag in zip(entries, chosen, strict=True)
        )

    def _count_children(self) -> None:
        """Say in the tree how many pages stand below each organisation."""
        below = Counter(
            path[: -Page.steplen] for path in EventReportPage.objects.values_list("path", flat=True)
        )
        for organisation in self.organisations:
            organisation.numchild = below[organisation.path]
        Page.objects.bulk_update(self.organisations, ["numchild"], batch_size=BATCH)

    def _entry(self, page: EventReportPage) -> CatalogEntry:
        picture = self.random.choice(self.pictures)
        return CatalogEntry(
            page=page,
            type=EventReportPage._meta.label,
            uid=page.translation_key,
            tree_path=page.path,
            url=page.url_path,
            title=page.title,
            lead=page.lead,
            date=page.start,
            start=page.start,
            published_at=page.first_published_at,
            modified_at=page.first_published_at,
            organisation_id=self.places[page.path[: -Page.steplen]],
            about=page.plan_item.uid if page.plan_item else None,
            picture=picture,
            picture_sizes=card_sizes(picture),
        )

    def _place(self, parent: Page, place: int, slug: str, kind: ContentType) -> dict[str, Any]:
        moment = timezone.now() - datetime.timedelta(minutes=self.random.randrange(1_000_000))
        return {
            "slug": slug,
            "draft_title": slug,
            "path": f"{parent.path}{tree_step(place)}",
            "depth": parent.depth + 1,
            "content_type": kind,
            "locale_id": parent.locale_id,
            "translation_key": uuid.UUID(int=self.random.getrandbits(128)),
            "url_path": f"{parent.url_path}{slug}/",
            "first_published_at": moment,
            "last_published_at": moment,
            "latest_revision_created_at": moment,
        }

    def _people(self) -> None:
        """Make a group for each organisation; the first one's editor, a press officer and a coordinator."""
        home = self.index.get_parent()
        press = roles.press_service(home)
        roles.review(home, press)
        self.school = _person("school", roles.school_editors(*self._first()))
        self.press = _person("press", press)
        TOTP.activate(self.press, generate_totp_secret())  # as production wants of them
        documents = OrderPage.objects.get().get_parent()
        self.coordinator = _person("coordinator", roles.coordinators(documents))
        rights = Permission.objects.filter(codename__in=["add_page", "change_page"])
        others = self.organisations[1:]
        groups = Group.objects.bulk_create(Group(name=f"Редакторы: {page.title}") for page in others)
        GroupPagePermission.objects.bulk_create(
            GroupPagePermission(group=group, page_id=page.pk, permission=right)
            for group, page in zip(groups, others, strict=True)
            for right in rights
        )

    def _first(self) -> tuple[OrganisationPage, Any]:
        return self.organisations[0], roles.organisation_collection(self.organisations[0])

    def _send(self, organisation: OrganisationPage, number: int) -> None:
        """Send a report with photos to review."""
        report: EventReportPage = EventReportPageFactory(
            parent=OrganisationPage.objects.get(pk=organisation.pk),
            title=f"Ждёт {number}",
            plan_item=self.items[number % ITEMS],
            hashtags=[self.tags[number % HASHTAGS].name],
            photos=0,
            live=False,
        )
        report.photos.set([ReportPhoto(picture=picture, alt="Дети") for picture in self.pictures[:4]])
        report.save_revision(user=self.school)
        report.get_workflow().start(report, self.school)


def _insert(model: type[Page], pages: list[Any]) -> None:
    """Insert pages of a type: the rows of the tree, then those of the type."""
    Page.objects.bulk_create(pages)
    for page in pages:
        page.page_ptr_id = page.id
    model._base_manager._insert(pages, fields=model._meta.local_concrete_fields, using=connection.alias)


def _person(name: str, group: Group) -> User:
    user: User = User.objects.create_user(name, first_name="Анна", last_name=name)
    user.groups.add(group)
    return user
