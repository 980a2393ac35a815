"""One organisation comes to the site, or what a list says of it is brought up to date: all of it or nothing."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.contrib.auth.models import Group, User
from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.utils.translation import gettext as _g
from django.utils.translation import gettext_lazy as _
from wagtail.models import Site

from home import roles
from home.models import Enrolment, OrganisationIndexPage, OrganisationPage
from search.text import name_key

# What of the page a list fills; the title is what the organisation is known by.
FILLED = ("kind", "full_name", "other_names", "district", "address", "phone", "email", "website")


class Result(models.TextChoices):
    """What has become of an organisation."""

    CREATED = "created", _("заведена")
    UPDATED = "updated", _("обновлена")
    UNCHANGED = "unchanged", _("без изменений")
    FAILED = "failed", _("ошибка")


@dataclass(frozen=True)
class Enrolled:
    """An organisation that has its page, files, rights and editor now.

    `changed` and `kept` are labels of fields: brought up to date, and left as a person has written them.
    `editor` is None where nobody was named; `is_new_editor` says that an invitation is due.
    """

    result: Result
    page: OrganisationPage
    changed: tuple[str, ...] = ()
    kept: tuple[str, ...] = ()
    editor: User | None = None
    is_new_editor: bool = False
    is_draft: bool = False


class Enroller:
    """Knows who is there already, from two queries: a row costs the same among five organisations and five hundred."""

    def __init__(self, user: Any = None) -> None:
        self.user = user
        self._known = _pages_by_key()
        self._said_of: dict[int, str] = {}  # what the pages of this run were called
        self._is_reviewed = False

    def knows(self, title: str) -> bool:
        """Whether an organisation of this name is on the site."""
        return name_key(title) in self._known

    def enrol(self, said: Mapping[str, str]) -> Enrolled:
        """Make or update the organisation, with collection, group, review and editor.

        `said` has a title and may have the other fields of `EnrolmentForm`; what it does not say stays. Raises
        ValidationError, and has changed nothing then.
        """
        key = name_key(said["title"])
        with transaction.atomic():
            enrolled = self._enrol(key, said)
            if not self._is_reviewed:
                home = enrolled.page.get_parent().get_parent()
                roles.review(home, roles.press_service(home))
        self._is_reviewed = True
        self._known[key] = enrolled.page.pk
        self._said_of[enrolled.page.pk] = said["title"]
        return enrolled

    def _enrol(self, key: str, said: Mapping[str, str]) -> Enrolled:
        known = self._known.get(key)
        if known in self._said_of and name_key(self._said_of[known]) != key:
            raise ValidationError(_g("Это та же страница, что «%s».") % self._said_of[known])
        page = OrganisationPage.objects.get(pk=known) if known else self._make(said)
        filled = _Filling(page, said, is_new=not known)
        filled.save(key, self.user)
        has_new_rights = _give_rights(page)
        editor, is_new, has_joined = _editor(said, roles.editors_of(page))
        is_changed = bool(filled.changed or has_new_rights or has_joined)
        result = Result.UPDATED if is_changed else Result.UNCHANGED
        return Enrolled(
            Result.CREATED if not known else result,
            page,
            _labels(filled.changed),
            _labels(filled.kept),
            editor,
            is_new,
            filled.is_draft,
        )

    def _make(self, said: Mapping[str, str]) -> OrganisationPage:
        values = {name: said[name] for name in FILLED if name in said}
        page = OrganisationPage(title=said["title"], live=False, owner=self.user, **values)
        _directory().add_child(instance=page)
        page.save_revision(user=self.user, log_action="wagtail.create").publish(user=self.user)
        return OrganisationPage.objects.get(pk=page.pk)


class _Filling:
    """A page and what is said of it: what is ours to write, and what a person has written since."""

    def __init__(self, page: OrganisationPage, said: Mapping[str, str], *, is_new: bool) -> None:
        self.page, self.said, self.is_new = page, said, is_new
        self.enrolment = Enrolment.objects.filter(organisation=page).first()
        self.is_draft = page.has_unpublished_changes
        self.latest = page.get_latest_revision_as_object() if self.is_draft else page
        self.written: dict[str, str] = dict(self.enrolment.written) if self.enrolment else {}
        told = {name: said[name] for name in FILLED if name in said}
        differing = [] if is_new else [name for name in told if self._holds(name) != _plain(told[name])]
        self.changed = [name for name in differing if self._is_ours(name)]
        left = [name for name in differing if name not in self.changed]
        self.kept = [name for name in left if told[name] != self.written.get(name)]
        self.written |= {name: told[name] for name in told if name not in left}
        if is_new:
            self.written["kind"] = page.kind

    def save(self, key: str, user: Any) -> None:
        """Write the page, published unless somebody's unpublished changes would go out with it, and remember."""
        if self.changed:
            for name in self.changed:
                setattr(self.latest, name, self.said[name])
            revision = self.latest.save_revision(user=user, log_action=True)
            if self.page.live and not self.is_draft:
                revision.publish(user=user)
        enrolment = self.enrolment or Enrolment(organisation=self.page, key=key)
        if enrolment.pk is None or enrolment.written != self.written:
            enrolment.written = self.written
            enrolment.save()

    def _is_ours(self, name: str) -> bool:
        """Whether the field holds what the list said last, or nothing that anybody has said."""
        return self._holds(name) == _plain(self.written.get(name, ""))

    def _holds(self, name: str) -> str:
        return _plain(getattr(self.latest, name))


def _plain(text: str) -> str:
    """Return the text with the ends of lines that no browser has written."""
    return "\n".join(text.splitlines())


def _give_rights(page: OrganisationPage) -> bool:
    """Give the organisation's editors their pages and files; tell if any right was missing."""
    group = roles.editors_of(page)
    before = roles.rights_of(group)
    roles.school_editors(page, roles.organisation_collection(page))
    return roles.rights_of(group) != before


def _editor(said: Mapping[str, str], group: Group) -> tuple[User | None, bool, bool]:
    """Return the editor, if he is new to the site, and if he is new to the group; raises ValidationError."""
    address = said.get("editor_email")
    if not address:
        return None, False, False
    found = User.objects.filter(models.Q(email__iexact=address) | models.Q(username__iexact=address))
    editor = found.order_by("-is_active", "pk").first()
    if editor is not None and not editor.is_active:
        raise ValidationError(
            _g("Пользователь %s отключён: включите его или назовите другую почту.") % address
        )
    is_new = editor is None
    if editor is None:
        name = said.get("editor_name", "")
        editor = User.objects.create_user(address, address, None, first_name=name)
    has_joined = not editor.groups.filter(pk=group.pk).exists()
    if has_joined:
        editor.groups.add(group)
    return editor, is_new, has_joined


def _directory() -> OrganisationIndexPage:
    """Return the directory of organisations; a new site gets its own here. Read anew: its children are counted."""
    found = OrganisationIndexPage.objects.order_by("path").first()
    if found is None:
        home = Site.objects.get(is_default_site=True).root_page
        found = OrganisationIndexPage(title=_g("Организации"), slug="organizacii", show_in_menus=True)
        home.add_child(instance=found)
        found.save_revision().publish()
        found.refresh_from_db()
    return found


def _pages_by_key() -> dict[str, int]:
    """Return the organisations by the names that lists call them, and by the titles of their pages."""
    titles = OrganisationPage.objects.order_by("-path").values_list("title", "pk")
    by_title = {name_key(title): pk for title, pk in titles}
    return by_title | dict(Enrolment.objects.values_list("key", "organisation"))


def _labels(names: list[str]) -> tuple[str, ...]:
    return tuple(str(OrganisationPage._meta.get_field(name).verbose_name) for name in names)
