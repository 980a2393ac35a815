"""From facts to points to places, counted by hand."""

import datetime

import pytest

from news.rating.points import Facts, Line, Placed, Row, placed, rated
from news.rating.rule import Kind, Rule, Term
from plans.models import OrderPage

USUAL = Rule(
    {
        Kind.ON_TIME: Term(5),
        Kind.LATE: Term(2),
        Kind.PARTICIPANTS: Term(1, 10, 10),
        Kind.PARTNERS: Term(2),
        Kind.LINKS: Term(1),
        Kind.PICTURES: Term(1, most=5),
    },
    report_until=datetime.date(2026, 5, 15),
)

# Five organisations, seven reports, by the usual rule:
#                    in time   participants  partners  links  pictures
#                     5 / 2    1 for 10, ≤10    2        1    1, ≤5       points
# Школа № 2   report  yes   5     43   4      1   2     1 1     3   3       15
#             report  no    2      9   0      0   0     0 0     0   0        2   → 17
# Школа № 11  report  yes   5    250  10      0   0     2 2     0   0            → 17
# Гимназия    report  yes   5     20   2      1   2     0 0     9   5            → 14
# Лицей       report  no    2    100  10      0   0     0 0     0   0       12
#             report  no    2      0   0      0   0     0 0     0   0        2   → 14
# Центр       report  no    2      0   0      0   0     1 1     0   0            → 3
# Сад         nothing                                                            → 0
TABLE = {
    "Школа № 2": [(True, 43, 1, 1, 3), (False, 9, 0, 0, 0)],
    "Школа № 11": [(True, 250, 0, 2, 0)],
    "Гимназия": [(True, 20, 1, 0, 9)],
    "Лицей": [(False, 100, 0, 0, 0), (False, 0, 0, 0, 0)],
    "Центр": [(False, 0, 0, 1, 0)],
    "Сад": [],
}
BY_HAND = [
    ("1–2", "Школа № 2", 17),
    ("1–2", "Школа № 11", 17),
    ("3–4", "Гимназия", 14),
    ("3–4", "Лицей", 14),
    ("5", "Центр", 3),
]


def rows(rule: Rule = USUAL) -> list[Row]:
    """Return the table's rows, the last first."""
    return [
        Row(pk, title, reports=tuple(rated(rule, Facts(0, pk, *facts)) for facts in reports))
        for pk, (title, reports) in enumerate(reversed(TABLE.items()))
    ]


def shown(places: list[Placed]) -> list[tuple[str, str, int]]:
    return [(place.label, place.row.title, place.row.points) for place in places]


def test_points_and_places_are_those_counted_by_hand() -> None:
    assert shown(placed(rows())) == BY_HAND


def test_a_trace_adds_up_line_by_line() -> None:
    school = next(row for row in rows() if row.title == "Школа № 2")
    assert school.reports[0].lines == (
        Line(Kind.ON_TIME, 1, 5),
        Line(Kind.PARTICIPANTS, 43, 4),
        Line(Kind.PARTNERS, 1, 2),
        Line(Kind.LINKS, 1, 1),
        Line(Kind.PICTURES, 3, 3),
    )
    assert school.reports[1].lines == (Line(Kind.LATE, 1, 2), Line(Kind.PARTICIPANTS, 9, 0))
    for row in rows():
        assert row.points == sum(line.points for report in row.reports for line in report.lines)


def test_a_limit_is_said_where_it_cuts_and_nowhere_else() -> None:
    lines = {
        (row.title, line.kind): line.is_capped
        for row in rows()
        for report in row.reports
        for line in report.lines
    }
    assert {key for key, is_capped in lines.items() if is_capped} == {
        ("Школа № 11", Kind.PARTICIPANTS),
        ("Гимназия", Kind.PICTURES),
    }


def test_three_places_have_diplomas_and_ties_share_them() -> None:
    assert [place.is_honoured for place in placed(rows())] == [True, True, True, True, False]
    many = [Row(pk, f"Школа № {pk}", reports=rows()[-1].reports) for pk in range(1, 13)]
    assert {place.label for place in placed(many)} == {"1–12"}
    assert [place.row.title for place in placed(many)][-1] == "Школа № 12"


def test_another_rule_gives_other_places() -> None:
    rule = Rule({kind: Term(0) for kind in Kind} | {Kind.PARTICIPANTS: Term(1)})
    assert shown(placed(rows(rule))) == [
        ("1", "Школа № 11", 250),
        ("2", "Лицей", 100),
        ("3", "Школа № 2", 52),
        ("4", "Гимназия", 20),
    ]
    assert rule.sentences == ["За каждого участника — 1\xa0балл."]


def test_nobody_has_a_place_without_points() -> None:
    assert placed([Row(1, "Сад")]) == []


@pytest.mark.parametrize(
    ("term", "count", "points"),
    [
        (Term(1, 10, 10), 9, 0),
        (Term(1, 10, 10), 10, 1),
        (Term(1, 10, 10), 109, 10),
        (Term(1, 10, 10), 2_000_000_000, 10),
        (Term(3, 10, 10), 40, 10),
        (Term(2), 7, 14),
        (Term(0, 10, 10), 100, 0),
    ],
)
def test_a_term_earns(term: Term, count: int, points: int) -> None:
    assert term.earned(count) == points


def test_the_rule_is_said_in_plain_words() -> None:
    said = [sentence.replace("\xa0", " ") for sentence in USUAL.sentences]
    assert said == [
        "За каждый отчёт, присланный в срок, — 5 баллов.",
        "За каждый отчёт, присланный позже, — 2 балла.",
        "За каждые 10 участников — 1 балл, не больше 10 баллов за отчёт.",
        "За каждого социального партнёра или спонсора — 2 балла.",
        "За каждую публикацию и каждое видео — 1 балл.",
        "За каждую фотографию — 1 балл, не больше 5 баллов за отчёт.",
    ]
    odd = Rule({Kind.PARTICIPANTS: Term(1, 21, 1), Kind.PICTURES: Term(21)})
    assert [sentence.replace("\xa0", " ") for sentence in odd.sentences] == [
        "За каждые 21 участника — 1 балл, не больше 1 балла за отчёт.",
        "За каждую фотографию — 21 балл.",
    ]


def test_what_is_in_time_is_said_and_meant() -> None:
    day = datetime.date(2026, 5, 1)
    assert USUAL.last_day(day) == datetime.date(2026, 5, 15)
    assert "не позже 15 мая 2026 г. отправлен" in USUAL.conditions[0].replace("\xa0", " ")
    usual = Rule(USUAL.terms, until=datetime.date(2026, 5, 31))
    assert usual.last_day(day) == datetime.date(2026, 5, 8)
    assert "не позже чем через 7 дней после события" in usual.conditions[0].replace("\xa0", " ")
    assert "опубликованные не позже 31 мая 2026 г." in usual.conditions[1].replace("\xa0", " ")


@pytest.mark.django_db
def test_a_document_states_the_usual_rule_until_somebody_changes_it() -> None:
    document = OrderPage(report_until=USUAL.report_until)
    assert Rule.of(document) == USUAL


def test_a_rule_is_kept_whole() -> None:
    assert Rule.from_json(USUAL.as_json) == USUAL
