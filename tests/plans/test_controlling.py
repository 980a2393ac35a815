"""Decisions and clauses become items that are controlled."""

import datetime
import re
from html import unescape
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.test import Client
from wagtail.rich_text import RichText

from plans.controlling.controlling import put_under_control
from plans.controlling.instructions import instructions_of
from plans.kinds import DocumentKind
from plans.models import OrderPage, PlanItem, PlanPage
from tests.factories import OrderIndexPageFactory, OrderPageFactory, OrganisationPageFactory
from tests.restapi.town import COORDINATOR, SCHOOL, Town

MINUTES = [
    (
        "agenda_item",
        {
            "number": "2",
            "title": "О лагерях",
            "decisions": [
                {
                    "addressee": " : ",
                    "number": "1.",
                    "text": RichText("<p>Информацию принять к сведению.</p>"),
                },
                {
                    "addressee": "Руководителям ОУ:",
                    "number": "2.",
                    "text": RichText("<p>Сдать списки до 5 марта 2026 года.</p><p>Форма прилагается.</p>"),
                },
            ],
        },
    )
]
ORDER = [
    (
        "clause",
        {
            "number": "3.",
            "text": RichText("<p>Руководителям школ:</p>"),
            "subclauses": [
                {"number": "3.1.", "text": RichText("<p>Провести конкурс до 1 декабря.</p>")},
                {"number": "3.2.", "text": RichText("<p>Назначить ответственных.</p>")},
            ],
        },
    ),
    ("clause", {"number": "4.", "text": RichText("<p>Контроль оставляю за собой.</p>"), "subclauses": []}),
]


@pytest.fixture
def minutes(town: Town) -> OrderPage:
    """Public minutes of March."""
    day = datetime.date(2026, 2, 20)
    kind = DocumentKind.PROTOCOL
    made: OrderPage = OrderPageFactory(
        parent=town.tree.documents, kind=kind, number="4", date=day, school_year="", body=MINUTES
    )
    return made


def client_of(town: Town, role: str) -> Client:
    client = Client()
    client.force_login(town.people[role])
    return client


def test_a_copied_document_has_instructions_of_its_own(town: Town, minutes: OrderPage) -> None:
    copy = minutes.copy(update_attrs={"title": "Копия", "slug": "kopiya"}, user=town.people[COORDINATOR])
    for document in (minutes, copy):
        for _click in range(2):
            found = instructions_of(OrderPage.objects.get(pk=document.pk))
            plan = put_under_control(document, found, town.people[COORDINATOR])
            plan.get_latest_revision().publish()
        assert PlanItem.objects.filter(section__page=plan.pk).count() == len(found)


def test_no_number_of_a_document_is_too_large(town: Town) -> None:
    for method in ("get", "post"):
        assert getattr(client_of(town, COORDINATOR), method)(f"/admin/control/{10**30}/").status_code == 404


def test_decisions_say_who_and_until_when(minutes: OrderPage) -> None:
    heard, ordered = instructions_of(minutes)
    assert (heard.is_likely, ordered.is_likely) == (False, True)
    assert (ordered.section, ordered.number) == ("2 О лагерях", "2.2")
    assert ordered.text == "Сдать списки до 5 марта 2026 года. Форма прилагается."
    assert (ordered.addressee, ordered.deadline) == ("Руководителям ОУ", "до 5 марта 2026 года")


def test_clauses_are_for_those_whom_the_clause_above_names(town: Town) -> None:
    order = OrderPageFactory(parent=town.tree.documents, date=datetime.date(2026, 9, 10), body=ORDER)
    found = [(each.number, each.addressee, each.deadline) for each in instructions_of(order)]
    assert found == [
        ("3.1.", "Руководителям школ", "до 1 декабря"),
        ("3.2.", "Руководителям школ", ""),
        ("4.", "", ""),
    ]


def test_what_is_chosen_becomes_a_draft_plan(town: Town, minutes: OrderPage) -> None:
    client = client_of(town, COORDINATOR)
    path = f"/admin/control/{minutes.pk}/"
    page = client.get(path).content.decode()
    assert page.count("checked") == 1
    chosen = [each for each in instructions_of(minutes) if each.is_likely]
    response: Any = client.post(path, {"uid": [str(each.uid) for each in chosen]})
    plan = PlanPage.objects.child_of(minutes).get()
    assert response["Location"] == f"/admin/pages/{plan.pk}/edit/"
    assert plan.title == "Контроль исполнения: протокол № 4 от 20.02.2026"
    assert (plan.live, plan.kind, plan.school_year) == (False, DocumentKind.INSTRUCTIONS, "2026")
    plan.get_latest_revision().publish()
    item = PlanItem.objects.get(section__page=plan)
    assert (item.number, item.deadline, item.end) == (
        "2.2",
        "до 5 марта 2026 года",
        datetime.date(2026, 3, 5),
    )
    assert "school" in item.party_kinds
    assert item.uid == chosen[0].uid
    assert "уже на контроле" in client.get(path).content.decode()


def test_once_more_adds_what_is_missing_and_leaves_what_editors_wrote(town: Town, minutes: OrderPage) -> None:
    heard, ordered = instructions_of(minutes)
    editor = town.people[COORDINATOR]
    plan = put_under_control(minutes, [ordered], editor)
    plan.get_latest_revision().publish()
    draft = plan.get_latest_revision_as_object()
    draft.sections.get_object_list()[0].items.get_object_list()[0].title = "Сдать списки"
    draft.save_revision().publish()
    again = put_under_control(minutes, [heard, ordered], editor)
    assert again.pk == plan.pk
    again.get_latest_revision().publish()
    items = PlanItem.objects.filter(section__page=plan).order_by("sort_order")
    assert [item.title for item in items] == ["Сдать списки", heard.text]
    assert PlanPage.objects.child_of(minutes).count() == 1


def minutes_for(town: Town, *addressees: str) -> OrderPage:
    """Return minutes with a decision for each of these."""
    decisions = [
        {"number": str(place), "text": RichText("<p>Провести семинар.</p>"), "addressee": addressee}
        for place, addressee in enumerate(addressees, 1)
    ]
    body = [("agenda_item", {"number": "1", "title": "О разном", "decisions": decisions})]
    made: OrderPage = OrderPageFactory(parent=town.tree.documents, kind=DocumentKind.PROTOCOL, body=body)
    return made


def items_of(minutes: OrderPage, town: Town) -> list[PlanItem]:
    """Return the items of the public plan that controls the minutes."""
    plan = put_under_control(minutes, instructions_of(minutes), town.people[COORDINATOR])
    plan.get_latest_revision().publish()
    return list(PlanItem.objects.filter(section__page=plan).order_by("sort_order"))


def test_the_page_says_whom_each_addressee_means(town: Town) -> None:
    for title in ("Методический центр", "Тайный центр"):
        made = OrganisationPageFactory(parent=town.tree.organisations, title=title, kind="centre")
    made.view_restrictions.create(restriction_type="login")
    minutes = minutes_for(
        town,
        "Методическому центру (Фамилия И.О.), Гимназии № 40:",
        "Руководителям школ:",
        "Отделу опеки:",
        "Тайному центру",
    )
    page = client_of(town, COORDINATOR).get(f"/admin/control/{minutes.pk}/").content.decode()
    cells = re.findall(r"<p>(.*?)</p>", page)
    told = [" ".join(unescape(re.sub("<[^>]+>", " ", cell)).split()) for cell in cells]
    assert "Методическому центру (Фамилия И.О.) → Методический центр" in told
    assert "Гимназии № 40 → Гимназия № 40" in told
    assert "Руководителям школ → все: школы, гимназии, лицеи" in told
    for unknown in ("Отделу опеки", "Тайному центру"):
        assert any(each.startswith(f"{unknown} — на сайте никого так не зовут") for each in told)
    first = items_of(minutes, town)[0]
    assert sorted(page.title for page in first.organisations.all()) == ["Гимназия № 40", "Методический центр"]


@pytest.mark.parametrize(
    ("addressee", "parties"),
    [
        ("Гимназии № 40, школам", ["Гимназии № 40", "школам"]),
        ("Гимназии № 40, И.О. Фамилия", ["Гимназии № 40", "И.О. Фамилия"]),
        ("Школам № 1, 40", ["Школам № 1, 40"]),
        ("Школам, лицеям Ленинского района", ["Школам, лицеям Ленинского района"]),
        ("Гимназии № 40\xa0(Фамилия И.\xa0О.)", ["Гимназии № 40 (Фамилия И. О.)"]),
        ("Гимназии № 40, отделу опеки", ["Гимназии № 40, отделу опеки"]),
    ],
)
def test_a_list_is_parted_where_all_of_it_is_known(town: Town, addressee: str, parties: list[str]) -> None:
    assert items_of(minutes_for(town, addressee), town)[0].parties == parties


def test_whole_kinds_are_meant_only_where_nothing_narrows_them(town: Town) -> None:
    narrowed = (
        "Руководителям общеобразовательных организаций, имеющим лагеря",
        "Директорам школ, кроме гимназии № 40",
        "Руководителям школ, не сдавшим отчёты",
        "Руководителям ОУ, подведомственным министерству",
        "Юристу Гимназии № 40",
        "Директорам школ города Энска, кроме гимназии № 40",
        "Руководителям общеобразовательных организаций города, имеющим лагеря",
        "Руководителям школ г. Энска, не сдавшим отчёты",
        "Руководителям ОУ области (кроме частных)",
        "Школам города, кроме гимназии № 40, детским садам",
    )
    minutes = minutes_for(town, *narrowed)
    for item, addressee in zip(items_of(minutes, town), narrowed, strict=True):
        assert (item.responsible, item.party_kinds) == (addressee, "")
        assert not item.organisations.exists()


def test_nothing_chosen_is_said(town: Town, minutes: OrderPage) -> None:
    for data in ({}, {"uid": ["не uuid", "0"]}):
        response = client_of(town, COORDINATOR).post(f"/admin/control/{minutes.pk}/", data)
        assert response.status_code == 400
        assert "Отметьте хотя бы одно" in response.content.decode()
    assert not PlanPage.objects.child_of(minutes).exists()


def test_who_writes_no_plans_there_is_refused(town: Town, minutes: OrderPage) -> None:
    chosen = {"uid": [str(each.uid) for each in instructions_of(minutes)]}
    foreign = OrderPageFactory(parent=OrderIndexPageFactory(title="Чужие документы"), body=MINUTES)
    for role, document in ((SCHOOL, minutes), (COORDINATOR, foreign)):
        response = client_of(town, role).post(f"/admin/control/{document.pk}/", chosen)
        assert response.status_code in (302, 403, 404)
        assert not PlanPage.objects.child_of(document).exists()
    assert client_of(town, COORDINATOR).get(f"/admin/control/{town.tree.plan.pk}/").status_code == 404


def test_the_button_stands_on_documents_only(town: Town, minutes: OrderPage) -> None:
    client, address = client_of(town, COORDINATOR), f"/admin/control/{minutes.pk}/"
    assert address in client.get(f"/admin/pages/{minutes.pk}/edit/").content.decode()
    assert "/admin/control/" not in client.get(f"/admin/pages/{town.tree.plan.pk}/edit/").content.decode()


def test_the_real_minutes_are_controlled(town: Town, shared_dir: Path) -> None:
    call_command(
        "import_document", str(shared_dir / "documents" / "minutes-tsimlyansk-2021.docx"), publish=True
    )
    minutes = OrderPage.objects.get(kind=DocumentKind.PROTOCOL, date__year=2021)
    found = instructions_of(minutes)
    likely = [each for each in found if each.is_likely]
    assert len(likely) == 9  # of ten decisions one only praises
    assert [each.deadline for each in found if each.deadline] == ["в сентябре 2021г.", "до 1 марта.2021года"]
    plan = put_under_control(minutes, likely, town.people[COORDINATOR])
    plan.get_latest_revision().publish()
    items = PlanItem.objects.filter(section__page=plan)
    assert items.count() == 9
    ends = set(items.exclude(end=None).values_list("end", flat=True))
    assert ends == {datetime.date(2021, 9, 30), datetime.date(2021, 3, 1)}
