"""The festival in a yard: stalls, flags, balloons."""

from demo.drawing.canvas import WIDTH, Canvas, blob, curve
from demo.drawing.colour import Scene, darker, lighter, rgb
from demo.drawing.people import CHEER, HOLD, WAVE, crowd, person
from demo.drawing.scenery import (
    bunting,
    ground,
    house,
    sky,
    street,
    tree,
    tufts,
)


def festival(c: Canvas, scene: Scene) -> None:
    rng = scene.rng
    sky(c, scene)
    street(c, scene, 530, 0.42, 1.25)
    for _ in range(7):
        tree(c, scene, rng.uniform(0, WIDTH), 546, rng.uniform(130, 200), 0.25)
    ground(c, scene, 536, 8)
    house(c, scene, -30, 600, 190, 360, 0.08)
    house(c, scene, 1050, 600, 190, 330, 0.08)
    for n, left in enumerate((190, 455, 720)):
        stall(c, scene, left + rng.uniform(-16, 16), 640, 215, n)
    for n in range(3):
        bunting(
            c, scene, -20, 120 + 75 * n + rng.uniform(-18, 18), 1220, 130 + 60 * n + rng.uniform(-30, 30), 60
        )
    tufts(c, scene, 660, 800, 26)
    crowd(c, scene, [(110 + 140 * n + rng.uniform(-34, 34), rng.uniform(690, 775)) for n in range(8)], 150)
    person(c, scene, rng.uniform(940, 1030), 770, 150, CHEER)
    for _ in range(rng.randint(6, 9)):
        x, y = rng.uniform(60, 1140), rng.uniform(70, 330)
        c.line(curve((x, y + 34), (x + 12, y + 80), (x - 4, y + 120), 8), scene.lit(rgb("#8a8480")), 1.6)
        tone = scene.lit(scene.pick(("#d95f43", "#f0b541", "#2f8b8f", "#7e6aa8", "#e48f9b")))
        c.poly(blob(x, y, 26, 32, rng, 0.02), tone)
        c.ellipse(x - 9, y - 12, 6, 9, lighter(tone, 0.5))


def stall(c: Canvas, scene: Scene, x: float, y: float, w: float, n: int) -> None:
    wood = scene.lit(rgb("#b98a5c"))
    bright = scene.lit(rgb(("#d95f43", "#2f8b8f", "#e9a93c", "#5f86b5")[(n + scene.rng.randint(0, 3)) % 4]))
    c.shade(x + w / 2, y + 4, w * 0.6, 14)
    for side in (x + 8, x + w - 8):
        c.rect(side - 5, y - 190, side + 5, y, darker(wood))
    person(c, scene, x + w * 0.5, y - 8, 148, scene.rng.choice((WAVE, HOLD)))
    c.rect(x, y - 72, x + w, y, wood)
    for k in range(1, 5):
        c.rect(x, y - 72 + 15 * k, x + w, y - 70 + 15 * k, darker(wood, 0.12))
    c.rect(x - 8, y - 82, x + w + 8, y - 70, lighter(wood))
    for k in range(5):
        size = scene.rng.uniform(9, 17)
        c.circle(
            x + 24 + k * (w - 48) / 4,
            y - 82 - size * 0.8,
            size,
            scene.lit(scene.pick(("#d96c4a", "#e9b44a", "#8fae5a", "#c9564f", "#f2dcb0"))),
        )
    stripe = (w + 36) / 8
    for k in range(8):
        left = x - 18 + k * stripe
        inner = x + 8 + k * (w - 16) / 8
        tone = bright if k % 2 == 0 else scene.lit(rgb("#fbf6ea"))
        c.poly(
            [(inner, y - 232), (inner + (w - 16) / 8, y - 232), (left + stripe, y - 172), (left, y - 172)],
            tone,
        )
        c.pie(left + stripe / 2, y - 172, stripe / 2, 13, 0, 180, tone)
