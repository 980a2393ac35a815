"""What each role may do, and that giving a role twice changes nothing."""

import pytest
from django.contrib.auth.models import Group, User
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.models import (
    Collection,
    GroupCollectionPermission,
    GroupPagePermission,
    Page,
    TaskState,
    Workflow,
    WorkflowPage,
)
from wagtail.permissions import policy_registry

from home import roles
from home.models import HomePage, OrganisationIndexPage, OrganisationPage, StandardPage
from tests.factories import OrderIndexPageFactory, OrderPageFactory

pytestmark = pytest.mark.django_db


def user_in(*groups: Group) -> User:
    user = User.objects.create_user(f"user-{User.objects.count()}")
    user.groups.set(groups)
    return user


@pytest.fixture
def home() -> HomePage:
    return HomePage.objects.get()


@pytest.fixture
def section(home: HomePage) -> OrganisationIndexPage:
    page: OrganisationIndexPage = home.add_child(instance=OrganisationIndexPage(title="Организации"))
    return page


@pytest.fixture
def school(section: OrganisationIndexPage) -> OrganisationPage:
    page: OrganisationPage = section.add_child(instance=OrganisationPage(title="Школа № 3"))
    return page


@pytest.fixture
def editor(school: OrganisationPage) -> User:
    return user_in(roles.school_editors(school, roles.organisation_collection(school)))


def test_school_editor_writes_below_the_own_organisation_only(
    school: OrganisationPage, section: OrganisationIndexPage, editor: User
) -> None:
    other = section.add_child(instance=OrganisationPage(title="Школа № 7"))
    assert school.permissions_for_user(editor).can_edit()
    assert school.permissions_for_user(editor).can_add_subpage()
    assert not other.permissions_for_user(editor).can_edit()
    assert not other.permissions_for_user(editor).can_add_subpage()
    assert not section.permissions_for_user(editor).can_add_subpage()


def test_school_editor_does_not_publish(school: OrganisationPage, editor: User) -> None:
    allowed = school.permissions_for_user(editor)
    assert not allowed.can_publish()
    assert not allowed.can_publish_subpage()
    assert not allowed.can_delete()


@pytest.mark.parametrize("model", [get_image_model, get_document_model])
def test_school_editor_adds_files_to_the_own_collection_only(
    school: OrganisationPage, editor: User, model: object
) -> None:
    policy = policy_registry.get_by_type(model())
    collections = policy.collections_user_has_permission_for(editor, "add")
    assert [collection.name for collection in collections] == ["Школа № 3"]


def test_organisations_with_one_title_have_two_groups(
    section: OrganisationIndexPage, school: OrganisationPage
) -> None:
    twin = section.add_child(instance=OrganisationPage(title=school.title))
    collection = roles.organisation_collection(school)
    groups = {roles.school_editors(page, collection).pk for page in (school, twin)}
    assert len(groups) == 2


def test_group_of_an_organisation_stays_its_own_when_it_is_renamed(school: OrganisationPage) -> None:
    collection = roles.organisation_collection(school)
    before = roles.school_editors(school, collection)
    school.title = "Гимназия № 3"
    assert roles.school_editors(school, collection) == before


def test_what_schools_write_is_reviewed_by_the_press_service(
    home: HomePage, section: OrganisationIndexPage, school: OrganisationPage, editor: User
) -> None:
    press = user_in(roles.press_service(home))
    roles.review(section, press.groups.get())
    draft = school.add_child(instance=StandardPage(title="Отчёт", live=False))
    draft.save_revision(user=editor)
    assert draft.permissions_for_user(editor).can_submit_for_moderation()
    state = draft.get_workflow().start(draft, editor)
    task = state.current_task_state.task.specific
    assert task.get_actions(draft, press)
    assert not task.get_actions(draft, editor)


def test_press_service_publishes_everywhere_below_the_home_page(
    home: HomePage, school: OrganisationPage
) -> None:
    press = user_in(roles.press_service(home))
    assert home.permissions_for_user(press).can_publish()
    assert school.permissions_for_user(press).can_publish_subpage()
    assert press.has_perm("wagtailadmin.access_admin")
    assert press.has_perm("search.change_hashtag")
    assert not press.has_perm("auth.change_user")


def test_coordinator_writes_documents_and_publishes_nothing(home: HomePage, school: OrganisationPage) -> None:
    documents = home.add_child(instance=StandardPage(title="Документы"))
    coordinator = user_in(roles.coordinators(documents))
    assert coordinator.has_perm("wagtailadmin.access_admin")
    assert documents.permissions_for_user(coordinator).can_add_subpage()
    assert not documents.permissions_for_user(coordinator).can_publish()
    assert not school.permissions_for_user(coordinator).can_edit()


def test_administrators_manage_pages_and_users(home: HomePage) -> None:
    administrator = user_in(roles.administrators())
    assert home.permissions_for_user(administrator).can_publish()
    assert administrator.has_perm("auth.change_user")
    assert administrator.has_perm("wagtailcore.change_workflow")


def test_roles_twice_are_the_same_as_once(
    home: HomePage, section: OrganisationIndexPage, school: OrganisationPage
) -> None:
    def give() -> list[int]:
        press = roles.press_service(home)
        roles.administrators()
        roles.coordinators(section)
        roles.school_editors(school, roles.organisation_collection(school))
        roles.review(section, press)
        counted = (Group, Collection, GroupPagePermission, GroupCollectionPermission, Workflow, WorkflowPage)
        return [model.objects.count() for model in counted]

    assert give() == give()


def test_review_leaves_another_workflow_of_the_section_alone(
    home: HomePage, section: OrganisationIndexPage
) -> None:
    own = Workflow.objects.create(name="Своя проверка")
    WorkflowPage.objects.create(page=section.page_ptr, workflow=own)
    roles.review(section, roles.press_service(home))
    assert section.get_workflow() == own


def test_an_order_of_a_coordinator_comes_to_the_press_service(home: HomePage) -> None:
    press = user_in(roles.press_service(home))
    roles.review(home, press.groups.get())
    documents = OrderIndexPageFactory()
    coordinator = user_in(roles.coordinators(documents))
    order = OrderPageFactory(parent=documents, live=False)
    order.get_workflow().start(order, coordinator)
    task = TaskState.objects.get().task.specific
    assert task.groups.get().name == roles.PRESS_SERVICE
    assert task.get_actions(order, press)


def test_review_retires_the_workflow_that_wagtail_brings(home: HomePage) -> None:
    brought = Workflow.objects.get(name=roles.WAGTAILS_REVIEW)
    assert Page.get_first_root_node().get_workflow() == brought
    roles.review(home, roles.press_service(home))
    brought.refresh_from_db()
    assert not brought.active
    assert Page.get_first_root_node().get_workflow() is None


def test_review_leaves_wagtails_workflow_alone_once_somebody_works_with_it(home: HomePage) -> None:
    user_in(Group.objects.get(name=roles.WAGTAILS_REVIEWERS))
    roles.review(home, roles.press_service(home))
    assert Workflow.objects.get(name=roles.WAGTAILS_REVIEW).active
