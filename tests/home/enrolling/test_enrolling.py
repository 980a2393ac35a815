"""An organisation comes to the site in one step; saying the same again undoes nobody's work."""

from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.auth.models import Group, User
from django.core.exceptions import ValidationError
from wagtail.models import Collection, Page
from wagtail.permissions import policy_registry

from home import roles
from home.enrolling.enrolling import Enrolled, Enroller, Result
from home.models import Enrolment, OrganisationIndexPage, OrganisationPage, Picture
from search.models import CatalogEntry
from tests.factories import OrganisationPageFactory, Tree
from tests.restapi.town import everything

SAID = {
    "title": "Школа № 12",
    "kind": "school",
    "district": "Заречный район",
    "phone": "8 800 000-00-12",
    "editor_email": "school-12@example.org",
    "editor_name": "Анна Иванова",
}


@pytest.fixture
def enrol(db: None) -> Callable[..., Enrolled]:
    def enrol(**said: Any) -> Enrolled:
        return Enroller().enrol({**SAID, **said})

    return enrol


def test_an_organisation_gets_page_files_rights_review_and_editor(
    tree: Tree, enrol: Callable[..., Enrolled]
) -> None:
    enrolled = enrol()
    page, editor = enrolled.page, User.objects.get(username="school-12@example.org")
    assert enrolled.result is Result.CREATED
    assert enrolled.editor == editor
    assert enrolled.is_new_editor
    assert page.live
    assert page.get_parent().specific == tree.organisations
    assert (page.kind, page.district, page.phone) == ("school", "Заречный район", "8 800 000-00-12")
    assert CatalogEntry.objects.filter(page=page).exists()
    assert page.permissions_for_user(editor).can_add_subpage()
    assert not page.permissions_for_user(editor).can_publish()
    assert not tree.school.permissions_for_user(editor).can_edit()
    policy = policy_registry.get_by_type(Picture)
    assert [str(each) for each in policy.collections_user_has_permission_for(editor, "add")] == ["Школа № 12"]
    assert page.get_workflow().name == roles.REVIEW
    assert editor.first_name == "Анна Иванова"
    assert not editor.has_usable_password()


def test_a_new_site_gets_its_directory(enrol: Callable[..., Enrolled]) -> None:
    assert enrol().page.live
    assert OrganisationIndexPage.objects.get().live


def test_the_same_again_changes_nothing(tree: Tree, enrol: Callable[..., Enrolled]) -> None:
    def counted() -> list[Any]:
        counts = [model.objects.count() for model in (User, Group, Collection, Enrolment)]
        return [*everything(), *counts, list(Enrolment.objects.values())]

    enrol()
    before = counted()
    again = enrol()
    assert again.result is Result.UNCHANGED
    assert not again.is_new_editor
    assert counted() == before


def test_a_changed_row_updates_what_no_person_has_edited(tree: Tree, enrol: Callable[..., Enrolled]) -> None:
    page = enrol().page
    page.phone = "8 800 555-55-55"
    page.save_revision().publish()
    again = enrol(phone="8 800 111-11-11", district="Новый район", website="https://school.example.org/")
    page.refresh_from_db()
    assert again.result is Result.UPDATED
    assert again.changed == ("район", "сайт")
    assert again.kept == ("телефон",)
    assert (page.phone, page.district) == ("8 800 555-55-55", "Новый район")
    assert page.website == "https://school.example.org/"


def test_a_kind_that_was_not_said_at_first_can_be_said_later(tree: Tree) -> None:
    enroller = Enroller()
    page = enroller.enrol({"title": "Ромашка"}).page
    assert page.kind == "school"
    assert enroller.enrol({"title": "Ромашка", "kind": "kindergarten"}).changed == ("вид",)


def test_an_editors_unpublished_changes_do_not_go_out(tree: Tree, enrol: Callable[..., Enrolled]) -> None:
    page = enrol().page
    page.full_name = "Ещё не решено"
    page.save_revision()
    again = enrol(district="Новый район")
    page.refresh_from_db()
    assert again.is_draft
    assert (page.full_name, page.district) == ("", "Заречный район")
    draft = page.get_latest_revision_as_object()
    assert (draft.full_name, draft.district) == ("Ещё не решено", "Новый район")
    assert enrol(district="Новый район").result is Result.UNCHANGED


def test_an_unpublished_organisation_stays_unpublished(tree: Tree, enrol: Callable[..., Enrolled]) -> None:
    page = enrol().page
    page.unpublish()
    enrol(district="Новый район")
    page.refresh_from_db()
    assert not page.live


def test_line_ends_of_a_browser_are_no_edit(tree: Tree, enrol: Callable[..., Enrolled]) -> None:
    page = enrol(other_names="МБОУ СОШ № 12\nДвенадцатая").page
    page.other_names = "МБОУ СОШ № 12\r\nДвенадцатая"
    page.save_revision().publish()
    assert enrol(other_names="МБОУ СОШ № 12\nДвенадцатая").result is Result.UNCHANGED


def test_an_organisation_is_known_by_its_name_in_the_list_when_it_was_renamed(
    tree: Tree, enrol: Callable[..., Enrolled]
) -> None:
    page = enrol().page
    page.title = "Гимназия № 12"
    page.save_revision().publish()
    again = enrol(title="школа №12")
    assert again.page == page
    assert again.result is Result.UNCHANGED
    assert Collection.objects.filter(name__contains="12").count() == 1


def test_one_page_is_not_two_organisations_of_a_list(tree: Tree) -> None:
    enroller = Enroller()
    page = enroller.enrol({"title": "Школа № 12"}).page
    page.title = "Школа № 13"
    page.save_revision().publish()
    again = Enroller()
    assert again.enrol({"title": "Школа № 12"}).page == page
    with pytest.raises(ValidationError, match="Это та же страница, что «Школа № 12»"):
        again.enrol({"title": "Школа № 13"})


def test_a_page_made_by_hand_is_taken_as_a_persons_work(tree: Tree, enrol: Callable[..., Enrolled]) -> None:
    page = OrganisationPageFactory(parent=tree.organisations, title="Школа № 12", phone="1", website="")
    again = enrol(website="https://school.example.org/")
    assert again.page == page
    assert again.kept == ("телефон",)
    assert again.changed == ("сайт",)
    assert OrganisationPage.objects.filter(title="Школа № 12").count() == 1


def test_two_organisations_of_one_name_share_no_files(tree: Tree) -> None:
    school = OrganisationPageFactory(parent=tree.organisations, title="Школа № 12")
    twin = OrganisationPageFactory(parent=tree.organisations, title="Школа № 12")
    collections = []
    for page in (school, twin):
        collections.append(roles.organisation_collection(page))
        roles.school_editors(page, collections[-1])
    assert collections[0] != collections[1]
    assert roles.organisation_collection(school) == collections[0]


def test_lost_rights_come_back(tree: Tree, enrol: Callable[..., Enrolled]) -> None:
    page = enrol().page
    group = roles.editors_of(page)
    group.permissions.clear()
    assert enrol().result is Result.UPDATED
    assert group.permissions.filter(codename="access_admin").exists()


def test_a_user_who_is_there_already_joins_and_keeps_the_password(
    tree: Tree, enrol: Callable[..., Enrolled]
) -> None:
    user = User.objects.create_user("anna", "School-12@Example.org", "Берёза-у-реки")
    enrolled = enrol()
    assert enrolled.editor == user
    assert not enrolled.is_new_editor
    assert enrolled.page.permissions_for_user(user).can_edit()
    user.refresh_from_db()
    assert user.check_password("Берёза-у-реки")


def test_a_user_who_is_switched_off_stays_so_and_nothing_is_made(
    tree: Tree, enrol: Callable[..., Enrolled]
) -> None:
    User.objects.create_user("anna", "school-12@example.org", is_active=False)
    before = Page.objects.count()
    with pytest.raises(ValidationError, match="отключён"):
        enrol()
    assert Page.objects.count() == before
    assert not Group.objects.filter(name__contains="Школа № 12").exists()
    assert not Collection.objects.filter(name="Школа № 12").exists()
