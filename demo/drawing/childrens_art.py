"""Children's drawings as they hang on the wall: a house, a cat, a rainbow, a boat, a rocket, flowers."""

from math import cos, pi, sin

from demo.drawing.canvas import Canvas, curve
from demo.drawing.colour import Scene, darker, rgb

BRIGHT = ("#e2574c", "#f2a93b", "#3f9c9c", "#5b82c9", "#9b6bb3", "#7cb354", "#ef8fa3")


def child_drawing(c: Canvas, scene: Scene, x: float, y: float, w: float, h: float, number: int) -> None:
    """One of the subjects inside the given box."""
    paper = scene.pick(("#dff0f5", "#fdf3d6", "#e9f3da", "#f9e4df", "#e8e3f3"))
    c.rect(x, y, x + w, y + h, paper)
    SUBJECTS[number](c, scene, x, y, w, h)


def bright(scene: Scene) -> tuple[int, int, int]:
    return scene.pick(BRIGHT)


def sun(c: Canvas, x: float, y: float, r: float) -> None:
    yellow = rgb("#f6c445")
    for n in range(10):
        angle = pi * n / 5
        c.line(
            [
                (x + 1.3 * r * cos(angle), y + 1.3 * r * sin(angle)),
                (x + 1.8 * r * cos(angle), y + 1.8 * r * sin(angle)),
            ],
            yellow,
            r * 0.2,
        )
    c.circle(x, y, r, yellow)


def meadow(c: Canvas, x: float, y: float, w: float, h: float) -> None:
    c.rect(x, y + h * 0.78, x + w, y + h, rgb("#8cc06a"))


def home(c: Canvas, scene: Scene, x: float, y: float, w: float, h: float) -> None:
    meadow(c, x, y, w, h)
    sun(c, x + w * 0.16, y + h * 0.2, h * 0.09)
    wall, roof = bright(scene), bright(scene)
    c.rect(x + w * 0.34, y + h * 0.46, x + w * 0.74, y + h * 0.84, wall)
    c.poly(
        [(x + w * 0.28, y + h * 0.48), (x + w * 0.54, y + h * 0.18), (x + w * 0.8, y + h * 0.48)],
        darker(roof, 0.1),
    )
    c.rect(x + w * 0.46, y + h * 0.62, x + w * 0.58, y + h * 0.84, rgb("#7a5236"))
    c.rect(x + w * 0.62, y + h * 0.56, x + w * 0.71, y + h * 0.68, rgb("#fdf6d8"))
    c.rect(x + w * 0.87, y + h * 0.6, x + w * 0.9, y + h * 0.84, rgb("#7a5236"))
    c.ellipse(x + w * 0.885, y + h * 0.52, w * 0.08, h * 0.16, rgb("#6fae57"))


def cat(c: Canvas, scene: Scene, x: float, y: float, w: float, h: float) -> None:
    fur = scene.pick(("#e59a45", "#6f7785", "#3f3f48", "#c98d6a"))
    meadow(c, x, y, w, h)
    cx, s = x + w * 0.5, min(w, h)
    c.line(
        curve((cx + 0.2 * s, y + 0.8 * h), (cx + 0.55 * s, y + 0.7 * h), (cx + 0.36 * s, y + 0.4 * h)),
        fur,
        0.07 * s,
    )
    c.ellipse(cx, y + 0.7 * h, 0.24 * s, 0.22 * s, fur)
    for side in (-1, 1):
        c.poly(
            [
                (cx + side * 0.06 * s, y + 0.3 * h),
                (cx + side * 0.2 * s, y + 0.16 * h),
                (cx + side * 0.22 * s, y + 0.4 * h),
            ],
            fur,
        )
    c.circle(cx, y + 0.4 * h, 0.2 * s, fur)
    for side in (-1, 1):
        c.circle(cx + side * 0.08 * s, y + 0.38 * h, 0.035 * s, rgb("#c9e27a"))
        c.line(
            [(cx + side * 0.08 * s, y + 0.46 * h), (cx + side * 0.26 * s, y + 0.44 * h)], rgb("#fdfbf5"), 2
        )
    c.circle(cx, y + 0.45 * h, 0.025 * s, rgb("#ef8fa3"))


def rainbow(c: Canvas, scene: Scene, x: float, y: float, w: float, h: float) -> None:
    size = min(w * 0.46, h * 0.7)
    for n, code in enumerate(("#e2574c", "#f2a93b", "#f6d860", "#7cb354", "#5b82c9", "#9b6bb3")):
        r = size * (1 - 0.1 * n)
        c.arc(x + w / 2, y + h * 0.82, r, r, 180, 360, rgb(code), size * 0.11)
    meadow(c, x, y, w, h)
    for dx in (0.1, 0.24, 0.78, 0.9):
        c.circle(x + w * dx, y + h * 0.84, h * 0.045, bright(scene))


def ship(c: Canvas, scene: Scene, x: float, y: float, w: float, h: float) -> None:
    c.rect(x, y + h * 0.7, x + w, y + h, rgb("#6aa9cf"))
    sun(c, x + w * 0.82, y + h * 0.2, h * 0.09)
    hull, sail = bright(scene), bright(scene)
    c.poly(
        [
            (x + w * 0.2, y + h * 0.64),
            (x + w * 0.8, y + h * 0.64),
            (x + w * 0.68, y + h * 0.84),
            (x + w * 0.32, y + h * 0.84),
        ],
        hull,
    )
    c.rect(x + w * 0.485, y + h * 0.14, x + w * 0.51, y + h * 0.64, rgb("#7a5236"))
    c.poly([(x + w * 0.53, y + h * 0.16), (x + w * 0.76, y + h * 0.56), (x + w * 0.53, y + h * 0.56)], sail)
    c.poly(
        [(x + w * 0.46, y + h * 0.24), (x + w * 0.28, y + h * 0.56), (x + w * 0.46, y + h * 0.56)],
        rgb("#fdfbf5"),
    )
    for n in range(4):
        c.arc(x + w * (0.14 + 0.24 * n), y + h * 0.9, w * 0.1, h * 0.04, 180, 360, rgb("#e9f4fa"), 3)


def rocket(c: Canvas, scene: Scene, x: float, y: float, w: float, h: float) -> None:
    c.rect(x, y, x + w, y + h, rgb("#34406e"))
    for _ in range(14):
        c.circle(
            x + scene.rng.uniform(0.05, 0.95) * w, y + scene.rng.uniform(0.05, 0.95) * h, 2.4, rgb("#f6e7a4")
        )
    c.circle(x + w * 0.84, y + h * 0.2, h * 0.1, bright(scene))
    cx, s = x + w * 0.46, h * 0.16
    c.poly([(cx - 0.5 * s, y + 0.74 * h), (cx + 0.5 * s, y + 0.74 * h), (cx, y + 0.96 * h)], rgb("#f2a93b"))
    for side in (-1, 1):
        c.poly(
            [
                (cx + side * 0.6 * s, y + 0.52 * h),
                (cx + side * 1.3 * s, y + 0.8 * h),
                (cx + side * 0.5 * s, y + 0.74 * h),
            ],
            bright(scene),
        )
    c.ellipse(cx, y + 0.48 * h, 0.8 * s, 0.32 * h, rgb("#f7f4ee"))
    c.circle(cx, y + 0.42 * h, 0.34 * s, rgb("#6aa9cf"))


def flowers(c: Canvas, scene: Scene, x: float, y: float, w: float, h: float) -> None:
    meadow(c, x, y, w, h)
    for n in range(3):
        fx, fy, r = x + w * (0.22 + 0.28 * n), y + h * (0.4, 0.28, 0.44)[n], min(w, h) * 0.075
        c.line([(fx, fy), (fx, y + h * 0.86)], rgb("#5c9a4e"), 5)
        tone = bright(scene)
        for k in range(6):
            c.circle(fx + 1.3 * r * cos(pi * k / 3), fy + 1.3 * r * sin(pi * k / 3), r * 0.8, tone)
        c.circle(fx, fy, r * 0.8, rgb("#f6d860"))


def sea(c: Canvas, scene: Scene, x: float, y: float, w: float, h: float) -> None:
    c.gradient(rgb("#9fd3e0"), rgb("#3f86ad"), y, y + h, x, x + w)
    for n in range(4):
        fx, fy, s = x + w * (0.24 + 0.18 * n), y + h * (0.3, 0.58, 0.34, 0.66)[n], min(w, h) * 0.1
        tone = bright(scene)
        c.poly([(fx - 1.0 * s, fy), (fx - 1.9 * s, fy - 0.7 * s), (fx - 1.9 * s, fy + 0.7 * s)], tone)
        c.ellipse(fx, fy, 1.3 * s, 0.8 * s, tone)
        c.circle(fx + 0.7 * s, fy - 0.15 * s, 0.16 * s, rgb("#2b2c33"))
    for dx in (0.12, 0.86, 0.94):
        c.line(
            curve((x + w * dx, y + h), (x + w * (dx - 0.06), y + h * 0.8), (x + w * dx, y + h * 0.68)),
            rgb("#6fae57"),
            5,
        )


SUBJECTS = (home, cat, rainbow, ship, rocket, flowers, sea)
