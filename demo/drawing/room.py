"""A room and what stands in it: walls, windows, plants, books, lamps."""

from demo.drawing.canvas import WIDTH, Canvas, blob, curve
from demo.drawing.colour import INTERIORS, Colour, Scene, darker, lighter, mix, rgb


def room(c: Canvas, scene: Scene, floor: float) -> tuple[Colour, Colour, Colour]:
    """Wall and floor; answers with the colours of the wall, its shade and the wood."""
    wall, shade, wood = (scene.lit(rgb(each)) for each in scene.rng.choice(INTERIORS))
    c.gradient(lighter(wall, 0.3), shade, 0, floor)
    c.gradient(darker(wood, 0.04), lighter(wood, 0.22), floor, 800)
    c.rect(0, floor - 14, WIDTH, floor, lighter(wall, 0.5))
    return wall, shade, wood


def view(c: Canvas, scene: Scene, x: float, y: float, w: float, h: float) -> None:
    """A window with the sky and a tree behind it."""
    top, bottom = scene.sky
    c.rect(x - 12, y - 12, x + w + 12, y + h + 12, scene.lit(rgb("#fbf8f1")))
    c.gradient(top, bottom, y, y + h, x, x + w)
    green = mix(scene.leaf(), bottom, 0.25)
    for _ in range(5):
        r = scene.rng.uniform(0.12, 0.2) * w
        px = x + scene.rng.uniform(r, w - r)
        c.poly(
            blob(px, y + h - r * 0.8, r * 0.95, r * 0.72, scene.rng, 0.05),
            darker(green, scene.rng.uniform(0, 0.12)),
        )
    c.rect(x, y + h - 4, x + w, y + h, darker(green, 0.1))
    c.rect(x + w / 2 - 5, y, x + w / 2 + 5, y + h, scene.lit(rgb("#fbf8f1")))
    c.rect(x, y + h * 0.34, x + w, y + h * 0.34 + 8, scene.lit(rgb("#fbf8f1")))
    c.rect(x - 24, y + h + 8, x + w + 24, y + h + 22, scene.lit(rgb("#fffdf8")))
    c.veil(
        [(x, y + h + 22), (x + w, y + h + 22), (x + w * 1.9, 800), (x + w * 0.5, 800)], (255, 247, 220), 0.16
    )


def plant(c: Canvas, scene: Scene, x: float, y: float, h: float) -> None:
    pot = scene.lit(scene.pick(("#c86f4a", "#d9a45a", "#5f8a93", "#e9dfd0")))
    for n in range(7):
        lean = (n - 3) * 0.17 * h
        leaf = darker(scene.lit(rgb("#6fa062")), 0.05 * (n % 3))
        tip = (x + lean * 1.2, y - h * (0.95 - abs(n - 3) * 0.09))
        c.poly(
            curve((x, y - 0.3 * h), (x + lean - 0.12 * h, y - 0.6 * h), tip)
            + curve(tip, (x + lean + 0.1 * h, y - 0.5 * h), (x, y - 0.3 * h)),
            leaf,
        )
    c.poly(
        [(x - 0.2 * h, y - 0.34 * h), (x + 0.2 * h, y - 0.34 * h), (x + 0.14 * h, y), (x - 0.14 * h, y)], pot
    )
    c.rect(x - 0.22 * h, y - 0.38 * h, x + 0.22 * h, y - 0.3 * h, darker(pot))


def spines(c: Canvas, scene: Scene, x: float, y: float, w: float, h: float) -> None:
    """Books on a shelf whose board is at `y`."""
    end, books = (
        x + w,
        (
            "#b5533f",
            "#2f7f86",
            "#e0a63a",
            "#49679b",
            "#8f5a86",
            "#5d8f5a",
            "#d9c7a8",
            "#6b4a3a",
            "#d98a94",
            "#31556b",
        ),
    )
    while x < end - 8:
        wide = scene.rng.uniform(9, 24)
        if x + wide > end:
            break
        tall = h * scene.rng.uniform(0.68, 1)
        tone = scene.lit(scene.pick(books))
        if scene.rng.random() < 0.08:
            c.poly(
                [
                    (x, y),
                    (x + wide, y),
                    (x + wide + 0.22 * tall, y - tall * 0.96),
                    (x + 0.22 * tall, y - tall * 0.99),
                ],
                tone,
            )
            x += wide + 0.24 * tall
            continue
        c.rect(x, y - tall, x + wide - 1.5, y, tone)
        c.rect(x, y - tall * 0.84, x + wide - 1.5, y - tall * 0.78, lighter(tone, 0.45))
        x += wide


def lamp(c: Canvas, scene: Scene, x: float, y: float, tone: Colour) -> None:
    c.glow(x, y + 40, 170, (255, 231, 170), 0.2)
    c.line([(x, 0), (x, y - 34)], rgb("#5a5550"), 3)
    c.poly([(x - 22, y - 36), (x + 22, y - 36), (x + 58, y + 12), (x - 58, y + 12)], tone)
    c.ellipse(x, y + 12, 58, 9, (255, 240, 200))
