"""The memorial: the stele, the flame, flowers."""

from math import cos, pi, sin

from demo.drawing.canvas import Canvas, curve
from demo.drawing.colour import Colour, Scene, darker, lighter, mix, rgb
from demo.drawing.people import HOLD, person
from demo.drawing.scenery import (
    birch,
    fir,
    ground,
    hills,
    sky,
)


def memorial(c: Canvas, scene: Scene) -> None:
    rng = scene.rng
    sky(c, scene)
    hills(c, scene, 500, 2)
    for n in range(16):
        fir(c, scene, n * 82 + rng.uniform(-24, 24), 545, rng.uniform(110, 190), 0.42)
    ground(c, scene, 540)
    middle = rng.uniform(520, 680)
    square = scene.lit(rgb("#d8d0c6"))
    c.poly([(middle - 210, 590), (middle + 210, 590), (middle + 620, 800), (middle - 620, 800)], square)
    c.poly(
        [(middle - 8, 590), (middle + 8, 590), (middle + 40, 800), (middle - 40, 800)], lighter(square, 0.3)
    )
    for x in (middle - 370, middle - 290, middle + 300, middle + 390):
        birch(c, scene, x + rng.uniform(-20, 20), 606 + rng.uniform(0, 26), rng.uniform(330, 420))
    stele(c, scene, middle)
    for _ in range(34):
        x = middle + rng.uniform(-185, 185)
        flower(c, scene, x, 648 + rng.uniform(0, 20), rng.uniform(24, 40))
    for side in (-1, 1):
        for n in range(rng.randint(2, 3)):
            x = middle + side * (265 + 96 * n) + rng.uniform(-14, 14)
            person(c, scene, x, 722 + 20 * n, 150 + 8 * n, HOLD, n % 2 == 0)
            flower(c, scene, x - side * 4, 722 + 20 * n - 74, 44)
    for n in range(26):
        flower(c, scene, n * 48 + rng.uniform(-16, 16), 806 + rng.uniform(0, 14), rng.uniform(52, 92))


def stele(c: Canvas, scene: Scene, x: float) -> None:
    stone = scene.lit(rgb("#b5aaa4"))
    for n, wide in enumerate((230, 180, 130)):
        c.rect(
            x - wide, 640 - 22 * n, x + wide, 664 - 22 * n, mix(darker(stone, 0.14), lighter(stone), n / 3)
        )
    c.poly([(x - 58, 596), (x - 34, 210), (x, 170), (x, 596)], lighter(stone, 0.25))
    c.poly([(x + 58, 596), (x + 34, 210), (x, 170), (x, 596)], darker(stone, 0.12))
    star(c, x, 292, 30, scene.lit(rgb("#c9a24a")))
    c.ellipse(x, 612, 58, 13, scene.lit(rgb("#5a5553")))
    for wide, high, code in ((26, 78, "#e8743b"), (17, 56, "#f3ae4a"), (9, 32, "#fbe7a4")):
        c.poly(
            curve((x - wide, 606), (x - wide * 1.1, 606 - high * 0.6), (x, 606 - high))
            + curve((x, 606 - high), (x + wide * 1.4, 606 - high * 0.4), (x + wide, 606)),
            rgb(code),
        )


def star(c: Canvas, x: float, y: float, r: float, fill: Colour) -> None:
    rays = [(pi * n / 5, r if n % 2 == 0 else r * 0.42) for n in range(10)]
    c.poly([(x + ray * sin(angle), y - ray * cos(angle)) for angle, ray in rays], fill)


def flower(c: Canvas, scene: Scene, x: float, y: float, h: float) -> None:
    """A carnation or a tulip standing at (x, y)."""
    lean = scene.rng.uniform(-0.16, 0.16) * h
    c.line(
        curve((x, y), (x, y - h * 0.5), (x + lean, y - h * 0.8), 6),
        scene.lit(rgb("#5c8a57")),
        max(2, h * 0.05),
    )
    tone = scene.lit(scene.pick(("#c8393f", "#d9564f", "#e27a6b", "#b92f3c", "#f3ece4", "#e9a94c")))
    c.ellipse(x + lean, y - h * 0.88, h * 0.15, h * 0.14, tone)
    c.ellipse(x + lean - h * 0.07, y - h * 0.93, h * 0.08, h * 0.09, lighter(tone, 0.16))
    c.ellipse(x + lean + h * 0.07, y - h * 0.93, h * 0.08, h * 0.09, darker(tone, 0.1))
