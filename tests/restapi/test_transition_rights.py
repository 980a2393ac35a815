"""Who may change a page otherwise than by its fields: every role, every service, drafts and published pages."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.db import transaction
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Page

from tests.restapi.town import (
    ADMINISTRATOR,
    ANONYMOUS,
    COORDINATOR,
    OTHER_SCHOOL,
    PRESS,
    SCHOOL,
    Asker,
    Town,
    everything,
)

ALIAS = {"items": [{"path": "/staryj-adres"}]}

# On the page itself: method, service, body.
ON_PAGE: dict[str, tuple[str, str, Any]] = {
    "workflow": ("GET", "@workflow", None),
    "history": ("GET", "@history", None),
    "version": ("GET", "@history/{version}", None),
    "lock": ("GET", "@lock", None),
    "aliases": ("GET", "@aliases", None),
    "submit": ("POST", "@workflow/submit", {}),
    "approve": ("POST", "@workflow/approve", {}),
    "reject": ("POST", "@workflow/reject", {"comment": "Нет фотографий"}),
    "publish": ("POST", "@workflow/publish", {}),
    "unpublish": ("POST", "@workflow/unpublish", {}),
    "withdraw": ("POST", "@workflow/withdraw", {"comment": "Ошибка"}),
    "revert": ("PATCH", "@history", {"version": "{version}"}),
    "locking": ("POST", "@lock", {}),
    "unlocking": ("DELETE", "@lock", {}),
    "add alias": ("POST", "@aliases", ALIAS),
    "remove alias": ("DELETE", "@aliases", ALIAS),
}
# On the school, with the page as what it is about.
ON_SCHOOL: dict[str, tuple[str, str, Any]] = {
    "copy": ("POST", "@copy", {"source": "{address}"}),
    "move": ("POST", "@move", {"source": ["{address}"]}),
}
WRITES = [name for name, (method, _service, _body) in (ON_PAGE | ON_SCHOOL).items() if method != "GET"]


def all_of(names: Any, status: int) -> dict[str, int]:
    return dict.fromkeys(names, status)


READS = {"workflow": 200, "history": 200, "version": 200, "lock": 200, "aliases": 200}
NOTHING = all_of(ON_PAGE, 404)
STRANGERS = {**READS, **all_of(WRITES, 403), "history": 403, "version": 403}
SCHOOLS = {
    **READS,
    **all_of(["publish", "unpublish", "withdraw", "locking", "add alias", "remove alias"], 403),
    **all_of(["approve", "reject"], 400),
    **all_of(["revert", "unlocking", "copy"], 200),
}
PUBLISHERS = {
    **READS,
    **all_of(["approve", "reject"], 400),
    **all_of(["revert", "locking", "unlocking", "copy", "move"], 200),
    "add alias": 204,
    "remove alias": 400,  # there is none yet
}
ON_DRAFT = {
    ANONYMOUS: {**NOTHING, **all_of(ON_SCHOOL, 401)},
    OTHER_SCHOOL: {**NOTHING, **all_of(ON_SCHOOL, 403)},
    COORDINATOR: {**NOTHING, **all_of(ON_SCHOOL, 403)},
    SCHOOL: {**SCHOOLS, "submit": 200, "move": 200},
    PRESS: {**PUBLISHERS, "submit": 200, "publish": 200, "unpublish": 400, "withdraw": 400},
    ADMINISTRATOR: {**PUBLISHERS, "submit": 200, "publish": 200, "unpublish": 400, "withdraw": 400},
}
ON_PUBLISHED = {
    ANONYMOUS: {**READS, **all_of(WRITES, 401), "history": 401, "version": 401},
    OTHER_SCHOOL: STRANGERS,
    COORDINATOR: STRANGERS,
    SCHOOL: {**SCHOOLS, "submit": 400, "move": 403},
    PRESS: {**PUBLISHERS, "submit": 400, "publish": 400, "unpublish": 200, "withdraw": 200},
    ADMINISTRATOR: {**PUBLISHERS, "submit": 400, "publish": 400, "unpublish": 200, "withdraw": 200},
}


def filled(value: Any, page: Page) -> Any:
    """Return the value with what stands in braces told of the page."""
    if isinstance(value, dict):
        return {name: filled(item, page) for name, item in value.items()}
    if isinstance(value, list):
        return [filled(item, page) for item in value]
    if value == "{version}":
        return page.latest_revision_id
    if isinstance(value, str):
        return value.format(version=page.latest_revision_id, address=page.url)
    return value


def questions(page: Page, school: Page) -> Iterator[tuple[str, tuple[str, str, Any]]]:
    for place, services in ((page, ON_PAGE), (school, ON_SCHOOL)):
        for name, (method, service, body) in services.items():
            yield name, (method, f"{place.url}{filled(service, page)}", filled(body, page))


def check(
    ask: Asker, town: Town, page: Page, role: str, expected: dict[str, int], state: Callable[[], Any]
) -> None:
    """Ask everything, each in a transaction that is rolled back: a refusal must have changed nothing."""
    user = town.people.get(role)
    ask("GET", "/", user=user)  # notes the token's use
    for name, (method, path, body) in questions(page, town.school):
        before = state()
        with transaction.atomic():
            response = ask(method, path, body, user)
            assert response.status_code == expected[name], (role, name, response.content.decode()[:500])
            if response.status_code >= 400 or method == "GET":
                assert state() == before, (role, name)
            transaction.set_rollback(True)


@pytest.mark.parametrize("role", ON_DRAFT)
def test_a_draft_is_there_for_those_who_may_edit_it_only(ask: Asker, town: Town, role: str) -> None:
    check(ask, town, town.draft, role, ON_DRAFT[role], everything)


@pytest.mark.parametrize("role", ON_PUBLISHED)
def test_a_published_page_is_changed_by_those_with_the_right_only(ask: Asker, town: Town, role: str) -> None:
    check(ask, town, town.published, role, ON_PUBLISHED[role], everything)


def test_a_superuser_may_everything_that_is_possible(ask: Asker, town: Town) -> None:
    town.people[PRESS].is_superuser = True
    town.people[PRESS].save()
    check(
        ask,
        town,
        town.published,
        PRESS,
        ON_PUBLISHED[PRESS],
        lambda: [everything(), Redirect.objects.count()],
    )


def test_a_refused_write_is_logged(ask: Asker, town: Town, caplog: pytest.LogCaptureFixture) -> None:
    ask("POST", f"{town.published.url}@workflow/unpublish", {}, town.people[OTHER_SCHOOL], 403)
    (record,) = [record for record in caplog.records if record.name == "restapi"]
    assert record.levelname == "WARNING"
    assert record.getMessage() == f"other-school may not unpublish at page {town.published.pk}"
