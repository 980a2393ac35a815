"""The demo's users, one for each role; they share one password."""

from dataclasses import dataclass
from typing import Any

from django.contrib.auth.hashers import make_password
from django.contrib.auth.models import Group, User
from wagtail.models import Collection, Page

from demo.loading.marks import demo_pages
from demo.records import Organisation, Town
from home import roles
from home.models import HomePage, OrganisationPage

ADMIN, PRESS, COORDINATOR = "admin", "press", "coordinator"
NAMES = {
    ADMIN: ("Анна", "Администратор"),
    PRESS: ("Павел", "Пресс-служба"),
    COORDINATOR: ("Ксения", "Координатор"),
}
# Organisations whose editors have an account.
SCHOOLS = ("school-3", "lyceum-5")
USERNAMES = (*NAMES, *SCHOOLS)


@dataclass(frozen=True)
class People:
    """The demo's users by name. `taken` are the names that others already had: those users were left as they are."""

    users: dict[str, User]
    taken: tuple[str, ...]

    @property
    def press(self) -> User | None:
        """Who publishes."""
        return self.users.get(PRESS)

    def editor(self, organisation: str) -> User | None:
        """Who writes for an organisation: its own editor, else the press service."""
        return self.users.get(organisation, self.press)


def demo_users() -> Any:
    """Return the users that the demo has made."""
    return User.objects.filter(username__in=USERNAMES, email__in=[mail(name) for name in USERNAMES])


def mail(username: str) -> str:
    """Return the address by which a user of the demo is known."""
    return f"{username}@example.org"


def make_people(town: Town, password: str) -> People:
    """Make the users. One password needs one hash: hashing is slow on purpose."""
    wanted = {name: NAMES[name] for name in NAMES}
    wanted |= {each.key: ("Редактор", each.title) for each in town.organisations if each.key in SCHOOLS}
    taken = set(User.objects.filter(username__in=wanted).values_list("username", flat=True))
    hashed = make_password(password)
    users = {
        name: User.objects.create(
            username=name,
            email=mail(name),
            first_name=first_name,
            last_name=last_name[:150],
            password=hashed,
            is_superuser=name == ADMIN,
            is_staff=name == ADMIN,
        )
        for name, (first_name, last_name) in wanted.items()
        if name not in taken
    }
    return People(users, tuple(sorted(taken)))


def give_site_roles(people: People, home: HomePage) -> None:
    """Put administrator and press service into their groups; the press service publishes and reviews everything."""
    press_service = roles.press_service(home)
    _join(people, ADMIN, roles.administrators())
    _join(people, PRESS, press_service)
    roles.review(home, press_service)


def give_section_roles(people: People, documents: Page) -> None:
    """Give the coordinator the documents."""
    _join(people, COORDINATOR, roles.coordinators(documents))


def give_school_role(
    people: People, record: Organisation, page: OrganisationPage, collection: Collection
) -> None:
    """Make the group of an organisation's editors, with its user where it has one."""
    _join(people, record.key, roles.school_editors(page, collection))


def school_groups() -> Any:
    """Return the groups whose pages are all the demo's."""
    others = Page.objects.exclude(pk__in=demo_pages().values("pk"))
    named = Group.objects.filter(name__startswith=roles.SCHOOL_EDITORS)
    ours = named.filter(page_permissions__page__in=demo_pages().values("pk"))
    return ours.exclude(
        pk__in=Group.objects.filter(page_permissions__page__in=others.values("pk")).values("pk")
    )


def _join(people: People, username: str, group: Group) -> None:
    if username in people.users:
        people.users[username].groups.add(group)
