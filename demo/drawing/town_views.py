"""Motifs of the town: the school and the panorama."""

from demo.drawing.canvas import WIDTH, Canvas, curve
from demo.drawing.colour import ROOFS, WALLS, Scene, darker, lighter, mix, rgb
from demo.drawing.people import DOWN, HOLD, WAVE, person
from demo.drawing.scenery import (
    bush,
    fir,
    flurry,
    ground,
    hills,
    sky,
    street,
    tree,
    tufts,
)


def school(c: Canvas, scene: Scene) -> None:
    rng = scene.rng
    sky(c, scene)
    hills(c, scene, 500, 2)
    street(c, scene, 540, 0.62, 0.8)
    ground(c, scene, 540)
    left, floors = rng.uniform(230, 330), rng.choice((2, 3))
    schoolhouse(c, scene, left, 590, 640, 95 * floors + 30, floors)
    path = mix(scene.ground[0], scene.lit(rgb("#cfc4b4")), 0.65)
    middle = left + 320
    c.poly([(middle - 60, 592), (middle + 60, 592), (middle + 260, 800), (middle - 300, 800)], path)
    tree(c, scene, left - 110, 640, rng.uniform(330, 420))
    tree(c, scene, left + 760, 620, rng.uniform(280, 380))
    (fir if rng.random() < 0.5 else tree)(c, scene, left + 850, 700, rng.uniform(330, 430))
    for x in (left - 20, left + 90, left + 540, left + 630):
        bush(c, scene, x, 606, 32)
    tufts(c, scene, 640, 800, 46)
    for n in range(rng.randint(3, 5)):
        x, y = middle - 170 + 95 * n + rng.uniform(-24, 24), rng.uniform(668, 752)
        person(
            c,
            scene,
            x,
            y,
            118 + (y - 660) * 0.45,
            rng.choice((DOWN, WAVE, HOLD)),
            True,
            bag=True,
            stride=0.02,
        )
    flurry(c, scene)


def schoolhouse(c: Canvas, scene: Scene, x: float, y: float, w: float, h: float, floors: int) -> None:
    wall, roof = scene.lit(scene.pick(WALLS)), scene.lit(scene.pick(ROOFS))
    trim = lighter(wall, 0.55)
    snow = mix((255, 255, 255), scene.sky[1], 0.12)
    middle = x + w / 2
    c.shade(middle, y + 2, w * 0.56, 16, 0.14)
    c.rect(x, y - h, x + w, y, wall)
    c.poly([(x - 18, y - h), (x + 34, y - h - 52), (x + w - 34, y - h - 52), (x + w + 18, y - h)], roof)
    if scene.season == "winter":
        c.poly(
            [(x - 6, y - h - 12), (x + 34, y - h - 52), (x + w - 34, y - h - 52), (x + w + 6, y - h - 12)],
            snow,
        )
    c.rect(x, y - 26, x + w, y, darker(wall, 0.22))
    step = (h - 36) / floors
    for floor in range(floors):
        for n in range(10):
            wx, wy = x + w * (n + 0.5) / 10, y - 40 - step * floor
            window(c, scene, wx, wy, 34, step * 0.62)
        c.rect(x, y - h + step * floor - 3, x + w, y - h + step * floor + 3, trim)
    c.rect(middle - 92, y - h - 22, middle + 92, y, lighter(wall, 0.25))
    c.poly(
        [(middle - 112, y - h - 22), (middle, y - h - 92), (middle + 112, y - h - 22)],
        roof if scene.season != "winter" else snow,
    )
    c.poly([(middle - 84, y - h - 26), (middle, y - h - 80), (middle + 84, y - h - 26)], lighter(wall, 0.4))
    c.circle(middle, y - h - 46, 17, rgb("#f7f3ea"))
    c.line([(middle, y - h - 46), (middle, y - h - 57)], rgb("#39424d"), 2.4)
    c.line([(middle, y - h - 46), (middle + 8, y - h - 42)], rgb("#39424d"), 2.4)
    for floor in range(1, floors):
        for dx in (-44, 0, 44):
            window(c, scene, middle + dx, y - 40 - step * floor, 30, step * 0.62)
    porch(c, scene, middle, y)


def window(c: Canvas, scene: Scene, x: float, low: float, w: float, h: float) -> None:
    warm = scene.is_dark and scene.rng.random() < 0.65
    glass = rgb("#fbdb8c") if warm else mix(scene.lit(rgb("#7ea3b8")), scene.sky[0], 0.3)
    c.rect(
        x - w / 2 - 4,
        low - h - 4,
        x + w / 2 + 4,
        low + 4,
        rgb("#f8f4ec") if not scene.is_dark else rgb("#cfc9cc"),
    )
    c.rect(x - w / 2, low - h, x + w / 2, low, glass)
    c.veil([(x - w / 2, low - h), (x + w * 0.1, low - h), (x - w / 2, low - h * 0.3)], (255, 255, 255), 0.2)
    c.rect(x - 1.3, low - h, x + 1.3, low, rgb("#f4efe6"))


def porch(c: Canvas, scene: Scene, x: float, y: float) -> None:
    for n in range(3):
        c.rect(
            x - 96 + n * 9,
            y - 6 * (n + 1) + 8,
            x + 96 - n * 9,
            y - 6 * n + 8,
            scene.lit(mix(rgb("#bfb6a8"), rgb("#efe9dd"), n / 3)),
        )
    c.rounded(x - 36, y - 96, x + 36, y - 8, 8, scene.lit(rgb("#6b4a36")))
    c.rect(x - 31, y - 90, x - 3, y - 10, scene.lit(rgb("#8b6246")))
    c.rect(x + 3, y - 90, x + 31, y - 10, scene.lit(rgb("#8b6246")))
    for side in (-1, 1):
        c.rect(x + side * 70 - 7, y - 110, x + side * 70 + 7, y - 8, scene.lit(rgb("#f6f1e6")))
    c.rect(x - 90, y - 122, x + 90, y - 106, scene.lit(rgb("#f6f1e6")))


def city(c: Canvas, scene: Scene) -> None:
    rng = scene.rng
    sky(c, scene, 470)
    hills(c, scene, 430, 2)
    street(c, scene, 452, 0.68, 1.1)
    tower(c, scene, rng.uniform(260, 940), 470)
    street(c, scene, 492, 0.38, 0.85)
    for _ in range(9):
        tree(c, scene, rng.uniform(0, WIDTH), 505, rng.uniform(70, 120), 0.3)
    street(c, scene, 530, 0.12, 0.66)
    for _ in range(12):
        tree(c, scene, rng.uniform(0, WIDTH), 546, rng.uniform(60, 115), 0.08)
    stone = scene.lit(rgb("#c9bba6"))
    c.rect(0, 540, WIDTH, 572, stone)
    c.rect(0, 540, WIDTH, 547, lighter(stone))
    river(c, scene, 572)
    bridge(c, scene, rng.choice((-1, 1)))
    ice = scene.season == "winter"
    bank = mix(scene.ground[0], scene.ground[1], 0.2)
    c.poly(
        [*curve((0, 700), (420, 725), (760, 800)), (0, 800)], bank if not ice else scene.lit(rgb("#eef4fa"))
    )
    for n in range(3):
        bush(c, scene, 40 + 130 * n, 760 + 14 * n, 60)
    person(c, scene, 330, 785, 120, DOWN, True)
    person(c, scene, 392, 790, 104, WAVE, True)
    flurry(c, scene, 46)


def tower(c: Canvas, scene: Scene, x: float, y: float) -> None:
    wall, roof = scene.far(rgb("#f1e3cf"), 0.3), scene.far(rgb("#3f7480"), 0.3)
    c.rect(x - 34, y - 190, x + 34, y, wall)
    c.rect(x - 42, y - 198, x + 42, y - 186, darker(wall, 0.1))
    c.rect(x - 26, y - 250, x + 26, y - 198, wall)
    c.circle(x, y - 160, 17, scene.far(rgb("#fdfaf2"), 0.1))
    c.line([(x, y - 160), (x, y - 172)], darker(roof, 0.4), 2.5)
    c.line([(x, y - 160), (x + 8, y - 155)], darker(roof, 0.4), 2.5)
    c.rounded(x - 10, y - 238, x + 10, y - 204, 9, darker(wall, 0.35))
    c.poly([(x - 32, y - 250), (x, y - 340), (x + 32, y - 250)], roof)
    c.poly([(x, y - 340), (x + 32, y - 250), (x + 6, y - 250)], darker(roof, 0.14))


def river(c: Canvas, scene: Scene, y: float) -> None:
    top, bottom = scene.sky
    blue = rgb("#5b93ab") if scene.season != "winter" else rgb("#b9d2e4")
    near = mix(mix(blue, top, 0.4), rgb("#2f4668"), 0.3 if scene.is_dark else 0.0)
    c.gradient(mix(bottom, blue, 0.22), near, y, 800)
    for _ in range(70):
        wx, wy = scene.rng.uniform(0, WIDTH), y + 8 + 210 * scene.rng.random() ** 1.4
        wide = 16 + (wy - y) * 0.3
        tone = mix(mix(mix(bottom, blue, 0.22), near, (wy - y) / (800 - y)), bottom, 0.5)
        c.rounded(
            wx - wide, wy, wx + wide, wy + 2.6, 1.3, tone if scene.rng.random() < 0.75 else darker(near, 0.1)
        )


def bridge(c: Canvas, scene: Scene, side: int) -> None:
    stone = scene.lit(rgb("#a98f7d"))
    middle = 600 + side * 330
    for n in range(3):
        x = middle - 180 + 180 * n
        c.arc(x, 628, 84, 62, 180, 360, darker(stone, 0.12), 20)
        c.rect(x - 98, 562, x + 98, 580, stone)
        for side_x in (x - 92, x + 92):
            c.rect(side_x - 10, 570, side_x + 10, 648, darker(stone, 0.18))
    c.rect(middle - 290, 546, middle + 290, 566, lighter(stone, 0.2))
    for n in range(30):
        c.rect(middle - 284 + n * 19.5, 528, middle - 281 + n * 19.5, 548, darker(stone, 0.35))
    c.rect(middle - 290, 524, middle + 290, 530, darker(stone, 0.35))
