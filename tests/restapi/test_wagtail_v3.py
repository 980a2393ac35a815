"""Wagtail's own API stands beside ours."""

import json
import re
from datetime import timedelta
from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser, Permission, User
from django.http import HttpRequest
from django.test import Client
from django.utils import timezone
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import APIToken, Collection, CollectionViewRestriction, Page, PageViewRestriction

from home import roles
from news.models import NewsPage
from restapi.access.collections import closed_collections
from restapi.access.grants import READ_DRAFTS, Grant, put_grant
from restapi.models import TokenTerms
from tests.factories import DocumentFactory, NewsPageFactory, PictureFactory, Tree
from tests.restapi.town import ADMINISTRATOR, COORDINATOR, OTHER_SCHOOL, PRESS, SCHOOL, Asker, Town

LIBRARIES = ["documents", "images"]
SECRET = "Тайная"


def editor() -> User:
    """Return a user who may enter the admin."""
    user: User = User.objects.create_user("editor")
    user.user_permissions.add(Permission.objects.get(codename="access_admin"))
    return user


def bearer(user: User, *scopes: str, section: Page | None = None) -> dict[str, str]:
    """Return the headers of a program that writes for the user; narrowed by scopes, if there are some."""
    token, key = APIToken.create_token(user=user, name="programma")
    if scopes:
        end = timezone.now() + timedelta(days=1)
        TokenTerms.objects.create(token=token, scopes=list(scopes), expires_at=end, section=section)
    return {"authorization": f"Bearer {key}"}


def listed(client: Client, address: str, headers: dict[str, str] | None = None) -> set[int]:
    """Return the ids of a short list."""
    answer = client.get(f"/api/v3/{address}", headers=headers or {}).json()
    ids = {row["id"] for row in answer["items"]}
    assert len(ids) == answer["count"]
    return ids


def test_wagtails_api_lists_pages(client: Client, tree: Tree) -> None:
    response = client.get("/api/v3/pages/")
    assert response.status_code == 200
    assert tree.news.title in [page["title"] for page in response.json()["items"]]


def test_wagtails_api_shows_every_page(client: Client, tree: Tree) -> None:
    for page in (tree.home, tree.about, tree.school, tree.order, tree.plan, tree.news, tree.report):
        response = client.get(f"/api/v3/pages/{page.pk}/")
        assert response.status_code == 200, (page, response.content[:500])


@pytest.mark.parametrize("query", ["limit=x", "offset=-1", "type=no.Page", "order=x", "fields=*", "x=1"])
def test_obvious_mistakes_do_not_break_wagtails_api(client: Client, tree: Tree, query: str) -> None:
    assert client.get(f"/api/v3/pages/?{query}").status_code < 500


@pytest.mark.parametrize("library", LIBRARIES)
def test_a_stranger_learns_of_no_files_in_wagtails_api(client: Client, tree: Tree, library: str) -> None:
    thing = DocumentFactory() if library == "documents" else PictureFactory()
    for address in (f"/api/v3/{library}/", f"/api/v3/{library}/{thing.pk}/"):
        for headers in ({}, {"authorization": "Bearer wrong"}):
            response = client.get(address, headers=headers)
            assert response.status_code == 401
            assert response.headers["Content-Type"] == "application/problem+json"
            assert "no-store" in response.headers["Cache-Control"]
            assert thing.title not in response.content.decode()
    assert client.post(f"/api/v3/{library}/").status_code == 401


@pytest.mark.parametrize("library", LIBRARIES)
def test_who_may_enter_the_admin_sees_the_files_in_wagtails_api(
    client: Client, tree: Tree, library: str
) -> None:
    collection = roles.organisation_collection(tree.school)
    factory = DocumentFactory if library == "documents" else PictureFactory
    thing, foreign = factory(collection=collection), factory(title=SECRET)
    address = f"/api/v3/{library}/{thing.pk}/"
    user = editor()
    assert listed(client, f"{library}/", bearer(user)) == set()
    user.groups.add(roles.school_editors(tree.school, collection))
    assert client.get(address, headers=bearer(user)).json()["title"] == thing.title
    client.force_login(User.objects.create_user("reader"))
    assert client.get(address).status_code == 401
    client.force_login(user)
    assert client.get(address).json()["title"] == thing.title
    assert listed(client, f"{library}/") == {thing.pk}
    assert client.get(f"/api/v3/{library}/{foreign.pk}/").status_code == 404


@pytest.mark.parametrize("library", LIBRARIES)
def test_a_school_sees_the_files_that_it_may_choose(
    client: Client, town: Town, ask: Asker, library: str
) -> None:
    root = Collection.get_first_root_node()
    private = root.add_child(name="Служебное")
    CollectionViewRestriction.objects.create(collection=private, restriction_type="login")
    factory = DocumentFactory if library == "documents" else PictureFactory
    own = factory(title="Свой двор", collection=roles.organisation_collection(town.school))
    foreign = [
        factory(title=f"{SECRET} {place}", collection=place)
        for place in (root, private, roles.organisation_collection(town.other_school))
    ]
    for query in ("", "?search=двор", "?order=-id", f"?id={own.pk}"):
        headers = bearer(town.people[SCHOOL])
        assert listed(client, f"{library}/{query}", headers) == {own.pk}, query
    assert listed(client, f"{library}/?search={SECRET}", bearer(town.people[SCHOOL])) == set()
    ours = ask("GET", f"/@{library}", user=town.people[SCHOOL], status=200).json()
    assert ours["items_total"] == 1
    for thing in foreign:
        answers = [
            ask("GET", f"/api/v3/{library}/{pk}/", user=town.people[SCHOOL], status=404).json()
            for pk in (thing.pk, 999_999)
        ]
        assert answers[0] == answers[1]
    everything = {thing.pk for thing in (own, *foreign)}
    assert everything <= listed(client, f"{library}/?order=-id", bearer(town.people[ADMINISTRATOR]))


def test_redirects_are_for_who_keeps_them(client: Client, town: Town, ask: Asker) -> None:
    redirect = Redirect.objects.create(old_path="/taynyj-otchyot", redirect_page=town.draft)
    addresses = ("", f"{redirect.pk}/", "find/?html_path=/taynyj-otchyot", "999999/", "find/?id=999999")
    for path in (f"/api/v3/redirects/{address}" for address in addresses):
        strangers = [(None, 401), *((town.people[role], 403) for role in (SCHOOL, OTHER_SCHOOL, COORDINATOR))]
        for user, status in strangers:
            refused = ask("GET", path, user=user, status=status)
            assert refused.headers["Content-Type"] == "application/problem+json"
            assert "taynyj" not in refused.content.decode()
        assert client.get(path, headers=bearer(town.people[PRESS], "write")).status_code == 403
        expected = 404 if "999999" in path else 302 if "find" in path else 200
        for role in (PRESS, ADMINISTRATOR):
            ask("GET", path, user=town.people[role], status=expected)
    assert listed(client, "redirects/", bearer(town.people[PRESS])) == {redirect.pk}


@pytest.mark.parametrize("kind", ["login", "groups"])
def test_a_narrowed_token_does_not_read_private_pages(client: Client, town: Town, kind: str) -> None:
    page, person = town.published, town.people[PRESS]
    restriction = PageViewRestriction.objects.create(page=town.school, restriction_type=kind)
    restriction.groups.add(*person.groups.all())
    blind = [
        bearer(person, "write"),
        bearer(person, READ_DRAFTS, section=town.other_school),
        bearer(User.objects.create_superuser("admin"), "write", "publish"),
        bearer(town.people[OTHER_SCHOOL], READ_DRAFTS),
        {},
    ]
    seeing = [bearer(person), bearer(person, READ_DRAFTS), bearer(person, READ_DRAFTS, section=town.school)]
    for headers, is_seen in [*((who, False) for who in blind), *((who, True) for who in seeing)]:
        assert (page.pk in listed(client, "pages/?type=news.EventReportPage", headers)) == is_seen
        assert town.foreign_published.pk in listed(client, "pages/?type=news.EventReportPage", headers)
        answers = [
            client.get(f"/api/v3/pages/{page.pk}/", headers=headers),
            client.get("/api/v3/pages/find/", {"html_path": page.url}, headers=headers, follow=True),
        ]
        assert [answer.status_code for answer in answers] == [200 if is_seen else 404] * 2


def test_collections_are_closed_to_a_narrowed_token_as_to_the_public(town: Town) -> None:
    private = Collection.get_first_root_node().add_child(name="Служебное")
    below = private.add_child(name="Списки")
    CollectionViewRestriction.objects.create(collection=private, restriction_type="login")
    closed = {private.pk, below.pk}
    person = town.people[PRESS]
    for grant, expected in (
        (Grant(AnonymousUser()), closed),
        (Grant(person), set()),
        (Grant(person, frozenset(["write"])), closed),
        (Grant(person, section=town.school.path), closed),
    ):
        request = HttpRequest()
        put_grant(request, grant)
        assert closed_collections(request) == expected, grant


def test_a_form_where_json_is_read_is_refused(client: Client, tree: Tree) -> None:
    headers = bearer(User.objects.create_superuser("admin"))
    for path in ("pages/", f"pages/{tree.news.pk}/actions/copy/", "sites/", "redirects/"):
        assert client.post(f"/api/v3/{path}", {"title": "x"}, headers=headers).status_code == 415, path
    assert client.post("/api/v3/images/", {"title": "x"}, headers=headers).status_code == 422


@pytest.mark.parametrize("root", ["1", '"01"', "1.0", "true"])
@pytest.mark.parametrize("position", ["", ', "position": null', ', "position": "left"'])
def test_nothing_is_moved_beside_the_root(client: Client, tree: Tree, root: str, position: str) -> None:
    assert Page.get_first_root_node().pk == 1
    path, body = f"/api/v3/pages/{tree.news.pk}/actions/move/", f'{{"destination_id": {root}{position}}}'
    headers = bearer(User.objects.create_superuser("admin"))
    assert client.post(path, body, "application/json", headers=headers).status_code in (400, 422)


def test_drafts_and_what_is_not_there_are_one_to_a_stranger(client: Client, town: Town) -> None:
    for rest in ("?version=draft", "revisions/"):
        bodies = []
        for pk in (town.draft.pk, town.published.pk, 999_999):
            answer = client.get(f"/api/v3/pages/{pk}/{rest}")
            assert answer.status_code == 401, (pk, rest)
            bodies.append(answer.content)
        assert len(set(bodies)) == 1


def test_wagtails_api_has_limits_too(client: Client, tree: Tree, settings: Any) -> None:
    settings.RESTAPI = {**settings.RESTAPI, "READS_PER_MINUTE": 3, "WRITES_PER_MINUTE": 1}
    user = User.objects.create_superuser("admin")
    wrong = {"authorization": f"Bearer {APIToken.generate_token()}"}
    for number, (headers, status) in enumerate([({}, 200), (bearer(user), 200), (wrong, 401)]):
        asker: dict[str, Any] = {"headers": headers, "REMOTE_ADDR": f"192.0.2.{number}"}
        answers = [client.get("/api/v3/pages/", **asker) for _time in range(4)]
        assert [answer.status_code for answer in answers] == [status] * 3 + [429]
        assert [answer["RateLimit-Remaining"] for answer in answers] == ["2", "1", "0", "0"]
        assert answers[-1]["Retry-After"] == answers[-1]["RateLimit-Reset"]
        writes = [client.post("/api/v3/pages/", "{", "application/json", **asker) for _time in range(2)]
        assert writes[0].status_code in (400, 401)
        assert writes[1].status_code == 429


def test_what_wagtails_api_answers_depends_on_who_asks_and_is_kept_by_nobody(
    client: Client, tree: Tree
) -> None:
    user = User.objects.create_superuser("admin")
    for path in (
        "pages/",
        f"pages/{tree.news.pk}/",
        "pages/999999/",
        "pages/?x=1",
        "redirects/",
        "openapi.json",
    ):
        for headers in ({}, bearer(user)):
            response = client.get(f"/api/v3/{path}", headers=headers)
            assert response.headers["Cache-Control"] == "private, no-store", path
            assert {"Authorization", "Cookie"} <= {
                name.strip() for name in response.headers["Vary"].split(",")
            }


@pytest.mark.parametrize(
    "query",
    [
        "search=%00",
        "search=%22",
        "search=a%22b",
        "search=%20",
        "search=" + "a%20" * 200,
        "slug=%00",
        "offset=99999999999999999999999",
        "search=a&offset=9223372036854775807",
    ],
)
def test_a_query_that_no_database_can_answer_is_refused(client: Client, tree: Tree, query: str) -> None:
    headers = bearer(User.objects.create_superuser("admin"))
    for address in ("/api/v3/pages/", "/api/v3/redirects/"):
        response = client.get(f"{address}?{query}", headers=headers)
        assert response.status_code == 400
        assert response.headers["Content-Type"] == "application/problem+json"


def test_wagtails_api_searches_for_words_and_phrases(client: Client, tree: Tree) -> None:
    for query in ("деревья", '"посадили деревья"', "деревья*", "a^b", "title:a", "NEAR(a", "AND"):
        assert client.get("/api/v3/pages/", {"search": query}).status_code == 200, query


@pytest.mark.parametrize(
    ("path", "wrong", "nearest"),
    [
        ("pages/", "limi=5", "limit"),
        ("pages/", "chld_of=3", "child_of"),
        ("pages/", "limit:int=5", "limit"),
        ("pages/", "date=2026-01-01", "type"),
        ("pages/?type=news.NewsPage&type=news.EventReportPage", "leed=x", "."),
        ("pages/find/", "html_pat=/", "html_path"),
        ("redirects/", "old_pth=/", "old_path"),
        ("whoami/", "x=1", "."),
    ],
)
def test_an_unknown_parameter_is_refused_with_the_nearest(
    client: Client, tree: Tree, path: str, wrong: str, nearest: str
) -> None:
    user = User.objects.create_superuser("admin")
    response = client.get(f"/api/v3/{path}{'&' if '?' in path else '?'}{wrong}", headers=bearer(user))
    assert response.status_code == 400
    body = response.json()
    assert body["errors"][0]["loc"] == ["query", wrong.partition("=")[0]]
    assert re.search(nearest, body["detail"])


def test_what_a_type_lists_by_is_known_with_that_type_only(client: Client, tree: Tree) -> None:
    name = next(field.name for field in NewsPage.api_fields if field.name == "lead")
    known = client.get("/api/v3/pages/", {"type": "news.NewsPage", name: tree.news.lead})
    assert [page["id"] for page in known.json()["items"]] == [tree.news.pk]
    assert client.get("/api/v3/pages/", {name: tree.news.lead}).status_code == 400


def test_a_token_sees_the_public_and_what_its_user_edits(client: Client, tree: Tree) -> None:
    draft = NewsPageFactory(title="Тайная новость", live=False)
    public = {page["id"] for page in client.get("/api/v3/pages/").json()["items"]}
    press = User.objects.create_user("press")
    press.groups.add(roles.press_service(tree.home))
    for user, drafts in ((User.objects.create_user("nobody"), set()), (press, {draft.pk})):
        headers = bearer(user)
        listed = {page["id"] for page in client.get("/api/v3/pages/", headers=headers).json()["items"]}
        assert listed == public | drafts
        assert client.get("/api/v3/pages/?site=net.example", headers=headers).status_code == 404
        found = client.get("/api/v3/pages/", {"search": "Тайная"}, headers=headers).json()
        assert {page["id"] for page in found["items"]} == drafts
        assert client.get(f"/api/v3/pages/{tree.news.pk}/", headers=headers).status_code == 200
        found = client.get("/api/v3/pages/find/", {"html_path": tree.news.url}, headers=headers)
        assert found.status_code == 302


def test_drafts_are_for_who_may_edit_them(client: Client, tree: Tree) -> None:
    tree.news.title = "Тайная правка"
    tree.news.save_revision()
    path = f"/api/v3/pages/{tree.news.pk}/?version=draft"
    assert client.get(path).status_code == 401
    assert client.get(path, headers=bearer(User.objects.create_user("nobody"))).status_code == 403
    client.force_login(User.objects.create_superuser("admin"))
    assert client.get(path).status_code == 401  # sessions count for nothing here
    assert (
        client.get(path, headers=bearer(User.objects.get(username="admin"))).json()["title"]
        == "Тайная правка"
    )


@pytest.mark.parametrize("item", [None, "x", 1, {}, {"type": "paragraph"}, {"type": "no", "value": 1}, []])
def test_what_is_no_block_is_refused(client: Client, tree: Tree, item: object) -> None:
    headers = {**bearer(User.objects.create_superuser("admin")), "content-type": "application/json"}
    body = json.dumps({"meta": {"type": "news.NewsPage"}, "body": [item]})
    address = f"/api/v3/pages/{tree.news.pk}/"
    response = client.patch(address, body, content_type="application/json", headers=headers)
    assert response.status_code in (400, 422), response.content
