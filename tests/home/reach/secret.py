"""What a school has not published, with a word in it that stands nowhere else."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.contrib.auth.models import Group
from wagtail.admin.models import EditingSession
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import APIToken, Collection, Page, PageViewRestriction, TaskState

from home import roles
from home.models import Picture
from plans.models import DocumentImport, PlanItem
from search.models import Hashtag
from tests.factories import (
    DocumentFactory,
    EventReportPageFactory,
    OrderIndexPageFactory,
    OrderPageFactory,
    PictureFactory,
    PlanPageFactory,
    paragraph,
)
from tests.restapi.town import OTHER_SCHOOL, PRESS, Town

# What is looked for, what finds it, and how the secret is written in addresses and names of files.
SOUGHT = "Тайник"
SECRET, SECRET_IN_ADDRESSES = "Жарптица", "zharptica"
ESCAPED = re.compile(r"\\+u([0-9a-f]{4})", re.IGNORECASE)
TITLE = f"{SOUGHT} {SECRET}"


@dataclass(frozen=True)
class Secrets:
    """The other school's unpublished things, and another authority's plan."""

    town: Town
    draft: Page
    changed: Page
    private: Page
    alias: Page
    picture: Picture
    document: Any
    collection: Collection
    group: Group
    redirect: Redirect
    token: APIToken
    hashtag: Hashtag
    session: EditingSession
    item: PlanItem
    plan: Page
    document_import: DocumentImport

    @property
    def pages(self) -> list[Page]:
        """Every page of which something is hidden."""
        return [self.draft, self.changed, self.private, self.alias, self.plan]

    @property
    def task_state(self) -> TaskState:
        """Where the draft stands in moderation."""
        state: TaskState = self.draft.current_workflow_state.current_task_state
        return state


def make_secrets(town: Town) -> Secrets:
    """Make them; the draft waits for the press service."""
    school, editor = town.other_school, town.people[OTHER_SCHOOL]
    group = roles.editors_of(school)
    collection = roles.organisation_collection(school)
    named = f"{SECRET_IN_ADDRESSES}.png"
    picture: Any = PictureFactory(title=TITLE, description=TITLE, collection=collection, file__filename=named)
    picture.tags.add(TITLE)
    picture.save()
    named = f"{SECRET_IN_ADDRESSES}.txt"
    document = DocumentFactory(
        title=TITLE, collection=collection, file__filename=named, file__data=TITLE.encode()
    )
    draft = _draft(school, editor, picture)
    other_section = OrderIndexPageFactory(title="Документы района", slug="dokumenty-rajona")
    order = OrderPageFactory(parent=other_section, live=False, title=TITLE)
    items = [{"number": "1.", "title": TITLE, "deadline": "до 15 октября", "responsible": "Школа № 1"}]
    plan = PlanPageFactory(parent=order, live=False, title=TITLE, items=items)
    redirect = Redirect.objects.create(old_path=f"/{SECRET_IN_ADDRESSES}", redirect_page=draft)
    return Secrets(
        town=town,
        draft=draft,
        changed=_changed(town.foreign_published, editor),
        private=_private(school, group),
        alias=draft.create_alias(
            parent=school, update_slug=f"{SECRET_IN_ADDRESSES}-2", user=town.people[PRESS]
        ),
        picture=picture,
        document=document,
        collection=collection,
        group=group,
        redirect=redirect,
        token=APIToken.create_token(user=editor, name=TITLE)[0],
        hashtag=Hashtag.objects.all()[0],
        session=EditingSession.objects.create(
            user=editor, content_object=draft, last_seen_at=draft.latest_revision_created_at
        ),
        item=PlanItem.objects.get(section__page=plan),
        plan=plan,
        document_import=DocumentImport.objects.create(
            owner=town.people[PRESS],
            section=town.tree.documents,
            name=f"{SECRET_IN_ADDRESSES}.docx",
            state=DocumentImport.State.FAILED,
        ),
    )


def unescaped(text: str) -> str:
    """Return the text with its letters as they are read."""
    return ESCAPED.sub(lambda escaped: chr(int(escaped[1], 16)), text)


def leaks(text: str) -> Iterator[str]:
    """Yield the places of a text where the secret stands, however JSON writes Russian letters."""
    text = unescaped(text)
    folded = text.casefold()
    for word in (SECRET.casefold(), SECRET_IN_ADDRESSES):
        start = folded.find(word)
        if start >= 0:
            yield text[max(0, start - 120) : start + 60]


def _draft(school: Page, editor: Any, picture: Picture) -> Page:
    page: Any = EventReportPageFactory(
        parent=school,
        owner=editor,
        title=TITLE,
        lead=TITLE,
        place=TITLE,
        slug=f"{SECRET_IN_ADDRESSES}-1",
        body=[paragraph(TITLE)],
        live=False,
    )
    page.photos.first().picture = picture
    page.save_revision(user=editor)
    page.get_workflow().start(page, editor)
    read: Page = type(page).objects.get(pk=page.pk)
    return read


def _changed(page: Any, editor: Any) -> Page:
    page.title = page.lead = TITLE
    page.slug = f"{SECRET_IN_ADDRESSES}-3"
    page.save_revision(user=editor, log_action=True)
    read: Page = type(page).objects.get(pk=page.pk)
    return read


def _private(school: Page, group: Group) -> Page:
    page: Page = EventReportPageFactory(parent=school, title=TITLE, slug=f"{SECRET_IN_ADDRESSES}-4")
    restriction = PageViewRestriction.objects.create(
        page=page.page_ptr, restriction_type=PageViewRestriction.GROUPS
    )
    restriction.groups.add(group)
    type(page).objects.get(pk=page.pk).save_revision().publish()  # the catalog reads it again
    return page
