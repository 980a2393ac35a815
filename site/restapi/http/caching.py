"""What may be kept of an answer, by whom and how long; and 304 for who has it already.

The public's answers are known by the stamp of the content, before anything is read. What depends on who asks is
compared when it is made, and no cache keeps it.
"""

import datetime
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import django
import wagtail
from django.apps import apps
from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseNotModified
from django.utils import timezone
from django.utils.cache import patch_cache_control, patch_vary_headers
from django.utils.http import http_date, parse_etags
from django.utils.translation import get_language
from wagtail.models import Page

from restapi.conf import option
from restapi.http.moments import Moment, moment
from restapi.http.problems import NOT_KEPT
from restapi.http.versions import public_version, put_tag, short_hash
from restapi.tree.doors import use_stamp

READING = ("GET", "HEAD")
# Two changes within one second have one date.
SETTLED = datetime.timedelta(seconds=2)


@dataclass(frozen=True)
class Freshness:
    """What the public's answer to one request is known by, before it is made."""

    mark: str  # the second half of its tag
    modified: str  # an HTTP date; empty while a date would not be exact
    max_age: int

    def put(self, response: HttpResponse, tag: str) -> HttpResponse:
        """Let caches keep the response under a tag."""
        response.headers["ETag"] = tag
        if self.modified:
            response.headers["Last-Modified"] = self.modified
        patch_cache_control(response, public=True, max_age=self.max_age)
        return response


def freshness(request: HttpRequest) -> Freshness | None:
    """Return what a public answer is known by; None where the answer depends on who asks. It takes one query."""
    if request.method not in READING or shows_credential(request):
        return None
    at = moment()
    if at is None:
        return None
    use_stamp(request, at.stamp)
    midnight = at.now.replace(hour=0, minute=0, second=0, microsecond=0)
    modified = max(at.changed_at, midnight, software_changed_at())
    address = (request.scheme, request.get_host(), request.get_full_path())
    mark = short_hash([at.stamp, *address, get_language(), at.now.date(), release()])
    is_settled = at.now - modified >= SETTLED
    return Freshness(mark, http_date(modified.timestamp()) if is_settled else "", _max_age(at))


def shows_credential(request: HttpRequest) -> bool:
    """Whether someone says who they are."""
    return (
        "Authorization" in request.headers
        or settings.SESSION_COOKIE_NAME in request.COOKIES
        or request.user.is_authenticated
    )


def known_already(request: HttpRequest, fresh: Freshness) -> HttpResponse | None:
    """Return 304 if the client has the answer that is not made yet; None if it must be made."""
    for tag in parse_etags(request.headers.get("If-None-Match", "")):
        if tag.removeprefix("W/").strip('"').rpartition("-")[2] == fresh.mark:
            return fresh.put(HttpResponseNotModified(), tag.removeprefix("W/"))
    return None


def completed(
    request: HttpRequest, response: HttpResponse, page: Page, fresh: Freshness | None
) -> HttpResponse:
    """Return the answer about a page with its tag and what caches may do with it, or 304 in its place.

    An answer to a write has the tag of the page as it is then. A service that has said itself what may be kept is
    left alone.
    """
    is_written = request.method not in READING and response.status_code in (200, 204)
    if is_written and request.user.is_authenticated and "ETag" not in response:
        put_tag(request, response, page)
    is_read = request.method in READING and response.status_code == 200 and not response.streaming
    if not is_read or "Cache-Control" in response:
        return not_kept(response)
    if fresh is None:
        not_kept(put_tag(request, response, page))
    else:
        fresh.put(response, f'"{public_version(page)}-{fresh.mark}"')
    is_known = _has(request, response.get("ETag", "")) or _is_dated(request, fresh)
    return _not_modified(response) if is_known else response


def not_kept(response: HttpResponse) -> HttpResponse:
    """Return a response that says to every cache to forget it, unless it says something itself."""
    for name, value in NOT_KEPT.items():
        response.headers.setdefault(name, value)
    return response


def vary(response: HttpResponse) -> HttpResponse:
    """Return a response that says on which headers it depends."""
    patch_vary_headers(response, ["Accept", "Authorization", "Cookie"])
    return response


def _has(request: HttpRequest, tag: str) -> bool:
    given = parse_etags(request.headers.get("If-None-Match", ""))
    return "*" in given or tag in [one.removeprefix("W/") for one in given]


def _is_dated(request: HttpRequest, fresh: Freshness | None) -> bool:
    """Whether the client has an answer of the moment when anything was changed last; the date is the whole site's."""
    if fresh is None or not fresh.modified or "If-None-Match" in request.headers:
        return False
    return bool(request.headers.get("If-Modified-Since") == fresh.modified)


def _not_modified(response: HttpResponse) -> HttpResponse:
    kept = ("Cache-Control", "ETag", "Last-Modified")
    return HttpResponseNotModified(headers={name: response[name] for name in kept if name in response})


def _max_age(at: Moment) -> int:
    """Return for how many seconds nothing will change by itself: no schedule, no midnight."""
    tomorrow = at.now.date() + datetime.timedelta(days=1)
    midnight = timezone.make_aware(datetime.datetime.combine(tomorrow, datetime.time.min))
    ends = [at.now + option("MAX_AGE"), midnight, at.next_scheduled or midnight]
    return max(0, int((min(ends) - at.now).total_seconds()))


def release() -> str:
    """Return a name of the running software: what other software has answered is not known to it."""
    return short_hash([django.VERSION, wagtail.VERSION, option("RELEASE"), software_changed_at()])


@cache
def software_changed_at() -> datetime.datetime:
    """Return when a file of the project's apps or of the plugin was changed last."""
    installed = [Path(config.path) for config in apps.get_app_configs()]
    own = {path for path in installed if "site-packages" not in path.parts}
    plugin = Path(apps.get_app_config("restapi").path)
    files = (file for folder in {*own, plugin} for kind in ("*.py", "*.mo") for file in folder.rglob(kind))
    latest = max(file.stat().st_mtime for file in files)
    return datetime.datetime.fromtimestamp(latest, datetime.UTC)
