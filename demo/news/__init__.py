"""The news of the press office: of these weeks and of the year behind, the newest first."""

from datetime import date, timedelta

from demo.dates import latest
from demo.news.of_the_season import SEASONAL
from demo.news.of_these_weeks import recent_items
from demo.news.release import Release
from demo.photos import photo
from demo.records import News, Order
from demo.reports.building import hashtags_in

__all__ = ["build_news"]


def build_news(today: date, orders: tuple[Order, ...]) -> tuple[News, ...]:
    recent = [published(each, today - timedelta(days=each.days_ago)) for each in recent_items(today, orders)]
    seasonal = [published(each, latest(*each.day, today)) for each in SEASONAL]
    return tuple(sorted((*recent, *seasonal), key=lambda news: (news.date, news.key), reverse=True))


def published(release: Release, day: date) -> News:
    return News(
        key=release.key,
        organisation=release.organisation,
        title=release.title,
        date=day,
        lead=release.lead,
        body=release.paragraphs,
        hashtags=tuple(dict.fromkeys(hashtags_in(" ".join(release.paragraphs)))),
        photos=tuple(
            photo(motif, f"{release.key}/{n}", caption, day.month)
            for n, (motif, caption) in enumerate(release.photos)
        ),
        order=release.order,
    )
