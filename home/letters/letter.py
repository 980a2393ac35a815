"""One letter: about one thing, or a digest by kinds; in plain text and in simple HTML, with a way to switch it off."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from django.conf import settings
from django.contrib.auth.models import User
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _

from home.letters.kinds import Kind, Notices, all_kinds
from home.letters.unsubscribing import off_address
from home.models import Notice
from search.text import one_line

# So many of a kind a letter tells; of the others it says how many they are.
MOST = 20


@dataclass(frozen=True)
class Line:
    """A notice as a letter shows it."""

    notice: Notice

    @property
    def link(self) -> str:
        """The whole address."""
        return whole(self.notice.address)


@dataclass(frozen=True)
class Part:
    """What a letter says of one kind."""

    kind: Kind
    notices: Notices
    off: str

    @property
    def lines(self) -> list[Line]:
        """The newest."""
        return [Line(notice) for notice in self.notices[:MOST]]

    @property
    def more(self) -> int:
        """How many are not shown."""
        return max(0, len(self.notices) - MOST)


def compose(user: User, notices: Notices) -> EmailMultiAlternatives:
    """Return the letter that tells a person of the notices, at least one."""
    parts = list(_parts(user, notices))
    context = {
        "name": user.get_full_name(),
        "parts": parts,
        "site": settings.WAGTAIL_SITE_NAME,
        "base": settings.WAGTAILADMIN_BASE_URL,
        "account": whole(reverse("wagtailadmin_account")),
    }
    off = parts[0].off if len(parts) == 1 else off_address(user, "")
    letter = EmailMultiAlternatives(
        _subject(parts),
        render_to_string("home/letters/letter.txt", context),
        to=[user.email],
        headers={
            "Auto-Submitted": "auto-generated",
            "List-Unsubscribe": f"<{whole(off)}>",
            "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",  # RFC 8058
        },
    )
    letter.attach_alternative(render_to_string("home/letters/letter.html", context), "text/html")
    return letter


def whole(address: str) -> str:
    """Return a path of this site as a whole address; one that is whole stays."""
    return f"{settings.WAGTAILADMIN_BASE_URL.rstrip('/')}{address}" if address.startswith("/") else address


def _subject(parts: list[Part]) -> str:
    notices = [notice for part in parts for notice in part.notices]
    if len(notices) == 1:
        return one_line(f"{parts[0].kind.heading}: {notices[0].title}")
    if len(parts) == 1:
        return one_line(f"{parts[0].kind.heading}: {len(notices)}")
    told: dict[str, Any] = {"site": settings.WAGTAIL_SITE_NAME, "count": len(notices)}
    return one_line(_("%(site)s: новых сообщений %(count)d") % told)


def _parts(user: User, notices: Notices) -> Iterator[Part]:
    """Yield what is told by kinds, in the order of the kinds, the newest first."""
    order = {kind.name: place for place, kind in enumerate(all_kinds())}
    kinds = {kind.name: kind for kind in all_kinds()}
    by_kind = sorted(notices, key=lambda notice: order[notice.kind])  # stable: the newest stay first
    for name, own in groupby(by_kind, key=lambda notice: notice.kind):
        yield Part(kinds[name], list(own), whole(off_address(user, name)))
