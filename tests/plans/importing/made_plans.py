"""Plans made at random whose truth is known: the rows that were drawn, and the table they were written into."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from random import Random

from plans.importing.elements import Cell, Element, Paragraph, Row, Table

HEADERS = {
    "number": ("№", "№ п/п", "№ п.п.", "п/п", "N", "№№"),
    "title": ("Мероприятие", "Наименование мероприятия", "Содержание работы", "Мероприятия", "Название",
              "Содержание деятельности", "Название мероприятия, тема", "Вид деятельности", "Наименование"),
    "deadline": ("Срок", "Сроки", "Дата", "Срок исполнения", "Сроки проведения", "Дата проведения", "Срок реализации", "Когда"),
    "responsible": ("Ответственный", "Ответственные", "Исполнитель", "Ответственные исполнители", "Ответственные за выполнение",
                    "Ответственное лицо", "Кто проводит"),
    "participants": ("Участники", "Класс", "Категория участников", "Возраст"),
    "expected_results": ("Ожидаемый результат", "Результат", "Показатели", "Вид документа"),
    "place": ("Место проведения", "Место"),
    "extra": ("Примечание", "Отметка о выполнении"),
}  # fmt: skip
TITLES = ("Конкурс рисунков «Весна»", "Заседание штаба", "Родительское собрание «Безопасность»", "Экскурсия в музей",
          "Мониторинг посещаемости", "Акция «Чистый двор»", "Праздник последнего звонка", "Спортивные соревнования «Старт»",
          "Подготовка отчёта о работе лагеря", "Консультация для родителей", "Выставка поделок", "Классный час «День Героев»",
          "Размещение материалов с хештегом #НашПлан",
          "Олимпиада по математике", "Семинар «Новые подходы: опыт школ»")  # fmt: skip
DEADLINES = ("сентябрь", "до 15 мая", "12.04.2024", "в течение года", "ежемесячно", "по отдельному плану", "I квартал",
             "с 1 по 10 марта", "октябрь – ноябрь", "постоянно", "1 раз в четверть", "20 мая 2024 г.", "апрель, май")  # fmt: skip
PARTIES = (("Заместитель директора по ВР",), ("Классные руководители",), ("Управление образования",), ("Иванова А.П.",),
           ("МБОУ СОШ № 7",), ("Центр творчества", "Библиотека"), ("Петров С.С.", "Школы города"))  # fmt: skip
EXTRAS = {"participants": ("5-9 классы", "учащиеся", "педагоги"), "expected_results": ("Приказ", "Справка", "Отчёт"),
          "place": ("Актовый зал", "Стадион"), "extra": ("контроль", "фото")}  # fmt: skip
SECTIONS = (
    "Работа с детьми",
    "Работа с родителями",
    "Методическая работа",
    "Контроль",
    "Организационные мероприятия",
)
JUNK = (
    "Страница 3",
    "_______________",
    "Согласовано на заседании совета",
    "М.П.",
    "Продолжение на следующем листе",
    "* * *",
)


@dataclass(frozen=True)
class TrueRow:
    number: str
    title: str
    deadline: str
    parties: tuple[str, ...]
    rest: tuple[tuple[str, str], ...] = ()

    def cell(self, role: str) -> str:
        own = {"number": self.number, "title": self.title, "deadline": self.deadline}
        return {**own, "responsible": ", ".join(self.parties), **dict(self.rest)}[role]


@dataclass(frozen=True)
class MadePlan:
    """The rows that a plan has by sections, and its elements."""

    rows: tuple[TrueRow, ...]
    elements: tuple[Element, ...]


class PlanMaker:
    """Draws one plan; the same seed draws the same."""

    def __init__(self, seed: int, *, with_cuts: bool = False) -> None:
        self.random = Random(seed)
        self.with_cuts = with_cuts
        self.roles = self._roles()
        self.headers = tuple(self.random.choice(HEADERS[role]) for role in self.roles)
        self.style = self.random.choice(("{0}", "{0}.", "{0})", "{1}.{0}", "{1}.{0}."))
        self.restarts = self.random.random() < 0.5
        self.titles = self.random.sample(TITLES, len(TITLES))

    def plan(self) -> MadePlan:
        rows: list[TrueRow] = []
        made = [self._row(self.headers)]
        if self.random.random() < 0.3:
            made.append(self._row([str(place) for place in range(1, len(self.roles) + 1)]))
        for section in range(1, self.random.randint(2, 4)):
            if section > 1 or self.random.random() < 0.6:
                made.append(self._section_row(section))
            count = self.random.randint(1, 4)
            for place in range(1, count + 1):
                row = self._draw(section, place, len(rows) + 1)
                rows.append(row)
                made.extend(self._written(row))
        return MadePlan(
            tuple(rows),
            (
                *self._junk(),
                Paragraph("План работы на 2023/2024 учебный год"),
                Table(tuple(made)),
                *self._junk(),
            ),
        )

    def _roles(self) -> list[str]:
        roles = ["title", "deadline", "responsible"]
        roles += [role for role in EXTRAS if self.random.random() < 0.25]
        self.random.shuffle(roles)
        return (["number"] if self.random.random() < 0.7 else []) + roles

    def _draw(self, section: int, place: int, total: int) -> TrueRow:
        number = self.style.format(place if self.restarts or "{1}" in self.style else total, section)
        rest = tuple((role, self.random.choice(EXTRAS[role])) for role in self.roles if role in EXTRAS)
        title = self.titles[(total - 1) % len(self.titles)]
        return TrueRow(
            number if "number" in self.roles else "",
            title,
            self.random.choice(DEADLINES),
            self.random.choice(PARTIES),
            rest,
        )

    def _written(self, row: TrueRow) -> list[Row]:
        cells = [row.cell(role) for role in self.roles]
        if self.with_cuts and self.random.random() < 0.3:
            return self._cut(cells)
        around = [self._row([""] * len(cells))] if self.random.random() < 0.1 else []
        header = [self._row(self.headers)] if self.random.random() < 0.1 else []
        return [*around, *header, self._row(cells)]

    def _cut(self, cells: list[str]) -> list[Row]:
        """A page ends inside the row: words of its longer cells stand below, maybe under the repeated header."""
        border = self.random.randint(2, 3)
        halves = [_halves(cell, border) for cell in cells]
        if not any(below for _, below in halves):
            return [self._row(cells)]
        header = [self._row(self.headers)] if self.random.random() < 0.7 else []
        below = self._row([below for _, below in halves])
        return [self._row([above for above, _ in halves]), *header, replace(below, after_gap=not header)]

    def _section_row(self, section: int) -> Row:
        title = self.random.choice(("{1}. {0}", "Раздел {1}. {0}", "{0}")).format(
            SECTIONS[section], "I" * section
        )
        if self.random.random() < 0.5:
            return Row((Cell(title, span=len(self.roles)),))
        return self._row([title, *[""] * (len(self.roles) - 1)])

    def _junk(self) -> list[Paragraph]:
        return [Paragraph(self.random.choice(JUNK)) for _ in range(self.random.randint(0, 2))]

    def _row(self, texts: Sequence[str]) -> Row:
        return Row(tuple(Cell(text) for text in texts))


def _halves(text: str, border: int) -> tuple[str, str]:
    words = text.split()
    return " ".join(words[:border]), " ".join(words[border:])
