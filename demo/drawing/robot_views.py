"""The table of the robot builders."""

from math import cos, pi, sin

from demo.drawing.canvas import WIDTH, Canvas
from demo.drawing.colour import CLOTHES, Colour, Scene, darker, lighter, rgb
from demo.drawing.people import bust, clothes
from demo.drawing.room import lamp, room, spines, view


def behind_table(c: Canvas, scene: Scene, edge: float, count: int, size: float, margin: float = 170) -> None:
    """People on the far side of a table, facing us."""
    for n in range(count):
        x = margin + n * (WIDTH - 2 * margin) / max(1, count - 1) + scene.rng.uniform(-24, 24)
        arms = scene.rng.choice(
            (((-0.3, 0.02), (0.3, 0.02)), ((-0.12, 0.03), (0.14, 0.03)), ((-0.34, 0.0), (0.1, 0.04)))
        )
        bust(c, scene, x, edge, size * scene.rng.uniform(0.92, 1.06), False, arms)


def robotics(c: Canvas, scene: Scene) -> None:
    rng = scene.rng
    _, _, wood = room(c, scene, 560)
    left = rng.random() < 0.5
    view(c, scene, 70 if left else 900, 70, 230, 240)
    for row in range(2):
        x = 420 if left else 110
        c.rect(x, 150 + 110 * row, x + 640, 162 + 110 * row, darker(wood, 0.08))
        for n in range(6):
            box(c, scene, x + 20 + n * 104, 150 + 110 * row)
    lamp(c, scene, rng.uniform(500, 700), 84, clothes(scene))
    behind_table(c, scene, 540, rng.randint(3, 4), 216)
    table = lighter(wood, 0.3)
    c.poly([(70, 530), (1130, 530), (1260, 800), (-60, 800)], table)
    c.poly([(170, 556), (1030, 556), (1130, 780), (70, 780)], rgb("#fbf9f3"))
    line_track(c, scene)
    spot = rng.uniform(300, 430)
    robot(c, scene, spot, 690, 1.0, clothes(scene))
    robot(c, scene, rng.uniform(690, 800), 624, 0.72, clothes(scene))
    laptop(c, scene, rng.choice((930, 960)), 650)
    for _ in range(9):
        gear(
            c,
            scene.lit(scene.pick(CLOTHES)),
            rng.uniform(100, 1080),
            rng.uniform(740, 790),
            rng.uniform(9, 19),
        )


def line_track(c: Canvas, scene: Scene) -> None:
    dark = rgb("#333a44")
    points, twist = [], scene.rng.uniform(0, 2 * pi)
    for k in range(61):
        angle = 2 * pi * k / 60
        radius = 1 + 0.16 * sin(2 * angle + twist)
        points.append((600 + 370 * radius * cos(angle), 668 + 78 * radius * sin(angle)))
    c.line(points, dark, 11)


def robot(c: Canvas, scene: Scene, x: float, y: float, s: float, body: Colour) -> None:
    c.shade(x, y + 4 * s, 92 * s, 16 * s, 0.2)
    for dx in (-52, 52):
        c.circle(x + dx * s, y - 20 * s, 27 * s, rgb("#333a44"))
        c.circle(x + dx * s, y - 20 * s, 12 * s, rgb("#cfd6db"))
    c.rounded(x - 78 * s, y - 76 * s, x + 78 * s, y - 26 * s, 16 * s, body)
    c.rounded(x - 78 * s, y - 46 * s, x + 78 * s, y - 34 * s, 5 * s, darker(body, 0.2))
    c.rounded(x - 44 * s, y - 134 * s, x + 44 * s, y - 80 * s, 14 * s, lighter(body, 0.3))
    c.rounded(x - 33 * s, y - 122 * s, x + 33 * s, y - 92 * s, 10 * s, rgb("#26333d"))
    for dx in (-15, 15):
        c.circle(x + dx * s, y - 107 * s, 7 * s, rgb("#7fe0d8"))
    c.line([(x, y - 134 * s), (x, y - 162 * s)], rgb("#59616b"), 4 * s)
    c.circle(x, y - 166 * s, 8 * s, rgb("#f0b541"))
    c.line(
        [(x + 70 * s, y - 60 * s), (x + 112 * s, y - 84 * s), (x + 128 * s, y - 62 * s)],
        rgb("#8a949d"),
        9 * s,
    )


def box(c: Canvas, scene: Scene, x: float, y: float) -> None:
    tone = scene.lit(scene.pick(CLOTHES))
    if scene.rng.random() < 0.24:
        return spines(c, scene, x, y, 80, 60)
    c.rounded(x, y - 52, x + 84, y, 6, tone)
    c.rect(x - 3, y - 56, x + 87, y - 46, lighter(tone, 0.3))
    c.rounded(x + 24, y - 34, x + 60, y - 18, 4, rgb("#fdfbf5"))
    return None


def laptop(c: Canvas, scene: Scene, x: float, y: float) -> None:
    c.shade(x + 20, y + 60, 130, 12)
    c.poly([(x - 96, y - 110), (x + 96, y - 118), (x + 104, y + 18), (x - 88, y + 26)], rgb("#4a525c"))
    c.poly([(x - 86, y - 100), (x + 87, y - 107), (x + 94, y + 8), (x - 79, y + 15)], rgb("#20303a"))
    for n in range(6):
        start = x - 68 + 18 * (n % 3)
        c.line(
            [(start, y - 82 + 15 * n), (start + scene.rng.uniform(30, 84), y - 84 + 15 * n)],
            scene.pick(("#7fe0d8", "#f0c96b", "#e8a9a0", "#b7d98c")),
            5,
        )
    c.poly([(x - 88, y + 26), (x + 104, y + 18), (x + 138, y + 58), (x - 62, y + 68)], rgb("#c6ccd2"))
    c.poly([(x - 66, y + 32), (x + 92, y + 25), (x + 108, y + 42), (x - 54, y + 50)], rgb("#8b949d"))


def gear(c: Canvas, tone: Colour, x: float, y: float, r: float) -> None:
    for n in range(8):
        c.circle(x + r * cos(pi * n / 4), y + 0.6 * r * sin(pi * n / 4), r * 0.26, tone)
    c.ellipse(x, y, r * 0.95, r * 0.6, tone)
    c.ellipse(x, y, r * 0.4, r * 0.26, lighter(tone, 0.6))
