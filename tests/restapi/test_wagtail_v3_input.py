"""Whatever Wagtail's own API is asked or told, the answer is never a server error."""

import json
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from wagtail.models import APIToken, Page

from config import wagtail_api
from config.api_v3.questions import _declared, _fields
from tests.factories import DocumentFactory, PictureFactory, Tree

JSON = "application/json"

# A moment without a zone is taken for one of ours, as Django does; it only says so.
pytestmark = pytest.mark.filterwarnings("ignore:DateTimeField .* received a naive datetime:RuntimeWarning")

OFTEN = settings(max_examples=50, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])

ODD = [
    "", " ", "0", "-1", "1", "1" * 23, "1e999", "x", "\x00", "a\x00b", "\ud800", "ы" * 300, "%", "\\", '"', "null",
    "true", "[]", "{}", "random", "-pk", "pk", "title", "-title", "root", "ru", "de", "localhost", "localhost:80",
    "localhost:x", "localhost:" + "1" * 23, "draft", "live", "2026-02-31", "2026-01-01T00:00:00Z", "9999-12-31T23:59:59-12:00",
    "0001-01-01T00:00:00+14:00", "/", "//", "/novosti/", "../..", "news.NewsPage", "news.EventReportPage",
    "wagtailcore.Page", "plans.PlanPage", "a OR (b", "inf", "nan",
]  # fmt: skip

VALUES = st.one_of(st.sampled_from(ODD), st.integers().map(str), st.text(max_size=20))

JSON_VALUES = st.recursive(
    st.one_of(
        st.none(), st.booleans(), st.integers(), st.floats(), st.sampled_from(ODD), st.text(max_size=10)
    ),
    lambda inner: st.one_of(
        st.lists(inner, max_size=4), st.dictionaries(st.text(max_size=8), inner, max_size=4)
    ),
    max_leaves=12,
)

BODIES = [
    b"", b"[]", b"null", b"{", b"}", b'"x"', b"1", b"1e999", b"NaN", b"[" * 20_000, b'{"a":' * 20_000, b"\xff\xfe",
    b'{"title": "\\u0000"}', b'{"title": "\\ud800"}', b'{"title": 11111111111111111111111}', b'{"title": null}',
    b'{"a": 1, "a": 2}', b'{"meta": null}', b'{"meta": []}', b'{"meta": "x"}', b'{"meta": {"type": null}}',
    b'{"meta": {"type": "news.NewsPage", "parent_id": 11111111111111111111111}}',
    b'{"meta": {"type": "news.NewsPage", "parent_id": 999999999999999999}}',
    b'{"meta": {"type": "news.NewsPage", "parent_id": -1}, "title": "x"}',
    b'{"destination_id": 999999999999999999}', b'{"destination_id": 99999999999999999999}', b'{"destination_id": 1}',
    b'{"destination_id": 1, "position": "left"}', b'{"destination_id": 1, "position": "first-sibling"}',
    b'{"revision_id": 999999999999999999}', b'{"slug": "a b", "title": "\\u0000"}', b'{"slug": "' + b"a" * 400 + b'"}',
    b'{"locale": "ru"}', b'{"hostname": "\\u0000", "port": -1}', b'{"hostname": "x", "port": 999999999999, "root_page": 1}',
]  # fmt: skip


@pytest.fixture
def headers(tree: Tree) -> dict[str, str]:
    """Return the headers of a program that may do everything."""
    user = User.objects.create_superuser("admin")
    _token, key = APIToken.create_token(user=user, name="programma")
    return {"accept": JSON, "authorization": f"Bearer {key}"}


def routes(*methods: str) -> list[tuple[str, str]]:
    """Return the method and the route of each operation of some methods."""
    return sorted(
        (method, str(pattern.pattern))
        for pattern in wagtail_api.urls[0]
        for method in methods
        if method.lower() in wagtail_api.questions._operations().get(_path(str(pattern.pattern)), {})
    )


def _path(route: str) -> str:
    return "/" + route.replace("<", "{").replace(">", "}")


def address(route: str, tree: Tree) -> str:
    """Return a route with what really exists in its places."""
    for name, value in {
        "page_id": tree.news.pk,
        "revision_id": tree.news.latest_revision_id,
        "type": "news.NewsPage",
        "pk": tree.news.pk,
        "site_id": 1,
        "redirect_id": 1,
        "document_id": 1,
        "image_id": 1,
        "type_name": "news.NewsPage",
    }.items():
        route = route.replace(f"<{name}>", str(value))
    return f"/api/v3/{route}"


def assert_sound(response: Any, question: Any) -> None:
    """What is refused is refused with a problem."""
    assert response.status_code < 500, (question, response.content[:1000])
    if response.status_code >= 400 and response.status_code != 405:
        assert response.headers["Content-Type"] == "application/problem+json", question


@pytest.mark.parametrize(
    "route", sorted({route for _method, route in routes("GET") if "openapi" not in route})
)
def test_no_question_breaks_wagtails_api(
    client: Client, tree: Tree, headers: dict[str, str], rf: Any, route: str
) -> None:
    PictureFactory(), DocumentFactory()
    request = rf.get("/", {"type": "news.NewsPage"})
    names = sorted(_declared(request, route) | _fields(request, route) | {"neues"})
    questions = st.dictionaries(st.sampled_from(names), st.lists(VALUES, min_size=1, max_size=2), max_size=3)

    @OFTEN
    @given(query=questions, has_token=st.booleans(), type_named=st.booleans())
    @example(query={name: ["1" * 23] for name in names[:1]}, has_token=True, type_named=False)
    def ask(query: dict[str, list[str]], has_token: bool, type_named: bool) -> None:
        if type_named and "type" in names:
            query = {**query, "type": ["news.NewsPage"]}
        try:
            response = client.get(address(route, tree), query, headers=headers if has_token else {})
        except UnicodeEncodeError:  # half a character cannot be sent at all
            return
        assert_sound(response, query)

    ask()


@pytest.mark.parametrize(
    "raw", ["%ED%A0%80", "%00", "%FF", "%C3%28", "1" * 23, "-1", "0", "x", "%2F", "None"]
)
def test_no_address_breaks_wagtails_api(
    client: Client, tree: Tree, headers: dict[str, str], raw: str
) -> None:
    for method, route in routes("GET", "PATCH", "PUT", "POST", "DELETE"):
        if "<" not in route:
            continue
        path = "/api/v3/" + "/".join(raw if part.startswith("<") else part for part in route.split("/"))
        for who in (headers, {"accept": JSON}):
            assert_sound(client.generic(method, path, "{}", content_type=JSON, headers=who), (method, path))
    assert Page.objects.filter(pk=tree.news.pk).exists()


@pytest.mark.parametrize(("method", "route"), routes("POST", "PATCH", "PUT", "DELETE"))
def test_no_body_breaks_wagtails_api(
    client: Client, tree: Tree, headers: dict[str, str], method: str, route: str
) -> None:
    path = address(route, tree)
    if method == "DELETE":
        path = path.replace(str(tree.news.pk), "99999999")
    schema = wagtail_api.questions._operations()[_path(route)][method.lower()].get("requestBody", {})
    names = [*_members(schema), "meta", "title", "neues"]
    if not {JSON} & set(schema.get("content", {JSON: 0})):
        names = names[-3:]
    meta = st.one_of(
        JSON_VALUES,
        st.dictionaries(
            st.sampled_from(["type", "parent_id", "action"]),
            st.one_of(JSON_VALUES, st.sampled_from(["news.NewsPage", "publish", tree.news_index.pk])),
        ),
    )
    bodies = st.dictionaries(st.sampled_from(names), JSON_VALUES, max_size=4)

    def tell(body: bytes, content_type: str = JSON) -> None:
        response = client.generic(method, path, body, content_type=content_type, headers=headers)
        assert_sound(response, (method, path, body[:300]))

    for body in BODIES:
        tell(body)
    for content_type in ("text/plain", "application/xml", "multipart/form-data", "multipart/form-data; boundary=x",
                         "application/x-www-form-urlencoded", "application/json; charset=utf-16", ""):  # fmt: skip
        tell(b'{"title": "x"}', content_type)

    @settings(OFTEN, max_examples=15)
    @given(body=bodies, meta=st.none() | meta)
    def tell_much(body: dict[str, Any], meta: Any) -> None:
        tell(json.dumps({**body, "meta": meta} if meta is not None else body).encode())

    tell_much()


def _members(schema: dict[str, Any]) -> list[str]:
    """Return the names of the members of a body, of the pages' bodies those of news."""
    content = schema.get("content", {}).get(JSON, {}).get("schema", {})
    name = content.get("$ref", "").rpartition("/")[2]
    found = wagtail_api.api.get_openapi_schema(path_prefix="/")["components"]["schemas"].get(name, {})
    return list(
        found.get("properties", ["lead", "body", "date", "hashtags", "slug", "picture", "show_in_menus"])
    )


def test_half_a_character_in_an_address_is_refused(client: Client, tree: Tree) -> None:
    for raw in ("%ED%A0%80", "%FF", "%C3%28"):
        for name in ("search", "slug", "title", "locale", "site", "order", raw):
            assert_sound(client.get(f"/api/v3/pages/?{name}={raw}"), (name, raw))
