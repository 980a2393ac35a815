"""The examples: each function asks, its last exchange is written; its name is the file's.

They stand in alphabetical order of their subjects. Whatever one changes is taken back before the next.
"""

import base64
import datetime
from collections.abc import Callable
from dataclasses import dataclass

from django.contrib.auth.models import User
from wagtail.documents.models import Document
from wagtail.models import Page

from news.models import Completion
from plans.models import OrderPage, PlanItem
from tests.factories import HASHTAG, Tree
from tests.home.entrance.people import give_second_factor
from tests.restapi.http_examples.recording import Wire
from tests.restapi.town import ADMINISTRATOR, PRESS, SCHOOL, Town

PASSWORD = "две-сотни-яблонь"
PIXEL = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
)
BLOCK = "5b1f8f0e-0b62-4f0f-8d0a-2f1f0c6a7d11"
TUS = {"Tus_Resumable": "1.0.0"}
METADATA = "filename dHJpLWxpcHkucG5n,filetype aW1hZ2UvcG5n"  # tri-lipy.png, image/png


@dataclass(frozen=True)
class Place:
    """Where the examples ask."""

    wire: Wire
    town: Town
    document: Document

    @property
    def tree(self) -> Tree:
        """The published pages, one of each type."""
        return self.town.tree

    @property
    def admin(self) -> User:
        """Who may do everything."""
        return self.town.people[ADMINISTRATOR]

    @property
    def press(self) -> User:
        """Who writes and publishes everywhere."""
        return self.town.people[PRESS]

    @property
    def school(self) -> User:
        """Who writes for one school."""
        return self.town.people[SCHOOL]


Ask = Callable[[Place], object]
EXAMPLES: dict[str, Ask] = {}


def example(ask: Ask) -> Ask:
    """Keep a function as an example under its name."""
    EXAMPLES[ask.__name__.replace("_", "-")] = ask
    return ask


def _gets(name: str, path: str | Callable[[Place], str], user: str = "") -> None:
    """Keep a plain question as an example."""

    def ask(at: Place) -> object:
        return at.wire("GET", path if isinstance(path, str) else path(at), user=at.town.people.get(user))

    EXAMPLES[name] = ask


def _content(name: str) -> None:
    _gets(f"content-{name.replace('_', '-')}", lambda at: _page(at, name).url)


def _page(at: Place, name: str) -> Page:
    page: Page = getattr(at.tree, name)
    return page


for each in Tree.__dataclass_fields__:
    _content(each)

_gets("amendments", lambda at: f"{at.tree.plan.url}@amendments")
_gets("completions", lambda at: f"{at.tree.plan.url}@completions", PRESS)
_gets("actions", lambda at: f"{at.tree.news.url}@actions", PRESS)
_gets("breadcrumbs", lambda at: f"{at.tree.plan.url}@breadcrumbs")
_gets("calendar", "/@calendar?start=2026-10-01&end=2026-10-31")
_gets("changes", "/@changes?since=0&b_size=3")
_gets("content-api-prefix", "/++api++/novosti")
_gets("content-draft", lambda at: at.town.draft.url, SCHOOL)
_gets("content-expand", lambda at: f"{at.tree.news.url}?expand=breadcrumbs,navigation,workflow", PRESS)
_gets("content-fullobjects", "/novosti/?fullobjects=1&b_size=1")
_gets("contextnavigation", lambda at: f"{at.tree.plan.url}@contextnavigation")
_gets("documents", "/@documents", PRESS)
_gets("documents-get", lambda at: f"/@documents/{at.document.pk}", PRESS)
_gets("error-forbidden", "/@users", SCHOOL)
_gets("error-not-found", "/net-takoj-stranicy/")
_gets("error-parameter", "/@search?SearchableTxt=яблони&b_size=0")
_gets("execution", lambda at: f"{at.tree.plan.url}@execution?b_size=1", PRESS)
_gets("gallery", lambda at: f"{at.tree.organisations.url}@gallery?b_size=2")
_gets("groups", "/@groups", ADMINISTRATOR)
_gets("groups-get", "/@groups/Пресс-служба", ADMINISTRATOR)
_gets("history", lambda at: f"{at.tree.news.url}@history", PRESS)
_gets("images", "/@images?b_size=2", PRESS)
_gets("images-get", lambda at: f"/@images/{at.tree.news.picture.pk}")
_gets("items", lambda at: f"{at.tree.plan.url}@items?status=past")
_gets("linkintegrity", lambda at: f"/@linkintegrity?uids={at.tree.order.translation_key}", PRESS)
_gets("lock", lambda at: f"{at.tree.news.url}@lock", PRESS)
_gets("navigation", "/@navigation?expand.navigation.depth=2")
_gets("navroot", lambda at: f"{at.tree.plan.url}@navroot")
_gets("principals", "/@principals?search=press", ADMINISTRATOR)
_gets("querystring", "/@querystring")
_gets("roles", "/@roles", PRESS)
_gets("search", "/@search?SearchableText=деревья&sort_on=effective&b_size=2&metadata_fields=UID")
_gets("search-facets", f"/@search?Subject={HASHTAG}&facets=type&b_size=1")
_gets("search-fullobjects", "/@search?portal_type=news.NewsPage&fullobjects=1")
_gets("search-nothing", "/@search?SearchableText=абракадабра")
_gets("site", "/@site")
_gets("summary", lambda at: f"{at.tree.plan.url}@summary?from=2026-10-01&until=2026-10-31", PRESS)
_gets("system", "/@system", ADMINISTRATOR)
_gets("translations", lambda at: f"{at.tree.news.url}@translations")
_gets("types", "/novosti/@types", PRESS)
_gets("types-get", "/@types/news.NewsPage", PRESS)
_gets("users", "/@users?query=press", ADMINISTRATOR)
_gets("users-get", "/@users/press-service", PRESS)
_gets("userschema", "/@userschema", PRESS)
_gets("vocabularies", "/@vocabularies")
_gets("vocabularies-get", "/@vocabularies/hashtags?b_size=3")
_gets("workflow", lambda at: f"{at.town.draft.url}@workflow", SCHOOL)


@example
def aliases(at: Place) -> object:
    aliases_post(at)
    return at.wire("GET", f"{at.tree.news.url}@aliases", user=at.press)


@example
def aliases_delete(at: Place) -> object:
    aliases_post(at)
    body = {"items": [{"path": "/staryj-adres"}]}
    return at.wire("DELETE", f"{at.tree.news.url}@aliases", body, at.press)


@example
def aliases_post(at: Place) -> object:
    body = {"items": [{"path": "/staryj-adres"}]}
    return at.wire("POST", f"{at.tree.news.url}@aliases", body, at.press)


@example
def content_delete(at: Place) -> object:
    return at.wire("DELETE", at.tree.news.url, user=at.press)


@example
def content_patch(at: Place) -> object:
    body = {"title": "Двести яблонь за субботу", "subjects": [HASHTAG, "Яблони"]}
    return at.wire("PATCH", at.tree.news.url, body, at.press)


@example
def content_patch_ordering(at: Place) -> object:
    body = {"ordering": {"obj_id": at.town.other_school.slug, "delta": "top"}}
    return at.wire("PATCH", at.tree.organisations.url, body, at.press)


@example
def content_patch_representation(at: Place) -> object:
    body = {"description": "Яблони прижились."}
    return at.wire("PATCH", at.tree.news.url, body, at.press, Prefer="return=representation")


@example
def content_patch_stale(at: Place) -> object:
    body = {"title": "Опоздавшая правка"}
    return at.wire("PATCH", at.tree.news.url, body, at.press, If_Match='"TAG"')


@example
def content_post(at: Place) -> object:
    body = {
        "@type": "news.NewsPage",
        "title": "Город сажает яблони",
        "description": "Двадцать школ, двести деревьев.",
        "date": "2026-11-19",
        "subjects": [HASHTAG],
        "blocks": {BLOCK: {"@type": "paragraph", "value": "<p>Начали на рассвете.</p>"}},
        "blocks_layout": {"items": [BLOCK]},
        "review_state": "published",
    }
    return at.wire("POST", at.tree.news_index.url, body, at.press)


@example
def content_post_moderated(at: Place) -> object:
    picture = {
        "data": base64.b64encode(PIXEL).decode(),
        "encoding": "base64",
        "content-type": "image/png",
        "filename": "tri-lipy.png",
    }
    body = {
        "@type": "news.EventReportPage",
        "title": "Три липы",
        "description": "Посадили у крыльца.",
        "start": "2026-11-18",
        "blocks": {BLOCK: {"@type": "paragraph", "value": "<p>Все три прижились.</p>"}},
        "consent": True,
        "photos": [{"picture": picture, "caption": "Первая липа"}],
    }
    return at.wire("POST", at.tree.school.url, body, at.school)


@example
def content_post_refused(at: Place) -> object:
    body = {"@type": "news.NewsPage", "titel": "Опечатка"}
    return at.wire("POST", at.tree.news_index.url, body, at.press)


@example
def content_unchanged(at: Place) -> object:
    tag = at.wire("GET", at.tree.news.url)["ETag"]
    return at.wire("GET", at.tree.news.url, If_None_Match=tag)


@example
def copy(at: Place) -> object:
    return at.wire("POST", "/novosti/@copy", {"source": at.tree.news.url}, at.press)


@example
def history_get(at: Place) -> object:
    return at.wire("GET", f"{at.tree.about.url}@history/{at.tree.about.latest_revision_id}", user=at.press)


@example
def history_patch(at: Place) -> object:
    version = at.tree.news.latest_revision_id
    content_patch(at)
    return at.wire("PATCH", f"{at.tree.news.url}@history", {"version": version}, at.press)


@example
def lock_delete(at: Place) -> object:
    lock_post(at)
    return at.wire("DELETE", f"{at.tree.news.url}@lock", user=at.press)


@example
def lock_post(at: Place) -> object:
    return at.wire("POST", f"{at.tree.news.url}@lock", user=at.press)


@example
def login(at: Place) -> object:
    body = {"login": at.press.username, "password": PASSWORD}
    return at.wire("POST", "/@login", body)


@example
def login_code_needed(at: Place) -> object:
    give_second_factor(at.press)
    return at.wire("POST", "/@login", {"login": at.press.username, "password": PASSWORD})


@example
def login_refused(at: Place) -> object:
    return at.wire("POST", "/@login", {"login": at.press.username, "password": "яблоко"})


@example
def login_renew(at: Place) -> object:
    return at.wire("POST", "/@login-renew", Authorization=_bearer(at))


@example
def completions_post(at: Place) -> object:
    body = {"item": str(_first_item(at).uid), "day": "2026-10-10", "note": "Деревья посажены."}
    return at.wire("POST", f"{at.tree.plan.url}@completions", body, at.press)


@example
def completions_delete(at: Place) -> object:
    number = 7  # given by hand: databases count on differently when a transaction is taken back
    Completion.objects.create(pk=number, item=_first_item(at), note="Деревья посажены.")
    return at.wire("DELETE", f"{at.tree.plan.url}@completions/{number}", user=at.press)


@example
def logout(at: Place) -> object:
    return at.wire("POST", "/@logout", Authorization=_bearer(at))


@example
def move(at: Place) -> object:
    return at.wire("POST", at.town.other_school.url + "@move", {"source": at.tree.report.url}, at.press)


@example
def preview(at: Place) -> object:
    address = at.wire("POST", f"{at.town.draft.url}@preview-link", user=at.school).json()["@id"]
    return at.wire("GET", address.partition("vestnik.example")[2])


@example
def preview_link(at: Place) -> object:
    return at.wire("POST", f"{at.town.draft.url}@preview-link", user=at.school)


@example
def querystring_search(at: Place) -> object:
    query = '{"query":[{"i":"portal_type","o":"plone.app.querystring.operation.selection.any","v":["news.NewsPage"]}]}'
    return at.wire("GET", f"/@querystring-search?query={query}")


@example
def querystring_search_post(at: Place) -> object:
    kind = {"i": "portal_type", "o": "plone.app.querystring.operation.selection.any", "v": ["news.NewsPage"]}
    body = {"query": [kind], "sort_on": "effective", "sort_order": "descending", "b_size": 1}
    return at.wire("POST", "/@querystring-search", body)


@example
def rating(at: Place) -> object:
    OrderPage.objects.filter(pk=at.tree.order.pk).update(rating_until=datetime.date(2026, 12, 31))
    return at.wire("GET", f"{at.tree.order.url}@rating", user=at.press)


@example
def tus_upload(at: Place) -> object:
    return at.wire("HEAD", _begun(at), user=at.school, **TUS)


@example
def tus_upload_delete(at: Place) -> object:
    return at.wire("DELETE", _begun(at), user=at.school, **TUS)


@example
def tus_upload_options(at: Place) -> object:
    return at.wire("OPTIONS", "/@tus-upload")


@example
def tus_upload_patch(at: Place) -> object:
    headers = {**TUS, "Upload_Offset": "0", "Content_Type": "application/offset+octet-stream"}
    return at.wire("PATCH", _begun(at), PIXEL, at.school, **headers)


@example
def tus_upload_post(at: Place) -> object:
    headers = {**TUS, "Upload_Length": str(len(PIXEL)), "Upload_Metadata": METADATA}
    return at.wire("POST", "/@tus-upload", user=at.school, **headers)


@example
def workflow_post(at: Place) -> object:
    return at.wire(
        "POST", f"{at.town.draft.url}@workflow/submit", {"comment": "Проверьте, пожалуйста"}, at.school
    )


def _begun(at: Place) -> str:
    headers = {**TUS, "Upload_Length": str(len(PIXEL)), "Upload_Metadata": METADATA}
    response = at.wire("POST", "/@tus-upload", user=at.school, **headers)
    return str(response["Location"].partition("vestnik.example")[2])


def _first_item(at: Place) -> PlanItem:
    return PlanItem.objects.filter(section__page=at.tree.plan).earliest("sort_order")


def _bearer(at: Place) -> str:
    body = {"login": at.press.username, "password": PASSWORD}
    return f"Bearer {at.wire('POST', '/@login', body).json()['token']}"
