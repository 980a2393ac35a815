"""The order and the plan of the month of technical creativity, always under way on the day of loading."""

from datetime import date, timedelta

from demo.dates import MONTHS, in_words, on_workday
from demo.documents.planning import straight_through
from demo.documents.technical_rows import SECTIONS
from demo.records import Clause, Order, Plan, Signature

MONTH = "месячника технического творчества «Умные руки»"
HASHTAGS = ("ТехноМесяцЗаречинск", "ИнженерыРастутЗдесь", "НаукаНаЛадони", "ТочкаСборки")
DAYS = 32


def technical_start(today: date) -> date:
    """The Monday twelve to eighteen days before `today`."""
    recent = today - timedelta(days=12)
    return recent - timedelta(days=recent.weekday())


def month_phrase(start: date, end: date) -> str:
    """«в ноябре 2026 года», «в ноябре – декабре 2026 года», «в декабре 2026 – январе 2027 года»"""
    first, last = (in_month(day) for day in (start, end))
    if start.year != end.year:
        return f"в {first} {start.year} – {last} {end.year} года"
    return f"в {first} {end.year} года" if first == last else f"в {first} – {last} {end.year} года"


def in_month(day: date) -> str:
    name = MONTHS[day.month - 1]
    return f"{name[:-1]}е" if name[-1] in "ьй" else f"{name}е"


def build_technical_order(today: date) -> Order:
    start = technical_start(today)
    end = on_workday(start + timedelta(days=DAYS))
    return Order(
        key="technical",
        number=f"{40 + start.timetuple().tm_yday}-од",
        date=on_workday(start - timedelta(days=14)),
        city="г. Заречинск",
        authority="office",
        title=f"О проведении {MONTH} {month_phrase(start, end)}",
        lead="Месяц открытых лабораторий, мастер-классов и соревнований. Кружки ждут детей от пяти лет.",
        preamble="В целях поддержки детей и подростков, увлечённых техникой, повышения интереса к "
        "инженерным и рабочим "
        "профессиям, обмена опытом между кружками города ПРИКАЗЫВАЮ:",
        clauses=clauses(start, end),
        signatory=Signature("Начальник управления образования", "Е. В. Лугинина"),
        distribution=(
            "ДДТ «Радуга» — 1 экз.",
            "МБУ ИМЦ — 1 экз.",
            "Образовательным организациям — по 1 экз.",
            "ГБПОУ «ЗТК» (для сведения) — 1 экз.",
            "В дело.",
        ),
        hashtags=HASHTAGS,
        plan=Plan(
            title=f"План {MONTH} {month_phrase(start, end)}",
            starts=start,
            ends=end,
            introduction=(
                "Участие во всех событиях месячника бесплатное. На мастер-классы и в лаборатории "
                "приходят без записи, "
                "на соревнования команды записывает школа.",
                "Хэштег месячника — #ТехноМесяцЗаречинск.",
            ),
            sections=straight_through(SECTIONS, start, end),
            hashtags=HASHTAGS,
        ),
    )


def clauses(start: date, end: date) -> tuple[Clause, ...]:
    single_day = in_words(on_workday(start + timedelta(days=24)))
    since = "со" if start.day == 2 else "с"  # «со второго»
    return (
        Clause(
            "1",
            f"Провести месячник технического творчества «Умные руки» {since} {in_words(start)} по {in_words(end)}",
        ),
        Clause(
            "2",
            "Утвердить:",
            clauses=(
                Clause("2.1", "План месячника технического творчества (приложение 1)."),
                Clause("2.2", f"Положение о Едином дне технического творчества {single_day} (приложение 2)."),
            ),
        ),
        Clause(
            "3",
            "Дому творчества «Радуга» (А. П. Верескун) обеспечить координацию месячника и работу "
            "судейских бригад.",
        ),
        Clause(
            "4",
            "Руководителям образовательных организаций обеспечить участие детей, безопасность при проведении "
            "мастер-классов и публикацию фотоотчётов с хэштегом #ТехноМесяцЗаречинск.",
        ),
        Clause("5", "Контроль за исполнением приказа оставляю за собой."),
    )
