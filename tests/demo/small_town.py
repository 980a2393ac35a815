"""A small slice of the demo town: three organisations, two reports, one order with a short plan."""

from dataclasses import replace
from datetime import date, timedelta

from demo.photos import photo
from demo.records import ItemRef, Link, News, Order, Participants, Report, Town
from demo.town import build_town

TODAY = date(2026, 11, 20)
KEYS = ("office", "school-3", "school-7")
PASSWORD = "пароль-демо"


def small_town() -> Town:
    whole = build_town(TODAY)
    news = News(
        key="apples",
        organisation="office",
        title="Город сажает яблони",
        date=TODAY - timedelta(days=2),
        lead="Двадцать школ, двести деревьев.",
        body=("Начали на рассвете.", "Закончили к обеду."),
        hashtags=("ЗелёныйДвор",),
        photos=(photo("trees", "news", "Аллея"), photo("city", "news", "Площадь")),
        order=whole.orders[0].key,
    )
    orders = (short(whole.orders[0]),)
    whole = replace(whole, orders=orders)
    reports = (report(whole, "one", "school-3", 40), report(whole, "two", "school-7", 3))
    organisations = tuple(each for each in whole.organisations if each.key in KEYS)
    return replace(whole, organisations=organisations, news=(news,), reports=reports, pages=whole.pages[:1])


def short(order: Order) -> Order:
    """The order with the first section of its plan, three items at most."""
    section = order.plan.sections[0]
    return replace(order, plan=replace(order.plan, sections=(replace(section, items=section.items[:3]),)))


def report(town: Town, key: str, organisation: str, days_ago: int) -> Report:
    order = town.orders[0]
    day = town.today - timedelta(days=days_ago)
    return Report(
        key=key,
        organisation=organisation,
        title=f"Яблони у школы: {key}",
        starts=day - timedelta(days=1),
        ends=day,
        published=day,
        place="Школьный двор",
        lead="Пятиклассники высадили двадцать яблонь.",
        body=("Копали всем классом.", "#наш_город #нашгороднашедело"),
        participants=Participants(pupils=20, teachers=2),
        organisations=("office",),
        partners=("Городская библиотека",),
        sponsors=("Питомник",),
        links=(Link("video", "Как мы сажали", "https://video.example.org/1"),),
        photos=tuple(photo(motif, f"{key}/{motif}", "Посадка") for motif in ("trees", "school")),
        item=ItemRef(order.key, order.plan.items[0].number),
        hashtags=("нашгороднашедело",),
        consent="Согласия получены.",
    )
