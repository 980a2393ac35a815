"""`make_roles` makes the site's roles and repairs them, and says what it did."""

from io import StringIO

import pytest
from django.contrib.auth.models import Group, User
from django.core.management import call_command
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.models import Collection, GroupCollectionPermission, GroupPagePermission, WorkflowPage
from wagtail.permissions import policy_registry

from home import roles
from plans.importing.checking.views import sections_of
from tests.factories import OrderIndexPageFactory, Tree
from tests.restapi.town import COORDINATOR, PRESS, Town

NOTHING = "Всё на месте, ничего не изменено.\n"


def make_roles() -> str:
    out = StringIO()
    call_command("make_roles", stdout=out)
    return out.getvalue()


def test_a_new_site_gets_its_roles_once(tree: Tree) -> None:
    told = make_roles()
    assert {roles.ADMINISTRATORS, roles.PRESS_SERVICE, roles.COORDINATORS} <= set(
        Group.objects.values_list("name", flat=True)
    )
    assert f"«{roles.PRESS_SERVICE}»: страницы «{tree.home.title}» — publish_page" in told
    assert f"Проверка «{roles.REVIEW}» у раздела «{tree.home.title}»" in told
    assert make_roles() == NOTHING


def test_what_is_missing_is_repaired_and_said(town: Town) -> None:
    make_roles()
    press = Group.objects.get(name=roles.PRESS_SERVICE)
    GroupPagePermission.objects.filter(group=press, permission__codename="publish_page").delete()
    WorkflowPage.objects.all().delete()
    assert make_roles().splitlines() == [
        f"«{roles.PRESS_SERVICE}»: страницы «{town.tree.home.title}» — publish_page",
        f"Проверка «{roles.REVIEW}» у раздела «{town.tree.home.title}»",
        "Сделано: 2.",
    ]


def test_a_review_that_was_switched_off_works_again(town: Town) -> None:
    make_roles()
    town.draft.get_workflow().deactivate()
    assert town.draft.get_workflow() is None
    make_roles()
    assert town.draft.get_workflow().active


def test_what_an_administrator_has_added_stays(town: Town) -> None:
    make_roles()
    group = Group.objects.get(name=roles.COORDINATORS)
    group.permissions.add(*Group.objects.get(name=roles.PRESS_SERVICE).permissions.all())
    before = roles.rights_of(group)
    assert make_roles() == NOTHING
    assert roles.rights_of(group) == before


def test_press_officers_import_documents(town: Town) -> None:
    assert sections_of(town.people[PRESS]).filter(pk=town.tree.documents.pk).exists()


def test_each_authority_has_coordinators_of_its_own(town: Town) -> None:
    other = OrderIndexPageFactory(title="Документы района", slug="dokumenty-rajona")
    make_roles()
    groups = Group.objects.filter(name__startswith=roles.COORDINATORS)
    assert set(groups.values_list("name", flat=True)) == {
        roles.COORDINATORS,
        f"{roles.COORDINATORS}: Документы района",
    }
    coordinator = User.objects.create_user("rajon")
    coordinator.groups.add(groups.get(name__endswith="района"))
    assert list(sections_of(coordinator)) == [other]
    assert list(sections_of(town.people[COORDINATOR])) == [town.tree.documents]


@pytest.mark.parametrize("model", [get_image_model, get_document_model])
def test_coordinators_have_files_of_their_own_and_choose_no_schools(town: Town, model: object) -> None:
    policy = policy_registry.get_by_type(model())
    for action in ("add", "change", "choose"):
        collections = policy.collections_user_has_permission_for(town.people[COORDINATOR], action)
        assert [str(each) for each in collections] == [town.tree.documents.title]


def test_every_organisation_gets_editors(tree: Tree) -> None:
    make_roles()
    group = roles.editors_of(tree.school)
    assert GroupPagePermission.objects.filter(group=group, page=tree.school.pk).count() == 2
    own = GroupCollectionPermission.objects.filter(group=group).values_list("collection", flat=True)
    assert set(own) == {Collection.objects.get(name=tree.school.title).pk}
