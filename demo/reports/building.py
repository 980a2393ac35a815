"""Turns stories into photo reports: dates, links to plan items, official hashtags, pictures."""

import re
from datetime import date, timedelta

from demo.hashtags import HASHTAGS
from demo.photos import photo
from demo.records import ItemRef, Link, Order, Participants, Report
from demo.reports.story import Story

CONSENT = (
    "Согласия родителей (законных представителей) на съёмку и публикацию получены и хранятся в организации."
)
OFFICIAL = {tag.name.casefold().replace("ё", "е"): tag.name for tag in HASHTAGS}
TECHNICAL, PROJECT = "technical", "project"


def build_report(story: Story, today: date, orders: dict[str, Order]) -> Report:
    key = f"{story.organisation}-{story.number:08x}"
    starts = story.starts(today, orders[TECHNICAL].plan.starts)
    ends = starts + timedelta(days=story.days - 1)
    order = orders[TECHNICAL if isinstance(story.when, int) else PROJECT]
    return Report(
        key=key,
        organisation=story.organisation,
        title=story.title,
        starts=starts,
        ends=ends,
        published=min(ends + timedelta(days=1 + story.number % 3), today),
        place=story.place,
        lead=" ".join(story.lead.split()),
        body=story.paragraphs,
        participants=Participants(*story.people),
        organisations=story.together,
        partners=story.partners,
        sponsors=story.sponsors,
        links=links_of(story),
        photos=tuple(
            photo(motif, f"{key}/{n}", caption, starts.month)
            for n, (motif, caption) in enumerate(story.photos)
        ),
        item=answered_item(story, starts, order),
        hashtags=tuple(dict.fromkeys((*hashtags_in(story.tags), *story.more_tags))),
        consent=CONSENT,
    )


def hashtags_in(text: str) -> tuple[str, ...]:
    """The hashtags of a text, each in its official spelling when it has one."""
    written = re.findall(r"#(\w+)", text)
    return tuple(OFFICIAL.get(tag.casefold().replace("ё", "е"), tag) for tag in written)


def answered_item(story: Story, day: date, order: Order) -> ItemRef | None:
    """The plan item a story tells about, when that day belongs to the plan's period."""
    if not order.plan.starts <= day <= order.plan.ends:
        return None
    return next(
        (ItemRef(order.key, item.number) for item in order.plan.items if item.key == story.item), None
    )


def links_of(story: Story) -> tuple[Link, ...]:
    links = []
    if story.video:
        links.append(
            Link("video", story.video, f"https://video.example.org/watch/{story.number % 1_000_000:06d}")
        )
    if story.publication:
        number = story.number // 7 % 100_000
        links.append(Link("publication", story.publication, f"https://gazeta.example.org/{number:05d}/"))
    return tuple(links)
