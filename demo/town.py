"""The whole town on a given day: `build_town(today)` is what the loader calls."""

from datetime import date

from demo.documents import build_instructions, build_minutes, build_orders, build_regulation
from demo.hashtags import HASHTAGS
from demo.news import build_news
from demo.organisations import ORGANISATIONS
from demo.pages import PAGES
from demo.photos import photo
from demo.records import (
    AgendaItem,
    Clause,
    Deadline,
    Decision,
    Hashtag,
    Instruction,
    InstructionList,
    ItemRef,
    Link,
    Minutes,
    News,
    Order,
    Organisation,
    PageSection,
    Participants,
    Photo,
    Plan,
    PlanItem,
    PlanSection,
    Regulation,
    RegulationSection,
    Report,
    Signature,
    StandardPage,
    Town,
)
from demo.reports import build_reports

__all__ = [
    "AgendaItem",
    "Clause",
    "Deadline",
    "Decision",
    "Hashtag",
    "Instruction",
    "InstructionList",
    "ItemRef",
    "Link",
    "Minutes",
    "News",
    "Order",
    "Organisation",
    "PageSection",
    "Participants",
    "Photo",
    "Plan",
    "PlanItem",
    "PlanSection",
    "Regulation",
    "RegulationSection",
    "Report",
    "Signature",
    "StandardPage",
    "Town",
    "build_town",
]


def build_town(today: date) -> Town:
    """Everything about Заречинск, dated so that the months around `today` are lively."""
    orders = build_orders(today)
    return Town(
        today=today,
        city="Заречинск",
        title="Вестник образования города Заречинска",
        lead="Документы, события и фотоотчёты школ, детских садов и центров творчества города — в одном "
        "месте.",
        photo=photo("city", "home", "Заречинск: Старый Посад и набережная Ольши"),
        organisations=ORGANISATIONS,
        hashtags=HASHTAGS,
        orders=orders,
        regulations=(build_regulation(orders),),
        minutes=(build_minutes(today),),
        instructions=(build_instructions(today),),
        news=build_news(today, orders),
        reports=build_reports(today, orders),
        pages=PAGES,
    )
