"""The demo town is coherent on any day, and lively around the day it is loaded."""

import re
from collections import Counter
from datetime import date, timedelta

import pytest

from demo.pictures import MOTIFS
from demo.records import InstructionList, Minutes, News, Order, Regulation, Report, Town
from demo.town import build_town

Document = Order | Regulation | Minutes | InstructionList

DAYS = [
    date(2025, 12, 31),
    date(2026, 1, 1),
    date(2026, 2, 14),
    date(2026, 3, 31),
    date(2026, 4, 30),
    date(2026, 5, 9),
    date(2026, 7, 15),
    date(2026, 9, 1),
    date(2026, 10, 1),
    date(2026, 11, 20),
    date(2028, 2, 29),
]


@pytest.fixture(params=DAYS, ids=str)
def town(request: pytest.FixtureRequest) -> Town:
    return build_town(request.param)


def documents_of(town: Town) -> list[Document]:
    return [*town.orders, *town.regulations, *town.minutes, *town.instructions]


def test_the_same_day_gives_the_same_town() -> None:
    assert build_town(date(2026, 3, 3)) == build_town(date(2026, 3, 3))


def test_keys_are_unique(town: Town) -> None:
    for records in (town.organisations, town.orders, town.news, town.reports):
        keys = [record.key for record in records]
        assert len(keys) == len(set(keys))


def test_every_kind_but_a_university_is_present(town: Town) -> None:
    kinds = Counter(organisation.kind for organisation in town.organisations)
    assert kinds["authority"] == 1
    assert set(kinds) == {"authority", "school", "kindergarten", "centre", "college", "partner"}
    assert sum(kinds.values()) >= 13


def test_organisations_can_only_be_reached_at_fictional_addresses(town: Town) -> None:
    for organisation in town.organisations:
        assert organisation.email.endswith("@example.org")
        assert organisation.website.endswith(".example.org/")
        assert organisation.phone.startswith("+7 (000)")
        assert len(organisation.about) == 2


def test_everybody_named_by_key_exists(town: Town) -> None:
    known = {organisation.key for organisation in town.organisations}
    for report in town.reports:
        assert {report.organisation, *report.organisations} <= known
        assert report.organisation not in report.organisations
    assert {news.organisation for news in town.news} <= known
    assert {order.authority for order in town.orders} <= known


def test_plans_have_the_promised_shape(town: Town) -> None:
    project, technical = (order.plan for order in town.orders)
    assert (len(project.sections), len(technical.sections)) == (4, 3)
    assert 22 <= len(project.items) <= 30
    assert sum(len(section.items) for section in technical.sections) == 14
    assert sum(len(item.items) for item in technical.items) == 3


def test_item_numbers_are_unique_in_a_plan(town: Town) -> None:
    for order in town.orders:
        numbers = [item.number for item in order.plan.items]
        assert len(numbers) == len(set(numbers))


def test_deadlines_lie_within_the_plan_and_name_their_years(town: Town) -> None:
    for order in town.orders:
        plan = order.plan
        for deadline in (item.deadline for item in plan.items):
            days = [day for day in (deadline.starts, deadline.ends) if day]
            assert all(plan.starts <= day <= plan.ends for day in days), deadline
            assert days == sorted(days)
            written = {int(year) for year in re.findall(r"20\d\d", deadline.text)}
            assert written <= {day.year for day in days}, deadline
            assert written or re.match("Постоянно|Ежемесячно|В течение|По отдельному", deadline.text)


def test_titles_name_the_years_of_the_plan(town: Town) -> None:
    for order in town.orders:
        years = {int(year) for year in re.findall(r"20\d\d", order.title)}
        assert years <= {order.plan.starts.year, order.plan.ends.year}
        assert years
        assert order.date < order.plan.starts


def test_something_is_over_something_goes_on_something_is_ahead(town: Town) -> None:
    for order in town.orders:
        deadlines = [item.deadline for item in order.plan.items]
        assert order.plan.starts <= town.today <= order.plan.ends
        assert sum(1 for each in deadlines if each.ends and each.ends < town.today) >= 3
        assert (
            sum(
                1
                for each in deadlines
                if each.starts and each.ends and each.starts <= town.today <= each.ends
            )
            >= 3
        )
        assert sum(1 for each in deadlines if each.ends and each.ends > town.today) >= 5


def test_orders_end_their_preamble_as_orders_do(town: Town) -> None:
    for order in town.orders:
        assert order.preamble.endswith("ПРИКАЗЫВАЮ:")
        assert 4 <= len(order.clauses) <= 6
        assert any(clause.clauses for clause in order.clauses)


def test_regulation_minutes_and_instructions_are_complete(town: Town) -> None:
    (regulation,), (minutes,), (instructions,) = town.regulations, town.minutes, town.instructions
    assert [section.number for section in regulation.sections] == list("1234567")
    assert any(clause.bullets for section in regulation.sections for clause in section.clauses)
    assert len(minutes.agenda) == 3
    assert all(item.heard and item.decisions for item in minutes.agenda)
    assert len(instructions.instructions) == 6
    due = [each.deadline.ends for each in instructions.instructions if each.deadline.ends]
    assert min(due) < town.today < max(due)


def test_news_know_their_documents(town: Town) -> None:
    keys = {document.key for document in documents_of(town)}
    assert 13 <= len(town.news) <= 16
    assert {news.order for news in town.news} <= {*keys, ""}


def test_news_of_a_race_come_after_the_race(town: Town) -> None:
    race = next(item for item in town.order("technical").plan.items if item.key == "races")
    news = next(each for each in town.news if each.key == "snail-wins")
    assert race.deadline.ends
    assert news.date > race.deadline.ends


def test_a_year_of_reports_lies_behind(town: Town) -> None:
    assert 55 <= len(town.reports) <= 65
    year_ago = town.today - timedelta(days=375)
    for report in town.reports:
        assert year_ago <= report.starts <= report.ends <= report.published <= town.today
    assert sum(1 for report in town.reports if report.starts > town.today - timedelta(days=21)) >= 7


def test_nothing_is_published_in_the_future(town: Town) -> None:
    assert max(news.date for news in town.news) <= town.today
    assert max(document.date for document in documents_of(town)) <= town.today


def test_reports_answer_items_that_exist_and_had_begun(town: Town) -> None:
    answered = [report for report in town.reports if report.item]
    assert len(answered) >= 20
    for report in answered:
        assert report.item
        plan = town.order(report.item.order).plan
        (item,) = (each for each in plan.items if each.number == report.item.number)
        assert item.deadline.starts is None or item.deadline.starts <= report.ends + timedelta(days=3)


def test_no_two_reports_read_the_same(town: Town) -> None:
    paragraphs = Counter(
        paragraph
        for report in town.reports
        for paragraph in (report.lead, *report.body)
        if "#" not in paragraph
    )
    assert paragraphs.most_common(1)[0][1] == 1
    assert len({report.title for report in town.reports}) == len(town.reports)


def test_reports_have_pictures_with_captions_and_descriptions(town: Town) -> None:
    for report in town.reports:
        assert 3 <= len(report.photos) <= 6
        assert len({(photo.motif, photo.seed) for photo in report.photos}) == len(report.photos)
        assert all(photo.motif in MOTIFS and photo.caption and photo.alt for photo in report.photos)


def test_reports_count_their_people(town: Town) -> None:
    assert all(report.participants.total > 0 for report in town.reports)


def test_hashtags_have_one_leader_and_a_long_tail(town: Town) -> None:
    used = Counter(tag for report in town.reports for tag in report.hashtags)
    assert len(used) >= 20
    assert used.most_common(1)[0][1] >= 25
    assert sum(1 for count in used.values() if count <= 3) >= 6
    assert sum(1 for tag in used if tag.endswith("81")) == 2


def test_every_used_hashtag_is_known_to_the_town(town: Town) -> None:
    known = {tag.name for tag in town.hashtags}
    tagged_ones: list[Document | News | Report] = [*documents_of(town), *town.news, *town.reports]
    for tagged in tagged_ones:
        assert set(tagged.hashtags) <= known


def test_some_hashtags_are_typed_as_people_type_them(town: Town) -> None:
    last_lines = [report.body[-1] for report in town.reports if "#" in report.body[-1]]
    assert any(re.search(r"\w#", line) for line in last_lines)
    assert any(re.search(r"#[а-яё]", line) for line in last_lines)


def test_texts_are_typographically_clean(town: Town) -> None:
    text = repr(town).replace("\\n", " ")
    russian = " ".join(re.findall(r"[^'\"]*[а-яё][^'\"]*", text))
    assert " - " not in russian
    assert "  " not in russian
    assert not re.search(r"\d г\.\.|\.\.\.|г\. г\.", russian)


def test_pages_help_in_plain_language(town: Town) -> None:
    assert {page.slug for page in town.pages} == {"o-proekte", "dostupnost", "kak-opublikovat-fotootchyot"}
    assert all(section.paragraphs or section.bullets for page in town.pages for section in page.sections)
