"""The craft table seen from above: paper, paints, scissors, hands."""

from math import cos, pi, sin

from demo.drawing.canvas import WIDTH, Canvas, blob
from demo.drawing.childrens_art import BRIGHT, SUBJECTS, child_drawing
from demo.drawing.colour import SKINS, Scene, darker, lighter, mix, rgb
from demo.drawing.people import clothes


def craft(c: Canvas, scene: Scene) -> None:
    rng = scene.rng
    table = scene.lit(scene.pick(("#e3c39a", "#d9b08a", "#c9d6cf", "#e8d6c3", "#cfc4de")))
    c.gradient(lighter(table, 0.25), table)
    for n in range(6):
        c.rect(0, 60 + 134 * n, WIDTH, 62 + 134 * n, darker(table, 0.07))
    for _ in range(9):
        sheet(c, scene, rng.uniform(120, 1080), rng.uniform(140, 660), rng.uniform(70, 120))
    picture = (rng.uniform(330, 520), rng.uniform(230, 330))
    c.veil(
        [
            (picture[0] + 4, picture[1] + 8),
            (picture[0] + 350, picture[1] + 8),
            (picture[0] + 350, picture[1] + 252),
            (picture[0] + 4, picture[1] + 252),
        ],
        (60, 40, 30),
        0.16,
    )
    c.rect(picture[0], picture[1], picture[0] + 340, picture[1] + 240, rgb("#fefcf6"))
    child_drawing(c, scene, picture[0] + 10, picture[1] + 10, 320, 220, rng.randrange(len(SUBJECTS)))
    for n in range(5):
        jar(c, scene, 780 + 76 * (n % 3) + rng.uniform(-8, 8), 170 + 84 * (n // 3) + rng.uniform(-8, 8))
    for n in range(rng.randint(5, 7)):
        pencil(c, scene, 150 + 34 * n, 600 + rng.uniform(-16, 16), -1.3 + 0.1 * n + rng.uniform(-0.1, 0.1))
    scissors(c, scene, rng.uniform(800, 960), rng.uniform(470, 560))
    for _ in range(rng.randint(6, 10)):
        cutout(c, scene, rng.uniform(80, 1120), rng.uniform(90, 720), rng.uniform(17, 34))
    for start, end in rng.sample(ARMS, rng.randint(2, 3)):
        hand(c, scene, start, end)


ARMS = [
    ((150, -60), (300, 190)),
    ((-60, 420), (190, 390)),
    ((1260, 330), (1010, 360)),
    ((930, 860), (820, 620)),
    ((420, 860), (470, 600)),
    ((720, -60), (640, 160)),
]


def sheet(c: Canvas, scene: Scene, x: float, y: float, r: float) -> None:
    tone = mix(scene.pick(BRIGHT), (255, 252, 244), scene.rng.uniform(0.15, 0.65))
    turn = scene.rng.uniform(0, pi)
    corners = [
        (x + r * k * cos(turn + a), y + r * k * sin(turn + a))
        for a, k in ((0.6, 1.2), (2.54, 1.2), (3.74, 1.2), (5.68, 1.2))
    ]
    c.veil([(px + 4, py + 7) for px, py in corners], (60, 40, 30), 0.14)
    c.poly(corners, tone)


def jar(c: Canvas, scene: Scene, x: float, y: float) -> None:
    paint = scene.pick(BRIGHT)
    c.shade(x + 4, y + 8, 37, 36, 0.16)
    c.circle(x, y, 35, rgb("#fbf8f0"))
    c.circle(x, y, 28, paint)
    c.poly(blob(x - 5, y - 6, 14, 11, scene.rng, 0.14), lighter(paint, 0.3))


def pencil(c: Canvas, scene: Scene, x: float, y: float, angle: float) -> None:
    tone, dx, dy = scene.pick(BRIGHT), cos(angle), sin(angle)

    def along(distance: float) -> tuple[float, float]:
        return x + dx * distance, y + dy * distance

    c.line(
        [(along(0)[0] + 3, along(0)[1] + 6), (along(150)[0] + 3, along(150)[1] + 6)],
        darker(scene.lit(rgb("#d9b896")), 0.25),
        13,
    )
    c.line([along(0), along(140)], tone, 13)
    tip = [
        (along(140)[0] - dy * 7, along(140)[1] + dx * 7),
        (along(140)[0] + dy * 7, along(140)[1] - dx * 7),
        along(172),
    ]
    c.poly(tip, rgb("#f0d6ae"))
    c.line([along(164), along(171)], tone, 4)


def scissors(c: Canvas, scene: Scene, x: float, y: float) -> None:
    tone = scene.pick(BRIGHT)
    c.poly([(x - 8, y), (x + 8, y), (x - 66, y - 150)], rgb("#b9c2ca"))
    c.poly([(x - 8, y), (x + 8, y), (x + 40, y - 156)], rgb("#d4dbe0"))
    c.arc(x - 34, y + 44, 28, 36, 0, 360, tone, 12)
    c.arc(x + 34, y + 44, 28, 36, 0, 360, darker(tone), 12)
    c.circle(x, y - 2, 7, rgb("#6b747d"))


def cutout(c: Canvas, scene: Scene, x: float, y: float, r: float) -> None:
    tone, turn = scene.pick(BRIGHT), scene.rng.uniform(0, pi)
    shape = scene.rng.randint(0, 3)
    if shape == 0:
        c.circle(x, y, r, tone)
    elif shape == 1:
        c.poly(
            [
                (
                    x + (r if n % 2 == 0 else r * 0.45) * cos(turn + pi * n / 5),
                    y + (r if n % 2 == 0 else r * 0.45) * sin(turn + pi * n / 5),
                )
                for n in range(10)
            ],
            tone,
        )
    elif shape == 2:
        c.poly(
            [(x + r * cos(turn + 2 * pi * n / 3), y + r * sin(turn + 2 * pi * n / 3)) for n in range(3)], tone
        )
    else:
        for n in range(5):
            c.circle(
                x + r * 0.7 * cos(turn + 2 * pi * n / 5),
                y + r * 0.7 * sin(turn + 2 * pi * n / 5),
                r * 0.46,
                tone,
            )
        c.circle(x, y, r * 0.42, rgb("#f6d860"))


def hand(c: Canvas, scene: Scene, start: tuple[float, float], end: tuple[float, float]) -> None:
    """An arm that comes in from the edge, its hand seen from above."""
    skin, sleeve = scene.lit(scene.pick(SKINS)), clothes(scene)
    dx, dy = end[0] - start[0], end[1] - start[1]
    length = (dx * dx + dy * dy) ** 0.5
    ux, uy = dx / length, dy / length
    cuff = (end[0] - ux * 64, end[1] - uy * 64)
    c.line(
        [(start[0] + 6, start[1] + 12), (cuff[0] + 6, cuff[1] + 12)],
        darker(scene.lit(rgb("#d9b896")), 0.2),
        66,
    )
    c.line([cuff, end], skin, 54)
    for n in range(4):
        side = (n - 1.5) * 14
        c.line(
            [
                end,
                (
                    end[0] + ux * (46 - 5 * abs(n - 1.5)) - uy * side,
                    end[1] + uy * (46 - 5 * abs(n - 1.5)) + ux * side,
                ),
            ],
            skin,
            16,
        )
    thumb = (end[0] + ux * 10 - uy * 40, end[1] + uy * 10 + ux * 40)
    c.line([end, thumb], darker(skin, 0.05), 17)
    for width, back, ahead, tone in ((36, length, 64, sleeve), (39, 82, 58, lighter(sleeve, 0.3))):
        ax, ay, bx, by = end[0] - ux * back, end[1] - uy * back, end[0] - ux * ahead, end[1] - uy * ahead
        c.poly(
            [
                (ax - uy * width, ay + ux * width),
                (bx - uy * width, by + ux * width),
                (bx + uy * width, by - ux * width),
                (ax + uy * width, ay - ux * width),
            ],
            tone,
        )
