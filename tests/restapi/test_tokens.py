"""Programs' tokens: what is wrong, over or meant for elsewhere opens nothing; scopes and a section narrow a user."""

import base64
import datetime
from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client, RequestFactory
from django.utils import timezone
from wagtail.models import APIToken, Page, PageViewRestriction

from config import wagtail_api
from news.models import EventReportPage, NewsPage
from restapi.access import logins
from restapi.access.authentication import authenticate
from restapi.access.grants import Grant, grant_of
from restapi.models import Login, TokenTerms
from restapi.services.registry import SERVICES
from tests.factories import NewsPageFactory, StandardPageFactory, Tree

JSON = "application/json"
DAY = datetime.timedelta(days=1)

MakeToken = Callable[..., str]


@pytest.fixture
def admin(tree: Tree) -> User:
    """Someone who may do everything."""
    user: User = User.objects.create_superuser("admin", password="x")
    return user


@pytest.fixture
def make_token(admin: User) -> MakeToken:
    """Return a function that makes a token with terms; without any argument one without terms."""

    def make_token(
        *scopes: str, section: Page | None = None, days: float = 1, terms: bool = True, user: Any = None
    ) -> str:
        token, key = APIToken.create_token(user=user or admin, name="programma")
        if terms:
            end = timezone.now() + days * DAY
            TokenTerms.objects.create(token=token, scopes=list(scopes), expires_at=end, section=section)
        return str(key)

    return make_token


def bearer(key: str) -> dict[str, str]:
    """Return the headers of a program."""
    return {"accept": JSON, "authorization": f"Bearer {key}"}


def granted(key: str) -> Grant:
    """Return what a token grants."""
    request = RequestFactory().get("/", headers=bearer(key))
    authenticate(request)
    return grant_of(request)


def endpoints() -> list[tuple[str, str]]:
    """Return a method and an address of everything that hears tokens."""
    ours = {
        (service.method, f"/@{service.template}".replace("{", "").replace("}", ""))
        for service in SERVICES
        if service.template
    }
    wagtails = {
        (method, "/api/v3/" + str(pattern.pattern).replace("<", "").replace(">", "").replace("_id", "_1"))
        for pattern in wagtail_api.urls[0]
        for method in ("GET", "POST", "PATCH", "PUT", "DELETE")
        if "_id>" not in str(pattern.pattern)
    }
    pages = {(method, path) for path in ("/++api++/", "/") for method in ("GET", "POST", "PATCH", "DELETE")}
    return sorted(ours | wagtails | pages)


def test_wrong_expired_and_revoked_tokens_are_refused_everywhere(
    client: Client, admin: User, make_token: MakeToken
) -> None:
    expired, revoked, inactive = make_token(days=-0.001), make_token(), make_token(user=leaver())
    APIToken.objects.get(key_hash__in=APIToken.candidate_key_hashes(revoked)).revoke()
    ended = logins.begin(admin)
    logins.end(Login.objects.get())
    for kind, key in {
        "wrong": APIToken.generate_token(),
        "nonsense": "nonsense",
        "expired": expired,
        "revoked": revoked,
        "inactive": inactive,
        "ended": ended,
    }.items():
        for method, path in endpoints():
            response = client.generic(method, path, "{}", content_type=JSON, headers=bearer(key))
            assert response.status_code == 401, (kind, method, path, response.content[:300])
            assert response.headers["Content-Type"] == "application/problem+json"
            assert response.headers["WWW-Authenticate"] == "Bearer"
            assert "no-store" in response.headers["Cache-Control"]


def leaver() -> User:
    """Return someone who may not come in any more."""
    user: User = User.objects.create_user("leaver", is_active=False)
    return user


def test_html_feeds_and_files_ignore_tokens(client: Client, tree: Tree) -> None:
    headers = {"authorization": "Bearer nonsense"}
    for path in ("/", tree.news.url, "/feed.rss", "/sitemap.xml", "/search/"):
        assert client.get(path, headers=headers).status_code == 200, path


def test_a_token_is_checked_by_one_query_and_its_use_is_noted(
    make_token: MakeToken, tree: Tree, django_assert_num_queries: Any
) -> None:
    key = make_token("read_drafts", section=tree.school)
    granted(key)
    with django_assert_num_queries(1):
        grant = granted(key)
        assert grant.section == tree.school.path
        assert grant.user.username == "admin"
    assert APIToken.objects.get().last_used_at is not None


def test_a_token_without_terms_has_its_users_rights(make_token: MakeToken, tree: Tree) -> None:
    grant = granted(make_token(terms=False))
    assert not grant.is_narrowed
    assert grant.reads_drafts(tree.news)
    assert grant.writes(NewsPage, tree.home)
    assert grant.publishes(tree.home)


@pytest.mark.parametrize(
    ("scopes", "allowed"),
    [
        ([], set()),
        (["read_drafts"], {"drafts"}),
        (["write"], {"news", "report"}),
        (["write:news.NewsPage"], {"news"}),
        (["write:news.EventReportPage", "publish"], {"report", "publish"}),
        (["publish"], {"publish"}),
        (["read_drafts", "write", "publish"], {"drafts", "news", "report", "publish"}),
        (["unknown"], set()),
    ],
)
@pytest.mark.parametrize("where", ["everywhere", "in its section", "in another section"])
def test_scopes_say_what_a_token_may(
    make_token: MakeToken, tree: Tree, scopes: list[str], allowed: set[str], where: str
) -> None:
    section = {"everywhere": None, "in its section": tree.school, "in another section": tree.about}[where]
    grant = granted(make_token(*scopes, section=section))
    found = {
        "drafts": grant.reads_drafts(tree.report),
        "news": grant.writes(NewsPage, tree.report),
        "report": grant.writes(EventReportPage, tree.report),
        "publish": grant.publishes(tree.report),
    }
    expected = set() if where == "in another section" else allowed
    assert {name for name, may in found.items() if may} == expected


def test_a_token_never_may_more_than_its_user(make_token: MakeToken, tree: Tree) -> None:
    nobody = User.objects.create_user("nobody")
    assert not granted(make_token("read_drafts", user=nobody)).reads_drafts(tree.report)


def test_a_section_that_is_deleted_leaves_its_token_nothing(make_token: MakeToken, tree: Tree) -> None:
    section = StandardPageFactory()
    key = make_token("read_drafts", "write", "publish", section=section)
    section.delete()
    grant = granted(key)
    assert grant.is_narrowed
    assert not grant.reads_drafts(tree.news)
    assert not grant.writes(NewsPage, tree.home)
    assert not grant.publishes(tree.home)


def test_a_section_that_moves_takes_its_token_along(make_token: MakeToken, tree: Tree) -> None:
    section, other = StandardPageFactory(), StandardPageFactory()
    key = make_token("read_drafts", section=section)
    section.move(other, pos="last-child")
    assert granted(key).section == Page.objects.get(pk=section.pk).path


def test_a_valid_token_sees_the_public(client: Client, make_token: MakeToken, tree: Tree) -> None:
    nobody = User.objects.create_user("nobody")
    for key in (make_token(), make_token(section=tree.about), make_token(user=nobody), logins.begin(nobody)):
        for path in (tree.news.url, "/@search", "/++api++/"):
            assert client.get(path, headers=bearer(key)).status_code == 200


def test_a_programs_token_is_neither_renewed_nor_logged_out(client: Client, make_token: MakeToken) -> None:
    for key in (make_token(), make_token(terms=False)):
        for path in ("/@login-renew", "/@logout"):
            assert client.post(path, headers=bearer(key)).status_code == 403
        assert client.get("/@breadcrumbs", headers=bearer(key)).status_code == 200


def test_drafts_of_a_token_are_seen_in_v3_by_scope_and_section(
    client: Client, make_token: MakeToken, tree: Tree
) -> None:
    draft = NewsPageFactory(title="Тайная новость", live=False)
    tree.news.title = "Тайная правка"
    tree.news.save_revision()
    seeing = [make_token(terms=False), make_token("read_drafts")]
    seeing.append(make_token("read_drafts", section=tree.news.get_parent()))
    blind = [make_token(), make_token("write", "publish"), make_token("read_drafts", section=tree.school)]
    for key in seeing:
        assert client.get(f"/api/v3/pages/{draft.pk}/", headers=bearer(key)).status_code == 200
        answer = client.get(f"/api/v3/pages/{tree.news.pk}/?version=draft", headers=bearer(key))
        assert answer.json()["title"] == "Тайная правка"
        assert client.get(f"/api/v3/pages/{tree.news.pk}/revisions/", headers=bearer(key)).status_code == 200
    for key in blind:
        listed = client.get("/api/v3/pages/?type=news.NewsPage", headers=bearer(key))
        assert listed.status_code == 200
        assert tree.news.pk in [page["id"] for page in listed.json()["items"]]
        assert "Тайная" not in listed.content.decode()
        assert client.get(f"/api/v3/pages/{draft.pk}/", headers=bearer(key)).status_code == 404
        assert client.get(f"/api/v3/pages/{draft.pk}/?version=draft", headers=bearer(key)).status_code == 404
        for path in ("?version=draft", "revisions/"):
            refused = client.get(f"/api/v3/pages/{tree.news.pk}/{path}", headers=bearer(key))
            assert refused.status_code == 403, path
            assert "Тайная" not in refused.content.decode()


def test_a_narrowed_token_writes_nothing_in_v3(
    client: Client, make_token: MakeToken, tree: Tree, caplog: pytest.LogCaptureFixture
) -> None:
    for key in (make_token("write", "publish", "read_drafts"), make_token("write", section=tree.home)):
        for method, path in (
            ("PATCH", f"pages/{tree.news.pk}/"),
            ("DELETE", f"pages/{tree.news.pk}/"),
            ("POST", "pages/"),
            ("POST", f"pages/{tree.news.pk}/actions/unpublish/"),
            ("POST", "sites/"),
            ("POST", "images/"),
        ):
            body = '{"title": "Иначе"}'
            response = client.generic(method, f"/api/v3/{path}", body, content_type=JSON, headers=bearer(key))
            assert response.status_code == 403, (method, path)
            assert response.headers["Content-Type"] == "application/problem+json"
    assert NewsPage.objects.get(pk=tree.news.pk).live
    assert NewsPage.objects.get(pk=tree.news.pk).title == tree.news.title
    assert "admin was refused PATCH" in caplog.text


def test_a_token_with_all_rights_and_a_login_write_in_v3(
    client: Client, make_token: MakeToken, admin: User, tree: Tree
) -> None:
    for number, key in enumerate([make_token(terms=False), logins.begin(admin)]):
        body = {"title": f"Иначе {number}", "meta": {"action": "publish"}}
        path = f"/api/v3/pages/{tree.news.pk}/"
        assert client.patch(path, body, content_type=JSON, headers=bearer(key)).status_code == 200
        assert NewsPage.objects.get(pk=tree.news.pk).title == f"Иначе {number}"


def test_a_token_for_little_does_not_list_what_is_for_editors(
    client: Client, make_token: MakeToken, tree: Tree
) -> None:
    for path in ("images/", "documents/", "sites/"):
        for key in (make_token(), make_token("write"), make_token("read_drafts", section=tree.school)):
            assert client.get(f"/api/v3/{path}", headers=bearer(key)).status_code == 403, path
        for key in (make_token("read_drafts"), make_token(terms=False)):
            assert client.get(f"/api/v3/{path}", headers=bearer(key)).status_code == 200, path


def delete(client: Client, page: Page, key: str) -> int:
    """Return the status of deleting a page."""
    return client.delete(page.url, headers=bearer(key)).status_code


def test_what_is_public_is_deleted_with_the_right_to_publish_only(
    client: Client, tree: Tree, make_token: MakeToken
) -> None:
    assert delete(client, tree.news, make_token("write")) == 403
    assert delete(client, tree.news, make_token("write", "publish")) == 204


def test_a_token_for_one_type_deletes_nothing_of_others_below(
    client: Client, tree: Tree, make_token: MakeToken
) -> None:
    tree.plan.move(tree.order, "last-child")
    order = Page.objects.get(pk=tree.order.pk)
    assert delete(client, order, make_token("write:plans.OrderPage", "publish")) == 403
    assert Page.objects.filter(pk=tree.plan.pk).exists()


@pytest.mark.parametrize(
    ("scopes", "status"), [((), 403), (("read_drafts",), 403), (("write:news.NewsPage",), 201)]
)
def test_only_what_writes_uploads(
    client: Client, tree: Tree, make_token: MakeToken, scopes: tuple[str, ...], status: int
) -> None:
    name = "filename " + base64.b64encode(b"a.txt").decode()
    headers = {"Tus-Resumable": "1.0.0", "Upload-Length": "3", "Upload-Metadata": name}
    response = client.post("/@tus-upload", headers={**headers, **bearer(make_token(*scopes))})
    assert response.status_code == status


def test_a_token_that_reads_what_is_public_does_not_read_what_is_for_some(
    client: Client, tree: Tree, make_token: MakeToken
) -> None:
    PageViewRestriction.objects.create(page=tree.about, restriction_type=PageViewRestriction.LOGIN)
    assert client.get(tree.about.url, headers=bearer(make_token())).status_code == 403
    assert client.get(tree.about.url, headers=bearer(make_token("read_drafts"))).status_code == 200
    assert client.get(tree.about.url, headers=bearer(make_token(terms=False))).status_code == 200


def test_no_tag_tells_strangers_of_a_draft(client: Client, tree: Tree, make_token: MakeToken) -> None:
    stranger = make_token(terms=False, user=User.objects.create_user("stranger"))

    def tags() -> list[str]:
        headers = [{"accept": JSON}, bearer(stranger)]
        return [client.get(tree.news.url, headers=each)["ETag"].split("-")[0] for each in headers]

    def refusals() -> list[int]:
        sent = {"if-match": '"0123456789abcdef-0"'}
        return [
            client.delete(tree.news.url, headers={**each, **sent}).status_code
            for each in ({"accept": JSON}, bearer(stranger))
        ]

    before = tags(), refusals()
    tree.news.title = "Черновик"
    tree.news.save_revision()
    assert (tags(), refusals()) == before == (before[0], [401, 403])


@pytest.mark.parametrize("address", ["/@users/a%00b", "/@groups/%00", "/@vocabularies/%0a", "/@types/%00"])
def test_control_characters_name_nothing(client: Client, make_token: MakeToken, address: str) -> None:
    assert client.get(address, headers=bearer(make_token(terms=False))).status_code == 404
