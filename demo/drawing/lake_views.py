"""The shore of the lake."""

from demo.drawing.canvas import HEIGHT, WIDTH, Canvas, curve
from demo.drawing.colour import Scene, darker, lighter, mix, rgb
from demo.drawing.people import HOLD, WAVE, clothes, head, person, reach
from demo.drawing.scenery import fir, hills, sky, tufts
from demo.drawing.town_views import river


def lake(c: Canvas, scene: Scene) -> None:
    rng = scene.rng
    sky(c, scene, 430)
    hills(c, scene, 430, 3)
    for n in range(16):
        fir(c, scene, n * 80 + rng.uniform(-30, 30), 440, rng.uniform(60, 120), 0.45)
    river(c, scene, 436)
    boat(c, scene, rng.uniform(300, 900), 520)
    sand = scene.lit(rgb("#e9d5a8")) if scene.season != "winter" else scene.ground[0]
    c.poly([*curve((0, 620), (500, 700), (1200, 600)), (WIDTH, HEIGHT), (0, HEIGHT)], sand)
    c.poly(
        [*curve((0, 690), (560, 760), (1200, 690)), (WIDTH, HEIGHT), (0, HEIGHT)],
        mix(scene.ground[0], scene.ground[1], 0.4),
    )
    for side in (30, 1080):
        for _ in range(15):
            x = side + rng.uniform(0, 110)
            tip = (x + rng.uniform(-14, 22), 640 - rng.uniform(90, 170))
            c.line(curve((x, 660), (x, 580), tip, 6), scene.lit(rgb("#7f9a58")), 3.4)
            c.ellipse(tip[0], tip[1], 4.5, 17, scene.lit(rgb("#8a5f3f")))
    count = rng.randint(3, 4)
    for n in range(count):
        x, y = 220 + n * 760 / (count - 1) + rng.uniform(-30, 30), 704 + rng.uniform(-6, 44)
        way = rng.choice((-1, 1))
        person(c, scene, x, y, 196, rng.choice((reach(way), HOLD, WAVE)), rng.random() < 0.3)
        sack(c, scene, x + way * 78, y + 4)
    for _ in range(4):
        x, y, s = rng.uniform(120, 1080), rng.uniform(90, 260), rng.uniform(14, 24)
        gull = mix((255, 255, 255), rgb("#5f6a78"), 0.25)
        c.line(curve((x - 2 * s, y - s * 0.4), (x - s * 0.8, y - s), (x, y), 6), gull, 3.2)
        c.line(curve((x, y), (x + s * 0.8, y - s), (x + 2 * s, y - s * 0.4), 6), gull, 3.2)
    tufts(c, scene, 730, 800, 30)


def sack(c: Canvas, scene: Scene, x: float, y: float) -> None:
    bag = scene.lit(scene.pick(("#4f6f8a", "#5d8468", "#46525e", "#6a6f9a")))
    c.shade(x, y, 42, 7)
    c.poly(
        [
            *curve((x - 36, y), (x - 52, y - 46), (x - 9, y - 66), 8),
            *curve((x + 9, y - 66), (x + 52, y - 46), (x + 36, y), 8),
        ],
        bag,
    )
    c.poly([*curve((x + 6, y - 62), (x + 46, y - 40), (x + 34, y), 8), (x + 14, y)], darker(bag, 0.1))
    c.poly([(x - 6, y - 64), (x + 6, y - 64), (x + 14, y - 80), (x - 12, y - 78)], darker(bag, 0.14))


def boat(c: Canvas, scene: Scene, x: float, y: float) -> None:
    hull = scene.lit(scene.pick(("#b5533f", "#3f7f8c", "#c9924f")))
    c.shade(x, y + 24, 110, 9)
    head(c, scene, x - 20, y - 66, 15, scene.lit(rgb("#f0c9a8")))
    c.rounded(x - 42, y - 54, x + 2, y + 4, 14, clothes(scene))
    c.line([(x - 14, y - 24), (x + 96, y + 22)], scene.lit(rgb("#a9794d")), 5)
    c.poly(
        curve((x - 110, y - 14), (x, y + 6), (x + 120, y - 18))
        + curve((x + 90, y + 24), (x, y + 32), (x - 84, y + 24)),
        hull,
    )
    c.line(curve((x - 110, y - 14), (x, y + 6), (x + 120, y - 18)), lighter(hull, 0.35), 5)
