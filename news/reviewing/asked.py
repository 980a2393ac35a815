"""What the filters of the desk ask for, read from an address; nonsense asks for nothing."""

from dataclasses import dataclass

from django.http import QueryDict

from news.reporting.subjects import Subject, subject_named
from search.hashtags import hashtag_key
from search.models import Hashtag
from search.text import one_line

LONGEST = 200


@dataclass(frozen=True)
class Asked:
    """`organisation` is the id of its page, 0 for any; `unknown` a hashtag that nothing has: then nothing is found."""

    words: str = ""
    organisation: int = 0
    hashtag: Hashtag | None = None
    unknown: str = ""
    subject: Subject | None = None

    @property
    def event(self) -> str:
        """«item:5», «order:7», "" for any."""
        return self.subject.key if self.subject else ""

    @property
    def is_anything(self) -> bool:
        """Whether there is any filter at all."""
        return bool(self.words or self.organisation or self.hashtag or self.unknown or self.event)


def asked_in(query: QueryDict) -> Asked:
    """Return the filters of an address."""
    written = one_line(query.get("hashtag", ""))[:LONGEST]
    key = hashtag_key(written)
    hashtag = Hashtag.objects.led_to([key]).get(key) if key else None
    return Asked(
        words=one_line(query.get("q", ""))[:LONGEST],
        organisation=number(query.get("organisation", "")),
        hashtag=hashtag,
        unknown=written if written and not hashtag else "",
        subject=subject_named(query.get("event", "")) if query.get("event") else None,
    )


def number(text: str) -> int:
    """Return a number that a browser sends; 0 for what is none."""
    return int(text) if text.isascii() and text.isdigit() and len(text) < 19 else 0
