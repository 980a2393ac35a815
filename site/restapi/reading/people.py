"""Accounts and groups as JSON, under Plone's names; who may see them is said in `restapi.services.users`."""

from collections.abc import Iterable
from typing import Any
from urllib.parse import quote

from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.models import GroupPagePermission

from restapi.tree.addresses import service_url, site_of

MEMBER, MANAGER, SITE_ADMINISTRATOR = "Member", "Manager", "Site Administrator"
# What rights on pages, anywhere in the tree, are called in Plone.
ROLES_OF_RIGHTS = {"add_page": "Contributor", "change_page": "Editor", "publish_page": "Reviewer"}
ROLES = {
    MEMBER: _("Member"),
    "Contributor": _("Contributor"),
    "Editor": _("Editor"),
    "Reviewer": _("Reviewer"),
    SITE_ADMINISTRATOR: _("Site Administrator"),
    MANAGER: _("Manager"),
}

RolesByGroup = dict[int, set[str]]


def with_groups(users: QuerySet[Any]) -> QuerySet[Any]:
    """Return users with what their objects need, in one query more."""
    return users.prefetch_related("groups")


def roles_of_groups(groups: Iterable[Any]) -> RolesByGroup:
    """Return the roles that groups give, in two queries."""
    ids = [group.pk for group in groups]
    roles: RolesByGroup = {pk: set() for pk in ids}
    rights = GroupPagePermission.objects.filter(group__in=ids, permission__codename__in=ROLES_OF_RIGHTS)
    for group_id, codename in rights.values_list("group", "permission__codename"):
        roles[group_id].add(ROLES_OF_RIGHTS[codename])
    user_model = get_user_model()._meta
    managing = Group.objects.filter(
        pk__in=ids,
        permissions__content_type__app_label=user_model.app_label,
        permissions__codename=f"change_{user_model.model_name}",
    )
    for group_id in managing.values_list("pk", flat=True):
        roles[group_id].add(SITE_ADMINISTRATOR)
    return roles


def people(users: Iterable[Any], request: HttpRequest) -> list[dict[str, Any]]:
    """Return accounts that were read by `with_groups`, in two queries however many they are."""
    read = list(users)
    roles = roles_of_groups({group.pk: group for user in read for group in user.groups.all()}.values())
    return [_person(user, roles, request) for user in read]


def groups(read: Iterable[Group], request: HttpRequest) -> list[dict[str, Any]]:
    """Return groups, in two queries however many they are."""
    found = list(read)
    roles = roles_of_groups(found)
    return [
        {
            "@id": principal_url("groups", group.name, request),
            "id": group.name,
            "groupname": group.name,
            "title": group.name,
            "description": "",
            "email": "",
            "roles": _in_order({MEMBER, *roles[group.pk]}),
        }
        for group in found
    ]


def principal_url(kind: str, name: str, request: HttpRequest) -> str:
    """Return the address of a user or a group, at the site's root."""
    return service_url(site_of(request).root_page, f"{kind}/{quote(name, safe='')}", request)


def _person(user: Any, roles: RolesByGroup, request: HttpRequest) -> dict[str, Any]:
    of_user = {MEMBER}.union(*(roles[group.pk] for group in user.groups.all()))
    name = user.get_username()
    names = sorted(group.name for group in user.groups.all())
    return {
        "@id": principal_url("users", name, request),
        "id": name,
        "username": name,
        "fullname": user.get_full_name(),
        "email": getattr(user, user.get_email_field_name(), "") or "",
        "description": "",
        "home_page": None,
        "location": None,
        "portrait": None,
        "roles": _in_order({*of_user, *([MANAGER] if user.is_superuser else [])}),
        "groups": {"items": [{"id": each, "title": each} for each in names], "items_total": len(names)},
    }


def _in_order(roles: set[str]) -> list[str]:
    return [role for role in ROLES if role in roles]
