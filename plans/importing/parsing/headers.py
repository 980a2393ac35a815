"""What the header of a column says: which part of an item stands in it, or that the table is about something else."""

import re
from functools import lru_cache

from plans.importing.parsing.cleaning import squashed

NUMBER, TITLE, DEADLINE, RESPONSIBLE = "number", "title", "deadline", "responsible"
PARTICIPANTS, PLACE, RESULTS, EXTRA = "participants", "place", "expected_results", "extra"
MAX_HEADER_LENGTH = 90

# The first that fits decides: «Ответственный за проведение мероприятия» is about people, «Сроки проведения» about time.
_ROLES = (
    (NUMBER, r"(?:№|#|n|nn|no|п[/.\\]?\s?п)(?:\s|№|n|п[/.\\]?\s?п|\.)*\Z|№ ?(?:п/?п|строки)|номер(?: п/п| пункта)?\Z|пункт\Z"),
    (EXTRA, r"отметк|примечан|\Aвыполнен|статус|комментари"),
    (RESULTS, r"где (?:слуша|заслуш|рассматр|обсужд|подвод)|результат|показател|вид документа|документ\Z|выход\b|\bитог|продукт"
              r"|форм[аы] (?:отч[её]т|контрол|подведен|представлен)|индикатор|эффект|отч[её]тност|способ"),
    (PARTICIPANTS, r"участник|кто (?:участ|приглаш|привлека)|с кем|для кого|кого|класс(?!н)|категори|охват|возраст|аудитори"
                   r"|контингент|целев\w+ (?:групп|аудитор)|групп[аы]\Z|адресат"),
    (RESPONSIBLE, r"ответственн|исполнител|\bкто\b|организатор|куратор|координатор|провод(?:ит|ят)\Z|(?:проверя|контролиру)ющ"
                  r"|проверяет\Z|структурн\w+ подразделени|должностн\w+ лиц|ведущ(?:ий|ие)\Z"),
    (DEADLINE, r"срок|\bдат[аыу]\b(?! рожд)|период|когда|дедлайн|\Aдень (?:недели|проведения)|\Aдн[ия] (?:недели|проведения)"
               r"|время (?:проведения|и место|реализации)|ориентировочное время|плановое (?:начало|окончание)|\Aмесяц\Z"
               r"|начало\Z|окончание\Z|завершение\Z|время\Z|\Aчисло\b"
               r"|\A(?:учебная )?(?:неделя|четверть)\Z|календарн\w+ (?:дата|период)"),
    (PLACE, r"\bместо|площадк|\bгде\b|адрес|локаци"),
    (TITLE, r"мероприят|наименован|содержан|назван|поручен|событи|вид(?:ы)? (?:деятельност|работ)|\bтем[аы]\b|тематик|повестк"
            r"|\bпредмет\b|\bдел[ао]\b|задач|действи|работа\Z|вопрос|направлени|форм[аы] (?:работы|проведения)|план работы"
            r"|объект контроля|что (?:делаем|проводится|провести|сделать)|этап|\bмеры\b|шаг"
            r"|акци[яи]\Z|конкурс(?:ы|а)?\Z|проект\Z"),
)  # fmt: skip
_PATTERNS = tuple((role, re.compile(pattern)) for role, pattern in _ROLES)
_EVENT = re.compile(
    r"мероприят|содержан|поручен|событи|\bдел[ао]\b|деятельност|(?<!наименование )(?<!название )работ[аы]?\b|действи|\bмеры\b|шаг"
    r"|вопрос|план|тем[аы]\b|объект контроля|что (?:делаем|проводится|провести|сделать)|этап|акци|конкурс"
)
# Columns of lists that are no plans: of people, prices, documents, results.
_FOREIGN = re.compile(
    r"\bф\.?\s?и\.?\s?о\b(?!\.? (?:ответствен|исполнител))|фамили|стоимост|\bцена\b|сумма(?! финанс)|телефон\Z|e-?mail|почт|балл"
    r"|количество (?:заняти|час|балл|мест)|количество\Z|кол-во\Z|инвентар|\bоклад|должность|паспорт|рожден"
    r"|дата (?:приобр|выдач|выпуск|издан|поступ|ввод|рожд|при[её]м|увольн|заключ)|ставк|\bинн\b|лиценз|реквизит|регистрац|хранени"
    r"|(?:наименование|название) (?:документ|акт|услуг|товар|оборудован|книг|учебник|издан|работы)|ученик|воспитанник\Z|\bурок\b"
)
_TITLE_RANKS = tuple(
    map(
        re.compile,
        (
            r"мероприят|событи|поручен|\bдел[ао]\b|что (?:делаем|проводится|провести|сделать)",
            r"наименован|назван|содержан|действи",
            r"вопрос|тем[аы]\b|работа\Z|\bмеры\b|шаг|предмет",
            r"вид|форм[аы]\b",
        ),
    )
)
_EDGE = re.compile(r"начал|окончан|заверш|конец|\bс\Z|\bпо\Z|\bот\Z|\bдо\Z")
_TIME_AND_PARTY = re.compile(
    r"(?:срок|дат|врем)\w*(?: \w+)?(?:,| и|/|;)\s?(?:ответственн|исполнител)"
    r"|(?:ответственн|исполнител)\w*(?:,| и|/|;)\s?(?:срок|дат)"
)
_BARE = re.compile(
    r"(?:наименовани[ея]|мероприяти[ея]|срок[иа]?|дата|содержание|ответственны[йе]|исполнител[иь]|участники|место|время|результат)"
    r"(?: (?:мероприяти[яй]|проведения|исполнения|реализации|работы))?\Z",
    re.IGNORECASE,
)
_MANY_ROLES = 3
_LONGEST_LINE = 200


@lru_cache(maxsize=1000)
def role_of(header: str) -> str | None:
    """Return what a column is about by its header, None where the words say nothing known."""
    text = squashed(header).casefold().strip(" .:*")
    if not text or len(text) > MAX_HEADER_LENGTH:
        return None
    if has_time_and_party(text):
        return DEADLINE
    return next((role for role, pattern in _PATTERNS if pattern.search(text)), None)


def has_time_and_party(header: str) -> bool:
    """«Срок, ответственный»: one column for both."""
    return bool(_TIME_AND_PARTY.match(header.casefold()))


def is_edge(header: str) -> bool:
    """«Начало», «Окончание»: one end of a span of time."""
    return bool(_EDGE.search(header.casefold()))


def names_event(header: str) -> bool:
    """«Мероприятие», «Содержание работы», but not «Наименование услуги»."""
    return bool(_EVENT.search(squashed(header).casefold()))


def title_rank(header: str) -> int:
    """Of «Направление», «Задача» and «Мероприятие» the last is what is done; the first of a rank is taken."""
    text = squashed(header).casefold()
    return next(
        (rank for rank, pattern in enumerate(_TITLE_RANKS) if pattern.search(text)), len(_TITLE_RANKS)
    )


def is_foreign(header: str) -> bool:
    """«ФИО», «Стоимость»: the table is a list of people, prices, documents."""
    return bool(_FOREIGN.search(squashed(header).casefold()))


def is_line_of_headers(text: str) -> bool:
    """Tell headers of a table that lost its cells: several in a line («Мероприятие Сроки Ответственный»), or one by itself."""
    plain = squashed(text).casefold()
    if _BARE.match(plain):
        return True
    if len(plain) > _LONGEST_LINE or re.search(r"\d", plain):
        return False
    return sum(bool(pattern.search(plain)) for _role, pattern in _PATTERNS) >= _MANY_ROLES
