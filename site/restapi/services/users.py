"""`@users`, `@groups`, `@roles`, `@principals`, `@userschema`: who has accounts here.

Who manages accounts in the admin sees all of them, everybody else only themselves. A program's token sees no others.
"""

from collections.abc import Iterable
from itertools import islice
from typing import Any

from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.utils.translation import gettext as _

from restapi.http.parameters import Parameter
from restapi.http.problems import Problem, access_denied, bad_parameter, login_required
from restapi.reading.people import ROLES, groups, people, principal_url, with_groups
from restapi.schemas.lists import Group as GroupAnswer
from restapi.schemas.lists import GroupWithMembers, Person, Principals, Role, UserSchema
from restapi.searching.batching import BATCH, Batch, envelope
from restapi.services.registry import Call, service
from restapi.tree.addresses import service_url

SIZE, MOST = 25, 200
QUERY = Parameter.text("query", "Only those whose name holds this.")
SEARCH = Parameter.text("search", "The same.")
LIMIT = Parameter.number("limit", f"How many to give, {SIZE} if not said.", least=1, most=MOST)
OF_GROUPS = Parameter.text("groups-filter", "Only the members of these groups.", is_repeated=True)


@service("users", query=[QUERY, SEARCH, OF_GROUPS, LIMIT], answers=list[Person], is_lean=True)
def users(call: Call) -> list[dict[str, Any]]:
    """Return accounts by name."""
    require_manager(call)
    return _people(call, _wanted(call), call.parameters.all(OF_GROUPS.name))


@service("users/{name}", answers=Person, is_lean=True)
def user(call: Call) -> dict[str, Any]:
    """Return an account: one's own, for managers of accounts any."""
    name = call.segments["name"]
    if call.grant.is_anonymous:
        raise login_required()
    if name != call.request.user.get_username():
        require_manager(call)
    found = people(with_groups(_users().filter(**{get_user_model().USERNAME_FIELD: name})), call.request)
    if not found:
        raise Problem(404, _("There is no user “%(name)s”.") % {"name": name[:100]})
    return found[0]


@service("groups", query=[QUERY, SEARCH, LIMIT], answers=list[GroupAnswer], is_lean=True)
def group_listing(call: Call) -> list[dict[str, Any]]:
    """Return groups by name."""
    require_manager(call)
    return _groups(call, _wanted(call))


@service("groups/{name}", query=BATCH, answers=GroupWithMembers, is_lean=True)
def group(call: Call) -> dict[str, Any]:
    """Return a group with a batch of its members' names."""
    require_manager(call)
    name = call.segments["name"]
    found = groups(Group.objects.filter(name=name), call.request)
    if not found:
        raise Problem(404, _("There is no group “%(name)s”.") % {"name": name[:100]})
    members = _users().filter(groups__name=name).values_list(get_user_model().USERNAME_FIELD, flat=True)
    batch = Batch.asked(call.parameters)
    frame = envelope(principal_url("groups", name, call.request), call.request.GET, batch, members.count())
    return {**found[0], "users": {**frame, "items": list(members[batch.rows])}}


@service("roles", answers=list[Role], is_lean=True)
def roles(call: Call) -> list[dict[str, Any]]:
    """Return what accounts can be here: Plone's names for rights on pages."""
    if call.grant.is_anonymous:
        raise login_required()
    return [
        {
            "@id": service_url(call.page, f"roles/{role.replace(' ', '%20')}", call.request),
            "@type": "role",
            "id": role,
            "title": str(title),
        }
        for role, title in ROLES.items()
    ]


@service("principals", query=[SEARCH], answers=Principals, is_lean=True)
def principals(call: Call) -> dict[str, Any]:
    """Return the accounts and the groups whose names hold what is looked for."""
    require_manager(call)
    wanted = call.parameters.text(SEARCH.name).strip()
    if not wanted:
        raise bad_parameter(SEARCH.name, "missing", _("“%(name)s” is needed.") % {"name": SEARCH.name})
    return {"users": _people(call, wanted), "groups": _groups(call, wanted)}


@service("userschema", answers=UserSchema, is_lean=True)
def userschema(call: Call) -> dict[str, Any]:
    """Return what an account says of a person, as JSON Schema."""
    if call.grant.is_anonymous:
        raise login_required()
    titles = {"fullname": _("Full name"), "email": _("E-mail"), "username": _("User name")}
    properties = {
        name: {"title": title, "description": "", "type": "string", "factory": "Text line (String)"}
        for name, title in titles.items()
    }
    properties["email"] |= {"factory": "Email", "widget": "email"}
    fieldset = {"id": "default", "title": _("User account"), "fields": list(titles), "behavior": "plone"}
    return {"type": "object", "fieldsets": [fieldset], "properties": properties, "required": ["username"]}


def require_manager(call: Call) -> None:
    """Raise Problem 401 or 403 for who does not manage accounts in the admin, and for a program's token."""
    if call.grant.is_anonymous:
        raise login_required()
    model = get_user_model()._meta
    rights = [f"{model.app_label}.{action}_{model.model_name}" for action in ("change", "view")]
    if call.grant.is_narrowed or not any(call.request.user.has_perm(right) for right in rights):
        raise access_denied(_("Only who manages accounts sees them."))


def _wanted(call: Call) -> str:
    return call.parameters.text(QUERY.name) or call.parameters.text(SEARCH.name)


def _limit(call: Call) -> int:
    return (
        call.parameters.number(LIMIT.name, SIZE, least=1, most=MOST)
        if LIMIT.name in call.parameters
        else SIZE
    )


def _people(call: Call, wanted: str, group_names: Iterable[str] = ()) -> list[dict[str, Any]]:
    found = _users()
    names = list(group_names)
    if names:
        found = found.filter(groups__name__in=names).distinct()
    ids = _ids(
        found.values_list("pk", get_user_model().USERNAME_FIELD, *_name_fields()), wanted, _limit(call)
    )
    return people(with_groups(_users().filter(pk__in=ids)), call.request)


def _groups(call: Call, wanted: str) -> list[dict[str, Any]]:
    ids = _ids(Group.objects.order_by("name").values_list("pk", "name"), wanted, _limit(call))
    return groups(Group.objects.filter(pk__in=ids).order_by("name"), call.request)


def _ids(rows: Iterable[Any], wanted: str, limit: int) -> list[int]:
    """Return the ids of the first rows that hold a text in any letter case: SQLite folds ASCII only."""
    folded = wanted.strip().casefold()
    found = (pk for pk, *texts in rows if folded in " ".join(map(str, texts)).casefold())
    return list(islice(found, limit))


def _users() -> Any:
    model: Any = get_user_model()
    return model._default_manager.filter(is_active=True).order_by(model.USERNAME_FIELD)


def _name_fields() -> list[str]:
    """Return the fields of the user model, beside the login name, by which people are looked for."""
    model = get_user_model()
    known = {field.name for field in model._meta.concrete_fields}
    return [name for name in ("first_name", "last_name", model.get_email_field_name()) if name in known]
