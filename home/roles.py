"""Who may do what: groups for the site's roles, and the review of what schools write. Calling twice changes nothing."""

from collections.abc import Iterable

from django.contrib.auth.models import Group, Permission
from django.db.models import Q
from wagtail.models import (
    Collection,
    GroupApprovalTask,
    GroupCollectionPermission,
    GroupPagePermission,
    Page,
    Workflow,
    WorkflowPage,
    WorkflowTask,
)

from home.models import OrganisationPage

ADMINISTRATORS = "Администраторы"
PRESS_SERVICE = "Пресс-служба"
COORDINATORS = "Координаторы"
SCHOOL_EDITORS = "Редакторы"
REVIEW = "Проверка пресс-службой"
# What a new Wagtail brings: the name of a workflow and of its only task, and the group that the task is for.
WAGTAILS_REVIEW, WAGTAILS_REVIEWERS = "Moderators approval", "Moderators"

WHOLE_PAGES = ("add", "change", "publish", "lock", "unlock", "bulk_delete")
FILES = ("add_image", "change_image", "choose_image", "add_document", "change_document", "choose_document")
FILES_TO_CHOOSE = ("choose_image", "add_document", "choose_document")

ACCESS = "wagtailadmin.access_admin"
REDIRECTS = (
    "wagtailredirects.add_redirect",
    "wagtailredirects.change_redirect",
    "wagtailredirects.delete_redirect",
)
VOCABULARY = ("search.add_hashtag", "search.change_hashtag", "search.view_hashtag")
# Programs' tokens: for oneself; for others too with the right to change users.
TOKENS = ("wagtailcore.add_apitoken", "wagtailcore.change_apitoken", "wagtailcore.delete_apitoken")
# What an administrator manages beside pages and files.
MANAGED = (
    "auth.user",
    "auth.group",
    "search.hashtag",
    "wagtailcore.site",
    "wagtailcore.workflow",
    "wagtailcore.task",
    "wagtailcore.apitoken",
    "wagtailredirects.redirect",
    "restapi.webhook",
)


def administrators() -> Group:
    """Return the group that may do everything in the admin: all pages and files, users, sites, workflows."""
    group = _group(ADMINISTRATORS)
    _allow(group, [ACCESS, *(name for model in MANAGED for name in _everything(model))])
    _allow_pages(group, Page.get_first_root_node(), WHOLE_PAGES)
    root = Collection.get_first_root_node()
    managing = ("add_collection", "change_collection", "delete_collection")
    _allow_files(group, root, [*FILES, "delete_image", "delete_document", *managing])
    return group


def press_service(home: Page) -> Group:
    """Return the group that writes and publishes everywhere from the home page down, keeps tags, has tokens."""
    group = _group(PRESS_SERVICE)
    _allow(group, [ACCESS, *VOCABULARY, *REDIRECTS, *TOKENS])
    _allow_pages(group, home, WHOLE_PAGES)
    _allow_files(group, Collection.get_first_root_node(), FILES)
    return group


def coordinators(documents: Page) -> Group:
    """Return the group that writes orders and plans in a section of documents; the press service publishes them."""
    group = _group(COORDINATORS)
    _allow(group, [ACCESS])
    _allow_pages(group, documents, ("add", "change"))
    _allow_files(group, Collection.get_first_root_node(), FILES_TO_CHOOSE)
    return group


def school_editors(organisation: OrganisationPage, collection: Collection) -> Group:
    """Return the group that writes an organisation's own section, with its own files; it publishes nothing."""
    group = _editors_of(organisation)
    _allow(group, [ACCESS])
    _allow_pages(group, organisation, ("add", "change"))
    _allow_files(group, collection, FILES)
    return group


def organisation_collection(organisation: OrganisationPage, parent: Collection | None = None) -> Collection:
    """Return the collection with the organisation's name below `parent` (else the root), made where missing."""
    parent = parent or Collection.get_first_root_node()
    known = parent.get_children().filter(name=organisation.title).first()
    made: Collection = known or parent.add_child(name=organisation.title)
    return made


def review(section: Page, reviewers: Group) -> Workflow:
    """Return the workflow by which `reviewers` approve what is written below `section`; it is assigned to it.

    Wagtail's own default workflow, which nobody watches, is retired.
    """
    _retire_wagtails_review()
    workflow, _made = Workflow.objects.get_or_create(name=REVIEW)
    task = GroupApprovalTask.objects.filter(name=REVIEW).first() or GroupApprovalTask.objects.create(
        name=REVIEW
    )
    task.groups.add(reviewers)
    WorkflowTask.objects.get_or_create(workflow=workflow, task=task)
    WorkflowPage.objects.get_or_create(page=Page.objects.get(pk=section.pk), defaults={"workflow": workflow})
    return workflow


def _retire_wagtails_review() -> None:
    """Deactivate Wagtail's default workflow and take it off the root page, unless somebody has made it their own."""
    workflow = Workflow.objects.filter(name=WAGTAILS_REVIEW, active=True).first()
    if workflow is None:
        return
    groups = Group.objects.filter(groupapprovaltask__workflow_tasks__workflow=workflow)
    named = set(groups.values_list("name", flat=True)) == {WAGTAILS_REVIEWERS}
    tasks = list(workflow.tasks.values_list("name", flat=True)) == [WAGTAILS_REVIEW]
    pages = set(workflow.workflow_pages.values_list("page__depth", flat=True)) <= {1}
    if named and tasks and pages and not groups.filter(user__isnull=False).exists():
        workflow.deactivate()


def _group(name: str) -> Group:
    return Group.objects.get_or_create(name=name)[0]


def _editors_of(organisation: OrganisationPage) -> Group:
    """Two organisations with the same title have two groups: neither may write for the other."""
    groups = Group.objects.filter(name__startswith=f"{SCHOOL_EDITORS}: ")
    known = groups.filter(page_permissions__page=organisation.pk).distinct().first()
    if known:
        return known
    name = f"{SCHOOL_EDITORS}: {organisation.title}"[:130]
    if groups.filter(name=name).exists():
        name = f"{name} ({organisation.pk})"
    return Group.objects.create(name=name)


def _everything(model: str) -> list[str]:
    app, _dot, name = model.partition(".")
    return [f"{app}.{action}_{name}" for action in ("add", "change", "delete", "view")]


def _allow(group: Group, names: Iterable[str]) -> None:
    """Give the group permissions by «app.codename»."""
    wanted = Q()
    for name in names:
        app, _dot, codename = name.partition(".")
        wanted |= Q(content_type__app_label=app, codename=codename)
    group.permissions.add(*Permission.objects.filter(wanted))


def _allow_pages(group: Group, page: Page, actions: Iterable[str]) -> None:
    codenames = [f"{action}_page" for action in actions]
    page = Page.objects.get(pk=page.pk)
    for permission in Permission.objects.filter(
        content_type__app_label="wagtailcore", codename__in=codenames
    ):
        GroupPagePermission.objects.get_or_create(group=group, page=page, permission=permission)


def _allow_files(group: Group, collection: Collection, codenames: Iterable[str]) -> None:
    """Rights on images stand on Wagtail's own image model, whatever model the site uses."""
    apps = ["wagtailimages", "wagtaildocs", "wagtailcore"]
    wanted = Permission.objects.filter(content_type__app_label__in=apps, codename__in=list(codenames))
    for permission in wanted:
        GroupCollectionPermission.objects.get_or_create(
            group=group, collection=collection, permission=permission
        )
