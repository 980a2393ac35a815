"""A short order as a Word file: something to try the importer with."""

from datetime import date, timedelta
from pathlib import Path

from docx import Document

NUMBER = "214-о"
TITLE = "О проведении городской акции «Книга другу»"
HEADER = (
    "УПРАВЛЕНИЕ ОБРАЗОВАНИЯ ГОРОДА ЗАРЕЧИНСКА",
    "ПРИКАЗ",
)
PREAMBLE = "В целях поддержки детского чтения и обмена книгами между школами ПРИКАЗЫВАЮ:"
CLAUSES = (
    "Провести с 1 по 20 декабря городскую акцию под хэштегом #КнигаДругу.",
    "Утвердить план мероприятий акции (приложение).",
    "Руководителям образовательных организаций разместить фотоотчёты о мероприятиях до 25 декабря.",
    "Контроль за исполнением приказа оставляю за собой.",
)
SIGNATURE = "Начальник управления	Н. П. Ветрова"
APPENDIX = ("Приложение", "План мероприятий городской акции «Книга другу»")
COLUMNS = ("№ п/п", "Мероприятие", "Срок", "Ответственные")
ROWS = (
    ("1.", "Полка обмена книгами в каждой школе", "до 5 декабря", "Руководители школ"),
    ("2.", "Громкие чтения для младших классов", "8–12 декабря", "Школьные библиотекари"),
    ("3.", "Выставка рисунков «Мой любимый герой»", "декабрь", "Центр детского творчества"),
    ("4.", "Подведение итогов #КнигаДругу", "20 декабря", "Управление образования"),
)


def write_sample(path: Path, today: date) -> None:
    """Write the order, dated some days ago, with its plan as an appendix."""
    signed = today - timedelta(days=3)
    document = Document()
    for line in HEADER:
        document.add_paragraph(line)
    document.add_paragraph(f"{signed:%d.%m.%Y}	№ {NUMBER}")
    document.add_paragraph("г. Заречинск")
    document.add_paragraph(TITLE)
    document.add_paragraph(PREAMBLE)
    for number, clause in enumerate(CLAUSES, start=1):
        document.add_paragraph(f"{number}. {clause}")
    document.add_paragraph(SIGNATURE)
    document.add_page_break()
    for line in (APPENDIX[0], f"к приказу от {signed:%d.%m.%Y} № {NUMBER}", APPENDIX[1]):
        document.add_paragraph(line)
    table = document.add_table(rows=0, cols=len(COLUMNS))
    for row in (COLUMNS, *ROWS):
        for cell, text in zip(table.add_row().cells, row, strict=True):
            cell.text = text
    document.save(str(path))
