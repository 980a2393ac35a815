"""The list of instructions (перечень поручений) after a forum of parents: some are due, some are ahead."""

from datetime import date, timedelta

from demo.dates import in_digits, on_workday
from demo.records import Deadline, Instruction, InstructionList, Signature


def build_instructions(today: date) -> InstructionList:
    day = on_workday(today - timedelta(days=47))
    return InstructionList(
        key="forum-instructions",
        number="7-п",
        date=day,
        city="г. Заречинск",
        authority="office",
        title="Перечень поручений начальника управления образования по итогам городского форума "
        "родителей «Рядом»",
        lead="Шесть поручений: от безопасных переходов до единой записи в кружки.",
        instructions=(
            Instruction(
                "1",
                "Осмотреть вместе с родителями пути подхода к школам и детским садам, составить "
                "перечень мест, где "
                "нужны освещение или пешеходный переход.",
                dated(today, -16),
                ("Дорохин С. Н.", "Руководители образовательных организаций"),
            ),
            Instruction(
                "2",
                "Разместить на сайтах организаций меню на две недели с фотографиями порций.",
                dated(today, -5),
                ("Руководители образовательных организаций",),
            ),
            Instruction(
                "3",
                "Подготовить единую страницу записи в бесплатные кружки с указанием свободных мест.",
                dated(today, 9),
                ("Верескун А. П.", "МБУ ИМЦ"),
            ),
            Instruction(
                "4",
                "Провести в каждом районе города встречу «Спроси директора» в вечернее время.",
                dated(today, 27),
                ("Подберёзкина О. Л.", "Общеобразовательные организации"),
            ),
            Instruction(
                "5",
                "Публиковать сведения о ходе исполнения поручений.",
                Deadline("ежеквартально, до 10 числа"),
                ("Северцева М. О.",),
            ),
            Instruction(
                "6",
                "Рассмотреть возможность открытия группы продлённого дня для 5–6 классов в "
                "Приозёрном районе.",
                dated(today, 74),
                ("Дорохин С. Н.", "МБОУ ООШ № 16"),
            ),
        ),
        closing="Информацию об исполнении направлять главному специалисту М. О. Северцевой в "
        "установленные сроки.",
        signatory=Signature("Начальник управления образования", "Е. В. Лугинина"),
        hashtags=("НашГородНашеДело",),
    )


def dated(today: date, after: int) -> Deadline:
    """A due date, as such tables write it."""
    day = on_workday(today + timedelta(days=after))
    return Deadline(in_digits(day), None, day)
