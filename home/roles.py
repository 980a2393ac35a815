"""Who may do what: groups for the site's roles, and the review of what schools write. Calling twice changes nothing."""

from collections import defaultdict
from collections.abc import Iterable

from django.contrib.auth.models import Group, Permission
from django.db.models import Q
from django.utils.translation import gettext as _
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
SCHOOL_EDITORS = "Редакторы: "
REVIEW = "Проверка пресс-службой"
# What a new Wagtail brings: the name of a workflow and of its only task, and the group that the task is for.
WAGTAILS_REVIEW, WAGTAILS_REVIEWERS = "Moderators approval", "Moderators"

WHOLE_PAGES = ("add", "change", "publish", "lock", "unlock", "bulk_delete")
SECTION_PAGES = ("add", "change")
FILES = ("add_image", "change_image", "choose_image", "add_document", "change_document", "choose_document")

ACCESS = "wagtailadmin.access_admin"
REDIRECTS = (
    "wagtailredirects.add_redirect",
    "wagtailredirects.change_redirect",
    "wagtailredirects.delete_redirect",
)
VOCABULARY = ("search.add_hashtag", "search.change_hashtag", "search.view_hashtag")
# Programs' tokens: for oneself; for others too with the right to change users.
TOKENS = ("wagtailcore.add_apitoken", "wagtailcore.change_apitoken", "wagtailcore.delete_apitoken")
# Pictures that are taken off when a consent is withdrawn, and the list of them.
WITHDRAWALS = ("home.add_withdrawnpicture", "home.view_withdrawnpicture")
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
    _allow(group, [ACCESS, *WITHDRAWALS, *(name for model in MANAGED for name in _everything(model))])
    _allow_pages(group, Page.get_first_root_node(), WHOLE_PAGES)
    root = Collection.get_first_root_node()
    managing = ("add_collection", "change_collection", "delete_collection")
    _allow_files(group, root, [*FILES, "delete_image", "delete_document", *managing])
    return group


def press_service(home: Page) -> Group:
    """Return the group that writes and publishes everywhere from the home page down, keeps tags, has tokens."""
    group = _group(PRESS_SERVICE)
    _allow(group, [ACCESS, *VOCABULARY, *REDIRECTS, *TOKENS, *WITHDRAWALS])
    _allow_pages(group, home, WHOLE_PAGES)
    _allow_files(group, Collection.get_first_root_node(), FILES)
    return group


def coordinators(documents: Page) -> Group:
    """Return the group that writes orders and plans in an authority's section of documents, with files of its own.

    The press service publishes them. Each section has a group; the files of schools are not for it.
    """
    group = _coordinators_of(documents)
    _allow(group, [ACCESS])
    _allow_pages(group, documents, SECTION_PAGES)
    _allow_files(group, _own_collection(documents, COORDINATORS), FILES)
    return group


def school_editors(organisation: OrganisationPage, collection: Collection) -> Group:
    """Return the group that writes an organisation's own section, with its own files; it publishes nothing."""
    group = editors_of(organisation)
    _allow(group, [ACCESS])
    _allow_pages(group, organisation, SECTION_PAGES)
    _allow_files(group, collection, FILES)
    return group


def editors_of(organisation: OrganisationPage) -> Group:
    """Return the group of an organisation's editors, made where missing.

    Two organisations with the same title have two groups: neither may write for the other.
    """
    groups = Group.objects.filter(name__startswith=SCHOOL_EDITORS)
    known = groups.filter(page_permissions__page=organisation.pk).distinct().first()
    if known:
        return known
    name = f"{SCHOOL_EDITORS}{organisation.title}"[:130]
    if groups.filter(name=name).exists():
        name = f"{name} ({organisation.pk})"
    group = Group.objects.create(name=name)
    _allow_pages(group, organisation, SECTION_PAGES)  # by which it is known from now on
    return group


def editors() -> dict[int, set[int]]:
    """Return the ids of the users in the editors' groups of all organisations, by the organisation's id."""
    rights = GroupPagePermission.objects.filter(
        group__name__startswith=SCHOOL_EDITORS, permission__codename="add_page", group__user__isnull=False
    )
    found: dict[int, set[int]] = defaultdict(set)
    for page, user in rights.values_list("page", "group__user"):
        found[page].add(user)
    return found


def organisation_collection(organisation: OrganisationPage, parent: Collection | None = None) -> Collection:
    """Return the collection of the organisation's own files, made below `parent` (else the root) where missing.

    It has the organisation's name. One that is another organisation's is never shared: a twin gets its own.
    """
    return _own_collection(organisation, SCHOOL_EDITORS, parent)


def rights_of(group: Group) -> frozenset[str]:
    """Return all that the group may, in words of the log: ««Редакторы: …»: страницы «Школа № 3» — add_page»."""
    pages = GroupPagePermission.objects.filter(group=group)
    files = GroupCollectionPermission.objects.filter(group=group)
    rights = [
        *((_("весь сайт"), "", name) for name in group.permissions.values_list("codename", flat=True)),
        *((_("страницы"), *row) for row in pages.values_list("page__title", "permission__codename")),
        *((_("файлы"), *row) for row in files.values_list("collection__name", "permission__codename")),
    ]
    return frozenset(
        f"«{group.name}»: {kind}{place and f' «{place}»'} — {name}" for kind, place, name in rights
    )


def standing() -> frozenset[str]:
    """Return the site's roles as they are now, a line for each right, for two moments to be compared."""
    ours = Q(name__in=[ADMINISTRATORS, PRESS_SERVICE])
    for prefix in (COORDINATORS, SCHOOL_EDITORS):
        ours |= Q(name__startswith=prefix)
    groups = list(Group.objects.filter(ours))
    reviews = WorkflowPage.objects.filter(workflow__active=True).values_list("workflow__name", "page__title")
    steps = WorkflowTask.objects.filter(workflow__active=True).values_list("workflow__name", "task__name")
    tasks = GroupApprovalTask.objects.filter(active=True).values_list("name", "groups__name")
    return frozenset().union(
        *map(rights_of, groups),
        [_("Группа «%s»") % group.name for group in groups],
        [_("Проверка «%(name)s» у раздела «%(page)s»") % {"name": n, "page": p} for n, p in reviews],
        [_("Проверка «%(name)s»: задача «%(task)s»") % {"name": n, "task": t} for n, t in steps],
        [_("Задача «%(name)s»: решает «%(group)s»") % {"name": n, "group": g} for n, g in tasks if g],
    )


def review(section: Page, reviewers: Group) -> Workflow:
    """Return the workflow by which `reviewers` approve what is written below `section`; it is assigned to it.

    Wagtail's own default workflow, which nobody watches, is retired.
    """
    _retire_wagtails_review()
    workflow, _is_new = Workflow.objects.update_or_create(name=REVIEW, defaults={"active": True})
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


def _coordinators_of(documents: Page) -> Group:
    """The first section's group has the plain name."""
    groups = Group.objects.filter(name__startswith=COORDINATORS)
    known = groups.filter(page_permissions__page=documents.pk).distinct().first()
    if known:
        return known
    plain = _group(COORDINATORS)
    if not GroupPagePermission.objects.filter(group=plain).exists():
        return plain
    name = f"{COORDINATORS}: {documents.title}"[:130]
    taken = groups.filter(name=name).exists()
    return Group.objects.create(name=f"{name} ({documents.pk})" if taken else name)


def _own_collection(page: Page, role: str, parent: Collection | None = None) -> Collection:
    """Return the collection of the groups of a role that write a page; see `organisation_collection`."""
    groups = Group.objects.filter(name__startswith=role)
    its_groups = groups.filter(page_permissions__page=page.pk)
    own = Collection.objects.filter(group_permissions__group__in=its_groups, depth__gt=1)
    if known := own.order_by("path").first():
        return known
    # Read anew: treebeard counts a node's children on the object.
    place = Collection.objects.get(pk=parent.pk) if parent else Collection.get_first_root_node()
    writers = Q(name__startswith=SCHOOL_EDITORS) | Q(name__startswith=COORDINATORS)
    taken = Collection.objects.filter(group_permissions__group__in=Group.objects.filter(writers))
    namesakes = place.get_children().filter(name=page.title)
    if free := namesakes.exclude(pk__in=taken.values("pk")).first():
        return free
    name = f"{page.title} ({page.pk})" if namesakes.exists() else page.title
    made: Collection = place.add_child(name=name)
    return made


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
