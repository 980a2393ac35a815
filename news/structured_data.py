"""News and reports in the words of schema.org. Nobody's name stands here, and not how many children took part."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from news.models import EventReportPage, NewsPage

# Search engines show no more of a headline.
LONGEST_HEADLINE = 110


def news_article(page: NewsPage | EventReportPage) -> dict[str, Any]:
    """Return what every article says of itself."""
    return {
        "@type": "NewsArticle",
        "headline": page.title[:LONGEST_HEADLINE],
        "keywords": page.subjects,
    }


def report_article(report: EventReportPage) -> dict[str, Any]:
    """Return an organisation's article about the event that was."""
    author = _author(report)
    event = {
        "@type": "Event",
        "name": report.title,
        "startDate": report.start.isoformat(),
        "endDate": (report.end or report.start).isoformat(),
        "location": {"@type": "Place", "name": report.place, "address": report.place}
        if report.place
        else None,
        "organizer": author,
    }
    return {**news_article(report), "author": author, "about": event}


def _author(report: EventReportPage) -> dict[str, Any] | None:
    """Return the organisation that reports, if it has a page that people can see."""
    organisation = report.organisation
    if not organisation.live:
        return None
    return {"@type": "Organization", "name": organisation.title, "url": organisation.full_url}
