"""Documents by number, date, kind, subject and the people in them; numbers and dates follow from the town's day."""

from demo.dates import in_words
from demo.records import Town
from tests.search.score.case import Case, ask

TITLES = (
    "Об утверждении плана мероприятий",
    "О проведении месячника",
    "Положение о проведении",
    "Протокол совещания",
    "Перечень поручений",
)
PROJECT, MONTH, REGULATION, MINUTES, INSTRUCTIONS = TITLES
PROJECT_PLAN, MONTH_PLAN = "План мероприятий городского", "План месячника"

KNOWN = (
    ask("приказ о месячнике", MONTH),
    ask("приказ", PROJECT, MONTH),
    ask("положение о едином дне", REGULATION),
    ask("протокол совещания руководителей", MINUTES),
    ask("перечень поручений", INSTRUCTIONS),
    ask("поручения по итогам форума родителей", INSTRUCTIONS, "Шесть поручений"),
    ask("план месячника", MONTH_PLAN),
    ask("план проекта наш город наше дело", PROJECT_PLAN, PROJECT),
    ask("наш город — наше дело", PROJECT_PLAN, PROJECT),
    ask("умные руки", MONTH, MONTH_PLAN, "Цикл мастер-классов", "Месячник технического творчества"),
    ask("лугинина", *TITLES),
    ask("верескун", MINUTES, PROJECT, MONTH, "Подготовить единую страницу"),
    ask("Северцева М. О.", MINUTES, INSTRUCTIONS, "Публиковать сведения"),
)


def documents(town: Town) -> tuple[Case, ...]:
    """Return the cases about the town's documents."""
    project, month = town.orders
    instructions, minutes = town.instructions[0], town.minutes[0]
    return (
        *KNOWN,
        ask(f"приказ {project.number}", PROJECT),
        ask(f"приказ № {month.number}", MONTH, REGULATION),
        ask(month.number, MONTH, REGULATION),
        ask(f"приказ {project.number.removesuffix('-од')}", PROJECT),
        ask(f"поручения {instructions.number}", INSTRUCTIONS),
        ask(f"приказ от {in_words(project.date)}", PROJECT),
        ask(f"приказ от {project.date:%d.%m.%Y}", PROJECT),
        ask(f"протокол № {minutes.number}", MINUTES),
        ask(f"протокол {minutes.date:%d.%m.%Y}", MINUTES),
    )
