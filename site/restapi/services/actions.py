"""`@actions`: what the asker may do with the page, with the site, with oneself; addresses are the admin's."""

from typing import Any

from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext as _
from wagtail.models import Page

from restapi.schemas.lists import Actions
from restapi.services.registry import Call, service
from restapi.tree import places
from restapi.tree.addresses import absolute_url, page_url, service_url, site_of

ADMIN = "wagtailadmin.access_admin"

Action = dict[str, str]


@service("actions", answers=Actions, expands=True, is_lean=True)
def actions(call: Call) -> dict[str, Any]:
    """Return the actions that the asker's rights allow, by where Plone's clients show them."""
    root = site_of(call.request).root_page
    return {
        "@id": service_url(call.page, "actions", call.request),
        "object": _on_object(call),
        "object_buttons": [] if call.grant.is_anonymous else _buttons(call),
        "portal_tabs": [_action("index_html", _("Front page"), page_url(root, call.request))],
        "site_actions": [],
        "user": _on_oneself(call),
    }


def _on_object(call: Call) -> list[Action]:
    page, rights = call.page, call.page.permissions_for_user(call.request.user)
    found = [_action("view", _("View this page"), page_url(page, call.request))]
    if call.grant.is_anonymous:
        return found
    if rights.can_edit() and call.grant.writes(_type(page), page):
        found.append(_in_admin(call, "edit", _("Edit the page"), "wagtailadmin_pages:edit"))
    if call.grant.reads_drafts(page):
        if places.is_folderish(_type(page)):
            found.append(_in_admin(call, "folderContents", _("Contents"), "wagtailadmin_explore"))
        found.append(_in_admin(call, "history", _("History"), "wagtailadmin_pages:history"))
    if rights.can_set_view_restrictions() and call.grant.publishes(page):
        found.append(_in_admin(call, "local_roles", _("Sharing"), "wagtailadmin_pages:set_privacy"))
    return found


def _buttons(call: Call) -> list[Action]:
    """Return what is done to the page as a whole; copying asks for rights where the copy goes, too."""
    page, rights = call.page, call.page.permissions_for_user(call.request.user)
    may_write = call.grant.writes(_type(page), page)
    known = [
        ("cut", _("Cut"), "wagtailadmin_pages:move", may_write and rights.can_move()),
        ("copy", _("Copy"), "wagtailadmin_pages:copy", may_write and rights.can_edit()),
        ("paste", _("Paste"), "wagtailadmin_pages:add_subpage", may_write and rights.can_add_subpage()),
        ("delete", _("Delete"), "wagtailadmin_pages:delete", may_write and rights.can_delete()),
        ("rename", _("Rename"), "wagtailadmin_pages:edit", may_write and rights.can_edit()),
    ]
    return [_in_admin(call, name, title, view) for name, title, view, may in known if may]


def _on_oneself(call: Call) -> list[Action]:
    user = call.request.user
    if call.grant.is_anonymous:
        return [_action("login", _("Log in"), _reversed(call, "wagtailadmin_login"))]
    found = []
    if user.has_perm(ADMIN):
        found.append(_action("preferences", _("Preferences"), _reversed(call, "wagtailadmin_account")))
        found.append(_action("dashboard", _("Dashboard"), _reversed(call, "wagtailadmin_home")))
    found.append(_action("logout", _("Log out"), _reversed(call, "wagtailadmin_logout")))
    return found


def _type(page: Page) -> type[Page]:
    return page.specific_class or Page


def _in_admin(call: Call, name: str, title: str, view: str) -> Action:
    return _action(name, title, _reversed(call, view, call.page.pk))


def _action(name: str, title: str, url: str) -> Action:
    return {"id": name, "title": title, "icon": "", "url": url}


def _reversed(call: Call, view: str, *args: Any) -> str:
    """Return the address of a view of the admin; empty in a project that does not show the admin."""
    try:
        return absolute_url(reverse(view, args=args), call.request)
    except NoReverseMatch:
        return ""
