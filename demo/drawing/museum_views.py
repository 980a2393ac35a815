"""The museum hall: show-cases with old things, portraits, a guide."""

from collections.abc import Callable

from demo.drawing.canvas import Canvas, blob
from demo.drawing.colour import Colour, Scene, darker, lighter, rgb
from demo.drawing.people import WAVE, bust, crowd, person
from demo.drawing.room import room, view


def museum(c: Canvas, scene: Scene) -> None:
    rng = scene.rng
    _, _, wood = room(c, scene, 560)
    for n, x in enumerate((60, 470, 880)):
        if n == 1 and rng.random() < 0.6:
            view(c, scene, x + 30, 80, 200, 250)
            continue
        portrait(c, scene, x + 20, 70, 110, 140, wood)
        portrait(c, scene, x + 160, 84 + rng.uniform(-10, 24), 92, 116, wood)
    things = [samovar, wheel, clock_case, jugs]
    rng.shuffle(things)
    for n in range(3):
        show_case = 70 + 390 * n + rng.uniform(-14, 14)
        glass_case(c, scene, show_case, things[n], wood)
    guide = rng.choice((150, 1050))
    person(c, scene, guide, 742, 262, WAVE, skirt=True)
    places = [(290 + n * 145 + rng.uniform(-30, 30), rng.uniform(712, 786)) for n in range(5)]
    crowd(c, scene, places, 226)


def glass_case(
    c: Canvas, scene: Scene, x: float, thing: Callable[[Canvas, Scene, float, float], None], wood: Colour
) -> None:
    c.rect(x, 500, x + 260, 596, darker(wood, 0.18))
    c.rect(x - 6, 492, x + 266, 506, lighter(wood, 0.1))
    thing(c, scene, x + 130, 492)
    c.veil([(x, 300), (x + 260, 300), (x + 260, 492), (x, 492)], (235, 246, 250), 0.24)
    c.veil([(x + 26, 300), (x + 84, 300), (x + 30, 492), (x, 492), (x, 400)], (255, 255, 255), 0.26)
    c.line([(x, 492), (x, 300), (x + 260, 300), (x + 260, 492)], lighter(wood, 0.4), 5)


def portrait(c: Canvas, scene: Scene, x: float, y: float, w: float, h: float, wood: Colour) -> None:
    c.rect(x - 12, y - 12, x + w + 12, y + h + 12, scene.lit(rgb("#c2974f")))
    c.rect(x - 5, y - 5, x + w + 5, y + h + 5, darker(wood, 0.3))
    c.rect(x, y, x + w, y + h, scene.lit(scene.pick(("#5f5a4e", "#4f5a62", "#6b5a4f"))))
    bust(c, scene, x + w / 2, y + h - 2, h * 0.7, False)


def samovar(c: Canvas, scene: Scene, x: float, y: float) -> None:
    brass = scene.lit(rgb("#d9a441"))
    c.rect(x - 34, y - 16, x + 34, y, darker(brass, 0.25))
    c.rect(x - 16, y - 34, x + 16, y - 14, brass)
    c.poly(blob(x, y - 82, 52, 56, scene.rng, 0.0), brass)
    c.poly([(x - 44, y - 118), (x + 44, y - 118), (x + 30, y - 140), (x - 30, y - 140)], darker(brass, 0.12))
    c.line([(x + 46, y - 66), (x + 76, y - 60), (x + 76, y - 48)], darker(brass, 0.2), 8)
    for side in (-1, 1):
        c.arc(x + side * 54, y - 96, 15, 18, 0, 360, darker(brass, 0.3), 6)
    c.ellipse(x - 18, y - 92, 9, 26, lighter(brass, 0.5))
    c.rounded(x - 18, y - 168, x + 18, y - 138, 8, scene.lit(rgb("#f2ede2")))


def wheel(c: Canvas, scene: Scene, x: float, y: float) -> None:
    wood = scene.lit(rgb("#8a5f3f"))
    c.rect(x - 84, y - 18, x + 84, y - 8, wood)
    for side in (-70, 70):
        c.line([(x + side, y - 12), (x + side * 1.1, y)], wood, 9)
    c.arc(x + 26, y - 80, 60, 60, 0, 360, wood, 9)
    for n in range(4):
        dx, dy = ((52, 0), (37, 37), (0, 52), (-37, 37))[n]
        c.line([(x + 26 - dx, y - 80 - dy), (x + 26 + dx, y - 80 + dy)], lighter(wood, 0.15), 4)
    c.line([(x - 66, y - 14), (x - 66, y - 150)], wood, 9)
    c.poly(blob(x - 66, y - 142, 24, 36, scene.rng, 0.12), scene.lit(rgb("#f1e9da")))


def clock_case(c: Canvas, scene: Scene, x: float, y: float) -> None:
    wood = scene.lit(rgb("#7a4f36"))
    c.rounded(x - 48, y - 172, x + 48, y, 12, wood)
    c.circle(x, y - 122, 36, rgb("#fbf6ea"))
    c.line([(x, y - 122), (x, y - 146)], rgb("#3a3634"), 4)
    c.line([(x, y - 122), (x + 16, y - 112)], rgb("#3a3634"), 4)
    c.rect(x - 28, y - 76, x + 28, y - 12, darker(wood, 0.4))
    c.line([(x, y - 76), (x + 8, y - 36)], scene.lit(rgb("#d9a441")), 3)
    c.circle(x + 9, y - 32, 11, scene.lit(rgb("#d9a441")))


def jugs(c: Canvas, scene: Scene, x: float, y: float) -> None:
    for dx, size, code in ((-70, 46, "#b5653a"), (4, 62, "#5f7f8c"), (78, 40, "#c99a5a")):
        clay = scene.lit(rgb(code))
        c.poly(blob(x + dx, y - size * 0.8, size * 0.6, size * 0.8, scene.rng, 0.0), clay)
        c.rect(x + dx - size * 0.24, y - size * 2, x + dx + size * 0.24, y - size * 1.4, clay)
        c.ellipse(x + dx, y - size * 2, size * 0.32, size * 0.1, darker(clay, 0.3))
        c.arc(x + dx + size * 0.5, y - size * 1.3, size * 0.3, size * 0.42, 270, 90, clay, size * 0.13)
        c.rect(
            x + dx - size * 0.58, y - size * 0.94, x + dx + size * 0.58, y - size * 0.78, lighter(clay, 0.4)
        )
