"""The demo's illustrations: `draw` paints a motif the same for the same seed, `alt_text` describes it."""

from collections.abc import Callable
from dataclasses import dataclass
from random import Random

from PIL import Image

from demo.drawing import (
    chess_views,
    craft_views,
    feeder_views,
    festival_views,
    indoor_views,
    lake_views,
    memorial_views,
    museum_views,
    nature_views,
    robot_views,
    science_views,
    town_views,
)
from demo.drawing.canvas import Canvas
from demo.drawing.colour import Scene

ALL_YEAR = ("autumn", "winter", "spring")
WARM = ("autumn", "spring", "summer")
TIMES = ("morning", "day", "day", "evening", "dusk")
ZOOMS = (1.0, 1.0, 1.1, 1.2, 1.34)
LIGHT = ("morning", "day", "evening")


@dataclass(frozen=True)
class Motif:
    """How to draw something, when in the year and the day it happens, and what a blind reader is told."""

    draw: Callable[[Canvas, Scene], None]
    descriptions: tuple[str, ...]
    seasons: tuple[str, ...] = ("autumn", "winter", "spring", "summer")
    times: tuple[str, ...] = LIGHT
    outdoors: bool = True
    mirrors: bool = True  # boards and graphs have a right and a left


MOTIFS = {
    "school": Motif(
        town_views.school,
        (
            "Здание школы, к крыльцу идут дети с рюкзаками",
            "Школьный двор: дети подходят к главному входу",
            "Школа с часами над крыльцом, на дорожке ученики",
        ),
        ALL_YEAR,
        TIMES,
    ),
    "classroom": Motif(
        indoor_views.classroom,
        (
            "Класс: ученики за партами смотрят на доску, рядом учитель",
            "Урок: на доске рисунки мелом, за партами дети",
            "Светлый класс, учитель у доски, ребята сидят спиной к нам",
        ),
        times=LIGHT,
        outdoors=False,
        mirrors=False,
    ),
    "exhibition": Motif(
        indoor_views.exhibition,
        (
            "Выставка детских рисунков, зрители рассматривают работы",
            "Рисунки детей в рамах на стене зала, перед ними посетители",
            "Дети стоят у стены с яркими рисунками",
        ),
        outdoors=False,
    ),
    "trees": Motif(
        nature_views.trees,
        (
            "Дети сажают молодое дерево: лопата, лейка, ряд саженцев",
            "Посадка саженцев на лугу, ребята копают лунки",
            "Новая аллея: школьники с лопатами у саженцев",
        ),
        ("autumn", "spring"),
    ),
    "ski": Motif(
        nature_views.ski,
        (
            "Лыжники на трассе у заснеженного леса",
            "Лыжная гонка: участники с номерами бегут мимо елей",
            "Зимний старт, лыжники уходят на дистанцию",
        ),
        ("winter",),
    ),
    "robotics": Motif(
        robot_views.robotics,
        (
            "Стол робототехников: робот едет по линии, рядом ноутбук, за столом дети",
            "Ребята запускают колёсного робота на белом поле",
            "Команда за столом с роботами и ноутбуком",
        ),
        outdoors=False,
    ),
    "library": Motif(
        indoor_views.library,
        (
            "Дети читают на ковре у высоких книжных полок",
            "Читальный зал: полки с книгами, ребята сидят с раскрытыми книгами",
            "Уголок библиотеки, дети с книгами под лампами",
        ),
        outdoors=False,
    ),
    "choir": Motif(
        indoor_views.choir,
        (
            "Хор на сцене, перед ним дирижёр",
            "Детский хор поёт под светом прожекторов",
            "Сцена с занавесом, три ряда певцов и рояль",
        ),
        outdoors=False,
    ),
    "memorial": Motif(
        memorial_views.memorial,
        (
            "Мемориал со стелой и огнём, дети возлагают цветы",
            "Цветы у стелы, рядом стоят школьники",
            "Памятная стела среди берёз, у подножия тюльпаны и гвоздики",
        ),
        ("spring", "summer"),
    ),
    "science": Motif(
        science_views.science,
        (
            "Опыт в лаборатории: колбы с цветными растворами, за столом дети",
            "Лабораторный стол с микроскопом и колбами, ребята проводят опыт",
            "Дети наблюдают, как раствор меняет цвет",
        ),
        outdoors=False,
    ),
    "sport": Motif(
        nature_views.sport,
        (
            "Школьный стадион, дети бегут и играют",
            "Спортивный праздник на беговой дорожке",
            "Стадион с воротами и дорожкой, участники эстафеты",
        ),
        WARM,
    ),
    "chess": Motif(
        chess_views.chess,
        (
            "Шахматная партия: доска крупно, за столом двое игроков",
            "Двое ребят играют в шахматы, рядом часы",
            "Шахматная доска с фигурами и соперники за ней",
        ),
        outdoors=False,
        mirrors=False,
    ),
    "festival": Motif(
        festival_views.festival,
        (
            "Праздник двора: флажки, шары, ярмарочные палатки и гости",
            "Дворовая ярмарка под гирляндами флажков",
            "Соседи гуляют между полосатыми палатками",
        ),
        WARM,
        ("morning", "day", "evening", "dusk"),
    ),
    "craft": Motif(
        craft_views.craft,
        (
            "Стол для поделок сверху: цветная бумага, ножницы, кисти, детские руки",
            "Дети вырезают и рисуют, на столе краски и карандаши",
            "Рабочий стол мастерской: бумага, краски и готовые фигурки",
        ),
        outdoors=False,
    ),
    "city": Motif(
        town_views.city,
        (
            "Панорама города: крыши, башня с часами, мост через реку",
            "Набережная реки, дома и башня на другом берегу",
            "Город у реки, на берегу двое прохожих",
        ),
        ("autumn", "winter", "spring", "summer"),
        TIMES,
    ),
    "feeder": Motif(
        feeder_views.feeder,
        (
            "Кормушка на ветке, к ней прилетели птицы",
            "Снегири и синицы у деревянной кормушки",
            "Птицы на ветке рябины рядом с кормушкой",
        ),
        ("winter", "winter", "autumn"),
    ),
    "museum": Motif(
        museum_views.museum,
        (
            "Зал музея: витрины со старинными вещами, дети слушают экскурсовода",
            "Ребята рассматривают самовар и прялку в музейных витринах",
            "Музейный зал с портретами и витринами, перед ними школьники",
        ),
        outdoors=False,
    ),
    "lake": Motif(
        lake_views.lake,
        (
            "Берег озера, дети собирают мусор в мешки",
            "Озеро с лодкой, на песке ребята с мешками",
            "Уборка берега: школьники у воды, над ними чайки",
        ),
        ("summer", "spring", "summer"),
    ),
}
SEASON_WORDS = {"autumn": "осенью", "winter": "зимой", "spring": "весной", "summer": "летом"}
TIME_WORDS = {"morning": "утром", "day": "днём", "evening": "на закате", "dusk": "в сумерках"}


def scene_of(motif: str, seed: int) -> Scene:
    """The season and the light of a picture, and the chance that draws the rest."""
    rng = Random(f"{motif}/{seed}")
    known = MOTIFS[motif]
    return Scene(rng, rng.choice(known.seasons), rng.choice(known.times), not known.outdoors)


def draw(motif: str, seed: int, size: tuple[int, int] = (1200, 800)) -> Image.Image:
    """The picture of `motif`; raises KeyError for an unknown one."""
    canvas, scene = Canvas(), scene_of(motif, seed)
    zoom, aside, below = scene.rng.choice(ZOOMS), scene.rng.random(), scene.rng.uniform(0.55, 1.0)
    mirrored = scene.rng.random() < 0.5 and MOTIFS[motif].mirrors
    MOTIFS[motif].draw(canvas, scene)
    picture = canvas.finished(size, zoom, aside, below)
    return picture.transpose(Image.Transpose.FLIP_LEFT_RIGHT) if mirrored else picture


def seasons_of(motif: str) -> tuple[str, ...]:
    """The seasons in which the motif is drawn; in a room they show through the window."""
    return MOTIFS[motif].seasons


def alt_text(motif: str, seed: int) -> str:
    """What is in the picture, for those who do not see it."""
    known, scene = MOTIFS[motif], scene_of(motif, seed)
    words = known.descriptions[seed % len(known.descriptions)]
    if not known.outdoors:
        return f"Иллюстрация. {words}."
    return f"Иллюстрация. {words}, {SEASON_WORDS[scene.season]} {TIME_WORDS[scene.time]}."
