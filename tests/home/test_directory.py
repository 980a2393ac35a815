"""Who listens to organisations' names hears of many changes once."""

from collections.abc import Iterator

import pytest

from home.directory import names_changed, told_once
from home.models import OrganisationPage
from tests.factories import OrganisationPageFactory, Tree


@pytest.fixture
def heard() -> Iterator[list[object]]:
    heard: list[object] = []

    def hear(sender: object, **kwargs: object) -> None:
        heard.append(sender)

    names_changed.connect(hear)
    yield heard
    names_changed.disconnect(hear)


def test_each_published_organisation_is_told_of(tree: Tree, heard: list[object]) -> None:
    OrganisationPageFactory(parent=tree.organisations)
    OrganisationPageFactory(parent=tree.organisations)
    assert heard == [OrganisationPage] * 2


def test_many_are_told_of_once(tree: Tree, heard: list[object]) -> None:
    with told_once():
        OrganisationPageFactory(parent=tree.organisations)
        OrganisationPageFactory(parent=tree.organisations)
        assert not heard
    assert heard == [OrganisationPage]


def test_nothing_is_told_where_nothing_changed(heard: list[object]) -> None:
    with told_once():
        pass
    assert not heard


def test_what_had_changed_before_an_error_is_told_of(tree: Tree, heard: list[object]) -> None:
    def publish_and_fail() -> None:
        with told_once():
            OrganisationPageFactory(parent=tree.organisations)
            raise RuntimeError

    with pytest.raises(RuntimeError):
        publish_and_fail()
    assert heard == [OrganisationPage]
