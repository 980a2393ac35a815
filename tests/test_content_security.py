"""What browsers may load and run on which pages."""

import re
from pathlib import Path

import pytest
from django.contrib.auth.models import User
from django.http import HttpRequest, HttpResponse
from django.test import Client

from config.content_security import HEADER, ContentSecurity
from tests.factories import Tree
from tests.restapi.town import SCHOOL, Town

STRICT = "default-src 'self'; object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'self'"
NGINX = Path(__file__).resolve().parents[1] / "site" / "deploy" / "nginx.conf"


@pytest.mark.parametrize(
    "path",
    [
        "/",
        "/search/?q=лес",
        "/hashtags/",
        "/login/",
        "/admin/password_reset/x/",
        "/api/docs/",
        "/api/openapi.json",
        "/feed.rss",
        "/net-takoy/",
        "/invitation/MQ/x-y/",
        "/@breadcrumbs",
    ],
)
def test_public_pages_run_nothing_that_stands_in_them(client: Client, tree: Tree, path: str) -> None:
    policy = client.get(path, follow=True).headers[HEADER]
    assert policy == STRICT or path.startswith("/admin/")
    assert "unsafe-eval" not in policy


def test_every_page_type_has_the_strict_policy(client: Client, tree: Tree) -> None:
    for page in (tree.about, tree.school, tree.order, tree.plan, tree.news, tree.report):
        assert client.get(page.url).headers[HEADER] == STRICT, page


def test_a_school_sees_its_pictures_before_they_go_up(client: Client, town: Town) -> None:
    client.force_login(town.people[SCHOOL])
    assert client.get("/reports/new/").headers[HEADER] == f"{STRICT}; img-src 'self' blob:"


def test_the_admin_runs_wagtails_own_scripts_and_nobody_elses(client: Client, db: None) -> None:
    client.force_login(User.objects.create_superuser("admin"))
    policy = client.get("/admin/").headers[HEADER]
    assert policy.startswith(STRICT)
    assert "script-src 'self' 'unsafe-inline'" in policy
    assert "http" not in policy
    assert "unsafe-eval" not in policy


def test_what_has_a_policy_keeps_it() -> None:
    def answer(request: HttpRequest) -> HttpResponse:
        return HttpResponse(headers={HEADER: "default-src 'none'"})

    request = HttpRequest()
    request.path = "/admin/"
    assert ContentSecurity(answer)(request).headers[HEADER] == "default-src 'none'"


def test_nginx_sets_none_on_what_django_answers() -> None:
    locations = re.findall(r"location (\S+) \{(.*?)\n    \}", NGINX.read_text("utf-8"), re.DOTALL)
    assert "proxy_pass" in dict(locations)["/"]
    assert [path for path, lines in locations if HEADER in lines] == ["/media/"]
    assert NGINX.read_text("utf-8").count(HEADER) == 1
