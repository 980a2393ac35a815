"""All addresses of the admin, from the resolver, filled with what is another school's."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import product
from typing import Any

from django.urls import URLPattern, URLResolver, get_resolver, reverse

from tests.home.reach.secret import SOUGHT, Secrets
from tests.restapi.town import OTHER_SCHOOL

# Names of addresses that are not walked, and why.
EXCEPTIONS = {
    "wagtailadmin_error_test": "fails on purpose",
    "wagtailadmin_logout": "ends the session",
    "wagtailadmin_javascript_catalog": "words of Wagtail's own",
    "wagtail_modeladmin:javascript_catalog": "words of modeladmin's own",
    "wagtailadmin_sprite": "icons",
    "wagtailadmin_login": "leads to the site's login",
    "wagtailadmin_password_reset": "shows nothing of the site's",
    "wagtailadmin_password_reset_done": "shows nothing of the site's",
    "wagtailadmin_password_reset_confirm": "is for who has a letter's token",
    "wagtailadmin_password_reset_complete": "shows nothing of the site's",
    "wagtaildocs:create_multiple_from_uploaded_document": "about an upload of one's own that has not ended",
    "wagtaildocs:delete_upload_multiple": "about an upload of one's own that has not ended",
    "wagtailimages:create_multiple_from_uploaded_image": "about an upload of one's own that has not ended",
    "wagtailimages:delete_upload_multiple": "about an upload of one's own that has not ended",
    "restapi_deliveries:again": "deliveries are made by webhooks, which are administrators'; see test_webhook_admin",
    "hashtag_keeper:undo": "a merge of hashtags, which are everybody's",
}
PAGE_ACTIONS = (
    "convert_alias",
    "copy",
    "delete",
    "publish",
    "unpublish",
    "move",
    "create_alias",
    "revert_to_page_revision",
)
BULK = {
    ("wagtailcore", "page"): ("delete", "move", "publish", "unpublish"),
    ("home", "picture"): ("delete", "add_tags", "add_to_collection"),
    ("wagtaildocs", "document"): ("delete", "add_tags", "add_to_collection"),
}


@dataclass(frozen=True)
class Address:
    """One address to be asked, with queries, each by itself. `is_foreign`: it names what is not the asker's."""

    name: str
    path: str
    queries: list[dict[str, Any]] = field(default_factory=lambda: [{}])
    is_foreign: bool = False


def patterns() -> dict[str, set[str]]:
    """Return the names of the admin's addresses, each with the names of its arguments."""
    found: dict[str, set[str]] = {}
    for pattern in get_resolver().url_patterns:
        if isinstance(pattern, URLResolver) and str(pattern.pattern) == "admin/":
            for name, arguments in _named(pattern.url_patterns, ""):
                found.setdefault(name, set()).update(arguments)
    return found


def addresses(secrets: Secrets) -> Iterator[Address]:
    """Yield every address that is no exception; raises LookupError for one that nobody has thought of."""
    for name, variants in _variants().items():
        if name in EXCEPTIONS:
            continue
        for arguments in variants:
            for filled in _filled(name, arguments, secrets):
                yield Address(
                    name, reverse(name, kwargs=filled), _queries(name, filled, secrets), bool(filled)
                )


def _variants() -> dict[str, set[tuple[str, ...]]]:
    variants: dict[str, set[tuple[str, ...]]] = {}
    for pattern in get_resolver().url_patterns:
        if isinstance(pattern, URLResolver) and str(pattern.pattern) == "admin/":
            for name, arguments in _named(pattern.url_patterns, ""):
                variants.setdefault(name, set()).add(tuple(arguments))
    return variants


def _named(patterns: list[Any], namespace: str) -> Iterator[tuple[str, list[str]]]:
    for pattern in patterns:
        if isinstance(pattern, URLPattern):
            if pattern.name:
                yield (
                    ":".join(filter(None, [namespace, pattern.name])),
                    list(pattern.pattern.regex.groupindex),
                )
        else:
            inner = ":".join(filter(None, [namespace, pattern.namespace or ""]))
            yield from _named(pattern.url_patterns, inner)


def _filled(name: str, arguments: tuple[str, ...], secrets: Secrets) -> Iterator[dict[str, Any]]:
    if name == "wagtail_bulk_action":
        for (app_label, model_name), actions in BULK.items():
            for action in actions:
                yield {"app_label": app_label, "model_name": model_name, "action": action}
        return
    pages = secrets.pages if _page_argument(name, arguments) else [secrets.draft]
    for page in pages:
        choices = [[(each, value) for value in _values(name, each, page, secrets)] for each in arguments]
        yield from map(dict, product(*choices))


def _page_argument(name: str, arguments: tuple[str, ...]) -> bool:
    named = {"page_id", "parent_page_id", "page_to_move_id", "page_pk"} & set(arguments)
    return bool(named) or name.startswith(
        ("wagtailadmin_pages:", "wagtailadmin_api:pages", "restapi_front_end")
    )


def _values(name: str, argument: str, page: Any, secrets: Secrets) -> list[Any]:
    """Return what an argument of an address is to be; raises LookupError where the tables below do not know it."""
    own = OWN.get((name.rpartition(":")[0] or name, argument))
    value = own or VALUES.get(argument)
    if value is None:
        raise LookupError(f"{name}: what is «{argument}»? Say it here, or why the address is an exception")
    found = value(page, secrets)
    return found if isinstance(found, list) else [found]


def _of_page(page: Any, secrets: Secrets) -> Any:
    return page.pk


VALUES: dict[str, Any] = {
    "page_id": _of_page,
    "parent_page_id": _of_page,
    "page_to_move_id": _of_page,
    "page_pk": _of_page,
    "destination_id": lambda page, secrets: secrets.town.school.pk,
    "revision_id": lambda page, secrets: page.latest_revision_id or 1,
    "revision_id_a": lambda page, secrets: ["live", "earliest"],
    "revision_id_b": lambda page, secrets: "latest",
    "task_state_id": lambda page, secrets: secrets.task_state.pk,
    "task_id": lambda page, secrets: secrets.task_state.task_id,
    "workflow_state_id": lambda page, secrets: secrets.draft.current_workflow_state.pk,
    "workflow_pk": lambda page, secrets: secrets.draft.get_workflow().pk,
    "image_id": lambda page, secrets: secrets.picture.pk,
    "document_id": lambda page, secrets: secrets.document.pk,
    "doc_id": lambda page, secrets: secrets.document.pk,
    "collection_id": lambda page, secrets: secrets.collection.pk,
    "redirect_id": lambda page, secrets: secrets.redirect.pk,
    "session_id": lambda page, secrets: secrets.session.pk,
    "object_id": _of_page,
    "filter_spec": lambda page, secrets: "width-100",
    "action_name": lambda page, secrets: ["approve", "reject"],
    "content_type_app_name": lambda page, secrets: "news",
    "content_type_model_name": lambda page, secrets: "eventreportpage",
    "app_label": lambda page, secrets: "news",
    "model_name": lambda page, secrets: "eventreportpage",
    "app_name": lambda page, secrets: "taggit",
}
# By namespace (or name, where there is none) and argument.
OWN: dict[tuple[str, str], Any] = {
    ("wagtailadmin_pages", "pk"): _of_page,
    ("wagtailadmin_api:pages", "pk"): _of_page,
    ("wagtailadmin_api:pages", "action_name"): lambda page, secrets: list(PAGE_ACTIONS),
    ("wagtailadmin_api:images", "pk"): lambda page, secrets: secrets.picture.pk,
    ("wagtailadmin_api:documents", "pk"): lambda page, secrets: secrets.document.pk,
    ("wagtailadmin_tag_model_autocomplete", "model_name"): lambda page, secrets: "tag",
    ("restapi_front_end_preview", "pk"): _of_page,
    ("invite_user", "pk"): lambda page, secrets: secrets.town.people[OTHER_SCHOOL].pk,
    ("take_second_factor_away", "pk"): lambda page, secrets: secrets.town.people[OTHER_SCHOOL].pk,
    ("wagtailadmin_workflows", "app_label"): lambda page, secrets: "wagtailcore",
    ("wagtailadmin_workflows", "model_name"): lambda page, secrets: "groupapprovaltask",
    ("wagtailadmin_collections", "pk"): lambda page, secrets: secrets.collection.pk,
    ("wagtailadmin_workflows", "pk"): lambda page, secrets: secrets.draft.get_workflow().pk,
    ("home_organisationpage_modeladmin_edit", "instance_pk"): lambda page, secrets: (
        secrets.town.other_school.pk
    ),
    ("home_organisationpage_modeladmin_delete", "instance_pk"): lambda page, secrets: (
        secrets.town.other_school.pk
    ),
    ("plans_planitem_modeladmin_edit", "instance_pk"): lambda page, secrets: secrets.item.pk,
    ("plans_planitem_modeladmin_delete", "instance_pk"): lambda page, secrets: secrets.item.pk,
    ("search_hashtag_modeladmin_edit", "instance_pk"): lambda page, secrets: secrets.hashtag.pk,
    ("search_hashtag_modeladmin_delete", "instance_pk"): lambda page, secrets: secrets.hashtag.pk,
    ("plan_item_chooser", "pk"): lambda page, secrets: secrets.item.pk,
    ("withdrawn_pictures", "pk"): lambda page, secrets: secrets.picture.pk,
    ("imports", "pk"): lambda page, secrets: secrets.document_import.pk,
    ("imports", "path"): lambda page, secrets: "plans-0",
    ("hashtag_keeper", "pk"): lambda page, secrets: secrets.hashtag.pk,
    ("hashtag_keeper", "kept_pk"): lambda page, secrets: secrets.hashtag.pk,
    ("hashtag_keeper", "other_pk"): lambda page, secrets: secrets.hashtag.pk,
    ("restapi_webhooks", "pk"): lambda page, secrets: 1,
    ("wagtailsites", "pk"): lambda page, secrets: page.get_site().pk,
    ("wagtailusers_users", "pk"): lambda page, secrets: secrets.town.people[OTHER_SCHOOL].pk,
    ("wagtailusers_groups", "pk"): lambda page, secrets: secrets.group.pk,
    ("wagtailusers_api_tokens", "pk"): lambda page, secrets: secrets.token.pk,
    ("wagtaildocs_chooser", "pk"): lambda page, secrets: secrets.document.pk,
    ("wagtailimages_chooser", "pk"): lambda page, secrets: secrets.picture.pk,
}


def _queries(name: str, filled: dict[str, Any], secrets: Secrets) -> list[dict[str, Any]]:
    """Return what to ask an address for: nothing, a search, the things themselves where a query names them."""
    pages = [page.pk for page in secrets.pages]
    if name == "wagtail_bulk_action":
        things = {"page": pages, "picture": [secrets.picture.pk], "document": [secrets.document.pk]}
        below = {"id": "all", "childOf": secrets.town.other_school.pk}
        return [
            {"id": things[filled["model_name"]]},
            below,
            {**below, "q": SOUGHT},
            {"id": "all"},
            {"id": "x"},
        ]
    if name.endswith("chosen_multiple"):
        things = {
            "wagtailimages_chooser:chosen_multiple": [secrets.picture.pk],
            "wagtaildocs_chooser:chosen_multiple": [secrets.document.pk],
            "plan_item_chooser:chosen_multiple": [secrets.item.pk],
        }
        return [{"id": things.get(name, pages)}]
    if name.startswith("wagtailadmin_tag"):
        return [{"term": SOUGHT}]
    if name.startswith("wagtailadmin_choose_page"):
        return [{}, {"q": SOUGHT}, {"page_type": "news.EventReportPage"}, {"multiple": 1, "q": SOUGHT}]
    if filled:
        return [{}]
    collection = {"collection_id": secrets.collection.pk}
    return [{}, {"q": SOUGHT}, {"search": SOUGHT}, collection, {"export": "csv"}, {"layout": "list"}]
