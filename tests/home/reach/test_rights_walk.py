"""What one school has not published, nobody learns of, and nobody changes, who does not work with it: by any address.

The table: each role × each address of the admin, the site, the API × what is another school's. The addresses of the
admin come from the resolver: a new one that takes an argument fails here until somebody says what to ask it for.
"""

from collections.abc import Iterator
from typing import Any
from urllib.parse import quote, urlencode

import pytest
from django.db import transaction
from django.test import Client
from django.urls import reverse
from wagtail.models import Collection, GroupPagePermission, PageViewRestriction, WorkflowPage

from home.models import Picture
from tests.home.reach.admin_addresses import EXCEPTIONS, Address, addresses, patterns
from tests.home.reach.secret import SOUGHT, Secrets, leaks, make_secrets, unescaped
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

STRANGERS = (ANONYMOUS, SCHOOL, COORDINATOR)
# What a form might be sent with by who would like to.
TAKING = {
    "title": "Захвачено",
    "name": "Захвачено",
    "slug": "zahvacheno",
    "new_title": "Захвачено",
    "new_slug": "zahvacheno",
    "restriction_type": "login",
    "action-publish": "1",
    "comment": "Захвачено",
    "tags": "захвачено",
    "is_editing": "1",
    "alias": "on",
}


@pytest.fixture
def secrets(town: Town) -> Secrets:
    return make_secrets(town)


@pytest.fixture
def ask(client: Client) -> Asker:
    return Asker(client)


def state() -> list[Any]:
    models = (Picture, Collection, PageViewRestriction, WorkflowPage, GroupPagePermission)
    return [*everything(), *(list(model.objects.order_by("pk").values()) for model in models)]


def enter(client: Client, secrets: Secrets, role: str) -> None:
    if role != ANONYMOUS:
        client.force_login(secrets.town.people[role])


def said(response: Any, path: str) -> str:
    """Return all that an answer tells: its body, its headers, the addresses that it led through; not what was asked."""
    body = (
        b"".join(response.streaming_content).decode("utf-8", "replace")
        if response.streaming
        else response.content.decode("utf-8", "replace")
    )
    ways = [address for address, _status in getattr(response, "redirect_chain", [])]
    text = "\n".join([body, str(response.headers), *ways])
    once = quote(path, safe="")  # behind the login; twice, where a link of that page leads back to it
    for written in (path, quote(once, safe=""), once):
        text = text.replace(written, "")
    return text


def problems_of(response: Any, path: str, name: str) -> Iterator[str]:
    if response.status_code >= 500:
        yield f"{name} {path}: {response.status_code}"
    for place in leaks(said(response, path)):
        yield f"{name} {path}: …{place}…"


def asked(client: Client, address: Address, secrets: Secrets, untouched: list[Any]) -> Iterator[str]:
    """Ask by GET and, where the address names another's thing, by POST; yield what is wrong."""
    for query in address.queries:
        response = client.get(address.path, query, follow=True)
        yield from problems_of(response, address.path, address.name)
    if not address.is_foreign:
        return
    form = {**TAKING, "new_parent_page": secrets.town.school.pk, "collection": secrets.collection.pk}
    for query in address.queries:
        with transaction.atomic():
            response = client.post(f"{address.path}?{urlencode(query, doseq=True)}", form, follow=True)
            yield from problems_of(response, address.path, f"POST {address.name}")
            if state() != untouched:
                yield f"POST {address.name} {address.path}: something has changed"
            transaction.set_rollback(True)


def test_every_exception_is_an_address() -> None:
    assert set(EXCEPTIONS) <= set(patterns())


@pytest.mark.once  # the rights are the same on every database
@pytest.mark.parametrize("role", STRANGERS)
def test_the_admin_tells_a_stranger_nothing_and_lets_nothing_be_changed(
    client: Client, secrets: Secrets, role: str
) -> None:
    enter(client, secrets, role)
    untouched = state()
    wrong = [
        problem for address in addresses(secrets) for problem in asked(client, address, secrets, untouched)
    ]
    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize("role", [OTHER_SCHOOL, PRESS, ADMINISTRATOR])
def test_who_works_with_it_sees_it(client: Client, secrets: Secrets, role: str) -> None:
    """The walk would find what it looks for."""
    enter(client, secrets, role)
    for name, pk in (
        ("wagtailadmin_pages:edit", secrets.draft.pk),
        ("wagtailadmin_pages:edit", secrets.changed.pk),
        ("wagtailadmin_pages:history", secrets.private.pk),
        ("wagtailadmin_choose_page_child", secrets.town.other_school.pk),
        ("wagtailimages:edit", secrets.picture.pk),
        ("wagtaildocs:edit", secrets.document.pk),
        ("wagtailadmin_api:pages:detail", secrets.draft.pk),
        ("wagtailadmin_api:images:detail", secrets.picture.pk),
    ):
        response = client.get(reverse(name, args=[pk]))
        assert response.status_code == 200, name
        assert list(leaks(said(response, ""))), name
    for name in ("wagtailadmin_pages:search", "wagtailadmin_choose_page_search", "wagtailimages:index"):
        assert list(leaks(said(client.get(reverse(name), {"q": SOUGHT}), ""))), name
    offered = client.get(reverse("wagtailadmin_tag_autocomplete"), {"term": SOUGHT})
    assert list(leaks(said(offered, "")))


def test_a_schools_own_work_is_not_hindered(client: Client, secrets: Secrets) -> None:
    """The way down to the own section, all that is in it, and what everybody may choose."""
    enter(client, secrets, SCHOOL)
    town = secrets.town
    own = {"id": town.draft.pk}
    for name, arguments, query, shown in (
        ("wagtailadmin_explore", [town.school.pk], {}, town.draft.title),
        ("wagtailadmin_api:pages:detail", [town.tree.organisations.pk], {}, town.tree.organisations.title),
        (
            "wagtailadmin_api:pages:listing",
            [],
            {"child_of": town.school.pk, "for_explorer": 1},
            town.draft.title,
        ),
        ("wagtailadmin_pages:edit", [town.draft.pk], {}, town.draft.title),
        ("wagtailadmin_pages:history", [town.draft.pk], {}, town.draft.title),
        ("wagtailadmin_pages:add", ["news", "eventreportpage", town.school.pk], {}, town.school.title),
        ("wagtailadmin_choose_page", [], {}, town.tree.home.title),
        ("wagtailadmin_choose_page_child", [town.tree.organisations.pk], {}, town.other_school.title),
        ("wagtailadmin_choose_page_child", [town.school.pk], {}, town.draft.title),
        ("wagtailadmin_choose_page_search", [], {"q": town.draft.title}, town.draft.title),
        ("wagtailadmin_choose_page_chosen_multiple", [], own, town.draft.title),
    ):
        response = client.get(reverse(name, args=arguments), query)
        assert response.status_code == 200, name
        assert shown in unescaped(response.content.decode()), name


def test_refusals_are_logged(client: Client, secrets: Secrets, caplog: pytest.LogCaptureFixture) -> None:
    enter(client, secrets, SCHOOL)
    user = secrets.town.people[SCHOOL]
    for name, thing in (
        ("wagtailadmin_pages:edit", secrets.draft),
        ("wagtailimages:edit", secrets.picture),
        ("wagtaildocs:edit", secrets.document),
    ):
        path = reverse(name, args=[thing.pk])
        assert client.get(path).status_code == 404
        assert f"refused: user {user.pk} does not reach {path}" in caplog.text
    path = reverse("wagtailadmin_pages:edit", args=[secrets.changed.pk])
    assert client.get(path).status_code == 302
    assert f"refused: user {user.pk} has no right on the page of {path}" in caplog.text
    assert client.get(secrets.document.url).status_code == 404
    assert f"refused: user {user.pk} does not reach file {secrets.document.pk}" in caplog.text


SERVICES = (
    "",
    "@workflow",
    "@history",
    "@lock",
    "@aliases",
    "@breadcrumbs",
    "@navigation",
    "@actions",
    "@images",
    "@documents",
    "@gallery",
    "@linkintegrity",
    "@search?SearchableText=" + SOUGHT,
    "@search?SearchableText=" + SOUGHT + "&review_state=private",
    "@changes",
)
WRITES: tuple[tuple[str, str, Any], ...] = (
    ("PATCH", "", {"title": "Захвачено"}),
    ("DELETE", "", None),
    ("POST", "", {"@type": "news.EventReportPage", "title": "Захвачено"}),
    ("POST", "@workflow/publish", {}),
    ("POST", "@workflow/approve", {}),
    ("POST", "@workflow/unpublish", {}),
    ("POST", "@lock", {}),
    ("POST", "@preview-link", {}),
    ("POST", "@aliases", {"items": [{"path": "/zahvacheno"}]}),
)


def api_questions(secrets: Secrets) -> Iterator[tuple[str, str, Any]]:
    """Yield method, path and body: the pages at their addresses, and what hangs on the site's root."""
    for page in secrets.pages:
        address = page.get_url_parts()[2]
        yield from (("GET", f"{address}{service}", None) for service in SERVICES)
        yield from ((method, f"{address}{service}", body) for method, service, body in WRITES)
        school = secrets.town.school.url
        for key in (page.pk, str(page.translation_key), address):
            yield "POST", f"{school}@copy", {"source": key}
            yield "POST", f"{school}@move", {"source": [key]}
            yield "POST", school, {"@type": "news.EventReportPage", "title": "Свой", "order": key}
        for path in ("", "?version=draft", "revisions/"):
            yield "GET", f"/api/v3/pages/{page.pk}/{path}", None
        yield "PATCH", f"/api/v3/pages/{page.pk}/", {"title": "Захвачено"}
    for path in (
        f"/@search?SearchableText={SOUGHT}&review_state=private",
        f"/@search?SearchableText={SOUGHT}",
        f"/@images?title={SOUGHT}",
        f"/@documents?title={SOUGHT}",
        f"/@images/{secrets.picture.pk}",
        f"/@documents/{secrets.document.pk}",
        f"/api/v3/images/{secrets.picture.pk}/",
        f"/api/v3/documents/{secrets.document.pk}/",
        f"/api/v3/images/?search={SOUGHT}",
        f"/api/v3/documents/?search={SOUGHT}",
        f"/api/v3/pages/?search={SOUGHT}",
        "/api/v3/redirects/",
        "/@changes",
        "/@users",
    ):
        yield "GET", path, None
    for own in ({"picture": secrets.picture.pk}, {"photos": [{"picture": secrets.picture.pk}]}):
        yield "PATCH", secrets.town.draft.get_url_parts()[2], own


@pytest.mark.parametrize("role", STRANGERS)
def test_the_api_tells_a_stranger_nothing_and_lets_nothing_be_changed(
    ask: Asker, secrets: Secrets, role: str
) -> None:
    user = secrets.town.people.get(role)
    ask("GET", "/", user=user)  # notes the token's use
    wrong, untouched = [], state()
    for method, path, body in api_questions(secrets):
        with transaction.atomic():
            response = ask(method, path, body, user)
            address = path.partition("@")[0]
            wrong += [f"{method} {path}: …{place}…" for place in leaks(said(response, address))]
            is_own = "title" in (body or {}) and (body or {}).get("title") == "Свой"
            if method != "GET" and not is_own and state() != untouched:
                wrong.append(f"{method} {path} {body}: something has changed ({response.status_code})")
            transaction.set_rollback(True)
    assert not wrong, "\n".join(wrong)


SITE = (
    "search/?q=" + SOUGHT,
    "feed.rss",
    "feed.json",
    "sitemap.xml",
    "calendar.ics",
    "calendar/",
    "hashtags/",
)


@pytest.mark.parametrize("role", STRANGERS)
def test_the_site_tells_a_stranger_nothing(client: Client, secrets: Secrets, role: str) -> None:
    enter(client, secrets, role)
    school = secrets.town.other_school.url
    paths = [page.get_url_parts()[2] for page in secrets.pages]
    paths += [
        school,
        f"{school}feed.rss",
        f"{school}calendar.ics",
        f"{school}calendar/",
        secrets.document.url,
    ]
    paths += [f"/{path}" for path in SITE]
    wrong = [
        problem for path in paths for problem in problems_of(client.get(path, follow=True), path, "the site")
    ]
    assert not wrong, "\n".join(wrong)
