"""POST, PATCH, DELETE of pages, by Wagtail's actions and the page type's own editing form."""

from collections.abc import Iterator
from contextlib import contextmanager
from difflib import get_close_matches
from typing import Any

from django.db import transaction
from django.db.models import ProtectedError, RestrictedError
from django.http import HttpRequest
from django.utils.translation import gettext as _
from wagtail.actions import action_registry
from wagtail.coreutils import find_available_slug
from wagtail.models import Page, Site, get_page_models

from restapi.access.grants import Grant, grant_of
from restapi.http.bodies import unprocessed
from restapi.http.problems import Mistake, Problem
from restapi.reading.states import PENDING, PRIVATE, PUBLISHED
from restapi.writing import uploads
from restapi.writing.declared import refuse_other_types
from restapi.writing.held import files_of
from restapi.writing.locking import refuse_locked
from restapi.writing.members import STATE
from restapi.writing.page_forms import bound_form
from restapi.writing.references import Writing
from restapi.writing.refusals import refuse_invalid
from restapi.writing.rights import as_wagtail_allows, refuse_unless

STATES = (PRIVATE, PENDING, PUBLISHED)


def create(parent: Page, body: Any, request: HttpRequest) -> Page:
    """Make a page below another from a content object, and return it; raises Problem 400, 401 or 403.

    `review_state` says what becomes of it: `private` a draft, `pending` sent to moderation, `published`. Not said,
    it is a draft of one who may publish, and stands in moderation else, where there is one.
    """
    grant = grant_of(request)
    model = _model(_object(body))
    refuse_unless(grant.writes(model, parent), grant, "add", parent)
    refuse_unless(parent.permissions_for_user(grant.user).can_add_subpage(), grant, "add", parent)
    if model not in parent.creatable_subpage_models() or not model.can_create_at(parent):
        raise _bad("@type", "wrong_type", _("Pages of this type cannot be made here."))
    page = model(owner=grant.user, locale=parent.locale)
    state = _state(body) or (
        PENDING if not _may_publish_below(grant, parent) and parent.get_workflow() else PRIVATE
    )
    if state == PUBLISHED:
        refuse_unless(_may_publish_below(grant, parent), grant, "publish", parent)
    if "title" in body and not body.get("id"):
        body = {**body, "id": _free_slug(page, parent, body["title"])}
    with _all_or_nothing(Writing(request)) as writing, as_wagtail_allows(grant, "add", parent):
        form = bound_form(page, parent, body, grant, writing)
        refuse_other_types(body, model, is_new=True)
        _refuse_unready(form, state, writing)
        action = action_registry.get_action_class(model, "create")
        action(page, parent, user=grant.user, form=form, publish=state == PUBLISHED).execute()
        _send_to_moderation(form.instance, state, grant)
    made: Page = model.objects.get(pk=form.instance.pk)
    return made


def update(page: Page, body: Any, request: HttpRequest) -> Page:
    """Change the members that a body names, and return the page; raises Problem 400, 401 or 403.

    What one changes who may publish is public at once where the page is public and nobody else's draft would go
    out with it; else it is a draft, and of one who may not publish in moderation. `review_state` says otherwise.
    """
    grant = grant_of(request)
    _object(body)
    refuse_unless(grant.writes(type(page), page), grant, "change", page)
    rights = page.permissions_for_user(grant.user)
    refuse_unless(rights.can_edit(), grant, "change", page)
    refuse_locked(page, grant)
    may_publish = rights.can_publish() and grant.publishes(page)
    with _all_or_nothing(Writing(request)) as writing, as_wagtail_allows(grant, "change", page):
        page = _alone(page)
        state = _state(body) or _state_after(page, may_publish)
        if state == PUBLISHED:
            refuse_unless(may_publish, grant, "publish", page)
        draft = page.get_latest_revision_as_object()
        writing.held.update(files_of(draft))
        form = bound_form(draft, page.get_parent(), body, grant, writing)
        refuse_other_types(body, type(page), is_new=False)
        _refuse_unready(form, state, writing)
        action = action_registry.get_action_class(type(page), "edit")
        action(draft, user=grant.user, form=form, publish=state == PUBLISHED).execute()
        _send_to_moderation(page, state, grant)
    changed: Page = type(page).objects.get(pk=page.pk)
    return changed


def delete(page: Page, request: HttpRequest) -> None:
    """Delete a page with all below it; raises Problem 401 or 403, 409 for what others cannot be without."""
    grant = grant_of(request)
    for part in page.get_descendants(inclusive=True):
        may_touch = grant.writes(part.specific_class or Page, part) and (
            not part.live or grant.publishes(part)
        )
        refuse_unless(may_touch, grant, "delete", part)
    refuse_unless(page.permissions_for_user(grant.user).can_delete(), grant, "delete", page)
    refuse_locked(page, grant, "delete")
    if Site.objects.filter(root_page__path__startswith=page.path).exists():
        raise Problem(409, _("A site stands on this page."))
    try:
        with transaction.atomic(), as_wagtail_allows(grant, "delete", page):
            action_registry.get_action_class(type(page), "delete")(page, user=grant.user).execute()
    except (ProtectedError, RestrictedError):
        raise Problem(409, _("Other things need this page or one below it.")) from None


def _alone(page: Page) -> Page:
    """Return the page as it is now; nobody else changes it until the transaction ends."""
    Page.objects.select_for_update(of=("self",)).get(pk=page.pk)
    read: Page = type(page).objects.get(pk=page.pk)
    return read


def _refuse_unready(form: Any, state: str, writing: Writing) -> None:
    """Raise Problem 400 if the form is not good enough: a draft may lack what only publishing needs."""
    if state == PRIVATE:
        form.defer_required_fields()
    try:
        refuse_invalid(form, writing, form.places)
    finally:
        if state == PRIVATE:
            form.restore_required_fields()


def _send_to_moderation(page: Page, state: str, grant: Grant) -> None:
    """Begin the moderation, or go on with the one that has sent the page back to its author."""
    if state != PENDING or page.workflow_in_progress:
        return
    if page.current_workflow_state:
        page.current_workflow_state.resume(grant.user)
        return
    workflow = page.get_workflow()
    if workflow is None:
        raise _bad(STATE, "state", _("There is no moderation here."))
    workflow.start(page.get_latest_revision_as_object(), grant.user)


def _state_after(page: Page, may_publish: bool) -> str:
    """Return the state that a change leads to where the body does not say."""
    if not page.live:
        return PRIVATE
    if may_publish:
        return PRIVATE if page.has_unpublished_changes else PUBLISHED
    return PENDING if page.get_workflow() else PRIVATE


def _may_publish_below(grant: Grant, parent: Page) -> bool:
    return bool(parent.permissions_for_user(grant.user).can_publish_subpage()) and grant.publishes(parent)


def _free_slug(page: Page, parent: Page, title: Any) -> str:
    """Return the address that the page type itself makes of a title, none of a neighbour's."""
    if not isinstance(title, str) or not title.strip():
        return ""
    page.title = title.strip()[:255]
    page._cached_parent_obj = parent  # where its parent is not known, a page of Wagtail's makes no address
    page.minimal_clean()
    del page._cached_parent_obj
    free: str = find_available_slug(parent, page.slug)
    page.slug = ""
    return free


def _model(body: dict[str, Any]) -> type[Page]:
    label = body.get("@type")
    if not isinstance(label, str) or not label:
        raise _bad("@type", "missing", _("“@type” says what is to be made."))
    models = {model._meta.label: model for model in get_page_models()}
    if label not in models:
        near = get_close_matches(label[:100], models, n=1, cutoff=0.4)
        advice = _("Did you mean “%(name)s”?") % {"name": near[0]} if near else ""
        unknown = _("There is no type “%(name)s”.") % {"name": label[:100]}
        raise _bad("@type", "unknown_type", f"{unknown} {advice}".strip())
    return models[label]


def _state(body: dict[str, Any]) -> str:
    """Return the state that a body wishes for; empty where it does not."""
    state = body.get(STATE)
    if state in (None, ""):
        return ""
    if state not in STATES:
        raise _bad(STATE, "state", _("Known here: %(names)s.") % {"names": ", ".join(STATES)})
    return str(state)


def _object(body: Any) -> dict[str, Any]:
    if not isinstance(body, dict):
        raise unprocessed([Mistake(["body"], "dict_type", _("This must be an object."))])
    return body


def _bad(member: str, kind: str, message: str) -> Exception:
    return unprocessed([Mistake(["body", member], kind, message)])


@contextmanager
def _all_or_nothing(writing: Writing) -> Iterator[Writing]:
    """Write in one transaction; a refusal leaves no rows and no files."""
    is_done = False
    try:
        with transaction.atomic():
            yield writing
        is_done = True
    finally:
        if not is_done:
            uploads.forget(writing)
