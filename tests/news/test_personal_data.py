"""Lists of names and phone numbers are noticed in a text; a mention, a place and a title are not."""

import pytest

from news.personal_data import warnings

LISTS = [
    "Победители: Иванов Пётр, Сидорова Анна, Кузнецов Илья.",
    "1. Иванов Пётр Ильич\n2. Сидорова Анна Петровна\n3. Кузнецов Илья Олегович",
    "Отличились Иванова-Петрова Мария (5А), Анна Белых (5Б), Олег Коваленко (6В).",
    "Участвовали:\nПётр Иванов\nАнна Сидорова\nИлья Кузнецов",
    "Иванов Пётр и Сидорова Анна, а также Кузнецов Илья Ильич",
]
FREE = [
    "Пятиклассники высадили двадцать яблонь у школы.",
    "Урок провела Анна Петровна, помогал Совет ветеранов.",
    "Экскурсия: Пенза, Красная площадь, Нижний Ломов.",
    "Парк Победы открыт в 1985 году. Приходите 9 мая.",
    "Дом творчества, Лицей № 5, Центр детского творчества",
]
PHONES = ["Звоните 8 (8412) 55-55-55 или +7 927 123-45-67", "тел. 89271234567"]


@pytest.mark.parametrize("text", LISTS)
def test_a_list_of_names_is_noticed(text: str) -> None:
    (said,) = warnings(text)
    assert "список имён" in said


@pytest.mark.parametrize("text", FREE)
def test_what_is_no_list_of_people_is_left_alone(text: str) -> None:
    assert warnings(text) == []


@pytest.mark.parametrize("text", PHONES)
def test_phone_numbers_are_noticed(text: str) -> None:
    assert any("телефон" in said for said in warnings(text))


def test_a_number_that_is_no_phone_is_left_alone() -> None:
    assert warnings("ИНН 5834012345678, приказ № 81234567890123 от 2026 г.") == []
