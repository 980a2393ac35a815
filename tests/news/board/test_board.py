"""The board: its cells are the states, its numbers the sums of them; filters; who sees it; what never leaks."""

import datetime
import re
from html import unescape
from typing import Any

import pytest
from django.test import Client
from django.utils.html import escape

from home.models import OrganisationPage
from news.board.matrix import KEYS, MOST_COLUMNS, parts_of
from news.execution.execution import execution_of
from news.execution.states import State
from plans.models import PlanPage
from tests.factories import EventReportPageFactory, OrganisationPageFactory, PlanPageFactory
from tests.news.board.conftest import item
from tests.restapi.town import ANONYMOUS, COORDINATOR, OTHER_SCHOOL, PRESS, ROLES, SCHOOL, Town
from tests.test_layout import STATIC

pytestmark = pytest.mark.usefixtures("today")


def board(plan: PlanPage, query: str = "", user: Any = None, status: int = 200) -> str:
    """Return the page's words and marks."""
    client = Client()
    if user:
        client.force_login(user)
    response = client.get(f"{plan.url}execution/{query}")
    assert response.status_code == status
    return response.content.decode() if status == 200 else ""


def words(page: str) -> str:
    """Return what the main part says."""
    main = page.partition("<main")[2].partition("</main>")[0]
    return " ".join(unescape(re.sub("<[^>]+>", " ", main)).split())


def rows(page: str) -> dict[str, list[tuple[str, str]]]:
    """Return the cells of each organisation, as class and text; the last is the sum."""
    body = page.partition("<tbody>")[2].partition("</tbody>")[0]
    found = {}
    for row in body.split("<tr>")[1:]:
        title = re.search(r">([^<]+)</a>", row)
        assert title
        found[title[1]] = [
            (key, text.strip()) for key, text in re.findall(r"<td(?: class=(\w))?>([^<]*)", row)
        ]
    return found


def test_cells_are_the_states(answered: PlanPage) -> None:
    cells = rows(board(answered))
    execution = execution_of(answered)
    asked = [each for each in execution.tasks if each.task.asked]
    assert len(asked) == 7
    for page in execution.organisations:
        states = [each.of(page.pk) for each in asked]
        shown = cells[page.title][:-1]
        assert [key for key, _text in shown] == [KEYS[each.state] if each else "" for each in states]
        assert [text[:1] for _key, text in shown] == [each.state.sign[:1] if each else "" for each in states]


def test_the_board_computed_by_hand(answered: PlanPage, town: Town, garden: OrganisationPage) -> None:
    cells = rows(board(answered))
    # 1.1 Липы, 1.2 Кормушки, 1.3 Субботники (1 of 9 months), 1.4 Ярмарка, 1.5 cancelled, 1.6 for ever, 2.1 Утренник
    assert [text for _key, text in cells[town.school.title]] == ["✓", "◷", "▸1/9", "·", "×", "∞", "", "1/4"]
    assert [text for _key, text in cells[town.other_school.title]] == [
        "✓!",
        "◷",
        "",
        "·",
        "×",
        "∞",
        "",
        "1/3",
    ]
    assert [text for _key, text in cells[garden.title]] == ["", "", "", "", "", "", "!", "0/1"]
    page = words(board(answered))
    for told in (
        "Организаций 3",
        "Должны сделать 8",
        "✓ Сделано 2 25 %",
        "✓! Из них поздно 1",
        "! Просрочено 1",
        "◷ Скоро срок 2",
        "Сделано 2 из 7, просрочено 0, скоро срок 2 ✓ сделано 2 из 7 ✓! из них поздно 1 ◷ скоро срок 2",
        "2. Работа с малышами Сделано 0 из 1, просрочено 1",
        "25 октября 2026 г. через 5 дней 1.2. Кормушки сделано 0 из 2",
        "Исполнители без страницы на сайте ✓ сделано 1.7. Смета",
    ):
        assert told in page, told


def test_the_style_sheet_says_the_words_of_the_signs() -> None:
    sheet = (STATIC / "execution.css").read_text("utf-8")
    for state in State:
        assert f'.matrix .{KEYS[state]}::after {{ content: " {state.word}"; }}' in sheet
    assert len(set(KEYS.values())) == len(State)


@pytest.mark.parametrize(
    ("query", "names", "numbers"),
    [
        ("?state=overdue", ["Детский сад № 7"], ["2.1"]),
        ("?state=done_late", ["Гимназия № 40"], ["1.1"]),
        ("?kind=kindergarten", ["Детский сад № 7"], None),
        ("?district=Лесной+район", ["Детский сад № 7"], None),
        ("?q=гимназия", ["Гимназия № 40"], None),
        ("?order=overdue", ["Детский сад № 7", "Гимназия № 40"], None),
        ("?state=nonsense&section=x&kind=%00&order=1&page=99999", None, None),
    ],
)
def test_filters(answered: PlanPage, query: str, names: list[str] | None, numbers: list[str] | None) -> None:
    page = board(answered, query)
    shown = list(rows(page))
    assert shown[: len(names)] == names if names else len(shown) == 3
    if numbers:
        assert re.findall(r'href="\?item=[^"]+" title="[^"]*">([^<]+)</a>', page) == numbers


def test_a_choice_says_of_whom_its_sums_are(answered: PlanPage) -> None:
    assert "Сделали из всех организаций плана" in board(answered, "?q=гимназия")
    assert "Всего сделали" in board(answered)


def test_what_has_lapsed_says_so_on_all_pages(answered: PlanPage) -> None:
    answered.withdrawn_on = datetime.date(2026, 9, 1)
    answered.withdrawn_reason = "Отменён приказом."
    answered.save_revision().publish()
    for address in ("execution/", "summary/"):
        page = words(Client().get(f"{answered.url}{address}").content.decode())
        assert "Утратил силу с 1 сентября 2026" in page
        assert "Причина: Отменён приказом." in page


def test_the_way_up_leads_through_the_document(answered: PlanPage, town: Town) -> None:
    page = words(board(answered))
    assert page.index("Главная") < page.index(town.tree.order.title) < page.index("Кто что выполнил")


def test_a_section_is_chosen(answered: PlanPage, garden: OrganisationPage) -> None:
    section = answered.sections.last()
    assert list(rows(board(answered, f"?section={section.pk}"))) == [garden.title]


def test_what_finds_nobody_says_so(answered: PlanPage) -> None:
    assert "По этому выбору никого нет" in board(answered, "?q=абракадабра")
    assert "По этому выбору никого нет" in board(answered, "?state=continuous&kind=kindergarten")


def test_a_plan_without_items_and_one_without_organisations(town: Town) -> None:
    empty = PlanPageFactory(parent=town.tree.order, items=[], execution_is_public=True)
    assert "В плане пока нет пунктов" in board(empty)
    bare = PlanPageFactory(
        parent=town.tree.order, items=[{"title": "Смета", "responsible": "Кадры"}], execution_is_public=True
    )
    assert "Ни один пункт не обращён к организациям сайта" in board(bare)


def test_one_organisation_by_deadline(answered: PlanPage, town: Town) -> None:
    page = words(board(answered, f"?organisation={town.school.pk}"))
    titles = ["Липы", "Кормушки", "Субботники", "Ярмарка", "Отменённый бал", "Сайт"]
    assert sorted(titles, key=page.index) == [
        "Отменённый бал", "Липы", "Кормушки", "Субботники", "Ярмарка", "Сайт",
    ]  # fmt: skip
    assert "1.3. Субботники ▸ идёт 1 из 9" in page
    assert f"Липы: {town.school.title} 10 октября 2026 г." in page
    assert "Утренник" not in page


def test_one_item_by_organisation(answered: PlanPage, town: Town) -> None:
    page = words(board(answered, f"?item={item('Липы').uid}"))
    assert "Ещё не сделали" not in page
    assert (
        f"{town.other_school.title} ✓! сделано с опозданием Липы: {town.other_school.title} 17 октября"
        in page
    )
    page = words(board(answered, f"?item={item('Кормушки').uid.hex}"))
    assert f"Ещё не сделали 2 {town.other_school.title} ◷ скоро срок {town.school.title} ◷ скоро срок" in page
    assert "Исполнитель без страницы ✓ сделано Смета подписана отметка, 9 октября 2026 г." in words(
        board(answered, f"?item={item('Смета').uid}")
    )


def test_who_has_and_who_has_not_stand_in_batches(
    answered: PlanPage, town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("news.board.views.DEEDS", 1)
    EventReportPageFactory(
        parent=town.school,
        plan_item=item("Кормушки"),
        start=datetime.date(2026, 10, 19),
        title="Кормушки у школы",
    )
    query = f"?item={item('Кормушки').uid}"
    first, second = board(answered, query), board(answered, f"{query}&page=2")
    assert f"Ещё не сделали 1 {town.other_school.title}" in words(first)
    assert "Отчёты и отметки 1 Они на странице 2" in words(first)
    assert f'href="{query}&amp;page=2#done"' in first
    assert "Ещё не сделали" not in words(second)
    assert f"Отчёты и отметки 1 {town.school.title} ✓ сделано Кормушки у школы" in words(second)


@pytest.mark.parametrize(
    "query",
    ["?item=x", "?item=00000000-0000-0000-0000-000000000000", "?organisation=0", "?organisation=x",
     "?organisation=99999999999999999999", "?organisation=%00"],
)  # fmt: skip
def test_what_is_not_there_is_missing(plan: PlanPage, query: str) -> None:
    board(plan, query, status=404)


def test_a_document_shows_its_reports_and_its_plans(answered: PlanPage, town: Town) -> None:
    order = town.tree.order
    order.report_from, order.execution_is_public = town.school.title, True
    order.save_revision().publish()
    page = board(order)
    assert [text for _key, text in rows(page)[town.school.title]] == ["✓", "1/1"]
    assert f"{answered.url}execution/" in page


@pytest.mark.parametrize("query", ["", "organisation", "item"])
def test_who_sees_what_is_not_for_everybody(answered: PlanPage, town: Town, query: str) -> None:
    answered.execution_is_public = False
    answered.save()
    asked = {"organisation": f"?organisation={town.school.pk}", "item": f"?item={item('Липы').uid}"}.get(
        query, ""
    )
    expected = {ANONYMOUS: 302, SCHOOL: 403, OTHER_SCHOOL: 403, COORDINATOR: 200, PRESS: 200}
    for role in ROLES:
        board(answered, asked, town.people.get(role), expected.get(role, 200))


def test_who_sees_a_private_plan_and_a_draft(answered: PlanPage, town: Town) -> None:
    answered.view_restrictions.create(restriction_type="login")
    for role in (ANONYMOUS, SCHOOL):
        board(answered, user=town.people.get(role), status=404)
    board(answered, user=town.people[COORDINATOR])
    answered.unpublish()
    for role in ROLES:
        board(answered, user=town.people.get(role), status=404)


@pytest.mark.parametrize("is_public", [True, False])
def test_the_plans_page_leads_to_the_board_that_everybody_sees(
    plan: PlanPage, town: Town, is_public: bool
) -> None:
    for page in (plan, town.tree.order):
        page.execution_is_public = is_public
        page.save_revision().publish()
        shown = Client().get(page.url).content.decode()
        assert (f'href="{page.url}execution/"' in shown) is is_public


def test_only_plans_and_documents_have_boards(town: Town) -> None:
    for page in (town.tree.home, town.school, town.tree.news):
        assert Client().get(f"{page.url}execution/").status_code == 404


def test_what_is_hidden_is_not_on_the_board(answered: PlanPage, town: Town) -> None:
    EventReportPageFactory(
        parent=town.school, plan_item=item("Кормушки"), title="Тайный черновик", live=False
    )
    secret = OrganisationPageFactory(parent=town.tree.organisations, title="Закрытый лицей")
    EventReportPageFactory(parent=secret, plan_item=item("Кормушки"), title="Отчёт закрытого лицея")
    secret.view_restrictions.create(restriction_type="login")
    for query in ("", f"?item={item('Кормушки').uid}", f"?organisation={town.school.pk}"):
        page = board(answered, query, town.people[COORDINATOR])
        assert "Тайный черновик" not in page
        assert "акрыт" not in words(page)
    board(answered, f"?organisation={secret.pk}", status=404)


def test_titles_are_text(answered: PlanPage, town: Town) -> None:
    evil = "<script>alert(1)</script>\"'>"
    lime = item("Липы")
    lime.title, lime.number = evil, "<b>1"
    lime.save()
    town.school.title = evil
    town.school.save()
    for query in ("", f"?item={lime.uid}", f"?organisation={town.school.pk}", f"?q={evil}&district={evil}"):
        page = board(answered, query)
        assert "<script>alert" not in page
        assert "<b>1" not in page
        assert escape("<script>alert(1)</script>") in page


def test_a_wide_plan_is_parted_between_sections(town: Town) -> None:
    plan = PlanPageFactory(
        parent=town.tree.order,
        items=[
            {"title": f"Дело {number}", "responsible": town.school.title}
            for number in range(2 * MOST_COLUMNS + 5)
        ],
    )
    execution = execution_of(plan)
    parts = parts_of(execution, [town.school])
    assert [len(part.columns) for part in parts] == [MOST_COLUMNS, MOST_COLUMNS, 5]
    assert [part.columns[0].number for part in parts] == [
        "1",
        str(MOST_COLUMNS + 1),
        str(2 * MOST_COLUMNS + 1),
    ]
    assert all(len(row.cells) == len(part.columns) for part in parts for row in part.rows)


def test_more_of_everything_costs_no_more_queries(
    answered: PlanPage, town: Town, client: Client, django_assert_max_num_queries: Any
) -> None:
    client.force_login(town.people[COORDINATOR])
    queries = ["", f"?item={item('Липы').uid}", f"?organisation={town.school.pk}"]
    before = []
    for query in queries:
        client.get(f"{answered.url}execution/{query}")
        with django_assert_max_num_queries(40) as found:
            client.get(f"{answered.url}execution/{query}")
        before.append(len(found))
    for number in range(5):
        school = OrganisationPageFactory(parent=town.tree.organisations, title=f"Лицей № {100 + number}")
        for title in ("Липы", "Кормушки"):
            EventReportPageFactory(parent=school, plan_item=item(title))
    for query, most in zip(queries, before, strict=True):
        with django_assert_max_num_queries(most):
            client.get(f"{answered.url}execution/{query}")


def test_wagtails_checker_looks_at_pages_only(plan: PlanPage, town: Town) -> None:
    page = Client()
    page.force_login(town.people[COORDINATOR])
    own, board = page.get(plan.url).content.decode(), page.get(f"{plan.url}execution/").content.decode()
    assert "data-content-checker-count" in own
    for without in (board, page.get("/search/").content.decode()):
        assert "data-content-checker-count" not in without
        assert "data-wagtail-userbar" in without
    editor = page.get(f"/admin/pages/{plan.pk}/edit/").content.decode()
    settings = re.search(r'id="checker-axe-configuration"[^>]*>(.*?)</script>', editor, re.DOTALL)
    assert settings
    assert settings[1].startswith("{")
