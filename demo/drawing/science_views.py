"""The laboratory table: flasks, test tubes, a microscope."""

from demo.drawing.canvas import WIDTH, Canvas, curve
from demo.drawing.childrens_art import BRIGHT
from demo.drawing.colour import Colour, Scene, darker, lighter, mix, rgb
from demo.drawing.people import clothes
from demo.drawing.robot_views import behind_table
from demo.drawing.room import plant, room, view


def science(c: Canvas, scene: Scene) -> None:
    rng = scene.rng
    _, _, wood = room(c, scene, 560)
    left = rng.random() < 0.5
    poster(c, scene, 110 if left else 720, 80)
    view(c, scene, 840 if left else 110, 80, 220, 250)
    plant(c, scene, 610, 556, 150)
    behind_table(c, scene, 566, rng.randint(2, 4), 238, 230)
    c.gradient(lighter(wood, 0.5), lighter(wood, 0.15), 556, 800)
    c.rect(0, 552, WIDTH, 562, lighter(wood, 0.65))
    liquids = [rgb(each) for each in ("#3fa7a0", "#e2774c", "#7b6bb8", "#e5b43f", "#d9587a", "#5b9bd0")]
    rng.shuffle(liquids)
    xs = [130, 330, 520, 700, 880]
    rng.shuffle(xs)
    flask(c, xs[0], 720, 1.15, liquids[0], scene)
    flask(c, xs[1], 700, 0.9, liquids[1], scene)
    beaker(c, xs[2], 724, 1.0, liquids[2])
    tubes(c, xs[3] - 60, 700, liquids)
    beaker(c, xs[4], 690, 0.8, liquids[4])
    microscope(c, scene, 1060, 722)
    notebook(c, scene, rng.uniform(400, 640), 762)


def poster(c: Canvas, scene: Scene, x: float, y: float) -> None:
    c.rect(x - 8, y - 8, x + 388, y + 228, rgb("#fdfbf5"))
    tones = [mix(rgb(each), (255, 255, 255), 0.35) for each in BRIGHT]
    for row in range(6):
        for column in range(11):
            if row < 2 and 1 < column < 8 - row:
                continue
            tone = tones[(column // 2 + row // 3) % 7]
            c.rect(x + 4 + column * 34.6, y + 4 + row * 36, x + 34 + column * 34.6, y + 35 + row * 36, tone)


def flask(c: Canvas, x: float, y: float, s: float, liquid: Colour, scene: Scene) -> None:
    glass = mix(rgb("#e3f0f3"), (255, 255, 255), 0.3)
    c.shade(x, y + 2, 82 * s, 13 * s, 0.18)
    shape = [
        (x - 17 * s, y - 176 * s),
        (x + 17 * s, y - 176 * s),
        (x + 17 * s, y - 108 * s),
        (x + 78 * s, y - 10 * s),
        (x + 70 * s, y),
        (x - 70 * s, y),
        (x - 78 * s, y - 10 * s),
        (x - 17 * s, y - 108 * s),
    ]
    c.poly(shape, glass)
    c.poly(
        [
            (x - 46 * s, y - 58 * s),
            (x + 46 * s, y - 58 * s),
            (x + 73 * s, y - 12 * s),
            (x + 66 * s, y - 4 * s),
            (x - 66 * s, y - 4 * s),
            (x - 73 * s, y - 12 * s),
        ],
        liquid,
    )
    c.ellipse(x, y - 58 * s, 46 * s, 8 * s, lighter(liquid, 0.35))
    for _ in range(8):
        bx, by = scene.rng.uniform(-36, 36), scene.rng.uniform(-48, -12)
        c.circle(x + bx * s, y + by * s, scene.rng.uniform(2, 5) * s, lighter(liquid, 0.5))
    for n in range(5):
        c.circle(
            x + scene.rng.uniform(-14, 14) * s,
            y - (196 + 30 * n) * s,
            (12 - 1.4 * n) * s,
            mix(liquid, (255, 255, 255), 0.45 + 0.1 * n),
        )
    c.rounded(x - 23 * s, y - 184 * s, x + 23 * s, y - 172 * s, 5 * s, (255, 255, 255))
    c.line(
        [(x - 10 * s, y - 160 * s), (x - 10 * s, y - 106 * s), (x - 34 * s, y - 68 * s)],
        (255, 255, 255),
        5 * s,
    )


def beaker(c: Canvas, x: float, y: float, s: float, liquid: Colour) -> None:
    c.shade(x, y + 2, 62 * s, 11 * s, 0.18)
    c.rounded(x - 56 * s, y - 128 * s, x + 56 * s, y, 10 * s, mix(rgb("#e3f0f3"), (255, 255, 255), 0.3))
    c.rounded(x - 50 * s, y - 78 * s, x + 50 * s, y - 5 * s, 8 * s, liquid)
    c.ellipse(x, y - 78 * s, 50 * s, 8 * s, lighter(liquid, 0.35))
    for n in range(4):
        c.rect(x + 22 * s, y - (30 + 20 * n) * s, x + 44 * s, y - (27 + 20 * n) * s, (255, 255, 255))
    c.ellipse(x, y - 127 * s, 58 * s, 7 * s, (255, 255, 255))


def tubes(c: Canvas, x: float, y: float, liquids: list[Colour]) -> None:
    wood = rgb("#b98a5c")
    c.shade(x + 66, y + 4, 92, 11, 0.18)
    for n in range(4):
        left = x + 6 + 32 * n
        c.rounded(left, y - 130, left + 22, y - 14, 11, rgb("#eef6f8"))
        c.rounded(left + 2, y - 84 + 10 * (n % 3), left + 20, y - 16, 9, liquids[n])
    c.rect(x - 10, y - 96, x + 142, y - 82, wood)
    c.rect(x - 10, y - 18, x + 142, y, darker(wood, 0.1))
    for side in (x - 10, x + 132):
        c.rect(side, y - 96, side + 10, y, darker(wood, 0.06))


def microscope(c: Canvas, scene: Scene, x: float, y: float) -> None:
    body, metal = scene.pick(("#3d4c5a", "#2f6f73", "#5a4660")), rgb("#c6ccd2")
    c.shade(x, y + 4, 100, 14, 0.2)
    c.rounded(x - 74, y - 24, x + 74, y, 10, body)
    c.line(curve((x + 50, y - 20), (x + 92, y - 120), (x + 24, y - 178), 14), body, 24)
    c.rect(x - 62, y - 78, x + 34, y - 66, darker(body, 0.2))
    c.line([(x - 14, y - 92), (x + 26, y - 196)], metal, 30)
    c.line([(x + 24, y - 192), (x + 42, y - 238)], body, 36)
    c.line([(x - 20, y - 78), (x - 14, y - 94)], body, 15)
    c.circle(x + 66, y - 92, 14, metal)


def notebook(c: Canvas, scene: Scene, x: float, y: float) -> None:
    c.poly(
        [(x - 90, y - 26), (x, y - 34), (x + 90, y - 26), (x + 106, y + 24), (x, y + 16), (x - 106, y + 24)],
        rgb("#fdfbf5"),
    )
    c.line([(x, y - 33), (x, y + 16)], rgb("#cfc8ba"), 3)
    for n in range(4):
        c.line([(x + 16, y - 22 + 9 * n), (x + 76 + 3 * n, y - 17 + 9 * n)], rgb("#8fa0b3"), 2.4)
    c.line([(x + 60, y + 26), (x + 130, y - 12)], clothes(scene), 7)
