"""Two schools, the people of every role, and a way to ask in their names."""

import json
from dataclasses import dataclass
from typing import Any

from django.contrib.auth.models import Group, User
from django.test import Client
from wagtail.models import APIToken, Page, PageLogEntry, Revision, TaskState, WorkflowState

from home import roles
from home.models import OrganisationPage
from news.models import EventReportPage
from search.models import CatalogEntry
from tests.factories import EventReportPageFactory, OrganisationPageFactory, Tree

ANONYMOUS, SCHOOL, OTHER_SCHOOL = "anonymous", "school", "other school"
PRESS, COORDINATOR, ADMINISTRATOR = "press service", "coordinator", "administrator"
ROLES = (ANONYMOUS, SCHOOL, OTHER_SCHOOL, PRESS, COORDINATOR, ADMINISTRATOR)


@dataclass(frozen=True)
class Town:
    """The school's pages belong to its editor; the press service reviews what is written anywhere."""

    tree: Tree
    school: OrganisationPage
    other_school: OrganisationPage
    people: dict[str, User]
    draft: EventReportPage
    published: EventReportPage
    foreign_draft: EventReportPage
    foreign_published: EventReportPage


def make_town(tree: Tree) -> Town:
    """Make the schools, their reports and the people."""
    other_school = OrganisationPageFactory(parent=tree.organisations, title="Гимназия № 40")
    groups = {
        SCHOOL: roles.school_editors(tree.school, roles.organisation_collection(tree.school)),
        OTHER_SCHOOL: roles.school_editors(other_school, roles.organisation_collection(other_school)),
        PRESS: roles.press_service(tree.home),
        COORDINATOR: roles.coordinators(tree.documents),
        ADMINISTRATOR: roles.administrators(),
    }
    roles.review(tree.home, groups[PRESS])
    people = {role: _person(role, group) for role, group in groups.items()}
    return Town(
        tree=tree,
        school=tree.school,
        other_school=other_school,
        people=people,
        draft=_report(tree.school, people[SCHOOL], "chernovik", live=False),
        published=_report(tree.school, people[SCHOOL], "otchyot", live=True),
        foreign_draft=_report(other_school, people[OTHER_SCHOOL], "chuzhoj-chernovik", live=False),
        foreign_published=_report(other_school, people[OTHER_SCHOOL], "chuzhoj-otchyot", live=True),
    )


def give_passwords(town: Town, password: str) -> None:
    """Let the people of a town sign in with their names."""
    for person in town.people.values():
        person.set_password(password)
        person.save()


def _person(role: str, group: Group) -> User:
    user: User = User.objects.create_user(role.replace(" ", "-"), first_name="Анна", last_name=role)
    user.groups.add(group)
    return user


def _report(school: Page, owner: User, slug: str, *, live: bool) -> EventReportPage:
    report: EventReportPage = EventReportPageFactory(parent=school, owner=owner, slug=slug, live=live)
    return report


class Asker:
    """Asks as one of the town's people, by a token."""

    def __init__(self, client: Client) -> None:
        self.client = client
        self.tokens: dict[int, str] = {}

    def __call__(
        self, method: str, path: str, body: Any = None, user: User | None = None, status: int | None = None
    ) -> Any:
        """Return the response; `status` is what it must be."""
        sent: dict[str, Any] = {}
        if body is not None:
            sent = {"data": json.dumps(body), "content_type": "application/json"}
        headers = {"accept": "application/json"}
        if user is not None:
            headers["authorization"] = f"Bearer {self._token(user)}"
        response = self.client.generic(method, path, headers=headers, **sent)
        shown = (method, path, response.status_code, response.content.decode()[:800])
        assert response.status_code < 500, shown
        assert status is None or response.status_code == status, shown
        return response

    def _token(self, user: User) -> str:
        if user.pk not in self.tokens:
            self.tokens[user.pk] = APIToken.create_token(user=user, name="t")[1]
        return self.tokens[user.pk]


def everything() -> list[Any]:
    """Return all that a write could have changed; two equal answers mean that nothing was."""
    revisions = Revision.objects.order_by("pk").values_list("pk", "content", "approved_go_live_at")
    return [
        list(Page.objects.order_by("pk").values()),
        list(revisions),
        list(PageLogEntry.objects.order_by("pk").values_list("pk", "data")),
        list(WorkflowState.objects.order_by("pk").values()),
        list(TaskState.objects.order_by("pk").values()),
        list(CatalogEntry.objects.order_by("pk").values_list("pk", "tree_path", "url")),
    ]
